package org.clv4j.core.order;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * States a {@link ShopOrder} piece by piece. What is not stated is 0 or none. Money is in minor
 * units of the order's currency, and not negative.
 */
public final class ShopOrderBuilder {
  private final String id;
  private String customerId;
  private final LocalDate day;
  private final Currency currency;
  private @Nullable Long revision;
  private final List<OrderLine> lines = new ArrayList<>();
  private long discount;
  private long tax;
  private long shipping;
  private long shippingTax;
  private boolean taxIncluded;
  private long variableCost;
  private final List<Refund> refunds = new ArrayList<>();
  private final List<StatusChange> history = new ArrayList<>();
  private @Nullable String channel;
  private @Nullable String promotion;
  private boolean test;

  ShopOrderBuilder(String id, String customerId, LocalDate day, Currency currency) {
    this.id = Objects.requireNonNull(id, "order id must not be null");
    this.customerId = Objects.requireNonNull(customerId, "customer id must not be null");
    this.day = Objects.requireNonNull(day, "day must not be null");
    this.currency = Objects.requireNonNull(currency, "currency must not be null");
  }

  ShopOrderBuilder(ShopOrder order) {
    this(order.id(), order.customerId(), order.day(), order.currency());
    revision = order.revision();
    lines.addAll(order.lines());
    discount = order.discount();
    tax = order.tax();
    shipping = order.shipping();
    shippingTax = order.shippingTax();
    taxIncluded = order.taxIncluded();
    variableCost = order.variableCost();
    refunds.addAll(order.refunds());
    history.addAll(order.history());
    channel = order.channel();
    promotion = order.promotion();
    test = order.test();
  }

  /**
   * States which version of the order this is; of two versions the one with the higher number is
   * the later.
   *
   * @param number any number
   * @return this builder
   */
  public ShopOrderBuilder revision(long number) {
    revision = number;
    return this;
  }

  /**
   * Adds a line.
   *
   * @param line the line
   * @return this builder
   */
  public ShopOrderBuilder line(OrderLine line) {
    lines.add(Objects.requireNonNull(line, "line must not be null"));
    return this;
  }

  /**
   * Adds a line without discount, tax and known cost.
   *
   * @param product the product, not blank, or null where the data do not tell
   * @param quantity how many pieces, above 0
   * @param gross the list price of the line, not of a piece
   * @return this builder
   */
  public ShopOrderBuilder line(@Nullable String product, long quantity, long gross) {
    return line(OrderLine.of(product, quantity, gross));
  }

  /**
   * States what was taken off the order as a whole, on top of the discounts of its lines.
   *
   * @param minorUnits at most what the lines leave
   * @return this builder
   */
  public ShopOrderBuilder discount(long minorUnits) {
    discount = minorUnits;
    return this;
  }

  /**
   * States the tax on goods that no line states.
   *
   * @param minorUnits the tax
   * @return this builder
   */
  public ShopOrderBuilder tax(long minorUnits) {
    tax = minorUnits;
    return this;
  }

  /**
   * States what was charged for shipping.
   *
   * @param minorUnits without the tax on it, unless {@link #taxIncluded}
   * @param taxMinorUnits the tax on it
   * @return this builder
   */
  public ShopOrderBuilder shipping(long minorUnits, long taxMinorUnits) {
    shipping = minorUnits;
    shippingTax = taxMinorUnits;
    return this;
  }

  /**
   * States whether list prices, discounts and shipping have the tax within them, as consumer prices
   * in Europe do; it is then taken out of list prices and shipping. Refunds whose parts are known
   * are without tax all the same.
   *
   * @param included false unless stated
   * @return this builder
   */
  public ShopOrderBuilder taxIncluded(boolean included) {
    taxIncluded = included;
    return this;
  }

  /**
   * States what the order cost the shop beside the goods, such as a payment fee.
   *
   * @param minorUnits the cost
   * @return this builder
   */
  public ShopOrderBuilder variableCost(long minorUnits) {
    variableCost = minorUnits;
    return this;
  }

  /**
   * Adds a refund.
   *
   * @param refund not before the day of the order
   * @return this builder
   */
  public ShopOrderBuilder refund(Refund refund) {
    refunds.add(Objects.requireNonNull(refund, "refund must not be null"));
    return this;
  }

  /**
   * Adds a status that the order came into; the last one by day decides.
   *
   * @param changed the local day
   * @param status its name, in any case
   * @return this builder
   */
  public ShopOrderBuilder status(LocalDate changed, String status) {
    history.add(new StatusChange(changed, status));
    return this;
  }

  /**
   * Adds the status that the order is in, of which no day is known: that of the order.
   *
   * @param status its name, in any case
   * @return this builder
   */
  public ShopOrderBuilder status(String status) {
    return status(day, status);
  }

  /**
   * States where the order came from.
   *
   * @param label not blank, or null
   * @return this builder
   */
  public ShopOrderBuilder channel(@Nullable String label) {
    channel = label;
    return this;
  }

  /**
   * States the promotion that the order used.
   *
   * @param label not blank, or null
   * @return this builder
   */
  public ShopOrderBuilder promotion(@Nullable String label) {
    promotion = label;
    return this;
  }

  /**
   * States whether the order is a test.
   *
   * @param isTest false unless stated
   * @return this builder
   */
  public ShopOrderBuilder test(boolean isTest) {
    test = isTest;
    return this;
  }

  ShopOrderBuilder customer(String other) {
    customerId = other;
    return this;
  }

  ShopOrderBuilder refunds(List<Refund> others) {
    refunds.clear();
    refunds.addAll(others);
    return this;
  }

  ShopOrderBuilder history(List<StatusChange> others) {
    history.clear();
    history.addAll(others);
    return this;
  }

  /**
   * Makes the order.
   *
   * @return the order
   * @throws IllegalArgumentException if what was stated breaks a rule of {@link ShopOrder}
   * @throws ArithmeticException if a sum does not fit in a long of minor units
   */
  public ShopOrder build() {
    return new ShopOrder(
        id,
        revision,
        customerId,
        day,
        currency,
        lines,
        discount,
        tax,
        shipping,
        shippingTax,
        taxIncluded,
        variableCost,
        refunds,
        history,
        channel,
        promotion,
        test);
  }
}
