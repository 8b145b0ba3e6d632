package org.clv4j.segments.rfm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.clv4j.segments.rfm.Bases.Customer;
import org.junit.jupiter.api.Test;

class RfmTableTest {
  private static final Pattern BETTER =
      Pattern.compile("[rfm] \\d -> (\\d) if [a-zA-Z ]+ had been at (?:most|least) ([0-9.]+).*");

  @Test
  void everyRowHasItsScoresAndSegment() {
    CustomerBase base = Bases.of(Bases.ten());
    RfmTable table = RfmTable.of(base);
    assertEquals("511", table.code(0));
    assertEquals("New Customers", table.segment(0));
    assertEquals("155", table.code(9));
    assertEquals("Cannot Lose Them", table.segment(9));
    assertEquals(1, table.r(9));
    assertEquals(5, table.f(9));
    assertEquals(5, table.m(9));
    assertSame(base, table.base());
    assertEquals(RfmScoring.quantiles(), table.scoring());
    assertEquals(RfmRules.RFM_11, table.rules());
    assertThrows(IndexOutOfBoundsException.class, () -> table.code(10));
    assertThrows(IndexOutOfBoundsException.class, () -> table.segment(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> table.explain(10));
  }

  @Test
  void segmentsAreCountedInTheOrderOfTheRules() {
    RfmRules rules = RfmRules.parse("Frequent: *[45]*\nNone: *3*\nRare: *[12]*");
    RfmTable table = RfmTable.of(Bases.of(Bases.ten()), RfmScoring.quantiles(), rules);
    assertEquals(
        List.of(
            new RfmSegment("Frequent", 3, 14, Money.of("270.00", "EUR")),
            new RfmSegment("None", 0, 0, Money.of("0.00", "EUR")),
            new RfmSegment("Rare", 7, 7, Money.of("280.00", "EUR"))),
        table.segments());
    assertEquals(
        """
        10 customers, 21 orders, EUR 550.00, as of 2024-06-30
        Frequent                         3 customers         14 orders EUR 270.00
        None                             0 customers          0 orders EUR 0.00
        Rare                             7 customers          7 orders EUR 280.00""",
        table.toString());
  }

  @Test
  void theGridHasACellForEachPairOfScores() {
    RfmTable table = RfmTable.of(Bases.of(Bases.ten()));
    List<RfmCell> grid = table.grid();
    assertEquals(25, grid.size());
    assertEquals(10, grid.stream().mapToInt(RfmCell::customers).sum());
    assertEquals(
        Optional.of(Money.of("550.00", "EUR")),
        grid.stream().map(RfmCell::spend).reduce(Money::plus));
    assertEquals(List.of(5, 1), List.of(grid.get(0).r(), grid.get(0).f()));
    assertEquals(List.of(1, 5), List.of(grid.get(24).r(), grid.get(24).f()));
    long inTheLast = 0;
    for (int row = 0; row < table.size(); row++) {
      inTheLast += table.r(row) == 1 && table.f(row) == 5 ? 1 : 0;
    }
    assertEquals(inTheLast, grid.get(24).customers());
    CustomerBase without = CustomerBase.of(OrderLog.builderWithoutAmounts().add("a", 0).build());
    assertNull(RfmTable.of(without, RfmScoring.quantiles(), RfmRules.RF_10).grid().get(0).spend());
  }

  @Property(tries = 100)
  void segmentsHoldEveryCustomerOnce(@ForAll("customers") List<Customer> customers) {
    // Few of them, so that the spend of all fits in a long.
    CustomerBase base = Bases.of(customers.subList(0, Math.min(7, customers.size())));
    List<RfmSegment> segments = RfmTable.of(base).segments();
    assertEquals(base.size(), segments.stream().mapToInt(RfmSegment::customers).sum());
    assertEquals(base.orderCount(), segments.stream().mapToLong(RfmSegment::orders).sum());
    assertEquals(
        Optional.of(base.totalSpend()),
        segments.stream().map(RfmSegment::spend).reduce(Money::plus));
  }

  @Test
  void spendOfASegmentThatOverflowsIsAnError() {
    Customer rich = new Customer(0, 1, Long.MAX_VALUE);
    RfmTable table = RfmTable.of(Bases.of(List.of(rich, rich)));
    assertThrows(ArithmeticException.class, table::segments);
  }

  @Test
  void withoutAmountsRulesMustNotLookAtM() {
    CustomerBase base = Bases.withoutAmounts(Bases.ten());
    assertEquals(
        "these rules look at m and need amounts, but the base has none; RfmRules.RF_10 (rf-10)"
            + " needs none",
        assertThrows(IllegalStateException.class, () -> RfmTable.of(base)).getMessage());
    for (RfmScoring scoring :
        List.of(RfmScoring.quantiles(), RfmScoring.ranks(), RfmScoring.nested())) {
      RfmTable table = RfmTable.of(base, scoring, RfmRules.RF_10);
      RfmTable with = RfmTable.of(Bases.of(Bases.ten()), scoring, RfmRules.RF_10);
      for (int row = 0; row < table.size(); row++) {
        assertEquals(with.code(row).substring(0, 2), table.code(row));
        assertEquals(with.segment(row), table.segment(row));
      }
      assertFalse(table.hasMonetary());
      assertTrue(with.hasMonetary());
      assertThrows(IllegalStateException.class, () -> table.m(0));
      assertNull(table.segments().get(0).spend());
      assertEquals(2, table.explain(0).scores().size());
    }
    RfmTable table = RfmTable.of(base, RfmScoring.quantiles(), RfmRules.RF_10);
    assertFalse(table.cuts().orElseThrow().hasSpend());
    assertFalse(table.toString().contains("EUR"));
  }

  @Test
  void cutPointsWithoutSpendScoreNoM() {
    CustomerBase base = Bases.of(Bases.ten());
    RfmCuts cuts =
        RfmTable.of(Bases.withoutAmounts(Bases.ten()), RfmScoring.quantiles(), RfmRules.RF_10)
            .cuts()
            .orElseThrow();
    assertEquals(
        "cut points of the spend must be given for rules that look at m, but are missing",
        assertThrows(
                IllegalArgumentException.class,
                () -> RfmTable.of(base, RfmScoring.cuts(cuts), RfmRules.RFM_11))
            .getMessage());
    RfmTable table = RfmTable.of(base, RfmScoring.cuts(cuts), RfmRules.RF_10);
    assertFalse(table.hasMonetary());
    assertEquals(Money.of("30.00", "EUR"), table.segments().get(3).spend());
  }

  @Test
  void binsOfScoringAndRulesMustMatch() {
    assertEquals(
        "bins of the scoring must be those of the rules, 5, but were 4",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    RfmTable.of(
                        Bases.of(Bases.ten()), RfmScoring.quantiles().withBins(4), RfmRules.RFM_11))
            .getMessage());
  }

