package org.clv4j.io;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a file of orders that cannot be read, and why.
 *
 * @param source the name of the file
 * @param line the line where the row begins, from 1; 0 where no line is to blame
 * @param column the column's name in the file, or null where the row as a whole is to blame
 * @param value what stands there, shortened and with control characters made visible; null without
 *     a column
 * @param reason the rule that is broken, fit to follow the value
 */
public record BadRow(
    String source, long line, @Nullable String column, @Nullable String value, String reason)
    implements Serializable {

  private static final int LONGEST_VALUE = 60;

  /** Checks that there is a source and a reason, and makes the value fit to print. */
  public BadRow {
    Objects.requireNonNull(source, "source must not be null");
    Objects.requireNonNull(reason, "reason must not be null");
    column = column == null ? null : printable(column);
    value = value == null ? null : printable(value);
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    int end = Math.min(text.length(), LONGEST_VALUE);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return end < text.length() ? out + "…" : out.toString();
  }

  /** For example {@code orders.csv:1042 "12,5O"}. */
  String place() {
    return source + (line > 0 ? ":" + line : "") + (value == null ? "" : " \"" + value + "\"");
  }

  /** For example {@code orders.csv:1042: amount "12,5O" is not a number}. */
  @Override
  public String toString() {
    return source
        + (line > 0 ? ":" + line : "")
        + ": "
        + (column == null ? "" : column + " ")
        + (value == null ? "" : "\"" + value + "\" ")
        + reason;
  }
}
