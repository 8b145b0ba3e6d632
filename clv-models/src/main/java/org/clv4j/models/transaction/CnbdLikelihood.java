package org.clv4j.models.transaction;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.commons.numbers.gamma.LogGamma;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.AtBounds;
import org.clv4j.models.internal.BetaGeometric;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.EvenSample;
import org.clv4j.models.internal.LikelihoodFit;

/** The likelihood of {@link CnbdK}, with gradient and Hessian. */
final class CnbdLikelihood implements LikelihoodFit.Likelihood {
  private static final int PARAMETERS = 4;
  private static final int SUMS = 1 + PARAMETERS + PARAMETERS * (PARAMETERS + 1) / 2;
  private static final int LARGEST_SEARCHED = 24;

  private final CustomerSummaries data;
  private final CnbdK family;
  private final int k;
  private final int threads;
  private final double constant;

  CnbdLikelihood(CustomerSummaries data, CnbdK family, int threads) {
    this.data = data;
    this.family = family;
    this.k = family.k();
    this.threads = threads;
    this.constant =
        BlockedSum.of(
            data.rows(),
            1,
            1,
            (from, to, sums) -> {
              for (int row = from; row < to; row++) {
                int x = data.frequency(row);
                double times =
                    data.hasInterpurchaseTimes()
                        ? ofTimes(k, x, data.sumOfLogInterpurchaseTimes(row))
                        : ofRecency(k, x, data.recency(row));
                sums[0] += data.weight(row) * times;
              }
            })[0];
  }

  /** Fits the family of a model, whose parameters besides k do not matter. */
  static <M extends CnbdK> FitResult<M> fit(
      CustomerSummaries data, M family, FitOptions options, Function<double[], M> model) {
    RateStart start = RateStart.of(data, family.k());
    double shape = start.logShape();
    double mean = start.logMean();
    double shapeBound = Math.log(1e4);
    double ratioBound = Math.log(1e8);
    LikelihoodFit.Problem problem =
        new LikelihoodFit.Problem(
            family.name(),
            List.of("r", "alpha", "a", "b"),
            new double[][] {{1, 0, 0, 0}, {1, -1, 0, 0}, {0, 0, 1, 0}, {0, 0, 1, 1}},
            new double[] {-shapeBound, start.lowestLogMean(), -shapeBound, -ratioBound},
            new double[] {shapeBound, start.highestLogMean(), shapeBound, ratioBound},
            List.of(
                new double[] {shape, mean, Math.log(0.5), Math.log(5)},
                new double[] {shape, mean, Math.log(5), Math.log(10)},
                new double[] {shape, mean, Math.log(0.05), Math.log(50)}),
            AtBounds.betaGeometric());
    return LikelihoodFit.fit(
        problem, new CnbdLikelihood(data, family, options.threads()), options, model);
  }

  /** Fits for k = 1, 2, .. until the likelihood falls. */
  static <M extends CnbdK> FitResult<M> search(IntFunction<FitResult<M>> fit) {
    FitResult<M> best = fit.apply(1);
    int evaluations = best.evaluations();
    for (int k = 2; k <= LARGEST_SEARCHED; k++) {
      FitResult<M> next = fit.apply(k);
      evaluations += next.evaluations();
      if (next.logLikelihood() <= best.logLikelihood()) {
        break;
      }
      best = next;
    }
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("k", (double) best.model().k());
    parameters.putAll(best.parameters());
    return new FitResult<>(
        best.model(),
        parameters,
        best.covariance(),
        best.sandwich(),
        best.logLikelihood(),
        best.customers(),
        evaluations,
        best.gradientNorm(),
        best.warnings(),
        best.objective());
  }

  /** What litt adds to {@link #withoutTimes}. */
  static double ofTimes(int k, int x, double sumOfLogs) {
    return k == 1 ? 0 : (k - 1) * sumOfLogs - x * LogGamma.value(k);
  }

  /** What t_x adds to {@link #withoutTimes} where litt is not known. */
  static double ofRecency(int k, int x, double recency) {
    if (k == 1 || x == 0) {
      return 0;
    }
    double stages = (double) k * x;
    return (stages - x) * Math.log(recency) + LogGamma.value(x) - LogGamma.value(stages);
  }

