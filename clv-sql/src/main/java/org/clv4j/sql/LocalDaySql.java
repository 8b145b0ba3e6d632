package org.clv4j.sql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.clv4j.core.internal.OrderColumns;

/**
 * The local day of a date or moment in SQL.
 *
 * <p>The offsets of a zone are written out as the JDK knows them, as a tree of comparisons, so that
 * the database's own rules of zones, which may be of another year, decide nothing.
 */
final class LocalDaySql {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final String FIRST = "'" + LocalDate.ofEpochDay(OrderColumns.FIRST_DAY) + "'";
  private static final String END = "'" + LocalDate.ofEpochDay(OrderColumns.LAST_DAY + 1) + "'";

  private final Dialect dialect;
  private final ZoneRules rules;

  LocalDaySql(Dialect dialect, ZoneId zone) {
    this.dialect = dialect;
    this.rules = zone.getRules();
  }

  /** What {@link #day} makes a day of: the time itself, or a moment in UTC without a zone. */
  String time(ColumnKind kind, String column) {
    if (kind != ColumnKind.INSTANT) {
      return column;
    }
    return dialect == Dialect.POSTGRESQL
        ? "(" + column + " AT TIME ZONE 'UTC')"
        : "CASE WHEN isfinite(" + column + ") THEN make_timestamp(epoch_us(" + column + ")) END";
  }

  /** The local time of what {@link #time} gave. */
  String local(ColumnKind kind, String time) {
    return kind == ColumnKind.INSTANT ? "(" + time + " + " + offset(time) + ")" : time;
  }

  /** The epoch day of a local date or time; NULL outside of the days that orders may have. */
  String day(ColumnKind kind, String local) {
    String type = kind == ColumnKind.DATE ? "DATE " : "TIMESTAMP ";
    String date = kind == ColumnKind.DATE ? local : "CAST(" + local + " AS DATE)";
    return "CASE WHEN "
        + local
        + " >= "
        + type
        + FIRST
        + " AND "
        + local
        + " < "
        + type
        + END
        + " THEN CAST("
        + date
        + " - DATE '1970-01-01' AS INTEGER) END";
  }

  private String offset(String time) {
    Instant from =
        LocalDate.ofEpochDay(OrderColumns.FIRST_DAY - 2L).atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant to =
        LocalDate.ofEpochDay(OrderColumns.LAST_DAY + 2L).atStartOfDay().toInstant(ZoneOffset.UTC);
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(from);
    while (next != null && next.getInstant().isBefore(to)) {
      transitions.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return tree(transitions, rules.getOffset(from), time);
  }

  /** The offset before the first of some transitions, or after one of them. */
  private static String tree(
      List<ZoneOffsetTransition> transitions, ZoneOffset before, String time) {
    if (transitions.isEmpty()) {
      return "INTERVAL '" + before.getTotalSeconds() + " seconds'";
    }
    int middle = transitions.size() / 2;
    ZoneOffsetTransition split = transitions.get(middle);
    LocalDateTime utc = LocalDateTime.ofInstant(split.getInstant(), ZoneOffset.UTC);
    return "CASE WHEN "
        + time
        + " < TIMESTAMP '"
        + SECONDS.format(utc)
        + "' THEN "
        + tree(transitions.subList(0, middle), before, time)
        + " ELSE "
        + tree(transitions.subList(middle + 1, transitions.size()), split.getOffsetAfter(), time)
        + " END";
  }
}
