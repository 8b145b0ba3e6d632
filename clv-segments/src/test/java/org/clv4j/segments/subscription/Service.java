package org.clv4j.segments.subscription;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.clv4j.core.subscription.BillingInterval;
import org.clv4j.core.subscription.Coupon;
import org.clv4j.core.subscription.PlanTerms;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.Money;

/**
 * The service of docs/metrics.md.
 *
 * <p>MRR at the end of January: ann 30, bob 240 / 12 = 20, dan 10: 60. Of February: ann 30, bob 20,
 * cyd 40, dan paused: 90. Of March: ann 50, cyd 30, dan 10, eve 25: 115.
 */
final class Service {
  static final Currency EUR = Currency.getInstance("EUR");
  static final SubscriptionOptions OPTIONS = SubscriptionOptions.of(EUR);

  private Service() {}

  static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  static PlanTerms monthly(String from, String price) {
    return PlanTerms.of(day(from), Money.of(price, "EUR"), BillingInterval.MONTHLY);
  }

  static List<Subscription> subscriptions() {
    PlanTerms annual =
        PlanTerms.of(day("2024-01-15"), Money.of("240.00", "EUR"), BillingInterval.ANNUAL);
    Coupon threeMonths = Coupon.percent(20).until(day("2024-06-01"));
    return List.of(
        Subscription.of("S1", "ann", monthly("2024-01-10", "30.00"))
            .withChange(monthly("2024-03-05", "50.00")),
        Subscription.of("S2", "bob", annual).withEnd(day("2024-03-20")),
        Subscription.of("S3", "cyd", monthly("2024-02-01", "40.00"))
            .withTrial(day("2024-02-15"))
            .withChange(monthly("2024-03-10", "30.00")),
        Subscription.of("S4", "dan", monthly("2024-01-05", "10.00"))
            .withPause(day("2024-02-10"), day("2024-03-15")),
        Subscription.of("S5", "eve", monthly("2024-03-01", "25.00").withCoupon(threeMonths)));
  }
}
