package org.clv4j.models.internal;

import java.util.Arrays;
import java.util.Optional;
import org.clv4j.models.fit.CustomerSummaries;

/**
 * The likelihood of BG/NBD and MBG/NBD with its derivatives by the logs of (r, alpha, a, b).
 *
 * <p>They differ in the number of chances to leave that a living customer has passed: x in BG/NBD
 * and x + 1 in MBG/NBD, where the first purchase counts too. With n of them,
 *
 * <pre>
 * ln L = sum(j&lt;x) ln(r+j) - r ln(1 + T/alpha) - x ln(alpha+T) - sum(j&lt;n) ln(1 + a/(b+j)) + [n&gt;0] ln(1 + rho)
 * rho = a/(b+n-1) ((alpha+T)/(alpha+t_x))^(r+x)
 * </pre>
 *
 * <p>Sums over j are made once per j with the number of customers they concern.
 */
public final class BetaGeometricLikelihood implements LikelihoodFit.Likelihood {
  private static final int R = 0;
  private static final int ALPHA = 1;
  private static final int A = 2;
  private static final int B = 3;
  private static final int VALUE = 0;
  private static final int GRADIENT = 1;
  private static final int HESSIAN = 5;
  private static final int SUMS = 15;

  private final CustomerSummaries data;
  private final int chancesAtFirst;
  private final int threads;
  private final TimeTable table;

  /** How many customers have a frequency above j, by j. */
  private final double[] above;

  /**
   * The likelihood of some customers.
   *
   * @param data the customers
   * @param chancesAtFirst 0 for BG/NBD, 1 for MBG/NBD
   * @param threads at most so many
   */
  public BetaGeometricLikelihood(CustomerSummaries data, int chancesAtFirst, int threads) {
    this.data = data;
    this.chancesAtFirst = chancesAtFirst;
    this.threads = threads;
    this.table = TimeTable.of(data);
    int rows = data.rows();
    this.above = new double[rows == 0 ? 0 : data.frequency(rows - 1)];
    for (int row = 0; row < rows; row++) {
      if (data.frequency(row) > 0) {
        above[data.frequency(row) - 1] += data.weight(row);
      }
    }
    for (int j = above.length - 2; j >= 0; j--) {
      above[j] += above[j + 1];
    }
  }

  @Override
  public double customers() {
    return data.customers();
  }

  @Override
  public long fingerprint() {
    return data.fingerprint();
  }

  @Override
  public Optional<LikelihoodFit.Likelihood> sample() {
    return EvenSample.of(data, some -> new BetaGeometricLikelihood(some, chancesAtFirst, threads));
  }

  @Override
  public double evaluate(double[] logs, double[] gradient, double[][] hessian) {
    Point at = new Point(logs);
    double[] sums =
        BlockedSum.of(data.rows(), SUMS, threads, (from, to, into) -> add(at, from, to, into));
    addSumsOverPurchases(at, sums);
    int next = HESSIAN;
    double[] natural = at.parameters;
    for (int i = 0; i < natural.length; i++) {
      gradient[i] = natural[i] * sums[GRADIENT + i];
      for (int j = i; j < natural.length; j++) {
        hessian[i][j] = natural[i] * natural[j] * sums[next++];
        hessian[j][i] = hessian[i][j];
      }
      hessian[i][i] += gradient[i];
    }
    return sums[VALUE];
  }

  /** A point and the functions of time there. */
  private final class Point {
    final double[] parameters;
    final double r;
    final double alpha;
    final double a;
    final double b;

    /** ln(1 + t/alpha) and 1/(alpha + t). */
    final double[] log;

    final double[] inverse;

    Point(double[] logs) {
      parameters = new double[] {exp(logs[R]), exp(logs[ALPHA]), exp(logs[A]), exp(logs[B])};
      r = parameters[R];
      alpha = parameters[ALPHA];
      a = parameters[A];
      b = parameters[B];
      double[] times = table.times();
      log = new double[times.length];
      inverse = new double[times.length];
      for (int i = 0; i < times.length; i++) {
        log[i] = Math.log1p(times[i] / alpha);
        inverse[i] = 1 / (alpha + times[i]);
      }
    }

    private static double exp(double log) {
      return Math.exp(log);
    }
  }

  private void add(Point at, int from, int to, double[] sums) {
    double logAlpha = Math.log(at.alpha);
    for (int row = from; row < to; row++) {
      int x = data.frequency(row);
      double w = data.weight(row);
      double t = data.age(row);
      double log = at.log[table.age()[row]];
      double inverse = at.inverse[table.age()[row]];
      sums[VALUE] += w * (-at.r * log - x * (log + logAlpha));
      double byRandAlpha = t * inverse / at.alpha;
      sums[GRADIENT + R] -= w * log;
      sums[GRADIENT + ALPHA] += w * (at.r * byRandAlpha - x * inverse);
      sums[HESSIAN + 1] += w * byRandAlpha;
      sums[HESSIAN + 4] +=
          w
              * (-at.r * byRandAlpha * (2 * at.alpha + t) * inverse / at.alpha
                  + x * inverse * inverse);
      int chances = x + chancesAtFirst;
      if (chances > 0) {
        addLeaving(at, row, x, w, log, inverse, at.b + chances - 1, sums);
      }
    }
  }

