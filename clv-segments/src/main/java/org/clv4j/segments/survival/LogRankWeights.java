package org.clv4j.segments.survival;

import org.clv4j.core.internal.Check;

/**
 * What a difference at time t<sub>i</sub> counts in a {@link LogRank} test.
 *
 * <p>n<sub>i</sub> is the number at risk, S the Kaplan-Meier estimate of all groups together, and
 * S~ that of Peto and Peto, the product of 1 - d<sub>i</sub> / (n<sub>i</sub> + 1); both within the
 * stratum. Source: Klein and Moeschberger (2003), Survival Analysis, section 7.3.
 */
public final class LogRankWeights {
  /** 1: best against hazards that are proportional. */
  public static final LogRankWeights LOG_RANK =
      new LogRankWeights("log-rank", (n, before, peto) -> 1);

  /** n: early differences count more. It depends on the censoring. */
  public static final LogRankWeights GEHAN_BRESLOW =
      new LogRankWeights("Gehan-Breslow", (n, before, peto) -> n);

  /** The square root of n: between the two above. */
  public static final LogRankWeights TARONE_WARE =
      new LogRankWeights("Tarone-Ware", (n, before, peto) -> Math.sqrt(n));

  /** S~(t): early differences count more, whatever the censoring. */
  public static final LogRankWeights PETO_PETO =
      new LogRankWeights("Peto-Peto", (n, before, peto) -> peto);

  private static final double MOST = 100;

  private final String name;
  private final Formula formula;

  /** The weight by the number at risk, S just before and S~ at the time. */
  @FunctionalInterface
  private interface Formula {
    double weight(double atRisk, double before, double peto);
  }

  private LogRankWeights(String name, Formula formula) {
    this.name = name;
    this.formula = formula;
  }

  /**
   * S(t-)<sup>rho</sup> (1 - S(t-))<sup>gamma</sup>, S just before t.
   *
   * <p>(1, 0) weighs early differences, (0, 1) late ones, (1, 1) those in the middle; (0, 0) is the
   * log-rank test. R's survdiff has rho, and gamma 0.
   *
   * @param rho 0 to 100
   * @param gamma 0 to 100
   * @return the weights
   * @throws IllegalArgumentException if an exponent is out of range
   */
  public static LogRankWeights flemingHarrington(double rho, double gamma) {
    Check.inRange(rho, 0, MOST, "rho");
    Check.inRange(gamma, 0, MOST, "gamma");
    return new LogRankWeights(
        "Fleming-Harrington(" + rho + ", " + gamma + ")",
        (n, before, peto) -> Math.pow(before, rho) * Math.pow(1 - before, gamma));
  }

  double weight(double atRisk, double before, double peto) {
    return formula.weight(atRisk, before, peto);
  }

  @Override
  public String toString() {
    return name;
  }
}
