package org.clv4j.segments.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.RowOrder;

/**
 * Whom a treatment moves: what it adds if only the customers with the highest scores get it (the
 * Qini curve).
 *
 * <p>The customers of an experiment are put in order of a score that was known before, the highest
 * first. Among the first of them, with V the sum of the values and N the number of customers of the
 * treated (t) and the control (c),
 *
 * <pre>gain = (V_t - V_c N_t / N_c) / (all treated)</pre>
 *
 * <p>is what the treatment of these adds per customer of all. Customers of equal scores come
 * together. The curve of a score that says nothing is a straight line to the gain of treating all;
 * {@link #qini()} is the area between. Where the curve falls, the treatment does harm: sleeping
 * dogs are to be left alone.
 *
 * <p>All figures are those of the customers at hand, without an interval: the best of many points
 * flatters, most of all where customers are few. A score that was made from these customers' values
 * has to be judged on others, and so has the point down to which treatment pays.
 *
 * @see "Radcliffe (2007), Using control groups to target on predicted lift, Direct Marketing
 *     Analytics Journal 1"
 */
public final class UpliftCurve {
  private final List<Point> points;
  private final double qini;

  private UpliftCurve(List<Point> points, double qini) {
    this.points = points;
    this.qini = qini;
  }

  /**
   * The customers down to a score.
   *
   * @param score the lowest of theirs
   * @param share of all customers, above 0, at most 1
   * @param gain what their treatment adds per customer of all
   */
  public record Point(double score, double share, double gain) {}

  /**
   * The curve of an experiment.
   *
   * @param score by row, known before the assignment
   * @param treated by row
   * @param value by row, within the horizon
   * @return the curve, from the first score down to which there are customers of both arms
   * @throws IllegalArgumentException if the lengths differ, a number is not finite, or an arm is
   *     empty
   */
  public static UpliftCurve of(double[] score, boolean[] treated, double[] value) {
    if (score.length != treated.length || score.length != value.length) {
      throw new IllegalArgumentException(
          "scores, arms and values must be as many as each other, but were "
              + score.length
              + ", "
              + treated.length
              + " and "
              + value.length);
    }
    int n = score.length;
    int all = 0;
    for (int row = 0; row < n; row++) {
      Check.finite(score[row], "row " + row + ": score");
      Check.finite(value[row], "row " + row + ": value");
      all += treated[row] ? 1 : 0;
    }
    if (all == 0 || all == n) {
      throw new IllegalArgumentException(
          "both arms must have customers, but " + all + " of " + n + " were treated");
    }
    int[] order = RowOrder.natural(n);
    RowOrder.sort(order, 0, n, (a, b) -> compare(score, treated, value, a, b), new int[n]);
    return walk(order, score, treated, value, all);
  }

  private static int compare(double[] score, boolean[] treated, double[] value, int a, int b) {
    int byScore = Double.compare(score[b] + 0.0, score[a] + 0.0);
    if (byScore != 0) {
      return byScore;
    }
    int byArm = Boolean.compare(treated[a], treated[b]);
    return byArm != 0 ? byArm : Double.compare(value[a], value[b]);
  }

  private static UpliftCurve walk(
      int[] order, double[] score, boolean[] treated, double[] value, double all) {
    int n = order.length;
    double[] sum = new double[2];
    int[] count = new int[2];
    List<Point> points = new ArrayList<>();
    double area = 0;
    double lastShare = 0;
    double lastGain = 0;
    for (int i = 0; i < n; i++) {
      int row = order[i];
      int arm = treated[row] ? 1 : 0;
      sum[arm] += value[row];
      count[arm]++;
      boolean isLast = i + 1 == n || score[order[i + 1]] != score[row];
      if (isLast && count[0] > 0 && count[1] > 0) {
        double gain =
            Check.result((sum[1] - sum[0] * ((double) count[1] / count[0])) / all, "gain");
        double share = (i + 1.0) / n;
        area += (share - lastShare) * (gain + lastGain) / 2;
        points.add(new Point(score[row], share, gain));
        lastShare = share;
        lastGain = gain;
      }
    }
    return new UpliftCurve(List.copyOf(points), area - lastGain / 2);
  }

  /**
   * The curve, which begins at a share and a gain of 0.
   *
   * @return a point per different score, the highest first
   */
  public List<Point> points() {
    return points;
  }

  /**
   * The Qini coefficient: the area between the curve and the straight line to its end.
   *
   * @return in the unit of the values; 0 for a score that says nothing, below 0 for one that says
   *     the opposite
   */
  public double qini() {
    return qini;
  }

  /**
   * Down to which score the treatment paid for the customers at hand; others will bring less, as
   * the best point is the luckiest too.
   *
   * @param cost of a treatment per customer, 0 or more
   * @return the point where gain - cost x share is largest, the shortest of equal ones; empty where
   *     no treatment pays
   */
  public Optional<Point> best(double cost) {
    Check.notNegative(cost, "cost");
    Point best = null;
    double most = 0;
    for (Point point : points) {
      double net = point.gain() - cost * point.share();
      if (net > most) {
        best = point;
        most = net;
      }
    }
    return Optional.ofNullable(best);
  }

  /** For example {@code uplift curve of 10 points, Qini 0.4}. */
  @Override
  public String toString() {
    return "uplift curve of " + points.size() + " points, Qini " + qini;
  }
}
