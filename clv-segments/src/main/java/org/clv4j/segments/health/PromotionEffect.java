package org.clv4j.segments.health;

import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What came with one promotion, or with none.
 *
 * @param promotion its code; null for the orders without any
 * @param orders how many orders used it, of all orders
 * @param newBuyers customers whose first order used it, of all who used it
 * @param existingBuyers customers who had ordered before they first used it, of all who used it
 * @param discountCost the discounts of these orders
 * @param discountShare the discounts of these orders by their list value, which is amount and
 *     discount
 * @param averageOrderValue of these orders
 * @param repeatRate of the customers whose first order used it and who were watched for the
 *     horizon, those who came back within it
 */
public record PromotionEffect(
    @Nullable String promotion,
    Metric orders,
    Metric newBuyers,
    Metric existingBuyers,
    Metric discountCost,
    Metric discountShare,
    Metric averageOrderValue,
    Metric repeatRate) {

  /** For example {@code SPRING: 12 orders, 3 new buyers, 5 existing}. */
  @Override
  public String toString() {
    return (promotion == null ? "no promotion" : promotion)
        + ": "
        + (long) orders.value().orElse(0)
        + " orders, "
        + (long) newBuyers.value().orElse(0)
        + " new buyers, "
        + (long) existingBuyers.value().orElse(0)
        + " existing";
  }
}
