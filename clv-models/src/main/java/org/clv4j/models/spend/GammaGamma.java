package org.clv4j.models.spend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.internal.Check;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.BetaDensity;
import org.clv4j.models.internal.BlockedSum;

/**
 * The Gamma-Gamma model of how much a customer spends per purchase.
 *
 * <p>The amounts of one customer are gamma distributed with shape p and rate nu; nu itself is gamma
 * distributed over the customers with shape q and rate gamma. Mean spend differs between customers,
 * does not change in time, and has nothing to do with how often they buy (see {@link
 * SpendSummaries#correlation}). For x repeat purchases of mean z:
 *
 * <pre>
 * f(z | x) = Gamma(p x + q) / (Gamma(p x) Gamma(q)) gamma^q z^(p x - 1) x^(p x) / (gamma + x z)^(p x + q)
 * E[spend | x, z] = p (gamma + x z) / (p x + q - 1) = w z + (1 - w) m
 * w = p x / (p x + q - 1), the weight of the customer's own mean
 * m = p gamma / (q - 1), the mean of the population, which stands for one-time buyers too</pre>
 *
 * <p>For q of 1 or less the population has no mean: a few customers spend so much that it is
 * infinite. What rests on it is then refused, not answered by a negative number.
 *
 * <p>p and q are numbers without a unit. gamma and every amount are in the currency of the data, in
 * major units if they came from a {@link CustomerBase}: amounts times 100 mean gamma times 100.
 *
 * @param p above 0, finite
 * @param q above 0, finite
 * @param gamma above 0, finite
 * @see "Fader &amp; Hardie (2013), The Gamma-Gamma model of monetary value,
 *     brucehardie.com/notes/025: (1a) f(z | x), (3) the mean of the population, (5) conditional
 *     expectation, (6) log-likelihood"
 * @see "Fader, Hardie &amp; Lee (2005), RFM and CLV: using iso-value curves for customer base
 *     analysis, Journal of Marketing Research 42"
 */
public record GammaGamma(double p, double q, double gamma) {
  private static final double CORRELATED = 0.3;

  /** Checks that the parameters are positive and finite. */
  public GammaGamma {
    Check.positive(p, "p");
    Check.positive(q, "q");
    Check.positive(gamma, "gamma");
  }

  /**
   * Fits to the repeat buyers of a base.
   *
   * @param base customers with amounts
   * @return the fit
   * @throws IllegalStateException if the base has no amounts
   * @throws IllegalArgumentException if fewer than two of them have repeat spend
   * @throws FitException if no start converges
   */
  public static FitResult<GammaGamma> fit(CustomerBase base) {
    return fit(SpendSummaries.of(base));
  }

