package org.clv4j.segments.rfm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.clv4j.segments.rfm.Bases.Customer;
import org.clv4j.segments.rfm.RfmScoring.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RfmScoringTest {

  @Test
  void quantilesWorkedByHand() {
    // h = 9 k / 5 = 1.8, 3.6, 5.4, 7.2
    RfmScores scores = RfmScores.of(Bases.of(Bases.ten()), RfmScoring.quantiles());
    assertEquals(
        RfmCuts.parse(
            """
            days since last order: 2.8, 4.6, 6.4, 8.2
            orders: 1, 1, 1, 2.2
            spend: 28, 46, 64, 82
            """),
        scores.cuts());
    assertEquals(List.of(5, 5, 4, 4, 3, 3, 2, 2, 1, 1), ten(scores::r));
    assertEquals(List.of(1, 1, 1, 1, 1, 1, 1, 4, 5, 5), ten(scores::f));
    assertEquals(List.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5), ten(scores::m));
  }

  @Test
  void meanOrderValuesWorkedByHand() {
    // Means 10, 20, ..., 70, 80 / 2, 90 / 3, 100 / 9: ascending 10 11.1 20 30 30 40 40 50 60 70.
    RfmScores scores =
        RfmScores.of(
            Bases.of(Bases.ten()),
            RfmScoring.quantiles().withSpendMeasure(SpendMeasure.MEAN_ORDER_VALUE));
    assertEquals(
        "mean order value: 18.22222222, 30, 40, 52",
        String.valueOf(scores.cuts()).lines().toList().get(2));
    assertEquals(List.of(1, 2, 2, 3, 4, 5, 5, 3, 2, 1), ten(scores::m));
  }

  @Test
  void ranksWorkedByHand() {
    // The seven have the mean rank 4: 1 + floor(5 x 3.5 / 10) = 2; then 8, 9, 10.
    RfmScores scores = RfmScores.of(Bases.of(Bases.ten()), RfmScoring.ranks());
    assertEquals(List.of(5, 5, 4, 4, 3, 3, 2, 2, 1, 1), ten(scores::r));
    assertEquals(List.of(2, 2, 2, 2, 2, 2, 2, 4, 5, 5), ten(scores::f));
    assertEquals(List.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5), ten(scores::m));
  }

  @Test
  void nestedQuantilesWorkedByHand() {
    // Two of each r: equal orders give f 1, different ones 1 and 5; each r x f x spend likewise.
    RfmScores scores = RfmScores.of(Bases.of(Bases.ten()), RfmScoring.nested());
    assertEquals(List.of(5, 5, 4, 4, 3, 3, 2, 2, 1, 1), ten(scores::r));
    assertEquals(List.of(1, 1, 1, 1, 1, 1, 1, 5, 1, 5), ten(scores::f));
    assertEquals(List.of(1, 5, 1, 5, 1, 5, 1, 1, 1, 1), ten(scores::m));
  }

  @Test
  void givenCutPointsWorkedByHand() {
    RfmCuts cuts =
        RfmCuts.of(new double[] {3, 6}, new double[] {1, 1.5}, new double[] {10, 99.995});
    RfmScores scores = RfmScores.of(Bases.of(Bases.ten()), RfmScoring.cuts(cuts));
    assertEquals(List.of(3, 3, 3, 2, 2, 2, 1, 1, 1, 1), ten(scores::r));
    assertEquals(List.of(1, 1, 1, 1, 1, 1, 1, 3, 3, 3), ten(scores::f));
    assertEquals(List.of(1, 2, 2, 2, 2, 2, 2, 2, 2, 3), ten(scores::m));
  }

  /** With bins = 5 and n = 6, numpy's linspace(0, 1, 6)[3] x 5 is 3.0000000000000004, not 3. */
  @Property(tries = 200)
  void aQuantileThatIsAValueIsThatValue(
      @ForAll @IntRange(min = 2, max = 9) int bins, @ForAll @IntRange(min = 1, max = 60) int step) {
    List<Customer> customers =
        IntStream.rangeClosed(0, bins * step).mapToObj(i -> new Customer(i, 1, 100L * i)).toList();
    RfmScores scores = RfmScores.of(Bases.of(customers), RfmScoring.quantiles().withBins(bins));
    for (int i = 0; i < customers.size(); i++) {
      assertEquals(1 + Math.max(0, (i - 1) / step), scores.m(i));
      assertEquals(bins - Math.max(0, (i - 1) / step), scores.r(i));
    }
  }

  @Property
  void scoresStayWithinTheBinsAndFollowTheirMeasure(
      @ForAll("customers") List<Customer> customers, @ForAll("scorings") RfmScoring scoring) {
    CustomerBase base = Bases.of(customers);
    RfmScores scores = RfmScores.of(base, scoring);
    boolean mean = scoring.spendMeasure() == SpendMeasure.MEAN_ORDER_VALUE;
    for (int a = 0; a < base.size(); a++) {
      for (int score : new int[] {scores.r(a), scores.f(a), scores.m(a)}) {
        assertTrue(score >= 1 && score <= scoring.bins(), () -> "score " + score);
      }
      for (int b = 0; b < base.size(); b++) {
        boolean nested = scoring.method() == Method.NESTED;
        assertFollows(-base.daysSinceLastOrder(a), -base.daysSinceLastOrder(b), scores::r, a, b);
        if (!nested || scores.r(a) == scores.r(b)) {
          assertFollows(base.orders(a), base.orders(b), scores::f, a, b);
        }
        if (!nested || (scores.r(a) == scores.r(b) && scores.f(a) == scores.f(b))) {
          assertFollows(
              mean ? base.meanOrderValue(a) : base.spendMinor(a),
              mean ? base.meanOrderValue(b) : base.spendMinor(b),
              scores::m,
              a,
              b);
        }
      }
    }
  }

  private static void assertFollows(
      double valueA, double valueB, IntUnaryOperator score, int a, int b) {
    int scoreA = score.applyAsInt(a);
    int scoreB = score.applyAsInt(b);
    if (valueA > valueB) {
      assertTrue(scoreA >= scoreB, () -> valueA + " and " + valueB);
    }
  }

  @Property
  void equalValuesGetEqualScores(
      @ForAll("customers") List<Customer> customers, @ForAll("scorings") RfmScoring scoring) {
    List<Customer> twice = new ArrayList<>(customers);
    twice.addAll(customers);
    RfmScores scores = RfmScores.of(Bases.of(twice), scoring);
    for (int row = 0; row < customers.size(); row++) {
      int twin = row + customers.size();
      assertEquals(scores.r(row), scores.r(twin));
      assertEquals(scores.f(row), scores.f(twin));
      assertEquals(scores.m(row), scores.m(twin));
    }
  }

  @Property(tries = 300)
  void theOrderOfTheOrdersDoesNotMatter(
      @ForAll("orders") List<Order> orders,
      @ForAll("scorings") RfmScoring scoring,
      @ForAll Random random) {
    List<Order> shuffled = new ArrayList<>(orders);
    Collections.shuffle(shuffled, random);
    assertEquals(codes(orders, scoring, 1), codes(shuffled, scoring, 2));
  }

  private static List<String> codes(List<Order> orders, RfmScoring scoring, int threads) {
    OrderLog log = orders.stream().collect(OrderLog.collector(Bases.EUR));
    CustomerBase.Options options =
        CustomerBase.Options.DEFAULT.withAsOf(Bases.AS_OF).withThreads(threads);
    CustomerBase base = CustomerBase.of(log, options);
    RfmScores scores = RfmScores.of(base, scoring);
    return IntStream.range(0, base.size())
        .mapToObj(row -> base.id(row) + " " + scores.r(row) + scores.f(row) + scores.m(row))
        .toList();
  }

  @Property
  void theFrozenCutPointsOfABaseGiveTheSameScores(
      @ForAll("customers") List<Customer> customers,
      @ForAll @IntRange(min = 2, max = 9) int bins,
      @ForAll SpendMeasure measure) {
    CustomerBase base = Bases.of(customers);
    RfmScores scores =
        RfmScores.of(base, RfmScoring.quantiles().withBins(bins).withSpendMeasure(measure));
    RfmCuts cuts = scores.cuts();
    assertEquals(customers.isEmpty(), cuts == null);
    if (cuts != null) {
      RfmScoring frozen = RfmScoring.cuts(RfmCuts.parse(cuts.toString()));
      RfmScores again = RfmScores.of(base, frozen);
      for (int row = 0; row < base.size(); row++) {
        assertEquals(scores.r(row), again.r(row));
        assertEquals(scores.f(row), again.f(row));
        assertEquals(scores.m(row), again.m(row));
      }
    }
  }

  /** The next double after 2^60 is 2^60 + 256: three fifths of the way round to it. */
  @Test
  void betweenNeighbouringDoublesTheLowerOneIsTheCutPoint() {
    List<Customer> customers =
        List.of(new Customer(0, 1, 1L << 60), new Customer(0, 1, (1L << 60) + 256));
    RfmScores scores =
        RfmScores.of(
            Bases.of(customers),
            RfmScoring.quantiles().withSpendMeasure(SpendMeasure.MEAN_ORDER_VALUE));
    assertEquals(1, scores.m(0));
    assertEquals(5, scores.m(1));
  }

  @Test
  void aCutPointAboveAllAmountsHasNobodyAbove() {
    RfmCuts cuts =
        RfmCuts.parse(
            "days since last order: 1\norders: 99999999999999999999\n"
                + "spend: 99999999999999999999");
    List<Customer> customers = List.of(new Customer(2, 3, Long.MAX_VALUE));
    RfmScores scores = RfmScores.of(Bases.of(customers), RfmScoring.cuts(cuts));
    assertEquals(1, scores.f(0));
    assertEquals(1, scores.m(0));
    RfmExplanation explanation =
        RfmTable.of(Bases.of(customers), RfmScoring.cuts(cuts), RfmRules.parse("bins: 2\nAll: ***"))
            .explain(0);
    assertNull(explanation.scores().get(2).better());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    RfmCuts cuts = RfmCuts.of(new double[] {3, 6}, new double[] {1, 2}, new double[] {10, 20});
    RfmScoring given = RfmScoring.cuts(cuts);
    assertMessage(
        "bins must be between 2 and 9, but was 1", () -> RfmScoring.quantiles().withBins(1));
    assertMessage(
        "bins must be between 2 and 9, but was 10", () -> RfmScoring.ranks().withBins(10));
    assertMessage("bins must be those of the cut points, 3, but was 4", () -> given.withBins(4));
    assertMessage(
        "spend measure must be that of the cut points, spend, but was mean order value",
        () -> given.withSpendMeasure(SpendMeasure.MEAN_ORDER_VALUE));
    assertMessage(
        "cut points must be there exactly when they are the method, but the method was given cut"
            + " points without cut points",
        () -> new RfmScoring(Method.CUTS, 5, SpendMeasure.TOTAL_SPEND, null));
    assertMessage(
        "cut points must be there exactly when they are the method, but the method was average"
            + " ranks with cut points",
        () -> new RfmScoring(Method.RANKS, 3, SpendMeasure.TOTAL_SPEND, cuts));
    assertEquals("value quantiles, 5 bins, m by spend", RfmScoring.quantiles().toString());
  }

  private static void assertMessage(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  private static List<Integer> ten(IntUnaryOperator score) {
    return IntStream.range(0, 10).map(score).boxed().toList();
  }

  @Provide
  Arbitrary<List<Customer>> customers() {
    return Bases.arbitrary();
  }

  @Provide
  Arbitrary<RfmScoring> scorings() {
    return scoringsOf(Method.values());
  }

  static Arbitrary<RfmScoring> scoringsOf(Method... methods) {
    return Combinators.combine(
            Arbitraries.of(methods),
            Arbitraries.integers().between(2, 9),
            Arbitraries.of(SpendMeasure.class))
        .as(
            (method, bins, measure) ->
                new RfmScoring(
                    method, bins, measure, method == Method.CUTS ? cuts(bins, measure) : null));
  }

  private static RfmCuts cuts(int bins, SpendMeasure measure) {
    return new RfmCuts(
        LongStream.range(1, bins).mapToObj(k -> BigDecimal.valueOf(35 * k, 1)).toList(),
        LongStream.range(1, bins).mapToObj(k -> BigDecimal.valueOf(k)).toList(),
        LongStream.range(1, bins).mapToObj(k -> BigDecimal.valueOf(7 * k, 3)).toList(),
        measure);
  }

  @Provide
  Arbitrary<List<Order>> orders() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 15),
            Arbitraries.integers().between(0, 40),
            Arbitraries.longs().between(0, 500))
        .as(
            (id, days, spend) ->
                new Order("c" + id, Bases.AS_OF.minusDays(days), Money.ofMinor(spend, Bases.EUR)))
        .withoutEdgeCases()
        .list()
        .ofMaxSize(60);
  }
}
