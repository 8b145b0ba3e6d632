package org.clv4j.segments.experiment;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.clv4j.segments.internal.Quantile;

/**
 * How much of a Qini coefficient is chance.
 *
 * <p><b>Interval</b>: in every replicate the customers of each arm are drawn with replacement; its
 * ends are the quantiles (type 7) of the coefficients at (1 -+ level) / 2. Of heavy tails it holds
 * the truth less often than that; {@code docs/decisions.md} has figures.
 *
 * <p><b>p-value</b>: what if the treatment added the same to every customer? In every replicate the
 * customers keep their score and what they were worth without the treatment, by the mean
 * difference, and lots decide anew who was treated; p is the share of the replicates whose
 * coefficient is as large as that of the data or larger, the data counted as one of them. So a
 * score that foretells the value, but not what the treatment does to it, is no evidence. It is
 * exact but for the estimate of the difference.
 *
 * <p>The same seed gives the same bits for any number of threads and any order of the rows.
 *
 * @see "Efron &amp; Tibshirani (1993), An introduction to the bootstrap, chapter 13; Ding, Feller
 *     &amp; Miratrix (2016), Randomization inference for treatment effect variation, Journal of the
 *     Royal Statistical Society B 78"
 * @param qini the coefficient of the data, in the unit of the values
 * @param level of the interval
 * @param low its lower end
 * @param high its upper end
 * @param pValue one-sided, above 0
 */
public record QiniInterval(double qini, double level, double low, double high, double pValue) {
  /** Differences below this part of the largest value are rounding. */
  private static final double ROUNDING = 1e-12;

  static QiniInterval of(
      ScoredRows rows, double qini, double level, int replicates, long seed, int threads) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be above 0 and below 1, but was " + level);
    }
    int n = rows.size();
    double[] drawn = Replicates.of(replicates, n, seed, threads, random -> redrawn(rows, random));
    Arrays.sort(drawn);
    double added = Moments.mean(rows.values(true)) - Moments.mean(rows.values(false));
    double[] without = rows.value().clone();
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.abs(without[i]));
      without[i] -= rows.treated()[i] ? added : 0;
    }
    double[] byLot =
        Replicates.of(
            replicates, n, ~seed, threads, random -> reassigned(rows, without, added, random));
    double least = qini - ROUNDING * largest;
    long asLarge = Arrays.stream(byLot).filter(other -> other >= least).count();
    return new QiniInterval(
        qini,
        level,
        end(drawn, (1 - level) / 2),
        end(drawn, (1 + level) / 2),
        (1.0 + asLarge) / (1.0 + replicates));
  }

  private static double end(double[] sorted, double p) {
    return Quantile.of(p).of(sorted.length, rank -> sorted[(int) rank]);
  }

  private static double redrawn(ScoredRows rows, SplittableRandom random) {
    int[] copies = new int[rows.size()];
    for (boolean arm : new boolean[] {false, true}) {
      int[] ofArm = rows.rowsOf(arm);
      for (int i = 0; i < ofArm.length; i++) {
        copies[ofArm[random.nextInt(ofArm.length)]]++;
      }
    }
    return rows.qini(copies, rows.treated(), rows.value());
  }

  private static double reassigned(
      ScoredRows rows, double[] without, double added, SplittableRandom random) {
    boolean[] treated = rows.treated().clone();
    double[] value = without.clone();
    for (int i = value.length - 1; i >= 0; i--) {
      int other = random.nextInt(i + 1);
      boolean drawn = treated[other];
      treated[other] = treated[i];
      treated[i] = drawn;
      value[i] += drawn ? added : 0;
    }
    return rows.qini(null, treated, value);
  }

  /** For example {@code Qini 1.2, 95.0 % from -2.8 to 5.2, p 0.24}. */
  @Override
  public String toString() {
    return "Qini " + qini + ", " + 100 * level + " % from " + low + " to " + high + ", p " + pValue;
  }
}
