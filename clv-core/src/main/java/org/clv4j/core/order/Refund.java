package org.clv4j.core.order;

import java.time.LocalDate;
import java.util.Comparator;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.jspecify.annotations.Nullable;

/**
 * Money that went back to the customer of an order. Money is in minor units of the order's
 * currency.
 *
 * <p>A refund whose parts are not known is shared out over what is left of the order's goods, tax,
 * shipping and tax on shipping, in proportion; so a refund of all that was charged takes each of
 * them whole. What exceeds the order is taken for goods.
 *
 * @param day the local day, not before that of the order
 * @param total what went back, above 0
 * @param parts what it was for, or null where the data do not tell
 * @param product the product of a line of the order, or null for the order as a whole
 */
public record Refund(LocalDate day, long total, @Nullable Parts parts, @Nullable String product)
    implements Comparable<Refund> {

  private static final Comparator<Refund> CANONICAL =
      Comparator.comparing(Refund::day)
          .thenComparingLong(Refund::total)
          .thenComparing(Refund::parts, Comparator.nullsFirst(Comparator.<Parts>naturalOrder()))
          .thenComparing(Refund::product, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  /**
   * What a refund was for; each is 0 or more, and without the tax that has a place of its own.
   *
   * @param goods goods
   * @param tax tax on goods
   * @param shipping shipping
   * @param shippingTax tax on shipping
   */
  public record Parts(long goods, long tax, long shipping, long shippingTax)
      implements Comparable<Parts> {
    private static final Comparator<Parts> CANONICAL =
        Comparator.comparingLong(Parts::goods)
            .thenComparingLong(Parts::tax)
            .thenComparingLong(Parts::shipping)
            .thenComparingLong(Parts::shippingTax);

    /** Checks that no part is negative and the total fits. */
    public Parts {
      ShopOrder.requireNotNegative(goods, "refund of goods");
      ShopOrder.requireNotNegative(tax, "refund of tax");
      ShopOrder.requireNotNegative(shipping, "refund of shipping");
      ShopOrder.requireNotNegative(shippingTax, "refund of tax on shipping");
      total(goods, tax, shipping, shippingTax);
    }

    private static long total(long goods, long tax, long shipping, long shippingTax) {
      long sum = Check.addExact(goods, tax, "refund");
      return Check.addExact(Check.addExact(sum, shipping, "refund"), shippingTax, "refund");
    }

    /**
     * All of them.
     *
     * @return the sum
     */
    public long total() {
      return total(goods, tax, shipping, shippingTax);
    }

    @Override
    public int compareTo(Parts other) {
      return CANONICAL.compare(this, other);
    }
  }

  /** Checks the day, that something went back, that the parts add up, and the product. */
  public Refund {
    OrderColumns.checkDay(day, "day of a refund");
    if (total <= 0) {
      throw new IllegalArgumentException("refund must be above 0, but was " + total);
    }
    if (parts != null && parts.total() != total) {
      throw new IllegalArgumentException(
          "refund must be the sum of its parts, " + parts.total() + ", but was " + total);
    }
    if (product != null && product.isBlank()) {
      throw new IllegalArgumentException("product of a refund must not be blank");
    }
  }

  /**
   * A refund of which only the total is known.
   *
   * @param day the local day
   * @param minorUnits what went back, above 0
   * @return the refund
   */
  public static Refund ofTotal(LocalDate day, long minorUnits) {
    return new Refund(day, minorUnits, null, null);
  }

  /**
   * A refund for goods alone, without tax.
   *
   * @param day the local day
   * @param minorUnits what went back, above 0
   * @return the refund
   */
  public static Refund ofGoods(LocalDate day, long minorUnits) {
    return of(day, new Parts(minorUnits, 0, 0, 0));
  }

  /**
   * A refund whose parts are known.
   *
   * @param day the local day
   * @param parts what it was for, not all 0
   * @return the refund
   */
  public static Refund of(LocalDate day, Parts parts) {
    return new Refund(day, parts.total(), parts, null);
  }

  /**
   * The same as the refund of a line.
   *
   * @param lineProduct the product of a line of the order
   * @return a new refund
   */
  public Refund ofLine(String lineProduct) {
    return new Refund(day, total, parts, lineProduct);
  }

  /** By day, then in a canonical order, so that orders whose refunds came in another are equal. */
  @Override
  public int compareTo(Refund other) {
    return CANONICAL.compare(this, other);
  }
}
