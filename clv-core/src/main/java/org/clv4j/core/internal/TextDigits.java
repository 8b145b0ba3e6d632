package org.clv4j.core.internal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Texts as whole numbers in their order: each place of a text is a digit, whose base is the number
 * of different characters that the texts have there, and one more where some have ended.
 *
 * <p>So C0000042 to C1271842 become numbers close together. Texts that need 63 bits or more, such
 * as 16 hexadecimal digits at random, have no such numbers.
 */
public final class TextDigits {
  private static final int LONGEST = 64;
  private static final int CHARACTERS = 256;

  /** Most texts that have no numbers show it in so many. */
  private static final int SAMPLE = 1 << 10;

  private final int places;

  /** By place: what 1 there is worth, and how many digits there are. */
  private final long[] weight = new long[LONGEST];

  private final int[] base = new int[LONGEST];

  /** By place and digit: the character; the end of a text is 0, where there is one. */
  private final byte[] character = new byte[LONGEST * (CHARACTERS + 1)];

  private final boolean[] ends = new boolean[LONGEST];

  /** By place and character: what it is worth; the end of a text is worth nothing. */
  private final long[] worth = new long[LONGEST * CHARACTERS];

  private TextDigits(int places) {
    this.places = places;
  }

  /**
   * The digits of some texts.
   *
   * @param texts at least one
   * @param threads at most so many
   * @return null if a text begins with white space, is longer than 64 characters or has one that is
   *     not Latin-1, or if the numbers need 63 bits or more
   */
  public static @Nullable TextDigits of(String[] texts, int threads) {
    boolean[] ofSome = charactersAt(texts, 0, Math.min(SAMPLE, texts.length));
    if (ofSome.length == 0 || of(ofSome) == null) {
      return null;
    }
    boolean[][] present = new boolean[threads][];
    Parallel.run(
        threads,
        t -> {
          int from = Parallel.start(texts.length, t, threads);
          present[t] = charactersAt(texts, from, Parallel.start(texts.length, t + 1, threads));
        });
    for (boolean[] ofThread : present) {
      if (ofThread.length == 0) {
        return null;
      }
      for (int i = 0; i < ofThread.length; i++) {
        present[0][i] |= ofThread[i];
      }
    }
    return of(present[0]);
  }

  private static @Nullable TextDigits of(boolean[] present) {
    int places = LONGEST;
    while (!anyAt(present, places - 1)) {
      places--;
    }
    TextDigits digits = new TextDigits(places);
    return digits.number(present) ? digits : null;
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

  private static boolean anyAt(boolean[] present, int place) {
    for (int c = 0; c < CHARACTERS; c++) {
      if (present[place * CHARACTERS + c]) {
        return true;
      }
    }
    return false;
  }

  private boolean number(boolean[] present) {
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
    long all = 1;
    for (int at = places - 1; at >= 0; at--) {
      weight[at] = all;
      for (int c = 0; c < CHARACTERS; c++) {
        worth[at * CHARACTERS + c] *= all;
      }
      if (Math.multiplyHigh(all, base[at]) != 0 || all * base[at] < 0) {
        return false;
      }
      all *= base[at];
    }
    return true;
  }

  /** The numbers of the texts. */
  long[] numbers(String[] texts, int threads) {
    int first = 0;
    while (first < places - 1 && base[first] == 1) {
      first++;
    }
    int start = first;
    long[] numbers = new long[texts.length];
    Parallel.run(
        threads,
        t -> {
          int to = Parallel.start(texts.length, t + 1, threads);
          for (int row = Parallel.start(texts.length, t, threads); row < to; row++) {
            numbers[row] = number(texts[row], start);
          }
        });
    return numbers;
  }

  private long number(String text, int start) {
    long number = 0;
    for (int at = start; at < text.length(); at++) {
      number += worth[at * CHARACTERS + text.charAt(at)];
    }
    return number;
  }

  /** The texts of numbers. */
  String[] texts(long[] numbers) {
    String[] texts = new String[numbers.length];
    byte[] characters = new byte[places];
    for (int i = 0; i < numbers.length; i++) {
      long rest = numbers[i];
      int at = 0;
      for (; at < places; at++) {
        int digit = base[at] == 1 ? 0 : (int) (rest / weight[at]);
        if (digit == 0 && ends[at]) {
          break;
        }
        rest -= digit * weight[at];
        characters[at] = character[at * (CHARACTERS + 1) + digit];
      }
      texts[i] = new String(characters, 0, at, StandardCharsets.ISO_8859_1);
    }
    return texts;
  }
}
