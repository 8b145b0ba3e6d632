package org.clv4j.segments.retention;

import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.Scope;

/**
 * How many customers will not order in the next H days, as a model sees it: the mean of P(no order
 * in the next H). It is at least the {@link ModelChurn} and falls towards it as H grows, because
 * those who stay may wait too.
 *
 * @param scope as-of day of the probabilities, zone, policy; its window is the place to name the
 *     model
 * @param days H, at least 1
 * @param customers how many there are
 * @param without how many of them will not order, as expected: the sum of the probabilities
 */
public record ExpectedWithoutOrder(Scope scope, int days, long customers, double without) {
  /** Checks that nothing is missing. */
  public ExpectedWithoutOrder {
    Objects.requireNonNull(scope, "scope must not be null");
    Check.inRange(days, 1, Integer.MAX_VALUE, "days");
    Check.inRange(without, 0, (double) customers, "without");
  }

  /**
   * Adds up what a model says.
   *
   * @param scope what the probabilities looked at, for example {@code Scope.of(orders, asOf,
   *     "BG/NBD")}
   * @param days H, at least 1
   * @param probabilityOfNoOrder of each customer within these days, in [0, 1]
   * @return the sum
   * @throws IllegalArgumentException if a probability lies outside or there is less than a day
   */
  public static ExpectedWithoutOrder of(Scope scope, int days, double[] probabilityOfNoOrder) {
    return new ExpectedWithoutOrder(
        scope,
        days,
        probabilityOfNoOrder.length,
        ModelChurn.sum(probabilityOfNoOrder, "probabilityOfNoOrder"));
  }

  /**
   * The share of the customers who will not order.
   *
   * @return {@code expected_without_order_within_90_days}, by {@link #days()}; empty without
   *     customers
   */
  public Metric expectedWithoutOrder() {
    return ModelChurn.share("expected_without_order_within_" + days + "_days", without, customers);
  }
}
