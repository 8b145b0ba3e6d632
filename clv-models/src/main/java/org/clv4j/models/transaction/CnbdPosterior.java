package org.clv4j.models.transaction;

/**
 * What a history tells under a CNBD-k model with Erlang-k interpurchase times.
 *
 * <p>Think of events that come as a Poisson process with rate lambda; every k-th is a purchase. Of
 * a customer still there, j of the events before the next purchase have happened unseen in the
 * silence s = T - t<sub>x</sub>. With m = r + k x, A = alpha + T and q = s / A, stage j has weight
 *
 * <pre>c_j = (m)_j / j! q^j,  j = 0 .. k-1,</pre>
 *
 * lambda given j is gamma distributed with shape m + j and rate A, and the dropout probability is
 * beta distributed with a and B. So everything that can be foretold is a finite mixture over j.
 */
final class CnbdPosterior {
  /** Weights are scaled down by this when they pass its inverse. */
  static final double SMALL = 0x1p-700;

  static final double LOG_SMALL = -700 * Math.log(2);

  private CnbdPosterior() {}

  /** c_(j+1) of c_j, to be scaled by {@link #SMALL} if it is large. */
  static double next(double weight, double m, double q, int j) {
    return weight * ((m + j) / (j + 1) * q);
  }

  /** ln of the sum of all c_j. */
  static double logSumOfWeights(int k, double m, double q) {
    double weight = 1;
    double sum = 1;
    double log = 0;
    for (int j = 1; j < k; j++) {
      weight = next(weight, m, q, j - 1);
      if (weight > 1 / SMALL) {
        weight *= SMALL;
        sum *= SMALL;
        log -= LOG_SMALL;
      }
      sum += weight;
    }
    return log + Math.log(sum);
  }

  /** ln of the odds that the customer is gone, for dropout at the last of {@code coins}. */
  static double logOddsOfGone(CnbdK model, int coins, int x, double recency, double age) {
    double m = model.r() + (double) model.k() * x;
    double silence = age - recency;
    return Math.log(model.a())
        - Math.log(model.b() + (coins - 1))
        + m * Math.log1p(silence / (model.alpha() + recency))
        - logSumOfWeights(model.k(), m, silence / (model.alpha() + age));
  }

  /** A quantity that depends on the stage. */
  @FunctionalInterface
  interface OfStage {
    /** The value given stage j, with lambda's shape m + j. */
    double value(int j, double shape);
  }

  /** The mean over the stages. */
  static double mean(int k, double m, double q, OfStage quantity) {
    double weight = 1;
    double sum = 0;
    double weighted = 0;
    for (int j = 0; j < k && weight > 0; j++) {
      sum += weight;
      weighted += weight * quantity.value(j, m + j);
      weight = next(weight, m, q, j);
      if (weight > 1 / SMALL) {
        weight *= SMALL;
        sum *= SMALL;
        weighted *= SMALL;
      }
    }
    return weighted / sum;
  }
}
