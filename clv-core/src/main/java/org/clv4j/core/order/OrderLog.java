package org.clv4j.core.order;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clv4j.core.internal.DeductionColumns;
import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.OrderDetailColumns;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.jspecify.annotations.Nullable;

/**
 * Orders as immutable flat columns: customer, day and, if the data have them, amounts, discounts,
 * costs, promotions and channels.
 *
 * <p>An order takes 16 bytes (8 without amounts), discount and cost 8 more each, promotion and
 * channel 4 each, where the log has them; a customer takes 8 bytes for a number id and the size of
 * the string for another one. Rows keep the order in which they came, which no result depends on.
 * Logs merge over any split of the orders, in any order, to the same results.
 */
public final class OrderLog {
  static {
    LogColumns.lend(log -> ((OrderLog) log).columns);
  }

  private final OrderColumns columns;
  private final CustomerIds customers;
  private final @Nullable Currency currency;
  private final ZoneId zone;
  private final OrderPolicy policy;
  private final List<AppliedRate> rates;
  private final CustomerAliases aliases;

  /** The log with the ids that the orders came with; null if this is it. */
  private final @Nullable OrderLog asCame;

  OrderLog(
      OrderColumns columns,
      CustomerIds customers,
      @Nullable Currency currency,
      ZoneId zone,
      OrderPolicy policy,
      List<AppliedRate> rates) {
    this.columns = columns;
    this.customers = customers;
    this.currency = currency;
    this.zone = zone;
    this.policy = policy;
    this.rates = rates;
    this.aliases = CustomerAliases.NONE;
    this.asCame = null;
  }

  private OrderLog(
      OrderLog asCame, OrderColumns columns, CustomerIds customers, CustomerAliases aliases) {
    this.columns = columns;
    this.customers = customers;
    this.currency = asCame.currency;
    this.zone = asCame.zone;
    this.policy = asCame.policy;
    this.rates = asCame.rates;
    this.aliases = aliases;
    this.asCame = asCame;
  }

  /**
   * A builder of a log with amounts.
   *
   * @param currency the one currency of the analysis; {@link Money#UNSTATED} if the data name none
   * @return an empty builder
   */
  public static OrderLogBuilder builder(Currency currency) {
    Money.scale(currency);
    return new OrderLogBuilder(currency);
  }

  /**
   * A builder of a log that knows who ordered when, but not for how much.
   *
   * @return an empty builder
   */
  public static OrderLogBuilder builderWithoutAmounts() {
    return new OrderLogBuilder(null);
  }

  /**
   * Collects a stream of orders, also a parallel one: each thread fills a builder of its own.
   *
   * @param currency the one currency of the analysis
   * @return a collector
   */
  public static Collector<Order, ?, OrderLog> collector(Currency currency) {
    return collector(() -> builder(currency));
  }

  /**
   * Collects a stream of orders in several currencies, also a parallel one.
   *
   * @param currency the one currency of the analysis
   * @param rates the rate of each order's day, as {@link OrderLogBuilder#rates} says
   * @return a collector
   */
  public static Collector<Order, ?, OrderLog> collector(Currency currency, RateProvider rates) {
    return collector(() -> builder(currency).rates(rates));
  }

  private static Collector<Order, ?, OrderLog> collector(Supplier<OrderLogBuilder> builder) {
    return Collector.of(
        builder, OrderLogBuilder::add, OrderLogBuilder::addAll, OrderLogBuilder::build);
  }

  /**
   * All orders of several logs; which log an order was in changes no result. The new log holds its
   * own copy of the rows, and has the aliases of all of them.
   *
   * @param logs at least one, all with the same currency (or all without amounts), zone and policy
   * @return one log
   * @throws CurrencyMismatchException if two currencies meet
   * @throws IllegalArgumentException if there is no log, zones or policies differ, only some have
   *     amounts or their aliases contradict each other
   * @throws IllegalStateException if some orders have a cost and some do not
   */
  public static OrderLog merge(List<OrderLog> logs) {
    if (logs.isEmpty()) {
      throw new IllegalArgumentException("logs must not be empty");
    }
    OrderLog first = logs.get(0);
    OrderLogBuilder merged =
        new OrderLogBuilder(first.currency).zone(first.zone).policy(first.policy);
    CustomerAliases all = CustomerAliases.NONE;
    for (OrderLog log : logs) {
      first.requireSameKind(log);
      merged.addAll(log.asCame());
      all = log.aliases.equals(all) ? all : all.merge(log.aliases);
    }
    return merged.build().withAliases(all);
  }

  private OrderLog asCame() {
    return asCame == null ? this : asCame;
  }

