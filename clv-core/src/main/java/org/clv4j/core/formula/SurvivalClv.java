package org.clv4j.core.formula;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;

/**
 * Customer lifetime value with any survival curve and any margins, over as many periods as the
 * curve has.
 *
 * <p>S(t) is the probability that a customer is still there at time t, S(0) = 1, and m(t) the
 * margin at time t of one who is. Real curves flatten, because those who stay are those who stay
 * longer: a constant retention that fits the first periods falls short of them later.
 *
 * @see "Fader &amp; Hardie (2007), How to project customer retention, Journal of Interactive
 *     Marketing 21(1)"
 */
public final class SurvivalClv {
  private final double[] survival;
  private final double[] margin;
  private final DiscountRate discountRate;
  private final PeriodUnit period;

  private SurvivalClv(
      double[] survival, double[] margin, DiscountRate discountRate, PeriodUnit period) {
    this.survival = survival;
    this.margin = margin;
    this.discountRate = Objects.requireNonNull(discountRate, "discountRate must not be null");
    this.period = Objects.requireNonNull(period, "period must not be null");
  }

  /**
   * A curve with a margin for each time.
   *
   * @param survival S(0) = 1, S(1), …, S(n), none above the one before
   * @param margins m(0), …, m(n)
   * @param discountRate with its own period; converted to {@code period}
   * @param period the time between two points of the curve
   * @return the value
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static SurvivalClv of(
      double[] survival, double[] margins, DiscountRate discountRate, PeriodUnit period) {
    if (survival.length != margins.length) {
      throw new IllegalArgumentException(
          "margins must be as many as the "
              + survival.length
              + " points of the curve, but were "
              + margins.length);
    }
    if (survival.length == 0 || survival[0] != 1) {
      throw new IllegalArgumentException(
          "survival must begin with 1, but was "
              + (survival.length == 0 ? "empty" : "" + survival[0]));
    }
    for (int t = 0; t < survival.length; t++) {
      Check.inRange(survival[t], 0, t == 0 ? 1 : survival[t - 1], "survival at " + t);
      Check.finite(margins[t], "margin at " + t);
    }
    return new SurvivalClv(survival.clone(), margins.clone(), discountRate, period);
  }

  /**
   * A curve with one margin for all times.
   *
   * @param survival S(0) = 1, S(1), …, S(n), none above the one before
   * @param margin m
   * @param discountRate with its own period; converted to {@code period}
   * @param period the time between two points of the curve
   * @return the value
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static SurvivalClv of(
      double[] survival, double margin, DiscountRate discountRate, PeriodUnit period) {
    double[] margins = new double[survival.length];
    Arrays.fill(margins, margin);
    return of(survival, margins, discountRate, period);
  }

  /**
   * A customer just won, whose first margin is due now.
   *
   * <pre>sum(t=0..n) m(t) S(t) / (1 + d)^t</pre>
   *
   * @return the value
   */
  public double atAcquisition() {
    return sum(0, 0);
  }

  /**
   * A customer just won, whose first margin is due in one period, if retained.
   *
   * <pre>sum(t=1..n) m(t) S(t) / (1 + d)^t</pre>
   *
   * @return the value
   */
  public double residual() {
    return residual(0);
  }

  /**
   * A customer who has been there for some periods, whose next margin is due in one, if retained.
   *
   * <pre>sum(t=s+1..n) m(t) S(t) / S(s) / (1 + d)^(t-s)</pre>
   *
   * @param tenure s, 0 to n
   * @return the value
   * @throws IllegalArgumentException if s is out of range or nobody is left then
   */
  public double residual(int tenure) {
    requireTenure(tenure);
    return sum(tenure, tenure + 1);
  }

  private double sum(int tenure, int first) {
    double sum = 0;
    for (int t = survival.length - 1; t >= first; t--) {
      sum += flow(tenure, t).presentValue();
    }
    return Check.result(sum, "customer lifetime value");
  }

  /**
   * The margins of {@link #atAcquisition()} one by one.
   *
   * @return a flow at each of the times 0 to n
   */
  public CashFlowTable explainAtAcquisition() {
    return explain(0, 0);
  }

  /**
   * The margins of {@link #residual(int)} one by one.
   *
   * @param tenure s, 0 to n
   * @return a flow at each of the times 1 to n - s from today
   * @throws IllegalArgumentException as {@link #residual(int)}
   */
  public CashFlowTable explainResidual(int tenure) {
    requireTenure(tenure);
    return explain(tenure, tenure + 1);
  }

  private CashFlowTable explain(int tenure, int first) {
    return new CashFlowTable(
        IntStream.range(first, survival.length).mapToObj(t -> flow(tenure, t)).toList(), period);
  }

  private CashFlow flow(int tenure, int t) {
    return new CashFlow(
        t - tenure,
        "margin",
        margin[t],
        survival[t] / survival[tenure],
        Math.pow(1 + discountRate.per(period), tenure - t));
  }

  private void requireTenure(int tenure) {
    Check.inRange(tenure, 0, survival.length - 1, "tenure");
    if (survival[tenure] == 0) {
      throw new IllegalArgumentException(
          "tenure must be one that somebody reaches, but survival at " + tenure + " is 0");
    }
  }

  /** For example {@code value by a survival curve of 12 years, 0.1 per year}. */
  @Override
  public String toString() {
    return "value by a survival curve of "
        + (survival.length - 1)
        + " "
        + period
        + "s, "
        + discountRate;
  }
}