  /** The log-likelihood without its factors of interpurchase times. */
  static double withoutTimes(CnbdK model, int x, double recency, double age) {
    double r = model.r();
    double alpha = model.alpha();
    int stages = Math.multiplyExact(model.k(), x);
    double m = r + stages;
    int chances = model.chancesToLeave(x);
    double a = alpha + age;
    double value =
        BetaGeometric.logArrivals(r, alpha, stages, age)
            + BetaGeometric.logSurvivals(model.a(), model.b(), chances)
            + CnbdPosterior.logSumOfWeights(model.k(), m, (age - recency) / a);
    if (chances == 0) {
      return value;
    }
    double odds = CnbdPosterior.logOddsOfGone(model, chances, x, recency, age);
    return value + BetaGeometric.log1pExp(odds);
  }

  @Override
  public Optional<LikelihoodFit.Likelihood> sample() {
    return EvenSample.of(data, some -> new CnbdLikelihood(some, family, threads));
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
  public double evaluate(double[] logs, double[] gradient, double[][] hessian) {
    Kernel kernel = new Kernel(logs);
    double[] s =
        BlockedSum.of(
            data.rows(),
            SUMS,
            threads,
            (from, to, sums) -> {
              for (int row = from; row < to; row++) {
                kernel.add(row, sums);
              }
            });
    int next = 1 + PARAMETERS;
    for (int i = 0; i < PARAMETERS; i++) {
      gradient[i] = kernel.p[i] * s[1 + i];
      for (int j = i; j < PARAMETERS; j++) {
        hessian[i][j] = kernel.p[i] * kernel.p[j] * s[next++] + (i == j ? gradient[i] : 0);
        hessian[j][i] = hessian[i][j];
      }
    }
    return s[0] + constant;
  }

  @Override
  public double[][] outerProducts(double[] logs) {
    Kernel kernel = new Kernel(logs);
    double[] s =
        BlockedSum.of(
            data.rows(),
            PARAMETERS * PARAMETERS,
            threads,
            (from, to, sums) -> {
              double[] one = new double[SUMS];
              for (int row = from; row < to; row++) {
                Arrays.fill(one, 0);
                kernel.add(row, one);
                for (int i = 0; i < PARAMETERS; i++) {
                  for (int j = 0; j < PARAMETERS; j++) {
                    sums[PARAMETERS * i + j] +=
                        kernel.p[i] * kernel.p[j] * one[1 + i] * one[1 + j] / data.weight(row);
                  }
                }
              }
            });
    double[][] outer = new double[PARAMETERS][PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      System.arraycopy(s, PARAMETERS * i, outer[i], 0, PARAMETERS);
    }
    return outer;
  }

  /** One customer's terms, at one point of the parameters. */
  private final class Kernel {
    final double[] p = new double[PARAMETERS];
    private final RisingLogs rising;
    private final double[] stays;
    private final double[] staysA;
    private final double[] staysB;
    private final double[] staysAA;
    private final double[] staysBB;

    Kernel(double[] logs) {
      for (int i = 0; i < PARAMETERS; i++) {
        p[i] = Math.exp(logs[i]);
      }
      rising = new RisingLogs(data, p[0], k);
      int groups = data.rows() == 0 ? 0 : rising.group(data.rows() - 1) + 1;
      stays = new double[groups];
      staysA = new double[groups];
      staysB = new double[groups];
      staysAA = new double[groups];
      staysBB = new double[groups];
      fillStays(p[2], p[3]);
    }

    private void fillStays(double a, double b) {
      double value = 0;
      double byA = 0;
      double byB = 0;
      double byAA = 0;
      double byBB = 0;
      int n = 0;
      for (int row = 0; row < data.rows(); row++) {
        int group = rising.group(row);
        if (row > 0 && group == rising.group(row - 1)) {
          continue;
        }
        for (; n < family.chancesToLeave(data.frequency(row)); n++) {
          double stay = 1 / (b + n);
          double both = 1 / (a + b + n);
          value -= Math.log1p(a * stay);
          byA -= both;
          byB += a * stay * both;
          byAA += both * both;
          byBB -= a * stay * both * (stay + both);
        }
        stays[group] = value;
        staysA[group] = byA;
        staysB[group] = byB;
        staysAA[group] = byAA;
        staysBB[group] = byBB;
      }
    }

    /** Adds value, gradient and upper triangle of the Hessian, by the parameters themselves. */
    void add(int row, double[] sums) {
      double r = p[0];
      double alpha = p[1];
      double a = p[2];
      double b = p[3];
      double w = data.weight(row);
      int x = data.frequency(row);
      int group = rising.group(row);
      int chances = family.chancesToLeave(x);
      double age = data.age(row);
      double big = alpha + age;
      double stages = (double) k * x;
      double m = r + stages;
      double q = (age - data.recency(row)) / big;

      // Those still there: the mean of the stages' derivatives, and the Hessian of their log.
      double weight = 1;
      double logScale = 0;
      double sum = 0;
      double sumR = 0;
      double sumRR = 0;
      double sumJ = 0;
      double sumJJ = 0;
      double sumRJ = 0;
      double byR = 0;
      double lessRR = 0;
      for (int j = 0; j < k; j++) {
        sum += weight;
        sumR += weight * byR;
        sumRR += weight * (byR * byR - lessRR);
        sumJ += weight * j;
        sumJJ += weight * j * (j + 1);
        sumRJ += weight * byR * j;
        double inverse = 1 / (m + j);
        byR += inverse;
        lessRR += inverse * inverse;
        weight = CnbdPosterior.next(weight, m, q, j);
        if (weight > 1 / CnbdPosterior.SMALL) {
          weight *= CnbdPosterior.SMALL;
          sum *= CnbdPosterior.SMALL;
          sumR *= CnbdPosterior.SMALL;
          sumRR *= CnbdPosterior.SMALL;
          sumJ *= CnbdPosterior.SMALL;
          sumJJ *= CnbdPosterior.SMALL;
          sumRJ *= CnbdPosterior.SMALL;
          logScale -= CnbdPosterior.LOG_SMALL;
        }
      }
      double logSum = logScale + Math.log(sum);
      double hereR = sumR / sum;
      double hereAlpha = -sumJ / sum / big;
      double hereRR = sumRR / sum - hereR * hereR;
      double hereRAlpha = -sumRJ / sum / big - hereR * hereAlpha;
      double hereAlphaAlpha = sumJJ / sum / (big * big) - hereAlpha * hereAlpha;

      // Those gone after the last purchase.
      double gone = 0;
      double logOdds = 0;
      double goneR = 0;
      double goneAlpha = 0;
      double goneRAlpha = 0;
      double goneAlphaAlpha = 0;
      double goneB = 0;
      if (chances > 0) {
        double last = alpha + data.recency(row);
        double silence = age - data.recency(row);
        goneR = Math.log1p(silence / last);
        goneRAlpha = -silence / (big * last);
        goneAlpha = m * goneRAlpha;
        goneAlphaAlpha = -m * goneRAlpha * (1 / big + 1 / last);
        goneB = -1 / (b + (chances - 1));
        double odds = Math.log(a) - Math.log(b + (chances - 1)) + m * goneR - logSum;
        gone = 1 / (1 + Math.exp(-odds));
        logOdds = BetaGeometric.log1pExp(odds);
      }
      double here = 1 - gone;
      double both = here * gone;
      double dR = goneR - hereR;
      double dAlpha = goneAlpha - hereAlpha;
      double dA = 1 / a;
      double dB = goneB;

      double shrink = -Math.log1p(age / alpha);
      sums[0] +=
          w
              * (rising.log(group)
                  + r * shrink
                  - stages * Math.log(big)
                  + stays[group]
                  + logSum
                  + logOdds);
      sums[1] += w * (rising.first(group) + shrink + hereR + gone * dR);
      sums[2] += w * (r * age / (alpha * big) - stages / big + hereAlpha + gone * dAlpha);
      sums[3] += w * (staysA[group] + gone * dA);
      sums[4] += w * (staysB[group] + gone * dB);
      sums[5] += w * (rising.second(group) + here * hereRR + both * dR * dR);
      sums[6] +=
          w * (age / (alpha * big) + here * hereRAlpha + gone * goneRAlpha + both * dR * dAlpha);
      sums[7] += w * both * dR * dA;
      sums[8] += w * both * dR * dB;
      sums[9] +=
          w
              * (-r * age * (big + alpha) / (alpha * alpha * big * big)
                  + stages / (big * big)
                  + here * hereAlphaAlpha
                  + gone * goneAlphaAlpha
                  + both * dAlpha * dAlpha);
      sums[10] += w * both * dAlpha * dA;
      sums[11] += w * both * dAlpha * dB;
      sums[12] += w * (staysAA[group] - gone * dA * dA + both * dA * dA);
      sums[13] += w * (staysAA[group] + both * dA * dB);
      sums[14] += w * (staysBB[group] + gone * dB * dB + both * dB * dB);
    }
  }
}
