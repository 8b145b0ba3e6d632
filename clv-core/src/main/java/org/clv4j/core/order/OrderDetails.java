package org.clv4j.core.order;

import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one order beside customer, day and amount.
 *
 * @param discount what was taken off the list price, not negative, or null where it is not known; a
 *     log that knows the discount of any order takes this for 0
 * @param cost what the goods cost the shop, not negative, or null where it is not known
 * @param promotion the promotion that the order used, not blank, or null for none
 * @param channel where the order came from, not blank, or null for none
 */
public record OrderDetails(
    @Nullable Money discount,
    @Nullable Money cost,
    @Nullable String promotion,
    @Nullable String channel) {

  /** Nothing is known. */
  public static final OrderDetails NONE = new OrderDetails(null, null, null, null);

  /** Checks that money is not negative and labels are not blank. */
  public OrderDetails {
    requireNotNegative(discount, "discount");
    requireNotNegative(cost, "cost");
    requireNotBlank(promotion, "promotion");
    requireNotBlank(channel, "channel");
  }

  private static void requireNotNegative(@Nullable Money money, String name) {
    if (money != null && money.minorUnits() < 0) {
      throw new IllegalArgumentException(name + " must not be negative, but was " + money);
    }
  }

  private static void requireNotBlank(@Nullable String label, String name) {
    if (label != null && label.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }
}