  /**
   * Fits under {@link FitOptions#DEFAULT}.
   *
   * @param data the repeat buyers
   * @return the fit
   * @throws IllegalArgumentException if they are fewer than two
   * @throws FitException if no start converges
   */
  public static FitResult<GammaGamma> fit(SpendSummaries data) {
    return fit(data, FitOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood. Besides what {@link FitResult#warnings} may say of any fit, it says
   * whether q is 1 or less, how many customers were left out because their repeat spend was 0 or
   * less, and whether spend and frequency are so correlated that the model hardly holds (beyond 0.3
   * either way).
   *
   * @param data the repeat buyers
   * @param options threads, limits
   * @return the fit
   * @throws IllegalArgumentException if they are fewer than two
   * @throws FitException if no start converges
   */
  public static FitResult<GammaGamma> fit(SpendSummaries data, FitOptions options) {
    FitResult<GammaGamma> fit = GammaGammaLikelihood.fit(data, options);
    List<String> warnings = new ArrayList<>(fit.warnings());
    if (data.withoutSpend() > 0) {
      warnings.add(
          "left out: "
              + number(data.withoutSpend())
              + " customers who bought again for 0 or less ("
              + number(data.customers())
              + " remain)");
    }
    if (fit.model().q() <= 1) {
      warnings.add(
          "q is "
              + fit.model().q()
              + ", not above 1: the mean spend of the population is infinite and none can be"
              + " expected of a customer; look for outliers among the amounts");
    }
    data.correlation()
        .ifPresent(
            correlation -> {
              if (Math.abs(correlation) > CORRELATED) {
                warnings.add(
                    "the correlation of frequency and mean spend is "
                        + correlation
                        + ", but the model takes them as independent");
              }
            });
    return new FitResult<>(
        fit.model(),
        fit.parameters(),
        fit.covariance(),
        fit.sandwich(),
        fit.logLikelihood(),
        fit.customers(),
        fit.evaluations(),
        fit.gradientNorm(),
        warnings,
        fit.objective());
  }

  /**
   * The name, as the command knows it.
   *
   * @return {@code gamma-gamma}
   */
  public String name() {
    return "gamma-gamma";
  }

  /**
   * The parameters.
   *
   * @return p, q and gamma by name
   */
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("p", p);
    parameters.put("q", q);
    parameters.put("gamma", gamma);
    return Collections.unmodifiableMap(parameters);
  }

  /**
   * ln f(z | x), the log-likelihood of one customer; equation (1a) of Fader &amp; Hardie (2013).
   *
   * @param frequency x, at least 1
   * @param meanSpend z, mean spend per repeat purchase, above 0
   * @return the logarithm of the density
   * @throws IllegalArgumentException if an argument is out of range
   */
  public double logLikelihood(int frequency, double meanSpend) {
    if (frequency < 1) {
      throw new IllegalArgumentException("frequency must be at least 1, but was " + frequency);
    }
    Check.positive(meanSpend, "mean spend");
    // With u = x z / (gamma + x z): u^(p x) (1-u)^q / B(p x, q), divided by z.
    return BetaDensity.log(p * frequency, q, frequency * meanSpend, gamma) - Math.log(meanSpend);
  }

  /**
   * The log-likelihood of many customers, equation (6).
   *
   * @param data the repeat buyers
   * @return the weighted sum
   */
  public double logLikelihood(SpendSummaries data) {
    return BlockedSum.of(
        data.rows(),
        1,
        1,
        (from, to, sums) -> {
          for (int row = from; row < to; row++) {
            sums[0] += data.weight(row) * logLikelihood(data.frequency(row), data.meanSpend(row));
          }
        })[0];
  }

  /**
   * Whether the population has a mean, without which no spend can be expected.
   *
   * @return q &gt; 1
   */
  public boolean hasPopulationMean() {
    return q > 1;
  }

  /**
   * p gamma / (q - 1), what a customer of whom nothing is known spends per purchase; equation (3).
   *
   * @return the mean, empty where q is 1 or less
   */
  public OptionalDouble populationMean() {
    return q > 1 ? OptionalDouble.of(p * gamma / (q - 1)) : OptionalDouble.empty();
  }

  /**
   * How far the mean spends of the customers lie apart (not their single amounts):
   *
   * <pre>p gamma / ((q - 1) sqrt(q - 2))</pre>
   *
   * <p>These means p / nu are inverse gamma distributed with shape q and scale p gamma.
   *
   * @return the standard deviation, empty where q is 2 or less
   */
  public OptionalDouble populationStandardDeviation() {
    return q > 2
        ? OptionalDouble.of(p * gamma / (q - 1) / Math.sqrt(q - 2))
        : OptionalDouble.empty();
  }

  /**
   * w = p x / (p x + q - 1), what the customer's own mean counts in {@link #expectedSpend}; the
   * mean of the population counts 1 - w.
   *
   * @param frequency x, 0 or more
   * @return from 0 for a one-time buyer towards 1
   * @throws IllegalArgumentException if the frequency is negative
   * @throws ArithmeticException if q is 1 or less
   */
  public double weightOfOwnMean(int frequency) {
    double px = p * Check.notNegative(frequency, "frequency");
    return px / (px + shapeAboveOne());
  }

  /**
   * What a customer is expected to spend per purchase from now on; equation (5).
   *
   * @param frequency x, 0 or more
   * @param meanSpend z, mean spend per repeat purchase, 0 or more; of no effect where x = 0, which
   *     gives the mean of the population
   * @return p (gamma + x z) / (p x + q - 1), above 0
   * @throws IllegalArgumentException if an argument is negative or not finite
   * @throws ArithmeticException if q is 1 or less
   */
  public double expectedSpend(int frequency, double meanSpend) {
    Check.notNegative(frequency, "frequency");
    double total = 0;
    if (frequency > 0) {
      total = frequency * Check.inRange(meanSpend, 0, Double.MAX_VALUE, "mean spend");
    }
    return Check.result(p * (gamma + total) / (p * frequency + shapeAboveOne()), "expected spend");
  }

  private double shapeAboveOne() {
    if (q > 1) {
      return q - 1;
    }
    throw new ArithmeticException(
        "q must be above 1 for the population to have a mean spend, but was " + q);
  }

  /** Weights are whole numbers most of the time. */
  private static String number(double weight) {
    return weight == Math.rint(weight) ? Long.toString((long) weight) : Double.toString(weight);
  }
}
