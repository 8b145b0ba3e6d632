package org.clv4j.core.internal;

/** Rows spread over a column, at no fixed distance, so that nothing that repeats can hide. */
public final class Sample {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Sample() {}

  /**
   * Chooses rows.
   *
   * @param rows how many there are
   * @param most how many are wanted at most
   * @return the same ones for the same numbers, ascending
   */
  public static int[] rows(int rows, int most) {
    int[] sample = new int[Math.min(rows, most)];
    for (int i = 0; i < sample.length; i++) {
      int start = Parallel.start(rows, i, sample.length);
      int next = Parallel.start(rows, i + 1, sample.length);
      sample[i] = start + (int) (((i * GOLDEN) >>> 33) % (next - start));
    }
    return sample;
  }
}
