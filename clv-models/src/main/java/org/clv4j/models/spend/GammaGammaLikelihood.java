package org.clv4j.models.spend;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.Trigamma;
import org.clv4j.core.internal.Ranges;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.AtBounds;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.LikelihoodFit;
import org.clv4j.models.internal.PolygammaDifference;

/**
 * The Gamma-Gamma likelihood with gradient and Hessian by ln p, ln q, ln gamma.
 *
 * <p>Amounts are divided by their mean first. With S = x z it is
 *
 * <pre>-sum ln B(p x, q) - sum ln z - p sum x ln((gamma + S) / S) - q sum ln((gamma + S) / gamma)
 * </pre>
 *
 * <p>Gamma functions depend on x only and are evaluated once for each distinct x; what depends on
 * the customer is ln(gamma + S) and 1 / (gamma + S), of which four share a logarithm and a
 * division. Where S is far above gamma, p x can be huge, and ln(1 + gamma / S) is taken by itself.
 */
final class GammaGammaLikelihood implements LikelihoodFit.Likelihood {
  private static final double LARGEST_SHAPE = 1e4;
  private static final double LARGEST_MEAN = 1e6;

  private static final double FAR_ABOVE = 1000;

  /** Sums of L = ln(gamma + S), x M with M = L - ln S, I = 1 / (gamma + S), x I, I^2 and x I^2. */
  private static final int L = 0;

  private static final int X_M = 1;
  private static final int I = 2;
  private static final int X_I = 3;
  private static final int I_I = 4;
  private static final int X_I_I = 5;
  private static final int QUANTITIES = 6;
  private static final int MOMENTS = 7;

  private final SpendSummaries data;
  private final int threads;
  private final double scale;
  private final double[] total;
  private final double[] logTotal;
  private final int[] distinct;
  private final double[] customersOf;
  private final double sumLogSpend;
  private final double[] guess;

  private GammaGammaLikelihood(SpendSummaries data, int threads) {
    this.data = data;
    this.threads = threads;
    this.scale = data.mean();
    this.total = new double[data.rows()];
    this.logTotal = new double[data.rows()];
    int count = 0;
    for (int row = 0; row < total.length; row++) {
      total[row] = data.frequency(row) * data.meanSpend(row) / scale;
      logTotal[row] = Math.log(total[row]);
      count += row == 0 || data.frequency(row) != data.frequency(row - 1) ? 1 : 0;
    }
    this.distinct = new int[count];
    this.customersOf = new double[count];
    int group = -1;
    for (int row = 0; row < total.length; row++) {
      if (group < 0 || data.frequency(row) != distinct[group]) {
        distinct[++group] = data.frequency(row);
      }
      customersOf[group] += data.weight(row);
    }
    double[] sums = BlockedSum.of(total.length, MOMENTS, threads, this::addMoments);
    double sum = sums[0] + data.customers() * Math.log(scale);
    for (int i = 0; i < distinct.length; i++) {
      sum -= customersOf[i] * Math.log(distinct[i]);
    }
    this.sumLogSpend = sum;
    this.guess = guess(sums);
  }

  private void addMoments(int from, int to, double[] sums) {
    int group = Arrays.binarySearch(distinct, data.frequency(from));
    int row = from;
    while (row < to) {
      int x = distinct[group++];
      double logOfX = Math.log(x);
      double w = 0;
      double first = 0;
      double second = 0;
      for (; row < to && data.frequency(row) == x; row++) {
        double log = logTotal[row] - logOfX;
        w += data.weight(row);
        first += data.weight(row) * log;
        second += data.weight(row) * log * log;
      }
      sums[0] += first + w * logOfX;
      sums[1] += first;
      sums[2] += second;
      sums[3] += w / x;
      sums[4] += w / x / x;
      sums[5] += first / x;
      sums[6] += second / x;
    }
  }

