package org.clv4j.segments.survival;

import org.clv4j.segments.internal.RowOrder;

/** Observed and expected events of groups with their covariance, summed over times and strata. */
final class LogRankSums {
  final long[] customers;
  final double[] observed;
  final double[] expected;
  final double[][] covariance;

  private final LogRankWeights weights;
  private final long[] atRisk;
  private final long[] left;
  private final long[] gone;

  LogRankSums(int groups, LogRankWeights weights) {
    this.weights = weights;
    this.customers = new long[groups];
    this.observed = new double[groups];
    this.expected = new double[groups];
    this.covariance = new double[groups][groups];
    this.atRisk = new long[groups];
    this.left = new long[groups];
    this.gone = new long[groups];
  }

  /** Walks each stratum by rising time; who came late enters on the way. */
  void add(SurvivalTimes times, Labels groups, Labels strata) {
    TimeGrid grid = TimeGrid.of(times);
    int[] exitSlot = grid.slots(times);
    int[] entrySlot = grid.entrySlots(times);
    int[] natural = RowOrder.natural(times.rows());
    int[] exits =
        RowOrder.byKey(
            RowOrder.byKey(natural, exitSlot, grid.size()), strata.place(), strata.size());
    int[] entries =
        RowOrder.byKey(
            RowOrder.byKey(natural, entrySlot, grid.size()), strata.place(), strata.size());
    int entry = 0;
    int exit = 0;
    while (exit < exits.length) {
      int stratum = strata.place()[exits[exit]];
      double survival = 1;
      double peto = 1;
      while (exit < exits.length && strata.place()[exits[exit]] == stratum) {
        int slot = exitSlot[exits[exit]];
        for (; entry < entries.length && strata.place()[entries[entry]] == stratum; entry++) {
          int row = entries[entry];
          if (entrySlot[row] > slot) {
            break;
          }
          atRisk[groups.place()[row]] += times.weight(row);
        }
        for (; exit < exits.length; exit++) {
          int row = exits[exit];
          if (exitSlot[row] != slot || strata.place()[row] != stratum) {
            break;
          }
          int g = groups.place()[row];
          customers[g] += times.weight(row);
          gone[g] += times.weight(row);
          left[g] += times.event(row) ? times.weight(row) : 0;
        }
        double n = sum(atRisk);
        double d = sum(left);
        if (d > 0) {
          peto *= 1 - d / (n + 1);
          addTime(n, d, weights.weight(n, survival, peto));
          survival *= (n - d) / n;
        }
        for (int g = 0; g < atRisk.length; g++) {
          atRisk[g] -= gone[g];
          gone[g] = 0;
          left[g] = 0;
        }
      }
    }
  }

  private void addTime(double n, double d, double weight) {
    double spread = n > 1 ? weight * weight * d * (n - d) / (n - 1) : 0;
    for (int g = 0; g < atRisk.length; g++) {
      double part = atRisk[g] / n;
      observed[g] += weight * left[g];
      expected[g] += weight * d * part;
      covariance[g][g] += spread * part * (n - atRisk[g]) / n;
      for (int h = 0; h < g; h++) {
        double both = spread * part * (atRisk[h] / n);
        covariance[g][h] -= both;
        covariance[h][g] -= both;
      }
    }
  }

  private static double sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
