package org.clv4j.core.customer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Customers by row as whole numbers; where the first ones are the same, second ones decide. */
final class RowKeys {
  private static final long[] NONE = {};

  private final int @Nullable [] ints;
  private final long[] first;
  private final long[] second;

  private RowKeys(int @Nullable [] ints, long[] first, long[] second) {
    this.ints = ints;
    this.first = first;
    this.second = second;
  }

  static RowKeys of(int[] numbers) {
    return new RowKeys(numbers, NONE, NONE);
  }

  /**
   * Of one or two numbers a row.
   *
   * @param second empty if one number is enough
   */
  static RowKeys of(long[] first, long[] second) {
    return new RowKeys(null, first, second);
  }

  long first(int row) {
    return ints == null ? first[row] : ints[row];
  }

  long second(int row) {
    return second[row];
  }

  boolean haveSecond() {
    return second.length > 0;
  }

  Range rangeOfFirst(int from, int to) {
    return ints == null ? Range.of(first, from, to) : Range.of(ints, from, to);
  }

  /** The least and the most of the first numbers of some rows. */
  Range rangeOfFirst(int[] rows) {
    long[] some = Arrays.stream(rows).mapToLong(this::first).toArray();
    return Range.of(some, 0, some.length);
  }

  /** Shows the first numbers of some rows as customers counted from the least. */
  void show(int from, long least, OrderRows.Block in) {
    in.least = least;
    if (ints == null) {
      in.number = first;
      in.numberAt = from;
    } else {
      in.customer = ints;
      in.customerAt = from;
    }
  }

  /** Shows the first numbers of some rows as they are, in {@link OrderRows.Block#number}. */
  void showNumbers(int from, OrderRows.Block in) {
    if (ints == null) {
      in.number = first;
      in.numberAt = from;
    } else {
      in.number = in.numbers();
      in.numberAt = 0;
      for (int i = 0; i < in.rows; i++) {
        in.number[i] = ints[from + i];
      }
    }
  }
}
