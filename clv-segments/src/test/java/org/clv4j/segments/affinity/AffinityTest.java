package org.clv4j.segments.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
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

  /** Eight baskets of two: tea in four, milk in four, both in three; and two of tea alone. */
  private static final List<String> TEN =
      List.of(
          "tea milk",
          "milk tea tea",
          "tea milk",
          "tea bread",
          "milk jam",
          "bread jam",
          "jam bread",
          "bread jam",
          "tea",
          "tea tea");

  @Test
  void theFiguresOfARuleByHand() {
    Affinity affinity = Affinity.of(baskets(TEN), ALL);
    AffinityRule rule = rule(affinity, "tea", "milk");
    assertEquals("support = 0.3 share (3 of 10)", rule.support().toString());
    assertEquals("confidence = 0.5 share (3 of 6)", rule.confidence().toString());
    assertEquals("lift = 1.25 ratio (30 of 24)", rule.lift().toString());
    assertEquals("leverage = 0.06 share (6 of 100)", rule.leverage().toString());
    // (1 - 4/10) / (1 - 3/6)
    assertEquals("conviction = 1.2 ratio (36 of 30)", rule.conviction().toString());
    // Of the eight baskets of two, 4 x 4 / 8 by chance; those of tea alone tell nothing.
    assertEquals("lift_given_size = 1.5 ratio (3 of 2.0)", rule.liftGivenSize().toString());
    // Fisher's lady tasting tea: (16 + 1) / 70.
    assertEquals(17.0 / 70, rule.pValue(), 1e-15);
    assertEquals(rule.pValue(), rule(affinity, "milk", "tea").pValue());
    assertEquals("milk -> tea: 3 of 4, lift 1.25, adjusted p 1.0", affinity.rules().get(2) + "");
    assertEquals(6, affinity.pairs());
    // The p-values are the same, the lift of bread and jam is 30 / 16.
    assertEquals(
        List.of("bread -> jam", "jam -> bread", "milk -> tea", "tea -> milk"),
        affinity.rules().stream().map(r -> r.antecedent() + " -> " + r.consequent()).toList());
  }

  /** Honey is never bought without bread, in three baskets of two and two of three. */
  @Test
  void chanceIsReckonedAmongBasketsOfASize() {
    Affinity affinity =
        Affinity.of(
            baskets(
                List.of(
                    "honey bread",
                    "honey bread",
                    "tea milk",
                    "tea jam",
                    "honey bread jam",
                    "bread milk jam",
                    "tea milk jam")),
            ALL);
    AffinityRule sure = rule(affinity, "honey", "bread");
    assertEquals("every basket with the antecedent has the consequent", sure.conviction().reason());
    // 2 x 2 / 4 and 1 x 2 / 3; p is 1 of 6 ways times 2 of 3.
    assertEquals(5.0 / 3, sure.expected(), 1e-15);
    assertEquals(1.0 / 9, sure.pValue(), 1e-15);
    assertEquals("honey -> bread: 3 of 3, lift 1.75, adjusted p 1.0", sure.toString());
  }

  /** Nine baskets in ten are of two draws, one of 22, all independent. */
  @Test
  void liftAloneIsAboveOneWhereBasketsDifferInSize() {
    Baskets strewn = generated(3, Sizes.TWO_POINTS, 0);
    Affinity all = Affinity.of(strewn, ALL);
    double[] lifts =
        all.rules().stream()
            .filter(rule -> rule.count() >= 50)
            .mapToDouble(rule -> rule.lift().value().orElseThrow())
            .toArray();
    assertTrue(lifts.length > 200, "rules: " + lifts.length);
    assertTrue(Arrays.stream(lifts).average().orElseThrow() > 2, "as large as that by chance");
    assertEquals(List.of(), Affinity.of(strewn).rules());
  }

  @Test
  void productsInTooFewBasketsAreNotTested() {
    Affinity affinity = Affinity.of(baskets(TEN), ALL.withMinimumCount(5));
    assertEquals(1, affinity.products());
    assertEquals(0, affinity.pairs());
    affinity = Affinity.of(baskets(TEN), ALL.withMinimumCount(4));
    assertEquals(4, affinity.products());
    assertEquals(6, affinity.pairs());
    // Three baskets hold both of any pair at most.
    assertEquals(List.of(), affinity.rules());
    assertEquals(List.of(), Affinity.of(baskets(TEN)).rules());
    assertEquals(0, Affinity.of(Baskets.builder(SCOPE).build()).pairs());
    Affinity alone = Affinity.of(baskets(List.of("tea", "milk", "tea")), ALL);
    assertEquals(1, alone.pairs());
    assertEquals(List.of(), alone.rules());
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

  /** So many independent draws to a basket, and what is drawn of a planted pair may bring more. */
  private static Baskets generated(
      long seed, ToIntFunction<SplittableRandom> draws, int plantedPairs) {
    SplittableRandom random = new SplittableRandom(seed);
    int products = 300;
    int orders = 20_000;
    List<int[]> rows = new ArrayList<>();
    for (int order = 0; order < orders; order++) {
      int drawn = draws.applyAsInt(random);
      for (int i = 0; i < drawn; i++) {
        // Few products are bought often.
        int product = (int) (products * Math.pow(random.nextDouble(), 2));
        rows.add(new int[] {order, product});
        if (product < 2 * plantedPairs && random.nextInt(100) < 15) {
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

  /**
   * Basket sizes: always four; one to a few dozen, four on average; nine times in ten two, else 22.
   */
  enum Sizes implements ToIntFunction<SplittableRandom> {
    FIXED,
    GEOMETRIC,
    TWO_POINTS;

    @Override
    public int applyAsInt(SplittableRandom random) {
      return switch (this) {
        case FIXED -> 4;
        case GEOMETRIC -> 1 + (int) (Math.log(1 - random.nextDouble()) / Math.log(0.75));
        case TWO_POINTS -> random.nextInt(10) == 0 ? 22 : 2;
      };
    }
  }

  private static boolean isPlanted(AffinityRule rule) {
    int a = Integer.parseInt(rule.antecedent().substring(1));
    int b = Integer.parseInt(rule.consequent().substring(1));
    return (a ^ 1) == b && a < 2 * PLANTED;
  }

  /** Under all corrections, without any rule in the data, whatever the sizes of baskets are. */
  @ParameterizedTest
  @EnumSource
  void nothingIsFoundWhereNothingIsPlanted(Sizes sizes) {
    for (long seed = 1; seed <= 3; seed++) {
      Baskets strewn = generated(seed, sizes, 0);
      for (Correction correction : Correction.values()) {
        Affinity found = Affinity.of(strewn, AffinityOptions.DEFAULT.withCorrection(correction));
        assertEquals(List.of(), found.rules(), found.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void plantedRulesAreFoundAndNoOthersAreSignificant(Sizes sizes) {
    Baskets baskets = generated(7, sizes, PLANTED);
    for (Correction correction : Correction.values()) {
      Affinity found = Affinity.of(baskets, AffinityOptions.DEFAULT.withCorrection(correction));
      long right = found.rules().stream().filter(AffinityTest::isPlanted).count();
      assertEquals(2 * PLANTED, right, found.toString());
      long wrong = found.rules().size() - right;
      // Of those that the rate of false discoveries allows, 5 % are expected to be false.
      assertTrue(wrong <= (correction == Correction.BENJAMINI_HOCHBERG ? 8 : 0), "false: " + wrong);
    }
  }

  /** Without correction hundreds of the pairs tested would do. */
  @Test
  void withoutCorrectionMostRulesWouldBeFalse() {
    Affinity all = Affinity.of(generated(7, Sizes.FIXED, PLANTED), ALL.withMinimumCount(5));
    long nominal = all.rules().stream().filter(rule -> rule.pValue() <= 0.05).count();
    assertTrue(nominal > 10 * PLANTED, "nominal: " + nominal);
  }

  /** Which pairs the search leaves out before they are tested changes no rule. */
  @Property(tries = 100)
  void pairsThatAreLeftOutAreNoRules(
      @ForAll long seed,
      @ForAll Correction correction,
      @ForAll @DoubleRange(min = 0.01, max = 0.9) double level) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      int[] some = random.ints(1 + random.nextInt(6), 0, 9).toArray();
      // Of products 0 and 1, 2 and 3 the one often brings the other.
      orders.add(
          Arrays.stream(some)
              .mapToObj(p -> p < 4 && random.nextInt(3) > 0 ? "p" + p + " p" + (p ^ 1) : "p" + p)
              .collect(Collectors.joining(" ")));
    }
    Baskets baskets = baskets(orders);
    Affinity all = Affinity.of(baskets, ALL);
    double[] p =
        IntStream.range(0, all.rules().size() / 2)
            .mapToDouble(pair -> all.rules().get(2 * pair).pValue())
            .toArray();
    double[] adjusted = correction.adjusted(p, all.pairs());
    List<AffinityRule> expected =
        IntStream.range(0, all.rules().size())
            .filter(i -> adjusted[i / 2] <= level)
            .mapToObj(i -> all.rules().get(i))
            .toList();
    List<AffinityRule> found =
        Affinity.of(baskets, new AffinityOptions(1, correction, level)).rules();
    assertEquals(
        expected.stream().map(rule -> rule.antecedent() + rule.consequent()).toList(),
        found.stream().map(rule -> rule.antecedent() + rule.consequent()).toList());
    for (int i = 0; i < found.size(); i++) {
      assertEquals(adjusted[i / 2], found.get(i).adjustedPValue());
    }
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
      assertEquals(expected(orders, rule.antecedent(), rule.consequent()), rule.expected(), 1e-12);
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

  /** Sizes up to six: 2, 3, 4 and 5, 6. */
  private static double expected(List<String> orders, String a, String b) {
    return orders.stream()
        .collect(
            Collectors.groupingBy(
                order -> {
                  long size = Arrays.stream(order.split(" ", -1)).distinct().count();
                  return size == 5 ? 4 : size;
                }))
        .entrySet()
        .stream()
        .filter(sized -> sized.getKey() > 1)
        .map(Map.Entry::getValue)
        .mapToDouble(alike -> (double) count(alike, a) * count(alike, b) / alike.size())
        .sum();
  }

  @Test
  void optionsHaveRanges() {
    assertThrows(IllegalArgumentException.class, () -> AffinityOptions.DEFAULT.withMinimumCount(0));
    assertThrows(IllegalArgumentException.class, () -> AffinityOptions.DEFAULT.withLevel(1.5));
    assertEquals("benjamini-hochberg", Correction.BENJAMINI_HOCHBERG.toString());
  }
}
