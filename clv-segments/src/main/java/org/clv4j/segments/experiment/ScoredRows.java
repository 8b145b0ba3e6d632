package org.clv4j.segments.experiment;

import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.experiment.UpliftCurve.Point;
import org.clv4j.segments.internal.RowOrder;
import org.jspecify.annotations.Nullable;

/** Customers by falling score, in an order that does not depend on that of the rows. */
final class ScoredRows {
  private final double[] score;
  private final boolean[] treated;
  private final double[] value;
  private final int[][] ofArm;

  private ScoredRows(double[] score, boolean[] treated, double[] value) {
    this.score = score;
    this.treated = treated;
    this.value = value;
    this.ofArm =
        new int[][] {
          IntStream.range(0, score.length).filter(i -> !treated[i]).toArray(),
          IntStream.range(0, score.length).filter(i -> treated[i]).toArray()
        };
  }

  static ScoredRows of(double[] score, boolean[] treated, double[] value) {
    int n = score.length;
    int[] order = RowOrder.natural(n);
    RowOrder.sort(order, 0, n, (a, b) -> compare(score, treated, value, a, b), new int[n]);
    boolean[] arms = new boolean[n];
    for (int i = 0; i < n; i++) {
      arms[i] = treated[order[i]];
    }
    return new ScoredRows(
        IntStream.of(order).mapToDouble(row -> score[row]).toArray(),
        arms,
        IntStream.of(order).mapToDouble(row -> value[row]).toArray());
  }

  private static int compare(double[] score, boolean[] treated, double[] value, int a, int b) {
    int byScore = Double.compare(score[b] + 0.0, score[a] + 0.0);
    if (byScore != 0) {
      return byScore;
    }
    int byArm = Boolean.compare(treated[a], treated[b]);
    return byArm != 0 ? byArm : Double.compare(value[a], value[b]);
  }

  int size() {
    return score.length;
  }

  boolean[] treated() {
    return treated;
  }

  double[] value() {
    return value;
  }

  int[] rowsOf(boolean arm) {
    return ofArm[arm ? 1 : 0];
  }

  double[] values(boolean arm) {
    return IntStream.of(rowsOf(arm)).mapToDouble(i -> value[i]).toArray();
  }

  /** The curve of the customers, and its coefficient. */
  double qini(List<Point> points) {
    return walk(null, treated, value, points);
  }

  /**
   * The coefficient of customers with these scores.
   *
   * @param copies how often each is there; null for once
   * @param arms as many treated as of the rows
   * @param values of each
   */
  double qini(int @Nullable [] copies, boolean[] arms, double[] values) {
    return walk(copies, arms, values, null);
  }

  private double walk(
      int @Nullable [] copies, boolean[] arms, double[] values, @Nullable List<Point> points) {
    int n = score.length;
    double all = rowsOf(true).length;
    double[] sum = new double[2];
    double[] count = new double[2];
    double area = 0;
    double lastShare = 0;
    double lastGain = 0;
    for (int i = 0; i < n; i++) {
      int arm = arms[i] ? 1 : 0;
      int times = copies == null ? 1 : copies[i];
      sum[arm] += times * values[i];
      count[arm] += times;
      boolean isLast = i + 1 == n || score[i + 1] != score[i];
      if (isLast && count[0] > 0 && count[1] > 0) {
        double gain = Check.result((sum[1] - sum[0] * (count[1] / count[0])) / all, "gain");
        double share = (count[0] + count[1]) / n;
        area += (share - lastShare) * (gain + lastGain) / 2;
        lastShare = share;
        lastGain = gain;
        if (points != null) {
          points.add(new Point(score[i], share, gain));
        }
      }
    }
    return area - lastGain / 2;
  }
}
