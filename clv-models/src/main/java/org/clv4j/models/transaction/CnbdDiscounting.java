package org.clv4j.models.transaction;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;
import org.clv4j.models.internal.BetaDensity;
import org.clv4j.models.internal.BetaMixture;

/**
 * Discounted purchases within a horizon h, or for ever, of a customer who is there, at a stage
 * unknown.
 *
 * <p>Given lambda, stage j has weight (lambda s)^j / j! for a silence of s. A purchase after i
 * others is event n = (i + 1) k - j. With phi = lambda / (lambda + delta) and y = (lambda + delta)
 * h, what is to come is
 *
 * <pre>sum_n W_i phi^n P(Poisson(y) &gt;= n),  W_i = E[(1 - p)^i]</pre>
 *
 * <p>Few events are summed over the counts of the Poisson distribution: all terms are positive, and
 * one pass serves all stages. After many events the stage no longer depends on the first one: then,
 * and for ever, the mean is closed given lambda and p, see {@link Settled}. The mean over lambda is
 * taken by the trapezoidal rule in ln lambda. Relative error below 1e-11.
 */
final class CnbdDiscounting {
  /** After so many time constants of the discount, e^-60 of the purchases are left. */
  static final double FOR_EVER = 60;

  private static final double NEGLIGIBLE = 1e-17;

  /** e^-45 is 3e-20. */
  private static final double FORGOTTEN = 45;

  private final int k;
  private final double m;
  private final double rate;
  private final double silence;
  private final double a;
  private final double b;
  private final double delta;
  private final double horizon;

  /** The weights of the stages for the lambda at hand, with sum 1. */
  private final double[] stages;

  /**
   * For one customer.
   *
   * @param k events to a purchase
   * @param m shape of lambda, at stage 0
   * @param rate of lambda
   * @param silence since the last purchase
   * @param a of p
   * @param b of p, given the history
   * @param delta the discount, above 0
   * @param horizon above 0; infinity for ever
   */
  CnbdDiscounting(
      int k,
      double m,
      double rate,
      double silence,
      double a,
      double b,
      double delta,
      double horizon) {
    this.k = k;
    this.m = m;
    this.rate = rate;
    this.silence = silence;
    this.a = a;
    this.b = b;
    this.delta = delta;
    // After so long nothing counts, not even a first purchase at the k-th event.
    this.horizon = horizon * delta > 60 + 3.0 * k ? Double.POSITIVE_INFINITY : horizon;
    this.stages = new double[k];
  }

  double purchases() {
    double shape = m + k;
    double step = step();
    double damping = k == 1 ? Double.POSITIVE_INFINITY : Math.min(1, damping(1));
    // ln of m^(m+k) / Gamma(m) e^-(m+k), by the series of Stirling.
    double log =
        m * Math.log1p(k / m)
            - k
            + 0.5 * Math.log(m / (2 * Math.PI))
            - BetaDensity.stirling(m)
            - CnbdPosterior.logSumOfWeights(k, m, silence / rate);
    List<Settled> many = new ArrayList<>();
    double flat = 1;
    double few = 0;
    double seen = 0;
    for (int side = 1; side >= -1; side -= 2) {
      double last = 0;
      for (int i = Math.min(0, side); ; i += side) {
        double u = i * step;
        double lambda = shape / rate * Math.exp(u);
        double logStages = weighStages(lambda);
        double weight = step * Math.exp(log + m * u - shape * Math.expm1(u) + logStages);
        double term;
        if (lambda * horizon * damping > FORGOTTEN) {
          Settled node = new Settled(lambda, weight);
          many.add(node);
          flat = Math.min(flat, k * Math.max(1 / horizon, delta) / lambda);
          term = node.purchases(a / (a + b), b / (a + b));
        } else {
          term = weight * purchases(lambda);
          few += term;
        }
        seen += term;
        double ratio = term / last;
        if (term == 0 || (ratio < 1 && term * ratio <= NEGLIGIBLE * (1 - ratio) * seen)) {
          break;
        }
        last = term;
      }
    }
    if (many.isEmpty()) {
      return few;
    }
    return few
        + BetaMixture.mean(
            a,
            b,
            (p, q) -> {
              double sum = 0;
              for (Settled node : many) {
                sum += node.purchases(p, q);
              }
              return sum;
            },
            flat);
  }

  /**
   * The step for which the Fourier transform of the integrand has died off. That of a regular
   * customer has waves of e^(-lambda h (1 - w)), w a root of 1 of degree k.
   */
  private double step() {
    double shape = m + k;
    double frequency = 2 * Math.PI / BetaMixture.step(shape);
    for (int l = 1; 2 * l < k && horizon < Double.POSITIVE_INFINITY; l++) {
      double real = 1 + horizon / rate * damping(l);
      double imaginary = horizon / rate * Math.sin(2 * Math.PI * l / k);
      double angle = Math.atan2(imaginary, real);
      double least = FORGOTTEN - m * Math.log(Math.hypot(real, imaginary));
      while (decay(shape, frequency) - frequency * angle < least) {
        frequency *= 1.1;
      }
    }
    return 2 * Math.PI / frequency;
  }

