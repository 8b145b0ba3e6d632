package org.clv4j.segments.drift;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.Scope;

/**
 * How a column changed between two dates.
 *
 * @param column its name
 * @param from what its values on the first date looked at
 * @param to what those on the second did
 * @param bins by rising value
 * @param psi the population stability index, {@code psi}; empty where one of the dates has no
 *     values
 * @param level what the index says; empty where there is none
 * @param quantiles the shifts that were asked for, in that order
 * @see DriftBaseline
 */
public record ColumnDrift(
    String column,
    Scope from,
    Scope to,
    List<DriftBin> bins,
    Metric psi,
    Optional<DriftLevel> level,
    List<QuantileShift> quantiles) {

  /** Takes copies of the lists. */
  public ColumnDrift {
    Objects.requireNonNull(column, "column must not be null");
    Objects.requireNonNull(from, "from must not be null");
    Objects.requireNonNull(to, "to must not be null");
    Objects.requireNonNull(psi, "psi must not be null");
    Objects.requireNonNull(level, "level must not be null");
    bins = List.copyOf(bins);
    quantiles = List.copyOf(quantiles);
  }

  /**
   * The index that chance alone would bring on average, if both dates were independent samples of
   * one population: (bins - 1) (1 / n + 1 / m) of n and m values. An index of about that size says
   * nothing, whatever the thresholds.
   *
   * @return 0 or more; 0 without values
   * @see "Yurdakul (2018), Statistical properties of population stability index, Western Michigan
   *     University"
   */
  public double byChance() {
    long n = bins.stream().mapToLong(DriftBin::before).sum();
    long m = bins.stream().mapToLong(DriftBin::after).sum();
    long some = bins.stream().filter(bin -> bin.before() + bin.after() > 0).count();
    return n == 0 || m == 0 ? 0 : (some - 1) * (1.0 / n + 1.0 / m);
  }

  /** For example {@code spend: psi = 0.3 ratio, alert}. */
  @Override
  public String toString() {
    return column + ": " + psi + level.map(found -> ", " + found).orElse("");
  }
}
