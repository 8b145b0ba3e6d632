package org.clv4j.report;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.health.CustomerBaseHealth;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.retention.CustomerRetention;

/** The questions about the customer base, each answered by a figure. */
final class HealthSection {
  private static final int YEAR = 365;

  private static final List<String> SHOWN =
      List.of(
          "active_customers",
          "share_new",
          "share_active",
          "share_inactive",
          "reactivated_customers",
          "single_order_customers",
          "single_order_customers_past_deadline",
          "orders_per_active_customer",
          "days_first_to_second_order",
          "days_between_orders_median",
          "repurchase_deadline_days",
          "average_first_order_value",
          "average_repeat_order_value",
          "repeat_revenue_share");

  private HealthSection() {}

  static Section of(HtmlReport report, CustomerOrders orders, Pictures pictures) {
    Words words = pictures.words();
    CustomerBaseHealth health =
        CustomerBaseHealth.of(orders, HealthOptions.DEFAULT.withAsOf(report.rfm().base().asOf()));
    String window = words.whole(health.activeWindow().orElse(0));
    SectionBuilder section = new SectionBuilder("health", pictures);
    Currency currency = Objects.requireNonNullElse(health.scope().currency(), Money.UNSTATED);
    for (String name : SHOWN) {
      Metric metric = health.metric(name);
      if (metric.value().isPresent()) {
        section.figure(name, text(metric, currency, words), window);
      }
    }
    LocalDate asOf = report.rfm().base().asOf();
    CustomerRetention year = CustomerRetention.of(orders, asOf.minusYears(1), asOf, YEAR);
    if (year.atStart() > 0) {
      section
          .figure("customer_retention", text(year.customerRetention(), currency, words))
          .figure("customer_churn", text(year.customerChurn(), currency, words));
    }
    return section.build();
  }

  private static String text(Metric metric, Currency currency, Words words) {
    double value = metric.value().orElseThrow();
    return switch (metric.unit()) {
      case CUSTOMERS, ORDERS, POINTS -> words.whole(Math.round(value));
      case DAYS, PERIODS -> words.decimal(value, 0);
      case ORDERS_PER_CUSTOMER, RATIO -> words.decimal(value, 2);
      case SHARE -> words.percent(value);
      case MONEY -> words.money(value, currency);
    };
  }
}
