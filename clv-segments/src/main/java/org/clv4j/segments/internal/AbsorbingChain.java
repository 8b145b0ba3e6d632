package org.clv4j.segments.internal;

import java.util.List;
import org.clv4j.core.internal.Check;

/**
 * What a Markov chain brings until it ends: x = r + P x.
 *
 * <p>Solved by the elimination of Grassmann, Taksar and Heyman (1985, Operations Research 33(5)):
 * the probability to stay in a state is what those of moving and leaving do not take, so that
 * nothing is subtracted, and of rewards that are not negative every x has all its digits, however
 * seldom the chain ends.
 */
public final class AbsorbingChain {
  private AbsorbingChain() {}

  /**
   * The sums of the rewards from each state on.
   *
   * @param states the names of the states
   * @param moves the probability of a move by row from and column to, not negative; that of staying
   *     is not read
   * @param leaves the probability that the chain ends in a step, by state, not negative
   * @param reward r by state, finite
   * @return x by state
   * @throws ArithmeticException if the chain never ends from some state, or a sum is not finite
   */
  public static double[] totals(
      List<String> states, double[][] moves, double[] leaves, double[] reward) {
    int n = states.size();
    double[][] p = new double[n][];
    for (int i = 0; i < n; i++) {
      p[i] = moves[i].clone();
    }
    double[] end = leaves.clone();
    double[] x = reward.clone();
    double[] out = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      out[k] = end[k];
      for (int j = 0; j < k; j++) {
        out[k] += p[k][j];
      }
      if (out[k] <= 0) {
        throw new ArithmeticException("customers in " + states.get(k) + " never leave for good");
      }
      for (int i = 0; i < k; i++) {
        double visits = p[i][k] / out[k];
        for (int j = 0; j < k; j++) {
          p[i][j] += visits * p[k][j];
        }
        end[i] += visits * end[k];
        x[i] += visits * x[k];
      }
    }
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < k; j++) {
        x[k] += p[k][j] * x[j];
      }
      x[k] = Check.result(x[k] / out[k], "sum of " + states.get(k));
    }
    return x;
  }
}
