package org.clv4j.segments.survival;

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
    double[] value = new double[1];
    double[] gradient = new double[p];
    double[][] information = new double[p][p];
    CoxSweep.run(
        rows,
        theta,
        (stratum, slot, left, predictors, scale, risk, tied) -> {
          Shares shares = Shares.of(ties, left, risk.total(), tied.total());
          value[0] += predictors - left * scale - shares.logs;
          for (int k = 0; k < p; k++) {
            double riskK = risk.first(k);
            double tiedK = tied.first(k);
            gradient[k] -= shares.one * riskK - shares.f * tiedK;
            for (int l = 0; l <= k; l++) {
              double riskL = risk.first(l);
              double tiedL = tied.first(l);
              information[k][l] +=
                  shares.one * risk.second(k, l)
                      - shares.f * tied.second(k, l)
                      - (shares.oneSquared * riskK * riskL
                          - shares.fSquared * (riskK * tiedL + tiedK * riskL)
                          + shares.ffSquared * tiedK * tiedL);
            }
          }
        });
    // The derivative of the predictors of those who left does not depend on theta.
    for (int i = 0; i < rows.size(); i++) {
      for (int k = 0; rows.event()[i] && k < p; k++) {
        gradient[k] += rows.weight()[i] * rows.z()[i * p + k];
      }
    }
    for (int k = 0; k < p; k++) {
      for (int l = 0; l < k; l++) {
        information[l][k] = information[k][l];
      }
    }
    return new Point(value[0], gradient, information);
  }

  /** Sums over the customers who leave at one time, with q = 1 / (R - f D). */
  static final class Shares {
    double logs;
    double one;
    double f;
    double oneSquared;
    double fSquared;
    double ffSquared;

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

    private void add(double times, double part, double denominator) {
      double q = 1 / denominator;
      logs += times * Math.log(denominator);
      one += times * q;
      f += times * q * part;
      oneSquared += times * q * q;
      fSquared += times * q * q * part;
      ffSquared += times * q * q * part * part;
    }
  }
}
