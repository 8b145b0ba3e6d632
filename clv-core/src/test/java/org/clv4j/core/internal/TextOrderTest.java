package org.clv4j.core.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextOrderTest {
  private static void assertSorted(String[] texts) {
    String[] expected = texts.clone();
    Arrays.sort(expected);
    assertArrayEquals(
        expected, Arrays.stream(TextOrder.of(texts)).mapToObj(i -> texts[i]).toArray());
  }

  @Property
  void asStringsCompare(@ForAll("sets") Set<String> texts) {
    assertSorted(texts.toArray(String[]::new));
  }

  @Test
  void manyWithLongCommonBeginnings() {
    assertSorted(
        IntStream.range(0, 5000)
            .mapToObj(i -> "shop " + i % 7 + ", customer with the number " + i * 7919 % 5003)
            .toArray(String[]::new));
    assertSorted(IntStream.range(1, 400).mapToObj("\0"::repeat).toArray(String[]::new));
  }

  /** Where texts have digits, their numbers are in the order of the texts and lead back to them. */
  @Property
  void digitsKeepTheOrder(@ForAll("sets") Set<String> set) {
    String[] texts = set.toArray(String[]::new);
    Arrays.sort(texts);
    TextNumbers numbers = texts.length == 0 ? null : TextNumbers.of(texts, 2);
    if (numbers != null) {
      assertAscend(numbers);
      assertArrayEquals(texts, numbers.texts(numbers.first(), numbers.second()));
    }
  }

  private static void assertAscend(TextNumbers numbers) {
    for (int i = 1; i < numbers.first().length; i++) {
      int byFirst = Long.compare(numbers.first()[i - 1], numbers.first()[i]);
      if (byFirst == 0 && numbers.second().length > 0) {
        assertTrue(numbers.second()[i - 1] < numbers.second()[i]);
      } else {
        assertTrue(byFirst < 0);
      }
    }
  }

  @Test
  void oneNumberOrTwo() {
    String[] most = {"0".repeat(62), "1".repeat(62)};
    TextNumbers numbers = Objects.requireNonNull(TextNumbers.of(most, 1));
    assertArrayEquals(new long[] {0, (1L << 62) - 1}, numbers.first());
    assertEquals(0, numbers.second().length);
    String[] more = {"0".repeat(64), "0".repeat(63) + "1", "1".repeat(64)};
    TextNumbers two = Objects.requireNonNull(TextNumbers.of(more, 1));
    assertArrayEquals(new long[] {0, 0, (1L << 62) - 1}, two.first());
    assertArrayEquals(new long[] {0, 1, 3}, two.second());
    assertArrayEquals(more, two.texts(two.first(), two.second()));
  }

  @Test
  void textsWithoutNumbers() {
    String[] wide = IntStream.range(0, 9).mapToObj(i -> ("" + i).repeat(64)).toArray(String[]::new);
    assertNull(TextNumbers.of(wide, 1));
    assertNull(TextNumbers.of(new String[] {"a", " b"}, 1));
    assertNull(TextNumbers.of(new String[] {"a", ""}, 1));
    assertNull(TextNumbers.of(new String[] {"a", "\u4e2d"}, 1));
    assertNull(TextNumbers.of(new String[] {"a", "b".repeat(65)}, 1));
  }

  /** What some texts do not show: a character, one that is not Latin-1, an end, a blank. */
  @Test
  void whatASampleMisses() {
    for (String rare : new String[] {"C0x17", "C0\u4e2d17", "C00", "C000000", " C001"}) {
      String[] texts =
          IntStream.range(0, 50_000).mapToObj(i -> "C" + (1000 + i % 9000)).toArray(String[]::new);
      texts[33_333] = rare;
      for (int threads = 1; threads < 4; threads++) {
        TextNumbers numbers = TextNumbers.of(texts, threads);
        if (rare.charAt(0) == ' ' || rare.contains("\u4e2d")) {
          assertNull(numbers);
        } else {
          assertArrayEquals(
              texts, Objects.requireNonNull(numbers).texts(numbers.first(), numbers.second()));
        }
      }
    }
  }

  @Provide
  Arbitrary<Set<String>> sets() {
    return Arbitraries.strings()
        .withChars("ab1\0\u00ff")
        .ofMinLength(1)
        .ofMaxLength(12)
        .set()
        .ofMaxSize(200);
  }
}
