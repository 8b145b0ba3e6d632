package org.clv4j.segments.health;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.LongToDoubleFunction;

/** Quantiles of many whole numbers without sorting them all: counting by leading bits. */
final class Selection {
  private static final int FEW = 256;
  private static final int BITS = 16;

  private Selection() {}

  /** A quantile of type 7; a value means {@code meaning} of it, which must be increasing. */
  static OptionalDouble quantile(long[] values, double p, LongToDoubleFunction meaning) {
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    double place = (values.length - 1) * p;
    int rank = (int) place;
    double low = meaning.applyAsDouble(ofRank(values, rank));
    if (place == rank) {
      return OptionalDouble.of(low);
    }
    double high = meaning.applyAsDouble(ofRank(values, rank + 1));
    return OptionalDouble.of(low + (place - rank) * (high - low));
  }

  /** The value that would stand at a place, from 0, if the values were sorted. */
  static long ofRank(long[] values, int rank) {
    long[] left = values;
    int place = rank;
    while (left.length > FEW) {
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      for (long value : left) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      int shift = Math.max(0, Long.SIZE - BITS - Long.numberOfLeadingZeros(most - least));
      int[] count = new int[(int) ((most - least) >>> shift) + 1];
      for (long value : left) {
        count[(int) ((value - least) >>> shift)]++;
      }
      int bucket = 0;
      while (place >= count[bucket]) {
        place -= count[bucket++];
      }
      if (shift == 0) {
        return least + bucket;
      }
      left = ofBucket(left, least, shift, bucket, count[bucket]);
    }
    long[] few = left.clone();
    Arrays.sort(few);
    return few[place];
  }

  private static long[] ofBucket(long[] values, long least, int shift, int bucket, int size) {
    long[] kept = new long[size];
    int next = 0;
    for (long value : values) {
      if ((value - least) >>> shift == bucket) {
        kept[next++] = value;
      }
    }
    return kept;
  }
}
