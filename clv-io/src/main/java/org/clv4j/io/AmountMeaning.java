package org.clv4j.io;

import java.util.Locale;

/** What the column of the amounts, or of the unit prices, has within it. */
public enum AmountMeaning {
  /** Goods after discounts, neither tax nor shipping. */
  GOODS,
  /** Goods after discounts with their tax; shipping, if there is a column, has its tax too. */
  GOODS_AND_TAX,
  /** All that was charged: goods after discounts, and of tax and shipping what has a column. */
  TOTAL;

  /** For example {@code goods-and-tax}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
