package org.clv4j.segments.rfm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RfmRulesTest {

  @Test
  void rfm11HasTheSizesOfTheTable() {
    assertEquals(
        "{Champions=7, Loyal=8, Potential Loyalist=24, New Customers=7, Promising=16, Need"
            + " Attention=8, About To Sleep=8, At Risk=22, Cannot Lose Them=8, Hibernating=11,"
            + " Lost=6}",
        sizes(RfmRules.RFM_11).toString());
    assertTrue(RfmRules.RFM_11.usesMonetary());
    assertEquals("Cannot Lose Them", RfmRules.RFM_11.segment(2, 1, 4));
  }

  @Test
  void rf10HasTheSizesOfTheMap() {
    assertEquals(
        "{Champions=10, Loyal=20, Potential Loyalists=20, New=5, Promising=5, Need Attention=5,"
            + " About To Sleep=10, At Risk=20, Can't Lose=10, Hibernating=20}",
        sizes(RfmRules.RF_10).toString());
    assertFalse(RfmRules.RF_10.usesMonetary());
    assertEquals("Can't Lose", RfmRules.RF_10.segment(1, 5, 3));
  }

  private static Map<String, Integer> sizes(RfmRules rules) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    rules.segments().forEach(name -> sizes.put(name, 0));
    for (String code : codes(rules.bins())) {
      sizes.merge(segment(rules, code), 1, Integer::sum);
    }
    return sizes;
  }

  @Test
  void patternsNameTheirCells() {
    RfmRules rules =
        RfmRules.parse(
            """
            bins: 3   # terciles
            Best: 33* 3[12]3

            Loyal: [1-2]3*, 22*
            Some: [13-3][1-12]2
            Other: otherwise
            """);
    Map<String, List<String>> cells =
        codes(3).stream().collect(Collectors.groupingBy(code -> segment(rules, code)));
    assertEquals(List.of("313", "323", "331", "332", "333"), cells.get("Best"));
    assertEquals(
        List.of("131", "132", "133", "221", "222", "223", "231", "232", "233"), cells.get("Loyal"));
    assertEquals(List.of("112", "122", "312", "322"), cells.get("Some"));
    assertEquals(
        List.of("111", "113", "121", "123", "211", "212", "213", "311", "321"), cells.get("Other"));
    assertEquals("Loyal: [1-2]3* 22*", rules.line("Loyal"));
    assertEquals("Other: otherwise", rules.line("Other"));
    assertEquals(
        rules,
        RfmRules.builder(3)
            .segment("Best", " 3*3  33[1-2]")
            .segment("Loyal", "23* 22* 13*")
            .segment("Some", "[13][12]2")
            .otherwise("Other")
            .build());
  }

  @Property(tries = 200)
  void everyPartitionOfTheCellsParsesAndPrints(
      @ForAll @IntRange(min = 2, max = 9) int bins,
      @ForAll @IntRange(min = 1, max = 15) int segments,
      @ForAll Random random) {
    Map<String, List<String>> partition = partition(bins, segments, random);
    RfmRules rules = RfmRules.parse(text(bins, partition));
    partition.forEach(
        (name, codes) -> codes.forEach(code -> assertEquals(name, segment(rules, code))));
    assertEquals(List.copyOf(partition.keySet()), rules.segments());
    assertEquals(rules, RfmRules.parse(rules.toString()));
    assertEquals(rules.hashCode(), RfmRules.parse(rules.toString()).hashCode());
    assertEquals(
        partition.values().stream().anyMatch(codes -> splitsM(codes, bins)), rules.usesMonetary());
  }

  /** Whether some but not all m of an r and f are among the cells. */
  private static boolean splitsM(List<String> codes, int bins) {
    return codes.stream()
        .collect(Collectors.groupingBy(code -> code.substring(0, 2), Collectors.counting()))
        .values()
        .stream()
        .anyMatch(count -> count != bins);
  }

  @Property(tries = 200)
  void aCellThatIsRemovedIsListed(
      @ForAll @IntRange(min = 2, max = 6) int bins, @ForAll Random random) {
    Map<String, List<String>> partition = partition(bins, 2, random);
    List<String> codes = partition.values().iterator().next();
    String removed = codes.remove(random.nextInt(codes.size()));
    if (codes.isEmpty()) {
      assertMessage(
          "line 2: segment \"s0\" must have a cell, but has none",
          () -> RfmRules.parse(text(bins, partition)));
    } else {
      assertMessage(
          "every cell must be in one segment and every segment have a cell, but in no segment: "
              + removed,
          () -> RfmRules.parse(text(bins, partition)));
    }
  }

  @Property(tries = 200)
  void aCellThatIsDoubledIsListed(
      @ForAll @IntRange(min = 2, max = 6) int bins, @ForAll Random random) {
    Map<String, List<String>> partition = partition(bins, 4, random);
    List<String> names = List.copyOf(partition.keySet());
    String code = codes(bins).get(random.nextInt(bins * bins * bins));
    String owner = segment(RfmRules.parse(text(bins, partition)), code);
    String other = names.get(random.nextInt(names.size()));
    cells(partition, other).add(code);
    String first = names.indexOf(owner) < names.indexOf(other) ? owner : other;
    String second = first.equals(owner) ? other : owner;
    assertMessage(
        "every cell must be in one segment and every segment have a cell, but named twice: "
            + code
            + " ("
            + first
            + ", "
            + second
            + ")",
        () -> RfmRules.parse(text(bins, partition)));
  }

  @Test
  void manyFaultyCellsAreCounted() {
    assertMessage(
        "every cell must be in one segment and every segment have a cell, but in no segment:"
            + " 112 113 114 115 121 122 123 124 125 131 132 133 and 112 more",
        () -> RfmRules.parse("A: 111"));
    assertMessage(
        "every cell must be in one segment and every segment have a cell, but in no segment: 111"
            + " 112; named twice: 222 (A, B)",
        () -> RfmRules.parse("bins: 2\nA: 2** 121\nB: 222 122"));
    assertMessage(
        "every cell must be in one segment and every segment have a cell, but no cell is left for"
            + " \"B\"",
        () -> RfmRules.parse("A: ***\nB: otherwise"));
  }

  @Test
  void brokenLinesAreNamed() {
    assertMessage(
        "line 3: score must be between 1 and 4, but was 5 in \"5*1\"",
        () -> RfmRules.parse("# quartiles\nbins: 4\nA: 111 5*1"));
    assertMessage(
        "line 1: score must be between 1 and 5, but was 0 in \"1[0-2]1\"",
        () -> RfmRules.parse("A: 1[0-2]1"));
    assertMessage(
        "line 1: range must be ascending, but was 4-2 in \"1[4-2]1\"",
        () -> RfmRules.parse("A: 1[4-2]1"));
    assertMessage(
        "line 2: segment name must be new, but \"A\" came again",
        () -> RfmRules.parse("A: 111\nA: 112"));
    assertMessage(
        "line 2: otherwise must stand in one segment, but was in \"A\" and \"B\"",
        () -> RfmRules.parse("A: otherwise\nB: otherwise"));
    assertMessage(
        "line 1: must look like \"name: values\", but was \"A 111\"",
        () -> RfmRules.parse("A 111"));
    assertMessage(
        "line 1: bins must be a whole number, but was \"four\"",
        () -> RfmRules.parse("bins: four"));
    assertMessage(
        "line 1: bins must be between 2 and 9, but was 10", () -> RfmRules.parse("bins: 10"));
    assertMessage(
        "line 2: segment name must not be \"bins\", which only the first line can be",
        () -> RfmRules.parse("A: 111\nbins: 111"));
    for (String cells : new String[] {"11", "1111", "1a1", "[]11", "[1-]11", "[12", "-11", "٣11"}) {
      assertMessage(
          "line 1: cells must look like \"543\", \"5[2-4]*\" or \"[45]1*\", but were \""
              + cells
              + "\"",
          () -> RfmRules.parse("A: " + cells));
    }
    for (String name : new String[] {"", " ", " A", "A\t", "A:B", "A#B", "A\nB"}) {
      assertMessage(
          "segment name must not be blank, start or end with a blank or hold a : or #, but was \""
              + name
              + "\"",
          () -> RfmRules.builder(5).segment(name, "111"));
    }
  }

  @Test
  void aRefusedSegmentLeavesTheBuilderAsItWas() {
    RfmRulesBuilder builder = RfmRules.builder(2).segment("A", "1**");
    assertThrows(IllegalArgumentException.class, () -> builder.segment("B", "2** 3**"));
    assertThrows(IllegalArgumentException.class, () -> builder.segment("A", "2**"));
    assertEquals("bins: 2\nA: 1**\nB: 2**", builder.segment("B", "2**").build().toString());
  }

  @Test
  void builtRulesDoNotChangeWithTheBuilder() {
    RfmRulesBuilder builder = RfmRules.builder(2).segment("A", "1**").otherwise("B");
    RfmRules rules = builder.build();
    RfmRules more = builder.segment("C", "2*2").build();
    assertEquals(List.of("A", "B"), rules.segments());
    assertEquals("B", rules.segment(2, 1, 2));
    assertEquals("C", more.segment(2, 1, 2));
  }

  @Test
  void oneDifferentMIsEnoughToUseMonetary() {
    for (int m = 1; m <= 3; m++) {
      assertTrue(RfmRules.parse("bins: 3\nA: 22" + m + "\nB: otherwise").usesMonetary());
    }
    assertFalse(RfmRules.parse("bins: 3\nA: 22*\nB: otherwise").usesMonetary());
  }

  @Test
  void questionsOutsideTheRulesAreRefused() {
    assertMessage("f must be between 1 and 5, but was 6", () -> RfmRules.RFM_11.segment(1, 6, 1));
    assertMessage("r must be between 1 and 5, but was 0", () -> RfmRules.RFM_11.segment(0, 1, 1));
    assertMessage(
        "segment must be one of [A], but was \"B\"", () -> RfmRules.parse("A: ***").line("B"));
  }

  @Test
  void namesOrderAndCellsMakeRulesEqual() {
    RfmRules rules = RfmRules.parse("bins: 2\nA: 1**\nB: 2**");
    assertEquals(rules, RfmRules.parse("bins: 2\nA: 11* 12*\nB: otherwise"));
    assertNotEquals(rules, RfmRules.parse("bins: 2\nB: 2**\nA: 1**"));
    assertNotEquals(rules, RfmRules.parse("bins: 2\nA: 1** 211\nB: otherwise"));
    assertNotEquals(rules, RfmRules.parse("bins: 2\nA: 1**\nC: 2**"));
  }

  private static Map<String, List<String>> partition(int bins, int segments, Random random) {
    Map<String, List<String>> partition = new LinkedHashMap<>();
    for (String code : codes(bins)) {
      // The first free number first, so that s0 is the first line.
      int segment = Math.min(random.nextInt(segments), partition.size());
      partition.computeIfAbsent("s" + segment, name -> new ArrayList<>()).add(code);
    }
    return partition;
  }

  private static List<String> cells(Map<String, List<String>> partition, String name) {
    return partition.computeIfAbsent(name, absent -> new ArrayList<>());
  }

  private static String text(int bins, Map<String, List<String>> partition) {
    return partition.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(" ", entry.getValue()))
        .collect(Collectors.joining("\n", "bins: " + bins + "\n", "\n"));
  }

  private static List<String> codes(int bins) {
    return IntStream.range(0, bins * bins * bins)
        .mapToObj(
            cell -> "" + (1 + cell / bins / bins) + (1 + cell / bins % bins) + (1 + cell % bins))
        .toList();
  }

  private static String segment(RfmRules rules, String code) {
    return rules.segment(code.charAt(0) - '0', code.charAt(1) - '0', code.charAt(2) - '0');
  }

  private static void assertMessage(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }
}
