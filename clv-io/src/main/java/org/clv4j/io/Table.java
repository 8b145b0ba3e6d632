package org.clv4j.io;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
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
 */
public final class Table {
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
}
