package org.clv4j.core.internal;

/** A way to write texts as one or two whole numbers each, in the order of the texts. */
sealed interface TextCode permits TextDigits, HexDigits {
  int FETCHED = 1 << 7;

  /** Those of Latin-1. */
  int CHARACTERS = 256;

  /** Whether texts need two numbers, of which the first goes before. */
  boolean two();

  /**
   * Fills in the numbers of some texts.
   *
   * <p>Texts lie anywhere in memory. A few are fetched at the same time by a look at their ends
   * before each is read.
   *
   * @param second empty if one number is enough
   * @return whether all of them can be written so
   */
  default boolean fill(String[] texts, long[] first, long[] second, int from, int to) {
    int end = from;
    for (int start = from; start < to; start = end) {
      end = start + Math.min(FETCHED, to - start);
      if (!mayBeWritten(texts, start, end) || !fillFetched(texts, first, second, start, end)) {
        return false;
      }
    }
    return true;
  }

  /** Whether some texts have lengths and ends with which they may be written so. */
  boolean mayBeWritten(String[] texts, int from, int to);

  /** Fills in the numbers of a few texts; returns whether all of them can be written so. */
  boolean fillFetched(String[] texts, long[] first, long[] second, int from, int to);

  /**
   * The texts of numbers.
   *
   * @param second empty if one number is enough
   */
  String[] texts(long[] first, long[] second);
}
