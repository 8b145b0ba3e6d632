package org.clv4j.models.internal;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The likelihood of customers whose parameters depend on covariates z, by the logs of the
 * parameters at z = 0 and by the coefficients g, which are appended to them.
 *
 * <p>All who agree in z share a likelihood. Its logs are A(z) (logs, g), so its gradient and
 * Hessian are A' gradient and A' Hessian A. From the sum a penalty is taken.
 */
public final class CovariateLikelihood implements LikelihoodFit.Likelihood {
  private static final int PATTERNS_OF_A_UNIT = 64;

  /**
   * An effect: the log of a parameter rises by {@code sign} z[column] g[coefficient].
   *
   * @param parameter of the model
   * @param coefficient among the coefficients, from 0
   * @param column of z
   * @param sign 1 or -1
   */
  public record Term(int parameter, int coefficient, int column, int sign) {}

  /**
   * Customers who agree in their covariates.
   *
   * @param z their covariates
   * @param likelihood theirs, by the logs of the parameters
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Pattern(double[] z, LikelihoodFit.Likelihood likelihood) {}

  private final List<Pattern> patterns;
  private final List<Term> terms;
  private final int parameters;
  private final double[] penalties;
  private final double customers;
  private final int threads;

  /**
   * The likelihood of all patterns.
   *
   * @param patterns in an order that does not depend on that of the data
   * @param terms all effects
   * @param parameters of the model without covariates
   * @param penalties by coefficient; penalty g^2 is taken from the log-likelihood
   * @param customers in all
   * @param threads at most so many
   */
  public CovariateLikelihood(
      List<Pattern> patterns,
      List<Term> terms,
      int parameters,
      double[] penalties,
      double customers,
      int threads) {
    this.patterns = patterns;
    this.terms = terms;
    this.parameters = parameters;
    this.penalties = penalties;
    this.customers = customers;
    this.threads = threads;
  }

  @Override
  public double customers() {
    return customers;
  }

  /** What the log-likelihood lacks at a point. */
  public double penalty(double[] logs) {
    double penalty = 0;
    for (int c = 0; c < penalties.length; c++) {
      penalty += penalties[c] * logs[parameters + c] * logs[parameters + c];
    }
    return penalty;
  }

  @Override
  public double evaluate(double[] logs, double[] gradient, double[][] hessian) {
    int n = logs.length;
    double[] sums =
        sums(
            1 + n + n * n,
            n,
            (pattern, design, into) -> {
              double[] g = new double[parameters];
              double[][] h = new double[parameters][parameters];
              into[0] += pattern.likelihood().evaluate(times(design, logs), g, h);
              for (int i = 0; i < parameters; i++) {
                for (int j = 0; j < n; j++) {
                  into[1 + j] += g[i] * design[i][j];
                }
              }
              addSandwich(design, h, into, 1 + n);
            });
    for (int i = 0; i < n; i++) {
      gradient[i] = sums[1 + i];
      for (int j = i; j < n; j++) {
        hessian[i][j] = sums[1 + n + n * i + j];
        hessian[j][i] = hessian[i][j];
      }
    }
    for (int c = 0; c < penalties.length; c++) {
      gradient[parameters + c] -= 2 * penalties[c] * logs[parameters + c];
      hessian[parameters + c][parameters + c] -= 2 * penalties[c];
    }
    return sums[0] - penalty(logs);
  }

  @Override
  public double[][] outerProducts(double[] logs) {
    int n = logs.length;
    double[] sums =
        sums(
            n * n,
            n,
            (pattern, design, into) ->
                addSandwich(
                    design, pattern.likelihood().outerProducts(times(design, logs)), into, 0));
    double[][] products = new double[n][];
    for (int i = 0; i < n; i++) {
      products[i] = Arrays.copyOfRange(sums, n * i, n * (i + 1));
    }
    return products;
  }

  private interface Kernel {
    void add(Pattern pattern, double[][] design, double[] into);
  }

  /** Units of patterns in any thread, then the units in their order. */
  private double[] sums(int quantities, int n, Kernel kernel) {
    int units = (patterns.size() + PATTERNS_OF_A_UNIT - 1) / PATTERNS_OF_A_UNIT;
    double[][] parts = new double[units][quantities];
    AtomicInteger next = new AtomicInteger();
    BlockedSum.inParallel(
        Math.max(1, Math.min(threads, units)),
        thread -> {
          for (int u = next.getAndIncrement(); u < units; u = next.getAndIncrement()) {
            int end = Math.min(patterns.size(), (u + 1) * PATTERNS_OF_A_UNIT);
            for (Pattern pattern : patterns.subList(u * PATTERNS_OF_A_UNIT, end)) {
              kernel.add(pattern, design(pattern.z(), n), parts[u]);
            }
          }
        });
    return BlockedSum.of(
        units,
        quantities,
        1,
        (from, to, into) -> {
          for (int u = from; u < to; u++) {
            for (int q = 0; q < quantities; q++) {
              into[q] += parts[u][q];
            }
          }
        });
  }

  private double[][] design(double[] z, int n) {
    double[][] design = new double[parameters][n];
    for (int i = 0; i < parameters; i++) {
      design[i][i] = 1;
    }
    for (Term term : terms) {
      design[term.parameter()][parameters + term.coefficient()] += term.sign() * z[term.column()];
    }
    return design;
  }

  private static double[] times(double[][] design, double[] logs) {
    double[] product = new double[design.length];
    for (int i = 0; i < design.length; i++) {
      for (int j = 0; j < logs.length; j++) {
        product[i] += design[i][j] * logs[j];
      }
    }
    return product;
  }

  /** Adds design' middle design to a square that begins at an offset. */
  private static void addSandwich(double[][] design, double[][] middle, double[] into, int offset) {
    int n = design[0].length;
    double[] row = new double[n];
    for (int i = 0; i < design.length; i++) {
      Arrays.fill(row, 0);
      for (int k = 0; k < design.length; k++) {
        for (int j = 0; j < n; j++) {
          row[j] += middle[i][k] * design[k][j];
        }
      }
      for (int a = 0; a < n; a++) {
        if (design[i][a] != 0) {
          for (int b = 0; b < n; b++) {
            into[offset + n * a + b] += design[i][a] * row[b];
          }
        }
      }
    }
  }
}
