package org.clv4j.segments.subscription;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.subscription.PlanTerms;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What monthly recurring revenue is.
 *
 * <p>It is the price x quantity of every subscription that is billed, without tax, spread over the
 * months of its billing interval. Trials, pauses, free and metered plans have none. Sums of it are
 * exact, but for conversions that do not end, which have 34 digits, and are rounded once where they
 * are shown, half to even, see {@link MrrMovements}. A customer pays who has any, however little.
 *
 * @param currency of the analysis
 * @param rates converts other currencies, each at the rate of the day that is looked at; null where
 *     there are none
 * @param coupons which coupons reduce it
 * @param margin the share of the revenue that is kept, -1000 to 1, for the lifetime values that ask
 *     for it; null where it is not known
 * @param zone whose local days the subscriptions carry
 */
public record SubscriptionOptions(
    Currency currency,
    @Nullable RateProvider rates,
    CouponRule coupons,
    @Nullable Double margin,
    ZoneId zone) {
  private static final double LEAST_MARGIN = -1000;

  /** Checks that nothing is missing, and the range of the margin. */
  public SubscriptionOptions {
    Money.scale(currency);
    Objects.requireNonNull(coupons, "coupons must not be null");
    Objects.requireNonNull(zone, "zone must not be null");
    if (margin != null) {
      Check.inRange(margin, LEAST_MARGIN, 1, "margin");
    }
  }

  /**
   * One currency, coupons that last forever, no margin, UTC.
   *
   * @param currency of the analysis
   * @return the options
   */
  public static SubscriptionOptions of(Currency currency) {
    return new SubscriptionOptions(currency, null, CouponRule.FOREVER, null, ZoneOffset.UTC);
  }

  /**
   * The same with rates for other currencies.
   *
   * @param provider knows the rates of the ends of all months
   * @return new options
   */
  public SubscriptionOptions withRates(RateProvider provider) {
    return new SubscriptionOptions(currency, provider, coupons, margin, zone);
  }

  /**
   * The same with another rule for coupons.
   *
   * @param rule which coupons reduce the revenue
   * @return new options
   */
  public SubscriptionOptions withCoupons(CouponRule rule) {
    return new SubscriptionOptions(currency, rates, rule, margin, zone);
  }

  /**
   * The same with a margin.
   *
   * @param share of the revenue that is kept, -1000 to 1
   * @return new options
   */
  public SubscriptionOptions withMargin(double share) {
    return new SubscriptionOptions(currency, rates, coupons, share, zone);
  }

  /**
   * The same in another zone.
   *
   * @param localDays whose local days the subscriptions carry
   * @return new options
   */
  public SubscriptionOptions withZone(ZoneId localDays) {
    return new SubscriptionOptions(currency, rates, coupons, margin, localDays);
  }

  /**
   * The monthly recurring revenue of one subscription, to show it: rounded once to the minor unit,
   * half to even, which sums over subscriptions are not made of.
   *
   * @param subscription the subscription
   * @param day at whose end
   * @return in the currency of its plan, 0 where nothing recurs
   */
  public Money monthlyRevenue(Subscription subscription, LocalDate day) {
    PlanTerms terms = subscription.billedOn(day);
    if (terms == null) {
      return Money.zero(subscription.terms().get(0).price().currency());
    }
    return terms.perMonth(coupons.reduces(terms, day));
  }

  /** With the rule for coupons, the margin if there is one, and where the rates come from. */
  Scope scope(LocalDate asOf, String window, Collection<String> rateSources) {
    String text = window + ", coupons=" + coupons;
    if (margin != null) {
      text += ", margin=" + BigDecimal.valueOf(margin).toPlainString();
    }
    if (!rateSources.isEmpty()) {
      text += ", rates=" + String.join(" + ", rateSources);
    }
    return new Scope(asOf, text, zone, null, currency);
  }
}
