package org.clv4j.segments.subscription;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.Scope;

/**
 * Figures of each month by the published definitions of two vendors, on the same data.
 *
 * <table>
 * <caption>What they define differently</caption>
 * <tr><th>figure</th><th>Stripe</th><th>ChartMogul</th></tr>
 * <tr><td>{@code mrr}</td><td>coupons that last forever are taken off</td><td>all coupons are taken
 * off while they last</td></tr>
 * <tr><td>{@code customer_churn}</td><td>lost / (customers at the start + new ones)</td><td>lost /
 * customers at the start</td></tr>
 * <tr><td>{@code lifetime_value}</td><td>ARPA / that churn, or 1.67 % where it is 0</td><td>ARPA /
 * mean churn of the six months before</td></tr>
 * </table>
 *
 * <p>{@code paying_customers} and {@code arpa} follow from the first. Where vendors differ in what
 * is no definition of a figure (30 rolling days, the moment of a cancellation), both have the
 * calendar month and the end of the day.
 *
 * @param stripeScope what Stripe's figures looked at
 * @param chartMogulScope what ChartMogul's looked at, which counts other coupons
 * @param figures month by month
 */
public record VendorComparison(Scope stripeScope, Scope chartMogulScope, List<Figure> figures) {

  /**
   * A figure of a month.
   *
   * @param month its first day
   * @param name {@code mrr}, {@code paying_customers}, {@code arpa}, {@code customer_churn} or
   *     {@code lifetime_value}
   * @param stripe by Stripe's definition
   * @param chartMogul by ChartMogul's
   */
  public record Figure(LocalDate month, String name, Metric stripe, Metric chartMogul) {

    /** Checks that nothing is missing. */
    public Figure {
      Objects.requireNonNull(month, "month must not be null");
      Objects.requireNonNull(name, "name must not be null");
      Objects.requireNonNull(stripe, "stripe must not be null");
      Objects.requireNonNull(chartMogul, "chartMogul must not be null");
    }

    /**
     * How far they are apart.
     *
     * @return Stripe's less ChartMogul's, as their decimals say; empty where one has no value
     */
    public OptionalDouble difference() {
      OptionalDouble a = stripe.value();
      OptionalDouble b = chartMogul.value();
      return a.isPresent() && b.isPresent()
          ? OptionalDouble.of(
              BigDecimal.valueOf(a.getAsDouble())
                  .subtract(BigDecimal.valueOf(b.getAsDouble()))
                  .doubleValue())
          : OptionalDouble.empty();
    }
  }

  /** Checks that nothing is missing. */
  public VendorComparison {
    Objects.requireNonNull(stripeScope, "stripeScope must not be null");
    Objects.requireNonNull(chartMogulScope, "chartMogulScope must not be null");
    figures = List.copyOf(figures);
  }

  /**
   * All figures of all months.
   *
   * @param subscriptions in any order
   * @param asOf the last day that counts
   * @param options what monthly recurring revenue is, but for its rule for coupons
   * @return month by month
   * @throws IllegalArgumentException as {@link SubscriptionSeries#of}
   */
  public static VendorComparison of(
      Collection<Subscription> subscriptions, LocalDate asOf, SubscriptionOptions options) {
    SubscriptionSeries stripe =
        SubscriptionSeries.of(subscriptions, asOf, options.withCoupons(CouponRule.FOREVER));
    SubscriptionSeries chartMogul =
        SubscriptionSeries.of(subscriptions, asOf, options.withCoupons(CouponRule.ALL));
    List<Figure> figures = new ArrayList<>();
    for (int t = 0; t < stripe.months().size(); t++) {
      SubscriptionMonth a = stripe.months().get(t);
      SubscriptionMonth b = chartMogul.months().get(t);
      for (String same : List.of("mrr", "paying_customers", "arpa")) {
        figures.add(new Figure(a.start(), same, a.metric(same), b.metric(same)));
      }
      figures.add(
          new Figure(
              a.start(),
              "customer_churn",
              a.metric("logo_churn_with_new"),
              b.metric("logo_churn")));
      figures.add(
          new Figure(
              a.start(),
              "lifetime_value",
              a.lifetimeValue(LtvPreset.STRIPE),
              b.lifetimeValue(LtvPreset.CHARTMOGUL_SIX_MONTHS)));
    }
    return new VendorComparison(stripe.scope(), chartMogul.scope(), figures);
  }
}
