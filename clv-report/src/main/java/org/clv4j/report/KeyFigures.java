package org.clv4j.report;

import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.formula.HistoricValue;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.Section;

/** What there is, in a dozen figures. */
final class KeyFigures {
  private static final double FIFTH = 0.2;

  private KeyFigures() {}

  static Section of(HtmlReport report, Pictures pictures) {
    CustomerBase base = report.rfm().base();
    Words words = pictures.words();
    long repeaters = IntStream.range(0, base.size()).filter(row -> base.orders(row) > 1).count();
    SectionBuilder section =
        new SectionBuilder("figures", pictures)
            .figure("customers", words.whole(base.size()))
            .figure("orders", words.whole(base.orderCount()))
            .figure(
                "orders_per_customer", words.decimal((double) base.orderCount() / base.size(), 2))
            .figure(
                "repurchase_rate",
                words.percent((double) repeaters / base.size()),
                words.whole(repeaters),
                words.whole(base.size()));
    if (base.hasAmounts()) {
      addMoney(section, base, words);
    }
    if (report.forecast() != null && report.forecast().values().valuation().spend() != null) {
      double value =
          IntStream.range(0, base.size()).mapToDouble(report.forecast().values()::total).sum();
      ForecastWords foretold = new ForecastWords(report.forecast().values().valuation(), words);
      section.figure(
          "clv",
          words.money(value / base.size(), base.currency()),
          foretold.horizon(),
          foretold.measure(),
          foretold.discounting());
    }
    return section.build();
  }

  private static void addMoney(SectionBuilder section, CustomerBase base, Words words) {
    HistoricValue value = HistoricValue.of(base);
    section
        .figure("revenue", words.money(value.total()))
        .figure("mean_value", words.money(value.mean(), base.currency()))
        .figure("median_value", words.money(value.median(), base.currency()))
        .figure(
            "average_order_value",
            words.money(
                Money.mean(value.total().minorUnits(), base.orderCount(), base.currency()),
                base.currency()));
    value.shareOfTop(FIFTH).ifPresent(share -> section.figure("top_share", words.percent(share)));
  }
}
