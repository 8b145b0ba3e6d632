package org.clv4j.sql;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Where in a database the orders are: in a table or in the rows of a query. */
public final class OrderQuery {
  private final List<String> table;
  private final String sql;

  private OrderQuery(List<String> table, String sql) {
    this.table = table;
    this.sql = sql;
  }

  /**
   * A query. It is handed to the database as it stands: whoever writes it may do there what the
   * user of the connection may do.
   *
   * @param sql one SELECT
   * @return the query
   * @throws IllegalArgumentException if it is blank
   */
  public static OrderQuery sql(String sql) {
    String text = sql.strip();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).strip();
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("query must not be blank");
    }
    return new OrderQuery(List.of(), text);
  }

  /**
   * A table or view. Its name is quoted, so any characters will do and upper and lower case count.
   *
   * @param name its name, after those of catalog and schema if they are needed
   * @return a query for the columns that are wanted of it
   * @throws IllegalArgumentException if a name is empty or holds a NUL character
   */
  public static OrderQuery table(String... name) {
    if (name.length == 0) {
      throw new IllegalArgumentException("table must have a name");
    }
    Arrays.stream(name).forEach(SqlText::requireName);
    return new OrderQuery(List.of(name), "");
  }

  boolean isTable() {
    return !table.isEmpty();
  }

  /** How errors call it. */
  String name() {
    return isTable() ? String.join(".", table) : "query";
  }

  /** The SQL of a query. */
  String sql() {
    return sql;
  }

  /** What stands behind FROM; a comment at the end of a query must not swallow the bracket. */
  String from(SqlText text) {
    return isTable()
        ? table.stream().map(text::identifier).collect(Collectors.joining("."))
        : "(\n" + sql + "\n) AS clv_orders";
  }

  /** For example {@code shop.orders}, or {@code query}. */
  @Override
  public String toString() {
    return name();
  }
}
