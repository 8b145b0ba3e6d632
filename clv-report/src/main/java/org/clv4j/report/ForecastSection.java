package org.clv4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.charts.Charts;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.value.CohortTracking;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.models.value.Valuation;
import org.clv4j.report.ReportPage.Section;
import org.jspecify.annotations.Nullable;

/** What is to come, and how well the model fits what came. */
final class ForecastSection {
  private static final TimeSpan WEEK = TimeSpan.of(1, PeriodUnit.WEEK);
  private static final int RANGES = 5;
  private static final int MOST_PURCHASES = 20;

  private final CustomerBase base;
  private final @Nullable CustomerOrders orders;
  private final HtmlReport.Forecast forecast;
  private final CustomerValues values;
  private final Pictures pictures;
  private final Words words;
  private final ForecastWords foretold;

  ForecastSection(HtmlReport report, HtmlReport.Forecast forecast, Pictures pictures) {
    this.base = report.rfm().base();
    this.orders = report.orders();
    this.forecast = forecast;
    this.values = forecast.values();
    this.pictures = pictures;
    this.words = pictures.words();
    this.foretold = new ForecastWords(values.valuation(), words);
  }

  Section section() {
    Valuation valuation = values.valuation();
    TransactionModel model = valuation.transactions();
    SectionBuilder section =
        new SectionBuilder("forecast", pictures)
            .intro(words.of("forecast.model", foretold.horizon(), model.name()));
    addFigures(section, valuation);
    if (orders != null) {
      CustomerOrders all = orders;
      section
          .chart("tracking", () -> Charts.tracking(tracking(model, all)))
          .chart("tracking-weekly", () -> Charts.trackingIncremental(tracking(model, all)));
    }
    section
        .chart("frequency-fit", () -> Charts.frequency(model, base))
        .chart("probability-alive", () -> Charts.probabilityAlive(model, age(), mostPurchases()));
    if (valuation.spend() != null) {
      section.chart("predicted-values", () -> Charts.valueDistribution(values));
    }
    section
        .table("table.alive", List.of("alive_range", "#customers", "#share"), alive())
        .notes(
            forecast.notes().stream()
                .map(note -> words.of("forecast.note", words.said(note)))
                .toList());
    if (model instanceof BgNbd) {
      section.note(words.of("forecast.bg-nbd"));
    }
    return section.build();
  }

  private CohortTracking tracking(TransactionModel model, CustomerOrders all) {
    return CohortTracking.of(model, base, WEEK, base.asOf()).withActual(all.log(), base.asOf());
  }

  private TimeSpan age() {
    return TimeSpan.of((double) base.observationPeriod().days(), PeriodUnit.DAY);
  }

  private int mostPurchases() {
    int most = IntStream.range(0, base.size()).map(base::orders).max().orElse(1);
    return Math.max(1, Math.min(MOST_PURCHASES, most - 1));
  }

  private void addFigures(SectionBuilder section, Valuation valuation) {
    boolean money = valuation.spend() != null;
    double alive = 0;
    double purchases = 0;
    double residual = 0;
    for (int row = 0; row < base.size(); row++) {
      alive += values.probabilityAlive(row);
      purchases += values.expectedPurchases(row).orElse(0);
      residual += money ? values.residual(row) : 0;
    }
    section
        .figure("alive", words.whole(Math.round(alive)))
        .figure("purchases_to_come", words.whole(Math.round(purchases)));
    if (money) {
      section
          .figure(
              "value_to_come",
              words.money(residual, base.currency()),
              foretold.horizon(),
              foretold.measure(),
              foretold.discounting())
          .figure("value_to_come_mean", words.money(residual / base.size(), base.currency()));
    }
  }

  private List<List<String>> alive() {
    int[] counts = new int[RANGES];
    for (int row = 0; row < base.size(); row++) {
      counts[(int) Math.min(RANGES - 1, values.probabilityAlive(row) * RANGES)]++;
    }
    List<List<String>> rows = new ArrayList<>();
    for (int range = RANGES - 1; range >= 0; range--) {
      rows.add(
          List.of(
              words.of("forecast.range", 100 * range / RANGES, 100 * (range + 1) / RANGES),
              words.whole(counts[range]),
              words.percent((double) counts[range] / base.size())));
    }
    return rows;
  }
}
