package org.clv4j.report;

import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.subscription.MrrMovements;
import org.clv4j.segments.subscription.SubscriptionMonth;
import org.clv4j.segments.subscription.SubscriptionOptions;
import org.clv4j.segments.subscription.SubscriptionSeries;

/** The last months of subscriptions. */
final class SubscriptionSection {
  private static final int MONTHS = 13;

  private SubscriptionSection() {}

  static Section of(SubscriptionSeries series, Pictures pictures) {
    List<SubscriptionMonth> months = series.months();
    Words words = pictures.words();
    return new SectionBuilder("subscriptions", pictures)
        .intro(scope(series, words))
        .table(
            "table.subscriptions",
            List.of(
                "month",
                "#mrr",
                "#mrr_new",
                "#mrr_expansion",
                "#mrr_contraction",
                "#mrr_churn",
                "#mrr_reactivation",
                "#mrr_fx",
                "#customers",
                "#arpa",
                "#logo_churn",
                "#grr",
                "#nrr",
                "#quick_ratio"),
            months.subList(Math.max(0, months.size() - MONTHS), months.size()).stream()
                .map(month -> row(month, words))
                .toList())
        .build();
  }

  /** Up to which day, and what of coupons and of other currencies. */
  private static String scope(SubscriptionSeries series, Words words) {
    SubscriptionOptions options = series.options();
    String days =
        words.of(
            "subscriptions.scope", words.day(series.scope().asOf()), Words.zone(options.zone()));
    String coupons = words.of("subscriptions.coupons." + options.coupons());
    String rates =
        series.rateSources().isEmpty()
            ? ""
            : " "
                + words.of(
                    "subscriptions.rates",
                    options.currency().getCurrencyCode(),
                    String.join(", ", series.rateSources()));
    return days + " " + coupons + rates;
  }

  private static List<String> row(SubscriptionMonth month, Words words) {
    MrrMovements moved = month.movements();
    Currency currency = Objects.requireNonNullElse(moved.scope().currency(), Money.UNSTATED);
    OptionalDouble arpa = moved.arpa().value();
    OptionalDouble quickRatio = month.metric("quick_ratio").value();
    String name = month.start().toString().substring(0, 7);
    return List.of(
        month.isComplete() ? name : words.of("subscriptions.not-over", name),
        words.money(moved.closing()),
        words.money(moved.gained()),
        words.money(moved.expansion()),
        words.money(moved.contraction()),
        words.money(moved.churn()),
        words.money(moved.reactivation()),
        words.money(moved.fx()),
        words.whole(moved.customers().closing()),
        arpa.isPresent() ? words.money(arpa.getAsDouble(), currency) : "",
        percent(month, "logo_churn", words),
        percent(month, "gross_revenue_retention", words),
        percent(month, "net_revenue_retention", words),
        quickRatio.isPresent() ? words.decimal(quickRatio.getAsDouble(), 2) : "");
  }

  private static String percent(SubscriptionMonth month, String metric, Words words) {
    OptionalDouble value = month.metric(metric).value();
    return value.isPresent() ? words.percent(value.getAsDouble()) : "";
  }
}
