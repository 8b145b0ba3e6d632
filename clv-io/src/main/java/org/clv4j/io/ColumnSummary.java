package org.clv4j.io;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a column holds. */
final class ColumnSummary {
  private final String name;
  private final int values;

  /** In ascending order; empty unless all values are numbers. */
  private final double[] numbers;

  /** Of numbers and days. */
  private final @Nullable Object least;

  private final @Nullable Object largest;

  private ColumnSummary(
      String name, int values, double[] numbers, @Nullable Object least, @Nullable Object largest) {
    this.name = name;
    this.values = values;
    this.numbers = numbers;
    this.least = least;
    this.largest = largest;
  }

  static Table of(Table table) {
    List<ColumnSummary> columns = new ArrayList<>();
    for (int column = 0; column < table.names().size(); column++) {
      columns.add(of(table, column));
    }
    return new Table(columns.size())
        .with("column", row -> columns.get(row).name)
        .with("values", row -> columns.get(row).values)
        .with("mean", row -> columns.get(row).mean())
        .with("min", row -> columns.get(row).least)
        .with("q25", row -> columns.get(row).quantile(0.25))
        .with("median", row -> columns.get(row).quantile(0.5))
        .with("q75", row -> columns.get(row).quantile(0.75))
        .with("max", row -> columns.get(row).largest);
  }

  private static ColumnSummary of(Table table, int column) {
    String name = table.names().get(column);
    double[] numbers = new double[table.rows()];
    int size = 0;
    int values = 0;
    LocalDate first = LocalDate.MAX;
    LocalDate last = LocalDate.MIN;
    for (int row = 0; row < table.rows(); row++) {
      Object cell = table.cell(row, column);
      values += cell == null ? 0 : 1;
      if (cell instanceof Number number) {
        numbers[size++] = number.doubleValue();
      } else if (cell instanceof LocalDate day) {
        first = day.isBefore(first) ? day : first;
        last = day.isAfter(last) ? day : last;
      }
    }
    if (values > 0 && size == values) {
      double[] ascending = Arrays.copyOf(numbers, size);
      Arrays.sort(ascending);
      return new ColumnSummary(name, values, ascending, ascending[0], ascending[size - 1]);
    }
    boolean days = !last.isBefore(first);
    return new ColumnSummary(name, values, new double[0], days ? first : null, days ? last : null);
  }

  private @Nullable Double mean() {
    double mean = Arrays.stream(numbers).average().orElse(0);
    return numbers.length == 0 ? null : (Double) mean;
  }

  private @Nullable Double quantile(double level) {
    if (numbers.length == 0) {
      return null;
    }
    double place = (numbers.length - 1) * level;
    int rank = (int) place;
    double low = numbers[rank];
    double high = numbers[Math.min(rank + 1, numbers.length - 1)];
    return low + (place - rank) * (high - low);
  }
}
