package org.clv4j.segments.subscription;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.clv4j.core.subscription.Coupon;
import org.clv4j.core.subscription.PlanTerms;
import org.clv4j.core.subscription.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The monthly recurring revenue of a subscription over time, exact.
 *
 * @param subscriptionId its id
 * @param currency its currency
 * @param byDay what recurs per month from a day on, in parts of a major unit
 */
record Revenue(
    String subscriptionId, Currency currency, NavigableMap<LocalDate, BigDecimal> byDay) {

  static Revenue of(Subscription subscription, CouponRule coupons, BigInteger parts) {
    NavigableMap<LocalDate, BigDecimal> byDay = new TreeMap<>();
    for (LocalDate day : daysOfChange(subscription)) {
      PlanTerms terms = subscription.billedOn(day);
      byDay.put(
          day,
          terms == null ? BigDecimal.ZERO : terms.perMonth(coupons.reduces(terms, day), parts));
    }
    return new Revenue(subscription.id(), subscription.terms().get(0).price().currency(), byDay);
  }

  private static SortedSet<LocalDate> daysOfChange(Subscription subscription) {
    SortedSet<LocalDate> days = subscription.eventDays();
    for (PlanTerms terms : subscription.terms()) {
      Coupon coupon = terms.coupon();
      if (coupon != null && coupon.until() != null) {
        days.add(coupon.until());
      }
    }
    return days;
  }

  /** At the end of a day. */
  BigDecimal at(LocalDate day) {
    Map.Entry<LocalDate, BigDecimal> last = byDay.floorEntry(day);
    return last == null ? BigDecimal.ZERO : last.getValue();
  }

  /** The first day with any; null if there is none. */
  @Nullable LocalDate firstPaid() {
    return byDay.entrySet().stream()
        .filter(entry -> entry.getValue().signum() > 0)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }
}
