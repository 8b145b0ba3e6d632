package org.clv4j.segments.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.clv4j.segments.internal.Cholesky;
import org.clv4j.segments.internal.CompensatedSum;
import org.jspecify.annotations.Nullable;

/**
 * One arm and the control, and their difference by each estimator.
 *
 * @param control the arm that is held against
 * @param treated the other
 * @param level of one interval
 * @param comparisons of the experiment that share the error rate
 */
record ArmPair(Arm control, Arm treated, double level, int comparisons) {
  /** A pivot below this part of its diagonal element is rounding. */
  private static final double SINGULAR = 1e-10;

  /** Squares below this part of those that were explained are rounding. */
  private static final double EXPLAINED = 1e-18;

  /**
   * An effect, or why there is none.
   *
   * @param effect null exactly where there is a reason
   * @param missing goes on after the name of the estimator and "which"
   */
  record Outcome(@Nullable Effect effect, @Nullable String missing) {
    static Outcome none(String missing) {
      return new Outcome(null, missing);
    }
  }

  private List<Arm> both() {
    return List.of(control, treated);
  }

  /** Welch's test. */
  Effect difference() {
    Moments c = Moments.of(control.values());
    Moments t = Moments.of(treated.values());
    return effect(
        Estimator.DIFFERENCE_IN_MEANS,
        c.mean(),
        t.mean(),
        c.ofMean() + t.ofMean(),
        freedom(c, t),
        List.of(c, t));
  }

  private Effect effect(
      Estimator estimator,
      double ofControl,
      double ofTreated,
      double variance,
      double degreesOfFreedom,
      List<Moments> parts) {
    return Effect.of(
        estimator,
        this,
        ofControl,
        ofTreated,
        variance,
        Math.max(1, degreesOfFreedom),
        Moments.skewness(parts));
  }

  /** Satterthwaite's. */
  private static double freedom(Moments c, Moments t) {
    double variance = c.ofMean() + t.ofMean();
    return variance
        * variance
        / (c.ofMean() * c.ofMean() / (c.size() - 1) + t.ofMean() * t.ofMean() / (t.size() - 1));
  }

  /** Coefficients that were estimated take degrees of freedom, and have a variance of their own. */
  Outcome cuped() {
    int k = control.preValues().size();
    if (k == 0) {
      return Outcome.none("needs pre-values, but the data have none");
    }
    double[][] products = new double[k][k];
    double[] withValue = new double[k];
    double squares = 0;
    for (Arm arm : both()) {
      double[] values = centered(arm.values());
      squares += product(values, values);
      List<double[]> columns = arm.preValues().stream().map(ArmPair::centered).toList();
      for (int i = 0; i < k; i++) {
        withValue[i] += product(columns.get(i), values);
        for (int j = 0; j <= i; j++) {
          products[i][j] += product(columns.get(i), columns.get(j));
        }
      }
    }
    Cholesky factor = Cholesky.of(products, SINGULAR, 0);
    int rest = control.size() + treated.size() - 2 - factor.rank();
    if (rest < 1) {
      return Outcome.none(
          "needs more customers than means and coefficients, but "
              + (control.size() + treated.size())
              + " have "
              + (2 + factor.rank()));
    }
    double[] theta = factor.solve(withValue);
    double[] apart = new double[k];
    double[] mean = new double[k];
    for (int i = 0; i < k; i++) {
      double ofControl = Moments.mean(control.preValues().get(i));
      double ofTreated = Moments.mean(treated.preValues().get(i));
      apart[i] = ofTreated - ofControl;
      mean[i] = ofControl + apart[i] * treated.size() / ((double) control.size() + treated.size());
    }
    Moments c = Moments.of(adjusted(control, theta, mean));
    Moments t = Moments.of(adjusted(treated, theta, mean));
    double residual = (c.size() - 1) * c.variance() + (t.size() - 1) * t.variance();
    if (residual <= EXPLAINED * squares) {
      return Outcome.none("leaves nothing to judge by, because pre-values say all of the values");
    }
    double variance =
        (c.ofMean() + t.ofMean()) * (rest + factor.rank()) / rest
            + residual / rest * factor.quadratic(apart);
    return new Outcome(
        effect(
            Estimator.CUPED,
            c.mean(),
            t.mean(),
            variance,
            freedom(c, t) - factor.rank(),
            List.of(c, t)),
        null);
  }

  private static double[] adjusted(Arm arm, double[] theta, double[] mean) {
    double[] values = arm.values().clone();
    for (int i = 0; i < theta.length; i++) {
      double[] column = arm.preValues().get(i);
      for (int row = 0; row < values.length; row++) {
        values[row] -= theta[i] * (column[row] - mean[i]);
      }
    }
    return values;
  }

  private static double[] centered(double[] values) {
    double mean = Moments.mean(values);
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }

  private static double product(double[] a, double[] b) {
    CompensatedSum sum = new CompensatedSum();
    for (int row = 0; row < a.length; row++) {
      sum.add(a[row] * b[row]);
    }
    return sum.value();
  }

  Outcome stratified() {
    int[] ofControl = control.strata();
    int[] ofTreated = treated.strata();
    if (ofControl == null || ofTreated == null) {
      return Outcome.none("needs strata, but the data have none");
    }
    TreeSet<Integer> strata = new TreeSet<>();
    Arrays.stream(ofControl).forEach(strata::add);
    Arrays.stream(ofTreated).forEach(strata::add);
    double all = control.size() + (double) treated.size();
    double[] mean = new double[2];
    List<Moments> parts = new ArrayList<>();
    double variance = 0;
    double squares = 0;
    for (int stratum : strata) {
      double[][] values = {
        values(control, ofControl, stratum), values(treated, ofTreated, stratum)
      };
      double weight = (values[0].length + values[1].length) / all;
      for (int arm = 0; arm < 2; arm++) {
        if (values[arm].length < 2) {
          return Outcome.none(
              "needs at least two customers of each arm in every stratum, but stratum "
                  + stratum
                  + " has "
                  + values[arm].length
                  + " of "
                  + both().get(arm).name());
        }
        Moments part = Moments.of(values[arm]);
        parts.add(part);
        double ofPart = weight * weight * part.ofMean();
        mean[arm] += weight * part.mean();
        variance += ofPart;
        squares += ofPart * ofPart / (part.size() - 1);
      }
    }
    if (variance == 0) {
      return Outcome.none("leaves nothing to judge by, because values are equal within strata");
    }
    return new Outcome(
        effect(
            Estimator.STRATIFIED, mean[0], mean[1], variance, variance * variance / squares, parts),
        null);
  }

  /** The rows of an arm stand by stratum. */
  private static double[] values(Arm arm, int[] strata, int stratum) {
    int from = 0;
    while (from < strata.length && strata[from] < stratum) {
      from++;
    }
    int to = from;
    while (to < strata.length && strata[to] == stratum) {
      to++;
    }
    return Arrays.copyOfRange(arm.values(), from, to);
  }
}
