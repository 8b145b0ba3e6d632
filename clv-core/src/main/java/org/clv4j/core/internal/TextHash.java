package org.clv4j.core.internal;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The different texts of a column and for each row the rank of its text's hash.
 *
 * <p>Texts of one hash are compared. Should two differ, which 64 bits make unlikely and a
 * multiplier drawn at random keeps anybody from bringing about, all are hashed again with another
 * one.
 *
 * @param ranks of the hashes
 * @param distinct by rank
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record TextHash(IdRanks ranks, String[] distinct) {
  private static final int CHARS = 4;

  static TextHash of(String[] texts, int threads) {
    while (true) {
      IdRanks ranks = IdRanks.of(hashes(texts, threads), threads);
      String[] distinct = new String[ranks.distinct().length];
      int[] rowOfRank = new int[distinct.length];
      for (int row = 0; row < texts.length; row++) {
        rowOfRank[ranks.rank(row)] = row;
      }
      Arrays.setAll(distinct, rank -> texts[rowOfRank[rank]]);
      if (areSame(texts, ranks, distinct, threads)) {
        return new TextHash(ranks, distinct);
      }
    }
  }

  private static long[] hashes(String[] texts, int threads) {
    long start = ThreadLocalRandom.current().nextLong();
    long multiplier = ThreadLocalRandom.current().nextLong() | 1;
    long[] hashes = new long[texts.length];
    Parallel.run(
        threads,
        t -> {
          int to = Parallel.start(texts.length, t + 1, threads);
          for (int row = Parallel.start(texts.length, t, threads); row < to; row++) {
            hashes[row] = hash(texts[row], start, multiplier);
          }
        });
    return hashes;
  }

  /** Both halves of a product depend on the multiplier, so no two texts meet for all of them. */
  private static long hash(String text, long start, long multiplier) {
    int length = text.length();
    long hash = start ^ length;
    int at = 0;
    for (; at + CHARS <= length; at += CHARS) {
      long chars =
          text.charAt(at)
              | (long) text.charAt(at + 1) << 16
              | (long) text.charAt(at + 2) << 32
              | (long) text.charAt(at + 3) << 48;
      hash = mix(hash ^ chars, multiplier);
    }
    for (; at < length; at++) {
      hash = mix(hash ^ text.charAt(at), multiplier);
    }
    return mix(hash, multiplier);
  }

  private static long mix(long bits, long multiplier) {
    return Math.multiplyHigh(bits, multiplier) ^ (bits * multiplier);
  }

  private static boolean areSame(String[] texts, IdRanks ranks, String[] distinct, int threads) {
    boolean[] same = new boolean[threads];
    Parallel.run(
        threads,
        t -> {
          int row = Parallel.start(texts.length, t, threads);
          int to = Parallel.start(texts.length, t + 1, threads);
          while (row < to && texts[row].equals(distinct[ranks.rank(row)])) {
            row++;
          }
          same[t] = row == to;
        });
    for (boolean ofThread : same) {
      if (!ofThread) {
        return false;
      }
    }
    return true;
  }
}
