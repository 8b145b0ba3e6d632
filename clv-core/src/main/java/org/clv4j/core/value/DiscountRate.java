package org.clv4j.core.value;

import java.util.Objects;
import org.clv4j.core.internal.Check;

/**
 * A compound discount rate with the period that it is quoted for.
 *
 * <p>{@code DiscountRate.annual(0.10).per(WEEK)} is the weekly rate that compounds to 10 % a year:
 *
 * <pre>(1 + rate)^(unit.days / quoted.days) - 1</pre>
 *
 * @param rate 0.10 for 10 %; 0 or more, finite
 * @param unit the period that the rate is quoted for
 */
public record DiscountRate(double rate, PeriodUnit unit) {

  /** Checks that the rate is finite and not negative. */
  public DiscountRate {
    Check.inRange(rate, 0, Double.MAX_VALUE, "discount rate");
    Objects.requireNonNull(unit, "unit must not be null");
  }

  /**
   * A rate per year.
   *
   * @param rate 0.10 for 10 % a year
   * @return the rate
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public static DiscountRate annual(double rate) {
    return new DiscountRate(rate, PeriodUnit.YEAR);
  }

  /**
   * The equivalent compound rate of another period.
   *
   * @param period the period
   * @return the rate per {@code period}; the quoted rate itself for the quoted period
   * @throws ArithmeticException if it is not finite
   */
  public double per(PeriodUnit period) {
    return period == unit
        ? rate
        : Check.result(Math.expm1(continuous(period)), "discount rate per " + period);
  }

  /**
   * The equivalent continuously compounded rate, ln(1 + rate) rescaled.
   *
   * @param period the period
   * @return the rate per {@code period}
   */
  public double continuous(PeriodUnit period) {
    return Math.log1p(rate) * (period.days() / unit.days());
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @param text for example {@code 0.1 per year}
   * @return the rate
   * @throws IllegalArgumentException if it does not look like that
   */
  public static DiscountRate parse(String text) {
    String[] parts = text.split(" per ", -1);
    if (parts.length == 2) {
      return new DiscountRate(Check.number(parts[0], "discount rate"), PeriodUnit.parse(parts[1]));
    }
    throw new IllegalArgumentException(
        "discount rate must look like \"0.1 per year\", but was \"" + text + "\"");
  }

  /** For example {@code 0.1 per year}; {@link #parse} reads it. */
  @Override
  public String toString() {
    return rate + " per " + unit;
  }
}
