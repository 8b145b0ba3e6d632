package org.clv4j.models.contract;

import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.LikelihoodFit;

/**
 * The likelihood of a chain of renewals: with r(t) the retention rate of period t,
 *
 * <pre>sum over t of retained(t) ln r(t) + lost(t) ln(1 - r(t))</pre>
 *
 * <p>It costs one retention rate per period, whatever the number of customers.
 */
final class RenewalLikelihood implements LikelihoodFit.Likelihood {
  /** ln r(t) as a function of the parameters. */
  @FunctionalInterface
  interface LogRetention {
    /**
     * Evaluates.
     *
     * @param parameters themselves, not their logs
     * @param period t, from 1
     * @param out to be filled with ln r(t), its gradient by the logs of the parameters, and the
     *     upper triangle of its Hessian by rows
     */
    void at(double[] parameters, int period, double[] out);
  }

  private final Periods periods;
  private final double customers;
  private final int threads;
  private final int size;
  private final LogRetention model;

  RenewalLikelihood(
      Periods periods, double customers, int threads, int parameters, LogRetention model) {
    this.periods = periods;
    this.customers = customers;
    this.threads = threads;
    this.size = parameters;
    this.model = model;
  }

  private int terms() {
    return 1 + size + size * (size + 1) / 2;
  }

  @Override
  public double evaluate(double[] logs, double[] gradient, double[][] hessian) {
    double[] parameters = exp(logs);
    double[] sums =
        BlockedSum.of(
            periods.count(),
            terms(),
            threads,
            (from, to, into) -> {
              double[] out = new double[terms()];
              for (int i = from; i < to; i++) {
                model.at(parameters, i + 1, out);
                add(periods.retained()[i], periods.lost()[i], out, into);
              }
            });
    int next = 1 + size;
    for (int i = 0; i < size; i++) {
      gradient[i] = sums[1 + i];
      for (int j = i; j < size; j++) {
        hessian[i][j] = sums[next];
        hessian[j][i] = sums[next++];
      }
    }
    return sums[0];
  }

  /** Adds retained rho + lost ln(1 - e^rho) with derivatives. */
  private void add(double retained, double lost, double[] out, double[] sums) {
    double rho = out[0];
    // ln(1 - e^rho) has the derivatives -k and -k (1 + k).
    double k = lost == 0 ? 0 : 1 / Math.expm1(-rho);
    sums[0] += retained * rho + (lost == 0 ? 0 : lost * logChurn(rho));
    double first = retained - lost * k;
    double second = lost * k * (1 + k);
    int next = 1 + size;
    for (int i = 1; i <= size; i++) {
      sums[i] += first * out[i];
      for (int j = i; j <= size; j++) {
        sums[next] += first * out[next] - second * out[i] * out[j];
        next++;
      }
    }
  }

  static double logChurn(double logRetention) {
    return Math.log(-Math.expm1(logRetention));
  }

  private static double[] exp(double[] logs) {
    double[] values = logs.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(values[i]);
    }
    return values;
  }

  @Override
  public double[][] outerProducts(double[] logs) {
    double[] parameters = exp(logs);
    double[][] sum = new double[size][size];
    double[] out = new double[terms()];
    double[] soFar = new double[size];
    double[] all = new double[size];
    for (int t = 1; t <= periods.count(); t++) {
      model.at(parameters, t, out);
      double k = 1 / Math.expm1(-out[0]);
      for (int i = 0; i < size; i++) {
        all[i] = soFar[i] - k * out[1 + i];
        soFar[i] += out[1 + i];
      }
      addOuter(periods.lost()[t - 1], all, sum);
      addOuter(periods.active()[t], soFar, sum);
    }
    return sum;
  }

  static void addOuter(double weight, double[] gradient, double[][] sum) {
    if (weight == 0) {
      return;
    }
    for (int i = 0; i < gradient.length; i++) {
      for (int j = 0; j < gradient.length; j++) {
        sum[i][j] += weight * gradient[i] * gradient[j];
      }
    }
  }

  @Override
  public double customers() {
    return customers;
  }
}
