package org.clv4j.segments.rfm;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.segments.internal.Selection;
import org.jspecify.annotations.Nullable;

/**
 * The scores of all rows, one byte each.
 *
 * <p>Every method comes down to {@code bins} - 1 ascending thresholds, each the largest key that is
 * not above a cut point (-1 if there is none); a value is above as many cut points as thresholds
 * are strictly below its key.
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

  /** The cut points of keys in any order, of which there is at least one. */
  static List<BigDecimal> quantiles(Measure measure, long[] keys, int bins) {
    long last = keys.length - 1L;
    int[] ranks = new int[2 * (bins - 1)];
    for (int k = 1; k < bins; k++) {
      ranks[2 * k - 2] = (int) (last * k / bins);
      ranks[2 * k - 1] = (int) Math.min(last * k / bins + 1, last);
    }
    long[] values = Selection.ofRanks(keys, 0, keys.length, ranks);
    List<BigDecimal> cuts = new ArrayList<>();
    for (int k = 1; k < bins; k++) {
      cuts.add(measure.between(values[2 * k - 2], values[2 * k - 1], last * k % bins, bins));
    }
    return cuts;
  }

  private static final class Scorer {
    private static final int CHUNK = 1024;

    private final CustomerBase base;
    private final RfmScoring scoring;
    private final int bins;
    private final long[] keys;
    private final long[] below = new long[CHUNK];

    Scorer(CustomerBase base, RfmScoring scoring) {
      this.base = base;
      this.scoring = scoring;
      this.bins = scoring.bins();
      this.keys = new long[scoring.cuts() == null ? base.size() : CHUNK];
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
      measure.keys(0, keys, keys.length);
      return RfmScores.quantiles(measure, keys, bins);
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
      long[] thresholds = new long[bins - 1];
      if (keys.length > 0) {
        measure.keys(0, keys, keys.length);
        int[] ranks = new int[bins - 1];
        Arrays.setAll(ranks, i -> (int) (keys.length * (i + 1L) / bins));
        long[] straddling = Selection.ofRanks(keys, 0, keys.length, ranks);
        Arrays.setAll(thresholds, i -> lastBelow(i + 1, straddling[i], measure.fewIsGood()));
      }
      return byThresholds(measure, thresholds);
    }

    /**
     * The largest key whose mean rank lies below the part k / bins of all: {@code straddling}, the
     * only key that may have ranks on both sides, or the one before it; -1 if there is none.
     */
    private long lastBelow(int k, long straddling, boolean fewIsGood) {
      long smaller = 0;
      long equal = 0;
      long before = -1;
      for (long key : keys) {
        if (key < straddling) {
          smaller++;
          before = Math.max(before, key);
        } else {
          equal += key == straddling ? 1 : 0;
        }
      }
      // Half a rank below the mean of the ranks smaller + 1 to smaller + equal, times 2 bins.
      long rank = bins * (2 * smaller + equal);
      long bound = 2L * keys.length * k;
      boolean below = fewIsGood ? rank <= bound : rank < bound;
      return below ? straddling : before;
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
      long[] chunk = new long[CHUNK];
      for (int row = 0; row < rows.length; row++) {
        if (row % CHUNK == 0) {
          measure.keys(row, chunk, Math.min(CHUNK, rows.length - row));
        }
        int place = next[groupOf.applyAsInt(row)]++;
        rows[place] = row;
        keys[place] = chunk[row % CHUNK];
      }
      byte[] scores = new byte[rows.length];
      for (int group = 0; group < groups; group++) {
        scoreGroup(measure, rows, starts[group], starts[group + 1], scores);
      }
      return scores;
    }

    private void scoreGroup(Measure measure, int[] rows, int from, int to, byte[] scores) {
      if (from == to) {
        return;
      }
      // No value lies between a quantile and the value of the rank below it.
      int[] ranks = new int[bins - 1];
      Arrays.setAll(ranks, i -> (int) ((to - from - 1L) * (i + 1) / bins));
      long[] thresholds = Selection.ofRanks(keys, from, to, ranks);
      for (int i = from; i < to; i++) {
        int below = 0;
        for (long threshold : thresholds) {
          below += threshold < keys[i] ? 1 : 0;
        }
        scores[rows[i]] = (byte) measure.score(below, bins);
      }
    }

    private byte[] byThresholds(Measure measure, long[] thresholds) {
      byte[] scores = new byte[base.size()];
      int lowest = measure.score(0, bins);
      int step = measure.fewIsGood() ? -1 : 1;
      for (int from = 0; from < scores.length; from += CHUNK) {
        int rows = Math.min(CHUNK, scores.length - from);
        measure.keys(from, keys, rows);
        countBelow(thresholds, rows);
        for (int i = 0; i < rows; i++) {
          scores[from + i] = (byte) (lowest + step * (int) below[i]);
        }
      }
      return scores;
    }

    /** Neither is below -1, so a threshold is below a key where the difference has its sign set. */
    private void countBelow(long[] thresholds, int rows) {
      Arrays.fill(below, 0, rows, 0);
      for (long threshold : thresholds) {
        for (int i = 0; i < rows; i++) {
          below[i] += (threshold - keys[i]) >>> (Long.SIZE - 1);
        }
      }
    }
  }
}
