package org.clv4j.core.order;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * One order as a shop has it, with all that may decide what it is worth; {@link OrderPolicy} does
 * decide, and {@link OrderBook} collects them.
 *
 * <p>It is made by a builder: {@code ShopOrder.builder("1001", "ann", day, eur).line("mug", 2,
 * 1998).shipping(490, 0).status(day, "paid").build()}. All money is in minor units of the currency.
 * Lines and refunds are kept in a canonical order, so two orders that state the same are equal in
 * whatever order they state it.
 *
 * @param id the id of the order, not blank
 * @param revision which version of the order it is, or null where the shop has none
 * @param customerId the customer, not blank
 * @param day the local day of the order
 * @param currency of all money here
 * @param lines what was bought; may be empty
 * @param discount what was taken off the order as a whole, on top of discounts of lines
 * @param tax the tax on goods that no line states
 * @param shipping what was charged for shipping
 * @param shippingTax the tax on shipping
 * @param taxIncluded whether list prices, discounts and shipping have the tax within them
 * @param variableCost what the order cost the shop beside the goods, such as a payment fee
 * @param refunds what went back, by day
 * @param history the states it came into, by day; those of one day as they were stated
 * @param channel where it came from, not blank, or null
 * @param promotion the promotion it used, not blank, or null
 * @param test whether it is a test of the shop's, not a sale
 */
