package org.clv4j.core.customer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Objects;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * Orders that stand in arrays of yours: the fastest way to a {@link CustomerBase}, as nothing is
 * copied and no {@link org.clv4j.core.order.OrderLog} is made. A log of the same orders gives the
 * same base.
 *
 * <p>Days must lie between 1900-01-01 and 2199-12-31, amounts must not be negative and texts not
 * blank; {@link CustomerBase#of(OrderArrays, CustomerBase.Options)} checks it. The arrays must not
 * change before it has ended. It allocates, besides the base, 8 bytes an order for whole numbers
 * close together, 20 for others and 28 for texts at most.
 */
public final class OrderArrays {
  private static final int[] NO_DAYS = {};

  final Object customers;

  /** Empty where there are moments. */
  final int[] days;

  final long @Nullable [] seconds;
  final long @Nullable [] minorUnits;
  final @Nullable Currency currency;
  final ZoneId zone;

  private OrderArrays(
      Object customers,
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
    return of(customers, customers.length, epochDays, null, ZoneOffset.UTC);
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
    return of(customers, customers.length, epochDays, null, ZoneOffset.UTC);
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
    return of(customers, customers.length, epochDays, null, ZoneOffset.UTC);
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
    return of(customers, customers.length, NO_DAYS, epochSeconds, zone);
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
    return of(customers, customers.length, NO_DAYS, epochSeconds, zone);
  }

  private static OrderArrays of(
      Object customers, int rows, int[] days, long @Nullable [] seconds, ZoneId zone) {
    Objects.requireNonNull(zone, "zone must not be null");
    if (seconds == null) {
      requireRows("days", days.length, rows);
    } else {
      requireRows("moments", seconds.length, rows);
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
  ArrayRows.Range times(int from, int to) {
    return seconds == null
        ? ArrayRows.Range.of(days, from, to)
        : ArrayRows.Range.of(seconds, from, to);
  }

  /** The days, found one by one where there are moments. */
  int[] localDays() {
    if (seconds == null) {
      return days;
    }
    int[] local = new int[seconds.length];
    for (int row = 0; row < local.length; row++) {
      local[row] = (int) LocalDays.dateOf(seconds[row], zone).toEpochDay();
    }
    return local;
  }

  /** Whether orders may have been placed at such times. */
  boolean mayHaveTimes(long first, long last) {
    return seconds == null
        ? first >= OrderColumns.FIRST_DAY && last <= OrderColumns.LAST_DAY
        : LocalDays.mayHaveOrders(first, last, zone);
  }

  /** What is wrong with the first row that breaks a rule, when one does. */
  IllegalArgumentException firstError() {
    for (int row = 0; row < size(); row++) {
      try {
        LocalDate day =
            seconds == null
                ? LocalDate.ofEpochDay(days[row])
                : LocalDays.dateOf(seconds[row], zone);
        OrderColumns.checkDay(day, "day");
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
}
