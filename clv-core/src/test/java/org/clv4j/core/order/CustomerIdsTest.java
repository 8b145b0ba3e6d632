package org.clv4j.core.order;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CustomerIdsTest {
  /** The order as its definition says it. */
  private static final Comparator<String> BY_DEFINITION =
      Comparator.comparing((String id) -> !isNumber(id))
          .thenComparing(id -> isNumber(id) ? new BigInteger(id) : BigInteger.ZERO)
          .thenComparing(id -> isNumber(id) ? id.length() : 0)
          .thenComparing(Comparator.naturalOrder());

  private static boolean isNumber(String id) {
    return id.matches("[0-9]+|-[1-9][0-9]{0,17}")
        || (id.matches("-[1-9][0-9]{18}") && new BigInteger(id).bitLength() < Long.SIZE);
  }

  @Test
  void paddedNumbersStandByTheirValue() {
    assertEquals(
        List.of("-12", "7", "0007", "9", "0010", "10000", "-05", "C1", "c1"),
        ids(ofAll(Set.of("C1", "10000", "c1", "0010", "7", "9", "0007", "-05", "-12"))));
  }

  @Test
  void aSelectionMustAscend() {
    CustomerIds ids = ofAll(Set.of("a", "b", "7"));
    for (int[] bad : new int[][] {{1, 0}, {1, 1}}) {
      assertThrows(IllegalArgumentException.class, () -> ids.select(bad));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> ids.select(new int[] {3}));
  }

  /** Strings of these halves all have one String.hashCode, and numbers may end alike. */
  @Test
  void idsThatWantOneSlotElsewhereAreFoundHere() {
    OrderLogBuilder builder = OrderLog.builderWithoutAmounts();
    for (int i = 0; i < 1 << 12; i++) {
      StringBuilder id = new StringBuilder();
      for (int bit = 0; bit < 12; bit++) {
        id.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      builder.add(id, 0).add(Long.toString((long) i << 44), 0);
    }
    assertEquals(2 << 12, builder.build().customers().size());
  }

  @Property
  void theOrderIsThatOfTheDefinition(@ForAll("idSets") Set<String> ids) {
    CustomerIds all = ofAll(ids);
    TreeSet<String> expected = new TreeSet<>(BY_DEFINITION);
    expected.addAll(ids);
    assertEquals(List.copyOf(expected), ids(all));
    for (int i = 0; i < all.size(); i++) {
      assertEquals(i, all.indexOf(all.id(i)));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> all.id(all.size()));
    assertThrows(IndexOutOfBoundsException.class, () -> all.id(-1));
  }

  @Property
  void unionsAndSelectionsKeepTheOrder(
      @ForAll("idSets") Set<String> a, @ForAll("idSets") Set<String> b) {
    CustomerIds union = ofAll(a).union(ofAll(b));
    Set<String> both = new TreeSet<>(BY_DEFINITION);
    both.addAll(a);
    both.addAll(b);
    assertEquals(List.copyOf(both), ids(union));
    int[] placeOfA = ofAll(a).indicesIn(union);
    assertEquals(ids(ofAll(a)), ids(union.select(placeOfA)));
    int[] inB = ofAll(a).indicesIn(ofAll(b));
    assertArrayEquals(ids(ofAll(a)).stream().mapToInt(ofAll(b)::indexOf).toArray(), inB);
  }

  @Provide
  Arbitrary<Set<String>> idSets() {
    Arbitrary<String> digits =
        Arbitraries.strings().withChars("0129").ofMinLength(1).ofMaxLength(4);
    Arbitrary<String> long19 = Arbitraries.strings().withChars("09").ofLength(19);
    Arbitrary<String> others =
        Arbitraries.strings().withChars("-1a ").ofMinLength(1).ofMaxLength(3);
    Arbitrary<String> ends =
        Arbitraries.of(
            "9223372036854775807",
            "9223372036854775808",
            "09223372036854775807",
            "-9223372036854775808",
            "-9223372036854775809",
            "-1000000000000000000");
    return Arbitraries.oneOf(digits, digits, long19, ends, others.filter(id -> !id.isBlank()))
        .set()
        .ofMaxSize(30);
  }

  private static CustomerIds ofAll(Set<String> ids) {
    OrderLogBuilder builder = OrderLog.builderWithoutAmounts();
    Stream.of(ids.toArray(String[]::new)).forEach(id -> builder.add(id, 0));
    return builder.build().customers();
  }

  private static List<String> ids(CustomerIds ids) {
    return IntStream.range(0, ids.size()).mapToObj(ids::id).toList();
  }
}
