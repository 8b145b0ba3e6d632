package org.clv4j.segments.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.CompensatedSum;
import org.clv4j.segments.internal.Quantile;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;

/**
 * A column on the first of two dates, with its bins frozen; it is held against the same column on
 * any later date.
 *
 * <p>The cut points are the quantiles of type 7 at 1 / bins, 2 / bins …, each once; a value that is
 * a cut point is in the bin below it. Where the first cut point is the least value, what is less
 * has a bin of its own, as what exceeds the greatest has where that is the last cut point. With
 * p<sub>i</sub> and q<sub>i</sub> the shares of bin i on the first and the second date,
 *
 * <pre>PSI = sum (q_i - p_i) ln(q_i / p_i)</pre>
 *
 * <p>which is 0 for the same shares and has no term below 0. A share of 0 on one of the dates is
 * taken as {@link DriftOptions#emptyShare()}, the others stay as they are.
 *
 * <p>Neither the order of the values nor anything but the values changes a bit.
 *
 * @see "Siddiqi (2006), Credit risk scorecards, Wiley; its index is the symmetric divergence of
 *     Jeffreys (1946)"
 */
public final class DriftBaseline {
  private static final double MOST = 1e100;

  private final Scope scope;
  private final String column;
  private final DriftOptions options;
  private final double[] ascending;
  private final List<DriftCut> cuts;
  private final int[] counts;

  private DriftBaseline(Scope scope, String column, double[] ascending, DriftOptions options) {
    this.scope = Objects.requireNonNull(scope, "scope must not be null");
    this.column = Check.notBlank(column, "column");
    this.options = options;
    this.ascending = ascending;
    this.cuts = cuts(ascending, options.bins());
    this.counts = counts(ascending);
  }

  /**
   * Freezes the bins of a column.
   *
   * @param scope what the values looked at
   * @param column its name
   * @param values from -1e100 to 1e100, in any order; they stay as they are
   * @param options bins, thresholds, quantiles
   * @return the baseline
   * @throws IllegalArgumentException if a value is no number in that range
   */
  public static DriftBaseline of(
      Scope scope, String column, double[] values, DriftOptions options) {
    return new DriftBaseline(scope, column, sorted(values, column), options);
  }

  /**
   * Holds the same column on another date against this one.
   *
   * @param later what its values looked at
   * @param values from -1e100 to 1e100, in any order; they stay as they are
   * @return what changed
   * @throws IllegalArgumentException if a value is no number in that range
   */
  public ColumnDrift against(Scope later, double[] values) {
    double[] now = sorted(values, column);
    int[] after = counts(now);
    List<DriftBin> bins = new ArrayList<>();
    CompensatedSum sum = new CompensatedSum();
    for (int bin = 0; bin < counts.length; bin++) {
      double part = part(share(counts[bin], ascending.length), share(after[bin], now.length));
      sum.add(part);
      bins.add(new DriftBin(cut(bin - 1), cut(bin), counts[bin], after[bin], part));
    }
    boolean both = ascending.length > 0 && now.length > 0;
    Metric psi =
        both
            ? Metric.of("psi", sum.value(), MetricUnit.RATIO)
            : Metric.unknown("psi", MetricUnit.RATIO, noValues(later));
    return new ColumnDrift(
        column,
        scope,
        later,
        bins,
        psi,
        both ? Optional.of(options.level(sum.value())) : Optional.empty(),
        options.quantiles().stream()
            .map(
                level -> new QuantileShift(level, quantile(ascending, level), quantile(now, level)))
            .toList());
  }

  private String noValues(Scope later) {
    return "there are no values of " + (ascending.length == 0 ? scope : later).asOf();
  }

  private static double[] sorted(double[] values, String column) {
    double[] sorted = values.clone();
    for (int row = 0; row < sorted.length; row++) {
      if (!(Math.abs(sorted[row]) <= MOST)) {
        Check.inRange(sorted[row], -MOST, MOST, column + " of row " + row);
      }
      // -0 would come before 0.
      sorted[row] += 0.0;
    }
    Arrays.sort(sorted);
    return sorted;
  }

  private static List<DriftCut> cuts(double[] ascending, int bins) {
    if (ascending.length == 0) {
      return List.of();
    }
    List<DriftCut> cuts = new ArrayList<>();
    long last = ascending.length - 1L;
    for (int i = 1; i < bins; i++) {
      // The place of i / bins, exact in whole numbers.
      int rank = (int) (last * i / bins);
      double fraction = (double) (last * i % bins) / bins;
      double low = ascending[rank];
      double cut = fraction == 0 ? low : low + fraction * (ascending[rank + 1] - low);
      if (cuts.isEmpty() && cut == ascending[0]) {
        cuts.add(new DriftCut(cut, true));
        cuts.add(new DriftCut(cut, false));
      } else if (cuts.isEmpty() || cut > cuts.get(cuts.size() - 1).value()) {
        cuts.add(new DriftCut(cut, false));
      }
    }
    return List.copyOf(cuts);
  }

  /** How many values lie in each bin; a value that is a cut point is in the bin below it. */
  private int[] counts(double[] sorted) {
    int[] found = new int[cuts.size() + 1];
    int bin = 0;
    for (double value : sorted) {
      while (bin < cuts.size() && cuts.get(bin).isPassedBy(value)) {
        bin++;
      }
      found[bin]++;
    }
    return found;
  }

  private Optional<DriftCut> cut(int bin) {
    return bin >= 0 && bin < cuts.size() ? Optional.of(cuts.get(bin)) : Optional.empty();
  }

  private static double share(int count, int all) {
    return all == 0 ? 0 : (double) count / all;
  }

  private double part(double before, double after) {
    if (before == after) {
      return 0;
    }
    double p = before == 0 ? options.emptyShare() : before;
    double q = after == 0 ? options.emptyShare() : after;
    return (q - p) * Math.log(q / p);
  }

  private static OptionalDouble quantile(double[] sorted, double level) {
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Quantile.of(level).of(sorted.length, rank -> sorted[(int) rank]));
  }

  /**
   * The name of the column.
   *
   * @return the name
   */
  public String column() {
    return column;
  }

  /**
   * The cut points of the bins.
   *
   * @return ascending; none without values
   */
  public List<DriftCut> cuts() {
    return cuts;
  }

  /** For example {@code spend of 2000 values as of 2024-12-31, 10 bins}. */
  @Override
  public String toString() {
    return column
        + " of "
        + ascending.length
        + " values as of "
        + scope.asOf()
        + ", "
        + counts.length
        + " bins";
  }
}
