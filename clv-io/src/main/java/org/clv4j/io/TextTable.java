package org.clv4j.io;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Columns as wide as their widest cell; numbers to the right, all else to the left. */
final class TextTable {
  /** A preview cuts longer texts. */
  static final int WIDEST = 40;

  private static final int GAP = 2;
  private static final int DECIMALS = 2;

  /** Of the number in the middle of a previewed column. */
  private static final int DIGITS = 4;

  private static final int MOST_DECIMALS = 6;

  private final Table table;
  private final int[] decimals;
  private final int widest;
  private final int[] width;
  private final boolean[] right;

  private TextTable(Table table, int[] rows, int[] decimals, int widest) {
    List<String> names = table.names();
    this.table = table;
    this.decimals = decimals;
    this.widest = widest;
    this.width = new int[names.size()];
    this.right = new boolean[names.size()];
    for (int column = 0; column < width.length; column++) {
      width[column] = names.get(column).length();
      for (int row : rows) {
        width[column] = Math.max(width[column], text(row, column).length());
        right[column] |= table.cell(row, column) instanceof Number;
      }
    }
  }

  static void write(Table table, Writer out) throws IOException {
    int[] rows = IntStream.range(0, table.rows()).toArray();
    int[] decimals = new int[table.names().size()];
    Arrays.fill(decimals, DECIMALS);
    TextTable text = new TextTable(table, rows, decimals, Integer.MAX_VALUE);
    text.writeLine(out, table.names());
    for (int row : rows) {
      text.writeRow(out, row);
    }
  }

  /** The table without its last line break; of a long one the first and the last rows. */
  static String preview(Table table) {
    boolean whole = table.rows() <= Table.WHOLE;
    int edge = Table.EDGE;
    int[] rows =
        whole
            ? IntStream.range(0, table.rows()).toArray()
            : IntStream.concat(
                    IntStream.range(0, edge), IntStream.range(table.rows() - edge, table.rows()))
                .toArray();
    int[] decimals =
        IntStream.range(0, table.names().size())
            .map(column -> decimals(table, rows, column))
            .toArray();
    TextTable text = new TextTable(table, rows, decimals, WIDEST);
    StringWriter out = new StringWriter();
    try {
      text.writeLine(out, table.names());
      for (int i = 0; i < rows.length; i++) {
        if (!whole && i == edge) {
          String more = String.format(Locale.ROOT, "%,d", table.rows() - rows.length);
          out.write("… " + more.replace(',', ' ') + " more rows\n");
        }
        text.writeRow(out, rows[i]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString().stripTrailing();
  }

  /** Four digits of the number in the middle of a column, zeros apart. */
  private static int decimals(Table table, int[] rows, int column) {
    double[] sizes =
        IntStream.of(rows)
            .mapToObj(row -> table.cell(row, column))
            .mapToDouble(cell -> cell instanceof Double number ? Math.abs(number) : 0)
            .filter(size -> size > 0)
            .sorted()
            .toArray();
    if (sizes.length == 0) {
      return DECIMALS;
    }
    int before = (int) Math.floor(Math.log10(sizes[(sizes.length - 1) / 2])) + 1;
    return Math.max(DECIMALS, Math.min(MOST_DECIMALS, DIGITS - before));
  }

  private void writeRow(Writer out, int row) throws IOException {
    writeLine(out, IntStream.range(0, width.length).mapToObj(at -> text(row, at)).toList());
  }

  private void writeLine(Writer out, List<String> cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < width.length; column++) {
      String padding = " ".repeat(width[column] - cells.get(column).length());
      line.append(right[column] ? padding + cells.get(column) : cells.get(column) + padding);
      line.append(" ".repeat(GAP));
    }
    out.write(line.toString().stripTrailing());
    out.write('\n');
  }

  private String text(int row, int column) {
    String text = text(table.cell(row, column), decimals[column]);
    return text.length() <= widest ? text : text.substring(0, widest - 1) + "…";
  }

  private static String text(@Nullable Object cell, int decimals) {
    if (cell instanceof Double number) {
      return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }
    // A terminal obeys control characters.
    return TableFormat.plain(cell).replaceAll("\\p{Cntrl}", "?");
  }
}
