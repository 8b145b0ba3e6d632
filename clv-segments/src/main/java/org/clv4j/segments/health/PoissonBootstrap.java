package org.clv4j.segments.health;

/** Replicates of sorted values in which each value counts Poisson(1) times. */
final class PoissonBootstrap {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final int BLOCK_SHIFT = 10;
  private static final int CELL_BITS = 12;
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
    int shift = Long.SIZE - 1 - CELL_BITS;
    for (int cell = 0; cell < counts.length; cell++) {
      int low = search((long) cell << shift);
      int high = search(((cell + 1L) << shift) - 1);
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
    private final long[] ofBlock = new long[(sorted.length >>> BLOCK_SHIFT) + 1];
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
        int from = block << BLOCK_SHIFT;
        int to = Math.min(sorted.length, from + (1 << BLOCK_SHIFT));
        long inBlock = 0;
        for (int i = from; i < to; i++) {
          state += GOLDEN;
          long uniform = mix(state) >>> 1;
          int count = BY_LEADING_BITS[(int) (uniform >>> (Long.SIZE - 1 - CELL_BITS))];
          count = count == UNSURE ? search(uniform) : count;
          counts[i] = (byte) count;
          inBlock += count;
          sum += count * (double) sorted[i];
        }
        ofBlock[block] = inBlock;
        size += inBlock;
      }
      return state;
    }

    double mean() {
      return sum / size;
    }

    double quantile(double p) {
      double place = (size - 1) * p;
      long rank = (long) place;
      double low = ofRank(rank);
      return place == rank ? low : low + (place - rank) * (ofRank(rank + 1) - low);
    }

    private double ofRank(long rank) {
      long before = 0;
      int block = 0;
      while (before + ofBlock[block] <= rank) {
        before += ofBlock[block++];
      }
      int i = block << BLOCK_SHIFT;
      while (before + counts[i] <= rank) {
        before += counts[i++];
      }
      return (double) sorted[i];
    }
  }
}
