package org.clv4j.core.internal;

import java.util.Arrays;
import java.util.Objects;

/**
 * What is taken from the values of some orders on days of their own, by row of the order, then by
 * day and amount.
 */
public final class DeductionColumns {
  private final int[] row;
  private final int[] day;
  private final long[] minor;

  private DeductionColumns(int[] row, int[] day, long[] minor) {
    this.row = row;
    this.day = day;
    this.minor = minor;
  }

  /** How many there are. */
  public int size() {
    return row.length;
  }

  /** The row of the order; ascends. */
  public int row(int index) {
    return row[Objects.checkIndex(index, row.length)];
  }

  /** The epoch day. */
  public int day(int index) {
    return day[index];
  }

  /** How much, in minor units. */
  public long minor(int index) {
    return minor[index];
  }

  /** The first one of an order at or after a row. */
  public int firstOf(int wanted) {
    int from = 0;
    int to = row.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (row[middle] < wanted) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Compares those of two rows, one by one. */
  public int compare(int a, int b) {
    int i = firstOf(a);
    int j = firstOf(b);
    for (; i < row.length && row[i] == a && j < row.length && row[j] == b; i++, j++) {
      int byDay = Integer.compare(day[i], day[j]);
      int byBoth = byDay != 0 ? byDay : Long.compare(minor[i], minor[j]);
      if (byBoth != 0) {
        return byBoth;
      }
    }
    return Integer.compare(firstOf(a + 1) - i, firstOf(b + 1) - j);
  }

  /** Collects them as orders are added. */
  static final class Builder {
    private int[] row = {};
    private int[] day = {};
    private long[] minor = {};
    private int size;

    void add(int ofRow, int epochDay, long minorUnits) {
      if (size == row.length) {
        int room = Math.max(16, size + (size >> 1));
        row = Arrays.copyOf(row, room);
        day = Arrays.copyOf(day, room);
        minor = Arrays.copyOf(minor, room);
      }
      int at = size++;
      for (; at > 0 && row[at - 1] == ofRow && follows(at - 1, epochDay, minorUnits); at--) {
        day[at] = day[at - 1];
        minor[at] = minor[at - 1];
      }
      row[size - 1] = ofRow;
      day[at] = epochDay;
      minor[at] = minorUnits;
    }

    private boolean follows(int at, int epochDay, long minorUnits) {
      return day[at] > epochDay || (day[at] == epochDay && minor[at] > minorUnits);
    }

    void addAll(int rows, DeductionColumns more) {
      for (int i = 0; i < more.size(); i++) {
        add(rows + more.row[i], more.day[i], more.minor[i]);
      }
    }

    DeductionColumns build() {
      return new DeductionColumns(
          Arrays.copyOf(row, size), Arrays.copyOf(day, size), Arrays.copyOf(minor, size));
    }
  }
}
