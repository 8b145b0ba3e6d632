package org.clv4j.core.order;

import java.util.Currency;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * What was charged, what went back and what it cost, of one order or of many. Each amount is
 * counted once: {@link #net} is gross less discounts less refunds, and tax and shipping have places
 * of their own, in refunds too.
 *
 * @param gross goods at list prices, without tax
 * @param discounts what was taken off them
 * @param refunds what went back for goods, without tax
 * @param tax tax on goods and on shipping
 * @param refundedTax what of it went back
 * @param shipping what was charged for shipping, without tax
 * @param refundedShipping what of it went back
 * @param costs what the goods cost the shop, or null where that is not known of every line
 * @param variableCosts what the orders cost beside the goods
 */
public record OrderTotals(
    Money gross,
    Money discounts,
    Money refunds,
    Money tax,
    Money refundedTax,
    Money shipping,
    Money refundedShipping,
    @Nullable Money costs,
    Money variableCosts) {

  /**
   * Nothing at all, at known costs of 0.
   *
   * @param currency the currency
   * @return the totals of no order
   */
  public static OrderTotals zero(Currency currency) {
    Money zero = Money.zero(currency);
    return new OrderTotals(zero, zero, zero, zero, zero, zero, zero, zero, zero);
  }

  /**
   * The totals of both.
   *
   * @param other totals in the same currency
   * @return the sums; costs are unknown if those of one are
   * @throws org.clv4j.core.value.CurrencyMismatchException if the currencies differ
   * @throws ArithmeticException on overflow
   */
  public OrderTotals plus(OrderTotals other) {
    return new OrderTotals(
        gross.plus(other.gross),
        discounts.plus(other.discounts),
        refunds.plus(other.refunds),
        tax.plus(other.tax),
        refundedTax.plus(other.refundedTax),
        shipping.plus(other.shipping),
        refundedShipping.plus(other.refundedShipping),
        costs == null || other.costs == null ? null : costs.plus(other.costs),
        variableCosts.plus(other.variableCosts));
  }

  /**
   * Net sales: gross - discounts - refunds, without tax and shipping.
   *
   * @return the exact difference; negative where more was refunded than charged
   */
  public Money net() {
    return gross.minus(discounts).minus(refunds);
  }
}
