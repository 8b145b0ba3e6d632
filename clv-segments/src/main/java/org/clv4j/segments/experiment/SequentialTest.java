package org.clv4j.segments.experiment;

import org.clv4j.core.internal.Check;

/**
 * A test that may be looked at as often as one likes, and ended at any look: the mixture sequential
 * probability ratio test, an always-valid test.
 *
 * <p>With V the squared standard error at a look and tau the standard deviation of a normal mixture
 * of effects,
 *
 * <pre>Lambda = sqrt(V / (V + tau^2)) exp(tau^2 estimate^2 / (2 V (V + tau^2)))
 * p      = the smallest 1 / Lambda so far, at most 1
 * ends   = estimate -+ sqrt(V (V + tau^2) / tau^2 (2 ln(1 / (1 - level)) + ln((V + tau^2) / V)))
 * </pre>
 *
 * <p>Without an effect p ever falls to 1 - level or below in at most 1 - level of all experiments,
 * however many looks there are. A test at fixed size that is looked at daily finds an effect in
 * most of them in the end. Tau is chosen before, and the error rate holds for any as far as means
 * are normal. The effect that one hopes for is good for it: at 95 % the interval is narrowest, and
 * three standard errors wide to each side, at the look whose standard error is a third of tau.
 *
 * <p>It holds for customers who come one after the other, each with the value of the full horizon
 * at the first look that counts him, and as far as the mean of so many customers is normal: looks
 * before {@code leastPerArm} customers in each arm decide nothing.
 *
 * @see "Johari, Koomen, Pekelis &amp; Walsh (2022), Always valid inference: continuous monitoring
 *     of A/B tests, Operations Research 70(3)"
 */
public final class SequentialTest {
  private final double tau;
  private final double level;
  private final int leastPerArm;
  private final int looks;
  private final double pValue;
  private final double estimate;
  private final double half;

  private SequentialTest(
      double tau,
      double level,
      int leastPerArm,
      int looks,
      double pValue,
      double estimate,
      double half) {
    this.tau = tau;
    this.level = level;
    this.leastPerArm = leastPerArm;
    this.looks = looks;
    this.pValue = pValue;
    this.estimate = estimate;
    this.half = half;
  }

  /**
   * A test before its first look.
   *
   * @param tau the effect hoped for, in the unit of the values, above 0: about three of the
   *     standard errors at which one wants to decide
   * @param level 0.95 for an error rate of 5 %
   * @param leastPerArm customers that each arm has before a look decides anything, at least 2; more
   *     for heavy tails, {@code docs/decisions.md} has figures
   * @return a test without looks
   */
  public static SequentialTest of(double tau, double level, int leastPerArm) {
    Check.positive(tau, "tau");
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be above 0 and below 1, but was " + level);
    }
    Check.inRange(leastPerArm, 2, Integer.MAX_VALUE, "leastPerArm");
    return new SequentialTest(tau, level, leastPerArm, 0, 1, 0, Double.MAX_VALUE);
  }

  /**
   * A look at the effect as it is now.
   *
   * @param effect of all customers whose horizon is over, by any estimator, the same at every look
   * @return the test with one look more
   */
  public SequentialTest look(Effect effect) {
    if (Math.min(effect.controlCustomers(), effect.treatedCustomers()) < leastPerArm) {
      return new SequentialTest(tau, level, leastPerArm, looks + 1, pValue, estimate, half);
    }
    double v = effect.standardError() * effect.standardError();
    double both = v + tau * tau;
    double d = effect.estimate();
    double log = Math.log(v / both) / 2 + (tau / v) * (tau / both) * d * d / 2;
    double now = Math.min(1, Math.exp(-log));
    double width =
        Math.sqrt(v * (both / (tau * tau)) * (-2 * Math.log1p(-level) + Math.log(both / v)));
    return new SequentialTest(tau, level, leastPerArm, looks + 1, Math.min(pValue, now), d, width);
  }

  /**
   * How many looks there were.
   *
   * @return those before the least number of customers too
   */
  public int looks() {
    return looks;
  }

  /**
   * The p-value that holds at any time.
   *
   * @return it never rises from look to look; 1 before the first that decides
   */
  public double pValue() {
    return pValue;
  }

  /**
   * Whether an effect is shown: the test may be ended.
   *
   * @return true if the p-value is at most 1 - level
   */
  public boolean isDecided() {
    return pValue <= 1 - level;
  }

  /**
   * The effect at the last look that counted.
   *
   * @return 0 before the first
   */
  public double estimate() {
    return estimate;
  }

  /**
   * The lower end of the interval at the last look; all intervals of all looks hold the true effect
   * together in {@code level} of the experiments.
   *
   * @return of the largest size before the first look
   */
  public double low() {
    return estimate - half;
  }

  /**
   * The upper end of the interval at the last look.
   *
   * @return of the largest size before the first look
   */
  public double high() {
    return estimate + half;
  }

  /** For example {@code look 12: 2.1, always-valid 95.0 % from 0.1 to 4.1, p 0.04}. */
  @Override
  public String toString() {
    return "look "
        + looks
        + ": "
        + estimate
        + ", always-valid "
        + 100 * level
        + " % from "
        + low()
        + " to "
        + high()
        + ", p "
        + pValue;
  }
}
