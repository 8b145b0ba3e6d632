package org.clv4j.segments.experiment;

import java.util.Optional;
import org.clv4j.core.internal.Check;
import org.jspecify.annotations.Nullable;

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
 * <p>The level is that of the effects. Of several arms each has a test of its own, and together
 * they keep the planned level, as their intervals do.
 *
 * <p>It holds for customers who come one after the other, each with the value of the full horizon
 * at the first look that counts him, and as far as the mean of so many customers is normal. So a
 * look does not count before {@code leastPerArm} customers in each arm, nor while the difference of
 * the means is more skewed than {@link #MOST_SKEWED}: with g the skewness of the values and n and m
 * the customers of the arms, it is
 *
 * <pre>|g (1 / m^2 - 1 / n^2)| / (1 / n + 1 / m)^1.5</pre>
 *
 * <p>It is 0 for arms of equal size, in which the tails balance. Of a small arm beside a large one
 * it is nearly g / sqrt(m), and the rule is that of Cochran for one mean, m at least 25 g^2. Where
 * a few customers are worth so much that hardly a sample holds one, no sample tells.
 *
 * @see "Johari, Koomen, Pekelis &amp; Walsh (2022), Always valid inference: continuous monitoring
 *     of A/B tests, Operations Research 70(3); Cochran (1977), Sampling techniques, section 2.15"
 */
public final class SequentialTest {
  /** How skewed the difference of the means may be for a look to count. */
  public static final double MOST_SKEWED = 0.2;

  private final double tau;
  private final int leastPerArm;
  private final int looks;
  private final @Nullable Effect last;
  private final State state;

  private SequentialTest(
      double tau, int leastPerArm, int looks, @Nullable Effect last, State state) {
    this.tau = tau;
    this.leastPerArm = leastPerArm;
    this.looks = looks;
    this.last = last;
    this.state = state;
  }

  /** What the looks that counted have shown. */
  private record State(boolean decided, double pValue, double estimate, double half) {}

  /**
   * A test before its first look.
   *
   * @param tau the effect hoped for, in the unit of the values, above 0: about three of the
   *     standard errors at which one wants to decide
   * @param leastPerArm customers that each arm has before a look counts, at least 2
   * @return a test without looks
   */
  public static SequentialTest of(double tau, int leastPerArm) {
    Check.positive(tau, "tau");
    Check.inRange(leastPerArm, 2, Integer.MAX_VALUE, "leastPerArm");
    State none = new State(false, 1, 0, Double.MAX_VALUE);
    return new SequentialTest(tau, leastPerArm, 0, null, none);
  }

  /**
   * A look at the effect as it is now.
   *
   * @param effect of all customers whose horizon is over; at every look of the same arms by the
   *     same estimator at the same level, and of as many customers as at the look before or more
   * @return the test with one look more
   * @throws IllegalArgumentException if the effect is another one than at the look before, or its
   *     standard error is not above 0
   * @throws ArithmeticException if tau and the standard error are so far apart that the interval
   *     has no finite end
   */
  public SequentialTest look(Effect effect) {
    if (last != null) {
      requireSame(what(last), what(effect));
      requireMore(last.control(), last.controlCustomers(), effect.controlCustomers());
      requireMore(last.treated(), last.treatedCustomers(), effect.treatedCustomers());
    }
    double error = Check.positive(effect.standardError(), "standard error");
    State next = waiting(effect).isPresent() ? state : counted(effect, error);
    return new SequentialTest(tau, leastPerArm, looks + 1, effect, next);
  }

  private static String what(Effect effect) {
    return effect.estimator()
        + " "
        + effect.treated()
        + " - "
        + effect.control()
        + " at a level of "
        + effect.level();
  }

  private static void requireSame(String before, String now) {
    if (!now.equals(before)) {
      throw new IllegalArgumentException(
          "every look must be at the same effect, " + before + ", but one was at " + now);
    }
  }

  private static void requireMore(String arm, int before, int now) {
    if (now < before) {
      throw new IllegalArgumentException(
          "arm "
              + arm
              + " must have at least the "
              + before
              + " customers of the look before, but had "
              + now);
    }
  }

  private State counted(Effect effect, double error) {
    double ratio = tau / error;
    double whole = Math.hypot(1, ratio);
    double logWhole = ratio < 1 ? Math.log1p(ratio * ratio) / 2 : Math.log(whole);
    double z = effect.estimate() / error * (ratio / whole);
    double now = Math.exp(logWhole - z * z / 2);
    double half =
        error * Math.hypot(1, 1 / ratio) * Math.sqrt(2 * (logWhole - Math.log1p(-effect.level())));
    Check.result(effect.estimate() - half, "low");
    Check.result(effect.estimate() + half, "high");
    return new State(
        state.decided || now <= 1 - effect.level(),
        Math.min(state.pValue, effect.comparisons() * now),
        effect.estimate(),
        half);
  }

  /** Why a look at an effect does not count. */
  private Optional<String> waiting(Effect effect) {
    double n = effect.controlCustomers();
    double m = effect.treatedCustomers();
    if (Math.min(n, m) < leastPerArm) {
      return Optional.of(
          "each arm must have at least "
              + leastPerArm
              + " customers, but they had "
              + effect.controlCustomers()
              + " and "
              + effect.treatedCustomers());
    }
    double skewness =
        Math.abs(effect.skewness() * (1 / (m * m) - 1 / (n * n))) / Math.pow(1 / n + 1 / m, 1.5);
    return skewness > MOST_SKEWED
        ? Optional.of(
            "the skewness of the difference must be at most "
                + MOST_SKEWED
                + ", but was "
                + skewness
                + ", as the values have one of "
                + effect.skewness()
                + " and the arms "
                + effect.controlCustomers()
                + " and "
                + effect.treatedCustomers()
                + " customers")
        : Optional.empty();
  }

  /**
   * Why the last look did not count.
   *
   * @return for example {@code each arm must have at least 100 customers, but they had 90 and 91};
   *     empty if it counted, and before the first
   */
  public Optional<String> waiting() {
    return last == null ? Optional.empty() : waiting(last);
  }

  /**
   * How many looks there were.
   *
   * @return those that did not count too
   */
  public int looks() {
    return looks;
  }

  /**
   * The p-value that holds at any time.
   *
   * @return it never rises from look to look; 1 before the first that counts. Of several arms it is
   *     times their number, at most 1, so that it is at most 1 - the planned level where an effect
   *     is shown
   */
  public double pValue() {
    return state.pValue;
  }

  /**
   * Whether an effect is shown: the test may be ended.
   *
   * @return true if any interval so far did not hold 0
   */
  public boolean isDecided() {
    return state.decided;
  }

  /**
   * The effect at the last look that counted.
   *
   * @return 0 before the first
   */
  public double estimate() {
    return state.estimate;
  }

  /**
   * The lower end of the interval at the last look that counted; all intervals of all looks hold
   * the true effect together in {@code level} of the experiments.
   *
   * @return of the largest size before the first look
   */
  public double low() {
    return state.estimate - state.half;
  }

  /**
   * The upper end of the interval at the last look that counted.
   *
   * @return of the largest size before the first look
   */
  public double high() {
    return state.estimate + state.half;
  }

  /** For example {@code look 12: 2.1, always-valid from 0.1 to 4.1, p 0.04}. */
  @Override
  public String toString() {
    String found =
        state.half == Double.MAX_VALUE
            ? "nothing yet"
            : state.estimate
                + ", always-valid from "
                + low()
                + " to "
                + high()
                + ", p "
                + state.pValue;
    return "look " + looks + ": " + found + waiting().map(why -> "; " + why).orElse("");
  }
}
