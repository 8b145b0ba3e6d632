package org.clv4j.io;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Columns as wide as their widest cell; numbers to the right, all else to the left. */
final class TextTable {
  private static final int GAP = 2;

  private TextTable() {}

  static void write(Table table, Writer out) throws IOException {
    List<String> names = table.names();
    int[] width = new int[names.size()];
    boolean[] right = new boolean[names.size()];
    for (int column = 0; column < width.length; column++) {
      width[column] = names.get(column).length();
      for (int row = 0; row < table.rows(); row++) {
        Object cell = table.cell(row, column);
        width[column] = Math.max(width[column], text(cell).length());
        right[column] |= cell instanceof Number;
      }
    }
    writeLine(out, names, width, right);
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      writeLine(
          out,
          java.util.stream.IntStream.range(0, width.length)
              .mapToObj(column -> text(table.cell(at, column)))
              .toList(),
          width,
          right);
    }
  }

  private static void writeLine(Writer out, List<String> cells, int[] width, boolean[] right)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < width.length; column++) {
      String padding = " ".repeat(width[column] - cells.get(column).length());
      line.append(right[column] ? padding + cells.get(column) : cells.get(column) + padding);
      line.append(" ".repeat(GAP));
    }
    out.write(line.toString().stripTrailing());
    out.write('\n');
  }

  private static String text(@Nullable Object cell) {
    if (cell instanceof Double number) {
      return String.format(Locale.ROOT, "%.2f", number);
    }
    // A terminal obeys control characters.
    return TableFormat.plain(cell).replaceAll("\\p{Cntrl}", "?");
  }
}
