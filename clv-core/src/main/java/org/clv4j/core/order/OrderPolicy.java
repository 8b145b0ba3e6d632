package org.clv4j.core.order;

import java.math.BigDecimal;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Which orders count and what they are worth; every result names its policy.
 *
 * <p>A policy is its text: {@code basis=net,refunds=restate,zero=count,statuses=paid+shipped}. Keys
 * that are left out have the value of {@link #NET}, or of {@link #AS_STATED} where {@code
 * basis=stated}, or of another policy that is changed by the text; where that makes refunds booked,
 * {@code refunded} is {@code count} unless stated:
 *
 * <ul>
 *   <li>{@code basis}: {@code stated}, {@code gross}, {@code net-of-discounts}, {@code net}, {@code
 *       gross-margin} or {@code contribution}, see {@link OrderBasis};
 *   <li>{@code tax}, {@code shipping}: {@code include} or {@code exclude}; the tax on shipping is
 *       included where both are. A refund takes only from what is included;
 *   <li>{@code refunds}: {@code restate} or {@code book}, see {@link RefundTiming};
 *   <li>{@code over-refunds}: {@code refuse}, which makes an order with more refunds than value an
 *       error, or {@code deduct}, see {@link OrderValue};
 *   <li>{@code refunded}: whether an order of which all, or more, was refunded is still an order,
 *       {@code count} or {@code skip}; one that is not takes its refunds with it, what exceeds its
 *       value too;
 *   <li>{@code zero}: the same of an order for which nothing was charged;
 *   <li>{@code test}: the same of a test;
 *   <li>{@code statuses}: the states that count, or {@code all}; or {@code except}: those that do
 *       not. The last known status of an order decides; one that has none counts unless {@code
 *       statuses} names some;
 *   <li>{@code variable-rate}: what an order costs beside the goods, as a share of what was
 *       charged, from 0 to 1, and {@code variable-per-order}: the same per order, in major units.
 *       Both come on top of what the order states, for {@code basis=contribution};
 *   <li>{@code unknown-costs}: what goods cost of which that is not known, for {@code
 *       basis=gross-margin} and {@code contribution}: {@code refuse}, which makes such an order an
 *       error, or {@code zero}.
 * </ul>
 */
public final class OrderPolicy {
  /** Every order counts, zero included, at what was charged; refunds are not looked at. */
  public static final OrderPolicy AS_STATED =
      whole(
          "basis=stated,tax=include,shipping=include,refunds=restate,over-refunds=deduct,"
              + "refunded=count,zero=count,test=count,statuses=all");

  /**
   * Net sales: goods less discounts less refunds, restated at the order, without tax and shipping.
   * Orders that were cancelled, failed or voided do not count, tests and fully refunded orders
   * neither; more refunds than value are an error.
   */
  public static final OrderPolicy NET =
      whole(
          "basis=net,tax=exclude,shipping=exclude,refunds=restate,over-refunds=refuse,"
              + "refunded=skip,zero=count,test=skip,except=canceled+cancelled+failed+voided");

  /** As {@link #NET}, but refunds are booked at their own day, and fully refunded orders count. */
  public static final OrderPolicy BOOKED =
      NET.with(PolicyKey.REFUNDS, "book").with(PolicyKey.REFUNDED, "count");

  private static final String COUNT = "count";
  private static final String SKIP = "skip";
  private static final String INCLUDE = "include";
  private static final String EXCLUDE = "exclude";

  private final PolicyText text;
  private final OrderBasis basis;
  private final boolean tax;
  private final boolean shipping;
  private final RefundTiming refunds;
  private final boolean refusesOverRefunds;
  private final boolean refunded;
  private final boolean zero;
  private final boolean test;
  private final boolean exceptStatuses;
  private final SortedSet<String> statuses;
  private final BigDecimal variableRate;
  private final BigDecimal variablePerOrder;
  private final boolean unknownCostsAsZero;