  /**
   * The same orders, read as those of the customers that these aliases make of the ids they came
   * with: whatever aliases this log has are replaced. So {@link CustomerAliases#NONE} gives the log
   * back as it came, and a wrong link is undone by the aliases without it.
   *
   * <p>The new log is as if the orders had come with the ids of the accounts; it shares all columns
   * but the customers (4 bytes per order).
   *
   * @param newAliases which ids are one customer
   * @return a log whose customers are the accounts and those without a link
   */
  public OrderLog withAliases(CustomerAliases newAliases) {
    OrderLog log = asCame();
    CustomerAliases.Renamed renamed = newAliases.rename(log.customers);
    if (renamed == null) {
      return newAliases.links().isEmpty()
          ? log
          : new OrderLog(log, log.columns, log.customers, newAliases);
    }
    OrderColumns renumbered = log.columns.renumbered(renamed.indexOf());
    return new OrderLog(log, renumbered, renamed.customers(), newAliases);
  }

  private void requireSameKind(OrderLog other) {
    if (!zone.equals(other.zone)) {
      throw new IllegalArgumentException("zone must be " + zone + ", but was " + other.zone);
    }
    if (!policy.equals(other.policy)) {
      throw new IllegalArgumentException("policy must be " + policy + ", but was " + other.policy);
    }
    if (currency != null && other.currency != null && !currency.equals(other.currency)) {
      throw new CurrencyMismatchException(currency, other.currency);
    }
    if (hasAmounts() != other.hasAmounts()) {
      throw new IllegalArgumentException("logs must all have amounts or all have none");
    }
  }

  /**
   * The number of orders.
   *
   * @return 0 or more
   */
  public int size() {
    return columns.rows();
  }

  /**
   * Whether there is no order.
   *
   * @return true if so
   */
  public boolean isEmpty() {
    return size() == 0;
  }

  /**
   * The customers of the log.
   *
   * @return the ids by customer index
   */
  public CustomerIds customers() {
    return customers;
  }

  /**
   * Whether the orders have amounts.
   *
   * @return true if so
   */
  public boolean hasAmounts() {
    return currency != null;
  }

  /**
   * The currency of all amounts.
   *
   * @return the currency
   * @throws IllegalStateException if the log has no amounts
   */
  public Currency currency() {
    if (currency == null) {
      throw new IllegalStateException("this log has no amounts");
    }
    return currency;
  }

  /**
   * The zone whose local days the orders carry.
   *
   * @return the zone
   */
  public ZoneId zone() {
    return zone;
  }

  /**
   * Which ids are read as one customer.
   *
   * @return {@link CustomerAliases#NONE} unless {@link #withAliases} said otherwise
   */
  public CustomerAliases aliases() {
    return aliases;
  }

  /**
   * The ids of the aliases without which the customers would be the same: no order came with them,
   * nor with an id that belongs to them. Perhaps they are spelled in another way there.
   *
   * @return sorted; immutable
   */
  public List<String> unusedAliases() {
    return aliases.unused(asCame().customers);
  }

  /**
   * At which rates orders in other currencies were converted.
   *
   * @return by currency and day of the orders, each with its number of orders; empty where none
   *     was; immutable
   */
  public List<AppliedRate> appliedRates() {
    return rates;
  }

  /**
   * Which orders count and at what amount.
   *
   * @return the policy, {@link OrderPolicy#AS_STATED} unless whoever made the log stated another
   */
  public OrderPolicy policy() {
    return policy;
  }

  /**
   * The day of the first order.
   *
   * @return the local day
   * @throws IllegalStateException if the log is empty
   */
  public LocalDate firstDay() {
    requireOrders();
    return LocalDate.ofEpochDay(columns.minDay());
  }

  /**
   * The day of the last order.
   *
   * @return the local day
   * @throws IllegalStateException if the log is empty
   */
  public LocalDate lastDay() {
    requireOrders();
    return LocalDate.ofEpochDay(columns.maxDay());
  }

  private void requireOrders() {
    if (isEmpty()) {
      throw new IllegalStateException("the log must hold an order, but is empty");
    }
  }

  /**
   * The number of orders with an amount of 0, which count as orders.
   *
   * @return 0 or more; 0 without amounts
   */
  public long zeroAmounts() {
    return columns.zeroAmounts();
  }

