package org.clv4j.segments.survival;

import java.util.AbstractList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.RandomAccess;
import java.util.function.IntToDoubleFunction;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.Tails;

/**
 * The share of customers who stay longer than t, estimated from those who left and those who are
 * still there.
 *
 * <p>S(t) is the product over all times t<sub>i</sub> &lt;= t of 1 - d<sub>i</sub> / n<sub>i</sub>,
 * where d<sub>i</sub> of the n<sub>i</sub> customers at risk left. A customer last seen at
 * t<sub>i</sub> counts as at risk then. The variance is Greenwood's, S(t)<sup>2</sup> times the sum
 * of d<sub>i</sub> / (n<sub>i</sub> (n<sub>i</sub> - d<sub>i</sub>)). The band is pointwise and
 * made on the scale of log(-log S), so that it stays between 0 and 1. Where S is 1 the band is 1 to
 * 1; where S is 0, where the formula has no value, it goes from 0 to the upper end of the step
 * before.
 *
 * <p>Nothing is said beyond the last time seen, unless S is 0 there. With late entries the first
 * customers at risk may be few, and if all of them leave S is 0 for ever after: look at {@link
 * SurvivalStep#atRisk()}.
 *
 * <p>Source: Kaplan and Meier (1958), Nonparametric estimation from incomplete observations, J. Am.
 * Stat. Assoc. 53, 457; Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time
 * Data, section 1.4, for the band.
 */
public final class KaplanMeier {
  /** Level of the bands unless another is asked for. */
  public static final double LEVEL = 0.95;

  /** Of S against 1 - p, so that rounding of the product moves no quantile. */
  private static final double ROUNDING = 1 + 1e-12;

  private final RiskTable table;
  private final double level;
  private final double[] survival;
  private final double[] greenwood;
  private final double[] low;
  private final double[] high;

  private KaplanMeier(RiskTable table, double level) {
    int steps = table.size();
    double z = Tails.normalQuantile(level);
    this.table = table;
    this.level = level;
    this.survival = new double[steps];
    this.greenwood = new double[steps];
    this.low = new double[steps];
    this.high = new double[steps];
    double s = 1;
    double sum = 0;
    double upper = 1;
    for (int i = 0; i < steps; i++) {
      long left = table.atRisk(i) - table.events(i);
      s *= (double) left / table.atRisk(i);
      sum += variance(i);
      double log = Math.log(s);
      double width = z * Math.sqrt(sum) / -log;
      survival[i] = s;
      greenwood[i] = sum;
      if (s > 0) {
        low[i] = log < 0 ? Math.exp(log * Math.exp(width)) : 1;
        upper = log < 0 ? Math.exp(log * Math.exp(-width)) : 1;
      }
      high[i] = upper;
    }
  }

  /** d / (n (n - d)); 0 where all left, after which no area is left to vary. */
  private double variance(int step) {
    double n = table.atRisk(step);
    double d = table.events(step);
    return n == d ? 0 : d / n / (n - d);
  }

  /**
   * Estimates the curve, with a band of 95 %.
   *
   * @param times at least one; if nobody left, the curve is 1 throughout
   * @return the curve
   */
  public static KaplanMeier of(SurvivalTimes times) {
    return of(times, LEVEL);
  }

  /**
   * Estimates the curve.
   *
   * @param times at least one; if nobody left, the curve is 1 throughout
   * @param level of the band, above 0 and below 1
   * @return the curve
   * @throws IllegalArgumentException if the level is out of range
   */
  public static KaplanMeier of(SurvivalTimes times, double level) {
    return new KaplanMeier(RiskTable.of(times), level);
  }

  /**
   * The level of the band and of the intervals of quantiles.
   *
   * @return above 0 and below 1
   */
  public double level() {
    return level;
  }

  /**
   * The last time at which anybody was seen.
   *
   * @return 0 or more
   */
  public double lastTime() {
    return table.lastTime();
  }

  /**
   * The curve, at every time at which somebody left or was last seen, by rising time.
   *
   * @return a view that makes each step when it is asked for
   */
  public List<SurvivalStep> steps() {
    return new Steps();
  }

