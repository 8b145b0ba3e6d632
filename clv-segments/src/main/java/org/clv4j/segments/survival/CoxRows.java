package org.clv4j.segments.survival;

import java.util.Arrays;
import java.util.List;
import org.clv4j.segments.internal.RowOrder;

/**
 * The rows of a Cox fit in an order that depends on what they hold alone: by stratum, from the last
 * time to the first, and among equal times by event, entry and columns. Equal rows are one, with
 * their weights added up. Columns are scaled.
 */
@SuppressWarnings("ArrayRecordComponent") // shared inside the package, never compared
record CoxRows(
    TimeGrid grid,
    CoxColumns columns,
    int[] exitSlot,
    int[] entrySlot,
    boolean[] event,
    double[] weight,
    double[] z,
    int[] strataLabels,
    int[] stratumEnd,
    boolean late) {

  static CoxRows of(SurvivalTimes times, List<String> names, double[][] columns, Labels strata) {
    CoxColumns.check(names, columns, times.rows());
    TimeGrid grid = TimeGrid.of(times);
    int[] exitSlot = grid.slots(times);
    int[] entrySlot = grid.entrySlots(times);
    int[] fromLast = new int[exitSlot.length];
    Arrays.setAll(fromLast, row -> grid.size() - 1 - exitSlot[row]);
    int[] stratum = strata.place();
    int[] order =
        RowOrder.byKey(
            RowOrder.byKey(RowOrder.natural(times.rows()), fromLast, grid.size()),
            stratum,
            strata.size());
    RowOrder.Comparator contents =
        (a, b) -> {
          int difference = Boolean.compare(times.event(a), times.event(b));
          if (difference == 0) {
            difference = Integer.compare(entrySlot[a], entrySlot[b]);
          }
          for (int k = 0; difference == 0 && k < columns.length; k++) {
            // 0.0 and -0.0 are one value.
            difference = Double.compare(columns[k][a] + 0.0, columns[k][b] + 0.0);
          }
          return difference;
        };
    sortTies(order, stratum, exitSlot, contents);
    return grouped(times, names, columns, strata, grid, order, exitSlot, entrySlot, contents);
  }

  private static void sortTies(
      int[] order, int[] stratum, int[] exitSlot, RowOrder.Comparator contents) {
    int[] spare = new int[order.length];
    int from = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length
          || exitSlot[order[i]] != exitSlot[order[from]]
          || stratum[order[i]] != stratum[order[from]]) {
        RowOrder.sort(order, from, i, contents, spare);
        from = i;
      }
    }
  }

  private static CoxRows grouped(
      SurvivalTimes times,
      List<String> names,
      double[][] columns,
      Labels strata,
      TimeGrid grid,
      int[] order,
      int[] exitSlot,
      int[] entrySlot,
      RowOrder.Comparator contents) {
    int[] first = new int[order.length];
    double[] weight = new double[order.length];
    int[] stratumEnd = new int[strata.size()];
    int rows = 0;
    for (int row : order) {
      int before = rows == 0 ? row : first[rows - 1];
      boolean same =
          rows > 0
              && exitSlot[before] == exitSlot[row]
              && strata.place()[before] == strata.place()[row]
              && contents.compare(before, row) == 0;
      if (!same) {
        first[rows++] = row;
      }
      weight[rows - 1] += times.weight(row);
      stratumEnd[strata.place()[row]] = rows;
    }
    int p = columns.length;
    double[] z = new double[Math.multiplyExact(rows, p)];
    int[] exit = new int[rows];
    int[] entry = new int[rows];
    boolean[] event = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      int row = first[i];
      exit[i] = exitSlot[row];
      entry[i] = entrySlot[row];
      event[i] = times.event(row);
      for (int k = 0; k < p; k++) {
        z[i * p + k] = columns[k][row];
      }
    }
    double[] weights = Arrays.copyOf(weight, rows);
    CoxColumns scale = CoxColumns.of(names, z, weights);
    for (int i = 0; i < z.length; i++) {
      z[i] = scale.scaled(z[i], i % p);
    }
    return new CoxRows(
        grid,
        scale,
        exit,
        entry,
        event,
        weights,
        z,
        strata.distinct(),
        stratumEnd,
        times.hasEntries());
  }

  int size() {
    return exitSlot.length;
  }

  int stratumStart(int stratum) {
    return stratum == 0 ? 0 : stratumEnd[stratum - 1];
  }

  /** The rows of a stratum from the last entry to the first. */
  int[] byEntryFromLast(int stratum) {
    int start = stratumStart(stratum);
    int[] rows = new int[stratumEnd[stratum] - start];
    int[] fromLast = new int[stratumEnd[stratum]];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = start + i;
      fromLast[start + i] = grid.size() - 1 - entrySlot[start + i];
    }
    return RowOrder.byKey(rows, fromLast, grid.size());
  }

  /** The linear predictor of a row. */
  double predictor(int row, double[] theta) {
    double sum = 0;
    for (int k = 0; k < theta.length; k++) {
      sum += theta[k] * z[row * theta.length + k];
    }
    return sum;
  }
}