public record ShopOrder(
    String id,
    @Nullable Long revision,
    String customerId,
    LocalDate day,
    Currency currency,
    List<OrderLine> lines,
    long discount,
    long tax,
    long shipping,
    long shippingTax,
    boolean taxIncluded,
    long variableCost,
    List<Refund> refunds,
    List<StatusChange> history,
    @Nullable String channel,
    @Nullable String promotion,
    boolean test) {

  private static final String GOODS = "goods of the order";
  private static final String TAX = "tax of the order";
  private static final String CHARGED = "what was charged";

  /**
   * Checks names, days and amounts: none is negative, no discount exceeds what it is taken off, no
   * included tax what includes it, no refund is before the order or of a product that it lacks, and
   * all that was charged fits in a long of minor units.
   */
  public ShopOrder {
    requireName(id, "order id");
    requireName(customerId, "customer id");
    OrderColumns.checkDay(day, "day");
    Money.scale(currency);
    lines = lines.stream().sorted().toList();
    refunds = refunds.stream().sorted().toList();
    history = history.stream().sorted(Comparator.comparing(StatusChange::day)).toList();
    requireNotNegative(discount, "discount");
    requireNotNegative(tax, "tax");
    requireNotNegative(shipping, "shipping");
    requireNotNegative(shippingTax, "tax on shipping");
    requireNotNegative(variableCost, "variable cost");
    requireLabel(channel, "channel");
    requireLabel(promotion, "promotion");
    for (Refund refund : refunds) {
      requireOfThisOrder(refund, day, lines);
    }
    sum(refunds, Refund::total, "refunds of the order");
    long list = sum(lines, OrderLine::gross, GOODS);
    long ofLines = list - sum(lines, OrderLine::discount, GOODS);
    requireWithin(ofLines, discount, currency, "discount", "what the lines leave");
    long goods = ofLines - discount;
    long goodsTax = Check.addExact(sum(lines, OrderLine::tax, TAX), tax, TAX);
    long charged = Check.addExact(goods, shipping, CHARGED);
    if (taxIncluded) {
      requireWithin(goods, goodsTax, currency, "included tax", "the goods after discounts");
      requireWithin(shipping, shippingTax, currency, "included tax on shipping", "shipping");
    } else {
      Check.addExact(Check.addExact(charged, goodsTax, CHARGED), shippingTax, CHARGED);
    }
  }

  private static void requireOfThisOrder(Refund refund, LocalDate day, List<OrderLine> lines) {
    if (refund.day().isBefore(day)) {
      throw new IllegalArgumentException(
          "day of a refund must not be before that of the order, "
              + day
              + ", but was "
              + refund.day());
    }
    String product = refund.product();
    if (product != null && lines.stream().noneMatch(line -> product.equals(line.product()))) {
      throw new IllegalArgumentException(
          "product of a refund must be that of a line, but was \"" + product + "\"");
    }
  }

  private static void requireWithin(
      long most, long minorUnits, Currency currency, String what, String of) {
    if (minorUnits > most) {
      throw new IllegalArgumentException(
          what
              + " must be at most "
              + of
              + ", "
              + Money.ofMinor(most, currency)
              + ", but was "
              + Money.ofMinor(minorUnits, currency));
    }
  }

  private static void requireName(String name, String what) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
  }

  private static void requireLabel(@Nullable String label, String what) {
    if (label != null) {
      requireName(label, what);
    }
  }

  static void requireNotNegative(long minorUnits, String what) {
    if (minorUnits < 0) {
      throw new IllegalArgumentException(
          what + " must not be negative, but was " + minorUnits + " minor units");
    }
  }

  private static <T> long sum(List<T> parts, ToLongFunction<T> amount, String what) {
    long sum = 0;
    for (T part : parts) {
      sum = Check.addExact(sum, amount.applyAsLong(part), what);
    }
    return sum;
  }

  /**
   * Begins an order.
   *
   * @param id the id of the order, not blank
   * @param customerId the customer, not blank
   * @param day the local day of the order
   * @param currency of all money of the order
   * @return a builder
   */
  public static ShopOrderBuilder builder(
      String id, String customerId, LocalDate day, Currency currency) {
    return new ShopOrderBuilder(id, customerId, day, currency);
  }

  /**
   * Goods at list prices, without tax.
   *
   * @return minor units, 0 or more
   */
  public long gross() {
    return sum(lines, OrderLine::gross, GOODS) - (taxIncluded ? goodsTax() : 0);
  }

  /**
   * What was taken off the list prices, by line and of the order as a whole.
   *
   * @return minor units, from 0 to {@link #gross()}
   */
  public long discounts() {
    return sum(lines, OrderLine::discount, GOODS) + discount;
  }

  /**
   * The tax on the goods, of lines and of the order as a whole.
   *
   * @return minor units, 0 or more
   */
  public long goodsTax() {
    return Check.addExact(sum(lines, OrderLine::tax, TAX), tax, TAX);
  }

  /**
   * What was charged for shipping, without tax.
   *
   * @return minor units, 0 or more
   */
  public long shippingWithoutTax() {
    return shipping - (taxIncluded ? shippingTax : 0);
  }

  /**
   * All that was charged: goods after discounts, tax, shipping and its tax.
   *
   * @return minor units, 0 or more
   */
  public long charged() {
    return gross() - discounts() + goodsTax() + shippingWithoutTax() + shippingTax;
  }

  /**
   * All that went back.
   *
   * @return minor units, 0 or more; it may exceed what was charged
   */
  public long refunded() {
    return sum(refunds, Refund::total, "refunds of the order");
  }

  /**
   * What the goods of all lines cost the shop.
   *
   * @return minor units; empty if a line does not tell
   */
  public OptionalLong costOfGoods() {
    if (lines.stream().anyMatch(line -> line.cost() == null)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        sum(lines, line -> Objects.requireNonNull(line.cost()), "cost of the order"));
  }

  /**
   * The last status that is known.
   *
   * @return the status, empty if none is
   */
  public Optional<String> status() {
    return history.isEmpty()
        ? Optional.empty()
        : Optional.of(history.get(history.size() - 1).status());
  }

  /**
   * The same order of another customer: who a guest turned out to be.
   *
   * @param customer the customer, not blank
   * @return a new order
   */
  public ShopOrder withCustomer(String customer) {
    return new ShopOrderBuilder(this).customer(customer).build();
  }

  /**
   * What was known of the order at the end of a day: without the refunds and states of later days.
   *
   * @param lastDay the last day that counts
   * @return the order without what came later
   */
  public ShopOrder knownBy(LocalDate lastDay) {
    return new ShopOrderBuilder(this)
        .refunds(refunds.stream().filter(refund -> !refund.day().isAfter(lastDay)).toList())
        .history(history.stream().filter(change -> !change.day().isAfter(lastDay)).toList())
        .build();
  }
}
