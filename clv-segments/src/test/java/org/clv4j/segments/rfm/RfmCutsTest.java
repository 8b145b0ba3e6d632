package org.clv4j.segments.rfm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RfmCutsTest {
  private static final double[] TWO = {1, 2};

  @Property
  void parseReadsWhatToStringWrites(@ForAll("cuts") RfmCuts cuts) {
    assertEquals(cuts, RfmCuts.parse(cuts.toString()));
  }

  @Test
  void theTextFormIsPlain() {
    RfmCuts cuts =
        RfmCuts.of(new double[] {30, 60.50}, new double[] {1, 100}, new double[] {25, 1e7});
    assertEquals(
        "days since last order: 30, 60.5\norders: 1, 100\nspend: 25, 10000000", cuts.toString());
    assertEquals(
        cuts,
        RfmCuts.parse(
            """
            # of spring
            spend: 25.00 1e7

            orders: 1 100   # five is rare
            days since last order: 30, 60.5
            """));
    assertEquals(3, cuts.bins());
  }

  @Test
  void spendMayBeMissing() {
    RfmCuts cuts = RfmCuts.parse("orders: 1\ndays since last order: 30");
    assertFalse(cuts.hasSpend());
    assertEquals(2, cuts.bins());
    List<BigDecimal> one = List.of(BigDecimal.ONE);
    assertEquals(
        new RfmCuts(one, one, List.of(), SpendMeasure.TOTAL_SPEND),
        new RfmCuts(one, one, List.of(), SpendMeasure.MEAN_ORDER_VALUE));
  }

  @Test
  void brokenCutPointsAreNamed() {
    assertMessage(
        "cut points of orders must be 2 in number, but were 1",
        () -> RfmCuts.of(TWO, new double[] {1}, TWO));
    assertMessage(
        "cut points of spend must be ascending, but 1.0 came after 2.0",
        () -> RfmCuts.of(TWO, TWO, new double[] {2, 1}));
    assertMessage(
        "cut points of days since last order must not be negative, but one was -1.0",
        () -> RfmCuts.of(new double[] {-1, 2}, TWO, TWO));
    assertMessage(
        "cut point of spend must be between -1.7976931348623157E308 and 1.7976931348623157E308,"
            + " but was NaN",
        () -> RfmCuts.of(TWO, TWO, new double[] {1, Double.NaN}));
    assertMessage(
        "bins must be between 2 and 9, but was 1",
        () -> RfmCuts.of(new double[0], new double[0], new double[0]));
    for (String number : new String[] {"1e400000000", "1e-400000000", "123456789012345678901"}) {
      assertMessage(
          "cut points of orders must have at most 20 digits and 40 decimals, but one was "
              + new BigDecimal(number),
          () -> RfmCuts.parse("days since last order: 1\norders: " + number));
    }
  }

  @Test
  void brokenTextIsNamedWithItsLine() {
    assertMessage(
        "line 2: must look like \"name: values\", but was \"orders 1\"",
        () -> RfmCuts.parse("days since last order: 1\norders 1"));
    assertMessage(
        "line 1: name must be one of [days since last order, orders, spend, mean order value], but"
            + " was \"recency\"",
        () -> RfmCuts.parse("recency: 1"));
    assertMessage(
        "line 3: cut points of orders must come once only",
        () -> RfmCuts.parse("orders: 1\n\norders: 1"));
    assertMessage(
        "line 1: values must be numbers, but one was \"one\"", () -> RfmCuts.parse("orders: one"));
    assertMessage(
        "cut points of days since last order must not be missing",
        () -> RfmCuts.parse("orders: 1"));
    assertMessage(
        "cut points of orders must not be missing",
        () -> RfmCuts.parse("days since last order: 1"));
    assertMessage(
        "cut points must be of spend or of mean order value, but were of both",
        () -> RfmCuts.parse("spend: 1\nmean order value: 1"));
  }

  private static void assertMessage(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  @Provide
  Arbitrary<RfmCuts> cuts() {
    return Arbitraries.integers()
        .between(1, 8)
        .flatMap(
            size ->
                Combinators.combine(
                        ascending(size),
                        ascending(size),
                        Arbitraries.oneOf(ascending(size), Arbitraries.just(List.<BigDecimal>of())),
                        Arbitraries.of(SpendMeasure.class))
                    .as(RfmCuts::new));
  }

  private static Arbitrary<List<BigDecimal>> ascending(int size) {
    return Arbitraries.bigDecimals()
        .between(BigDecimal.ZERO, new BigDecimal("99999999999999999999"))
        .ofScale(12)
        .list()
        .ofSize(size)
        .map(cuts -> cuts.stream().sorted().toList());
  }
}
