package org.clv4j.core.internal;

/**
 * Ranks the rows of one part of a column after another; each thread has its own.
 *
 * <p>A row may have a second number, which decides where the first ones are the same.
 */
public final class PartRanks {
  private static final long[] NONE = {};

  private final long[] numbers;
  private final long[] seconds;
  private final RankedTable table;
  private final RankedPairs pairs;
  private int[] ranks = {};

  /**
   * Prepares.
   *
   * @param numbers the column, in parts
   * @param seconds empty if rows have one number
   * @param seed odd and drawn at random, so that nobody can send numbers that all want one slot
   */
  public PartRanks(long[] numbers, long[] seconds, long seed) {
    this.numbers = numbers;
    this.seconds = seconds;
    this.table = new RankedTable(seed);
    this.pairs = new RankedPairs(seed);
  }

  /**
   * Different rows in order.
   *
   * @param first ascending
   * @param second ascending where the first are the same; empty if rows have one number
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Distinct(long[] first, long[] second) {
    /** How many there are. */
    public int size() {
      return first.length;
    }
  }

  /** Puts the numbers of a row into the columns; the second is left out if rows have one number. */
  public void set(int row, long number, long second) {
    numbers[row] = number;
    if (seconds.length > 0) {
      seconds[row] = second;
    }
  }

  /** Ranks the rows of a part among them; returns the different ones. */
  public Distinct rank(int from, int to) {
    if (ranks.length < to - from) {
      ranks = new int[to - from];
    }
    return seconds.length > 0
        ? pairs.rank(numbers, seconds, from, to, ranks)
        : new Distinct(table.rank(numbers, from, to, ranks), NONE);
  }

  /** The ranks of the part's rows, from index 0 on, until the next part is ranked. */
  public int[] ranks() {
    return ranks;
  }

  /** Replaces the part's numbers by their ranks. */
  void putRanksInPlace(int from, int to) {
    for (int i = from; i < to; i++) {
      numbers[i] = ranks[i - from];
    }
  }
}
