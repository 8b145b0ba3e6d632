package org.clv4j.models.contract;

import java.util.Arrays;
import org.clv4j.models.internal.BetaRatio;

/**
 * The survival S(t) = B(alpha, beta + t^c) / B(alpha, beta) in logs, for t^c of any size.
 *
 * <p>Beyond t^c = e^{@value #CAP}, ln S(t) + alpha c ln t is constant to the last bit; up to there,
 * its square is a double.
 */
record WeibullLifetime(double alpha, double beta, double c) {
  private static final double CAP = 340;
  private static final double LARGEST = Math.exp(CAP);

  /** ln(S(to) / S(from)) for 0 <= from < to. */
  double logRatio(double from, double to) {
    return from == 0
        ? logSurvival(Math.log(to))
        : logRatio(Math.log(from), Math.log(to), Math.log1p((to - from) / from));
  }

  /** ln S(t), given ln t. */
  double logSurvival(double logTime) {
    double l = c * logTime;
    double u = l < CAP ? Math.exp(l) : LARGEST;
    return BetaRatio.log(alpha, beta, u) - alpha * Math.max(0, l - CAP);
  }

  /** ln(S(to) / S(from)), given ln from, ln to and their difference. */
  double logRatio(double logFrom, double logTo, double difference) {
    double from = c * logFrom;
    if (from >= CAP) {
      return -alpha * c * difference;
    }
    double v = Math.exp(from);
    double to = c * logTo;
    double u = to < CAP ? v * Math.expm1(c * difference) : LARGEST - v;
    return BetaRatio.log(alpha, beta + v, u) - alpha * Math.max(0, to - CAP);
  }

  /** As {@link RenewalLikelihood.LogRetention} wants it. */
  static void logRetention(double[] parameters, int period, double[] out) {
    double alpha = parameters[0];
    double beta = parameters[1];
    double c = parameters[2];
    double logTo = Math.log(period);
    double logFrom = period == 1 ? 0 : Math.log(period - 1.0);
    double difference = period == 1 ? 0 : Math.log1p(1 / (period - 1.0));
    if (period > 1 && c * logFrom >= CAP) {
      fillPowerLaw(-alpha * c * difference, out);
      return;
    }
    // v = (t - 1)^c, u = t^c - v, and their derivatives by ln c
    double v = period == 1 ? 0 : Math.exp(c * logFrom);
    double v1 = v * c * logFrom;
    double v2 = v1 * (1 + c * logFrom);
    double u;
    double u1;
    double u2;
    double beyond = 0;
    if (c * logTo < CAP) {
      u = period == 1 ? 1 : v * Math.expm1(c * difference);
      u1 = c * (u * logTo + v * difference);
      u2 = (u + v) * c * logTo * (1 + c * logTo) - v2;
      out[3] = 0;
    } else {
      u = LARGEST - v;
      u1 = -v1;
      u2 = -v2;
      beyond = -alpha * (c * logTo - CAP);
      out[3] = -alpha * c * logTo;
    }
    double[] d = new double[BetaRatio.SIZE];
    BetaRatio.derivatives(alpha, beta + v, u, d);
    double powerLaw = out[3];
    out[0] = d[BetaRatio.VALUE] + beyond;
    out[1] = alpha * d[BetaRatio.A] + beyond;
    out[2] = beta * d[BetaRatio.B];
    out[3] = d[BetaRatio.B] * v1 + d[BetaRatio.U] * u1 + powerLaw;
    out[4] = alpha * alpha * d[BetaRatio.AA] + out[1];
    out[5] = alpha * beta * d[BetaRatio.AA];
    out[6] = alpha * (d[BetaRatio.AA] * v1 + d[BetaRatio.AU] * u1) + powerLaw;
    out[7] = beta * beta * d[BetaRatio.BB] + out[2];
    out[8] = beta * (d[BetaRatio.BB] * v1 + d[BetaRatio.BU] * u1);
    out[9] =
        d[BetaRatio.BB] * v1 * v1
            + d[BetaRatio.BU] * u1 * (2 * v1 + u1)
            + d[BetaRatio.B] * v2
            + d[BetaRatio.U] * u2
            + powerLaw;
  }

  /** -alpha c difference, whose derivatives by ln alpha and ln c are itself. */
  private static void fillPowerLaw(double value, double[] out) {
    Arrays.fill(out, 0);
    for (int i : new int[] {0, 1, 3, 4, 6, 9}) {
      out[i] = value;
    }
  }
}
