package org.clv4j.core.subscription;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is taken off each bill of a subscription: a percentage or an amount.
 *
 * @param percentOff above 0 to 100; null where an amount is taken off
 * @param amountOff above 0, per bill; null where a percentage is taken off
 * @param until the first day on which it takes nothing off any more; null where it is forever
 */
public record Coupon(
    @Nullable BigDecimal percentOff, @Nullable Money amountOff, @Nullable LocalDate until) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Checks that there is one of the two, and the ranges. */
  public Coupon {
    if ((percentOff == null) == (amountOff == null)) {
      throw new IllegalArgumentException(
          "coupon must take off a percentage or an amount, but has "
              + (percentOff == null ? "neither" : "both"));
    }
    if (percentOff != null && (percentOff.signum() <= 0 || percentOff.compareTo(HUNDRED) > 0)) {
      throw new IllegalArgumentException(
          "percentage of a coupon must be above 0 and at most 100, but was " + percentOff);
    }
    if (amountOff != null && amountOff.minorUnits() <= 0) {
      throw new IllegalArgumentException(
          "amount of a coupon must be above 0, but was " + amountOff);
    }
    if (until != null) {
      OrderColumns.checkDay(until, "end of a coupon");
    }
  }

  /**
   * A percentage, forever.
   *
   * @param percent above 0 to 100
   * @return the coupon
   */
  public static Coupon percent(double percent) {
    return new Coupon(
        BigDecimal.valueOf(Check.finite(percent, "percentage of a coupon")), null, null);
  }

  /**
   * An amount of each bill, forever.
   *
   * @param amount above 0
   * @return the coupon
   */
  public static Coupon amount(Money amount) {
    return new Coupon(null, amount, null);
  }

  /**
   * The same for a time only.
   *
   * @param day the first day on which it takes nothing off any more
   * @return the coupon
   */
  public Coupon until(LocalDate day) {
    return new Coupon(percentOff, amountOff, day);
  }

  /** What is left of an amount; 0 where the coupon is worth more. */
  BigDecimal off(BigDecimal amount) {
    BigDecimal left =
        percentOff == null
            ? amount.subtract(Objects.requireNonNull(amountOff).toBigDecimal())
            : amount.multiply(HUNDRED.subtract(percentOff)).movePointLeft(2);
    return left.max(BigDecimal.ZERO);
  }
}
