package org.clv4j.core.order;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order: some pieces of one product. Money is in minor units of the order's
 * currency, of the whole line, not of a piece.
 *
 * @param product the product, not blank, or null where the data do not tell
 * @param quantity how many pieces (or metres, or kilos), above 0; 2.0 is 2
 * @param gross the list price of the line, 0 or more; see {@link ShopOrderBuilder#taxIncluded}
 * @param discount what was taken off this line, from 0 to the list price
 * @param tax the tax on this line, 0 or more
 * @param cost what the goods cost the shop, 0 or more, or null where it is not known
 */
public record OrderLine(
    @Nullable String product,
    BigDecimal quantity,
    long gross,
    long discount,
    long tax,
    @Nullable Long cost)
    implements Comparable<OrderLine> {

  private static final Comparator<OrderLine> CANONICAL =
      Comparator.comparing(
              OrderLine::product, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
          .thenComparing(OrderLine::quantity)
          .thenComparingLong(OrderLine::gross)
          .thenComparingLong(OrderLine::discount)
          .thenComparingLong(OrderLine::tax)
          .thenComparing(OrderLine::cost, Comparator.nullsFirst(Comparator.<Long>naturalOrder()));

  /** Checks that a product is not blank, something was sold and no amount is out of its range. */
  public OrderLine {
    if (product != null && product.isBlank()) {
      throw new IllegalArgumentException("product must not be blank");
    }
    Objects.requireNonNull(quantity, "quantity must not be null");
    if (quantity.signum() <= 0) {
      throw new IllegalArgumentException("quantity must be above 0, but was " + quantity);
    }
    // Else 1E+3 and 1000 would be two payloads.
    quantity = quantity.stripTrailingZeros();
    ShopOrder.requireNotNegative(gross, "list price of a line");
    ShopOrder.requireNotNegative(discount, "discount of a line");
    ShopOrder.requireNotNegative(tax, "tax of a line");
    if (cost != null) {
      ShopOrder.requireNotNegative(cost, "cost of a line");
    }
    if (discount > gross) {
      throw new IllegalArgumentException(
          "discount of a line must be at most its list price of "
              + gross
              + " minor units, but was "
              + discount);
    }
  }

  /**
   * A line without discount, tax and known cost.
   *
   * @param product the product, not blank, or null where the data do not tell
   * @param quantity how many pieces, above 0
   * @param gross the list price of the line, 0 or more
   * @return the line
   */
  public static OrderLine of(@Nullable String product, long quantity, long gross) {
    return new OrderLine(product, BigDecimal.valueOf(quantity), gross, 0, 0, null);
  }

  /**
   * The same with a discount.
   *
   * @param minorUnits from 0 to the list price
   * @return a new line
   */
  public OrderLine withDiscount(long minorUnits) {
    return new OrderLine(product, quantity, gross, minorUnits, tax, cost);
  }

  /**
   * The same with tax.
   *
   * @param minorUnits 0 or more
   * @return a new line
   */
  public OrderLine withTax(long minorUnits) {
    return new OrderLine(product, quantity, gross, discount, minorUnits, cost);
  }

  /**
   * The same with what the goods cost the shop.
   *
   * @param minorUnits 0 or more
   * @return a new line
   */
  public OrderLine withCost(long minorUnits) {
    return new OrderLine(product, quantity, gross, discount, tax, minorUnits);
  }

  /** A canonical order, so that orders whose lines came in another order are equal. */
  @Override
  public int compareTo(OrderLine other) {
    return CANONICAL.compare(this, other);
  }
}
