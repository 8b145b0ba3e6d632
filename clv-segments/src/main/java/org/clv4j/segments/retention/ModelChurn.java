package org.clv4j.segments.retention;

import java.math.BigDecimal;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.CompensatedSum;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;

/**
 * How many customers have left for good, as a model sees it: 1 - mean P(alive).
 *
 * <p>It is a stock, not a rate per period. Who is there and waits is another question, that of
 * {@link ExpectedWithoutOrder}.
 *
 * @param scope as-of day of the probabilities, zone, policy; its window is the place to name the
 *     model
 * @param customers how many there are
 * @param gone how many of them have left, as expected: the customers less the sum of P(alive)
 */
public record ModelChurn(Scope scope, long customers, double gone) {
  /** Checks that nothing is missing. */
  public ModelChurn {
    Objects.requireNonNull(scope, "scope must not be null");
    Check.inRange(gone, 0, (double) customers, "gone");
  }

  /**
   * Adds up what a model says.
   *
   * @param scope what the probabilities looked at, for example {@code Scope.of(orders, asOf,
   *     "BG/NBD")}
   * @param probabilityAlive of each customer, in [0, 1], for example of a transaction model of
   *     clv-models
   * @return the sum
   * @throws IllegalArgumentException if a probability lies outside
   */
  public static ModelChurn of(Scope scope, double[] probabilityAlive) {
    double alive = sum(probabilityAlive, "probabilityAlive");
    int customers = probabilityAlive.length;
    return new ModelChurn(scope, customers, Math.max(0, customers - alive));
  }

  /** The sum of probabilities. */
  static double sum(double[] probabilities, String name) {
    for (int row = 0; row < probabilities.length; row++) {
      double p = probabilities[row];
      if (!(p >= 0 && p <= 1)) {
        Check.inRange(p, 0, 1, "row " + row + ": " + name);
      }
    }
    return Math.min(CompensatedSum.of(probabilities), probabilities.length);
  }

  /**
   * The share of the customers who have left for good.
   *
   * @return {@code model_churn}; empty without customers
   */
  public Metric modelChurn() {
    return share("model_churn", gone, customers);
  }

  /** An expected number of all. */
  static Metric share(String name, double part, long customers) {
    return Metric.ratio(
        name,
        BigDecimal.valueOf(part),
        BigDecimal.valueOf(customers),
        MetricUnit.SHARE,
        "there are no customers");
  }
}
