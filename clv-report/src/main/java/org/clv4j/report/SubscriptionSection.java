package org.clv4j.report;

import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.SubscriptionRow;
import org.clv4j.report.ReportPage.Subscriptions;
import org.clv4j.segments.subscription.MrrMovements;
import org.clv4j.segments.subscription.SubscriptionMonth;
import org.clv4j.segments.subscription.SubscriptionSeries;

/** Turns the last months of subscriptions into the texts of the page. */
final class SubscriptionSection {
  private static final int MONTHS = 13;

  private SubscriptionSection() {}

  static Subscriptions of(SubscriptionSeries series) {
    List<SubscriptionMonth> months = series.months();
    return new Subscriptions(
        series.scope().toString(),
        months.subList(Math.max(0, months.size() - MONTHS), months.size()).stream()
            .map(SubscriptionSection::row)
            .toList());
  }

  private static SubscriptionRow row(SubscriptionMonth month) {
    MrrMovements moved = month.movements();
    Currency currency = Objects.requireNonNullElse(moved.scope().currency(), Money.UNSTATED);
    OptionalDouble arpa = moved.arpa().value();
    OptionalDouble quickRatio = month.metric("quick_ratio").value();
    return new SubscriptionRow(
        month.start().toString().substring(0, 7) + (month.isComplete() ? "" : ", not over"),
        Numbers.money(moved.closing()),
        Numbers.money(moved.gained()),
        Numbers.money(moved.expansion()),
        Numbers.money(moved.contraction()),
        Numbers.money(moved.churn()),
        Numbers.money(moved.reactivation()),
        Numbers.money(moved.fx()),
        Numbers.whole(moved.customers().closing()),
        arpa.isPresent() ? Numbers.money(arpa.getAsDouble(), currency) : "",
        percent(month, "logo_churn"),
        percent(month, "gross_revenue_retention"),
        percent(month, "net_revenue_retention"),
        quickRatio.isPresent() ? Numbers.decimal(quickRatio.getAsDouble(), 2) : "");
  }

  private static String percent(SubscriptionMonth month, String metric) {
    OptionalDouble value = month.metric(metric).value();
    return value.isPresent() ? Numbers.percent(value.getAsDouble(), 1) : "";
  }
}