  private OrderPolicy(PolicyText text) {
    this.text = text;
    basis = text.choice(PolicyKey.BASIS, OrderBasis.values());
    tax = text.either(PolicyKey.TAX, INCLUDE, EXCLUDE);
    shipping = text.either(PolicyKey.SHIPPING, INCLUDE, EXCLUDE);
    refunds = text.choice(PolicyKey.REFUNDS, RefundTiming.values());
    refusesOverRefunds = text.either(PolicyKey.OVER_REFUNDS, "refuse", "deduct");
    refunded = text.either(PolicyKey.REFUNDED, COUNT, SKIP);
    zero = text.either(PolicyKey.ZERO, COUNT, SKIP);
    test = text.either(PolicyKey.TEST, COUNT, SKIP);
    exceptStatuses = text.has(PolicyKey.EXCEPT) || text.has(PolicyKey.STATUSES, PolicyText.ALL);
    statuses = text.names(exceptStatuses ? PolicyKey.EXCEPT : PolicyKey.STATUSES);
    variableRate = text.number(PolicyKey.VARIABLE_RATE, BigDecimal.ONE);
    variablePerOrder = text.number(PolicyKey.VARIABLE_PER_ORDER, null);
    unknownCostsAsZero = text.hasChosen(PolicyKey.UNKNOWN_COSTS, "zero", "refuse");
  }

  private static OrderPolicy whole(String text) {
    return new OrderPolicy(PolicyText.of(text));
  }

  /**
   * Reads a policy.
   *
   * @param text keys and values as above, each key at most once; {@link #toString} writes it
   * @return the policy
   * @throws IllegalArgumentException if a key or a value is none, or a key stands there twice
   */
  public static OrderPolicy parse(String text) {
    PolicyText stated = PolicyText.of(text);
    return (stated.has(PolicyKey.BASIS, OrderBasis.STATED) ? AS_STATED : NET).changed(stated);
  }

  /**
   * Reads what is changed of a policy, such as that of a shop system.
   *
   * @param text keys and values as above, each key at most once
   * @param base has the values of the keys that are left out, with {@code basis=stated} too
   * @return the policy
   * @throws IllegalArgumentException if a key or a value is none, or a key stands there twice
   */
  public static OrderPolicy parse(String text, OrderPolicy base) {
    return base.changed(PolicyText.of(text));
  }

  private OrderPolicy changed(PolicyText stated) {
    boolean becomesBooked =
        stated.has(PolicyKey.REFUNDS, RefundTiming.BOOK) && refunds != RefundTiming.BOOK;
    PolicyText before = becomesBooked ? text.with(PolicyKey.REFUNDED, COUNT) : text;
    return new OrderPolicy(before.with(stated));
  }

  private OrderPolicy with(PolicyKey key, Object value) {
    return new OrderPolicy(text.with(key, value));
  }

  /**
   * The same on another basis.
   *
   * @param other what of an order its value is made of
   * @return a new policy
   */
  public OrderPolicy withBasis(OrderBasis other) {
    return with(PolicyKey.BASIS, other);
  }

  /**
   * The same with or without tax.
   *
   * @param included whether tax is part of the value
   * @return a new policy
   */
  public OrderPolicy withTax(boolean included) {
    return with(PolicyKey.TAX, included ? INCLUDE : EXCLUDE);
  }

  /**
   * The same with or without shipping.
   *
   * @param included whether shipping is part of the value
   * @return a new policy
   */
  public OrderPolicy withShipping(boolean included) {
    return with(PolicyKey.SHIPPING, included ? INCLUDE : EXCLUDE);
  }

  /**
   * The same with refunds at another day.
   *
   * @param timing at the day of the order, or at their own
   * @return a new policy
   */
  public OrderPolicy withRefunds(RefundTiming timing) {
    return with(PolicyKey.REFUNDS, timing);
  }

  /**
   * The same with another answer to orders that have more refunds than value.
   *
   * @param refused whether they are an error
   * @return a new policy
   */
  public OrderPolicy withOverRefundsRefused(boolean refused) {
    return with(PolicyKey.OVER_REFUNDS, refused ? "refuse" : "deduct");
  }

  /**
   * The same with or without orders of which all, or more, was refunded.
   *
   * @param counted whether they are orders
   * @return a new policy
   */
  public OrderPolicy withFullyRefunded(boolean counted) {
    return with(PolicyKey.REFUNDED, counted ? COUNT : SKIP);
  }

  /**
   * The same with or without orders for which nothing was charged.
   *
   * @param counted whether they are orders
   * @return a new policy
   */
  public OrderPolicy withZero(boolean counted) {
    return with(PolicyKey.ZERO, counted ? COUNT : SKIP);
  }

  /**
   * The same with or without tests.
   *
   * @param counted whether they are orders
   * @return a new policy
   */
  public OrderPolicy withTests(boolean counted) {
    return with(PolicyKey.TEST, counted ? COUNT : SKIP);
  }

