package org.clv4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.models.value.Valuation;
import org.clv4j.report.ReportPage.Alive;
import org.clv4j.report.ReportPage.Figure;
import org.clv4j.report.ReportPage.Outlook;
import org.clv4j.report.ReportPage.Promising;
import org.clv4j.segments.rfm.RfmTable;
import org.jspecify.annotations.Nullable;

/** Turns a forecast into the texts of the page. */
final class OutlookBuilder {
  private static final int TOP = 20;
  private static final int RANGES = 5;

  private final RfmTable rfm;
  private final CustomerBase base;
  private final CustomerValues values;
  private final boolean money;
  private final List<String> notes;
  private final HtmlReport.@Nullable Trial trial;

  OutlookBuilder(RfmTable rfm, HtmlReport.Forecast forecast) {
    this.rfm = rfm;
    this.base = rfm.base();
    this.values = forecast.values();
    this.money = values.valuation().spend() != null;
    this.notes = forecast.notes();
    this.trial = forecast.trial();
  }

  Outlook outlook() {
    Valuation valuation = values.valuation();
    return new Outlook(
        describe(valuation.transactions()),
        horizon(valuation.options().horizon()),
        figures(),
        alive(),
        money,
        promising(),
        trial == null ? null : TrustBuilder.trust(trial, valuation.transactions().name()),
        allNotes(valuation.transactions()));
  }

  private static String describe(TransactionModel model) {
    StringBuilder text = new StringBuilder(model.name());
    model
        .parameters()
        .forEach(
            (name, value) ->
                text.append(", ").append(name).append(' ').append(Numbers.significant(value)));
    return text + ", times in " + model.unit() + "s";
  }

  private static String horizon(@Nullable TimeSpan horizon) {
    return horizon == null
        ? "for ever"
        : "within " + Numbers.decimal(horizon.length(), 0) + " " + horizon.unit();
  }

  private List<Figure> figures() {
    double alive = 0;
    double purchases = 0;
    double residual = 0;
    for (int row = 0; row < base.size(); row++) {
      alive += values.probabilityAlive(row);
      purchases += values.expectedPurchases(row).orElse(0);
      residual += money ? values.residual(row) : 0;
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "Customers alive",
            Numbers.decimal(alive, 0),
            "The sum of the probabilities that each is still there."));
    figures.add(
        new Figure(
            "Purchases to come", Numbers.decimal(purchases, 0), "Expected of today's customers."));
    if (money) {
      String code =
          base.currency().equals(Money.UNSTATED) ? "" : base.currency().getCurrencyCode() + " ";
      figures.add(
          new Figure(
              "Value to come",
              code + Numbers.money(residual, base.currency()),
              "Expected purchases times expected spend, margin "
                  + Numbers.significant(values.valuation().options().margin())
                  + ", discounted at "
                  + values.valuation().options().discountRate()
                  + "."));
    }
    return figures;
  }

  private List<Alive> alive() {
    int[] counts = new int[RANGES];
    for (int row = 0; row < base.size(); row++) {
      counts[(int) Math.min(RANGES - 1, values.probabilityAlive(row) * RANGES)]++;
    }
    List<Alive> rows = new ArrayList<>();
    for (int range = RANGES - 1; range >= 0; range--) {
      rows.add(
          new Alive(
              100 * range / RANGES + " % to " + 100 * (range + 1) / RANGES + " %",
              Numbers.whole(counts[range]),
              Numbers.percent(counts[range], base.size())));
    }
    return rows;
  }

  private List<Promising> promising() {
    Comparator<Integer> better =
        Comparator.<Integer>comparingDouble(this::worth).thenComparing(Comparator.reverseOrder());
    PriorityQueue<Integer> best = new PriorityQueue<>(better);
    for (int row = 0; row < base.size(); row++) {
      best.add(row);
      if (best.size() > TOP) {
        best.remove();
      }
    }
    return best.stream().sorted(better.reversed()).map(this::promising).toList();
  }

  private double worth(int row) {
    return money ? values.residual(row) : values.expectedPurchases(row).orElse(0);
  }

  private Promising promising(int row) {
    return new Promising(
        base.id(row),
        Numbers.percent(values.probabilityAlive(row), 1),
        Numbers.decimal(values.expectedPurchases(row).orElse(0), 2),
        money ? Numbers.money(values.residual(row), base.currency()) : "",
        rfm.segment(row));
  }

  private List<String> allNotes(TransactionModel model) {
    List<String> all = new ArrayList<>(notes);
    if (model instanceof BgNbd) {
      all.add(
          "In BG/NBD customers leave after a repeat purchase only: who bought once is alive at 100 %"
              + " by construction. MBG/NBD lets them leave after the first.");
    }
    return all;
  }
}
