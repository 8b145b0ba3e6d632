package org.clv4j.segments.health;

import org.clv4j.segments.internal.Quantile;

/** Replicates of sorted values in which each value counts Poisson(1) times. */
final class PoissonBootstrap {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final int CELL_BITS = 12;
  private static final int CELL_MASK = (1 << CELL_BITS) - 1;

  /** As many as the bits of a long give cells. */
  private static final int AT_ONCE = Long.SIZE / CELL_BITS;

  private static final int BLOCK = 200 * AT_ONCE;

  /** What a number of 63 bits has beside its leading ones. */
  private static final int REST_BITS = Long.SIZE - 1 - CELL_BITS;

  private static final int UNSURE = -1;

  /** P(N &lt;= k) in units of 2^-63; beyond 20 there is less than one unit. */
  private static final long[] UP_TO = upTo();

  /** By the leading bits of a number of 63 bits, its quantile of Poisson(1), if they tell it. */
  private static final byte[] BY_LEADING_BITS = byLeadingBits();

  private final long[] sorted;
  private final long seed;

  PoissonBootstrap(long[] sorted, long seed) {
    this.sorted = sorted;
    this.seed = mix(seed);
  }

  private static long[] upTo() {
    long[] upTo = new long[21];
    double term = StrictMath.exp(-1) * 0x1p63;
    double sum = 0;
    for (int k = 0; k < upTo.length; k++) {
      sum += term;
      term /= k + 1;
      upTo[k] = (long) sum;
    }
    upTo[upTo.length - 1] = Long.MAX_VALUE;
    return upTo;
  }

  private static byte[] byLeadingBits() {
    byte[] counts = new byte[1 << CELL_BITS];
    for (int cell = 0; cell < counts.length; cell++) {
      int low = search((long) cell << REST_BITS);
      int high = search(((cell + 1L) << REST_BITS) - 1);
      counts[cell] = (byte) (low == high ? low : UNSURE);
    }
    return counts;
  }

  private static int search(long uniform) {
    int k = 0;
    while (uniform > UP_TO[k]) {
      k++;
    }
    return k;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  Replicate replicate() {
    return new Replicate();
  }

  /** Room for one replicate at a time; belongs to one thread. */
  final class Replicate {
    private final byte[] counts = new byte[sorted.length];
    private final long[] ofBlock = new long[sorted.length / BLOCK + 1];
    private long size;
    private double sum;

    /** Draws a replicate: the same for the same number. */
    void draw(int number) {
      long state = mix(seed + number * GOLDEN);
      do {
        state = draw(state);
      } while (size == 0);
    }

    private long draw(long start) {
      long state = start;
      size = 0;
      sum = 0;
      for (int block = 0; block < ofBlock.length; block++) {
        int from = block * BLOCK;
        int to = Math.min(sorted.length, from + BLOCK);
        long inBlock = 0;
        for (int i = from; i < to; i += AT_ONCE) {
          state += GOLDEN;
          long bits = mix(state);
          double part = 0;
          for (int k = i; k < Math.min(to, i + AT_ONCE); k++) {
            int cell = (int) bits & CELL_MASK;
            bits >>>= CELL_BITS;
            int count = BY_LEADING_BITS[cell];
            if (count == UNSURE) {
              state += GOLDEN;
              count = search(((long) cell << REST_BITS) | (mix(state) >>> (Long.SIZE - REST_BITS)));
            }
            counts[k] = (byte) count;
            inBlock += count;
            part += count * (double) sorted[k];
          }
          sum += part;
        }
        ofBlock[block] = inBlock;
        size += inBlock;
      }
      return state;
    }

    double mean() {
      return sum / size;
    }

    double quantile(Quantile quantile) {
      return quantile.of(size, this::ofRank);
    }

    private double ofRank(long rank) {
      long before = 0;
      int block = 0;
      while (before + ofBlock[block] <= rank) {
        before += ofBlock[block++];
      }
      int i = block * BLOCK;
      while (before + counts[i] <= rank) {
        before += counts[i++];
      }
      return (double) sorted[i];
    }
  }
}
