package org.clv4j.segments.subscription;

import java.time.LocalDate;
import java.util.Locale;
import org.clv4j.core.subscription.Coupon;
import org.clv4j.core.subscription.PlanTerms;

/** Which coupons reduce monthly recurring revenue. */
public enum CouponRule {
  /**
   * Those that last forever; one that ends leaves the revenue as it is, which is what recurs after
   * it. So Stripe has it.
   *
   * @see <a href="https://support.stripe.com/questions/billing-analytics">Billing analytics</a>
   */
  FOREVER,

  /**
   * Every one while it lasts; its end is an expansion. So ChartMogul has it.
   *
   * @see <a href="https://help.chartmogul.com/hc/en-us/articles/203299812">Monthly recurring
   *     revenue</a>
   */
  ALL;

  /** Whether the coupon of some terms, if there is one, reduces the revenue at the end of a day. */
  boolean reduces(PlanTerms terms, LocalDate day) {
    Coupon coupon = terms.coupon();
    LocalDate until = coupon == null ? null : coupon.until();
    return coupon != null && (until == null || (this == ALL && day.isBefore(until)));
  }

  /** The name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
