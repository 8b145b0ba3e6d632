package org.clv4j.core.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
    TextDigits digits = texts.length == 0 ? null : TextDigits.of(texts, 2);
    if (digits != null) {
      long[] numbers = digits.numbers(texts, 2);
      assertArrayEquals(Arrays.stream(numbers).sorted().distinct().toArray(), numbers);
      assertArrayEquals(texts, digits.texts(numbers));
    }
  }

  @Test
  void textsWithoutDigits() {
    String[] most = {"0".repeat(62), "1".repeat(62)};
    TextDigits digits = Objects.requireNonNull(TextDigits.of(most, 1));
    assertArrayEquals(new long[] {0, (1L << 62) - 1}, digits.numbers(most, 1));
    assertNull(TextDigits.of(new String[] {"0".repeat(63), "1".repeat(63)}, 1));
    assertNull(TextDigits.of(new String[] {"a", " b"}, 1));
    assertNull(TextDigits.of(new String[] {"a", ""}, 1));
    assertNull(TextDigits.of(new String[] {"a", "\u4e2d"}, 1));
    assertNull(TextDigits.of(new String[] {"a", "b".repeat(65)}, 1));
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
