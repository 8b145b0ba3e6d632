package org.clv4j.models.simulate;

import java.util.Arrays;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.internal.Draws;

/**
 * How customers of a model buy and leave, so that they can be simulated. Time 0 is the first
 * purchase; rates are per unit.
 *
 * <p>Of each customer the latent rates are drawn first, then the times of the purchases. Where
 * opportunities or renewals come once a period, they come at the times 1, 2, 3 …; customers under
 * contract buy at every renewal, until they leave.
 */
public final class PurchaseProcess {
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final int MOST_PURCHASES = 1_000_000;

  /** A customer with latent rates. */
  @FunctionalInterface
  interface Customer {
    /**
     * The time of the next purchase.
     *
     * @param last the time of the last one, 0 for the first of all
     * @return later than that; infinite for a customer who leaves before
     */
    double next(double last);

    /** When a customer under contract leaves; infinite for others, whose leaving nobody sees. */
    default double end() {
      return NEVER;
    }
  }

  /** What an observer sees of the customers. */
  enum Kind {
    PURCHASES,
    OPPORTUNITIES,
    CONTRACT_PERIODS,
    CONTRACT_TIMES
  }

  /** All customers of a model. */
  @FunctionalInterface
  private interface Population {
    Customer draw(Draws draws);
  }

  private final PeriodUnit unit;
  private final Kind kind;
  private final Population population;

  private PurchaseProcess(PeriodUnit unit, Kind kind, Population population) {
    this.unit = Objects.requireNonNull(unit, "unit must not be null");
    this.kind = kind;
    this.population = population;
  }

  /**
   * NBD: Poisson purchases at rates Gamma(r, alpha); nobody leaves.
   *
   * @param r above 0
   * @param alpha above 0
   * @param unit of the times
   * @return the process
   */
  public static PurchaseProcess nbd(double r, double alpha, PeriodUnit unit) {
    Check.positive(r, "r");
    Check.positive(alpha, "alpha");
    return new PurchaseProcess(
        unit,
        Kind.PURCHASES,
        draws -> {
          double rate = draws.gamma(r) / alpha;
          return last -> last + draws.exponential() / rate;
        });
  }

  /**
   * BG/NBD: Poisson purchases at rates Gamma(r, alpha); after each repeat purchase a customer
   * leaves with a probability of their own, Beta(a, b).
   *
   * @param r above 0
   * @param alpha above 0
   * @param a above 0
   * @param b above 0
   * @param unit of the times
   * @return the process
   */
  public static PurchaseProcess bgNbd(double r, double alpha, double a, double b, PeriodUnit unit) {
    return bgCnbd(1, r, alpha, a, b, unit);
  }

  /**
   * MBG/NBD: as BG/NBD, but customers may leave after the first purchase too.
   *
   * @param r above 0
   * @param alpha above 0
   * @param a above 0
   * @param b above 0
   * @param unit of the times
   * @return the process
   */
  public static PurchaseProcess mbgNbd(
      double r, double alpha, double a, double b, PeriodUnit unit) {
    return mbgCnbd(1, r, alpha, a, b, unit);
  }

  /**
   * BG/CNBD-k: as BG/NBD, with times between purchases that are Erlang-k, the sum of k exponential
   * ones, which are the more regular the larger k is.
   *
   * @param k at least 1
   * @param r above 0
   * @param alpha above 0
   * @param a above 0
   * @param b above 0
   * @param unit of the times
   * @return the process
   */
  public static PurchaseProcess bgCnbd(
      int k, double r, double alpha, double a, double b, PeriodUnit unit) {
    return betaGeometric(false, k, r, alpha, a, b, unit);
  }

  /**
   * MBG/CNBD-k: as BG/CNBD-k, but customers may leave after the first purchase too.
   *
   * @param k at least 1
   * @param r above 0
   * @param alpha above 0
   * @param a above 0
   * @param b above 0
   * @param unit of the times
   * @return the process
   */
  public static PurchaseProcess mbgCnbd(
      int k, double r, double alpha, double a, double b, PeriodUnit unit) {
    return betaGeometric(true, k, r, alpha, a, b, unit);
  }