  @Test
  void fewerThanFiftyCustomersAreAWarning() {
    List<Customer> customers = Collections.nCopies(50, new Customer(1, 1, 1));
    assertEquals(List.of(), RfmTable.of(Bases.of(customers)).warnings());
    assertEquals(
        List.of("RFM scores say little of fewer than 50 customers, and here are 49"),
        RfmTable.of(Bases.of(customers.subList(0, 49))).warnings());
  }

  @Test
  void anEmptyBaseGivesAnEmptyTable() {
    RfmCuts cuts = RfmTable.of(Bases.of(Bases.ten())).cuts().orElseThrow();
    for (RfmScoring scoring :
        List.of(
            RfmScoring.quantiles(),
            RfmScoring.ranks(),
            RfmScoring.nested(),
            RfmScoring.cuts(cuts))) {
      RfmTable table = RfmTable.of(Bases.of(List.of()), scoring, RfmRules.RFM_11);
      assertEquals(0, table.size());
      assertEquals(11, table.segments().size());
      assertTrue(table.segments().stream().allMatch(segment -> segment.customers() == 0));
      assertEquals(Optional.ofNullable(scoring.cuts()), table.cuts());
    }
    CustomerBase none = CustomerBase.of(OrderLog.builderWithoutAmounts().build(), Bases.AS_OF);
    assertThrows(IllegalStateException.class, () -> RfmTable.of(none));
    assertFalse(RfmTable.of(none, RfmScoring.quantiles(), RfmRules.RF_10).hasMonetary());
  }

  @Test
  void anExplanationIsReadable() {
    RfmTable table = RfmTable.of(Bases.of(Bases.ten()));
    assertEquals(
        """
        customer "6" as of 2024-06-30: 214, Cannot Lose Them
          r 2 (days since last order): 7, above 6.4, at most 8.2; r 2 -> 3 if the last order had \
        been at most 6 days ago
          f 1 (orders): 1, at most 1; f 1 -> 4 if orders had been at least 2
          m 4 (spend in EUR): 70.00, above 64, at most 82; m 4 -> 5 if spend in EUR had been at \
        least 82.01
          rule: Cannot Lose Them: 155 154 144 214 215 115 114 113""",
        table.explain("6").toString());
    assertEquals(table.explain(6), table.explain("6"));
  }

