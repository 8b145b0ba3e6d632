package org.clv4j.segments.affinity;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.clv4j.segments.metric.Metric;

/**
 * A somewhat dearer product that might be offered in place of another.
 *
 * @param product what customers buy now
 * @param candidate what they might buy
 * @param uptake of the customers who bought the product, the share that bought the candidate on a
 *     later day, or within the days that were asked for; empty where nobody bought it or the
 *     baskets name no customers
 */
public record UpsellCandidate(Product product, Product candidate, Metric uptake) {

  /** Checks that nothing is missing. */
  public UpsellCandidate {
    Objects.requireNonNull(product, "product must not be null");
    Objects.requireNonNull(candidate, "candidate must not be null");
    Objects.requireNonNull(uptake, "uptake must not be null");
  }

  /**
   * How much more the candidate costs.
   *
   * @return a share of the price of the product, 0.1 for 10 % more
   */
  public double premium() {
    return candidate.price().subtract(product.price()).doubleValue()
        / product.price().doubleValue();
  }

  /**
   * What a piece of the candidate brings the shop more than one of the product: the difference of
   * the prices less that of the costs. Taxes that are within a price are in it.
   *
   * @return in the currency of the prices, below 0 where the dearer product earns less; empty
   *     unless the costs of both are known
   */
  public Optional<BigDecimal> marginUplift() {
    return product
        .cost()
        .flatMap(
            now ->
                candidate
                    .cost()
                    .map(
                        then ->
                            candidate
                                .price()
                                .subtract(then)
                                .subtract(product.price().subtract(now))));
  }

  /** For example {@code tea -> fine tea: 0.1 more, uptake = 0.25 share (1 of 4)}. */
  @Override
  public String toString() {
    return product.name() + " -> " + candidate.name() + ": " + premium() + " more, " + uptake;
  }
}
