package org.clv4j.segments.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clv4j.core.internal.Check;

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
 * <p>Whether the score says anything of others too, {@link #qiniInterval} tells. All other figures
 * are those of the customers at hand: the best of many points flatters, most of all where customers
 * are few. A score that was made from these customers' values has to be judged on others, and so
 * has the point down to which treatment pays.
 *
 * @see "Radcliffe (2007), Using control groups to target on predicted lift, Direct Marketing
 *     Analytics Journal 1"
 */
public final class UpliftCurve {
  private final ScoredRows rows;
  private final List<Point> points;
  private final double qini;

  private UpliftCurve(ScoredRows rows, List<Point> points, double qini) {
    this.rows = rows;
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
    ScoredRows rows = ScoredRows.of(score, treated, value);
    List<Point> points = new ArrayList<>();
    double qini = rows.qini(points);
    return new UpliftCurve(rows, List.copyOf(points), qini);
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
   * @return in the unit of the values; near 0 for a score that says nothing, below 0 for one that
   *     says the opposite
   */
  public double qini() {
    return qini;
  }

  /**
   * How much of the Qini coefficient is chance.
   *
   * @param level of the interval, above 0, below 1
   * @param replicates of the bootstrap and of the lots, 100 to 1 000 000 each
   * @param seed any number
   * @param threads at most so many, at least 1
   * @return the coefficient with an interval and a p-value
   * @throws IllegalArgumentException if a rule above is broken
   */
  public QiniInterval qiniInterval(double level, int replicates, long seed, int threads) {
    return QiniInterval.of(rows, qini, level, replicates, seed, threads);
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
