package org.clv4j.core.value;

import java.util.Objects;
import org.clv4j.core.internal.Check;

/**
 * Orders per unit of time, so that orders per year never meet a number of months.
 *
 * @param orders per {@code unit}; 0 or more, finite
 * @param unit the unit of time
 */
public record OrderRate(double orders, PeriodUnit unit) {

  /** Checks that the rate is finite and not negative. */
  public OrderRate {
    Check.inRange(orders, 0, Double.MAX_VALUE, "orders");
    Objects.requireNonNull(unit, "unit must not be null");
  }

  /**
   * A rate per year.
   *
   * @param orders how many orders a year
   * @return the rate
   */
  public static OrderRate perYear(double orders) {
    return new OrderRate(orders, PeriodUnit.YEAR);
  }

  /**
   * The same rate per another unit.
   *
   * @param period the unit wanted
   * @return orders per {@code period}
   * @throws ArithmeticException if it is not finite
   */
  public double per(PeriodUnit period) {
    return period == unit
        ? orders
        : Check.result(orders * (period.days() / unit.days()), "orders per " + period);
  }

  /**
   * The orders expected in a time.
   *
   * @param time how long
   * @return rate x time
   * @throws ArithmeticException if it is not finite
   */
  public double in(TimeSpan time) {
    return Check.result(orders * time.in(unit), "expected orders");
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @param text for example {@code 4.0 per year}
   * @return the rate
   * @throws IllegalArgumentException if it does not look like that
   */
  public static OrderRate parse(String text) {
    String[] parts = text.split(" per ", -1);
    if (parts.length == 2) {
      return new OrderRate(Check.number(parts[0], "orders"), PeriodUnit.parse(parts[1]));
    }
    throw new IllegalArgumentException(
        "order rate must look like \"4.0 per year\", but was \"" + text + "\"");
  }

  /** For example {@code 4.0 per year}; {@link #parse} reads it. */
  @Override
  public String toString() {
    return orders + " per " + unit;
  }
}
