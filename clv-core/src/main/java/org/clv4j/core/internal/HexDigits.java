package org.clv4j.core.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Texts of hexadecimal digits, such as UUIDs and hashes of 128 bits, as one or two whole numbers.
 *
 * <p>All have the same length, digits of one case in fours at the same places, at most 32 of them,
 * and otherwise the same characters, such as a prefix. Digits that are the same in all are no
 * digits here.
 */
final class HexDigits implements TextCode {
  private static final int MOST_DIGITS = 32;
  private static final int DIGITS_OF_A_NUMBER = 16;
  private static final int FOUR = 4;
  private static final byte NONE = -1;
  private static final String LOWER = "0123456789abcdef";
  private static final String UPPER = "0123456789ABCDEF";

  private final String example;
  private final byte[] digits;

  /** By character, {@link #NONE} where it is none of the digits. */
  private final byte[] value;

  /** Where each four digits begin. */
  private final int[] fours;

  /** The places of all other characters. */
  private final int[] others;

  private HexDigits(String example, String digits, int[] fours, int[] others) {
    this.example = example;
    this.digits = digits.getBytes(StandardCharsets.ISO_8859_1);
    this.value = new byte[CHARACTERS];
    this.fours = fours;
    this.others = others;
    Arrays.fill(value, NONE);
    for (int i = 0; i < digits.length(); i++) {
      value[digits.charAt(i)] = (byte) i;
    }
  }

  /** How such texts are written; null if it cannot be so. */
  static @Nullable HexDigits of(String[] some) {
    HexDigits lower = of(some, LOWER);
    return lower == null ? of(some, UPPER) : lower;
  }

  private static @Nullable HexDigits of(String[] some, String digits) {
    String example = some[0];
    if (example.chars().anyMatch(c -> c >= CHARACTERS)) {
      return null;
    }
    int[] fours =
        Arrays.stream(fours(example, digits)).filter(at -> areDifferent(some, at)).toArray();
    if (fours.length == 0 || fours.length > MOST_DIGITS / FOUR) {
      return null;
    }
    int[] others =
        IntStream.range(0, example.length())
            .filter(at -> Arrays.stream(fours).noneMatch(four -> four <= at && at < four + FOUR))
            .toArray();
    HexDigits hex = new HexDigits(example, digits, fours, others);
    long[] first = new long[some.length];
    return hex.fill(some, first, first.clone(), 0, some.length) ? hex : null;
  }

  /** Whether not all have the same four characters at a place, as far as they reach. */
  private static boolean areDifferent(String[] some, int at) {
    return Arrays.stream(some).anyMatch(text -> !text.regionMatches(at, some[0], at, FOUR));
  }

  /** Where each four digits begin; what comes before the fours of a run may be part of a name. */
  private static int[] fours(String example, String digits) {
    IntStream.Builder fours = IntStream.builder();
    int start = 0;
    for (int end = 0; end <= example.length(); end++) {
      if (end == example.length() || digits.indexOf(example.charAt(end)) < 0) {
        for (int at = start + (end - start) % FOUR; at < end; at += FOUR) {
          fours.add(at);
        }
        start = end + 1;
      }
    }
    return fours.build().toArray();
  }

  @Override
  public boolean two() {
    return fours.length * FOUR > DIGITS_OF_A_NUMBER;
  }

  @Override
  public boolean mayBeWritten(String[] texts, int from, int to) {
    int length = example.length();
    int ends = 0;
    for (int row = from; row < to; row++) {
      String text = texts[row];
      if (text.length() != length) {
        return false;
      }
      ends |= text.charAt(0) | text.charAt(length - 1);
    }
    return ends < CHARACTERS;
  }

  @Override
  public boolean fillFetched(String[] texts, long[] first, long[] second, int from, int to) {
    int inFirst = Math.min(fours.length, DIGITS_OF_A_NUMBER / FOUR);
    int characters = 0;
    int values = 0;
    for (int row = from; row < to; row++) {
      String text = texts[row];
      long number = 0;
      for (int i = 0; i < fours.length; i++) {
        if (i == inFirst) {
          first[row] = number ^ Long.MIN_VALUE;
          number = 0;
        }
        int at = fours[i];
        int a = text.charAt(at);
        int b = text.charAt(at + 1);
        int c = text.charAt(at + 2);
        int d = text.charAt(at + 3);
        characters |= a | b | c | d;
        int four =
            value[a & (CHARACTERS - 1)] << 12
                | value[b & (CHARACTERS - 1)] << 8
                | value[c & (CHARACTERS - 1)] << 4
                | value[d & (CHARACTERS - 1)];
        values |= four;
        number = number << 16 | four;
      }
      (two() ? second : first)[row] = number ^ Long.MIN_VALUE;
      for (int at : others) {
        values |= text.charAt(at) == example.charAt(at) ? 0 : NONE;
      }
    }
    return characters < CHARACTERS && values >= 0;
  }

  @Override
  public String[] texts(long[] first, long[] second) {
    byte[] characters = example.getBytes(StandardCharsets.ISO_8859_1);
    String[] texts = new String[first.length];
    int inFirst = Math.min(fours.length, DIGITS_OF_A_NUMBER / FOUR);
    for (int row = 0; row < texts.length; row++) {
      put(first[row] ^ Long.MIN_VALUE, 0, inFirst, characters);
      if (two()) {
        put(second[row] ^ Long.MIN_VALUE, inFirst, fours.length, characters);
      }
      texts[row] = new String(characters, StandardCharsets.ISO_8859_1);
    }
    return texts;
  }

  private void put(long number, int from, int to, byte[] characters) {
    long rest = number;
    for (int i = to - 1; i >= from; i--) {
      for (int at = fours[i] + FOUR - 1; at >= fours[i]; at--) {
        characters[at] = digits[(int) rest & 0xF];
        rest >>>= 4;
      }
    }
  }
}
