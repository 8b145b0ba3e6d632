package org.clv4j.models.value;

import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * What a value is to cover.
 *
 * @param horizon how far from the as-of date; null for ever, which needs a discount rate above 0
 * @param discountRate purchases t from now count e^(-delta t) with delta = ln(1 + rate)
 * @param margin the part of the spend that is earned, 0 or more; 1 makes revenue of value
 * @param threads at most so many score a base, at least 1; their number changes no bit
 */
public record ValueOptions(
    @Nullable TimeSpan horizon, DiscountRate discountRate, double margin, int threads) {
  /** One year, not discounted, margin 1, one thread. */
  public static final ValueOptions DEFAULT =
      new ValueOptions(TimeSpan.of(1, PeriodUnit.YEAR), DiscountRate.annual(0), 1, 1);

  /** Checks the ranges. */
  public ValueOptions {
    Objects.requireNonNull(discountRate, "discountRate must not be null");
    Check.inRange(margin, 0, Double.MAX_VALUE, "margin");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    if (horizon == null) {
      Check.positive(discountRate.rate(), "discount rate of an infinite horizon");
    }
  }

  /**
   * The same with a finite horizon.
   *
   * @param length how far from the as-of date
   * @return new options
   */
  public ValueOptions withHorizon(TimeSpan length) {
    return new ValueOptions(length, discountRate, margin, threads);
  }

  /**
   * The same for ever.
   *
   * @param rate above 0
   * @return new options
   * @throws IllegalArgumentException if the rate is 0
   */
  public ValueOptions forEver(DiscountRate rate) {
    return new ValueOptions(null, rate, margin, threads);
  }

  /**
   * The same with another discount rate.
   *
   * @param rate 0 or more
   * @return new options
   * @throws IllegalArgumentException if the horizon is infinite and the rate 0
   */
  public ValueOptions withDiscountRate(DiscountRate rate) {
    return new ValueOptions(horizon, rate, margin, threads);
  }

  /**
   * The same with another margin.
   *
   * @param part of the spend, 0.3 for 30 %
   * @return new options
   */
  public ValueOptions withMargin(double part) {
    return new ValueOptions(horizon, discountRate, part, threads);
  }

  /**
   * The same with another number of threads.
   *
   * @param number at least 1
   * @return new options
   */
  public ValueOptions withThreads(int number) {
    return new ValueOptions(horizon, discountRate, margin, number);
  }
}