  /** ln(1 + rho) with its derivatives. */
  private void addLeaving(
      Point at, int row, int x, double w, double log, double inverse, double bx, double[] sums) {
    double m = at.r + x;
    double d = log - at.log[table.recency()[row]];
    double inverseAtRecency = at.inverse[table.recency()[row]];
    double e = inverse - inverseAtRecency;
    double f = e * (inverse + inverseAtRecency);
    double rhoLog = Math.log(at.a / bx) + m * d;
    // rho may overflow, 1/rho may not.
    double small = Math.exp(-Math.abs(rhoLog));
    double sigma = rhoLog > 0 ? 1 / (1 + small) : small / (1 + small);
    double v = sigma * (1 - sigma);
    sums[VALUE] += w * (Math.max(rhoLog, 0) + Math.log1p(small));
    double byAlpha = m * e;
    double byA = 1 / at.a;
    double byB = -1 / bx;
    double ws = w * sigma;
    double wv = w * v;
    sums[GRADIENT + R] += ws * d;
    sums[GRADIENT + ALPHA] += ws * byAlpha;
    sums[GRADIENT + A] += ws * byA;
    sums[GRADIENT + B] += ws * byB;
    sums[HESSIAN] += wv * d * d;
    sums[HESSIAN + 1] += ws * e + wv * d * byAlpha;
    sums[HESSIAN + 2] += wv * d * byA;
    sums[HESSIAN + 3] += wv * d * byB;
    sums[HESSIAN + 4] += -ws * m * f + wv * byAlpha * byAlpha;
    sums[HESSIAN + 5] += wv * byAlpha * byA;
    sums[HESSIAN + 6] += wv * byAlpha * byB;
    sums[HESSIAN + 7] += (wv - ws) * byA * byA;
    sums[HESSIAN + 8] += wv * byA * byB;
    sums[HESSIAN + 9] += (wv + ws) * byB * byB;
  }

  private void addSumsOverPurchases(Point at, double[] sums) {
    for (int j = 0; j < above.length; j++) {
      double inverse = 1 / (at.r + j);
      sums[VALUE] += above[j] * Math.log(at.r + j);
      sums[GRADIENT + R] += above[j] * inverse;
      sums[HESSIAN] -= above[j] * inverse * inverse;
    }
    for (int j = 0; j < above.length + chancesAtFirst; j++) {
      int purchases = j - chancesAtFirst;
      double w = purchases < 0 ? data.customers() : above[purchases];
      double both = 1 / (at.a + at.b + j);
      double one = 1 / (at.b + j);
      sums[VALUE] -= w * Math.log1p(at.a * one);
      sums[GRADIENT + A] -= w * both;
      sums[GRADIENT + B] += w * at.a * one * both;
      sums[HESSIAN + 7] += w * both * both;
      sums[HESSIAN + 8] += w * both * both;
      sums[HESSIAN + 9] += w * (both * both - one * one);
    }
  }

  @Override
  public double[][] outerProducts(double[] logs) {
    Point at = new Point(logs);
    int longest = above.length;
    double[] byR = new double[longest + 1];
    double[] byA = new double[longest + 2];
    double[] byB = new double[longest + 2];
    for (int j = 0; j < longest; j++) {
      byR[j + 1] = byR[j] + 1 / (at.r + j);
    }
    for (int j = 0; j <= longest; j++) {
      byA[j + 1] = byA[j] - 1 / (at.a + at.b + j);
      byB[j + 1] = byB[j] + at.a / ((at.b + j) * (at.a + at.b + j));
    }
    double[] sums =
        BlockedSum.of(
            data.rows(),
            16,
            threads,
            (from, to, into) -> {
              double[] one = new double[SUMS];
              for (int row = from; row < to; row++) {
                Arrays.fill(one, 0);
                add(at, row, row + 1, one);
                int x = data.frequency(row);
                double w = data.weight(row);
                one[GRADIENT + R] += w * byR[x];
                one[GRADIENT + A] += w * byA[x + chancesAtFirst];
                one[GRADIENT + B] += w * byB[x + chancesAtFirst];
                for (int i = 0; i < 4; i++) {
                  for (int j = 0; j < 4; j++) {
                    into[4 * i + j] += one[GRADIENT + i] * one[GRADIENT + j] / w;
                  }
                }
              }
            });
    double[][] products = new double[4][4];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        products[i][j] = at.parameters[i] * at.parameters[j] * sums[4 * i + j];
      }
    }
    return products;
  }
}
