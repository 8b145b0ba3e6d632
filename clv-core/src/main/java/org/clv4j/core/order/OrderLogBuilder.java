package org.clv4j.core.order;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.CodedOrders;
import org.clv4j.core.internal.IdRanks;
import org.clv4j.core.internal.IdTable;
import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.internal.OrderBatch;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.OrderColumnsBuilder;
import org.clv4j.core.internal.TextNumbers;
import org.clv4j.core.internal.TextRanks;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.ExchangeRate;
import org.clv4j.core.value.MissingRateException;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.jspecify.annotations.Nullable;

/**
 * Collects orders into an {@link OrderLog}, row by row or from whole arrays.
 *
 * <p>Days must lie between 1900-01-01 and 2199-12-31 and amounts must not be negative; an order of
 * 0 counts. A row that breaks a rule is refused and leaves the builder as it was. A builder belongs
 * to one thread; several threads fill one each, and {@link OrderLog#merge} or {@link
 * OrderLog#collector} puts them together.
 *
 * <p>Whole columns are many times faster than row by row and take, for the time of adding them, up
 * to 16 bytes per row beside the log.
 *
 * <p>What else is known of an order is stated after adding it, each detail once: {@code
 * builder.add("ann", day, 4500).discount(500).promotion("SPRING").channel("newsletter")}. A detail
 * that no order states takes no memory.
 */
public final class OrderLogBuilder {
  static {
    CodedOrders.lend((builder, orders) -> ((OrderLogBuilder) builder).addAll(orders));
  }

  private static final String CUSTOMER = "customer id";
  private static final String[] NO_TEXTS = {};

  private final @Nullable Currency currency;
  private ZoneId zone = ZoneOffset.UTC;
  private OrderPolicy policy = OrderPolicy.AS_STATED;
  private int threads = 1;
  private IdTable ids = new IdTable();
  private OrderColumnsBuilder columns;
  private Conversions conversions = new Conversions(null);
  private @Nullable RateProvider rates;

  /** What the order added last was converted at; null where it was not. */
  private @Nullable ExchangeRate lastRate;

  OrderLogBuilder(@Nullable Currency currency) {
    this.currency = currency;
    this.columns = new OrderColumnsBuilder(currency != null);
  }

  /**
   * States the zone whose local days the orders carry; UTC unless stated.
   *
   * @param zone the zone of the days
   * @return this builder
   */
  public OrderLogBuilder zone(ZoneId zone) {
    this.zone = Objects.requireNonNull(zone, "zone must not be null");
    return this;
  }

  /**
   * States the policy that chose the orders and made their amounts; {@link OrderPolicy#AS_STATED}
   * unless stated. The log carries it, and every result names it; it changes no order here.
   *
   * @param made the policy
   * @return this builder
   */
  public OrderLogBuilder policy(OrderPolicy made) {
    policy = Objects.requireNonNull(made, "policy must not be null");
    return this;
  }

