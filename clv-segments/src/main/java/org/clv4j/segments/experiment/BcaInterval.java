package org.clv4j.segments.experiment;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.Quantile;
import org.clv4j.segments.internal.Tails;

/**
 * The bootstrap interval of a difference of means, corrected for bias and for how the error moves
 * with the mean (BCa).
 *
 * <p>In every replicate the customers of each arm are drawn with replacement. With z0 the normal
 * quantile of the share of the differences below that of the data, and a the skewness of the
 * influences of all customers over 6, the ends are the quantiles (type 7) of the differences at
 *
 * <pre>Phi(z0 + (z0 + z) / (1 - a (z0 + z))),  z the normal quantiles of (1 -+ level) / 2</pre>
 *
 * <p>The same seed gives the same bits for any number of threads.
 *
 * @see "Efron (1987), Better bootstrap confidence intervals, Journal of the American Statistical
 *     Association 82; Efron &amp; Tibshirani (1993), An introduction to the bootstrap, chapter 14"
 * @param estimate mean of the treated less that of the control
 * @param level of the interval
 * @param low its lower end
 * @param high its upper end
 * @param bias z0
 * @param acceleration a
 */
public record BcaInterval(
    double estimate, double level, double low, double high, double bias, double acceleration) {
  /**
   * The interval of two samples.
   *
   * @param control values, at least two
   * @param treated values, at least two, not all equal in both samples
   * @param level above 0, below 1
   * @param replicates 100 to 1 000 000
   * @param seed any number
   * @param threads at most so many, at least 1
   * @return the interval; it depends on the order of the values
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static BcaInterval ofDifference(
      double[] control, double[] treated, double level, int replicates, long seed, int threads) {
    requireValues(control, "control");
    requireValues(treated, "treated");
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be above 0 and below 1, but was " + level);
    }
    Moments c = Moments.of(control);
    Moments t = Moments.of(treated);
    if (c.variance() == 0 && t.variance() == 0) {
      throw new IllegalArgumentException(
          "values must differ within an arm, but all were " + c.mean() + " and " + t.mean());
    }
    double estimate = t.mean() - c.mean();
    double[] drawn =
        Replicates.of(
            replicates,
            control.length + treated.length,
            seed,
            threads,
            random -> {
              double ofControl = drawnMean(control, random);
              return drawnMean(treated, random) - ofControl;
            });
    Arrays.sort(drawn);
    double z0 = Tails.normalInverse(shareBelow(drawn, estimate));
    double a = acceleration(control, c, treated, t);
    return new BcaInterval(
        estimate,
        level,
        end(drawn, z0, a, -Tails.normalQuantile(level)),
        end(drawn, z0, a, Tails.normalQuantile(level)),
        z0,
        a);
  }

  private static void requireValues(double[] values, String name) {
    if (values.length < 2) {
      throw new IllegalArgumentException(
          name + " must have at least two customers, but had " + values.length);
    }
    for (double value : values) {
      Check.finite(value, "value of " + name);
    }
  }

  private static double drawnMean(double[] values, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[random.nextInt(values.length)];
    }
    return sum / values.length;
  }

  /** Ties count half; never 0 or 1, of which there is no quantile. */
  private static double shareBelow(double[] sorted, double estimate) {
    double below = 0;
    for (double value : sorted) {
      below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
    }
    double half = 0.5 / sorted.length;
    return Math.min(1 - half, Math.max(half, below / sorted.length));
  }

  private static double acceleration(double[] control, Moments c, double[] treated, Moments t) {
    double cubes = cubes(treated, t) - cubes(control, c);
    double n = control.length;
    double m = treated.length;
    double squares = (n - 1) / n * c.ofMean() + (m - 1) / m * t.ofMean();
    return cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double cubes(double[] values, Moments of) {
    double sum = 0;
    for (double value : values) {
      double influence = (value - of.mean()) / of.size();
      sum += influence * influence * influence;
    }
    return sum;
  }

  private static double end(double[] sorted, double z0, double a, double z) {
    double shifted = z0 + z;
    double divisor = 1 - a * shifted;
    // Beyond the pole the corrected quantile is at the end of the distribution.
    double p = divisor <= 0 ? (shifted < 0 ? 0 : 1) : Tails.normalBelow(z0 + shifted / divisor);
    return Quantile.of(p).of(sorted.length, rank -> sorted[(int) rank]);
  }
}