  /**
   * The same with other states.
   *
   * @param names the only ones that count, in any case; without a name all count
   * @return a new policy
   * @throws IllegalArgumentException if a name is blank or holds {@code , + =}
   */
  public OrderPolicy withStatuses(String... names) {
    return with(PolicyKey.STATUSES, names.length == 0 ? PolicyText.ALL : PolicyText.joined(names));
  }

  /**
   * The same with other states.
   *
   * @param names the only ones that do not count, in any case; without a name all count
   * @return a new policy
   * @throws IllegalArgumentException if a name is blank or holds {@code , + =}
   */
  public OrderPolicy withStatusesExcept(String... names) {
    return names.length == 0 ? withStatuses() : with(PolicyKey.EXCEPT, PolicyText.joined(names));
  }

  /**
   * The same with other variable costs, on top of what an order states.
   *
   * @param rate share of what was charged, from 0 to 1; the cost is rounded half to even
   * @param perOrder in major units, with no more decimals than the currency has
   * @return a new policy
   */
  public OrderPolicy withVariableCosts(BigDecimal rate, BigDecimal perOrder) {
    return with(PolicyKey.VARIABLE_RATE, rate.toPlainString())
        .with(PolicyKey.VARIABLE_PER_ORDER, perOrder.toPlainString());
  }

  /**
   * The same with another answer to goods of which it is not known what they cost.
   *
   * @param zero whether they cost nothing; if not, a margin of their order is an error
   * @return a new policy
   */
  public OrderPolicy withUnknownCostsAsZero(boolean zero) {
    return with(PolicyKey.UNKNOWN_COSTS, zero ? "zero" : "refuse");
  }

  /**
   * What of an order its value is made of.
   *
   * @return the basis
   */
  public OrderBasis basis() {
    return basis;
  }

  /**
   * Whether tax is part of the value.
   *
   * @return true if so
   */
  public boolean includesTax() {
    return tax;
  }

  /**
   * Whether shipping is part of the value.
   *
   * @return true if so
   */
  public boolean includesShipping() {
    return shipping;
  }

  /**
   * When a refund counts.
   *
   * @return at the day of the order, or at its own
   */
  public RefundTiming refunds() {
    return refunds;
  }

  /**
   * Whether more refunds than value are an error.
   *
   * @return true if so
   */
  public boolean refusesOverRefunds() {
    return refusesOverRefunds;
  }

  /**
   * Whether an order of which all, or more, was refunded counts.
   *
   * @return true if so
   */
  public boolean countsFullyRefunded() {
    return refunded;
  }

  /**
   * Whether an order for which nothing was charged counts.
   *
   * @return true if so
   */
  public boolean countsZero() {
    return zero;
  }

  /**
   * Whether a test counts.
   *
   * @return true if so
   */
  public boolean countsTests() {
    return test;
  }

  /**
   * Whether an order in a status counts, as far as that goes.
   *
   * @param status the status in any case, or null where none is known
   * @return true if so
   */
  public boolean countsStatus(@Nullable String status) {
    boolean named = status != null && statuses.contains(StatusChange.normal(status));
    return named != exceptStatuses;
  }

  /**
   * Whether the same states count as under another policy.
   *
   * @param other a policy
   * @return true if {@link #countsStatus} is the same for every status
   */
  public boolean countsSameStatuses(OrderPolicy other) {
    return exceptStatuses == other.exceptStatuses && statuses.equals(other.statuses);
  }

  /**
   * Whether goods of which it is not known what they cost are taken to cost nothing.
   *
   * @return true if so; if not, a margin of their order is an error
   */
  public boolean takesUnknownCostsAsZero() {
    return unknownCostsAsZero;
  }

  BigDecimal variableRate() {
    return variableRate;
  }

  BigDecimal variablePerOrder() {
    return variablePerOrder;
  }

  /**
   * What an order is worth, by its last known status and all its refunds.
   *
   * @param order the order
   * @return its value and how that came about
   * @throws IllegalArgumentException if the order has more refunds than value and that is refused,
   *     or if the basis needs the cost of its goods, which is not known
   * @throws ArithmeticException if a sum does not fit in a long of minor units
   */
  public OrderValue value(ShopOrder order) {
    return Accounting.value(order, this);
  }

  /** Policies are equal if their texts are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OrderPolicy policy && text.equals(policy.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text, every key of it; {@link #parse} reads it. Of {@link #AS_STATED} the basis alone. */
  @Override
  public String toString() {
    return equals(AS_STATED) ? PolicyKey.BASIS + "=" + OrderBasis.STATED : text.toString();
  }
}
