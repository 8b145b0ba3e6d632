package org.clv4j.models.internal;

import java.util.Arrays;

/**
 * Maximises a smooth function of a few variables in a box by Newton's method, damped as by
 * Levenberg and Marquardt.
 *
 * <p>Each step solves (-H + lambda diag|H|) p = g for the variables that are free; a variable at
 * its bound is held there while the gradient points outward. A step is at most {@value
 * #LONGEST_STEP} in any variable, is cut at the first bound it meets, and counts only if the
 * function rises by a fair part of what the quadratic promised. The search ends when the Newton
 * decrement g' (-H)^-1 g, twice the rise still expected, is below {@value #TOLERANCE}.
 */
public final class Newton {
  static final double TOLERANCE = 1e-9;
  private static final double LONGEST_STEP = 1.5;
  private static final double FAIR_PART = 1e-3;
  private static final double ROUNDING = 1e-11;
  private static final double SMALLEST_DAMPING = 1e-4;
  private static final double LARGEST_DAMPING = 1e12;

  /** A function with its derivatives. */
  @FunctionalInterface
  public interface Objective {
    /**
     * Evaluates at a point.
     *
     * @param point not to be kept
     * @param gradient to be filled
     * @param hessian to be filled, both triangles
     * @return the value; not finite where the function is not defined
     */
    double evaluate(double[] point, double[] gradient, double[][] hessian);
  }

  /**
   * Where the search ended; value and derivatives are those at {@code point}.
   *
   * @param active which variables are held: at a bound with the gradient pointing outward, or where
   *     the function is flat to rounding
   * @param decrement twice the rise still expected among the others
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Optimum(
      double[] point,
      double value,
      double[] gradient,
      double[][] hessian,
      boolean[] active,
      double decrement,
      int evaluations,
      boolean converged) {}

  private final Objective objective;
  private final double[] lower;
  private final double[] upper;
  private final int most;

  private double[] point;
  private double value;
  private double[] gradient;
  private double[][] hessian;
  private int evaluations;

  private Newton(Objective objective, double[] start, double[] lower, double[] upper, int most) {
    this.objective = objective;
    this.lower = lower;
    this.upper = upper;
    this.most = most;
    this.point = start.clone();
    for (int i = 0; i < point.length; i++) {
      point[i] = Math.min(upper[i], Math.max(lower[i], point[i]));
    }
    this.gradient = new double[start.length];
    this.hessian = new double[start.length][start.length];
    this.value = evaluate(point, gradient, hessian);
  }

  /**
   * Searches.
   *
   * @param objective the function
   * @param start where to begin; moved into the box
   * @param lower bounds, -infinity for none
   * @param upper bounds, infinity for none
   * @param most evaluations at most
   * @return where it ended
   */
  public static Optimum maximize(
      Objective objective, double[] start, double[] lower, double[] upper, int most) {
    return new Newton(objective, start, lower, upper, most).search();
  }

  private double evaluate(double[] at, double[] g, double[][] h) {
    evaluations++;
    return objective.evaluate(at, g, h);
  }

  private Optimum search() {
    double damping = 0;
    while (Double.isFinite(value)) {
      boolean[] active = active();
      double decrement = decrement(active);
      if (decrement < TOLERANCE) {
        return end(active, decrement, true);
      }
      if (evaluations >= most || damping > LARGEST_DAMPING) {
        break;
      }
      damping = step(active, damping);
    }
    boolean[] active = active();
    return end(active, Double.isFinite(value) ? decrement(active) : Double.NaN, false);
  }

  private Optimum end(boolean[] active, double decrement, boolean converged) {
    return new Optimum(point, value, gradient, hessian, active, decrement, evaluations, converged);
  }

  private boolean[] active() {
    boolean[] active = new boolean[point.length];
    double rounding = ROUNDING * (1 + Math.abs(value));
    for (int i = 0; i < point.length; i++) {
      boolean flat = Math.abs(gradient[i]) <= rounding && Math.abs(hessian[i][i]) <= rounding;
      active[i] =
          flat
              || (point[i] <= lower[i] && gradient[i] <= 0)
              || (point[i] >= upper[i] && gradient[i] >= 0);
    }
    return active;
  }

