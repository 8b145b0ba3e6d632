package org.clv4j.segments.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * How the customers changed between two dates, column by column: what RFM scores and models look
 * at.
 *
 * <p>The columns are {@code days_since_last_order} and {@code orders}, {@code spend} and {@code
 * mean_order_value} in major units where there are amounts, and x, t<sub>x</sub> and T of the
 * models as {@code frequency}, {@code recency_days} and {@code age_days}.
 *
 * <p>{@link #of} counts all customers of a date, so that the later date has those of the earlier
 * one too: they are not independent samples, and as the shop gets older so do ages and all that
 * grows with them. It says what a model that scores all of them looks at. {@link #ofNew} holds like
 * against like: the customers of the last so many days before either date. In a shop where nothing
 * changes they stay the same.
 *
 * @param columns in that order
 */
public record CustomerDrift(List<ColumnDrift> columns) {
  private static final String WHOLE_HISTORY = "whole history";
  private static final String AGE = "age_days";

  /** Takes a copy of the columns. */
  public CustomerDrift {
    columns = List.copyOf(columns);
  }

  /**
   * What changed, under the usual options.
   *
   * @param from the customers on the first date, whose bins are frozen
   * @param to the customers on the second
   * @return the columns
   * @throws IllegalArgumentException if the dates are not in order or currency, zone, policy or
   *     purchase period differ
   */
  public static CustomerDrift of(CustomerBase from, CustomerBase to) {
    return of(from, to, DriftOptions.DEFAULT);
  }

  /**
   * What changed.
   *
   * @param from the customers on the first date, whose bins are frozen
   * @param to the customers on the second
   * @param options bins, thresholds, quantiles
   * @return the columns
   * @throws IllegalArgumentException if the dates are not in order or currency, zone, policy or
   *     purchase period differ
   */
  public static CustomerDrift of(CustomerBase from, CustomerBase to, DriftOptions options) {
    return of(from, to, Integer.MAX_VALUE, WHOLE_HISTORY, options);
  }

  /**
   * What changed about new customers: on each date those whose first order came in the last days.
   *
   * @param from the customers on the first date, whose bins are frozen
   * @param to the customers on the second
   * @param days how many, to the end of the date; at least 1
   * @param options bins, thresholds, quantiles
   * @return the columns
   * @throws IllegalArgumentException if the dates are not in order, currency, zone, policy or
   *     purchase period differ, or the days are fewer than 1
   */
  public static CustomerDrift ofNew(
      CustomerBase from, CustomerBase to, int days, DriftOptions options) {
    Check.inRange(days, 1, Integer.MAX_VALUE, "days");
    return of(from, to, days, "customers of the last " + days + " days", options);
  }

  private static CustomerDrift of(
      CustomerBase from, CustomerBase to, int days, String window, DriftOptions options) {
    Scope first = Scope.of(from, window);
    Scope second = Scope.of(to, window);
    if (first.asOf().isAfter(second.asOf())) {
      throw new IllegalArgumentException(
          "the first date must not be after the second, "
              + second.asOf()
              + ", but was "
              + first.asOf());
    }
    requireSame("currency", first.currency(), second.currency());
    requireSame("zone", first.zone(), second.zone());
    requireSame("policy", first.policy(), second.policy());
    requireSame("purchase period", from.purchasePeriod(), to.purchasePeriod());
    int[] rowsBefore = newest(from, days);
    int[] rowsAfter = newest(to, days);
    Map<String, IntToDoubleFunction> now = columns(to);
    List<ColumnDrift> columns = new ArrayList<>();
    columns(from)
        .forEach(
            (name, before) -> {
              IntToDoubleFunction after = Objects.requireNonNull(now.get(name));
              columns.add(
                  DriftBaseline.of(first, name, values(rowsBefore, before), options)
                      .against(second, values(rowsAfter, after)));
            });
    return new CustomerDrift(columns);
  }

  private static int[] newest(CustomerBase base, int days) {
    long since = base.asOf().toEpochDay() - days;
    return IntStream.range(0, base.size()).filter(row -> base.firstOrderDay(row) > since).toArray();
  }

  private static void requireSame(String what, @Nullable Object first, @Nullable Object second) {
    if (!Objects.equals(first, second)) {
      throw new IllegalArgumentException(
          what + " must be the same on both dates, but was " + first + " and " + second);
    }
  }

  private static double[] values(int[] rows, IntToDoubleFunction column) {
    return Arrays.stream(rows).mapToDouble(column).toArray();
  }

  private static Map<String, IntToDoubleFunction> columns(CustomerBase base) {
    Map<String, IntToDoubleFunction> columns = new LinkedHashMap<>();
    columns.put("days_since_last_order", base::daysSinceLastOrder);
    columns.put("orders", base::orders);
    if (base.hasAmounts()) {
      columns.put("spend", row -> Money.majorUnits((double) base.spendMinor(row), base.currency()));
      columns.put("mean_order_value", base::meanOrderValue);
    }
    columns.put("frequency", base::frequency);
    columns.put("recency_days", base::recencyDays);
    columns.put(AGE, base::ageDays);
    return columns;
  }

  /**
   * A column.
   *
   * @param name its name
   * @return how it changed
   * @throws IllegalArgumentException if there is no such column
   */
  public ColumnDrift column(String name) {
    return columns.stream()
        .filter(column -> column.column().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "column must be one of "
                        + columns.stream().map(ColumnDrift::column).toList()
                        + ", but was "
                        + name));
  }

  /**
   * The columns that may raise an alert: all but {@code age_days}, which rises by itself.
   *
   * @return in their order
   */
  public List<ColumnDrift> watched() {
    return columns.stream().filter(column -> !column.column().equals(AGE)).toList();
  }

  /**
   * The columns that raise an alert.
   *
   * @return those of {@link #watched} in their order; none if nothing changed much
   */
  public List<ColumnDrift> alerts() {
    return watched().stream()
        .filter(column -> column.level().filter(DriftLevel.ALERT::equals).isPresent())
        .toList();
  }

  /** A line per column. */
  @Override
  public String toString() {
    return String.join("\n", columns.stream().map(ColumnDrift::toString).toList());
  }
}
