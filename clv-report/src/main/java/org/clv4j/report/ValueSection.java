package org.clv4j.report;

import org.clv4j.charts.Charts;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.formula.HistoricValue;
import org.clv4j.report.ReportPage.Section;

/** How value is spread over customers, and how few have how much of it. */
final class ValueSection {
  private ValueSection() {}

  static Section of(CustomerBase base, Pictures pictures) {
    SectionBuilder section =
        new SectionBuilder("value", pictures)
            .chart("value-distribution", () -> Charts.valueDistribution(base));
    HistoricValue value = HistoricValue.of(base);
    if (value.total().minorUnits() > 0) {
      section
          .chart("whale-curve", () -> Charts.whale(value))
          .chart("lorenz-curve", () -> Charts.lorenz(value));
    }
    return section.build();
  }
}
