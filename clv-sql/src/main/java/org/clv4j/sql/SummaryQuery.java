package org.clv4j.sql;

import java.time.DayOfWeek;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clv4j.core.customer.PurchasePeriod;
import org.clv4j.core.internal.LogSum;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * The query by which a database makes one row per customer: orders, first and last day, frequency,
 * recency, spend, repeat spend, orders of 0 and, if asked for, litt.
 *
 * <p>From the inside out: the wanted columns; day and minor units of each, NULL where they break a
 * rule; the purchases of each customer by period; the customers. Bad rows and those after the as-of
 * day come as the customer NULL; another query says what is bad.
 *
 * @param sources where the orders are
 * @param currency of the amounts; null if there are none
 * @param lastDay the last epoch day that counts, or null for all
 * @param strips whether spaces around ids are taken off, which costs time
 * @param lastSpace the last space that the database knows; it cannot take off others
 * @param longestGap the days from one purchase to the next for which logs are wanted, or 0
 */
record SummaryQuery(
    Dialect dialect,
    List<Source> sources,
    OrderMapping mapping,
    @Nullable Currency currency,
    PurchasePeriod period,
    @Nullable Integer lastDay,
    boolean strips,
    int lastSpace,
    int longestGap) {

  /**
   * What stands behind FROM, and its columns.
   *
   * @param from SQL
   * @param columns the wanted ones
   */
  record Source(String from, OrderSourceColumns columns) {}

  /** The parts of an order, by which a bad one is named. */
  enum Part {
    CUSTOMER,
    TIME,
    CURRENCY,
    AMOUNT
  }

  /** Between the number of a source, that of a part, and the value. */
  static final char BEFORE_VALUE = ':';

  /** The last character that {@link String#strip} takes off. */
  static final int LAST_SPACE = 0x3000;

  private static final String MOST = "9223372036854775807";

  /** The columns of the result. */
  static List<SourceColumn> columns(boolean numberIds) {
    return List.of(
        column("customer", numberIds ? ColumnKind.WHOLE : ColumnKind.TEXT),
        column("orders", ColumnKind.WHOLE),
        column("first_day", ColumnKind.WHOLE),
        column("last_day", ColumnKind.WHOLE),
        column("frequency", ColumnKind.WHOLE),
        column("recency", ColumnKind.WHOLE),
        column("spend", ColumnKind.WHOLE),
        column("repeat_spend", ColumnKind.WHOLE),
        column("zero_amounts", ColumnKind.WHOLE),
        column("bad_orders", ColumnKind.WHOLE),
        column("litt", ColumnKind.WHOLE));
  }

  private static SourceColumn column(String name, ColumnKind kind) {
    return new SourceColumn(name, kind, "", 0, 0);
  }

  /** Whether all ids are whole numbers; if not, all are texts. */
  boolean hasNumberIds() {
    return sources.stream()
        .allMatch(source -> kind(source, source.columns().customer()) == ColumnKind.WHOLE);
  }

  /** The query. */
  String sql() {
    boolean byDay = period.equals(PurchasePeriod.DAY);
    return "WITH orders AS ("
        + orders(false)
        + "), purchases AS (SELECT customer, "
        + (byDay ? "day, day AS last_day" : "min(day) AS day, max(day) AS last_day")
        + ", count(*) AS orders"
        + (currency == null ? "" : ", sum(amount) AS spend, " + zeros() + " AS zeros")
        + " FROM orders GROUP BY customer, "
        + period("day")
        + ")"
        + (longestGap > 0 ? gaps() : "")
        + " SELECT customer, CAST(sum(orders) AS BIGINT), CAST(min(day) AS BIGINT),"
        + " CAST(max(last_day) AS BIGINT), CAST(count(*) - 1 AS BIGINT),"
        + " CAST(max(day) - min(day) AS BIGINT), "
        + (currency == null
            ? "CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)"
            : fitting("sum(spend)")
                + ", "
                + fitting("sum(spend) - " + firstSpend())
                + ", CAST(sum(zeros) AS BIGINT)")
        + ", CAST(sum(CASE WHEN day IS NULL THEN orders ELSE 0 END) AS BIGINT), CAST("
        + (longestGap > 0 ? "coalesce(sum(gap_log), 0)" : "NULL")
        + " AS BIGINT) FROM "
        + (longestGap > 0 ? "gaps" : "purchases")
        + " GROUP BY customer";
  }

  private static String zeros() {
    return "count(CASE WHEN amount = 0 THEN 1 END)";
  }

  /** The query for the days from the first order to the last. */
  String extent() {
    return "SELECT CAST(max(day) - min(day) AS BIGINT) FROM (" + orders(false) + ") AS orders";
  }

  /** The query for one bad order: which part of it, and the value. */
  String problem() {
    return "SELECT min(problem) FROM (" + orders(true) + ") AS orders";
  }

  /**
   * Customer, day and minor units of all orders: without customer and day where they are bad,
   * without customer where they come too late; or what is bad in them.
   */
  private String orders(boolean problems) {
    return IntStream.range(0, sources.size())
        .mapToObj(number -> problems ? problems(number) : checked(sources.get(number)))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private String checked(Source source) {
    StringBuilder good = new StringBuilder("customer IS NOT NULL AND day IS NOT NULL");
    if (isStripped(source)) {
      good.append(" AND customer <> ''");
    }
    if (namesCurrency(source)) {
      good.append(" AND ").append(isCurrency());
    }
    if (currency != null) {
      good.append(" AND amount IS NOT NULL");
    }
    return "SELECT CASE WHEN "
        + good
        + (lastDay == null ? "" : " AND day <= " + lastDay)
        + " THEN customer END AS customer, CASE WHEN "
        + good
        + " THEN day END AS day, amount FROM ("
        + typed(source)
        + ") AS typed";
  }

  private boolean isStripped(Source source) {
    return strips && kind(source, source.columns().customer()) == ColumnKind.TEXT;
  }

  private boolean namesCurrency(Source source) {
    return source.columns().currency() >= 0 && currency != null;
  }

  /** Spaces are taken off only where there may be some, which costs time. */
  private String isCurrency() {
    String code = dialect.text("currency");
    String is = " = '" + currency + "'";
    return "(" + dialect.bytewise(code) + is + " OR " + dialect.bytewise(stripped(code)) + is + ")";
  }

  /** A text as {@link String#strip} leaves it. */
  private String stripped(String text) {
    String spaces =
        IntStream.rangeClosed(0, lastSpace)
            .filter(Character::isWhitespace)
            .mapToObj(c -> "chr(" + c + ")")
            .collect(Collectors.joining(" || "));
    return (dialect == Dialect.POSTGRESQL ? "btrim(" : "trim(") + text + ", " + spaces + ")";
  }

  /** What is bad in each order of a source, or NULL. */
  private String problems(int number) {
    Source source = sources.get(number);
    StringBuilder problem = new StringBuilder("SELECT CASE WHEN customer IS NULL");
    if (isStripped(source)) {
      problem.append(" OR customer = ''");
    }
    problem.append(" THEN ").append(problem(number, Part.CUSTOMER, "customer"));
    problem.append(" WHEN day IS NULL THEN ").append(problem(number, Part.TIME, "raw_time"));
    if (namesCurrency(source)) {
      problem
          .append(" WHEN currency IS NULL OR NOT ")
          .append(isCurrency())
          .append(" THEN ")
          .append(problem(number, Part.CURRENCY, "currency"));
    }
    if (currency != null) {
      problem
          .append(" WHEN amount IS NULL THEN ")
          .append(problem(number, Part.AMOUNT, "raw_amount"));
    }
    return problem + " END AS problem FROM (" + typed(source) + ") AS typed";
  }

  private static String problem(int source, Part part, String value) {
    return "'"
        + source
        + BEFORE_VALUE
        + part
        + BEFORE_VALUE
        + "' || coalesce(CAST("
        + value
        + " AS VARCHAR), 'NULL')";
  }

  /** Customer, day and minor units of a source, and what they were made of. */
  private String typed(Source source) {
    OrderSourceColumns columns = source.columns();
    LocalDaySql days = new LocalDaySql(dialect, mapping.zone());
    ColumnKind time = kind(source, columns.time());
    String select =
        "SELECT customer, raw_time, currency, raw_amount, "
            + days.day(time, "local_time")
            + " AS day, "
            + (currency == null ? "0" : amount(source, Money.scale(currency)))
            + " AS amount FROM (SELECT customer, raw_time, currency, raw_amount, "
            + days.local(time, "utc_time")
            + " AS local_time FROM (SELECT "
            + customer(source)
            + " AS customer, "
            + name(source, columns.time())
            + " AS raw_time, "
            + days.time(time, name(source, columns.time()))
            + " AS utc_time, "
            + (columns.currency() < 0 ? "''" : name(source, columns.currency()))
            + " AS currency, "
            + (columns.amount() < 0 ? "0" : name(source, columns.amount()))
            + " AS raw_amount FROM ";
    return select + source.from() + ") AS named) AS timed";
  }

  private String customer(Source source) {
    int at = source.columns().customer();
    String name = name(source, at);
    if (kind(source, at) == ColumnKind.WHOLE) {
      String number = "CAST(" + name + " AS BIGINT)";
      return hasNumberIds() ? number : dialect.bytewise(dialect.text(number));
    }
    String text = dialect.text(name);
    return dialect.bytewise(strips ? stripped(text) : text);
  }

  /** Minor units, NULL where the amount is none that {@link OrderValues} takes. */
  private String amount(Source source, int scale) {
    SourceColumn column = source.columns().columns().get(source.columns().amount());
    String power = Long.toString((long) Math.pow(10, scale));
    String raw = "raw_amount";
    switch (column.kind()) {
      case WHOLE -> {
        if (mapping.minorUnits()) {
          return "CASE WHEN raw_amount >= 0 THEN CAST(raw_amount AS BIGINT) END";
        }
        String minor = "CAST(raw_amount AS " + wide() + ") * " + power;
        return "CASE WHEN raw_amount >= 0 AND " + minor + " <= " + MOST + " THEN " + minor + " END";
      }
      case DOUBLE -> {
        String minor = "round(" + raw + " * " + power + ")";
        return "CASE WHEN raw_amount >= 0 AND raw_amount <= "
            + OrderValues.MOST_MINOR_UNITS_OF_A_DOUBLE
            + " AND "
            + minor
            + " <= "
            + OrderValues.MOST_MINOR_UNITS_OF_A_DOUBLE
            + " AND "
            + minor
            + " / "
            + power
            + " = raw_amount THEN CAST("
            + minor
            + " AS BIGINT) END";
      }
      default -> {
        return decimal(column, scale, power);
      }
    }
  }

  private String decimal(SourceColumn column, int scale, String power) {
    if (dialect == Dialect.POSTGRESQL) {
      String minor = "raw_amount * " + power;
      // NaN and the infinities are numbers too.
      return "CASE WHEN raw_amount >= 0 AND raw_amount <= "
          + MOST
          + " AND "
          + minor
          + " <= "
          + MOST
          + " AND "
          + minor
          + " = trunc("
          + minor
          + ") THEN "
          + minor
          + " END";
    }
    boolean integer = !column.typeName().startsWith("DECIMAL");
    int digits = integer ? 38 : column.precision() - column.scale();
    boolean small = digits + scale <= 18;
    int decimals = integer ? 0 : column.scale();
    // Casts round, so what is cut off must be nothing.
    String minor = "CAST(raw_amount * " + power + " AS " + (small ? "BIGINT)" : "HUGEINT)");
    String exact = decimals <= scale ? "" : " AND (raw_amount * " + power + ") % 1 = 0";
    String fits = small ? "" : " AND raw_amount <= " + MOST + " AND " + minor + " <= " + MOST;
    return "CASE WHEN raw_amount >= 0" + fits + exact + " THEN " + minor + " END";
  }

  private String wide() {
    return dialect == Dialect.POSTGRESQL ? "NUMERIC" : "HUGEINT";
  }

  private String period(String day) {
    if (period.equals(PurchasePeriod.DAY)) {
      return day;
    }
    if (period.equals(PurchasePeriod.MONTH)) {
      String date = "(DATE '1970-01-01' + " + day + ")";
      return "extract(year FROM " + date + ") * 12 + extract(month FROM " + date + ")";
    }
    // The same shift as PurchasePeriod.indexOf, and whole weeks that make it positive.
    int start = DayOfWeek.valueOf(period.toString().replace("week from ", "")).getValue();
    int shift = Math.floorMod(DayOfWeek.THURSDAY.getValue() - start, 7) + 7 * 10_000;
    return "(" + day + " + " + shift + (dialect == Dialect.DUCKDB ? ") // 7" : ") / 7");
  }

  /** Spend of the first purchase. */
  private String firstSpend() {
    return dialect == Dialect.DUCKDB
        ? "arg_min(spend, day)"
        : "(min(ARRAY[CAST(day AS NUMERIC), CAST(spend AS NUMERIC)]))[2]";
  }

  private static String fitting(String sum) {
    return "CASE WHEN " + sum + " <= " + MOST + " THEN CAST(" + sum + " AS BIGINT) END";
  }

  private String gaps() {
    String logs =
        IntStream.rangeClosed(1, longestGap)
            .mapToObj(days -> Long.toString(LogSum.ofDays(days)))
            .collect(Collectors.joining(","));
    String array =
        dialect == Dialect.DUCKDB
            ? "(CAST([" + logs + "] AS BIGINT[]))"
            : "(CAST('{" + logs + "}' AS BIGINT[]))";
    return ", gaps AS (SELECT purchases.*, "
        + array
        + "[CAST(day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS INTEGER)] AS gap_log"
        + " FROM purchases)";
  }

  private static ColumnKind kind(Source source, int column) {
    return source.columns().kind(column);
  }

  private static String name(Source source, int column) {
    return SqlText.standard().identifier(source.columns().columns().get(column).name());
  }
}