  /**
   * The customer of an order.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return an index into {@link #customers()}
   */
  public int customer(int row) {
    Objects.checkIndex(row, size());
    return columns.customer()[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
  }

  /**
   * The day of an order.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return the local day, as {@link LocalDate#toEpochDay()}
   */
  public int day(int row) {
    Objects.checkIndex(row, size());
    return columns.day()[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
  }

  /**
   * The amount of an order.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return minor units of {@link #currency()}
   * @throws IllegalStateException if the log has no amounts
   */
  public long amount(int row) {
    Objects.checkIndex(row, size());
    long[][] amount = columns.amount();
    if (amount == null) {
      throw new IllegalStateException("this log has no amounts");
    }
    return at(amount, row);
  }

  /**
   * Whether discounts are known: at least one order stated one, be it 0.
   *
   * @return true if so
   */
  public boolean hasDiscounts() {
    return columns.details().discount() != null;
  }

  /**
   * The discount of an order, 0 where it stated none; its list price is amount and discount.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return minor units of {@link #currency()}, not negative
   */
  public long discount(int row) {
    Objects.checkIndex(row, size());
    long[][] discount = columns.details().discount();
    return discount == null ? 0 : at(discount, row);
  }

  /**
   * Whether costs are known, of every order.
   *
   * @return true if so
   */
  public boolean hasCosts() {
    return columns.details().cost() != null;
  }

  /**
   * What the goods of an order cost the shop; its margin is the amount less the cost.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return minor units of {@link #currency()}, not negative
   * @throws IllegalStateException if the log has no costs
   */
  public long cost(int row) {
    Objects.checkIndex(row, size());
    long[][] cost = columns.details().cost();
    if (cost == null) {
      throw new IllegalStateException("this log has no costs");
    }
    return at(cost, row);
  }

  /**
   * Whether an order used a promotion.
   *
   * @return true if so
   */
  public boolean hasPromotions() {
    return columns.details().promotion() != null;
  }

  /**
   * The promotions that orders used.
   *
   * @return each once, in the order of {@link CustomerIds}; immutable
   */
  public List<String> promotions() {
    return names(columns.details().promotion());
  }

  /**
   * The promotion that an order used.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return an index into {@link #promotions()}, or -1 for none
   */
  public int promotion(int row) {
    return code(columns.details().promotion(), row);
  }

  /**
   * Whether an order has a channel.
   *
   * @return true if so
   */
  public boolean hasChannels() {
    return columns.details().channel() != null;
  }

  /**
   * The channels that orders came from.
   *
   * @return each once, in the order of {@link CustomerIds}; immutable
   */
  public List<String> channels() {
    return names(columns.details().channel());
  }

  /**
   * The channel that an order came from.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return an index into {@link #channels()}, or -1 for none
   */
  public int channel(int row) {
    return code(columns.details().channel(), row);
  }

  /**
   * How many deductions there are, such as refunds booked at their own day.
   *
   * @return 0 or more
   */
  public int deductionCount() {
    return columns.details().deductions().size();
  }

  /**
   * The order that a deduction takes from.
   *
   * @param index from 0 to {@link #deductionCount()} - 1
   * @return the row of the order; rows ascend
   */
  public int deductionRow(int index) {
    return columns.details().deductions().row(index);
  }

  /**
   * The day of a deduction.
   *
   * @param index from 0 to {@link #deductionCount()} - 1
   * @return the local day, as {@link LocalDate#toEpochDay()}; not before that of the order
   */
  public int deductionDay(int index) {
    return columns.details().deductions().day(index);
  }

  /**
   * What a deduction takes.
   *
   * @param index from 0 to {@link #deductionCount()} - 1
   * @return minor units of {@link #currency()}, above 0
   */
  public long deductionMinor(int index) {
    return columns.details().deductions().minor(index);
  }

  private static long at(long[][] column, int row) {
    return column[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
  }

  private static List<String> names(OrderDetailColumns.@Nullable Labels labels) {
    return labels == null ? List.of() : labels.names();
  }

  private int code(OrderDetailColumns.@Nullable Labels labels, int row) {
    Objects.checkIndex(row, size());
    return labels == null
        ? OrderDetailColumns.NONE
        : labels.code()[row >>> OrderColumns.SHIFT][row & OrderColumns.MASK];
  }

  /**
   * The orders one by one, made on the way, with all that is known of them.
   *
   * @return as many as {@link #size()}
   */
  public Stream<Order> orders() {
    return IntStream.range(0, size()).mapToObj(this::order);
  }

  private Order order(int row) {
    return new Order(
        customers.id(customer(row)),
        LocalDate.ofEpochDay(day(row)),
        currency == null ? null : Money.ofMinor(amount(row), currency),
        details(row));
  }

  private OrderDetails details(int row) {
    int promotion = promotion(row);
    int channel = channel(row);
    return new OrderDetails(
        currency == null || !hasDiscounts() ? null : Money.ofMinor(discount(row), currency),
        currency == null || !hasCosts() ? null : Money.ofMinor(cost(row), currency),
        promotion < 0 ? null : promotions().get(promotion),
        channel < 0 ? null : channels().get(channel),
        deductions(row));
  }

  private List<Deduction> deductions(int row) {
    DeductionColumns all = columns.details().deductions();
    return IntStream.range(all.firstOf(row), all.firstOf(row + 1))
        .mapToObj(i -> new Deduction(LocalDate.ofEpochDay(all.day(i)), all.minor(i)))
        .toList();
  }

  /** For example {@code 6919 orders of 2357 customers, 1997-01-01 to 1998-06-30}. */
  @Override
  public String toString() {
    return size()
        + " orders of "
        + customers.size()
        + " customers"
        + (isEmpty() ? "" : ", " + firstDay() + " to " + lastDay());
  }
}
