package org.clv4j.core.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of texts as one or two columns of numbers in the order of the texts.
 *
 * @param code how the texts are written
 * @param first by row
 * @param second by row, for texts whose first numbers are the same; empty if one number is enough
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record TextNumbers(TextCode code, long[] first, long[] second) {
  private static final long[] NONE = {};

  /** Most columns show how their texts are written in so many. */
  private static final int SAMPLE = 1 << 10;

  /**
   * The numbers of texts.
   *
   * @param texts at least one
   * @param threads at most so many
   * @return null if the texts have none, which is so if a text is blank
   */
  public static @Nullable TextNumbers of(String[] texts, int threads) {
    int[] rows = Sample.rows(texts.length, SAMPLE);
    String[] some = Arrays.stream(rows).mapToObj(row -> texts[row]).toArray(String[]::new);
    TextCode digits = TextDigits.of(some);
    TextCode hex = digits == null || digits.two() ? HexDigits.of(some) : null;
    TextNumbers numbers = of(hex == null ? digits : hex, texts, threads);
    return numbers == null && digits != null
        ? of(TextDigits.ofAll(texts, threads), texts, threads)
        : numbers;
  }

  private static @Nullable TextNumbers of(@Nullable TextCode code, String[] texts, int threads) {
    if (code == null) {
      return null;
    }
    long[] first = new long[texts.length];
    long[] second = code.two() ? new long[texts.length] : NONE;
    boolean[] written = new boolean[threads];
    Parallel.run(
        threads,
        t ->
            written[t] =
                code.fill(
                    texts,
                    first,
                    second,
                    Parallel.start(texts.length, t, threads),
                    Parallel.start(texts.length, t + 1, threads)));
    for (boolean ofThread : written) {
      if (!ofThread) {
        return null;
      }
    }
    return new TextNumbers(code, first, second);
  }

  /** The texts of some of the numbers. */
  public String[] texts(long[] someFirst, long[] someSecond) {
    return code.texts(someFirst, someSecond);
  }
}
