package org.clv4j.models.evaluate;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Ranks in which ties share their mean. */
final class Ranking {
  private Ranking() {}

  /** The rank of each value from 1, the mean rank where several are equal. */
  static double[] ranks(double[] values) {
    double[] sorted = sorted(values);
    double[] ranks = new double[values.length];
    for (int i = 0; i < ranks.length; i++) {
      // Places first..last - 1 hold the value; their mean, counted from 1.
      ranks[i] = (firstAtLeast(sorted, values[i]) + 1.0 + firstAbove(sorted, values[i])) / 2;
    }
    return ranks;
  }

  /** Spearman's correlation: Pearson's of the ranks; empty where one of both does not vary. */
  static OptionalDouble correlation(double[] a, double[] b) {
    double[] rankA = ranks(a);
    double[] rankB = ranks(b);
    double middle = (a.length + 1) / 2.0;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      double x = rankA[i] - middle;
      double y = rankB[i] - middle;
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    return aa > 0 && bb > 0
        ? OptionalDouble.of(Math.max(-1, Math.min(1, ab / Math.sqrt(aa) / Math.sqrt(bb))))
        : OptionalDouble.empty();
  }

  /**
   * The share of all worth that the part of the rows with the highest scores has. Rows that tie at
   * the edge are taken in equal parts, which is the mean over all ways to break the tie.
   */
  static OptionalDouble topShare(double[] score, double[] worth, double part) {
    double total = Arrays.stream(worth).sum();
    if (!(total > 0)) {
      return OptionalDouble.empty();
    }
    double wanted = part * score.length;
    double[] sorted = sorted(score);
    double edge = sorted[Math.max(0, score.length - (int) Math.ceil(wanted))];
    int above = score.length - firstAbove(sorted, edge);
    int at = firstAbove(sorted, edge) - firstAtLeast(sorted, edge);
    double[] taken = new double[score.length];
    for (int i = 0; i < score.length; i++) {
      double share = score[i] > edge ? 1 : score[i] == edge ? (wanted - above) / at : 0;
      taken[i] = share * worth[i];
    }
    return OptionalDouble.of(Math.min(1, Arrays.stream(taken).sum() / total));
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static int firstAtLeast(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int firstAbove(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
