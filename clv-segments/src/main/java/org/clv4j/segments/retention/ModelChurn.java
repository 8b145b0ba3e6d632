package org.clv4j.segments.retention;

import java.math.BigDecimal;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.CompensatedSum;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;

/**
 * Churn as a model sees it, from the probabilities that it gives each customer.
 *
 * <p>The probabilities are handed in, one per customer, for example the {@code probabilityAlive} of
 * a transaction model of clv-models. Two questions go by the same word and are kept apart here: who
 * has left for good, and who will not order within some time, which those who stay may do too.
 */
public final class ModelChurn {
  private ModelChurn() {}

  /**
   * The share of customers who have left for good: 1 - mean P(alive).
   *
   * @param probabilityAlive of each customer, in [0, 1]
   * @return {@code model_churn}, with the expected number of those who left over all; empty without
   *     customers
   * @throws IllegalArgumentException if a probability lies outside
   */
  public static Metric modelChurn(double[] probabilityAlive) {
    double alive = sum(probabilityAlive, "probabilityAlive");
    return mean("model_churn", probabilityAlive.length - alive, probabilityAlive.length);
  }

  /**
   * The share of customers who will not order in the next H days, months or years: the mean of P(no
   * order in the next H). It is at least the model churn and falls towards it as H grows.
   *
   * @param probabilityOfNoOrder of each customer, in [0, 1]
   * @return {@code expected_without_order}, with the expected number of them over all; empty
   *     without customers
   * @throws IllegalArgumentException if a probability lies outside
   */
  public static Metric expectedWithoutOrder(double[] probabilityOfNoOrder) {
    double without = sum(probabilityOfNoOrder, "probabilityOfNoOrder");
    return mean("expected_without_order", without, probabilityOfNoOrder.length);
  }

  private static double sum(double[] probabilities, String name) {
    for (double p : probabilities) {
      Check.inRange(p, 0, 1, name);
    }
    return CompensatedSum.of(probabilities);
  }

  private static Metric mean(String name, double sum, int customers) {
    return Metric.ratio(
        name,
        BigDecimal.valueOf(sum),
        BigDecimal.valueOf(customers),
        MetricUnit.SHARE,
        "there are no customers");
  }
}
