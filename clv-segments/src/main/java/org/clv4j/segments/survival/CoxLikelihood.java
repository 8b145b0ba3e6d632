package org.clv4j.segments.survival;

import org.clv4j.segments.internal.PairSums;

/**
 * The log partial likelihood with its first and second derivatives.
 *
 * <p>A time at which d customers leave, whose r add up to D, while those of all at risk add up to
 * R, adds the sum of their predictors less the sum over l = 0 … d - 1 of log(R - f D), where f is l
 * / d by Efron and 0 by Breslow.
 */
final class CoxLikelihood {
  private final CoxRows rows;
  private final CoxTies ties;

  /** Value, gradient and minus the matrix of second derivatives. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Point(double value, double[] gradient, double[][] information) {}

  CoxLikelihood(CoxRows rows, CoxTies ties) {
    this.rows = rows;
    this.ties = ties;
  }

  Point at(double[] theta) {
    int p = theta.length;
    PairSums value = new PairSums(1);
    PairSums gradient = new PairSums(p);
    PairSums information = new PairSums(p * p);
    double[] about = new double[p];
    double[] risen = new double[p];
    CoxSweep.run(
        rows,
        theta,
        (stratum, slot, left, predictors, scale, risk, tied) -> {
          Shares shares = Shares.of(ties, left, risk.total(), tied.total());
          value.add(0, predictors - left * scale - shares.logs);
          // Moments are taken about the mean of those who left, so that nothing large cancels.
          for (int k = 0; k < p; k++) {
            about[k] = tied.first(k) / tied.total();
            risen[k] = risk.first(k) - about[k] * risk.total();
            gradient.add(k, -left * about[k]);
            gradient.add(k, -shares.one * risen[k]);
          }
          for (int k = 0; k < p; k++) {
            for (int l = 0; l <= k; l++) {
              double spread = risk.second(k, l) - about[k] * risk.first(l) - about[l] * risen[k];
              double spreadOfTied = tied.second(k, l) - about[k] * tied.first(l);
              information.add(
                  k * p + l,
                  shares.one * spread
                      - shares.part * spreadOfTied
                      - shares.oneSquared * risen[k] * risen[l]);
            }
          }
        });
    // The derivative of the predictors of those who left does not depend on theta.
    for (int i = 0; i < rows.size(); i++) {
      for (int k = 0; rows.event()[i] && k < p; k++) {
        gradient.add(k, rows.weight()[i] * rows.z()[i * p + k]);
      }
    }
    double[][] matrix = new double[p][p];
    for (int k = 0; k < p; k++) {
      for (int l = 0; l <= k; l++) {
        matrix[k][l] = information.get(k * p + l);
        matrix[l][k] = matrix[k][l];
      }
    }
    return new Point(value.get(0), gradient.toArray(), matrix);
  }

  /** Sums over l of log(R - f D), of q = 1 / (R - f D), f q and q q. */
  static final class Shares {
    double logs;
    double one;
    double part;
    double oneSquared;

    static Shares of(CoxTies ties, double left, double risk, double tied) {
      Shares sums = new Shares();
      if (ties == CoxTies.BRESLOW) {
        sums.add(left, 0, risk);
        return sums;
      }
      for (double l = 0; l < left; l++) {
        double f = l / left;
        sums.add(1, f, risk - f * tied);
      }
      return sums;
    }

    private void add(double times, double f, double denominator) {
      double q = 1 / denominator;
      logs += times * Math.log(denominator);
      one += times * q;
      part += times * q * f;
      oneSquared += times * q * q;
    }
  }
}
