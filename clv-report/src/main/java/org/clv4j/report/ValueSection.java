package org.clv4j.report;

import org.clv4j.charts.Charts;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.concentration.Concentration;
import org.clv4j.segments.concentration.NegativeValues;
import org.clv4j.segments.metric.Metric;

/** How value is spread over customers, and how few have how much of it. */
final class ValueSection {
  private ValueSection() {}

  static Section of(CustomerBase base, Pictures pictures) {
    Words words = pictures.words();
    String of = base.hasAmounts() ? "spend" : "orders";
    SectionBuilder section =
        new SectionBuilder("value", pictures).intro(words.of("value.intro." + of));
    if (base.hasAmounts()) {
      section.chart("value-distribution", () -> Charts.valueDistribution(base));
    }
    Concentration spread =
        base.hasAmounts()
            ? Concentration.ofSpend(base, NegativeValues.KEEP)
            : Concentration.ofOrders(base);
    if (spread.negativeCount() > 0) {
      section.intro(words.of("value.below_0", words.whole(spread.negativeCount())));
    }
    if (spread.gini().value().isEmpty()) {
      return section.note(words.said(String.valueOf(spread.gini().reason()))).build();
    }
    Metric needed = spread.customersFor(0.8);
    section
        .figure("gini", words.decimal(value(spread.gini()), 2))
        .figure(
            "customers_for_80",
            words.whole((long) value(needed)),
            words.percent(value(spread.shareOfCustomersFor(0.8))));
    if (value(spread.whalePeak()) > 1) {
      section.figure(
          "whale_peak",
          words.percent(value(spread.whalePeak())),
          words.whole((long) value(spread.customersAtWhalePeak())));
    }
    return section
        .chart("whale-curve", () -> Charts.whale(spread))
        .chart("lorenz-curve", words.of("chart.lorenz-curve." + of), () -> Charts.lorenz(spread))
        .build();
  }

  /** Of a total above 0 every figure has a value. */
  private static double value(Metric metric) {
    return metric.value().orElseThrow();
  }
}