  /**
   * A start from the variance of ln z, which is trigamma(p x) + trigamma(q), by least squares near
   * trigamma(p) / x + trigamma(q), and from its mean, E digamma(p x) - E ln x + ln gamma -
   * digamma(q).
   */
  private double[] guess(double[] sums) {
    double n = data.customers();
    double mean = sums[1] / n;
    double square = sums[2] / n - mean * mean;
    double inverse = sums[3] / n;
    double together = (sums[6] - 2 * mean * sums[5] + mean * mean * sums[3]) / n;
    double spread = sums[4] / n - inverse * inverse;
    double slope = (together - inverse * square) / spread;
    double p = spread > 1e-6 ? inverseOfTrigamma(slope) : 4;
    double q = spread > 1e-6 ? inverseOfTrigamma(square - slope * inverse) : 4;
    double level = mean + Digamma.value(q);
    for (int i = 0; i < distinct.length; i++) {
      level -= customersOf[i] / n * (Digamma.value(p * distinct[i]) - Math.log(distinct[i]));
    }
    return new double[] {Math.log(p), Math.log(q), Math.log(scale) + level + Math.log(p / q)};
  }

  /** Near enough to start from: the solution of 1/k + 1/(2 k^2) = y, between 0.1 and 1000. */
  private static double inverseOfTrigamma(double y) {
    double inRange = Math.max(1e-3, Math.min(50, y));
    return (1 + Math.sqrt(1 + 2 * inRange)) / (2 * inRange);
  }

  static GammaGammaLikelihood of(SpendSummaries data, int threads) {
    return new GammaGammaLikelihood(data, threads);
  }

  static FitResult<GammaGamma> fit(SpendSummaries data, FitOptions options) {
    Ranges.twoCustomers(
        data.customers(),
        " with repeat spend (besides "
            + Ranges.count(data.withoutRepeat())
            + " who did not buy again and "
            + Ranges.count(data.withoutSpend())
            + " who did for 0 or less)");
    GammaGammaLikelihood likelihood = of(data, options.threads());
    double shape = Math.log(LARGEST_SHAPE);
    double mean = Math.log(LARGEST_MEAN);
    double level = Math.log(likelihood.scale);
    // Coordinates: ln p, ln q, ln(p gamma / q).
    LikelihoodFit.Problem problem =
        new LikelihoodFit.Problem(
            "gamma-gamma",
            List.of("p", "q", "gamma"),
            new double[][] {{1, 0, 0}, {0, 1, 0}, {-1, 1, 1}},
            new double[] {-shape, -shape, level - mean},
            new double[] {shape, shape, level + mean},
            List.of(
                likelihood.guess, start(4, 4, level), start(0.5, 20, level), start(20, 1.5, level)),
            AtBounds.spend());
    return LikelihoodFit.fit(
        problem, likelihood, options, values -> new GammaGamma(values[0], values[1], values[2]));
  }

  /** Shapes, and the gamma that gives the population the mean of the data. */
  private static double[] start(double p, double q, double logOfMean) {
    return new double[] {Math.log(p), Math.log(q), logOfMean + Math.log((q - 1) / q)};
  }

  @Override
  public double customers() {
    return data.customers();
  }

  @Override
  public double evaluate(double[] logs, double[] gradient, double[][] hessian) {
    double p = Math.exp(logs[0]);
    double q = Math.exp(logs[1]);
    double logGamma = logs[2] - Math.log(scale);
    double gamma = Math.exp(logGamma);
    double[] sums = sums(gamma);
    double n = data.customers();
    double value = -sumLogSpend - p * sums[X_M] + q * (n * logGamma - sums[L]);
    double byP = -sums[X_M];
    double byQ = n * logGamma - sums[L];
    double pp = 0;
    double pq = 0;
    double qq = 0;
    double digammaOfQ = Digamma.value(q);
    double trigammaOfQ = Trigamma.value(q);
    for (int i = 0; i < distinct.length; i++) {
      double x = distinct[i];
      double w = customersOf[i];
      double trigamma = Trigamma.value(p * x + q);
      value -= w * LogBeta.value(p * x, q);
      byP += w * x * PolygammaDifference.digamma(p * x, q);
      byQ += w * (Digamma.value(p * x + q) - digammaOfQ);
      pp += w * x * x * PolygammaDifference.trigamma(p * x, q);
      pq += w * x * trigamma;
      qq += w * (trigamma - trigammaOfQ);
    }
    gradient[0] = p * byP;
    gradient[1] = q * byQ;
    gradient[2] = n * q - gamma * (p * sums[X_I] + q * sums[I]);
    hessian[0][0] = p * p * pp + gradient[0];
    hessian[1][1] = q * q * qq + gradient[1];
    hessian[0][1] = p * q * pq;
    hessian[0][2] = -p * gamma * sums[X_I];
    hessian[1][2] = q * (n - gamma * sums[I]);
    // d/d ln gamma of -(p x + q) gamma / (gamma + S).
    hessian[2][2] =
        -gamma * (p * (sums[X_I] - gamma * sums[X_I_I]) + q * (sums[I] - gamma * sums[I_I]));
    hessian[1][0] = hessian[0][1];
    hessian[2][0] = hessian[0][2];
    hessian[2][1] = hessian[1][2];
    return value;
  }

