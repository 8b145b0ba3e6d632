package org.clv4j.core.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.OrderRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitEconomicsTest {
  private static final TimeSpan THREE_YEARS = TimeSpan.of(3, PeriodUnit.YEAR);

  @Test
  void simpleClvByHand() {
    SimpleClv clv = new SimpleClv(50, OrderRate.perYear(4), THREE_YEARS, 1, 100);
    assertEquals(500, clv.value());
    SimpleClv margin = new SimpleClv(50, OrderRate.perYear(4), THREE_YEARS, 0.3, 100);
    assertEquals(180, margin.beforeAcquisitionCost(), 1e-12);
    assertEquals(80, margin.value(), 1e-12);
  }

  /** 60 a year, 30 of the half; 80 are paid first. */
  @Test
  void aLifespanIsLaidOutYearByYear() {
    TimeSpan lifespan = TimeSpan.of(2.5, PeriodUnit.YEAR);
    SimpleClv clv = new SimpleClv(50, OrderRate.perYear(4), lifespan, 0.3, 80);
    assertEquals(
        """
        year\titem\tamount\tprobability\texpected\tdiscount_factor\tpresent_value\tcumulative
        0.0\tacquisition_cost\t-80.0\t1.0\t-80.0\t1.0\t-80.0\t-80.0
        0.0\tmargin\t60.0\t1.0\t60.0\t1.0\t60.0\t-20.0
        1.0\tmargin\t60.0\t1.0\t60.0\t1.0\t60.0\t40.0
        2.0\tmargin\t30.0\t1.0\t30.0\t1.0\t30.0\t70.0
        """,
        clv.explain(9).toString());
    assertEquals(-20, clv.explain(1).presentValue());
    assertThrows(IllegalArgumentException.class, () -> clv.explain(-1));
  }

  @Property
  void allPeriodsOfALifespanAreItsValue(
      @ForAll @DoubleRange(min = 0, max = 200) double spend,
      @ForAll @DoubleRange(min = 0, max = 40) double years,
      @ForAll @DoubleRange(min = 0, max = 300) double cost,
      @ForAll PeriodUnit unit) {
    TimeSpan lifespan = TimeSpan.of(years, unit);
    SimpleClv clv = new SimpleClv(spend, OrderRate.perYear(4), lifespan, 0.4, cost);
    double scale = clv.beforeAcquisitionCost() + cost;
    assertEquals(clv.value(), clv.explain(40).presentValue(), 1e-12 * scale);
  }

  @Test
  void unitsAreConvertedAndNeverMixed() {
    OrderRate monthly = new OrderRate(1, PeriodUnit.MONTH);
    assertEquals(
        new SimpleClv(50, OrderRate.perYear(12), THREE_YEARS, 1, 0).value(),
        new SimpleClv(50, monthly, TimeSpan.of(36, PeriodUnit.MONTH), 1, 0).value());
    assertEquals(12, monthly.per(PeriodUnit.YEAR));
  }

  @Test
  void aLifespanOfZeroChurnIsAnErrorNotInfinity() {
    assertEquals(THREE_YEARS.length() + 2, SimpleClv.lifespanOf(0.2, PeriodUnit.YEAR).length());
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> SimpleClv.lifespanOf(0, PeriodUnit.YEAR));
    assertTrue(String.valueOf(error.getMessage()).contains("churn must be above 0"));
    assertThrows(IllegalArgumentException.class, () -> SimpleClv.lifespanOf(1.1, PeriodUnit.YEAR));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SimpleClv(50, OrderRate.perYear(4), THREE_YEARS, 30, 0));
    SimpleClv deep =
        new SimpleClv(1e308, OrderRate.perYear(1), TimeSpan.of(1, PeriodUnit.YEAR), -1, 1e308);
    assertThrows(ArithmeticException.class, deep::value);
    SimpleClv huge = new SimpleClv(Double.MAX_VALUE, OrderRate.perYear(4), THREE_YEARS, 1, 0);
    assertThrows(ArithmeticException.class, huge::value);
  }

  /** definitions.md 2.6: revenue 400 over a cost of 80 is 5; at a margin of 55 % it is 2.75. */
  @Test
  void theRatioNamesItsBasis() {
    LtvToCac revenue = new LtvToCac(400, 80, LtvToCac.Basis.REVENUE, THREE_YEARS);
    assertEquals("5.0 (revenue, within 3.0 year)", revenue.toString());
    LtvToCac margin = new LtvToCac(220, 80, LtvToCac.Basis.MARGIN, null);
    assertEquals(2.75, margin.ratio(), 1e-15);
    assertEquals("2.75 (margin, for ever)", margin.toString());
    assertEquals("margin_ltv_to_cac", LtvToCac.metricName(margin.basis(), margin.horizon()));
    assertEquals(
        "revenue_ltv_to_cac_within_3_years",
        LtvToCac.metricName(revenue.basis(), revenue.horizon()));
    assertEquals(
        "margin_ltv_to_cac_within_2.5_years",
        LtvToCac.metricName(LtvToCac.Basis.MARGIN, TimeSpan.of(2.5, PeriodUnit.YEAR)));
    assertEquals(220.0 / 3, margin.allowableCost(3), 1e-13);
    assertEquals(0, LtvToCac.allowableCost(-5, 3));
    assertThrows(IllegalArgumentException.class, () -> margin.allowableCost(0));
    assertThrows(
        IllegalArgumentException.class, () -> new LtvToCac(1, 0, LtvToCac.Basis.MARGIN, null));
  }

  @Test
  void paybackByHand() {
    assertEquals(OptionalDouble.of(4), payback(25, 1, 100, null));
    assertEquals(OptionalDouble.of(4.4), payback(25, 1, 110, null));
    // 40 + 32 = 72 after two months; the third brings 25.6, of which 18 are needed.
    assertEquals(2 + 18 / 25.6, payback(40, 0.8, 90, null).orElseThrow(), 1e-12);
    assertEquals(OptionalDouble.of(0), payback(-5, 0.8, 0, null));
    assertEquals(OptionalDouble.of(1), payback(40, 0, 40, null));
  }

  /** 100, then 0.8 x 1.5 of it, 120, then 144, of which 36 are needed. */
  @Test
  void growingContributionsPayBackSooner() {
    Payback growing = new Payback(100, 0.8, 0.5, PeriodUnit.YEAR, 256, null);
    assertEquals(2.25, growing.periods().orElseThrow(), 1e-12);
    // 0.8 x 1.25 is 1: every year brings the same
    Payback level = new Payback(100, 0.8, 0.25, PeriodUnit.YEAR, 256, null);
    assertEquals(2.56, level.periods().orElseThrow(), 1e-12);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Payback(100, 0.8, -1.5, PeriodUnit.YEAR, 256, null));
  }

  /** Year by year, 80 x retention^t; and the economics of a scenario say the same. */
  @Property
  void thePaybackOfAScenarioIsThatOfItsYears(
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(3) double retention,
      @ForAll @DoubleRange(min = 0, max = 400) @Scale(3) double cost) {
    Assume.that(cost * (1 - retention) < 79.9);
    double paid = 0;
    double contribution = 80;
    double years = 0;
    while (paid + contribution < cost) {
      paid += contribution;
      contribution *= retention;
      years++;
    }
    years += cost == 0 ? 0 : (cost - paid) / contribution;
    CustomerEconomics economics =
        CustomerEconomics.of(50, 4, 0.4, retention, 0.1).with(Driver.ACQUISITION_COST, cost);
    OptionalDouble found = new Payback(80, retention, 0, PeriodUnit.YEAR, cost, null).periods();
    assertEquals(years, found.orElseThrow(), 1e-9 * (1 + years));
    assertEquals(12 * found.getAsDouble(), economics.paybackMonths().orElseThrow(), 1e-12 * years);
    // a reactivation of nearly nobody is counted year by year, for a thousand years
    OptionalDouble counted = economics.with(Driver.REACTIVATION_RATE, 1e-13).paybackMonths();
    assertEquals(years < 1000 ? 12 * years : 0, counted.orElse(0), 1e-6 * (1 + years));
  }

  /** contribution / (1 - retention) is reached at no time, in decimals. */
  @Property
  void aCostOfAllContributionsIsNeverPaidBack(
      @ForAll @IntRange(min = 1, max = 99) int retained,
      @ForAll @IntRange(min = 1, max = 50_000) int cents) {
    double retention = BigDecimal.valueOf(retained, 2).doubleValue();
    // the cost in whole cents, the contribution of its share 1 - retention
    double contribution = BigDecimal.valueOf((100L - retained) * cents, 4).doubleValue();
    double cost = BigDecimal.valueOf(cents, 2).doubleValue();
    assertEquals(OptionalDouble.empty(), payback(contribution, retention, cost, null));
    assertEquals(
        OptionalDouble.empty(),
        CustomerEconomics.of(contribution, 1, 1, retention, 0.1)
            .with(Driver.ACQUISITION_COST, cost)
            .paybackMonths());
    // a millionth less is: what is left of it after n periods is retention^n
    double periods = payback(contribution, retention, cost * (1 - 1e-6), null).orElseThrow();
    assertEquals(Math.log(1e-6) / Math.log(retention), periods, 1 + 1e-9 * periods);
  }

  @ParameterizedTest
  @CsvSource({"100, 0.8, 500", "40, 0.8, 200", "100, 0.9, 1000", "50, 0.6, 125", "80, 0.75, 320"})
  void theLimitIsNeverReached(double contribution, double retention, double cost) {
    assertEquals(OptionalDouble.empty(), payback(contribution, retention, cost, null));
    assertEquals(
        OptionalDouble.empty(),
        CustomerEconomics.of(contribution, 1, 1, retention, 0.1)
            .with(Driver.ACQUISITION_COST, cost)
            .paybackMonths());
  }

  @Test
  void whatNeverPaysBackIsEmpty() {
    assertEquals(OptionalDouble.empty(), payback(0, 1, 1, null));
    assertEquals(OptionalDouble.empty(), payback(-3, 1, 1, null));
    // 40 / (1 - 0.8) = 200 is all that ever comes.
    assertEquals(OptionalDouble.empty(), payback(40, 0.8, 201, null));
    assertEquals(OptionalDouble.empty(), payback(40, 0, 41, null));
    assertEquals(OptionalDouble.empty(), payback(25, 1, 110, TimeSpan.of(4, PeriodUnit.MONTH)));
    assertEquals(OptionalDouble.of(4), payback(25, 1, 100, TimeSpan.of(4, PeriodUnit.MONTH)));
  }

  @Property
  void contributionsUpToThePaybackAreTheCost(
      @ForAll @DoubleRange(min = 1, max = 100) double contribution,
      @ForAll @DoubleRange(min = 0.5, max = 1) double retention,
      @ForAll @DoubleRange(min = 0, max = 300) double cost) {
    OptionalDouble periods = payback(contribution, retention, cost, null);
    Assume.that(periods.isPresent() && periods.getAsDouble() < 10_000);
    double rest = periods.getAsDouble();
    double paid = 0;
    for (double monthly = contribution; rest > 0; monthly *= retention, rest--) {
      paid += monthly * Math.min(1, rest);
    }
    // up to ten thousand additions, and the last ones may be tiny against the cost
    assertEquals(cost, paid, 1e-8 * (1 + cost));
  }

  @Test
  void paybackOfMeasuredContributions() {
    double[] measured = {40, 30, -5, 20};
    assertEquals(OptionalDouble.of(1 + 20 / 30.0), Payback.periods(measured, 60));
    assertEquals(OptionalDouble.of(3.5), Payback.periods(measured, 75));
    assertEquals(OptionalDouble.empty(), Payback.periods(measured, 86));
    assertEquals(OptionalDouble.of(0), Payback.periods(measured, 0));
    assertThrows(IllegalArgumentException.class, () -> Payback.periods(measured, -1));
    assertThrows(
        IllegalArgumentException.class, () -> Payback.periods(new double[] {Double.NaN}, 1));
  }

  @Test
  void acquisitionCostsSayWhatTheyCount() {
    AcquisitionCost blended =
        new AcquisitionCost(AcquisitionCost.Kind.BLENDED, Money.of("1000", "EUR"), 40);
    assertEquals("blended CAC 25.0 (EUR 1000.00 of 40)", blended.toString());
    assertEquals(
        OptionalDouble.empty(),
        new AcquisitionCost(AcquisitionCost.Kind.PAID, Money.of("10", "EUR"), 0).perCustomer());
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new AcquisitionCost(AcquisitionCost.Kind.PAID, Money.of("-1", "EUR"), 4));
    assertEquals("spend must not be negative, but was EUR -1.00", error.getMessage());
  }

  private static OptionalDouble payback(
      double contribution, double retention, double cost, @Nullable TimeSpan lifespan) {
    return new Payback(contribution, retention, 0, PeriodUnit.MONTH, cost, lifespan).periods();
  }
}
