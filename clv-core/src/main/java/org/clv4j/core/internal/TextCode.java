package org.clv4j.core.internal;

/** A way to write texts as one or two whole numbers each, in the order of the texts. */
sealed interface TextCode permits TextDigits, HexDigits {

  /** Whether texts need two numbers, of which the first goes before. */
  boolean two();

  /**
   * Fills in the numbers of some texts.
   *
   * @param second empty if one number is enough
   * @return whether all of them can be written so
   */
  boolean fill(String[] texts, long[] first, long[] second, int from, int to);

  /**
   * The texts of numbers.
   *
   * @param second empty if one number is enough
   */
  String[] texts(long[] first, long[] second);
}