  /** Infinite where -H is not positive definite. */
  private double decrement(boolean[] active) {
    double[] p = direction(active, 0);
    return p.length == 0 ? Double.POSITIVE_INFINITY : dot(p, gradient);
  }

  /**
   * Tries one step; moves if it is good, and returns the next damping; infinite if no step can be
   * found.
   */
  private double step(boolean[] active, double damping) {
    double used = damping;
    double[] p = direction(active, used);
    while (p.length == 0) {
      used = Math.max(SMALLEST_DAMPING, used * 4);
      if (!(used <= Double.MAX_VALUE)) {
        return used;
      }
      p = direction(active, used);
    }
    shorten(p);
    int stopped = firstBound(p);
    double[] next = point.clone();
    double promised = 0;
    for (int i = 0; i < p.length; i++) {
      next[i] += p[i];
      promised += p[i] * (gradient[i] + 0.5 * dot(hessian[i], p));
    }
    if (stopped >= 0) {
      next[stopped] = p[stopped] > 0 ? upper[stopped] : lower[stopped];
    }
    double[] nextGradient = new double[p.length];
    double[][] nextHessian = new double[p.length][p.length];
    double nextValue = evaluate(next, nextGradient, nextHessian);
    double rise = nextValue - value;
    // Where the promise is below the rounding of the value, nothing can be said against the step.
    double rounding = 1e-14 * Math.abs(value);
    boolean good =
        Double.isFinite(nextValue) && rise >= Math.min(FAIR_PART * promised, promised - rounding);
    if (!good) {
      return Math.max(SMALLEST_DAMPING, used * 6);
    }
    point = next;
    value = nextValue;
    gradient = nextGradient;
    hessian = nextHessian;
    if (rise > 0.75 * promised) {
      return used <= SMALLEST_DAMPING ? 0 : used / 8;
    }
    return rise < 0.25 * promised ? Math.max(SMALLEST_DAMPING, used * 3) : used;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void shorten(double[] p) {
    double longest = Arrays.stream(p).map(Math::abs).max().orElse(0);
    if (longest > LONGEST_STEP) {
      for (int i = 0; i < p.length; i++) {
        p[i] *= LONGEST_STEP / longest;
      }
    }
  }

  /** Cuts the step at the first bound that it meets; the variable that meets it, or -1. */
  private int firstBound(double[] p) {
    int first = -1;
    double part = 1;
    for (int i = 0; i < p.length; i++) {
      double room = p[i] > 0 ? upper[i] - point[i] : lower[i] - point[i];
      if (p[i] != 0 && room / p[i] < part) {
        part = Math.max(0, room / p[i]);
        first = i;
      }
    }
    if (first >= 0) {
      for (int i = 0; i < p.length; i++) {
        p[i] *= part;
      }
    }
    return first;
  }

  /** The damped Newton direction, 0 for active variables; empty if there is none. */
  private double[] direction(boolean[] active, double damping) {
    int n = point.length;
    int[] free = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (!active[i]) {
        free[count++] = i;
      }
    }
    double[][] matrix = new double[count][count];
    double[] right = new double[count];
    for (int i = 0; i < count; i++) {
      right[i] = gradient[free[i]];
      for (int j = 0; j < count; j++) {
        matrix[i][j] = -hessian[free[i]][free[j]];
      }
      matrix[i][i] += damping * Math.max(Math.abs(matrix[i][i]), Double.MIN_NORMAL);
    }
    double[] p = new double[n];
    if (count == 0) {
      return p;
    }
    double[] solution = Cholesky.solve(matrix, right);
    if (solution.length == 0) {
      return solution;
    }
    for (int i = 0; i < count; i++) {
      p[free[i]] = solution[i];
    }
    return p;
  }
}
