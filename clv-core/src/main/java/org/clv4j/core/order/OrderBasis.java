package org.clv4j.core.order;

import java.util.Locale;

/**
 * What of an order its value is made of. Tax and shipping come on top where the {@link OrderPolicy}
 * includes them; {@code goods} below never has them.
 */
public enum OrderBasis {
  /**
   * The amount as the data state it; of a {@link ShopOrder} the goods less discounts. Refunds are
   * not looked at.
   */
  STATED,

  /** Goods at list prices; neither discounts nor refunds are looked at. */
  GROSS,

  /** Goods at list prices less discounts; refunds are not looked at. */
  NET_OF_DISCOUNTS,

  /** Goods at list prices less discounts less refunds: net sales. */
  NET,

  /** {@link #NET} less the cost of the goods sold. */
  GROSS_MARGIN,

  /** {@link #GROSS_MARGIN} less variable costs, such as the fee of the payment. */
  CONTRIBUTION;

  boolean hasDiscounts() {
    return this != GROSS;
  }

  boolean hasRefunds() {
    return compareTo(NET) >= 0;
  }

  boolean hasCosts() {
    return compareTo(GROSS_MARGIN) >= 0;
  }

  /** The name in the text of a policy, for example {@code gross-margin}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
