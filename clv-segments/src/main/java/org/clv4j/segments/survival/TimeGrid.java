package org.clv4j.segments.survival;

import java.util.Arrays;
import org.clv4j.core.internal.BucketSort;

/**
 * Numbers the different times in rising order. Whole numbers that are not far above the number of
 * rows are counted and looked up in a table; other times are sorted and searched.
 */
final class TimeGrid {
  private static final int SMALL = 1 << 12;

  private final double[] distinct;

  /** By whole number: how many different times are below; empty where times are searched. */
  private final int[] below;

  private TimeGrid(double[] distinct, int[] below) {
    this.distinct = distinct;
    this.below = below;
  }

  static TimeGrid of(SurvivalTimes times) {
    double last = 0;
    boolean whole = true;
    for (int row = 0; row < times.rows(); row++) {
      double time = times.time(row);
      last = Math.max(last, time);
      whole &= time == Math.rint(time);
    }
    long most = Math.max(SMALL, Math.min(4L * times.rows(), Integer.MAX_VALUE - 16));
    return whole && last < most ? counted(times, (int) last) : sorted(times);
  }

  private static TimeGrid counted(SurvivalTimes times, int last) {
    int[] below = new int[last + 2];
    for (int row = 0; row < times.rows(); row++) {
      below[(int) times.time(row) + 1] = 1;
    }
    double[] distinct = new double[Math.min(last + 1, times.rows())];
    int size = 0;
    for (int time = 0; time <= last; time++) {
      boolean there = below[time + 1] == 1;
      below[time] = size;
      if (there) {
        distinct[size++] = time;
      }
    }
    below[last + 1] = size;
    return new TimeGrid(Arrays.copyOf(distinct, size), below);
  }

  private static TimeGrid sorted(SurvivalTimes times) {
    int rows = times.rows();
    long[] bits = new long[rows];
    for (int row = 0; row < rows; row++) {
      bits[row] = Double.doubleToRawLongBits(times.time(row));
    }
    BucketSort.sort(bits, 0, rows, new long[rows]);
    double[] distinct = new double[rows];
    int size = 0;
    for (int row = 0; row < rows; row++) {
      if (row == 0 || bits[row] != bits[row - 1]) {
        distinct[size++] = Double.longBitsToDouble(bits[row]);
      }
    }
    return new TimeGrid(Arrays.copyOf(distinct, size), new int[0]);
  }

  int size() {
    return distinct.length;
  }

  double time(int slot) {
    return distinct[slot];
  }

  /** The number of a row's time. */
  int slot(SurvivalTimes times, int row) {
    double time = times.time(row);
    return below.length > 0 ? below[(int) time] : Arrays.binarySearch(distinct, time);
  }

  /** The number of the first time at which a row is at risk. */
  int entrySlot(SurvivalTimes times, int row) {
    double entry = times.entry(row);
    if (entry == 0) {
      return 0;
    }
    if (below.length > 0) {
      return below[(int) entry + 1];
    }
    int found = Arrays.binarySearch(distinct, entry);
    return found >= 0 ? found + 1 : -found - 1;
  }

  int[] slots(SurvivalTimes times) {
    int[] slots = new int[times.rows()];
    for (int row = 0; row < slots.length; row++) {
      slots[row] = slot(times, row);
    }
    return slots;
  }

  int[] entrySlots(SurvivalTimes times) {
    int[] slots = new int[times.rows()];
    if (times.hasEntries()) {
      for (int row = 0; row < slots.length; row++) {
        slots[row] = entrySlot(times, row);
      }
    }
    return slots;
  }
}
