package org.clv4j.segments.survival;

import java.util.Arrays;
import java.util.Optional;

/** Counts the pairs of a concordance with trees of counts by predictor: n log n. */
final class ConcordanceCount {
  private final CoxRows rows;
  private final int[] rank;
  private final long[] tree;

  /** By row: pairs that it is in, and twice what they count. */
  private final double[] pairs;

  private final double[] score;
  private long concordant;
  private long discordant;
  private long tied;

  private ConcordanceCount(CoxRows rows, double[] theta) {
    this.rows = rows;
    double[] predictor = new double[rows.size()];
    Arrays.setAll(predictor, row -> rows.predictor(row, theta) + 0.0);
    double[] sorted = Arrays.stream(predictor).sorted().distinct().toArray();
    this.rank = new int[rows.size()];
    Arrays.setAll(rank, row -> Arrays.binarySearch(sorted, predictor[row]));
    this.tree = new long[sorted.length + 1];
    this.pairs = new double[rows.size()];
    this.score = new double[rows.size()];
  }

  /** Empty if no two customers can be compared. */
  static Optional<Concordance> of(CoxRows rows, double[] theta) {
    ConcordanceCount count = new ConcordanceCount(rows, theta);
    for (int stratum = 0; stratum < rows.stratumEnd().length; stratum++) {
      int[] entries = rows.byEntryFromLast(stratum);
      count.leavers(stratum, entries);
      count.stayers(stratum, entries);
    }
    return count.result();
  }

  private Optional<Concordance> result() {
    double all = (double) concordant + discordant + tied;
    if (all == 0) {
      return Optional.empty();
    }
    double c = (concordant + tied / 2.0) / all;
    double variance = 0;
    for (int i = 0; i < rows.size(); i++) {
      double influence = (score[i] / 2 - c * pairs[i]) / all;
      variance += rows.weight()[i] * influence * influence;
    }
    return Optional.of(new Concordance(c, Math.sqrt(variance), concordant, discordant, tied));
  }

  /** From the last time to the first: whom each who leaves is compared with. */
  private void leavers(int stratum, int[] entries) {
    Arrays.fill(tree, 0);
    int end = rows.stratumEnd()[stratum];
    int entry = 0;
    for (int i = rows.stratumStart(stratum); i < end; ) {
      int slot = rows.exitSlot()[i];
      int next = i;
      for (; next < end && rows.exitSlot()[next] == slot; next++) {
        if (!rows.event()[next]) {
          add(next, 1);
        }
      }
      for (; entry < entries.length && rows.entrySlot()[entries[entry]] > slot; entry++) {
        add(entries[entry], -1);
      }
      for (int row = i; row < next; row++) {
        if (rows.event()[row]) {
          long lower = upTo(rank[row] - 1);
          long equal = upTo(rank[row]) - lower;
          long higher = upTo(tree.length - 2) - lower - equal;
          long weight = (long) rows.weight()[row];
          concordant += weight * lower;
          discordant += weight * higher;
          tied += weight * equal;
          count(row, lower, equal, higher, 1);
        }
      }
      for (; i < next; i++) {
        if (rows.event()[i]) {
          add(i, 1);
        }
      }
    }
  }

  /** From the first time to the last: with whom each who was at risk and stayed is compared. */
  private void stayers(int stratum, int[] entries) {
    Arrays.fill(tree, 0);
    int start = rows.stratumStart(stratum);
    int entry = entries.length - 1;
    for (int i = rows.stratumEnd()[stratum] - 1; i >= start; ) {
      int slot = rows.exitSlot()[i];
      for (; entry >= 0 && rows.entrySlot()[entries[entry]] <= slot; entry--) {
        stayer(entries[entry], -1);
      }
      int next = i;
      for (; next >= start && rows.exitSlot()[next] == slot; next--) {
        if (rows.event()[next]) {
          stayer(next, 1);
        }
      }
      for (int row = i; row > next; row--) {
        if (rows.event()[row]) {
          add(row, 1);
        }
      }
      for (; i > next; i--) {
        if (!rows.event()[i]) {
          stayer(i, 1);
        }
      }
    }
  }

  /** Counts those who have left so far, or takes out those who left before the customer came. */
  private void stayer(int row, int sign) {
    long lower = upTo(rank[row] - 1);
    long equal = upTo(rank[row]) - lower;
    count(row, upTo(tree.length - 2) - lower - equal, equal, lower, sign);
  }

  private void count(int row, long right, long equal, long wrong, int sign) {
    pairs[row] += sign * (double) (right + equal + wrong);
    score[row] += sign * (2.0 * right + equal);
  }

  private void add(int row, int sign) {
    long weight = sign * (long) rows.weight()[row];
    for (int i = rank[row] + 1; i < tree.length; i += i & -i) {
      tree[i] += weight;
    }
  }

  private long upTo(int last) {
    long sum = 0;
    for (int i = last + 1; i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }
}
