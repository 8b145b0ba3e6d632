package org.clv4j.core.value;

import java.util.Objects;
import org.clv4j.core.internal.Check;

/**
 * A length of time with its unit, so that weeks are never read as months.
 *
 * @param length 0 or more, finite
 * @param unit its unit
 */
public record TimeSpan(double length, PeriodUnit unit) {

  /** Checks that the length is finite and not negative. */
  public TimeSpan {
    Check.inRange(length, 0, Double.MAX_VALUE, "length");
    Objects.requireNonNull(unit, "unit must not be null");
  }

  /**
   * A length of time.
   *
   * @param length how many
   * @param unit of what
   * @return the time span
   */
  public static TimeSpan of(double length, PeriodUnit unit) {
    return new TimeSpan(length, unit);
  }

  /**
   * The same time in another unit.
   *
   * @param other the unit wanted
   * @return the length in {@code other}
   * @throws ArithmeticException if it is not finite
   */
  public double in(PeriodUnit other) {
    double inOther = other == unit ? length : other.fromDays(unit.toDays(length));
    return Double.isFinite(inOther) ? inOther : Check.result(inOther, "length in " + other);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @param text for example {@code 39.0 week}
   * @return the time span
   * @throws IllegalArgumentException if it does not look like that
   */
  public static TimeSpan parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length == 2) {
      return new TimeSpan(Check.number(parts[0], "length"), PeriodUnit.parse(parts[1]));
    }
    throw new IllegalArgumentException(
        "time span must look like \"39.0 week\", but was \"" + text + "\"");
  }

  /** For example {@code 39.0 week}; {@link #parse} reads it. */
  @Override
  public String toString() {
    return length + " " + unit;
  }
}
