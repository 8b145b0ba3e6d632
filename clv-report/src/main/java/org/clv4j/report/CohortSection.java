package org.clv4j.report;

import org.clv4j.charts.Charts;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.metric.CalendarPeriod;

/** Customers by when they came, over the periods since. */
final class CohortSection {
  private CohortSection() {}

  static CohortTable cohorts(CustomerBase base, CustomerOrders orders) {
    CalendarPeriod period = TimeSection.period(base.observationPeriod().days());
    return CohortTable.of(orders, CohortOptions.asOf(base.asOf()).withCohorts(period));
  }

  static Section of(HtmlReport report, CustomerOrders orders, Pictures pictures) {
    CohortTable cohorts = cohorts(report.rfm().base(), orders);
    SectionBuilder section =
        new SectionBuilder("cohorts", pictures)
            .broad()
            .chart("cohort-retention", () -> Charts.cohorts(cohorts, CohortMeasure.RETENTION));
    if (orders.hasAmounts()) {
      section.chart("cohort-value", () -> Charts.cohorts(cohorts, CohortMeasure.CUMULATIVE_VALUE));
    }
    return section.build();
  }
}
