package org.clv4j.models.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.clv4j.models.fit.CustomerSummaries;
import org.jspecify.annotations.Nullable;

/**
 * The likelihood of Poisson purchases at gamma rates until dropout, with its derivatives by the
 * logs of (r, alpha, s, c) and, where asked for, b; see {@link DropoutTime} for s, c and b.
 *
 * <pre>
 * L = Gamma(r+x)/Gamma(r) alpha^r { (alpha+T)^-(r+x) S(T) + int_tx^T (alpha+y)^-(r+x) f(y) dy }
 * </pre>
 *
 * <p>The braces are a sum over what may have happened: still there at T, or gone at some node y. So
 * the gradient is the mean, over these, of the gradients with the time of dropout known, and the
 * Hessian is the mean of the Hessians plus the covariance of the gradients.
 *
 * <p>Where all times are whole days, frequencies with many rows share one table ({@link
 * DropoutTable}) of the integral by day; all other rows are integrated one by one.
 */
public final class DropoutLikelihood implements LikelihoodFit.Likelihood {
  private static final int ROWS_OF_A_UNIT = 2048;

  private final CustomerSummaries data;
  private final boolean byB;
  private final int threads;
  private final boolean tables;
  private final DropoutSums layout;

  /** The first row of each frequency, and the number of rows. */
  private final int[] groups;

  /** How many customers have a frequency above j, by j. */
  private final double[] above;

  /**
   * The likelihood of some customers.
   *
   * @param byB whether b is the fifth parameter; else it is 0
   * @param threads at most so many
   * @param tables whether tables may be used
   */
  public DropoutLikelihood(CustomerSummaries data, boolean byB, int threads, boolean tables) {
    this.data = data;
    this.byB = byB;
    this.threads = threads;
    this.tables = tables && data.wholeDays();
    this.layout = new DropoutSums(byB);
    int rows = data.rows();
    this.above = new double[rows == 0 ? 0 : data.frequency(rows - 1)];
    int[] starts = new int[rows + 1];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      int x = data.frequency(row);
      if (x > 0) {
        above[x - 1] += data.weight(row);
      }
      if (row == 0 || x != data.frequency(row - 1)) {
        starts[count++] = row;
      }
    }
    starts[count++] = rows;
    this.groups = Arrays.copyOf(starts, count);
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
    return EvenSample.of(data, some -> new DropoutLikelihood(some, byB, threads, tables));
  }

  @Override
  public double evaluate(double[] logs, double[] gradient, double[][] hessian) {
    double[] natural = exp(logs);
    double value = evaluateNatural(natural, gradient, hessian);
    for (int i = 0; i < natural.length; i++) {
      gradient[i] *= natural[i];
      for (int j = 0; j < natural.length; j++) {
        hessian[i][j] *= natural[i] * natural[j];
      }
      hessian[i][i] += gradient[i];
    }
    return value;
  }

  private static double[] exp(double[] logs) {
    double[] natural = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      natural[i] = Math.exp(logs[i]);
    }
    return natural;
  }

  /** The same by the parameters themselves; b may be 0. */
  public double evaluateNatural(double[] parameters, double[] gradient, double[][] hessian) {
    int n = layout.parameters();
    double[] sums =
        sums(
            parameters,
            layout.size(),
            (row, logValue, z, into) -> layout.addRow(data.weight(row), logValue, z, into));
    double value = sums[0];
    for (int i = 0; i < n; i++) {
      gradient[i] = sums[layout.gradient(i)];
      for (int j = 0; j < n; j++) {
        hessian[i][j] = sums[layout.hessian(i, j)];
      }
    }
    for (int j = 0; j < above.length; j++) {
      double inverse = 1 / (parameters[0] + j);
      value += above[j] * Math.log(parameters[0] + j);
      gradient[0] += above[j] * inverse;
      hessian[0][0] -= above[j] * inverse * inverse;
    }
    return value;
  }

  @Override
  public double[][] outerProducts(double[] logs) {
    int n = layout.parameters();
    double[] natural = exp(logs);
    double[] byR = new double[above.length + 1];
    for (int j = 0; j < above.length; j++) {
      byR[j + 1] = byR[j] + 1 / (natural[0] + j);
    }
    double[] sums =
        sums(
            natural,
            n * n,
            (row, logValue, z, into) -> {
              double extra = z[0] * byR[data.frequency(row)];
              double weight = data.weight(row) / (z[0] * z[0]);
              for (int i = 0; i < n; i++) {
                double gi = z[layout.gradient(i)] + (i == 0 ? extra : 0);
                for (int j = 0; j < n; j++) {
                  double gj = z[layout.gradient(j)] + (j == 0 ? extra : 0);
                  into[n * i + j] += weight * gi * gj;
                }
              }
            });
    double[][] products = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        products[i][j] = natural[i] * natural[j] * sums[n * i + j];
      }
    }
    return products;
  }

  /** Takes the sum over what may have happened, z, of a row whose likelihood is e^logValue z[0]. */
  private interface Row {
    void add(int row, double logValue, double[] z, double[] into);
  }

  /** Rows that are done at once, by a table or not. */
  private record Unit(int from, int to, boolean table) {}

  private double[] sums(double[] parameters, int quantities, Row use) {
    double b = byB ? parameters[4] : 0;
    DropoutDays days = tables ? new DropoutDays(data, parameters, b, byB) : null;
    Unit[] units = units(days);
    double[][] parts = new double[units.length][];
    AtomicInteger next = new AtomicInteger();
    BlockedSum.inParallel(
        Math.max(1, Math.min(threads, units.length)),
        thread -> {
          for (int u = next.getAndIncrement(); u < units.length; u = next.getAndIncrement()) {
            parts[u] = sum(units[u], days, parameters, b, quantities, use);
          }
        });
    return BlockedSum.of(
        units.length,
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

  private Unit[] units(@Nullable DropoutDays days) {
    List<Unit> units = new ArrayList<>();
    int from = 0;
    for (int g = 0; g + 1 < groups.length; g++) {
      int start = groups[g];
      int end = groups[g + 1];
      if (days != null && days.isWorthATable(start, end)) {
        addOneByOne(from, start, units);
        units.add(new Unit(start, end, true));
        from = end;
      }
    }
    addOneByOne(from, data.rows(), units);
    return units.toArray(new Unit[0]);
  }

  private static void addOneByOne(int from, int to, List<Unit> units) {
    for (int start = from; start < to; start += ROWS_OF_A_UNIT) {
      units.add(new Unit(start, Math.min(to, start + ROWS_OF_A_UNIT), false));
    }
  }

  private double[] sum(
      Unit unit,
      @Nullable DropoutDays days,
      double[] parameters,
      double b,
      int quantities,
      Row use) {
    double[] z = new double[layout.size()];
    if (days != null && unit.table()) {
      DropoutTable table = new DropoutTable(days, unit.from());
      return BlockedSum.of(
          unit.to() - unit.from(),
          quantities,
          1,
          (from, to, into) -> {
            for (int row = unit.from() + from; row < unit.from() + to; row++) {
              use.add(row, table.row(row, z), z, into);
            }
          });
    }
    double[] derivatives = new double[DropoutTime.DERIVATIVES];
    return BlockedSum.of(
        unit.to() - unit.from(),
        quantities,
        1,
        (from, to, into) -> {
          for (int row = unit.from() + from; row < unit.from() + to; row++) {
            double logValue =
                layout.integrate(
                    data.frequency(row),
                    data.recency(row),
                    data.age(row),
                    parameters,
                    b,
                    derivatives,
                    z);
            use.add(row, logValue, z, into);
          }
        });
  }
}
