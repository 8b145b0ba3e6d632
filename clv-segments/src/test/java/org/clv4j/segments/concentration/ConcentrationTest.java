package org.clv4j.segments.concentration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.HistoricValue;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.segments.cohort.Shops;
import org.clv4j.segments.metric.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcentrationTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final Scope SCOPE =
      new Scope(AS_OF, "by hand", ZoneOffset.UTC, OrderPolicy.AS_STATED, null);

  private static Concentration of(NegativeValues negatives, double... values) {
    return Concentration.of(SCOPE, "value", values, negatives);
  }

  private static Concentration of(double... values) {
    return of(NegativeValues.REFUSE, values);
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  /** The golden values of sum (2k - n - 1) x_k / (n S), by hand. */
  @ParameterizedTest
  @CsvSource({
    "1 1 1 1, 0",
    "0 0 0 4, 0.75",
    "1 2 3 4, 0.25",
    "4 2 1 3, 0.25",
    "10 20 30 40 100, 0.4",
    "7, 0",
    "0.1 0.1 0.1, 0"
  })
  void giniOfThePopulation(String values, double gini) {
    assertEquals(gini, of(numbers(values)).gini().value().getAsDouble());
  }

  @Test
  void giniOfASampleDividesByOneLess() {
    // -3 - 2 + 3 + 3 x 4 = 10 over 4 x 10 and over 3 x 10.
    assertEquals("gini = 0.25 ratio (10.0 of 40.0)", of(1, 2, 3, 4).gini().toString());
    assertEquals(10.0 / 30, of(1, 2, 3, 4).giniOfSample().value().getAsDouble());
    assertEquals("one customer is no sample", of(7).giniOfSample().reason());
  }

  @Test
  void topSharesAndCustomersForAShare() {
    Concentration ten = of(1, 1, 1, 1, 1, 1, 1, 1, 2, 10);
    assertEquals("top_20_percent_share = 0.6 share (12.0 of 20.0)", ten.topShare(0.2).toString());
    // 12.5 % of 10 are two customers, rounded up.
    assertEquals("top_12.5_percent_share", ten.topShare(0.125).name());
    assertEquals(0.6, ten.topShare(0.125).value().getAsDouble());
    assertEquals(0, ten.topShare(0).value().getAsDouble());
    assertEquals(1, ten.topShare(1).value().getAsDouble());
    // 10 + 2 + 1 + 1 + 1 + 1 = 16 of 20.
    assertEquals(
        "customers_for_80_percent = 6.0 customers (6 of 10)", ten.customersFor(0.8).toString());
    assertEquals(0.6, ten.shareOfCustomersFor(0.8).value().getAsDouble());
    assertEquals(7, ten.customersFor(0.81).value().getAsDouble());
    assertEquals(0, ten.customersFor(0).value().getAsDouble());
  }

  @Test
  void sharesAreTheDecimalsThatAreWritten() {
    // Seven times 0.1 is 0.7 of 1, and 0.07 of 100 customers are seven, in doubles neither.
    assertEquals(
        7, of(numbers("0.1".concat(" 0.1".repeat(9)))).customersFor(0.7).value().orElse(0));
    double[] hundred = new double[100];
    Arrays.fill(hundred, 1);
    assertEquals(0.07, of(hundred).topShare(0.07).value().getAsDouble());
  }

  @Test
  void theLorenzCurveBeginsWithTheSmallest() {
    assertEquals(
        List.of(
            new CurvePoint(0, 0, 0),
            new CurvePoint(1, 0.25, 0.1),
            new CurvePoint(2, 0.5, 0.3),
            new CurvePoint(3, 0.75, 0.6),
            new CurvePoint(4, 1, 1)),
        of(4, 3, 2, 1).lorenzCurve(100));
    assertEquals(2, of(4, 3, 2, 1).lorenzCurve(1).size());
  }

  /** Of five customers two bring 140, one nothing, two take 40: the peak of the field's example. */
  @Test
  void theWhaleCurvePeaksWhereOthersBeginToTake() {
    Concentration whale = of(NegativeValues.KEEP, 80, -30, 60, 0, -10);
    assertEquals("whale_peak = 1.4 share (140.0 of 100.0)", whale.whalePeak().toString());
    assertEquals(
        "customers_at_whale_peak = 2.0 customers (2 of 5)",
        whale.customersAtWhalePeak().toString());
    assertEquals(
        List.of(
            new CurvePoint(0, 0, 0),
            new CurvePoint(1, 0.2, 0.8),
            new CurvePoint(2, 0.4, 1.4),
            new CurvePoint(3, 0.6, 1.4),
            new CurvePoint(4, 0.8, 1.3),
            new CurvePoint(5, 1, 1)),
        whale.whaleCurve(5));
    // The peak is a point of any curve.
    assertTrue(whale.whaleCurve(1).contains(new CurvePoint(2, 0.4, 1.4)));
    assertEquals(1, whale.customersFor(0.8).value().getAsDouble());
    assertEquals(2, whale.negativeCount());
    // -4 x -30 - 2 x -10 + 2 x 60 + 4 x 80 = 580 over 5 x 100.
    assertEquals(1.16, whale.gini().value().getAsDouble());
  }

  @Test
  void negativeValuesAreRefusedClampedOrKept() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> of(1, -2, 3));
    assertEquals(
        "value of row 1 must not be negative where negative values are refused, but was -2.0",
        refused.getMessage());
    Concentration clamped = of(NegativeValues.CLAMP, 1, -2, 3);
    assertEquals(of(0, 1, 3).gini(), clamped.gini());
    assertEquals(1, clamped.negativeCount());
    assertEquals(1, clamped.whalePeak().value().getAsDouble());
    assertEquals(2, of(NegativeValues.KEEP, 1, -2, 3).whalePeak().value().getAsDouble());
  }

  @Test
  void withoutATotalAboveZeroThereIsAReason() {
    assertEquals("gini = none, there are no customers (0.0 of 0.0)", of().gini().toString());
    assertEquals("the values add up to 0", of(0, 0).customersFor(0.8).reason());
    Concentration loss = of(NegativeValues.KEEP, 1, -3);
    assertEquals("the values add up to less than 0", loss.topShare(0.5).reason());
    assertEquals(new BigDecimal("1.0"), loss.topShare(0.5).numerator());
    assertEquals(List.of(), loss.whaleCurve(10));
    assertTrue(
        of().metrics().stream().allMatch(m -> m.value().isEmpty() || m.value().getAsDouble() == 0));
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> of(NegativeValues.KEEP, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> of(Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> of(1, 2).topShare(1.1));
    assertThrows(IllegalArgumentException.class, () -> of(1, 2).customersFor(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> of(1, 2).lorenzCurve(0));
  }

  /** The shop of docs/metrics.md: 90, 50, 30 and 10. */
  @Test
  void spendAndOrdersOfABase() {
    CustomerBase base = CustomerBase.of(Shops.ofThePage().log(), AS_OF);
    Concentration spend = Concentration.ofSpend(base, NegativeValues.REFUSE);
    // 3 x (90 - 10) + 1 x (50 - 30) = 260 over 4 x 180.
    assertEquals("gini = 0.3611111111111111 ratio (260.00 of 720.00)", spend.gini().toString());
    assertEquals(
        "top_20_percent_share = 0.5 share (90.00 of 180.00)", spend.topShare(0.2).toString());
    assertEquals(
        HistoricValue.of(base).shareOfTop(0.2), spend.topShare(0.2).value(), "as in the formula");
    assertEquals(3, spend.customersFor(0.8).value().getAsDouble());
    assertEquals(Shops.EUR, spend.scope().currency());
    assertEquals(AS_OF, spend.scope().asOf());
    // 3, 2, 1, 1 orders: 3 x 2 + 1 x 1 = 7 over 4 x 7.
    assertEquals(0.25, Concentration.ofOrders(base).gini().value().getAsDouble());
  }

  @Test
  void marginMayBeNegative() {
    OrderLogBuilder log = OrderLog.builder(Shops.EUR);
    int day = (int) AS_OF.toEpochDay();
    log.add("a", day - 9, 5000).cost(1000);
    log.add("a", day - 8, 5000).cost(1000);
    log.add("b", day - 7, 5000).cost(8000);
    log.add("c", day + 1, 5000).cost(0);
    CustomerOrders orders = CustomerOrders.of(log.build());
    Concentration margin = Concentration.ofMargin(orders, AS_OF, NegativeValues.KEEP);
    assertEquals("whale_peak = 1.6 share (80.00 of 50.00)", margin.whalePeak().toString());
    assertEquals(2, margin.size());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Concentration.ofMargin(orders, AS_OF, NegativeValues.REFUSE));
    assertEquals(
        "margin of customer \"b\" must not be negative where negative values are refused, but was"
            + " EUR -30.00",
        refused.getMessage());
    assertThrows(
        IllegalStateException.class,
        () -> Concentration.ofMargin(Shops.ofThePage(), AS_OF, NegativeValues.KEEP));
  }

  @Property
  void theOrderOfTheRowsChangesNoBit(
      @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll long seed) {
    List<Double> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, new Random(seed));
    Concentration a = of(NegativeValues.KEEP, unboxed(values));
    Concentration b = of(NegativeValues.KEEP, unboxed(shuffled));
    assertEquals(a.metrics(), b.metrics());
    assertEquals(a.whaleCurve(20), b.whaleCurve(20));
    assertEquals(a.lorenzCurve(20), b.lorenzCurve(20));
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }

  @Property
  void moneyIsExactAndTheGiniThatOfTheDefinition(
      @ForAll @Size(min = 2, max = 40)
          List<@LongRange(min = 0, max = 1_000_000_000_000L) Long> cents) {
    OrderLogBuilder log = OrderLog.builder(Shops.EUR);
    for (int i = 0; i < cents.size(); i++) {
      log.add(i, 19_000, cents.get(i));
    }
    Concentration spend =
        Concentration.ofSpend(CustomerBase.of(log.build()), NegativeValues.REFUSE);
    List<Long> ascending = cents.stream().sorted().toList();
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal differences = BigDecimal.ZERO;
    int n = cents.size();
    for (int k = 1; k <= n; k++) {
      BigDecimal x = BigDecimal.valueOf(ascending.get(k - 1), 2);
      sum = sum.add(x);
      differences = differences.add(x.multiply(BigDecimal.valueOf(2L * k - n - 1)));
    }
    assertEquals(differences, spend.gini().numerator());
    assertEquals(sum.multiply(BigDecimal.valueOf(n)), spend.gini().denominator());
    assertEquals(sum, spend.topShare(1).numerator());
  }

  @Property
  void curvesRiseToOneAndTheWhaleIsTheLorenzFromTheOtherEnd(
      @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 0, max = 1000) Long> values) {
    double[] numbers = values.stream().mapToDouble(value -> value).toArray();
    Concentration spread = of(numbers);
    List<CurvePoint> lorenz = spread.lorenzCurve(numbers.length);
    List<CurvePoint> whale = spread.whaleCurve(numbers.length);
    assertEquals(lorenz.size(), whale.size());
    for (int i = 0; i < lorenz.size(); i++) {
      CurvePoint mirrored = lorenz.get(lorenz.size() - 1 - i);
      assertEquals(1 - mirrored.shareOfValue(), whale.get(i).shareOfValue(), 1e-15);
      assertTrue(i == 0 || whale.get(i).shareOfValue() >= whale.get(i - 1).shareOfValue());
      // No curve of the smallest first lies above the line of equals.
      assertTrue(lorenz.get(i).shareOfValue() <= lorenz.get(i).shareOfCustomers() + 1e-15);
    }
    if (!whale.isEmpty()) {
      assertEquals(1, whale.get(whale.size() - 1).shareOfValue());
      assertEquals(1, lorenz.get(lorenz.size() - 1).shareOfValue());
    }
  }

  /** What is left of 1e100 - 1e100 + 1e-300 is nothing to divide by. */
  @Test
  void aTotalThatIsNothingBesideItsPartsHasNoShares() {
    Concentration none = of(NegativeValues.KEEP, 1e100, -1e100, 1e-300);
    String reason = "the values add up to next to nothing beside those above 0";
    assertEquals(reason, none.gini().reason());
    assertEquals(reason, none.topShare(0.2).reason());
    assertEquals(reason, none.customersFor(0.8).reason());
    assertEquals(List.of(), none.whaleCurve(10));
    assertEquals("customers_below_0 = 1.0 customers (1 of 3)", none.customersBelowZero() + "");
    Concentration some = of(NegativeValues.KEEP, 1e9, -1e9 + 1);
    assertEquals(1e9, some.whalePeak().value().getAsDouble());
  }
}
