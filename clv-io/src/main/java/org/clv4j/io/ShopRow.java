package org.clv4j.io;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of a shop's source by the roles of its columns, which remembers what was read last. */
final class ShopRow {
  private final ShopHeader header;
  private final long line;
  private final List<String> fields;
  private ShopColumn last = ShopColumn.CUSTOMER;

  ShopRow(ShopHeader header, long line, List<String> fields) {
    this.header = header;
    this.line = line;
    this.fields = fields;
  }

  long line() {
    return line;
  }

  int size() {
    return fields.size();
  }

  /** The field without the spaces around it, empty without such a column. */
  String text(ShopColumn role) {
    last = role;
    String text = header.has(role) ? fields.get(header.index(role)).strip() : "";
    if (text.indexOf('\0') >= 0) {
      throw new BadValue("must not hold a NUL character");
    }
    if (text.indexOf('\uFFFD') >= 0) {
      throw new BadValue("holds bytes that are no characters; state the charset with --charset");
    }
    return text;
  }

  String needed(ShopColumn role) {
    String text = text(role);
    if (text.isEmpty()) {
      throw new BadValue("must not be empty");
    }
    return text;
  }

  /** The row as a whole is to blame. */
  BadRow bad(@Nullable String reason) {
    return new BadRow(header.source(), line, null, null, String.valueOf(reason));
  }

  /** The field read last is to blame. */
  BadRow badField(String reason) {
    String value = fields.get(header.index(last)).strip();
    return new BadRow(header.source(), line, header.column(last), value, reason);
  }
}
