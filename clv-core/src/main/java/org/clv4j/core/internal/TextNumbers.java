package org.clv4j.core.internal;

import org.jspecify.annotations.Nullable;

/**
 * A column of texts as one or two columns of numbers in the order of the texts.
 *
 * @param first by row
 * @param second by row, for texts whose first numbers are the same; empty if one number is enough
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record TextNumbers(TextDigits digits, long[] first, long[] second) {

  /**
   * The numbers of texts.
   *
   * @param texts at least one
   * @param threads at most so many
   * @return null if the texts have none, which is so if a text is blank
   */
  public static @Nullable TextNumbers of(String[] texts, int threads) {
    TextDigits digits = TextDigits.ofSome(texts);
    if (digits == null) {
      return null;
    }
    TextNumbers numbers = of(texts, digits, threads);
    if (numbers != null) {
      return numbers;
    }
    digits = TextDigits.ofAll(texts, threads);
    return digits == null ? null : of(texts, digits, threads);
  }

  private static @Nullable TextNumbers of(String[] texts, TextDigits digits, int threads) {
    long[] first = new long[texts.length];
    long[] second = new long[digits.needTwoNumbers() ? texts.length : 0];
    boolean[] known = new boolean[threads];
    Parallel.run(
        threads,
        t ->
            known[t] =
                digits.fill(
                    texts,
                    first,
                    second,
                    Parallel.start(texts.length, t, threads),
                    Parallel.start(texts.length, t + 1, threads)));
    for (boolean ofThread : known) {
      if (!ofThread) {
        return null;
      }
    }
    return new TextNumbers(digits, first, second);
  }

  /** The texts of some of the numbers. */
  public String[] texts(long[] someFirst, long[] someSecond) {
    return digits.texts(someFirst, someSecond);
  }
}