  private double[] sums(double gamma) {
    return BlockedSum.of(
        total.length,
        QUANTITIES,
        threads,
        (from, to, sums) -> {
          int row = from;
          while (row < to) {
            boolean four =
                data.unweighted()
                    && row + 4 <= to
                    && data.frequency(row) == data.frequency(row + 3)
                    && total[row + 3] < FAR_ABOVE * gamma;
            if (four) {
              addFour(row, gamma, sums);
              row += 4;
            } else {
              addOne(row, gamma, sums);
              row++;
            }
          }
        });
  }

  private void addOne(int row, double gamma, double[] sums) {
    double w = data.weight(row);
    double x = data.frequency(row);
    double inverse = 1 / (gamma + total[row]);
    double m =
        total[row] > gamma ? Math.log1p(gamma / total[row]) : -Math.log(inverse) - logTotal[row];
    add(sums, x, w * (logTotal[row] + m), w * m, w * inverse, w * inverse * inverse);
  }

  /**
   * Of four customers with the same x; their totals are of the order of the mean, or x times it.
   */
  private void addFour(int row, double gamma, double[] sums) {
    double a = gamma + total[row];
    double b = gamma + total[row + 1];
    double c = gamma + total[row + 2];
    double d = gamma + total[row + 3];
    double ab = a * b;
    double cd = c * d;
    double product = ab * cd;
    double inverse = 1 / product;
    double overAb = cd * inverse;
    double overCd = ab * inverse;
    double overA = b * overAb;
    double overB = a * overAb;
    double overC = d * overCd;
    double overD = c * overCd;
    double log = Math.log(product);
    double logs = (logTotal[row] + logTotal[row + 1]) + (logTotal[row + 2] + logTotal[row + 3]);
    add(
        sums,
        data.frequency(row),
        log,
        log - logs,
        (overA + overB) + (overC + overD),
        (overA * overA + overB * overB) + (overC * overC + overD * overD));
  }

  private static void add(
      double[] sums, double x, double log, double m, double inverse, double square) {
    sums[L] += log;
    sums[X_M] += x * m;
    sums[I] += inverse;
    sums[X_I] += x * inverse;
    sums[I_I] += square;
    sums[X_I_I] += x * square;
  }

  @Override
  public double[][] outerProducts(double[] logs) {
    double p = Math.exp(logs[0]);
    double q = Math.exp(logs[1]);
    double logGamma = logs[2] - Math.log(scale);
    double gamma = Math.exp(logGamma);
    double[] ofP = new double[distinct.length];
    double[] ofQ = new double[distinct.length];
    for (int i = 0; i < distinct.length; i++) {
      ofP[i] = PolygammaDifference.digamma(p * distinct[i], q);
      ofQ[i] = Digamma.value(p * distinct[i] + q) - Digamma.value(q);
    }
    double[] sums =
        BlockedSum.of(
            total.length,
            6,
            threads,
            (from, to, parts) -> {
              int group = Arrays.binarySearch(distinct, data.frequency(from));
              for (int row = from; row < to; row++) {
                double x = data.frequency(row);
                group += data.frequency(row) == distinct[group] ? 0 : 1;
                double log = Math.log(gamma + total[row]);
                double m =
                    total[row] < FAR_ABOVE * gamma
                        ? log - logTotal[row]
                        : Math.log1p(gamma / total[row]);
                double byP = p * x * (ofP[group] - m);
                double byQ = q * (ofQ[group] + logGamma - log);
                double byGamma = q - (p * x + q) * gamma / (gamma + total[row]);
                double w = data.weight(row);
                parts[0] += w * byP * byP;
                parts[1] += w * byP * byQ;
                parts[2] += w * byP * byGamma;
                parts[3] += w * byQ * byQ;
                parts[4] += w * byQ * byGamma;
                parts[5] += w * byGamma * byGamma;
              }
            });
    return new double[][] {
      {sums[0], sums[1], sums[2]}, {sums[1], sums[3], sums[4]}, {sums[2], sums[4], sums[5]}
    };
  }
}