  /** About -ln of |Gamma(shape + i w) / Gamma(shape)|. */
  private static double decay(double shape, double w) {
    double ratio = w / shape;
    return w * Math.atan(ratio) - 0.5 * shape * Math.log1p(ratio * ratio);
  }

  /** 1 - cos(2 pi l / k). */
  private double damping(int l) {
    double sine = Math.sin(Math.PI * l / k);
    return 2 * sine * sine;
  }

  /** Sets the stages' weights and returns ln of sum_j (lambda s)^j / j!. */
  private double weighStages(double lambda) {
    double mean = lambda * silence;
    double sum = 1;
    double log = 0;
    if (mean < k) {
      stages[0] = 1;
      for (int j = 1; j < k; j++) {
        stages[j] = stages[j - 1] * mean / j;
        sum += stages[j];
      }
    } else {
      log = (k - 1) * Math.log(mean) - LogGamma.value(k);
      stages[k - 1] = 1;
      for (int j = k - 1; j > 0; j--) {
        stages[j - 1] = stages[j] * j / mean;
        sum += stages[j - 1];
      }
    }
    for (int j = 0; j < k; j++) {
      stages[j] /= sum;
    }
    return log + Math.log(sum);
  }

  /** Given lambda, by counts: sum_l P(Poisson(y) = l) sum_(n up to l) W_i phi^n. */
  private double purchases(double lambda) {
    double y = (lambda + delta) * horizon;
    double phi = lambda / (lambda + delta);
    double discount = 1;
    double stays = 1;
    double bought = 0;
    double probability = 1;
    double logScale = -y;
    double sum = 0;
    int stage = k;
    int purchases = 0;
    for (int n = 1; ; n++) {
      discount *= phi;
      bought += stages[--stage] * stays * discount;
      if (stage == 0) {
        stage = k;
        stays *= (b + purchases) / (a + b + purchases);
        purchases++;
      }
      probability *= y / n;
      sum += probability * bought;
      double ratio = y / (n + 1);
      double less = 1 - ratio;
      if (ratio < 1 && probability * (bought + discount) <= NEGLIGIBLE * sum * less * less) {
        return sum * Math.exp(logScale);
      }
      if (probability > 1 / CnbdPosterior.SMALL) {
        probability *= CnbdPosterior.SMALL;
        sum *= CnbdPosterior.SMALL;
        logScale -= CnbdPosterior.LOG_SMALL;
      }
    }
  }

  /**
   * A lambda with many events within h.
   *
   * <p>With root = (1 - p)^(1/k), s = root phi and z = lambda (1 - root) + delta, the density of
   * purchases is a sum over the roots of 1 of degree k, of which only 1 itself is left at h. So
   * from stage j, with c = k - 1 - j,
   *
   * <pre>
   * purchases for ever  = phi^(k-j) / (1 - s^k)
   * those after h       = phi root^-c e^(-z h) / (k (1 - s))
   * </pre>
   *
   * <p>and of their difference, where both are large,
   *
   * <pre>
   * s^c / (1 - s^k) - 1 / (k (1 - s)) = B_c / (k sum_(l &lt; k) s^l)
   * B_c = sum_l (k - 1 - l) s^l - k sum_(l &lt; c) s^l
   * </pre>
   */
  private final class Settled {
    private final double lambda;
    private final double weight;
    private final double[] weights = stages.clone();
    private final double logPhi;
    private final double first;

    Settled(double lambda, double weight) {
      this.lambda = lambda;
      this.weight = weight;
      this.logPhi = -Math.log1p(delta / lambda);
      double phi = Math.exp(logPhi);
      double mean = 0;
      for (double w : weights) {
        mean = mean * phi + w;
      }
      this.first = mean * phi;
    }

    /** Weight times purchases. */
    double purchases(double p, double q) {
      double logRoot = (p < 0.5 ? Math.log1p(-p) : Math.log(q)) / k;
      double z = delta - lambda * Math.expm1(logRoot);
      double scaled = z * horizon;
      double ended = k * z / (lambda + delta);
      if (scaled <= 1) {
        return weight * difference(logRoot, -Math.expm1(-scaled) / ended);
      }
      double forEver = first / -Math.expm1(k * (logRoot + logPhi));
      if (Math.exp(logRoot) * lambda * horizon < k - 1 || -(k - 1) * logRoot - scaled < -60) {
        return weight * forEver;
      }
      double after = 0;
      double grows = Math.exp(-logRoot);
      double power = 1;
      for (int j = k - 1; j >= 0; j--) {
        after += weights[j] * power;
        power *= grows;
      }
      return weight * (forEver - after * Math.exp(logPhi - scaled) / ended);
    }

    private double difference(double logRoot, double within) {
      double s = Math.exp(logRoot + logPhi);
      double powers = 0;
      double rest = 0;
      double power = 1;
      for (int l = 0; l < k; l++) {
        powers += power;
        rest += (k - 1 - l) * power;
        power *= s;
      }
      double grows = Math.exp(-logRoot);
      double grown = Math.exp(logPhi);
      double missing = k * powers;
      double sum = 0;
      power = 1;
      for (int j = k - 1; j >= 0; j--) {
        sum += weights[j] * grown * (within + rest / missing);
        rest -= k * power;
        power *= s;
        grown *= grows;
      }
      return sum;
    }
  }
}