  private static PurchaseProcess betaGeometric(
      boolean leaveAfterFirst, int k, double r, double alpha, double a, double b, PeriodUnit unit) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, but was " + k);
    }
    Check.positive(r, "r");
    Check.positive(alpha, "alpha");
    Check.positive(a, "a");
    Check.positive(b, "b");
    return new PurchaseProcess(
        unit,
        Kind.PURCHASES,
        draws -> {
          double rate = draws.gamma(r) / alpha;
          double leaving = draws.beta(a, b);
          return last -> {
            if ((last > 0 || leaveAfterFirst) && draws.uniform() < leaving) {
              return NEVER;
            }
            return last + (k == 1 ? draws.exponential() : draws.gamma(k)) / rate;
          };
        });
  }

  /**
   * Pareto/NBD: Poisson purchases at rates Gamma(r, alpha) during a lifetime that is exponential
   * with a rate of the customer's own, Gamma(s, beta).
   *
   * @param r above 0
   * @param alpha above 0
   * @param s above 0
   * @param beta above 0
   * @param unit of the times
   * @return the process
   */
  public static PurchaseProcess paretoNbd(
      double r, double alpha, double s, double beta, PeriodUnit unit) {
    Check.positive(s, "s");
    Check.positive(beta, "beta");
    return duringLifetime(r, alpha, unit, draws -> draws.exponential() / (draws.gamma(s) / beta));
  }

  /**
   * GGompertz/NBD: Poisson purchases at rates Gamma(r, alpha) during a lifetime with
   *
   * <pre>P(lifetime &gt; t) = exp(-eta (e^(b t) - 1)),  eta ~ Gamma(s, beta)</pre>
   *
   * @param r above 0
   * @param alpha above 0
   * @param b above 0, per unit; for b = 0 take Pareto/NBD with beta / b for beta
   * @param s above 0
   * @param beta above 0, a pure number
   * @param unit of the times
   * @return the process
   */
  public static PurchaseProcess ggompertzNbd(
      double r, double alpha, double b, double s, double beta, PeriodUnit unit) {
    Check.positive(b, "b");
    Check.positive(s, "s");
    Check.positive(beta, "beta");
    return duringLifetime(
        r,
        alpha,
        unit,
        draws -> StrictMath.log1p(draws.exponential() / (draws.gamma(s) / beta)) / b);
  }

  private interface Lifetime {
    double draw(Draws draws);
  }

  private static PurchaseProcess duringLifetime(
      double r, double alpha, PeriodUnit unit, Lifetime lifetime) {
    Check.positive(r, "r");
    Check.positive(alpha, "alpha");
    return new PurchaseProcess(
        unit,
        Kind.PURCHASES,
        draws -> {
          double rate = draws.gamma(r) / alpha;
          double end = lifetime.draw(draws);
          return last -> {
            double next = last + draws.exponential() / rate;
            return next <= end ? next : NEVER;
          };
        });
  }

  /**
   * BG/BB: at each of the opportunities, which come once a unit after the first purchase, a
   * customer leaves with a probability theta of their own, Beta(gamma, delta), and one who has not
   * left buys with a probability p of their own, Beta(alpha, beta).
   *
   * @param alpha above 0
   * @param beta above 0
   * @param gamma above 0
   * @param delta above 0
   * @param unit from one opportunity to the next
   * @return the process
   */
  public static PurchaseProcess bgBb(
      double alpha, double beta, double gamma, double delta, PeriodUnit unit) {
    Check.positive(alpha, "alpha");
    Check.positive(beta, "beta");
    Check.positive(gamma, "gamma");
    Check.positive(delta, "delta");
    return new PurchaseProcess(
        unit,
        Kind.OPPORTUNITIES,
        draws -> {
          double logNotBuying = StrictMath.log1p(-draws.beta(alpha, beta));
          double end = geometric(draws, StrictMath.log1p(-draws.beta(gamma, delta)));
          return last -> {
            double next = last + geometric(draws, logNotBuying);
            return next < end ? next : NEVER;
          };
        });
  }

  /** The trials up to the first success, 1 or more; infinite where there is none. */
  private static double geometric(Draws draws, double logFailure) {
    return Math.max(1, Math.ceil(StrictMath.log(draws.uniform()) / logFailure));
  }

  /**
   * sBG: a customer renews once a unit, or leaves with a probability of their own, Beta(alpha,
   * beta).
   *
   * @param alpha above 0
   * @param beta above 0
   * @param unit from one renewal to the next
   * @return the process
   */
  public static PurchaseProcess shiftedBetaGeometric(double alpha, double beta, PeriodUnit unit) {
    return betaDiscreteWeibull(alpha, beta, 1, unit);
  }

  /**
   * BdW: a customer renews once a unit and has made t renewals with probability (1 - theta)^(t^c),
   * theta ~ Beta(alpha, beta).
   *
   * @param alpha above 0
   * @param beta above 0
   * @param c above 0
   * @param unit from one renewal to the next
   * @return the process
   */
  public static PurchaseProcess betaDiscreteWeibull(
      double alpha, double beta, double c, PeriodUnit unit) {
    Check.positive(alpha, "alpha");
    Check.positive(beta, "beta");
    Check.positive(c, "c");
    return new PurchaseProcess(
        unit,
        Kind.CONTRACT_PERIODS,
        draws -> {
          double logStaying = StrictMath.log1p(-draws.beta(alpha, beta));
          double scaled = StrictMath.log(draws.uniform()) / logStaying;
          return new Contract(
              Math.max(1, Math.ceil(c == 1 ? scaled : StrictMath.pow(scaled, 1 / c))));
        });
  }

  /**
   * Exponential-gamma: a customer leaves at any moment, at a rate of their own, Gamma(s, beta), and
   * pays once a unit until then.
   *
   * @param s above 0
   * @param beta above 0
   * @param unit from one payment to the next
   * @return the process
   */
  public static PurchaseProcess exponentialGamma(double s, double beta, PeriodUnit unit) {
    Check.positive(s, "s");
    Check.positive(beta, "beta");
    return new PurchaseProcess(
        unit,
        Kind.CONTRACT_TIMES,
        draws -> new Contract(draws.exponential() / (draws.gamma(s) / beta)));
  }

  /** A customer who pays once a unit and leaves at a time that is seen. */
  private record Contract(double end) implements Customer {
    @Override
    public double next(double last) {
      return last + 1 < end ? last + 1 : NEVER;
    }
  }

  /**
   * The unit of the times.
   *
   * @return the unit
   */
  public PeriodUnit unit() {
    return unit;
  }

  /**
   * The repeat purchases of a customer: those of the same number and seed are always the same.
   *
   * @param seed of all customers
   * @param customer any number; customers of different numbers have different purchases
   * @param end how long after the first purchase to look, in {@link #unit()}
   * @return times after the first purchase, ascending, up to the end
   * @throws ArithmeticException if there are more than a million
   */
  public double[] purchaseTimes(long seed, long customer, double end) {
    Customer latent = draw(Draws.of(seed, customer, Draws.TIMES));
    double[] times = new double[8];
    int count = 0;
    for (double time = latent.next(0); time <= end; time = latent.next(time)) {
      if (count == MOST_PURCHASES) {
        throw new ArithmeticException(
            "a customer must make at most "
                + MOST_PURCHASES
                + " purchases, but customer "
                + customer
                + " makes more; a smaller rate (a larger alpha) or an earlier end may help");
      }
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = time;
    }
    return Arrays.copyOf(times, count);
  }

  Kind kind() {
    return kind;
  }

  Customer draw(Draws draws) {
    return population.draw(draws);
  }
}
