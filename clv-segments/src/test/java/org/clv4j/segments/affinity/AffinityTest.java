package org.clv4j.segments.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.segments.metric.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AffinityTest {
  private static final Scope SCOPE =
      new Scope(
          LocalDate.of(2024, 12, 31), "generated", ZoneOffset.UTC, OrderPolicy.AS_STATED, null);
  private static final AffinityOptions ALL =
      AffinityOptions.DEFAULT.withMinimumCount(1).withLevel(1);

  private static AffinityRule rule(Affinity affinity, String antecedent, String consequent) {
    return affinity.rulesOf(antecedent).stream()
        .filter(rule -> rule.consequent().equals(consequent))
        .findFirst()
        .orElseThrow();
  }

  private static Baskets baskets(List<String> baskets) {
    BasketsBuilder builder = Baskets.builder(SCOPE);
    for (int i = 0; i < baskets.size(); i++) {
      for (String product : baskets.get(i).split(" ", -1)) {
        builder.add("order " + i, product);
      }
    }
    return builder.build();
  }

  /** Tea in four, milk in four, both in three; bread always with tea. */
  private static final List<String> EIGHT =
      List.of(
          "tea milk bread", "tea milk", "milk tea tea", "tea bread", "milk", "jam", "jam", "jam");

  @Test
  void theFiguresOfARuleByHand() {
    Affinity affinity = Affinity.of(baskets(EIGHT), ALL);
    AffinityRule rule = rule(affinity, "tea", "milk");
    assertEquals("support = 0.375 share (3 of 8)", rule.support().toString());
    assertEquals("confidence = 0.75 share (3 of 4)", rule.confidence().toString());
    assertEquals("lift = 1.5 ratio (24 of 16)", rule.lift().toString());
    assertEquals("leverage = 0.125 share (8 of 64)", rule.leverage().toString());
    // (1 - 4/8) / (1 - 3/4)
    assertEquals("conviction = 2.0 ratio (16 of 8)", rule.conviction().toString());
    // Fisher's lady tasting tea: (16 + 1) / 70.
    assertEquals(17.0 / 70, rule.pValue(), 1e-15);
    assertEquals(rule.pValue(), rule(affinity, "milk", "tea").pValue());
    AffinityRule sure = rule(affinity, "bread", "tea");
    assertEquals("every basket with the antecedent has the consequent", sure.conviction().reason());
    // 6 of 28 ways to put two breads into four teas of eight.
    assertEquals(6.0 / 28, sure.pValue(), 1e-15);
    assertEquals("bread -> tea: 2 of 2, lift 2.0, adjusted p 1.0", sure.toString());
    assertEquals(6, affinity.pairs());
    // Jam goes with nothing; milk and bread, 1 of 8, not more often than chance (4 x 2 / 8).
    assertEquals(
        List.of("bread -> tea", "tea -> bread", "milk -> tea", "tea -> milk"),
        affinity.rules().stream().map(r -> r.antecedent() + " -> " + r.consequent()).toList());
  }

  @Test
  void productsInTooFewBasketsAreNotTested() {
    Affinity affinity = Affinity.of(baskets(EIGHT), ALL.withMinimumCount(3));
    assertEquals(3, affinity.products());
    assertEquals(3, affinity.pairs());
    assertEquals(2, affinity.rules().size());
    assertEquals(0, Affinity.of(baskets(EIGHT)).rules().size());
    assertEquals(0, Affinity.of(Baskets.builder(SCOPE).build()).pairs());
  }

  /** p of 0.01, 0.02, 0.03 and 0.9, the last not handed in; by hand, and R's p.adjust. */
  @Test
  void corrections() {
    double[] p = {0.01, 0.02, 0.03};
    assertEquals(List.of(0.04, 0.08, 0.12), list(Correction.BONFERRONI.adjusted(p, 4)));
    assertEquals(List.of(0.04, 0.06, 0.06), list(Correction.HOLM.adjusted(p, 4)));
    assertEquals(List.of(0.04, 0.04, 0.04), list(Correction.BENJAMINI_HOCHBERG.adjusted(p, 4)));
    assertEquals(1, Correction.BONFERRONI.adjusted(new double[] {0.5}, 4)[0]);
  }

  private static List<Double> list(double[] numbers) {
    return IntStream.range(0, numbers.length)
        .mapToObj(i -> Math.round(numbers[i] * 1e12) / 1e12)
        .toList();
  }

  /** Planted pairs: product 2i and 2i + 1 for i up to PLANTED; all others at chance. */
  private static final int PLANTED = 20;

  private static Baskets planted(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int products = 300;
    int orders = 20_000;
    List<int[]> rows = new ArrayList<>();
    for (int order = 0; order < orders; order++) {
      for (int i = 0; i < 4; i++) {
        // Few products are bought often.
        int product = (int) (products * Math.pow(random.nextDouble(), 2));
        rows.add(new int[] {order, product});
        if (product < 2 * PLANTED && random.nextInt(100) < 15) {
          rows.add(new int[] {order, product ^ 1});
        }
      }
    }
    return Baskets.of(
        SCOPE,
        rows.stream().mapToInt(row -> row[0]).toArray(),
        rows.stream().mapToInt(row -> row[1]).toArray(),
        IntStream.range(0, products).mapToObj(i -> String.format("p%03d", i)).toList());
  }

  private static boolean isPlanted(AffinityRule rule) {
    int a = Integer.parseInt(rule.antecedent().substring(1));
    int b = Integer.parseInt(rule.consequent().substring(1));
    return (a ^ 1) == b && a < 2 * PLANTED;
  }

  @ParameterizedTest
  @EnumSource
  void plantedRulesAreFoundAndNoOthersAreSignificant(Correction correction) {
    Affinity found = Affinity.of(planted(7), AffinityOptions.DEFAULT.withCorrection(correction));
    long right = found.rules().stream().filter(AffinityTest::isPlanted).count();
    assertEquals(2 * PLANTED, right, found.toString());
    long wrong = found.rules().size() - right;
    // Of those that the rate of false discoveries allows, 5 % are expected to be false.
    assertTrue(wrong <= (correction == Correction.BENJAMINI_HOCHBERG ? 8 : 0), "false: " + wrong);
  }

  /** Without correction about one pair in twenty of those tested would do. */
  @Test
  void withoutCorrectionMostRulesWouldBeFalse() {
    Affinity all = Affinity.of(planted(7), AffinityOptions.DEFAULT.withLevel(1));
    long nominal = all.rules().stream().filter(rule -> rule.pValue() <= 0.05).count();
    assertTrue(nominal > 20 * PLANTED, "nominal: " + nominal);
  }

  @Property(tries = 30)
  void countsAreThoseOfAPlainCount(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      orders.add(
          String.join(
              " ", random.ints(1 + random.nextInt(6), 0, 9).mapToObj(p -> "p" + p).toList()));
    }
    Affinity affinity = Affinity.of(baskets(orders), ALL);
    for (AffinityRule rule : affinity.rules()) {
      assertEquals(count(orders, rule.antecedent()), rule.antecedentCount());
      assertEquals(count(orders, rule.consequent()), rule.consequentCount());
      assertEquals(count(orders, rule.antecedent(), rule.consequent()), rule.count());
    }
    List<String> shuffled = new ArrayList<>(orders);
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(affinity, Affinity.of(baskets(shuffled), ALL));
  }

  private static long count(List<String> orders, String... products) {
    return orders.stream()
        .filter(order -> List.of(order.split(" ", -1)).containsAll(List.of(products)))
        .count();
  }

  @Test
  void optionsHaveRanges() {
    assertThrows(IllegalArgumentException.class, () -> AffinityOptions.DEFAULT.withMinimumCount(0));
    assertThrows(IllegalArgumentException.class, () -> AffinityOptions.DEFAULT.withLevel(1.5));
    assertEquals("benjamini-hochberg", Correction.BENJAMINI_HOCHBERG.toString());
  }
}
