package org.clv4j.segments.rfm;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.clv4j.core.customer.CustomerBase;
import org.jspecify.annotations.Nullable;

/**
 * The scores of all rows, one byte each.
 *
 * <p>Every method comes down to {@code bins} - 1 ascending thresholds, each the largest key that is
 * not above a cut point; a value is above as many cut points as thresholds are strictly below its
 * key.
 */
final class RfmScores {
  private final byte[] r;
  private final byte[] f;
  private final byte @Nullable [] m;
  private final @Nullable RfmCuts cuts;

  private RfmScores(byte[] r, byte[] f, byte @Nullable [] m, @Nullable RfmCuts cuts) {
    this.r = r;
    this.f = f;
    this.m = m;
    this.cuts = cuts;
  }

  static RfmScores of(CustomerBase base, RfmScoring scoring) {
    return new Scorer(base, scoring).score();
  }

  int r(int row) {
    return r[row];
  }

  int f(int row) {
    return f[row];
  }

  boolean hasMonetary() {
    return m != null;
  }

  int m(int row) {
    if (m == null) {
      throw new IllegalStateException(
          "m is not scored: amounts or cut points of the spend are missing");
    }
    return m[row];
  }

  @Nullable RfmCuts cuts() {
    return cuts;
  }

  /** The cut points of keys in ascending order, of which there is at least one. */
  static List<BigDecimal> quantiles(Measure measure, long[] ascending, int bins) {
    long last = ascending.length - 1L;
    List<BigDecimal> cuts = new ArrayList<>();
    for (int k = 1; k < bins; k++) {
      int rank = (int) (last * k / bins);
      int next = (int) Math.min(rank + 1L, last);
      cuts.add(measure.between(ascending[rank], ascending[next], last * k % bins, bins));
    }
    return cuts;
  }

  private static final class Scorer {
    private final CustomerBase base;
    private final RfmScoring scoring;
    private final int bins;
    private final long[] sorted;

    Scorer(CustomerBase base, RfmScoring scoring) {
      this.base = base;
      this.scoring = scoring;
      this.bins = scoring.bins();
      this.sorted = new long[scoring.cuts() == null ? base.size() : 0];
    }

    RfmScores score() {
      Measure days = Measure.days(base);
      Measure orders = Measure.orders(base);
      Measure spend = base.hasAmounts() ? Measure.spend(base, scoring.spendMeasure()) : null;
      return switch (scoring.method()) {
        case QUANTILES -> {
          RfmCuts cuts = quantiles(days, orders, spend);
          yield cuts == null ? none(spend != null) : byCuts(cuts, days, orders, spend);
        }
        case RANKS ->
            new RfmScores(
                byRanks(days), byRanks(orders), spend == null ? null : byRanks(spend), null);
        case NESTED -> nested(days, orders, spend);
        case CUTS -> byCuts(requireNonNull(scoring.cuts()), days, orders, spend);
      };
    }

    private static RfmScores none(boolean hasMonetary) {
      byte[] empty = {};
      return new RfmScores(empty, empty, hasMonetary ? empty : null, null);
    }

    private @Nullable RfmCuts quantiles(Measure days, Measure orders, @Nullable Measure spend) {
      return base.isEmpty()
          ? null
          : new RfmCuts(
              quantiles(days),
              quantiles(orders),
              spend == null ? List.of() : quantiles(spend),
              scoring.spendMeasure());
    }

    private List<BigDecimal> quantiles(Measure measure) {
      sort(measure);
      return RfmScores.quantiles(measure, sorted, bins);
    }

    private RfmScores byCuts(RfmCuts cuts, Measure days, Measure orders, @Nullable Measure spend) {
      return new RfmScores(
          byCuts(days, cuts.daysSinceLastOrder()),
          byCuts(orders, cuts.orders()),
          spend == null || !cuts.hasSpend() ? null : byCuts(spend, cuts.spend()),
          cuts);
    }

    private byte[] byCuts(Measure measure, List<BigDecimal> cuts) {
      return byThresholds(measure, cuts.stream().mapToLong(measure::largestKeyUpTo).toArray());
    }

    private byte[] byRanks(Measure measure) {
      sort(measure);
      long twiceSize = 2L * sorted.length;
      long[] thresholds = new long[bins - 1];
      Arrays.fill(thresholds, Long.MIN_VALUE);
      int from = 0;
      while (from < sorted.length) {
        int to = from + 1;
        while (to < sorted.length && sorted[to] == sorted[from]) {
          to++;
        }
        // Ranks from + 1 to have the mean (from + 1 + to) / 2; descending, n - from to n - to + 1.
        long binsTimesRank = bins * ((long) from + to);
        long below =
            measure.fewIsGood()
                ? (binsTimesRank + twiceSize - 1) / twiceSize - 1
                : binsTimesRank / twiceSize;
        Arrays.fill(thresholds, (int) below, bins - 1, sorted[from]);
        from = to;
      }
      return byThresholds(measure, thresholds);
    }

    private RfmScores nested(Measure days, Measure orders, @Nullable Measure spend) {
      byte[] r = within(1, row -> 0, days);
      byte[] f = within(bins, row -> r[row] - 1, orders);
      byte[] m =
          spend == null
              ? null
              : within(bins * bins, row -> (r[row] - 1) * bins + f[row] - 1, spend);
      return new RfmScores(r, f, m, null);
    }

    /** Quantile scores within groups of rows. */
    private byte[] within(int groups, IntUnaryOperator groupOf, Measure measure) {
      int[] rows = new int[base.size()];
      int[] starts = new int[groups + 1];
      for (int row = 0; row < rows.length; row++) {
        starts[groupOf.applyAsInt(row) + 1]++;
      }
      for (int group = 0; group < groups; group++) {
        starts[group + 1] += starts[group];
      }
      int[] next = starts.clone();
      for (int row = 0; row < rows.length; row++) {
        rows[next[groupOf.applyAsInt(row)]++] = row;
      }
      byte[] scores = new byte[rows.length];
      for (int group = 0; group < groups; group++) {
        scoreGroup(measure, rows, starts[group], starts[group + 1], scores);
      }
      return scores;
    }

    private void scoreGroup(Measure measure, int[] rows, int from, int to, byte[] scores) {
      for (int i = from; i < to; i++) {
        sorted[i] = measure.key(rows[i]);
      }
      Arrays.sort(sorted, from, to);
      // No value lies between a quantile and the value of the rank below it.
      long[] thresholds = new long[bins - 1];
      for (int k = 1; k < bins && from < to; k++) {
        thresholds[k - 1] = sorted[from + (int) ((to - from - 1L) * k / bins)];
      }
      for (int i = from; i < to; i++) {
        scores[rows[i]] = score(measure, rows[i], thresholds);
      }
    }

    private void sort(Measure measure) {
      for (int row = 0; row < sorted.length; row++) {
        sorted[row] = measure.key(row);
      }
      Arrays.sort(sorted);
    }

    private byte[] byThresholds(Measure measure, long[] thresholds) {
      byte[] scores = new byte[base.size()];
      for (int row = 0; row < scores.length; row++) {
        scores[row] = score(measure, row, thresholds);
      }
      return scores;
    }

    private byte score(Measure measure, int row, long[] thresholds) {
      long key = measure.key(row);
      int below = 0;
      for (long threshold : thresholds) {
        below += threshold < key ? 1 : 0;
      }
      return (byte) measure.score(below, bins);
    }
  }
}
