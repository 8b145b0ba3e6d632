package org.clv4j.core.customer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.Objects;
import org.clv4j.core.internal.LogSum;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link CustomerBase} of customers who were summarized elsewhere, for example by a
 * database.
 *
 * <p>Rows come in any order, each customer once: {@code builder.add("ann", 3, first,
 * last).purchases(2, 60).spend(9000, 7000)}. What is not stated is that of a customer all of whose
 * orders are one purchase worth nothing. A row that contradicts itself is refused by {@link #build}
 * with its customer. A builder belongs to one thread.
 */
public final class CustomerBaseBuilder {
  private static final int START = 1 << 10;

  private final @Nullable Currency currency;
  private final boolean interpurchaseTimes;
  private ZoneId zone = ZoneOffset.UTC;
  private PurchasePeriod purchasePeriod = PurchasePeriod.DAY;
  private long zeroAmountOrders;
  private long laterOrders;

  private int rows;
  private long[] numbers = new long[START];
  private @Nullable String[] texts = new @Nullable String[START];
  private boolean anyText;
  private CustomerColumns columns;

  CustomerBaseBuilder(@Nullable Currency currency, boolean interpurchaseTimes) {
    this.currency = currency;
    this.interpurchaseTimes = interpurchaseTimes;
    this.columns = new CustomerColumns(START, currency != null, interpurchaseTimes);
  }

  /**
   * States the zone of the days; UTC unless stated.
   *
   * @param localDays the zone
   * @return this builder
   */
  public CustomerBaseBuilder zone(ZoneId localDays) {
    zone = Objects.requireNonNull(localDays, "zone must not be null");
    return this;
  }

  /**
   * States what was merged into one purchase; the orders of a day unless stated.
   *
   * @param period the period
   * @return this builder
   */
  public CustomerBaseBuilder purchasePeriod(PurchasePeriod period) {
    purchasePeriod = Objects.requireNonNull(period, "purchasePeriod must not be null");
    return this;
  }

  /**
   * States how many of all orders have an amount of 0; none unless stated.
   *
   * @param number 0 or more
   * @return this builder
   */
  public CustomerBaseBuilder zeroAmountOrders(long number) {
    zeroAmountOrders = requireNotNegative(number, "orders with an amount of 0");
    return this;
  }

  /**
   * States how many orders came after the as-of day and are in no row; none unless stated.
   *
   * @param number 0 or more
   * @return this builder
   */
  public CustomerBaseBuilder laterOrders(long number) {
    laterOrders = requireNotNegative(number, "later orders");
    return this;
  }

  private static long requireNotNegative(long number, String name) {
    if (number < 0) {
      throw new IllegalArgumentException(name + " must not be negative, but was " + number);
    }
    return number;
  }

  /**
   * Adds a customer.
   *
   * @param customer the id
   * @param orders how many, at least 1
   * @param firstDay the epoch day of the first
   * @param lastDay the epoch day of the last
   * @return this builder
   */
  public CustomerBaseBuilder add(CharSequence customer, int orders, int firstDay, int lastDay) {
    addRow(orders, firstDay, lastDay);
    texts[rows - 1] = customer.toString();
    anyText = true;
    return this;
  }

  /**
   * Adds a customer; 42 is the same as {@code "42"}.
   *
   * @param customer the id
   * @param orders how many, at least 1
   * @param firstDay the epoch day of the first
   * @param lastDay the epoch day of the last
   * @return this builder
   */
  public CustomerBaseBuilder add(long customer, int orders, int firstDay, int lastDay) {
    addRow(orders, firstDay, lastDay);
    numbers[rows - 1] = customer;
    return this;
  }

  private void addRow(int orders, int firstDay, int lastDay) {
    if (rows == numbers.length) {
      grow();
    }
    columns.orders[rows] = orders;
    columns.firstDay[rows] = firstDay;
    columns.lastDay[rows] = lastDay;
    rows++;
  }

  private void grow() {
    int more = Math.multiplyExact(2, rows);
    numbers = Arrays.copyOf(numbers, more);
    texts = Arrays.copyOf(texts, more);
    CustomerColumns larger = new CustomerColumns(more, currency != null, interpurchaseTimes);
    larger.copyRun(columns, 0, rows, 0);
    columns = larger;
  }

  /**
   * States the purchases of the customer added last.
   *
   * @param frequency x: the purchase periods with an order, less one
   * @param recencyDays t<sub>x</sub>: days from the first order to the last purchase
   * @return this builder
   * @throws IllegalStateException if there is no customer
   */
  public CustomerBaseBuilder purchases(int frequency, int recencyDays) {
    int row = lastRow();
    columns.frequency[row] = frequency;
    columns.recency[row] = recencyDays;
    return this;
  }

  /**
   * States the spend of the customer added last.
   *
   * @param total minor units of all orders
   * @param repeat minor units of those after the first purchase
   * @return this builder
   * @throws IllegalStateException if there is no customer or the base has no amounts
   */
  public CustomerBaseBuilder spend(long total, long repeat) {
    int row = lastRow();
    if (currency == null) {
      throw new IllegalStateException("spend must be missing in a base without amounts");
    }
    columns.spend[row] = total;
    columns.repeatSpend[row] = repeat;
    return this;
  }

  /**
   * States litt of the customer added last.
   *
   * @param sumOfLogDays the sum of ln(days from one purchase to the next)
   * @return this builder
   * @throws IllegalStateException if there is no customer or the base has no interpurchase times
   */
  public CustomerBaseBuilder interpurchaseTimes(double sumOfLogDays) {
    int row = lastRow();
    if (!interpurchaseTimes) {
      throw new IllegalStateException("interpurchase times must be asked for first");
    }
    if (!(sumOfLogDays >= 0 && sumOfLogDays < Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "sum of logs must be finite and not negative, but was " + sumOfLogDays);
    }
    columns.logGaps[row] = LogSum.of(sumOfLogDays);
    return this;
  }

  private int lastRow() {
    if (rows == 0) {
      throw new IllegalStateException("a customer must be added before what is stated of it");
    }
    return rows - 1;
  }

  /**
   * Makes the base.
   *
   * @param asOf the last day that counts
   * @return one row per customer, in the order of {@link CustomerIds}
   * @throws IllegalArgumentException if a customer came twice, an id is blank, a day lies outside
   *     of 1900-01-01 to 2199-12-31, a row contradicts itself, or more orders have an amount of 0
   *     than there are
   */
  public CustomerBase build(LocalDate asOf) {
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    long orders = 0;
    for (int row = 0; row < rows; row++) {
      checkRow(row, asOfDay);
      orders += columns.orders[row];
    }
    if (zeroAmountOrders > (currency == null ? 0 : orders)) {
      throw new IllegalArgumentException(
          "orders with an amount of 0 must be at most the orders with amounts, "
              + (currency == null ? 0 : orders)
              + ", but were "
              + zeroAmountOrders);
    }
    OrderLog firsts = firstOrders();
    CustomerIds ids = firsts.customers();
    CustomerColumns sorted = new CustomerColumns(rows, currency != null, interpurchaseTimes);
    for (int row = 0; row < rows; row++) {
      int place = firsts.customer(row);
      if (sorted.orders[place] > 0) {
        throw new IllegalArgumentException(
            "customer must come once, but \"" + ids.id(place) + "\" came twice");
      }
      sorted.copy(columns, row, place);
    }
    return new CustomerBase(
        ids,
        sorted,
        currency,
        zone,
        OrderPolicy.AS_STATED,
        asOfDay,
        purchasePeriod,
        new CustomerBase.OrderCounts(orders, zeroAmountOrders, laterOrders, 0));
  }

  /** A log of one order of each customer: it puts ids into their order. */
  private OrderLog firstOrders() {
    OrderLogBuilder builder = OrderLog.builderWithoutAmounts();
    int[] days = Arrays.copyOf(columns.firstDay, rows);
    if (!anyText) {
      return builder.addAll(Arrays.copyOf(numbers, rows), days, null).build();
    }
    String[] ids = new String[rows];
    for (int row = 0; row < rows; row++) {
      ids[row] = id(row);
    }
    return builder.addAll(ids, days, null).build();
  }

  private String id(int row) {
    String text = texts[row];
    return text == null ? Long.toString(numbers[row]) : text;
  }

  private void checkRow(int row, int asOfDay) {
    int orders = columns.orders[row];
    int first = columns.firstDay[row];
    int last = columns.lastDay[row];
    int frequency = columns.frequency[row];
    int recency = columns.recency[row];
    if (orders < 1) {
      throw bad(row, "orders must be at least 1", orders);
    }
    if (first < OrderColumns.FIRST_DAY) {
      throw bad(row, "first day must be between 1900-01-01 and 2199-12-31", day(first));
    }
    if (first > last) {
      throw bad(row, "last day must not be before the first, " + day(first), day(last));
    }
    if (last > asOfDay) {
      throw bad(row, "last day must not be after the as-of day", day(last));
    }
    if (frequency < 0 || frequency >= orders) {
      throw bad(row, "frequency must be 0 to orders - 1", frequency);
    }
    if (recency < 0 || recency > last - first || (recency == 0) != (frequency == 0)) {
      throw bad(
          row,
          "recency must be 0 where frequency is, else 1 to the days from first to last order",
          recency);
    }
    if (currency != null) {
      checkSpend(row, currency);
    }
    if (interpurchaseTimes && frequency == 0 && columns.logGaps[row] != 0) {
      double sum = LogSum.toDouble(columns.logGaps[row]);
      throw bad(row, "sum of logs must be 0 where frequency is", sum);
    }
  }

  private void checkSpend(int row, Currency unit) {
    long spend = columns.spend[row];
    long repeat = columns.repeatSpend[row];
    if (spend < 0) {
      throw bad(row, "spend must not be negative", Money.ofMinor(spend, unit));
    }
    if (repeat < 0 || repeat > spend || (columns.frequency[row] == 0 && repeat != 0)) {
      throw bad(
          row,
          "repeat spend must be 0 where frequency is, else 0 to the spend",
          Money.ofMinor(repeat, unit));
    }
  }

  private static LocalDate day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay);
  }

  private IllegalArgumentException bad(int row, String rule, Object found) {
    return new IllegalArgumentException(
        "customer \"" + id(row) + "\": " + rule + ", but was " + found);
  }
}