  /**
   * The share of customers who stay longer than a time.
   *
   * @param time 0 or more
   * @return S(t)
   * @throws IllegalArgumentException if the time is negative, or beyond {@link #lastTime()} where
   *     some were still there
   */
  public double survival(double time) {
    requireSeen(time, "time");
    int step = table.stepAt(time);
    return step < 0 ? 1 : survival[step];
  }

  private void requireSeen(double time, String name) {
    Check.notNegative(time, name);
    double end = survival[survival.length - 1];
    if (time > lastTime() && end > 0) {
      throw new IllegalArgumentException(
          name
              + " must not be beyond the last time seen, "
              + lastTime()
              + ", at which the share still there is "
              + end
              + ", but was "
              + time);
    }
  }

  /**
   * The time by which half of the customers have left.
   *
   * @return the quantile for 0.5
   */
  public SurvivalQuantile median() {
    return quantile(0.5);
  }

  /**
   * The time by which a share of the customers has left: the smallest t with S(t) &lt;= 1 - p.
   *
   * <p>Where the curve runs level at exactly 1 - p, R's survfit takes the middle of that level
   * part; here it is its beginning. The interval is that of Brookmeyer and Crowley (1982), by the
   * band of the curve.
   *
   * @param share p, above 0 and below 1
   * @return the time, or why there is none
   * @throws IllegalArgumentException if the share is out of range
   */
  public SurvivalQuantile quantile(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share must be between 0 and 1, but was " + share);
    }
    double stay = (1 - share) * ROUNDING;
    OptionalDouble time = firstAtMost(stay, step -> survival[step]);
    String reason =
        time.isPresent()
            ? ""
            : "not so many left: at the last time seen, "
                + lastTime()
                + ", the share still there is "
                + survival[survival.length - 1];
    return new SurvivalQuantile(
        share,
        time,
        firstAtMost(stay, step -> low[step]),
        firstAtMost(stay, step -> high[step]),
        reason);
  }

  private OptionalDouble firstAtMost(double value, IntToDoubleFunction curve) {
    for (int step = 0; step < survival.length; step++) {
      if (curve.applyAsDouble(step) <= value) {
        return OptionalDouble.of(table.time(step));
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * The mean time that customers stay, where whatever comes after a horizon does not count.
   *
   * <p>It is the area A(0) under the curve from 0 to the horizon. With A(t) the area from t on, its
   * variance is the sum of A(t<sub>i</sub>)<sup>2</sup> d<sub>i</sub> / (n<sub>i</sub>
   * (n<sub>i</sub> - d<sub>i</sub>)). Source: Klein and Moeschberger (2003), Survival Analysis,
   * equations 4.5.1 and 4.5.2.
   *
   * @param horizon above 0
   * @return the mean, at most the horizon
   * @throws IllegalArgumentException if the horizon is not above 0, or beyond {@link #lastTime()}
   *     where some were still there
   */
  public RestrictedMean restrictedMean(double horizon) {
    requireSeen(Check.positive(horizon, "horizon"), "horizon");
    double area = 0;
    double variance = 0;
    double end = horizon;
    for (int step = table.stepAt(horizon); step >= 0; step--) {
      area += survival[step] * (end - table.time(step));
      variance += area * area * variance(step);
      end = table.time(step);
    }
    return new RestrictedMean(horizon, area + end, Math.sqrt(variance));
  }

  private final class Steps extends AbstractList<SurvivalStep> implements RandomAccess {
    @Override
    public SurvivalStep get(int step) {
      double s = survival[step];
      return new SurvivalStep(
          table.time(step),
          table.atRisk(step),
          table.events(step),
          table.censored(step),
          s,
          s * Math.sqrt(greenwood[step]),
          low[step],
          high[step]);
    }

    @Override
    public int size() {
      return survival.length;
    }
  }

  @Override
  public String toString() {
    return "Kaplan-Meier curve of "
        + survival.length
        + " steps, "
        + survival[survival.length - 1]
        + " at "
        + lastTime();
  }
}
