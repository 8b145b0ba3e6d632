package org.clv4j.segments.behavior;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.CompensatedSum;
import org.clv4j.segments.internal.Quantile;
import org.clv4j.segments.internal.Selection;

/**
 * The known values of a column, for the thresholds that they make. The first few quantiles are
 * selected in linear time; who asks for more has the values sorted.
 */
final class Ranked {
  private static final int SELECTIONS = 3;

  /** Cents are no binary fractions, so that a sum may miss a share by a rounding. */
  private static final double ROUNDING = 1e-12;

  private final double[] values;
  private boolean sorted;
  private int selections;

  Ranked(double[] column) {
    double[] known = new double[column.length];
    int n = 0;
    for (double value : column) {
      if (!Double.isNaN(value)) {
        known[n++] = value + 0.0;
      }
    }
    this.values = n == known.length ? known : Arrays.copyOf(known, n);
  }

  OptionalDouble threshold(Threshold threshold) {
    return switch (threshold.kind()) {
      case NUMBER -> OptionalDouble.of(threshold.level());
      case QUANTILE ->
          values.length == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(quantile(threshold.level()));
      case COVER -> cover(threshold.level());
    };
  }

  private double quantile(double level) {
    if (!sorted && selections++ == SELECTIONS) {
      sort();
    }
    Quantile quantile = Quantile.of(level);
    double found =
        sorted
            ? quantile.of(values.length, rank -> values[(int) rank])
            : quantile.ofUnsorted(
                Arrays.stream(values).mapToLong(Selection::key).toArray(), Selection::number);
    return Check.result(found, "quantile");
  }

  private void sort() {
    if (!sorted) {
      Arrays.sort(values);
      sorted = true;
    }
  }

  /** The least value of those that are greatest and together reach the share. */
  private OptionalDouble cover(double share) {
    sort();
    CompensatedSum sum = new CompensatedSum();
    for (int i = values.length - 1; i >= 0; i--) {
      sum.add(values[i]);
    }
    double wanted = share * sum.value();
    if (!(wanted > 0)) {
      return OptionalDouble.empty();
    }
    Check.result(wanted, "sum to cover");
    double enough = wanted * (1 - ROUNDING);
    CompensatedSum reached = new CompensatedSum();
    int i = values.length;
    while (reached.value() < enough) {
      reached.add(values[--i]);
    }
    return OptionalDouble.of(values[i]);
  }
}
