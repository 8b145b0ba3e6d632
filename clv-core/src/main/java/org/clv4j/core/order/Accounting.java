package org.clv4j.core.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/** What one order is worth under one policy. */
final class Accounting {
  private static final String VALUE = "value of the order";

  private final ShopOrder order;
  private final OrderPolicy policy;
  private final Currency currency;

  /** What went back with each refund. */
  private final List<Refund.Parts> refunded = new ArrayList<>();

  private Accounting(ShopOrder order, OrderPolicy policy) {
    this.order = order;
    this.policy = policy;
    this.currency = order.currency();
    RefundShares shares =
        new RefundShares(
            order.gross() - order.discounts(),
            order.goodsTax(),
            order.shippingWithoutTax(),
            order.shippingTax());
    order.refunds().forEach(refund -> refunded.add(shares.next(refund)));
  }

  static OrderValue value(ShopOrder order, OrderPolicy policy) {
    return new Accounting(order, policy).value();
  }

  private OrderValue value() {
    long goods = policy.basis().hasDiscounts() ? order.gross() - order.discounts() : order.gross();
    long charged =
        counted(goods, order.goodsTax(), order.shippingWithoutTax(), order.shippingTax());
    long back = 0;
    for (Refund.Parts parts : refunded) {
      back = Check.addExact(back, counted(parts), "refunds of the order");
    }
    LeftOutReason leftOut = leftOut(charged, back);
    if (leftOut != null) {
      boolean overRefunded = leftOut == LeftOutReason.REFUNDED && back > charged;
      return new OrderValue(leftOut, Money.zero(currency), List.of(), overRefunded, totals());
    }
    List<Deduction> deductions = new ArrayList<>();
    boolean restates = policy.refunds() == RefundTiming.RESTATE;
    long worth = exact(charged, -costs());
    worth = restates ? exact(worth, -back) : worth;
    if (worth < 0) {
      deduct(deductions, order.day(), -worth);
    }
    for (int i = 0; i < refunded.size() && !restates; i++) {
      deduct(deductions, order.refunds().get(i).day(), counted(refunded.get(i)));
    }
    return new OrderValue(
        null, Money.ofMinor(Math.max(0, worth), currency), deductions, back > charged, totals());
  }

  private static void deduct(List<Deduction> deductions, LocalDate day, long minorUnits) {
    if (minorUnits > 0) {
      deductions.add(new Deduction(day, minorUnits));
    }
  }

  private @Nullable LeftOutReason leftOut(long charged, long back) {
    if (!policy.countsStatus(order.status().orElse(null))) {
      return LeftOutReason.STATUS;
    }
    if (order.test() && !policy.countsTests()) {
      return LeftOutReason.TEST;
    }
    if (back > charged && policy.refusesOverRefunds()) {
      throw wrong(
          "refunds of "
              + Money.ofMinor(back, currency)
              + " must be at most its value of "
              + Money.ofMinor(charged, currency)
              + "; over-refunds=deduct leaves it out as refunded, and with refunded=count takes the"
              + " rest from the customer");
    }
    if (charged == 0 && back == 0 && !policy.countsZero()) {
      return LeftOutReason.ZERO;
    }
    boolean allBack = back > 0 && back >= charged;
    return allBack && !policy.countsFullyRefunded() ? LeftOutReason.REFUNDED : null;
  }

  /** What goes back counts only where the basis knows refunds, and only of what it includes. */
  private long counted(Refund.Parts parts) {
    return policy.basis().hasRefunds()
        ? counted(parts.goods(), parts.tax(), parts.shipping(), parts.shippingTax())
        : 0;
  }

  private long counted(long goods, long tax, long shipping, long shippingTax) {
    long sum = goods;
    if (policy.includesTax()) {
      sum = exact(sum, tax);
    }
    if (policy.includesShipping()) {
      sum = exact(sum, shipping);
      sum = policy.includesTax() ? exact(sum, shippingTax) : sum;
    }
    return sum;
  }

  private static long exact(long sum, long amount) {
    return Check.addExact(sum, amount, VALUE);
  }

  private long costs() {
    if (!policy.basis().hasCosts()) {
      return 0;
    }
    long goods = 0;
    for (OrderLine line : order.lines()) {
      if (line.cost() != null) {
        goods = exact(goods, line.cost());
      } else if (!policy.takesUnknownCostsAsZero()) {
        throw wrong(
            "cost of the goods must be known of every line for basis="
                + policy.basis()
                + "; a policy with unknown-costs=zero takes it for 0");
      }
    }
    return policy.basis() == OrderBasis.CONTRIBUTION ? exact(goods, variableCosts()) : goods;
  }

  private long variableCosts() {
    long costs = order.variableCost();
    if (policy.variableRate().signum() > 0) {
      BigDecimal share = policy.variableRate().multiply(BigDecimal.valueOf(order.charged()));
      costs = exact(costs, share.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }
    if (policy.variablePerOrder().signum() > 0) {
      costs = exact(costs, Money.of(policy.variablePerOrder(), currency).minorUnits());
    }
    return costs;
  }

  private OrderTotals totals() {
    long goods = 0;
    long tax = 0;
    long shipping = 0;
    for (Refund.Parts parts : refunded) {
      goods = exact(goods, parts.goods());
      tax = exact(exact(tax, parts.tax()), parts.shippingTax());
      shipping = exact(shipping, parts.shipping());
    }
    return new OrderTotals(
        money(order.gross()),
        money(order.discounts()),
        money(goods),
        money(order.goodsTax() + order.shippingTax()),
        money(tax),
        money(order.shippingWithoutTax()),
        money(shipping),
        order.costOfGoods().isPresent() ? money(order.costOfGoods().getAsLong()) : null,
        money(variableCosts()));
  }

  private Money money(long minorUnits) {
    return Money.ofMinor(minorUnits, currency);
  }

  private IllegalArgumentException wrong(String reason) {
    return new IllegalArgumentException("order \"" + order.id() + "\": " + reason);
  }
}
