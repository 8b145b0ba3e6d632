package org.clv4j.core.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts as whole numbers in their order: each place of a text is a digit, whose base is the number
 * of different characters that the texts have there, and one more where some have ended.
 *
 * <p>So C0000042 to C1271842 become numbers close together. Texts that need 63 bits or more, such
 * as UUIDs, become two numbers, the first of which goes before. Texts that need still more have no
 * such numbers.
 */
final class TextDigits implements TextCode {
  private static final int LONGEST = 64;

  private static final long ABSENT = Long.MIN_VALUE;

  private final boolean[] present;
  private final int places;

  /** The first place of the second number; all places if one number is enough. */
  private int split;

  /** By place: what 1 there is worth, and how many digits there are. */
  private final long[] weight = new long[LONGEST];

  private final int[] base = new int[LONGEST];

  /** By place and digit: the character; the end of a text is 0, where there is one. */
  private final byte[] character = new byte[LONGEST * (CHARACTERS + 1)];

  private final boolean[] ends = new boolean[LONGEST];

  /** By place and character: what it is worth; the end of a text is worth nothing. */
  private final long[] worth = new long[LONGEST * CHARACTERS];

  private TextDigits(boolean[] present) {
    this.present = present;
    int last = LONGEST;
    while (!anyAt(last - 1)) {
      last--;
    }
    places = last;
  }

  /**
   * The digits of some texts, which may be all that others have.
   *
   * @param some at least one
   * @return null if one of them begins with white space, is longer than 64 characters or has one
   *     that is not Latin-1, or if the numbers need too many bits
   */
  static @Nullable TextDigits of(String[] some) {
    return of(charactersAt(some, 0, some.length));
  }

  /** The same, all texts being looked at. */
  static @Nullable TextDigits ofAll(String[] texts, int threads) {
    boolean[][] ofThread = new boolean[threads][];
    Parallel.run(
        threads,
        t -> {
          int from = Parallel.start(texts.length, t, threads);
          ofThread[t] = charactersAt(texts, from, Parallel.start(texts.length, t + 1, threads));
        });
    boolean[] all = ofThread[0];
    for (boolean[] some : ofThread) {
      if (some.length == 0 || all.length == 0) {
        return null;
      }
      for (int i = 0; i < some.length; i++) {
        all[i] |= some[i];
      }
    }
    return of(all);
  }

  private static @Nullable TextDigits of(boolean[] present) {
    if (present.length == 0) {
      return null;
    }
    TextDigits digits = new TextDigits(present);
    digits.giveDigits();
    return digits.giveWeights() ? digits : null;
  }

  /** By place the characters that texts have there, and behind all places where texts end. */
  private static boolean[] charactersAt(String[] texts, int from, int to) {
    boolean[] present = new boolean[LONGEST * CHARACTERS + LONGEST + 1];
    for (int row = from; row < to; row++) {
      String text = texts[row];
      int length = text.length();
      if (length == 0 || length > LONGEST || Character.isWhitespace(text.charAt(0))) {
        return new boolean[0];
      }
      for (int at = 0; at < length; at++) {
        char c = text.charAt(at);
        if (c >= CHARACTERS) {
          return new boolean[0];
        }
        present[at * CHARACTERS + c] = true;
      }
      present[LONGEST * CHARACTERS + length] = true;
    }
    return present;
  }

  private boolean anyAt(int place) {
    for (int c = 0; c < CHARACTERS; c++) {
      if (present[place * CHARACTERS + c]) {
        return true;
      }
    }
    return false;
  }

  private void giveDigits() {
    Arrays.fill(worth, ABSENT);
    boolean ended = false;
    for (int at = 0; at < places; at++) {
      ended |= present[LONGEST * CHARACTERS + at];
      ends[at] = ended;
      base[at] = ended ? 1 : 0;
      for (int c = 0; c < CHARACTERS; c++) {
        if (present[at * CHARACTERS + c]) {
          worth[at * CHARACTERS + c] = base[at];
          character[at * (CHARACTERS + 1) + base[at]++] = (byte) c;
        }
      }
    }
  }

  /** Whether two numbers are enough. */
  private boolean giveWeights() {
    split = 0;
    long all = 1;
    while (split < places && Math.multiplyHigh(all, base[split]) == 0 && all * base[split] > 0) {
      all *= base[split++];
    }
    return giveWeights(0, split) && giveWeights(split, places);
  }

  private boolean giveWeights(int from, int to) {
    long all = 1;
    for (int at = to - 1; at >= from; at--) {
      weight[at] = all;
      for (int c = 0; c < CHARACTERS; c++) {
        if (worth[at * CHARACTERS + c] != ABSENT) {
          worth[at * CHARACTERS + c] *= all;
        }
      }
      if (Math.multiplyHigh(all, base[at]) != 0 || all * base[at] < 0) {
        return false;
      }
      all *= base[at];
    }
    return true;
  }

  @Override
  public boolean two() {
    return split < places;
  }

  @Override
  public boolean mayBeWritten(String[] texts, int from, int to) {
    int ends = 0;
    for (int row = from; row < to; row++) {
      String text = texts[row];
      int length = text.length();
      if (length == 0 || length > places || !present[LONGEST * CHARACTERS + length]) {
        return false;
      }
      ends |= text.charAt(0) | text.charAt(length - 1);
    }
    return ends < CHARACTERS;
  }

  @Override
  public boolean fillFetched(String[] texts, long[] first, long[] second, int from, int to) {
    long unknown = 0;
    int characters = 0;
    for (int row = from; row < to; row++) {
      String text = texts[row];
      int length = text.length();
      int end = Math.min(length, split);
      long number = 0;
      for (int at = 0; at < end; at++) {
        int c = text.charAt(at);
        long value = worth[at * CHARACTERS + (c & (CHARACTERS - 1))];
        characters |= c;
        unknown |= value;
        number += value;
      }
      first[row] = number;
      if (second.length > 0) {
        number = 0;
        for (int at = end; at < length; at++) {
          int c = text.charAt(at);
          long value = worth[at * CHARACTERS + (c & (CHARACTERS - 1))];
          characters |= c;
          unknown |= value;
          number += value;
        }
        second[row] = number;
      }
    }
    return characters < CHARACTERS && unknown >= 0;
  }

  @Override
  public String[] texts(long[] first, long[] second) {
    String[] texts = new String[first.length];
    byte[] characters = new byte[places];
    for (int i = 0; i < texts.length; i++) {
      int length = fill(characters, first[i], 0, split);
      if (length == split && second.length > 0) {
        length = fill(characters, second[i], split, places);
      }
      texts[i] = new String(characters, 0, length, StandardCharsets.ISO_8859_1);
    }
    return texts;
  }

  /** Fills in the characters of a number; returns the place where the text ends, or the last. */
  private int fill(byte[] characters, long number, int from, int to) {
    long rest = number;
    for (int at = from; at < to; at++) {
      int digit = base[at] == 1 ? 0 : quotient(rest, weight[at]);
      if (digit == 0 && ends[at]) {
        return at;
      }
      rest -= digit * weight[at];
      characters[at] = character[at * (CHARACTERS + 1) + digit];
    }
    return to;
  }

  /** A digit: faster than dividing longs, and as exact, as a double is at most 1 off. */
  private static int quotient(long rest, long weight) {
    int digit = (int) ((double) rest / (double) weight);
    long left = rest - digit * weight;
    return left < 0 ? digit - 1 : left >= weight ? digit + 1 : digit;
  }
}
