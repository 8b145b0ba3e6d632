package org.clv4j.models.contract;

import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.LikelihoodFit;

/** The likelihood of exact times under an {@link ExponentialGamma}. */
final class LomaxLikelihood implements LikelihoodFit.Likelihood {
  private final Tenures data;
  private final int threads;

  LomaxLikelihood(Tenures data, int threads) {
    this.data = data;
    this.threads = threads;
  }

  @Override
  public double evaluate(double[] logs, double[] gradient, double[][] hessian) {
    double s = Math.exp(logs[0]);
    double beta = Math.exp(logs[1]);
    double[] sums =
        BlockedSum.of(
            data.rows(),
            5,
            threads,
            (from, to, into) -> {
              for (int row = from; row < to; row++) {
                add(row, s, beta, logs, into);
              }
            });
    gradient[0] = sums[1];
    gradient[1] = sums[2];
    // s ln S(t) and s times the part of t are their own derivatives by ln s.
    double churned = data.churnedCustomers();
    hessian[0][0] = sums[1] - churned;
    hessian[0][1] = sums[3];
    hessian[1][0] = sums[3];
    hessian[1][1] = sums[4];
    return sums[0];
  }

  private void add(int row, double s, double beta, double[] logs, double[] sums) {
    double t = data.tenure(row);
    double left = data.churned(row);
    double all = left + data.active(row);
    double l = Math.log1p(t / beta);
    double part = t / (beta + t);
    double slope = part * (beta / (beta + t));
    // density s / (beta + t) S(t), or survival S(t) = (1 + t / beta)^(-s)
    sums[0] -= all * s * l;
    sums[1] -= all * s * l;
    sums[2] += all * s * part;
    sums[3] += all * s * part;
    sums[4] -= all * s * slope;
    if (left > 0) {
      sums[0] += left * (logs[0] - logs[1] - l);
      sums[1] += left;
      sums[2] += left * (part - 1);
      sums[4] -= left * slope;
    }
  }

  @Override
  public double[][] outerProducts(double[] logs) {
    double s = Math.exp(logs[0]);
    double beta = Math.exp(logs[1]);
    double[][] sum = new double[2][2];
    for (int row = 0; row < data.rows(); row++) {
      double t = data.tenure(row);
      double l = Math.log1p(t / beta);
      double part = t / (beta + t);
      RenewalLikelihood.addOuter(data.active(row), new double[] {-s * l, s * part}, sum);
      RenewalLikelihood.addOuter(
          data.churned(row), new double[] {1 - s * l, (s + 1) * part - 1}, sum);
    }
    return sum;
  }

  @Override
  public double customers() {
    return data.customers();
  }
}
