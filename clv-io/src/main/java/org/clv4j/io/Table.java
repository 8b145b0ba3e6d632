package org.clv4j.io;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.DoublePredicate;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Named columns whose cells are made while they are written.
 *
 * <p>A cell is a {@link String}, an {@link Integer} or {@link Long}, a finite {@link Double}, a
 * {@link BigDecimal}, a {@link LocalDate}, or null where there is no value.
 *
 * <pre>{@code
 * new Table(base.size())
 *     .with("customer_id", base::id)
 *     .with("orders", base::orders)
 *     .writeFile(Path.of("orders.csv"), TableFormat.CSV);
 * }</pre>
 *
 * <p>As a text it is aligned, numbers to the right, and cut: of more than 20 rows the first and the
 * last five, of a text the first 40 characters.
 */
public final class Table {
  /** So many rows are shown whole. */
  static final int WHOLE = 20;

  /** Of more, so many from the beginning and from the end. */
  static final int EDGE = 5;

  private final int rows;
  private final List<Column> columns;

  /** A name and its cells by row. */
  record Column(String name, IntFunction<? extends @Nullable Object> cell) {}

  /**
   * A table without columns.
   *
   * @param rows the number of rows, 0 or more
   */
  public Table(int rows) {
    this(rows, List.of());
  }

  private Table(int rows, List<Column> columns) {
    if (rows < 0) {
      throw new IllegalArgumentException("rows must not be negative, but was " + rows);
    }
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * This table with one more column on the right.
   *
   * @param name the column's name
   * @param cell gives the cell of a row, from 0 to rows - 1
   * @return a new table
   * @throws IllegalArgumentException if there is a column of that name
   */
  public Table with(String name, IntFunction<? extends @Nullable Object> cell) {
    if (names().contains(name)) {
      throw new IllegalArgumentException("column must be new, but \"" + name + "\" came again");
    }
    List<Column> more = new ArrayList<>(columns);
    more.add(new Column(Objects.requireNonNull(name, "name must not be null"), cell));
    return new Table(rows, List.copyOf(more));
  }

  /**
   * The names of the columns.
   *
   * @return from left to right
   */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * The number of rows.
   *
   * @return 0 or more
   */
  public int rows() {
    return rows;
  }

  /**
   * The cell of a row and column.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @param column from 0
   * @return the cell, null where there is no value
   * @throws IllegalArgumentException if the cell is of no kind above
   */
  public @Nullable Object cell(int row, int column) {
    Objects.checkIndex(row, rows);
    Column of = columns.get(column);
    Object cell = of.cell().apply(row);
    boolean known =
        cell == null
            || cell instanceof String
            || cell instanceof Integer
            || cell instanceof Long
            || cell instanceof BigDecimal
            || cell instanceof LocalDate
            || (cell instanceof Double number && Double.isFinite(number));
    if (!known) {
      throw new IllegalArgumentException(
          of.name()
              + " in row "
              + row
              + " must be a text, a finite number, a date or null, but was "
              + cell);
    }
    return cell;
  }

  /**
   * The first rows.
   *
   * @param number how many at most, 0 or more
   * @return a table of the same columns
   */
  public Table head(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("number of rows must not be negative, but was " + number);
    }
    return new Table(Math.min(number, rows), columns);
  }

  /**
   * Some of the columns.
   *
   * @param names theirs, in the order wanted
   * @return a table of the same rows
   * @throws IllegalArgumentException if there is no such column
   */
  public Table select(String... names) {
    return new Table(rows, Stream.of(names).map(this::column).toList());
  }

  private Column column(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "column must be one of " + names() + ", but was \"" + name + "\""));
  }

  /**
   * The rows whose number in a column is the largest.
   *
   * @param column its name; rows without a number in it come last
   * @param number how many at most, 0 or more
   * @return a table of the same columns, largest first; of equal numbers in the order of this table
   * @throws IllegalArgumentException if there is no such column, or it has other cells than numbers
   */
  public Table top(String column, int number) {
    return sorted(column).head(number);
  }

  private Table sorted(String column) {
    double[] numbers = numbers(column);
    return pick(
        IntStream.range(0, rows)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    row -> Double.isNaN(numbers[row]) ? Double.POSITIVE_INFINITY : -numbers[row]))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /**
   * The rows whose number in a column is as wanted.
   *
   * @param column its name
   * @param wanted tells of each number; rows without one are left out
   * @return a table of the same columns, in the order of this table
   * @throws IllegalArgumentException if there is no such column, or it has other cells than numbers
   */
  public Table where(String column, DoublePredicate wanted) {
    double[] numbers = numbers(column);
    return pick(
        IntStream.range(0, rows)
            .filter(row -> !Double.isNaN(numbers[row]) && wanted.test(numbers[row]))
            .toArray());
  }

  private Table pick(int[] picked) {
    return new Table(
        picked.length,
        columns.stream()
            .map(column -> new Column(column.name(), row -> column.cell().apply(picked[row])))
            .toList());
  }

  /** By row, NaN where there is no value. */
  private double[] numbers(String column) {
    int at = columns.indexOf(column(column));
    double[] numbers = new double[rows];
    for (int row = 0; row < rows; row++) {
      Object cell = cell(row, at);
      if (cell != null && !(cell instanceof Number)) {
        throw new IllegalArgumentException(
            column + " must hold numbers, but holds " + cell + " in row " + row);
      }
      numbers[row] = cell == null ? Double.NaN : ((Number) cell).doubleValue();
    }
    return numbers;
  }

  /**
   * What the columns hold.
   *
   * @return one row per column: its name, how many cells have a value, the least and the largest
   *     value, and of numbers the mean and the quartiles, which are of type 7 of Hyndman and Fan
   */
  public Table describe() {
    return ColumnSummary.of(this);
  }

  /**
   * Writes the table.
   *
   * @param out where to; flushed, not closed
   * @param format how
   * @throws IOException if writing fails
   */
  public void write(Writer out, TableFormat format) throws IOException {
    format.write(this, out);
    out.flush();
  }

  /**
   * Writes the table into a file, in UTF-8: the whole table, or the file stays as it was.
   *
   * @param file the file, made or replaced
   * @param format how
   * @throws IOException if writing fails
   */
  public void writeFile(Path file, TableFormat format) throws IOException {
    WholeFiles.write(
        file, out -> write(new OutputStreamWriter(out, StandardCharsets.UTF_8), format));
  }

  /**
   * Writes the table into a file as its name says: {@code .csv}, {@code .json} or {@code .txt}.
   *
   * @param file the file, made or replaced
   * @throws IOException if writing fails
   * @throws IllegalArgumentException if the name ends in none of these
   */
  public void save(String file) throws IOException {
    writeFile(Path.of(file), TableFormat.ofFile(file));
  }

  /** The table as it is shown: aligned and cut. */
  @Override
  public String toString() {
    return TextTable.preview(this);
  }
}
