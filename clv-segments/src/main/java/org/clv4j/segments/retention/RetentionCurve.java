package org.clv4j.segments.retention;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * S(t), the share of customers retained t periods after their start, as observed and, if asked for,
 * projected beyond.
 *
 * <p>With n observed periods, a projection goes on from s = S(n - 1) without a jump:
 *
 * <table>
 * <caption>Projections</caption>
 * <tr><td>{@link #withConstantRate(double)}</td><td>S(t) = s r^(t - n + 1)</td></tr>
 * <tr><td>{@link #withLevelHeld()}</td><td>S(t) = s</td></tr>
 * <tr><td>{@link #along}</td><td>S(t) = s g(t) / g(n - 1) for a curve g</td></tr>
 * </table>
 *
 * <p>A constant rate falls too low: customers differ, those who are prone to leave go first, and
 * the rate of those who are left rises. A held level is too high, for nobody ever leaves. Between
 * them lies a curve that was fitted, such as the survival of the shifted beta-geometric or the
 * beta-discrete-Weibull model of clv-models: {@code curve.along(model::survival)}.
 *
 * @see "Fader &amp; Hardie (2007), How to project customer retention, Journal of Interactive
 *     Marketing 21(1)"
 */
public final class RetentionCurve {
  private final @Nullable Scope scope;
  private final double[] observed;
  private final @Nullable IntToDoubleFunction beyond;
  private final String projection;

  private RetentionCurve(
      @Nullable Scope scope,
      double[] observed,
      @Nullable IntToDoubleFunction beyond,
      String projection) {
    this.scope = scope;
    this.observed = observed;
    this.beyond = beyond;
    this.projection = projection;
  }

  /**
   * A curve of shares.
   *
   * @param shares S(0), S(1), … in [0, 1], at least one
   * @return the curve, not projected
   * @throws IllegalArgumentException if there is none or one lies outside
   */
  public static RetentionCurve of(double... shares) {
    return of(null, shares);
  }

  private static RetentionCurve of(@Nullable Scope scope, double[] shares) {
    if (shares.length == 0) {
      throw new IllegalArgumentException("shares must be at least one, but there is none");
    }
    for (int t = 0; t < shares.length; t++) {
      Check.inRange(shares[t], 0, 1, "shares[" + t + "]");
    }
    return new RetentionCurve(scope, shares.clone(), null, "not projected");
  }

  /**
   * The weighted averages over the cohorts of a table, by period since the first order, up to the
   * last period that is complete for some cohort. Later periods stand on fewer and older cohorts;
   * where those differ from the younger ones, the curve can rise.
   *
   * @param cohorts the cohorts
   * @param measure one of the three retentions
   * @return the curve, not projected
   * @throws IllegalArgumentException if the measure is no share, or no period is complete
   */
  public static RetentionCurve of(CohortTable cohorts, CohortMeasure measure) {
    if (measure.unit() != MetricUnit.SHARE) {
      throw new IllegalArgumentException("measure must be a retention, but was " + measure);
    }
    double[] shares = new double[cohorts.periods()];
    int known = 0;
    for (; known < shares.length; known++) {
      OptionalDouble share = cohorts.weightedAverage(measure, known).value();
      if (share.isEmpty()) {
        break;
      }
      shares[known] = share.getAsDouble();
    }
    if (known == 0) {
      throw new IllegalArgumentException(
          "cohorts must have a complete period, but none was by " + cohorts.scope().asOf());
    }
    return of(cohorts.scope(), Arrays.copyOf(shares, known));
  }

  /**
   * What the cohorts looked at that the curve was made of.
   *
   * @return empty if it was made of shares
   */
  public Optional<Scope> scope() {
    return Optional.ofNullable(scope);
  }

  /**
   * The number of observed periods.
   *
   * @return n, at least 1; observed are 0 to n - 1
   */
  public int observed() {
    return observed.length;
  }

  /**
   * S(t).
   *
   * @param period t, 0 or more
   * @return empty if it is neither observed nor projected
   * @throws IllegalArgumentException if the period is negative, or the curve that the projection
   *     goes along leaves [0, 1] or lifts S(t) above 1
   */
  public OptionalDouble at(int period) {
    Check.notNegative(period, "period");
    if (period < observed.length) {
      return OptionalDouble.of(observed[period]);
    }
    return beyond == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Check.inRange(beyond.applyAsDouble(period), 0, 1, "S(" + period + ")"));
  }

  /**
   * Of those retained at t - 1, the share retained at t: S(t) / S(t - 1).
   *
   * @param period t, 1 or more
   * @return empty if either is not known or nobody was left
   */
  public OptionalDouble rate(int period) {
    Check.inRange(period, 1, Integer.MAX_VALUE, "period");
    OptionalDouble before = at(period - 1);
    OptionalDouble now = at(period);
    return before.isEmpty() || now.isEmpty() || before.getAsDouble() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Check.result(now.getAsDouble() / before.getAsDouble(), "rate"));
  }

  /**
   * Goes on with a constant retention rate.
   *
   * @param rate r, the share of those left that stays each period, in [0, 1]
   * @return the curve, projected without end
   * @throws IllegalArgumentException if the rate lies outside
   */
  public RetentionCurve withConstantRate(double rate) {
    Check.inRange(rate, 0, 1, "rate");
    int last = observed.length - 1;
    return new RetentionCurve(
        scope, observed, t -> observed[last] * Math.pow(rate, t - last), "constant rate " + rate);
  }

  /**
   * Goes on with the mean retention rate of the observed periods, (S(n - 1) / S(0))^(1 / (n - 1)),
   * or with 1 where that is above.
   *
   * @return the curve, projected without end
   * @throws IllegalStateException if fewer than two periods are observed or S(0) is 0
   */
  public RetentionCurve withConstantRate() {
    int last = observed.length - 1;
    if (last == 0 || observed[0] == 0) {
      throw new IllegalStateException(
          "a mean rate needs two observed periods and S(0) above 0, but there are "
              + observed.length
              + " and S(0) is "
              + observed[0]);
    }
    double mean = Math.pow(observed[last] / observed[0], 1.0 / last);
    return withConstantRate(Math.min(1, mean));
  }

  /**
   * Goes on at the last observed level: nobody leaves any more.
   *
   * @return the curve, projected without end
   */
  public RetentionCurve withLevelHeld() {
    double level = observed[observed.length - 1];
    return new RetentionCurve(scope, observed, t -> level, "level held");
  }

  /**
   * Goes on along another curve, scaled to meet the last observed share.
   *
   * @param curve g, the share retained after t periods, in [0, 1]; for example {@code
   *     model::survival}
   * @return the curve, projected as far as g is
   * @throws IllegalArgumentException if g(n - 1) is not above 0 and at most 1
   */
  public RetentionCurve along(IntToDoubleFunction curve) {
    int last = observed.length - 1;
    double there = Check.positive(share(curve, last), "curve at " + last);
    return new RetentionCurve(
        scope, observed, t -> observed[last] * (share(curve, t) / there), "along a curve");
  }

  private static double share(IntToDoubleFunction curve, int t) {
    return Check.inRange(curve.applyAsDouble(t), 0, 1, "curve at " + t);
  }

  /** For example {@code S(0) = 1.0, S(1) = 0.6, S(2) = 0.5, level held}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < observed.length; t++) {
      text.append("S(").append(t).append(") = ").append(observed[t]).append(", ");
    }
    return text + projection;
  }
}
