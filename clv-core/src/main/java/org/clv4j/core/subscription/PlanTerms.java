package org.clv4j.core.subscription;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription costs from a day on, until other terms follow.
 *
 * @param from the first day of these terms
 * @param price of one piece per interval, without tax, 0 or more; 0 is a free plan
 * @param interval how often it is billed
 * @param quantity pieces or seats, 0 or more
 * @param metered whether it is billed by use, so that nothing of it recurs by itself
 * @param coupon what is taken off each bill, or null
 */
public record PlanTerms(
    LocalDate from,
    Money price,
    BillingInterval interval,
    long quantity,
    boolean metered,
    @Nullable Coupon coupon) {

  /** Checks the ranges, and that price and coupon have one currency. */
  public PlanTerms {
    OrderColumns.checkDay(from, "first day of terms");
    Objects.requireNonNull(interval, "interval must not be null");
    if (price.isNegative()) {
      throw new IllegalArgumentException("price must not be negative, but was " + price);
    }
    if (quantity < 0) {
      throw new IllegalArgumentException("quantity must not be negative, but was " + quantity);
    }
    Money off = coupon == null ? null : coupon.amountOff();
    if (off != null && !off.currency().equals(price.currency())) {
      throw new CurrencyMismatchException(price.currency(), off.currency());
    }
  }

  /**
   * One piece without a coupon.
   *
   * @param from the first day
   * @param price per interval, without tax
   * @param interval how often it is billed
   * @return the terms
   */
  public static PlanTerms of(LocalDate from, Money price, BillingInterval interval) {
    return new PlanTerms(from, price, interval, 1, false, null);
  }

  /**
   * The same with another quantity.
   *
   * @param pieces 0 or more
   * @return new terms
   */
  public PlanTerms withQuantity(long pieces) {
    return new PlanTerms(from, price, interval, pieces, metered, coupon);
  }

  /**
   * The same with a coupon.
   *
   * @param off what is taken off each bill
   * @return new terms
   */
  public PlanTerms withCoupon(Coupon off) {
    return new PlanTerms(from, price, interval, quantity, metered, off);
  }

  /**
   * What recurs per month: price x quantity, less the coupon if asked for, spread over the months
   * of the interval and rounded once, see {@link BillingInterval#perMonth}.
   *
   * @param lessCoupon whether a coupon is taken off
   * @return 0 where the plan is free or metered
   * @throws ArithmeticException if it does not fit in a long of minor units
   */
  public Money perMonth(boolean lessCoupon) {
    return interval.perMonth(recurringBill(lessCoupon), price.currency());
  }

  /**
   * The same exactly, in parts of a major unit, so that sums of it are exact, see {@link
   * BillingInterval#perMonth(BigDecimal, BigInteger)}.
   *
   * @param lessCoupon whether a coupon is taken off
   * @param parts a multiple of {@link BillingInterval#parts()}
   * @return so many times what recurs per month; 0 where the plan is free or metered, and above 0
   *     where it costs anything, however little
   */
  public BigDecimal perMonth(boolean lessCoupon, BigInteger parts) {
    return interval.perMonth(recurringBill(lessCoupon), parts);
  }

  private BigDecimal recurringBill(boolean lessCoupon) {
    if (metered) {
      return BigDecimal.ZERO;
    }
    BigDecimal bill = price.toBigDecimal().multiply(BigDecimal.valueOf(quantity));
    return coupon == null || !lessCoupon ? bill : coupon.off(bill);
  }
}