  /**
   * States how many threads {@link #addAll} may use; 1 unless stated. The log is the same.
   *
   * @param number at least 1
   * @return this builder
   * @throws IllegalArgumentException if it is less than 1
   */
  public OrderLogBuilder threads(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + number);
    }
    threads = number;
    return this;
  }

  /**
   * States at which rates orders in other currencies are converted; without them they are refused.
   *
   * <p>Every order is converted at the rate of its own day: amount, discount, cost and what is left
   * of the amount after each deduction, each rounded once to minor units, half to even. The rates
   * are kept in {@link OrderLog#appliedRates}.
   *
   * @param provider knows the rates
   * @return this builder
   * @throws IllegalStateException if the log has no amounts
   */
  public OrderLogBuilder rates(RateProvider provider) {
    if (currency == null) {
      throw new IllegalStateException("rates must be missing in a log without amounts");
    }
    rates = Objects.requireNonNull(provider, "rates must not be null");
    List<AppliedRate> before = conversions.build();
    conversions = new Conversions(rates);
    conversions.addAll(before);
    return this;
  }

  /**
   * Adds one order.
   *
   * @param order its amount in the log's currency or one that {@link #rates} convert, or null in a
   *     log without amounts
   * @return this builder
   * @throws CurrencyMismatchException if the currency is another one and there are no rates
   * @throws MissingRateException if there is no rate of the order's day
   * @throws IllegalArgumentException if a rule above is broken
   * @throws ArithmeticException if a converted amount does not fit in a long of minor units
   */
  public OrderLogBuilder add(Order order) {
    int day = OrderColumns.checkDay(order.day(), "day");
    Money amount = order.amount();
    if (amount == null) {
      add(order.customerId(), day);
    } else {
      requireConvertible(amount, order.details(), day);
      add(order.customerId(), day, amount);
    }
    return state(amount, order.details());
  }

  /** The rate that an order is converted at; null where it is not. */
  @Nullable ExchangeRate rate(Currency from, int epochDay) {
    return currency == null || from.equals(currency)
        ? null
        : conversions.rate(from, currency, epochDay);
  }

  /** So that no order is added whose details cannot be. */
  private void requireConvertible(Money amount, OrderDetails details, int day) {
    ExchangeRate rate = rate(amount.currency(), day);
    if (rate == null) {
      return;
    }
    if (details.discount() != null) {
      long paid = rate.convert(amount).minorUnits();
      Check.addExact(paid, rate.convert(details.discount()).minorUnits(), "list price");
    }
    if (details.cost() != null) {
      rate.convert(details.cost());
    }
    Conversions.convert(amount, details.deductions(), rate);
  }

  /** Order and OrderDetails have checked all that could be wrong here. */
  private OrderLogBuilder state(@Nullable Money amount, OrderDetails details) {
    int row = columns.rows() - 1;
    if (details.discount() != null) {
      columns.details().discount(row, converted(details.discount()));
    }
    if (details.cost() != null) {
      columns.details().cost(row, converted(details.cost()));
    }
    if (details.promotion() != null) {
      columns.details().promotion(row, details.promotion());
    }
    if (details.channel() != null) {
      columns.details().channel(row, details.channel());
    }
    List<Deduction> deductions =
        amount == null || lastRate == null
            ? details.deductions()
            : Conversions.convert(amount, details.deductions(), lastRate);
    for (Deduction deduction : deductions) {
      int day = Math.toIntExact(deduction.day().toEpochDay());
      columns.details().deduct(row, day, deduction.minorUnits());
    }
    return this;
  }

  /**
   * Adds one order.
   *
   * @param customer the id; copied when it is new, never kept
   * @param epochDay the local day, as {@link LocalDate#toEpochDay()}
   * @param minorUnits the amount
   * @return this builder
   * @throws IllegalArgumentException if a rule above is broken
   */
  public OrderLogBuilder add(CharSequence customer, int epochDay, long minorUnits) {
    check(epochDay, minorUnits);
    columns.append(ids.add(notBlank(customer, CUSTOMER)), epochDay, minorUnits);
    lastRate = null;
    return this;
  }

  /**
   * Adds one order, converted if need be.
   *
   * @param customer the id; copied when it is new, never kept
   * @param epochDay the local day, as {@link LocalDate#toEpochDay()}
   * @param amount in the log's currency or one that {@link #rates} convert
   * @return this builder
   * @throws CurrencyMismatchException if the currency is another one and there are no rates
   * @throws MissingRateException if there is no rate of the day
   * @throws IllegalArgumentException if a rule above is broken
   * @throws ArithmeticException if the converted amount does not fit in a long of minor units
   */
  public OrderLogBuilder add(CharSequence customer, int epochDay, Money amount) {
    if (currency == null || amount.currency().equals(currency)) {
      return add(customer, epochDay, amount.minorUnits());
    }
    checkDay(epochDay);
    ExchangeRate rate = conversions.rate(amount.currency(), currency, epochDay);
    requireNotNegative(amount.minorUnits(), "amount", amount.currency());
    add(customer, epochDay, rate.convert(amount).minorUnits());
    conversions.count(epochDay, rate, 1);
    lastRate = rate;
    return this;
  }

  /**
   * Adds one order; 42 is the same customer as {@code "42"}.
   *
   * @param customer the id
   * @param epochDay the local day, as {@link LocalDate#toEpochDay()}
   * @param minorUnits the amount
   * @return this builder
   * @throws IllegalArgumentException if a rule above is broken
   */
  public OrderLogBuilder add(long customer, int epochDay, long minorUnits) {
    check(epochDay, minorUnits);
    columns.append(ids.add(customer), epochDay, minorUnits);
    lastRate = null;
    return this;
  }

  /**
   * Adds one order to a log without amounts.
   *
   * @param customer the id; copied when it is new, never kept
   * @param epochDay the local day, as {@link LocalDate#toEpochDay()}
   * @return this builder
   * @throws IllegalArgumentException if a rule above is broken or the log has amounts
   */
  public OrderLogBuilder add(CharSequence customer, int epochDay) {
    checkWithoutAmount(epochDay);
    columns.append(ids.add(notBlank(customer, CUSTOMER)), epochDay, 0);
    return this;
  }

  /**
   * Adds whole columns; all of them or, if a row breaks a rule, none.
   *
   * @param customers ids by row
   * @param epochDays local days by row
   * @param minorUnits amounts by row; null in a log without amounts
   * @return this builder
   * @throws IllegalArgumentException if the lengths differ or a row breaks a rule above
   */
  public OrderLogBuilder addAll(long[] customers, int[] epochDays, long @Nullable [] minorUnits) {
    requireSameLength(customers.length, epochDays, minorUnits);
    lastRate = null;
    if (customers.length < OrderColumns.BLOCK) {
      checkRows(epochDays, minorUnits);
      for (int i = 0; i < epochDays.length; i++) {
        columns.append(ids.add(customers[i]), epochDays[i], minorUnits == null ? 0 : minorUnits[i]);
      }
      return this;
    }
    OrderBatch batch = checkedCopy(epochDays, minorUnits);
    IdRanks ranks = IdRanks.of(customers, threads);
    append(ranks.distinct(), NO_TEXTS, ranks.ranks(), batch);
    return this;
  }

  /**
   * Adds whole columns; all of them or, if a row breaks a rule, none.
   *
   * @param customers ids by row
   * @param epochDays local days by row
   * @param minorUnits amounts by row; null in a log without amounts
   * @return this builder
   * @throws IllegalArgumentException if the lengths differ or a row breaks a rule above
   */
  public OrderLogBuilder addAll(String[] customers, int[] epochDays, long @Nullable [] minorUnits) {
    requireSameLength(customers.length, epochDays, minorUnits);
    lastRate = null;
    if (customers.length < OrderColumns.BLOCK) {
      checkRows(epochDays, minorUnits);
      requireNoneBlank(customers);
      for (int i = 0; i < epochDays.length; i++) {
        columns.append(ids.add(customers[i]), epochDays[i], minorUnits == null ? 0 : minorUnits[i]);
      }
      return this;
    }
    OrderBatch batch = checkedCopy(epochDays, minorUnits);
    TextNumbers numbers = TextNumbers.of(customers, threads);
    if (numbers == null) {
      requireNoneBlank(customers);
    }
    TextRanks ranks = TextRanks.of(customers, numbers, threads);
    append(ranks.numbers(), ranks.texts(), ranks.places(), batch);
    return this;
  }

  /**
   * States the discount of the order added last: what was taken off the list price, which is the
   * amount and the discount together. An order that states none has a discount of 0.
   *
   * @param minorUnits in the log's currency, not negative
   * @return this builder
   * @throws IllegalArgumentException if it is negative
   * @throws ArithmeticException if the list price does not fit in a long of minor units
   * @throws IllegalStateException if there is no order, it has no amount or states one already
   */
  public OrderLogBuilder discount(long minorUnits) {
    int row = lastRow();
    requireMoney(minorUnits, "discount");
    Check.addExact(columns.lastAmount(), minorUnits, "list price");
    columns.details().discount(row, minorUnits);
    return this;
  }

  /**
   * States what the goods of the order added last cost the shop; its margin is the amount less that
   * cost. Either all orders state a cost or none does, which {@link #build} checks.
   *
   * @param minorUnits in the log's currency, not negative
   * @return this builder
   * @throws IllegalArgumentException if it is negative
   * @throws IllegalStateException if there is no order, it has no amount or states one already
   */
  public OrderLogBuilder cost(long minorUnits) {
    int row = lastRow();
    requireMoney(minorUnits, "cost");
    columns.details().cost(row, minorUnits);
    return this;
  }

  /**
   * States the discount of the order added last, converted at the rate at which its amount was.
   *
   * @param discount in the currency in which that order was added, not negative
   * @return this builder
   * @throws CurrencyMismatchException if it is in another one
   * @throws IllegalArgumentException if it is negative
   * @throws ArithmeticException if the list price does not fit in a long of minor units
   * @throws IllegalStateException if there is no order, it has no amount or states one already
   */
  public OrderLogBuilder discount(Money discount) {
    return discount(converted(discount));
  }

  /**
   * States the cost of the order added last, converted at the rate at which its amount was.
   *
   * @param cost in the currency in which that order was added, not negative
   * @return this builder
   * @throws CurrencyMismatchException if it is in another one
   * @throws IllegalArgumentException if it is negative
   * @throws ArithmeticException if it does not fit in a long of minor units
   * @throws IllegalStateException if there is no order, it has no amount or states one already
   */
  public OrderLogBuilder cost(Money cost) {
    return cost(converted(cost));
  }

  private long converted(Money detail) {
    if (lastRate != null) {
      return lastRate.convert(detail).minorUnits();
    }
    if (currency != null && !detail.currency().equals(currency)) {
      throw new CurrencyMismatchException(currency, detail.currency());
    }
    return detail.minorUnits();
  }

  /**
   * States the promotion that the order added last used; none unless stated.
   *
   * @param label not blank, such as a coupon code; copied when it is new, never kept
   * @return this builder
   * @throws IllegalArgumentException if it is blank
   * @throws IllegalStateException if there is no order or it states one already
   */
  public OrderLogBuilder promotion(CharSequence label) {
    columns.details().promotion(lastRow(), notBlank(label, "promotion"));
    return this;
  }

  /**
   * States where the order added last came from; nothing unless stated.
   *
   * @param label not blank, such as newsletter; copied when it is new, never kept
   * @return this builder
   * @throws IllegalArgumentException if it is blank
   * @throws IllegalStateException if there is no order or it states one already
   */
  public OrderLogBuilder channel(CharSequence label) {
    columns.details().channel(lastRow(), notBlank(label, "channel"));
    return this;
  }

  /**
   * States what is taken from the value of the order added last on a day of its own, such as a
   * refund that is booked when it is paid. It may be stated several times and exceed the amount; it
   * is no order and never counts as one.
   *
   * @param epochDay the local day, not before that of the order
   * @param minorUnits how much, above 0
   * @return this builder
   * @throws IllegalArgumentException if it is 0 or less, or before the order
   * @throws IllegalStateException if there is no order or it has no amount
   */
  public OrderLogBuilder deduct(int epochDay, long minorUnits) {
    int row = lastRow();
    if (currency == null) {
      throw new IllegalStateException("deduction must be missing in a log without amounts");
    }
    if (minorUnits <= 0) {
      throw new IllegalArgumentException(
          "deduction must be above 0, but was " + Money.ofMinor(minorUnits, currency));
    }
    checkDay(epochDay);
    if (epochDay < columns.lastDay()) {
      throw new IllegalArgumentException(
          "deduction must not be before its order, "
              + LocalDate.ofEpochDay(columns.lastDay())
              + ", but was on "
              + LocalDate.ofEpochDay(epochDay));
    }
    columns.details().deduct(row, epochDay, minorUnits);
    return this;
  }

  /**
   * Takes back what all orders so far state of a detail, as if they had not.
   *
   * @param detail for example the cost, where a later order turns out to have none
   * @return this builder
   */
  public OrderLogBuilder forget(OrderDetail detail) {
    switch (detail) {
      case DISCOUNT -> columns.details().forgetDiscounts();
      case COST -> columns.details().forgetCosts();
      case PROMOTION -> columns.details().forgetPromotions();
      case CHANNEL -> columns.details().forgetChannels();
    }
    return this;
  }

  private int lastRow() {
    if (columns.rows() == 0) {
      throw new IllegalStateException("an order must be added before its details");
    }
    return columns.rows() - 1;
  }

  private void requireMoney(long minorUnits, String name) {
    if (currency == null) {
      throw new IllegalStateException(name + " must be missing in a log without amounts");
    }
    requireNotNegative(minorUnits, name, currency);
  }

  private static void requireNotNegative(long minorUnits, String name, Currency currency) {
    if (minorUnits < 0) {
      throw new IllegalArgumentException(
          name + " must not be negative, but was " + Money.ofMinor(minorUnits, currency));
    }
  }

  /**
   * Makes the log and empties this builder.
   *
   * @return the log
   * @throws IllegalStateException if some orders state a cost and some do not; the builder is left
   *     as it was
   */
  public OrderLog build() {
    columns.details().requireAllCostsOrNone(columns.rows());
    return buildPart();
  }

  /** A log in which some orders may lack a cost. */
  private OrderLog buildPart() {
    IdTable.Sorted sorted = ids.sorted();
    OrderLog log =
        new OrderLog(
            columns.build(sorted.placeOfIndex()),
            new CustomerIds(sorted.numbers(), sorted.texts()),
            currency,
            zone,
            policy,
            conversions.build());
    ids = new IdTable();
    columns = new OrderColumnsBuilder(currency != null);
    conversions = new Conversions(rates);
    lastRate = null;
    return log;
  }

  private void addAll(CodedOrders orders) {
    if (orders.codes().length < OrderColumns.BLOCK) {
      String[] ids =
          Arrays.stream(orders.codes()).mapToObj(orders.idOfCode()).toArray(String[]::new);
      addAll(ids, orders.days(), orders.amounts());
      return;
    }
    OrderBatch batch = checkedCopy(orders.days(), orders.amounts());
    IdRanks codes = IdRanks.of(orders.codes(), threads);
    String[] ids =
        Arrays.stream(codes.distinct()).mapToObj(orders.idOfCode()).toArray(String[]::new);
    TextRanks ranks = TextRanks.of(codes, ids, threads);
    append(ranks.numbers(), ranks.texts(), ranks.places(), batch);
  }

  OrderLogBuilder addAll(OrderLogBuilder other) {
    return addAll(other.buildPart());
  }

  OrderLogBuilder addAll(OrderLog log) {
    int[] indexHere = log.customers().addTo(ids);
    int rows = columns.rows();
    for (int row = 0; row < log.size(); row++) {
      columns.append(
          indexHere == null ? log.customer(row) : indexHere[log.customer(row)],
          log.day(row),
          log.hasAmounts() ? log.amount(row) : 0);
    }
    columns.details().addAll(rows, LogColumns.of(log));
    conversions.addAll(log.appliedRates());
    lastRate = null;
    return this;
  }

  private void append(long[] numbers, String[] texts, int[][] places, OrderBatch batch) {
    int[] indexOfPlace = ids.addAll(numbers, texts);
    if (indexOfPlace != null) {
      IdRanks.replace(places, indexOfPlace, threads);
    }
    columns.appendAll(places, batch);
  }

  private OrderBatch checkedCopy(int[] epochDays, long @Nullable [] minorUnits) {
    OrderBatch batch = OrderBatch.copyOf(epochDays, minorUnits, threads);
    if (!batch.isValid() || (currency != null) != (minorUnits != null)) {
      checkRows(epochDays, minorUnits);
    }
    return batch;
  }

  private void checkRows(int[] epochDays, long @Nullable [] minorUnits) {
    inEachRow(
        epochDays.length,
        row -> {
          if (minorUnits == null) {
            checkWithoutAmount(epochDays[row]);
          } else {
            check(epochDays[row], minorUnits[row]);
          }
        });
  }

  private static void requireSameLength(int length, int[] epochDays, long @Nullable [] minorUnits) {
    if (epochDays.length != length || (minorUnits != null && minorUnits.length != length)) {
      throw new IllegalArgumentException(
          "columns must have the same length, but had "
              + length
              + " customers, "
              + epochDays.length
              + " days and "
              + (minorUnits == null ? "no" : minorUnits.length)
              + " amounts");
    }
  }

  private static void requireNoneBlank(String[] customers) {
    inEachRow(customers.length, row -> notBlank(customers[row], CUSTOMER));
  }

  private static void inEachRow(int rows, IntConsumer check) {
    for (int i = 0; i < rows; i++) {
      try {
        check.accept(i);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("row " + i + ": " + e.getMessage(), e);
      }
    }
  }

  private void check(int epochDay, long minorUnits) {
    if (currency == null) {
      throw new IllegalArgumentException("amount must be missing in a log without amounts");
    }
    checkDay(epochDay);
    requireNotNegative(minorUnits, "amount", currency);
  }

  private void checkWithoutAmount(int epochDay) {
    if (currency != null) {
      throw new IllegalArgumentException("amount must not be missing in a log with amounts");
    }
    checkDay(epochDay);
  }

  private static void checkDay(int epochDay) {
    if (epochDay < OrderColumns.FIRST_DAY || epochDay > OrderColumns.LAST_DAY) {
      OrderColumns.checkDay(LocalDate.ofEpochDay(epochDay), "day");
    }
  }

  private static CharSequence notBlank(CharSequence text, String name) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return text;
      }
    }
    throw new IllegalArgumentException(name + " must not be blank");
  }
}
