package org.clv4j.models.transaction;

import java.util.Arrays;
import java.util.List;
import org.clv4j.models.internal.AtBounds;
import org.clv4j.models.internal.BetaRatio;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.LikelihoodFit;

/**
 * The likelihood of {@link BgBb} with its derivatives. A history is a mixture of the times at which
 * the customer may have died: gradient and Hessian follow from the moments of the derivatives of
 * the components under their posterior weights.
 */
final class BgBbLikelihood implements LikelihoodFit.Likelihood {
  private static final int SIZE = 4;
  private static final int TERMS = 1 + SIZE + SIZE * (SIZE + 1) / 2;

  private final OpportunityHistories data;
  private final int threads;

  BgBbLikelihood(OpportunityHistories data, int threads) {
    this.data = data;
    this.threads = threads;
  }

  /** Shapes from 1e-4 to 1e4 and odds from 1e-6 to 1e8, for buying and for living on. */
  static LikelihoodFit.Problem problem(String name, OpportunityHistories data) {
    double share = Math.min(0.95, Math.max(0.05, data.shareUsed()));
    double odds = Math.log((1 - share) / share);
    double shape = Math.log(1e4);
    return new LikelihoodFit.Problem(
        name,
        List.of("alpha", "beta", "gamma", "delta"),
        new double[][] {{1, 0, 0, 0}, {1, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 1, 1}},
        new double[] {-shape, Math.log(1e-6), -shape, Math.log(1e-6)},
        new double[] {shape, Math.log(1e8), shape, Math.log(1e8)},
        List.of(
            new double[] {0, odds, -0.5, 1.5},
            new double[] {2, odds, 3, 2.5},
            new double[] {-1, odds, -3, 4}),
        AtBounds.opportunities());
  }

  @Override
  public double evaluate(double[] logs, double[] gradient, double[][] hessian) {
    double[] sums =
        BlockedSum.of(
            data.rows(),
            TERMS,
            threads,
            (from, to, into) -> {
              Row row = new Row(logs);
              for (int i = from; i < to; i++) {
                row.evaluate(data.frequency(i), data.recency(i), data.opportunities(i));
                row.addTo(data.weight(i), into);
              }
            });
    int next = 1 + SIZE;
    for (int i = 0; i < SIZE; i++) {
      gradient[i] = sums[1 + i];
      for (int j = i; j < SIZE; j++) {
        hessian[i][j] = sums[next];
        hessian[j][i] = sums[next++];
      }
    }
    return sums[0];
  }

  @Override
  public double[][] outerProducts(double[] logs) {
    double[][] sum = new double[SIZE][SIZE];
    Row row = new Row(logs);
    double[] terms = new double[TERMS];
    for (int i = 0; i < data.rows(); i++) {
      row.evaluate(data.frequency(i), data.recency(i), data.opportunities(i));
      Arrays.fill(terms, 0);
      row.addTo(1, terms);
      for (int j = 0; j < SIZE; j++) {
        for (int k = 0; k < SIZE; k++) {
          sum[j][k] += data.weight(i) * terms[1 + j] * terms[1 + k];
        }
      }
    }
    return sum;
  }

  @Override
  public double customers() {
    return data.customers();
  }

  /** Scratch space for one history; derivatives are by the parameters themselves. */
  private static final class Row {
    private final double[] parameters = new double[SIZE];
    private final double[] ratio = new double[BetaRatio.SIZE];

    /** What all components share. */
    private final double[] g = new double[SIZE];

    private final double[][] h = new double[SIZE][SIZE];

    /** The current component beyond that. */
    private final double[] atomG = new double[SIZE];

    private final double[][] atomH = new double[SIZE][SIZE];

    private final double[] meanG = new double[SIZE];
    private final double[][] meanH = new double[SIZE][SIZE];
    private double total;
    private double value;

    private Row(double[] logs) {
      for (int i = 0; i < SIZE; i++) {
        parameters[i] = Math.exp(logs[i]);
      }
    }

    private void evaluate(int x, int tx, int n) {
      clear();
      double alpha = parameters[0];
      double beta = parameters[1];
      double gamma = parameters[2];
      double delta = parameters[3];
      value = addRatio(1, 0, beta, alpha, x);
      value += addRatio(0, 1, alpha + x, beta, tx - x);
      value += addRatio(2, 3, gamma, delta, tx);
      double weight = 1;
      for (int i = tx; i < n; i++) {
        double all = gamma + delta + i;
        addDeath(weight * (gamma / all), gamma, all);
        weight *= (beta + i - x) / (alpha + beta + i) * ((delta + i) / all);
        survive(alpha + x, beta + i - x, 0, 1);
        survive(gamma, delta + i, 2, 3);
      }
      add(weight);
      value += Math.log(total);
    }

    private void clear() {
      total = 0;
      for (int i = 0; i < SIZE; i++) {
        g[i] = 0;
        atomG[i] = 0;
        meanG[i] = 0;
        for (int j = 0; j < SIZE; j++) {
          h[i][j] = 0;
          atomH[i][j] = 0;
          meanH[i][j] = 0;
        }
      }
    }

    /** Adds ln B(a, b + u) - ln B(a, b); p and q number the parameters that a and b move with. */
    private double addRatio(int p, int q, double a, double b, int u) {
      BetaRatio.derivatives(a, b, u, ratio);
      g[p] += ratio[BetaRatio.A];
      g[q] += ratio[BetaRatio.B];
      h[p][p] += ratio[BetaRatio.AA];
      h[p][q] += ratio[BetaRatio.AA];
      h[q][p] += ratio[BetaRatio.AA];
      h[q][q] += ratio[BetaRatio.BB];
      return ratio[BetaRatio.VALUE];
    }

    /** The component goes on by a factor b / (a + b). */
    private void survive(double a, double b, int p, int q) {
      double all = 1 / (a + b);
      double square = all * all;
      atomG[p] -= all;
      atomG[q] += a / b * all;
      atomH[p][p] += square;
      atomH[p][q] += square;
      atomH[q][p] += square;
      atomH[q][q] += square - 1 / (b * b);
    }

    /** The component that ends here by a factor gamma / all. */
    private void addDeath(double weight, double gamma, double all) {
      change(1, gamma, all);
      add(weight);
      change(-1, gamma, all);
    }

    private void change(int sign, double gamma, double all) {
      double square = sign / (all * all);
      atomG[2] += sign * (1 / gamma - 1 / all);
      atomG[3] -= sign / all;
      atomH[2][2] += square - sign / (gamma * gamma);
      atomH[2][3] += square;
      atomH[3][2] += square;
      atomH[3][3] += square;
    }

    private void add(double weight) {
      total += weight;
      for (int i = 0; i < SIZE; i++) {
        meanG[i] += weight * atomG[i];
        for (int j = i; j < SIZE; j++) {
          meanH[i][j] += weight * (atomH[i][j] + atomG[i] * atomG[j]);
        }
      }
    }

    /** Adds the log-likelihood and its derivatives by the logs of the parameters. */
    private void addTo(double weight, double[] sums) {
      sums[0] += weight * value;
      int next = 1 + SIZE;
      for (int i = 0; i < SIZE; i++) {
        double meanOfI = meanG[i] / total;
        double slope = parameters[i] * (g[i] + meanOfI);
        sums[1 + i] += weight * slope;
        for (int j = i; j < SIZE; j++) {
          double curvature = h[i][j] + meanH[i][j] / total - meanOfI * (meanG[j] / total);
          sums[next++] +=
              weight * (parameters[i] * parameters[j] * curvature + (i == j ? slope : 0));
        }
      }
    }
  }
}
