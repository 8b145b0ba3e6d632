package org.clv4j.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.clv4j.charts.Charts;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.lifecycle.CustomerFlows;
import org.clv4j.segments.lifecycle.SalesSeries;
import org.clv4j.segments.metric.CalendarPeriod;

/** Orders, revenue and customers period by period. */
final class TimeSection {
  private static final int FEW_DAYS = 120;
  private static final int MANY_DAYS = 5 * 366;

  private TimeSection() {}

  static Section of(HtmlReport report, CustomerOrders orders, Pictures pictures) {
    CustomerBase base = report.rfm().base();
    LocalDate asOf = base.asOf();
    CalendarPeriod period = period(base.observationPeriod().days());
    SalesSeries sales = SalesSeries.of(orders, asOf, period);
    SectionBuilder section =
        new SectionBuilder("time", pictures)
            .chart("orders-over-time", () -> Charts.ordersOverTime(sales));
    if (orders.hasAmounts()) {
      section.chart("revenue-over-time", () -> Charts.revenueOverTime(sales));
    }
    CustomerFlows flows = CustomerFlows.of(orders, asOf, period);
    return section.chart("customer-flows", () -> Charts.customerFlows(flows)).build();
  }

  /** So that a chart has neither three bars nor three hundred. */
  static CalendarPeriod period(long days) {
    return days <= FEW_DAYS
        ? CalendarPeriod.week(DayOfWeek.MONDAY)
        : days <= MANY_DAYS ? CalendarPeriod.MONTH : CalendarPeriod.QUARTER;
  }
}
