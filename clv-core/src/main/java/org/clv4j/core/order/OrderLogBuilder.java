package org.clv4j.core.order;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.clv4j.core.internal.IdTable;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * Collects orders into an {@link OrderLog}, row by row or from whole arrays.
 *
 * <p>Days must lie between 1900-01-01 and 2199-12-31 and amounts must not be negative; an order of
 * 0 counts. A row that breaks a rule is refused and leaves the builder as it was. A builder belongs
 * to one thread; several threads fill one each, and {@link OrderLog#merge} or {@link
 * OrderLog#collector} puts them together.
 */
public final class OrderLogBuilder {
  private final @Nullable Currency currency;
  private ZoneId zone = ZoneOffset.UTC;
  private IdTable ids = new IdTable();
  private List<int[]> customers = new ArrayList<>();
  private List<int[]> days = new ArrayList<>();
  private List<long[]> amounts = new ArrayList<>();
  private int rows;
  private int minDay = Integer.MAX_VALUE;
  private int maxDay = Integer.MIN_VALUE;
  private long maxAmount;
  private long zeroAmounts;

  OrderLogBuilder(@Nullable Currency currency) {
    this.currency = currency;
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
   * Adds one order.
   *
   * @param order its amount in the log's currency, or null in a log without amounts
   * @return this builder
   * @throws CurrencyMismatchException if the currency is another one
   * @throws IllegalArgumentException if a rule above is broken
   */
  public OrderLogBuilder add(Order order) {
    int day = OrderColumns.checkDay(order.day(), "day");
    Money amount = order.amount();
    if (amount == null) {
      return add(order.customerId(), day);
    }
    if (currency != null && !amount.currency().equals(currency)) {
      throw new CurrencyMismatchException(currency, amount.currency());
    }
    return add(order.customerId(), day, amount.minorUnits());
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
    append(ids.add(notBlank(customer)), epochDay, minorUnits);
    return this;
  }

  /**
   * Adds one order; 42 is the same customer as {@code "42"}.
   *
   * @param customer the id, of at most 18 digits
   * @param epochDay the local day, as {@link LocalDate#toEpochDay()}
   * @param minorUnits the amount
   * @return this builder
   * @throws IllegalArgumentException if a rule above is broken
   */
  public OrderLogBuilder add(long customer, int epochDay, long minorUnits) {
    check(epochDay, minorUnits);
    append(addNumber(customer), epochDay, minorUnits);
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
    append(ids.add(notBlank(customer)), epochDay, 0);
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
    checkColumns(customers.length, epochDays, minorUnits);
    for (int i = 0; i < epochDays.length; i++) {
      append(addNumber(customers[i]), epochDays[i], minorUnits == null ? 0 : minorUnits[i]);
    }
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
    checkColumns(customers.length, epochDays, minorUnits);
    inEachRow(epochDays.length, i -> notBlank(customers[i]));
    for (int i = 0; i < epochDays.length; i++) {
      append(ids.add(customers[i]), epochDays[i], minorUnits == null ? 0 : minorUnits[i]);
    }
    return this;
  }

  /**
   * Makes the log and empties this builder.
   *
   * @return the log
   */
  public OrderLog build() {
    IdTable.Sorted sorted = ids.sorted();
    int[] place = sorted.placeOfIndex();
    for (int[] block : customers) {
      for (int i = 0; i < block.length; i++) {
        block[i] = place[block[i]];
      }
    }
    OrderColumns columns =
        new OrderColumns(
            rows,
            cutLast(customers.toArray(int[][]::new)),
            cutLast(days.toArray(int[][]::new)),
            currency == null ? null : cutLast(amounts.toArray(long[][]::new)),
            minDay,
            maxDay,
            maxAmount,
            currency == null ? 0 : zeroAmounts);
    OrderLog log =
        new OrderLog(columns, new CustomerIds(sorted.numbers(), sorted.texts()), currency, zone);
    clear();
    return log;
  }

  OrderLogBuilder addAll(OrderLogBuilder other) {
    return addAll(other.build());
  }

  OrderLogBuilder addAll(OrderLog log) {
    int[] indexHere = new int[log.customers().size()];
    log.customers().addTo(ids, indexHere);
    for (int row = 0; row < log.size(); row++) {
      append(indexHere[log.customer(row)], log.day(row), log.hasAmounts() ? log.amount(row) : 0);
    }
    return this;
  }

  private void clear() {
    ids = new IdTable();
    customers = new ArrayList<>();
    days = new ArrayList<>();
    amounts = new ArrayList<>();
    rows = 0;
    minDay = Integer.MAX_VALUE;
    maxDay = Integer.MIN_VALUE;
    maxAmount = 0;
    zeroAmounts = 0;
  }

  private void append(int customer, int epochDay, long minorUnits) {
    if (rows == Integer.MAX_VALUE) {
      throw new IllegalStateException("a log must have at most " + Integer.MAX_VALUE + " orders");
    }
    int at = rows & OrderColumns.MASK;
    if (at == 0) {
      customers.add(new int[OrderColumns.BLOCK]);
      days.add(new int[OrderColumns.BLOCK]);
      if (currency != null) {
        amounts.add(new long[OrderColumns.BLOCK]);
      }
    }
    int block = rows >>> OrderColumns.SHIFT;
    customers.get(block)[at] = customer;
    days.get(block)[at] = epochDay;
    if (currency != null) {
      amounts.get(block)[at] = minorUnits;
      maxAmount = Math.max(maxAmount, minorUnits);
      zeroAmounts += minorUnits == 0 ? 1 : 0;
    }
    minDay = Math.min(minDay, epochDay);
    maxDay = Math.max(maxDay, epochDay);
    rows++;
  }

  private int addNumber(long customer) {
    // 19 digits are a text on every road into the table, so that 42 and "42" stay one rule.
    return Math.abs(customer) < 1_000_000_000_000_000_000L && customer != Long.MIN_VALUE
        ? ids.add(customer)
        : ids.add(Long.toString(customer));
  }

  private void checkColumns(int length, int[] epochDays, long @Nullable [] minorUnits) {
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
    if (minorUnits == null) {
      inEachRow(length, i -> checkWithoutAmount(epochDays[i]));
    } else {
      inEachRow(length, i -> check(epochDays[i], minorUnits[i]));
    }
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
    if (minorUnits < 0) {
      throw new IllegalArgumentException(
          "amount must not be negative, but was " + Money.ofMinor(minorUnits, currency));
    }
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

  private static CharSequence notBlank(CharSequence customer) {
    for (int i = 0; i < customer.length(); i++) {
      if (!Character.isWhitespace(customer.charAt(i))) {
        return customer;
      }
    }
    throw new IllegalArgumentException("customer id must not be blank");
  }

  private int rowsInLastBlock() {
    return ((rows - 1) & OrderColumns.MASK) + 1;
  }

  private int[][] cutLast(int[][] blocks) {
    if (blocks.length > 0) {
      int last = blocks.length - 1;
      blocks[last] = Arrays.copyOf(blocks[last], rowsInLastBlock());
    }
    return blocks;
  }

  private long[][] cutLast(long[][] blocks) {
    if (blocks.length > 0) {
      int last = blocks.length - 1;
      blocks[last] = Arrays.copyOf(blocks[last], rowsInLastBlock());
    }
    return blocks;
  }
}
