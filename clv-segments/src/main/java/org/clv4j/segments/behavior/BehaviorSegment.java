package org.clv4j.segments.behavior;

import java.util.Objects;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * A segment of a base. Segments overlap, so that these do not add up to the base.
 *
 * @param rule its name and rule
 * @param customers how many are in it, 0 or more
 * @param orders the orders of all of them by the as-of day, each counted
 * @param spend the spend of all of them, null where the orders have no amounts
 * @param reason why nobody can be in it, for example {@code the orders have no discounts}; null
 *     where the data can say
 */
public record BehaviorSegment(
    SegmentRule rule, int customers, long orders, @Nullable Money spend, @Nullable String reason) {

  /** Checks that there is a rule. */
  public BehaviorSegment {
    Objects.requireNonNull(rule, "rule must not be null");
  }

  /**
   * The name of the segment.
   *
   * @return as in its rule
   */
  public String name() {
    return rule.name();
  }

  /** For example {@code Big spenders: 236 customers, 2030 orders, USD 50123.50}. */
  @Override
  public String toString() {
    return name()
        + ": "
        + (reason != null
            ? "unknown, " + reason
            : customers
                + " customers, "
                + orders
                + " orders"
                + (spend == null ? "" : ", " + spend));
  }
}
