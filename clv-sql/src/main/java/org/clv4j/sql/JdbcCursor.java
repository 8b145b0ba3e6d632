package org.clv4j.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a JDBC result; the value of a column is fetched when it is asked whether it is null. */
final class JdbcCursor implements RowCursor {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final ResultSet rows;
  private final ColumnKind[] kinds;
  private final int[] positions;
  private final long[] longs;
  private final double[] doubles;
  private final @Nullable Object[] objects;

  /**
   * Rows with some of their columns.
   *
   * @param positions where each column stands in the result, from 0
   */
  JdbcCursor(ResultSet rows, List<SourceColumn> columns, int[] positions) {
    this.rows = rows;
    this.positions = positions;
    this.kinds = columns.stream().map(SourceColumn::kind).toArray(ColumnKind[]::new);
    this.longs = new long[kinds.length];
    this.doubles = new double[kinds.length];
    this.objects = new @Nullable Object[kinds.length];
  }

  @Override
  public boolean next() throws SQLException {
    return rows.next();
  }

  @Override
  public boolean isNull(int column) throws SQLException {
    int at = positions[column] + 1;
    switch (kinds[column]) {
      case WHOLE -> longs[column] = rows.getLong(at);
      case DOUBLE -> doubles[column] = rows.getDouble(at);
      case DECIMAL -> objects[column] = rows.getBigDecimal(at);
      case DATE -> longs[column] = micros(rows.getObject(at, LocalDate.class));
      case TIMESTAMP -> longs[column] = micros(rows.getObject(at, LocalDateTime.class));
      case INSTANT -> longs[column] = micros(rows.getObject(at, OffsetDateTime.class));
      case BOOLEAN -> objects[column] = Boolean.toString(rows.getBoolean(at));
      default -> objects[column] = rows.getString(at);
    }
    return rows.wasNull();
  }

  private static long micros(@Nullable LocalDate day) {
    return day == null ? 0 : micros(day.toEpochDay() * 86_400L, 0);
  }

  private static long micros(@Nullable LocalDateTime time) {
    return micros(time == null ? null : time.atOffset(ZoneOffset.UTC));
  }

  private static long micros(@Nullable OffsetDateTime time) {
    return time == null ? 0 : micros(time.toEpochSecond(), time.getNano());
  }

  private static long micros(long second, int nano) {
    if (Math.abs(second) > Long.MAX_VALUE / MICROS_PER_SECOND - 1) {
      return second > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    return second * MICROS_PER_SECOND + nano / 1000;
  }

  @Override
  public long whole(int column) {
    return longs[column];
  }

  @Override
  public BigDecimal decimal(int column) {
    return (BigDecimal) fetched(column);
  }

  @Override
  public double floating(int column) {
    return doubles[column];
  }

  @Override
  public String text(int column) {
    return (String) fetched(column);
  }

  private Object fetched(int column) {
    Object value = objects[column];
    if (value == null) {
      throw new IllegalStateException("column " + column + " must not be null here");
    }
    return value;
  }

  @Override
  public long micros(int column) {
    return longs[column];
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
