package org.clv4j.core.order;

import java.util.List;
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
 * @param deductions what is taken from its value on days of their own, each not before the order
 */
public record OrderDetails(
    @Nullable Money discount,
    @Nullable Money cost,
    @Nullable String promotion,
    @Nullable String channel,
    List<Deduction> deductions) {

  /** Nothing is known. */
  public static final OrderDetails NONE = new OrderDetails(null, null, null, null);

  /**
   * Details of an order from which nothing is deducted.
   *
   * @param discount what was taken off the list price, not negative, or null
   * @param cost what the goods cost the shop, not negative, or null
   * @param promotion the promotion that the order used, not blank, or null
   * @param channel where the order came from, not blank, or null
   */
  public OrderDetails(
      @Nullable Money discount,
      @Nullable Money cost,
      @Nullable String promotion,
      @Nullable String channel) {
    this(discount, cost, promotion, channel, List.of());
  }

  /** Checks that money is not negative and labels are not blank. */
  public OrderDetails {
    requireNotNegative(discount, "discount");
    requireNotNegative(cost, "cost");
    requireNotBlank(promotion, "promotion");
    requireNotBlank(channel, "channel");
    deductions = List.copyOf(deductions);
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
