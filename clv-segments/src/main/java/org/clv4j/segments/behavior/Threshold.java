package org.clv4j.segments.behavior;

import java.math.BigDecimal;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * With what a column is compared: a number, or one that the customers of the day make.
 *
 * @param kind how the number is made
 * @param level the number itself, or the level of the quantile or the share of the sum
 * @param column the column that is asked; null for the one that is compared, and for numbers
 */
public record Threshold(Kind kind, double level, @Nullable String column) {

  /** How the number is made. */
  public enum Kind {
    /** It is given. */
    NUMBER,
    /**
     * The quantile of the known values: with the n values in ascending order and h = (n - 1) level,
     * between those of rank floor(h) and floor(h) + 1, counted from 0, at the fraction of h (type 7
     * of Hyndman and Fan, 1996).
     */
    QUANTILE,
    /**
     * The least value of the smallest set, the greatest values first, whose sum reaches the share
     * of the sum of all; to within 1e-12 of it, because cents are no binary fractions.
     */
    COVER
  }

  /** Checks that the level fits the kind and the name can be one. */
  public Threshold {
    Objects.requireNonNull(kind, "kind must not be null");
    if (kind == Kind.NUMBER) {
      Check.finite(level, "threshold");
      level += 0.0;
      if (column != null) {
        throw new IllegalArgumentException(
            "column of a number must be missing, but was \"" + column + "\"");
      }
    } else {
      Check.inRange(level, 0, 1, kind == Kind.QUANTILE ? "level of a quantile" : "share to cover");
      level += 0.0;
    }
    if (column != null) {
      ColumnName.check(column);
    }
  }

  /**
   * A number.
   *
   * @param number finite
   * @return the threshold
   */
  public static Threshold of(double number) {
    return new Threshold(Kind.NUMBER, number, null);
  }

  /**
   * A quantile of the column that is compared.
   *
   * @param level from 0 to 1
   * @return the threshold
   */
  public static Threshold quantile(double level) {
    return new Threshold(Kind.QUANTILE, level, null);
  }

  /**
   * What the smallest set of customers that has a share of the sum of the column has at least.
   *
   * @param share from 0 to 1
   * @return the threshold
   */
  public static Threshold cover(double share) {
    return new Threshold(Kind.COVER, share, null);
  }

  /**
   * The same of another column.
   *
   * @param other its name
   * @return a new threshold
   * @throws IllegalArgumentException if this is a number
   */
  public Threshold ofColumn(String other) {
    return new Threshold(kind, level, other);
  }

  String columnFor(Rule.Condition condition) {
    return column == null ? condition.column() : column;
  }

  /** The text form, for example {@code 3}, {@code P90} or {@code P90(days_to_second_order)}. */
  @Override
  public String toString() {
    String percent =
        BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString();
    return switch (kind) {
          case NUMBER -> number(level);
          case QUANTILE -> "P" + percent;
          case COVER -> "COVER" + percent;
        }
        + (column == null ? "" : "(" + column + ")");
  }

  /** Without a point where it is whole, and without an exponent where it is not far from 1. */
  static String number(double number) {
    BigDecimal shortest = BigDecimal.valueOf(number).stripTrailingZeros();
    return Math.abs(shortest.scale()) <= 20 ? shortest.toPlainString() : shortest.toString();
  }
}
