package org.clv4j.core.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HexDigitsTest {

  @Property
  void numbersHaveTheOrderOfTheTextsAndGiveThemBack(
      @ForAll @IntRange(min = 1, max = 300) int rows,
      @ForAll @IntRange(min = 1, max = 8) int fours,
      @ForAll boolean separators,
      @ForAll boolean capitals,
      @ForAll long seed) {
    Random random = new Random(seed);
    String[] texts = new String[rows];
    for (int row = 0; row < rows; row++) {
      StringBuilder text = new StringBuilder(separators ? "id:" : "");
      for (int four = 0; four < fours; four++) {
        text.append(separators && four > 0 ? "-" : "");
        text.append(String.format("%04x", random.nextInt(1 << 16)));
      }
      texts[row] = capitals ? text.toString().toUpperCase(Locale.ROOT) : text.toString();
    }
    Assume.that(Arrays.stream(texts).distinct().count() > 1);
    HexDigits hex = HexDigits.of(texts);
    assertNotNull(hex);
    assertTrue(fours > 4 || !hex.two());
    long[] first = new long[rows];
    long[] second = new long[hex.two() ? rows : 0];
    assertTrue(hex.fill(texts, first, second, 0, rows));
    assertArrayEquals(texts, hex.texts(first, second));
    for (int row = 1; row < rows; row++) {
      int byFirst = Long.compare(first[row - 1], first[row]);
      int byNumbers =
          byFirst == 0 && hex.two() ? Long.compare(second[row - 1], second[row]) : byFirst;
      assertEquals(Integer.signum(texts[row - 1].compareTo(texts[row])), Integer.signum(byNumbers));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcde",
        "0123456789abcdeg",
        "0123456789abcdef0",
        "0123456789ABCDEF",
        "0123456789abcd\u0165f",
        "0123456789abcde\u0130",
        "guest",
        " ",
        ""
      })
  void otherTextsAreNotWrittenSo(String other) {
    String[] texts = {"0123456789abcdef", "fedcba9876543210", other};
    assertNull(HexDigits.of(texts));
    HexDigits hex = HexDigits.of(Arrays.copyOf(texts, 2));
    assertNotNull(hex);
    assertFalse(hex.fill(texts, new long[3], new long[0], 0, 3));
  }

  @Test
  void notInFoursOrTooLongOrNone() {
    assertNull(HexDigits.of(new String[] {"012-34567", "012-44567"}));
    assertNull(HexDigits.of(new String[] {"abc", "abd"}));
    assertNull(HexDigits.of(new String[] {"0123456789".repeat(4), "1032547698".repeat(4)}));
    assertNull(HexDigits.of(new String[] {"a\u20140042", "a\u20140043"}));
    assertNull(HexDigits.of(new String[] {"xyz", "xyy"}));
    assertNull(HexDigits.of(new String[] {"xyz", ""}));
  }
}
