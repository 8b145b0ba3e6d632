package org.clv4j.segments.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * How the customers changed between two dates, column by column: what RFM scores and models look
 * at.
 *
 * <p>The columns are {@code days_since_last_order} and {@code orders}, {@code spend} and {@code
 * mean_order_value} in major units where there are amounts, and x, t<sub>x</sub> and T of the
 * models as {@code frequency}, {@code recency_days} and {@code age_days}. All customers of a date
 * count, so that the later date has those of the earlier one too: they are not independent samples,
 * and ages rise by themselves.
 *
 * @param columns in that order
 */
public record CustomerDrift(List<ColumnDrift> columns) {
  private static final String WHOLE_HISTORY = "whole history";

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
    Scope first = Scope.of(from, WHOLE_HISTORY);
    Scope second = Scope.of(to, WHOLE_HISTORY);
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
    Map<String, IntToDoubleFunction> now = columns(to);
    List<ColumnDrift> columns = new ArrayList<>();
    columns(from)
        .forEach(
            (name, before) -> {
              IntToDoubleFunction after = Objects.requireNonNull(now.get(name));
              columns.add(
                  DriftBaseline.of(first, name, values(from, before), options)
                      .against(second, values(to, after)));
            });
    return new CustomerDrift(columns);
  }

  private static void requireSame(String what, @Nullable Object first, @Nullable Object second) {
    if (!Objects.equals(first, second)) {
      throw new IllegalArgumentException(
          what + " must be the same on both dates, but was " + first + " and " + second);
    }
  }

  private static double[] values(CustomerBase base, IntToDoubleFunction column) {
    double[] values = new double[base.size()];
    Arrays.setAll(values, column);
    return values;
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
    columns.put("age_days", base::ageDays);
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
   * The columns that raise an alert.
   *
   * @return in their order; none if nothing changed much
   */
  public List<ColumnDrift> alerts() {
    return columns.stream()
        .filter(column -> column.level().filter(DriftLevel.ALERT::equals).isPresent())
        .toList();
  }

  /** A line per column. */
  @Override
  public String toString() {
    return String.join("\n", columns.stream().map(ColumnDrift::toString).toList());
  }
}
