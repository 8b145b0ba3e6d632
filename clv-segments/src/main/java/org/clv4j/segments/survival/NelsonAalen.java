package org.clv4j.segments.survival;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.Tails;

/**
 * The cumulative hazard: how many times a customer would be expected to leave by t if it came back
 * at once each time.
 *
 * <p>H(t) is the sum over all times t<sub>i</sub> &lt;= t of d<sub>i</sub> / n<sub>i</sub>, its
 * variance that of d<sub>i</sub> / n<sub>i</sub><sup>2</sup>. A straight H means a constant risk,
 * one that bends down a risk that falls with tenure. The band is pointwise and made on the scale of
 * log H, so that it stays above 0; where nobody has left yet it is 0 to 0.
 *
 * <p>Source: Aalen (1978), Nonparametric inference for a family of counting processes, Ann. Stat.
 * 6, 701; Klein and Moeschberger (2003), Survival Analysis, equations 4.2.3, 4.2.4 and 4.3.5.
 */
public final class NelsonAalen {
  private final RiskTable table;
  private final double level;
  private final double z;
  private final double[] hazard;
  private final double[] variance;

  private NelsonAalen(RiskTable table, double level) {
    this.table = table;
    this.level = level;
    this.z = Tails.normalQuantile(level);
    this.hazard = new double[table.size()];
    this.variance = new double[table.size()];
    double h = 0;
    double v = 0;
    for (int step = 0; step < hazard.length; step++) {
      double n = table.atRisk(step);
      double part = table.events(step) / n;
      h += part;
      v += part / n;
      hazard[step] = h;
      variance[step] = v;
    }
  }

  /**
   * Estimates the cumulative hazard, with a band of 95 %.
   *
   * @param times at least one; if nobody left, the hazard is 0 throughout
   * @return the estimate
   */
  public static NelsonAalen of(SurvivalTimes times) {
    return of(times, KaplanMeier.LEVEL);
  }

  /**
   * Estimates the cumulative hazard.
   *
   * @param times at least one; if nobody left, the hazard is 0 throughout
   * @param level of the band, above 0 and below 1
   * @return the estimate
   * @throws IllegalArgumentException if the level is out of range
   */
  public static NelsonAalen of(SurvivalTimes times, double level) {
    return new NelsonAalen(RiskTable.of(times), level);
  }

  /**
   * The level of the band.
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
   * The cumulative hazard up to a time.
   *
   * @param time from 0 to {@link #lastTime()}
   * @return H(t)
   * @throws IllegalArgumentException if the time is out of range
   */
  public double hazard(double time) {
    Check.inRange(time, 0, lastTime(), "time");
    int step = table.stepAt(time);
    return step < 0 ? 0 : hazard[step];
  }

  /**
   * The estimate, at every time at which somebody left or was last seen, by rising time.
   *
   * @return a view that makes each step when it is asked for
   */
  public List<HazardStep> steps() {
    return new Steps();
  }

  private final class Steps extends AbstractList<HazardStep> implements RandomAccess {
    @Override
    public HazardStep get(int step) {
      double h = hazard[step];
      double width = h == 0 ? 0 : z * Math.sqrt(variance[step]) / h;
      return new HazardStep(
          table.time(step),
          table.atRisk(step),
          table.events(step),
          table.censored(step),
          h,
          variance[step],
          h * Math.exp(-width),
          h * Math.exp(width));
    }

    @Override
    public int size() {
      return hazard.length;
    }
  }

  @Override
  public String toString() {
    return "Nelson-Aalen hazard of "
        + hazard.length
        + " steps, "
        + hazard[hazard.length - 1]
        + " at "
        + lastTime();
  }
}
