package org.clv4j.core.customer;

import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.PeriodUnit;

/**
 * One customer's purchase history, reduced to what a buy-till-you-die model needs.
 *
 * <p>In the notation of Fader, Hardie &amp; Lee (2005) this is the triple (x, t<sub>x</sub>, T).
 * Time zero is the first purchase, and all times are in {@code unit}.
 *
 * @param frequency x, repeat purchases in (0, T]; the first purchase is not counted
 * @param recency t<sub>x</sub>, time of the last repeat purchase; 0 if and only if x = 0
 * @param age T, time from the first purchase to the end of the observation period
 * @param unit the unit of the times
 */
public record CustomerSummary(int frequency, double recency, double age, PeriodUnit unit) {

  /** Checks the ranges and that recency is 0 exactly when frequency is. */
  public CustomerSummary {
    Check.notNegative(frequency, "frequency");
    Check.inRange(age, 0, Double.MAX_VALUE, "age");
    Check.inRange(recency, 0, age, "recency");
    if ((frequency == 0) != (recency == 0)) {
      throw new IllegalArgumentException(
          "recency must be 0 exactly when frequency is 0, but was "
              + recency
              + " with frequency "
              + frequency);
    }
    Objects.requireNonNull(unit, "unit must not be null");
  }
}