  @Test
  void theBestScoresHaveNothingBetter() {
    List<Customer> customers = new ArrayList<>(Bases.ten());
    customers.add(new Customer(0, 10, 20_000));
    RfmExplanation explanation = RfmTable.of(Bases.of(customers)).explain("10");
    assertEquals("Champions", explanation.segment());
    assertEquals("Champions: 555 554 544 545 454 455 445", explanation.rule());
    for (RfmExplanation.Score score : explanation.scores()) {
      assertEquals(5, score.score());
      assertNull(score.better());
    }
    assertNull(explanation.scores().get(0).above());
    assertNull(explanation.scores().get(2).upTo());
  }

  @Test
  void ranksAreExplainedByTheRank() {
    RfmTable table = RfmTable.of(Bases.of(Bases.ten()), RfmScoring.ranks(), RfmRules.RFM_11);
    List<RfmExplanation.Score> scores = table.explain(6).scores();
    assertEquals(
        "r 2 (days since last order): 7, rank 4.0 of 10, the last being the best",
        scores.get(0).toString());
    // Seven customers with one order share the ranks 1 to 7.
    assertEquals(
        "f 2 (orders): 1, rank 4.0 of 10, the last being the best", scores.get(1).toString());
  }

  @Test
  void nestedScoresAreExplainedWithinTheirGroup() {
    RfmScoring scoring = RfmScoring.nested();
    RfmTable table = RfmTable.of(Bases.of(Bases.ten()), scoring, RfmRules.RFM_11);
    // Rows 6 and 7 have r 2, with 1 and 2 orders; within them the cut points are 1.2, 1.4, …
    assertEquals(table.r(6), table.r(7));
    assertEquals(
        "f 1 (orders): 1, customers with r 2, at most 1.2; f 1 -> 5 if orders had been at least 2",
        table.explain(6).scores().get(1).toString());
  }

  @Test
  void aMeanIsExplainedByThePointToExceed() {
    RfmScoring scoring = RfmScoring.quantiles().withSpendMeasure(SpendMeasure.MEAN_ORDER_VALUE);
    RfmTable table = RfmTable.of(Bases.of(Bases.ten()), scoring, RfmRules.RFM_11);
    assertEquals(
        "m 1 (mean order value in EUR): 11.11111111, at most 18.22222222; m 1 -> 2 if mean order"
            + " value in EUR had been above 18.22222222",
        table.explain(9).scores().get(2).toString());
  }

  @Test
  void anUnknownCustomerIsNamed() {
    assertEquals(
        "customer must have an order by 2024-06-30, but \"nobody\" has none",
        assertThrows(
                IllegalArgumentException.class,
                () -> RfmTable.of(Bases.of(Bases.ten())).explain("nobody"))
            .getMessage());
  }

  /** Makes the customer what "better" says and scores again with the same cut points. */
  @Property
  void whatIsSaidToBeBetterGivesThatScore(
      @ForAll("customers") List<Customer> customers,
      @ForAll @IntRange(min = 2, max = 9) int bins,
      @ForAll @IntRange(max = 59) int place) {
    if (customers.isEmpty()) {
      return;
    }
    RfmRules rules = RfmRules.builder(bins).segment("All", "***").build();
    RfmTable table = RfmTable.of(Bases.of(customers), RfmScoring.quantiles().withBins(bins), rules);
    RfmScoring frozen = RfmScoring.cuts(table.cuts().orElseThrow());
    Customer customer = customers.get(place % customers.size());
    List<RfmExplanation.Score> scores = table.explain(place % customers.size()).scores();
    for (int i = 0; i < 3; i++) {
      RfmExplanation.Score score = scores.get(i);
      assertEquals(score.better() == null, score.score() == bins);
      if (score.better() != null) {
        Matcher words = BETTER.matcher(score.better());
        assertTrue(words.matches(), score.better());
        BigDecimal wanted = new BigDecimal(words.group(2));
        Customer better =
            switch (i) {
              case 0 -> new Customer(wanted.intValueExact(), 1, 0);
              case 1 -> new Customer(customer.days(), wanted.intValueExact(), 0);
              default -> new Customer(0, 1, wanted.movePointRight(2).longValueExact());
            };
        Customer almost =
            switch (i) {
              case 0 -> new Customer(better.days() + 1, 1, 0);
              case 1 -> new Customer(customer.days(), better.orders() - 1, 0);
              default -> new Customer(0, 1, better.spend() - 1);
            };
        RfmTable again = RfmTable.of(Bases.of(List.of(better, almost)), frozen, rules);
        assertEquals(words.group(1), "" + again.code(0).charAt(i));
        assertEquals(Integer.toString(score.score()), "" + again.code(1).charAt(i));
      }
    }
  }

  @Provide
  Arbitrary<List<Customer>> customers() {
    return Bases.arbitrary();
  }
}
