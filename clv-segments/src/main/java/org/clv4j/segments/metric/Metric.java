package org.clv4j.segments.metric;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * One figure with what it is made of.
 *
 * <p>A ratio has its numerator and denominator, exact: counts, days, or money in major units. Where
 * the denominator is 0, or the data cannot say, the value is empty and the reason says why; it is
 * never 0 in place of nothing.
 *
 * @param name the stable name, for example {@code repurchase_rate}
 * @param numerator what is divided or counted; null for quantiles and estimates
 * @param denominator what it is divided by; null where nothing is divided
 * @param value the figure; empty exactly when there is a reason
 * @param unit what the value is counted in
 * @param reason why there is no value; null where there is one
 * @param assumption what was assumed in place of something that the data do not have, such as a
 *     churn where nobody left; null where nothing was
 */
public record Metric(
    String name,
    @Nullable BigDecimal numerator,
    @Nullable BigDecimal denominator,
    OptionalDouble value,
    MetricUnit unit,
    @Nullable String reason,
    @Nullable String assumption) {

  /** Checks that the value is finite and a reason is there exactly when it is missing. */
  public Metric {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(unit, "unit must not be null");
    if (value.isPresent() != (reason == null)) {
      throw new IllegalArgumentException(
          "reason must be there exactly when the value of "
              + name
              + " is missing, but was "
              + reason);
    }
    if (value.isPresent()) {
      Check.result(value.getAsDouble(), name);
    }
  }

  /**
   * A figure for which nothing was assumed.
   *
   * @param name the stable name
   * @param numerator what is divided or counted, or null
   * @param denominator what it is divided by, or null
   * @param value the figure; empty exactly when there is a reason
   * @param unit what the value is counted in
   * @param reason why there is no value, or null
   */
  public Metric(
      String name,
      @Nullable BigDecimal numerator,
      @Nullable BigDecimal denominator,
      OptionalDouble value,
      MetricUnit unit,
      @Nullable String reason) {
    this(name, numerator, denominator, value, unit, reason, null);
  }

  /**
   * The same, marked.
   *
   * @param what was assumed, or null for nothing
   * @return a metric that says so
   */
  public Metric assuming(@Nullable String what) {
    return new Metric(name, numerator, denominator, value, unit, reason, what);
  }

  /**
   * A quotient.
   *
   * @param name its name
   * @param numerator what is divided
   * @param denominator by what
   * @param unit the unit of the quotient
   * @param whenEmpty the reason to give if the denominator is 0
   * @return with an empty value where the denominator is 0
   */
  public static Metric ratio(
      String name,
      BigDecimal numerator,
      BigDecimal denominator,
      MetricUnit unit,
      String whenEmpty) {
    return denominator.signum() == 0
        ? new Metric(name, numerator, denominator, OptionalDouble.empty(), unit, whenEmpty)
        : new Metric(
            name,
            numerator,
            denominator,
            OptionalDouble.of(numerator.doubleValue() / denominator.doubleValue()),
            unit,
            null);
  }

  /**
   * A quotient of whole numbers.
   *
   * @param name its name
   * @param numerator what is divided
   * @param denominator by what
   * @param unit the unit of the quotient
   * @param whenEmpty the reason to give if the denominator is 0
   * @return with an empty value where the denominator is 0
   */
  public static Metric ratio(
      String name, long numerator, long denominator, MetricUnit unit, String whenEmpty) {
    return ratio(
        name, BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator), unit, whenEmpty);
  }

  /**
   * Money per something.
   *
   * @param name its name
   * @param numerator the sum
   * @param denominator how many share it
   * @param whenEmpty the reason to give if the denominator is 0
   * @return with an empty value where the denominator is 0
   */
  public static Metric moneyPer(String name, Money numerator, long denominator, String whenEmpty) {
    return ratio(
        name,
        numerator.toBigDecimal(),
        BigDecimal.valueOf(denominator),
        MetricUnit.MONEY,
        whenEmpty);
  }

  /**
   * A part of a whole that is counted, with its share; the value is the count.
   *
   * @param name its name
   * @param part how many
   * @param whole of how many
   * @param unit the unit of both
   * @return the count, 0 too
   */
  public static Metric count(String name, long part, long whole, MetricUnit unit) {
    return new Metric(
        name,
        BigDecimal.valueOf(part),
        BigDecimal.valueOf(whole),
        OptionalDouble.of((double) part),
        unit,
        null);
  }

  /**
   * A figure that is no quotient, such as a median.
   *
   * @param name its name
   * @param value the figure, finite
   * @param unit its unit
   * @return the metric
   */
  public static Metric of(String name, double value, MetricUnit unit) {
    return new Metric(name, null, null, OptionalDouble.of(value), unit, null);
  }

  /**
   * A figure that the data cannot give.
   *
   * @param name its name
   * @param unit its unit
   * @param reason why not, for example {@code no registrations were given}
   * @return without a value
   */
  public static Metric unknown(String name, MetricUnit unit, String reason) {
    return new Metric(name, null, null, OptionalDouble.empty(), unit, reason);
  }

  /** For example {@code repurchase_rate = 0.25 share (2 of 8)}, and what was assumed. */
  @Override
  public String toString() {
    return name
        + " = "
        + (value.isPresent() ? value.getAsDouble() + " " + unit : "none, " + reason)
        + (numerator == null || denominator == null
            ? ""
            : " (" + numerator.toPlainString() + " of " + denominator.toPlainString() + ")")
        + (assumption == null ? "" : ", assuming " + assumption);
  }
}
