package org.clv4j.core.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Objects;
import org.clv4j.core.internal.LocalDays;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * Orders that stand in arrays of yours: the fastest way to a {@link CustomerBase}, as no {@link
 * org.clv4j.core.order.OrderLog} is made. A log of the same orders gives the same base.
 *
 * <p>Days must lie between 1900-01-01 and 2199-12-31, amounts must not be negative and texts not
 * blank; {@link CustomerBase#of(OrderArrays, CustomerBase.Options)} checks it. The arrays must not
 * change before it has ended.
 *
 * <p>Besides the base it allocates, in bytes:
 *
 * <ul>
 *   <li>for whole numbers close together, which are those of at most one different number for every
 *       four orders: 8 an order and 12 a customer, and where not every number between the least and
 *       the most has orders 36 for each of them;
 *   <li>for other whole numbers: 16 an order and 60 a customer;
 *   <li>for texts: 24 an order, 40 where texts differ in more places than one number can hold, such
 *       as UUIDs and hashes of 128 bits; and a customer as for numbers, 16 more for two of them,
 *       and the ids as texts; where few texts have a character that the others do not have, another
 *       8 or 16 an order;
 *   <li>for texts that two numbers cannot hold, such as most of more than 64 characters and those
 *       beyond Latin-1: a log;
 *   <li>for each thread: 64 KiB, up to 1 MiB for more than some 100 000 customers whose numbers are
 *       close, and where days of these go backwards, 8 for each order of the largest group of 2048
 *       to 32 768 customers; where numbers are not close 160 KiB, twice without amounts, and more
 *       for more than 2048 customers in the largest of 1024 parts by leading bits: some 100 each,
 *       and where days go backwards and there are more than 32 768 of them, 16 for each of its
 *       orders;
 *   <li>for moments: 440 KiB, and 512 KiB for each thread, as for ints that are not close;
 *   <li>for weeks and months as purchase periods: 430 KiB.
 * </ul>
 *
 * <p>Orders without amounts are dealt out in two halves, so that the words of half of them are held
 * at a time, unless one customer has most. Where numbers are not close, words are given back as
 * soon as their customers are known. So what is held is at most 1.6 times the arrays of numbers and
 * the base; up to 1.9 times where numbers are close but few of those between have orders. Texts
 * that are shared by orders are themselves small beside the 24 to 56 bytes an order that they take
 * on the way, so that three times the arrays and more may be held.
 *
 * <p>Whether numbers are close, and amounts below 2<sup>32</sup> minor units, some thousand orders
 * tell. Where another order is otherwise, all orders are looked at and it begins again: what had
 * been made for the first attempt is given back.
 */
public final class OrderArrays {
  private static final int[] NO_DAYS = {};
  private static final long FARTHEST = 100_000_000_000_000L;

  final IdColumn customers;

  /** Empty where there are moments. */
  final int[] days;

  final long @Nullable [] seconds;
  final long @Nullable [] minorUnits;
  final @Nullable Currency currency;
  final ZoneId zone;

  private OrderArrays(
      IdColumn customers,
      int[] days,
      long @Nullable [] seconds,
      long @Nullable [] minorUnits,
      @Nullable Currency currency,
      ZoneId zone) {
    this.customers = customers;
    this.days = days;
    this.seconds = seconds;
    this.minorUnits = minorUnits;
    this.currency = currency;
    this.zone = zone;
  }

  /**
   * Orders by day, of customers whose ids are whole numbers.
   *
   * @param customers ids by row; 42 is the customer {@code "42"}
   * @param epochDays local days by row, as {@link LocalDate#toEpochDay()}
   * @return orders without amounts, of days in UTC
   * @throws IllegalArgumentException if the lengths differ
   */
  public static OrderArrays of(int[] customers, int[] epochDays) {
    return of(new IdColumn.Ints(customers), epochDays, null, ZoneOffset.UTC);
  }

  /**
   * Orders by day, of customers whose ids are whole numbers.
   *
   * @param customers ids by row; 42 is the customer {@code "42"}
   * @param epochDays local days by row, as {@link LocalDate#toEpochDay()}
   * @return orders without amounts, of days in UTC
   * @throws IllegalArgumentException if the lengths differ
   */
  public static OrderArrays of(long[] customers, int[] epochDays) {
    return of(new IdColumn.Longs(customers), epochDays, null, ZoneOffset.UTC);
  }

  /**
   * Orders by day, of customers whose ids are texts.
   *
   * @param customers ids by row, none blank
   * @param epochDays local days by row, as {@link LocalDate#toEpochDay()}
   * @return orders without amounts, of days in UTC
   * @throws IllegalArgumentException if the lengths differ
   */
  public static OrderArrays of(String[] customers, int[] epochDays) {
    return of(new IdColumn.Texts(customers), epochDays, null, ZoneOffset.UTC);
  }

  /**
   * Orders by second, of customers whose ids are whole numbers.
   *
   * @param customers ids by row; 42 is the customer {@code "42"}
   * @param epochSeconds moments by row, in seconds since 1970-01-01T00:00:00Z
   * @param zone whose local days count
   * @return orders without amounts
   * @throws IllegalArgumentException if the lengths differ
   */
  public static OrderArrays of(int[] customers, long[] epochSeconds, ZoneId zone) {
    return of(new IdColumn.Ints(customers), NO_DAYS, epochSeconds, zone);
  }

  /**
   * Orders by second, of customers whose ids are whole numbers.
   *
   * @param customers ids by row; 42 is the customer {@code "42"}
   * @param epochSeconds moments by row, in seconds since 1970-01-01T00:00:00Z
   * @param zone whose local days count
   * @return orders without amounts
   * @throws IllegalArgumentException if the lengths differ
   */
  public static OrderArrays of(long[] customers, long[] epochSeconds, ZoneId zone) {
    return of(new IdColumn.Longs(customers), NO_DAYS, epochSeconds, zone);
  }

  /**
   * Orders by second, of customers whose ids are texts.
   *
   * @param customers ids by row, none blank
   * @param epochSeconds moments by row, in seconds since 1970-01-01T00:00:00Z
   * @param zone whose local days count
   * @return orders without amounts
   * @throws IllegalArgumentException if the lengths differ
   */
  public static OrderArrays of(String[] customers, long[] epochSeconds, ZoneId zone) {
    return of(new IdColumn.Texts(customers), NO_DAYS, epochSeconds, zone);
  }

  private static OrderArrays of(
      IdColumn customers, int[] days, long @Nullable [] seconds, ZoneId zone) {
    Objects.requireNonNull(zone, "zone must not be null");
    if (seconds == null) {
      requireRows("days", days.length, customers.rows());
    } else {
      requireRows("moments", seconds.length, customers.rows());
    }
    return new OrderArrays(customers, days, seconds, null, null, zone);
  }

  /**
   * The same orders with amounts.
   *
   * @param minorUnits amounts by row, none negative
   * @param newCurrency the one currency of all; {@link Money#UNSTATED} if the data name none
   * @return new orders
   * @throws IllegalArgumentException if there is not one amount for each order
   */
  public OrderArrays withAmounts(long[] minorUnits, Currency newCurrency) {
    Money.scale(newCurrency);
    requireRows("amounts", minorUnits.length, size());
    return new OrderArrays(customers, days, seconds, minorUnits, newCurrency, zone);
  }

  /**
   * The same orders, whose days are those of a zone; moments are not moved.
   *
   * @param newZone the zone of the days
   * @return new orders
   * @throws IllegalStateException if the orders have moments, whose zone is stated with them
   */
  public OrderArrays withZone(ZoneId newZone) {
    Objects.requireNonNull(newZone, "zone must not be null");
    if (seconds != null) {
      throw new IllegalStateException("moments must be given together with their zone");
    }
    return new OrderArrays(customers, days, seconds, minorUnits, currency, newZone);
  }

  /**
   * The number of orders.
   *
   * @return 0 or more
   */
  public int size() {
    return seconds == null ? days.length : seconds.length;
  }

  private static void requireRows(String what, int found, int rows) {
    if (found != rows) {
      throw new IllegalArgumentException(
          "columns must have the same length, but had "
              + rows
              + " customers and "
              + found
              + " "
              + what);
    }
  }

  /** The first and last day, or moment, of some rows. */
  Range timesOf(int from, int to) {
    return seconds == null ? Range.of(days, from, to) : Range.of(seconds, from, to);
  }

  /**
   * The days, found one by one where there are moments.
   *
   * @throws IllegalArgumentException if a row breaks a rule by its moment
   */
  int[] localDays() {
    if (seconds == null) {
      return days;
    }
    LocalDays localDays = new LocalDays(zone);
    Range times = times();
    int[] local = new int[seconds.length];
    for (int row = 0; row < local.length; row++) {
      if (!times.has(seconds[row])) {
        throw firstError();
      }
      local[row] = (int) localDays.of(seconds[row]);
    }
    return local;
  }

  /** The first and last day, or moment, that an order may have. */
  Range times() {
    return seconds == null
        ? new Range(OrderColumns.FIRST_DAY, OrderColumns.LAST_DAY)
        : new Range(startOf(OrderColumns.FIRST_DAY), startOf(OrderColumns.LAST_DAY + 1) - 1);
  }

  private long startOf(int day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond();
  }

  /** What is wrong with the first row that breaks a rule, when one does. */
  IllegalArgumentException firstError() {
    for (int row = 0; row < size(); row++) {
      try {
        OrderColumns.checkDay(
            seconds == null ? LocalDate.ofEpochDay(days[row]) : dateOf(seconds[row]), "day");
        if (minorUnits != null && currency != null && minorUnits[row] < 0) {
          throw new IllegalArgumentException(
              "amount must not be negative, but was " + Money.ofMinor(minorUnits[row], currency));
        }
      } catch (IllegalArgumentException e) {
        return new IllegalArgumentException("row " + row + ": " + e.getMessage(), e);
      }
    }
    throw new IllegalStateException("a row must break a rule");
  }

  /** The local day of any moment, those millions of years away being moved nearer. */
  private LocalDate dateOf(long second) {
    long near = Math.max(-FARTHEST, Math.min(second, FARTHEST));
    return Instant.ofEpochSecond(near)
        .atOffset(ZoneOffset.UTC)
        .atZoneSameInstant(zone)
        .toLocalDate();
  }
}
