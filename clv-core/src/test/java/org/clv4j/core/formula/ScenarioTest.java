package org.clv4j.core.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {
  private static final CustomerEconomics SHOP =
      CustomerEconomics.of(50, 4, 0.4, 0.6, 0.12).with(Driver.ACQUISITION_COST, 60);

  /**
   * definitions.md 1.5: what 5 % and 5 points of retention do to Gupta and Lehmann's multiple at a
   * discount of 12 %, in whole percent.
   */
  @ParameterizedTest
  @CsvSource({"0.6, 11, 20", "0.7, 15, 22", "0.8, 20, 26", "0.9, 32, 37"})
  void retentionElasticityOfGuptaAndLehmann(double retention, int relative, int points) {
    CustomerEconomics base = CustomerEconomics.of(50, 4, 0.4, retention, 0.12);
    assertEquals(relative, residualGain(base, Lever.percent(Driver.RETENTION, 5)), 0.5);
    assertEquals(points, residualGain(base, Lever.points(Driver.RETENTION, 5)), 0.5);
  }

  private static double residualGain(CustomerEconomics base, Lever lever) {
    return 100 * row(Scenario.of(base, lever), "residual_value").relative().orElseThrow();
  }

  private static Scenario.Row row(Scenario scenario, String metric) {
    return scenario.rows().stream()
        .filter(row -> row.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  /** 50 x 4 x 0.4 = 80 a year, 1.12 / 0.52 years. */
  @Test
  void figuresByHand() {
    assertEquals(80, SHOP.contributionPerYear(), 1e-12);
    assertEquals(1.12 / 0.52, SHOP.activeYears(), 1e-14);
    assertEquals(80 * 1.12 / 0.52, SHOP.lifetimeValue(), 1e-11);
    assertEquals(80 * 1.12 / 0.52 - 60, SHOP.value(), 1e-11);
    assertEquals(80 * 0.6 / 0.52, SHOP.residualValue(), 1e-11);
    assertEquals(80 * 1.12 / 0.52 / 60, SHOP.ltvToCac().orElseThrow().ratio(), 1e-13);
    // 60 of the 80 of the first year
    assertEquals(9, SHOP.paybackMonths().orElseThrow(), 1e-12);
    CustomerEconomics referring =
        SHOP.with(Driver.REFERRALS_PER_YEAR, 0.1).with(Driver.REFERRAL_REWARD, 20);
    double own = 80 * 1.12 / 0.52;
    assertEquals(0.1 * 1.12 / 0.52 * (own - 20), referring.referralValue(), 1e-11);
    assertEquals(80 - 3, SHOP.with(Driver.REWARD_COST, 3).contributionPerYear(), 1e-12);
  }

  /** Without reactivation it is the closed form; with it, the sum over the chain of two states. */
  @Property
  void activeYearsAreTheSumOverTheChain(
      @ForAll @DoubleRange(min = 0, max = 0.95) double retention,
      @ForAll @DoubleRange(min = 0, max = 1) double reactivation,
      @ForAll @DoubleRange(min = 0.02, max = 0.5) double rate,
      @ForAll @IntRange(min = 1, max = 30) int horizon) {
    CustomerEconomics base = CustomerEconomics.of(1, 1, 1, retention, rate);
    CustomerEconomics back = base.with(Driver.REACTIVATION_RATE, reactivation);
    assertEquals(
        new MarginRetentionClv(1, retention, 0, DiscountRate.annual(rate), PeriodUnit.YEAR)
            .atAcquisition(),
        base.activeYears(),
        1e-12 * base.activeYears());
    double sum = 0;
    double limited = 0;
    double active = 1;
    // 1.02^-2500 is 3e-22
    for (int t = 0; t < 2500; t++) {
      sum += active * Math.pow(1 + rate, -t);
      limited = t < horizon ? sum : limited;
      active = active * retention + (1 - active) * reactivation;
    }
    assertEquals(sum, back.activeYears(), 1e-12 * sum);
    assertEquals(limited, back.withHorizon(horizon).activeYears(), 1e-12 * limited);
  }

  @Test
  void aBaseThatNeverEndsNeedsAHorizon() {
    CustomerEconomics forEver = CustomerEconomics.of(1, 1, 1, 1, 0);
    assertThrows(ArithmeticException.class, forEver::activeYears);
    assertEquals(7, forEver.withHorizon(7).activeYears());
    CustomerEconomics back =
        CustomerEconomics.of(1, 1, 1, 0.5, 0).with(Driver.REACTIVATION_RATE, 0.1);
    assertThrows(ArithmeticException.class, back::activeYears);
  }

  @Test
  void leversMoveWhatTheySay() {
    Scenario scenario =
        Scenario.of(
                SHOP.withKnownItemsPerOrder(2),
                Lever.parse("average-order-value+10%"),
                Lever.parse("items-per-order + 0.5"),
                Lever.parse("retention+5pp"),
                Lever.parse("reward_cost=3"))
            .forCustomers(1000, 0);
    CustomerEconomics after = scenario.after();
    assertEquals(55 * 1.25, after.get(Driver.AVERAGE_ORDER_VALUE), 1e-12);
    assertEquals(2.5, after.get(Driver.ITEMS_PER_ORDER));
    assertEquals(0.65, after.get(Driver.RETENTION), 1e-15);
    assertEquals(3, after.get(Driver.REWARD_COST));
    assertEquals(
        "average_order_value, items_per_order, retention, reward_cost, contribution_per_year,"
            + " active_years, lifetime_value, referral_value, value, residual_value,"
            + " value_of_inactive, margin_ltv_to_cac, payback_months, residual_value_of_base",
        scenario.rows().stream().map(Scenario.Row::metric).collect(Collectors.joining(", ")));
    Scenario.Row base = row(scenario, "residual_value_of_base");
    double difference = after.residualValue() - scenario.before().residualValue();
    assertEquals(1000 * difference, base.difference().orElseThrow(), 1e-8);
    assertEquals(
        OptionalDouble.empty(), row(scenario, "reward_cost").relative(), "nothing to relate to");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "retention+5%",
        "retention+5.0pp",
        "margin-0.02",
        "margin=0.4",
        "margin=40%",
        "acquisition-cost-10%"
      })
  void aLeverIsReadBackFromItsText(String text) {
    Lever lever = Lever.parse(text);
    assertEquals(lever, Lever.parse(lever.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retention+70%        | retention must be between 0.0 and 1.0, but was 1.02",
        "acquisition-cost-100 | acquisition_cost must be between 0.0",
        "orders-per-year+5pp  | points can be added to shares",
        "loyalty+5%           | driver must be one of",
        "retention            | lever must look like",
        "retention+x%         | must be a number",
        "retention=5pp        | points can be added",
        "average-order-value=110% | only a share can be set to a percentage, but"
            + " average_order_value",
        "items-per-order+0.3  | items_per_order of the base must be known for the lever",
        "items-per-order=3    | items_per_order of the base must be known for the lever"
      })
  void badLeversSayWhatIsWrong(String text, String message) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> Scenario.of(SHOP, Lever.parse(text)));
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
  }

  /** What 10 % more items are worth is known where their number is not. */
  @Test
  void itemsThatAreNotKnownAreMovedByPercentOnly() {
    Lever lever = Lever.parse("items-per-order+10%");
    CustomerEconomics after = Scenario.of(SHOP, lever).after();
    assertEquals(55, after.get(Driver.AVERAGE_ORDER_VALUE), 1e-12);
    assertFalse(after.isKnown(Driver.ITEMS_PER_ORDER));
    CustomerEconomics known = Scenario.of(SHOP.withKnownItemsPerOrder(2), lever).after();
    assertEquals(55, known.get(Driver.AVERAGE_ORDER_VALUE), 1e-12);
    assertEquals(2.2, known.get(Driver.ITEMS_PER_ORDER), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> SHOP.with(Driver.ITEMS_PER_ORDER, 2));
  }

  /** A ratio says what it is of, and before and after are of the same. */
  @Test
  void theRatioOfAScenarioSaysBasisAndHorizon() {
    CustomerEconomics revenue =
        CustomerEconomics.ofRevenue(50, 4, 0.6, 0.12).with(Driver.ACQUISITION_COST, 60);
    Lever loyal = Lever.percent(Driver.RETENTION, 5);
    Scenario.Row row = row(Scenario.of(revenue, loyal), "revenue_ltv_to_cac");
    assertEquals(200 * 1.12 / 0.52 / 60, row.before().orElseThrow(), 1e-12);
    Scenario.Row within =
        row(Scenario.of(SHOP.withHorizon(2), loyal), "margin_ltv_to_cac_within_2_years");
    assertEquals(80 * (1 + 0.63 / 1.12) / 60, within.after().orElseThrow(), 1e-13);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Scenario.of(revenue, Lever.set(Driver.MARGIN, 0.4)));
    assertTrue(
        String.valueOf(error.getMessage())
            .startsWith("margin of the base must be known for the lever margin=0.4"));
    assertEquals(
        LtvToCac.Basis.MARGIN, revenue.with(Driver.MARGIN, 0.4).basis(), "a stated one is");
  }

  /** 100 active and 50 inactive customers, of whom a fifth comes back in a year. */
  @Test
  void whoIsInactiveIsPartOfTheBase() {
    CustomerEconomics base = SHOP.with(Driver.REACTIVATION_RATE, 0.1);
    Scenario scenario =
        Scenario.of(base, Lever.set(Driver.REACTIVATION_RATE, 0.2)).forCustomers(100, 50);
    Scenario.Row inactive = row(scenario, "value_of_inactive");
    CustomerEconomics after = scenario.after();
    assertEquals(base.valueOfInactive(), inactive.before().orElseThrow());
    assertEquals(after.valueOfInactive(), inactive.after().orElseThrow());
    assertEquals(
        100 * after.residualValue() + 50 * after.valueOfInactive(),
        row(scenario, "residual_value_of_base").after().orElseThrow(),
        1e-9);
    assertThrows(IllegalArgumentException.class, () -> scenario.forCustomers(1, -1));
  }

  @Test
  void drawsAreTheSameForTheSameSeed() {
    Scenario scenario = Scenario.of(SHOP, Lever.points(Driver.RETENTION, 5));
    Map<Driver, Spread> base = Map.of(Driver.RETENTION, Spread.normal(0.05));
    Map<Driver, Spread> lever = Map.of(Driver.RETENTION, Spread.triangular(-2, 5, 9));
    ScenarioSimulation first =
        ScenarioSimulation.of(scenario, CustomerEconomics::value, base, lever, 20_000, 7);
    ScenarioSimulation second =
        ScenarioSimulation.of(scenario, CustomerEconomics::value, base, lever, 20_000, 7);
    assertEquals(first.toString(), second.toString());
    assertTrue(first.quantile(0.05) < first.mean() && first.mean() < first.quantile(0.95));
    // A triangle from -2 by 5 to 9 is below 0 in 2^2 / (11 x 7) of the draws; 4 standard errors.
    double p = 4.0 / 77;
    assertEquals(p, first.probabilityOfLoss(), 4 * Math.sqrt(p * (1 - p) / 20_000));
  }

  @Test
  void spreadsHaveTheirMoments() {
    Scenario scenario = Scenario.of(SHOP, Lever.add(Driver.ACQUISITION_COST, 10));
    Map<Spread, double[]> moments =
        Map.of(
            Spread.normal(2), new double[] {-10, 2},
            Spread.uniform(4, 10), new double[] {-7, Math.sqrt(3)},
            Spread.triangular(3, 6, 12), new double[] {-7, Math.sqrt(3.5)});
    moments.forEach(
        (spread, expected) -> {
          ScenarioSimulation draws =
              ScenarioSimulation.of(
                  scenario,
                  CustomerEconomics::value,
                  Map.of(),
                  Map.of(Driver.ACQUISITION_COST, spread),
                  40_000,
                  1);
          // four standard errors
          assertEquals(expected[0], draws.mean(), 4 * expected[1] / 200, spread.toString());
        });
  }

  /** Nobody knows what a margin that was never stated lies around. */
  @Test
  void whatIsNotKnownHasNoSpread() {
    Scenario revenue =
        Scenario.of(
            CustomerEconomics.ofRevenue(50, 4, 0.6, 0.12), Lever.percent(Driver.RETENTION, 5));
    for (Driver driver : List.of(Driver.MARGIN, Driver.ITEMS_PER_ORDER)) {
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  ScenarioSimulation.of(
                      revenue,
                      CustomerEconomics::value,
                      Map.of(driver, Spread.normal(0.05)),
                      Map.of(),
                      10,
                      1));
      assertEquals(
          "a spread must be of a driver that the base knows, but "
              + driver
              + " is not known; state it",
          error.getMessage());
    }
  }

  @Test
  void aDifferenceBeyondAllDoublesIsAnError() {
    OptionalDouble most = OptionalDouble.of(Double.MAX_VALUE);
    Scenario.Row far = new Scenario.Row("value", OptionalDouble.of(-Double.MAX_VALUE), most);
    assertThrows(ArithmeticException.class, far::difference);
    Scenario.Row tiny = new Scenario.Row("value", OptionalDouble.of(1e-9), most);
    assertEquals(Double.MAX_VALUE, tiny.difference().orElseThrow());
    assertThrows(ArithmeticException.class, tiny::relative);
  }

  /** Of ten thousand times 0.1 nothing is lost; a mean beyond all doubles does not leave. */
  @Test
  void theMeanOfTheDrawsIsExactOrAnError() {
    Scenario scenario = Scenario.of(SHOP, Lever.add(Driver.ACQUISITION_COST, 0.1));
    Map<Driver, Spread> none = Map.of(Driver.RETENTION, Spread.normal(0));
    ScenarioSimulation same =
        ScenarioSimulation.of(
            scenario, e -> e.get(Driver.ACQUISITION_COST) - 60, none, Map.of(), 10_000, 1);
    assertEquals(same.quantile(0), same.quantile(1));
    assertEquals(same.quantile(0), same.mean(), Math.ulp(same.mean()));
    Scenario first = Scenario.of(SHOP, Lever.set(Driver.ACQUISITION_COST, 0));
    assertThrows(
        ArithmeticException.class,
        () ->
            ScenarioSimulation.of(
                first,
                e -> e.get(Driver.ACQUISITION_COST) == 0 ? 1e308 : 0,
                none,
                Map.of(),
                10,
                1));
    Map<Driver, Spread> wide = Map.of(Driver.RETENTION, Spread.uniform(0, 1));
    ScenarioSimulation two =
        ScenarioSimulation.of(
            first,
            e ->
                e.get(Driver.ACQUISITION_COST) == 0
                    ? e.get(Driver.RETENTION) < 0.5 ? -1e308 : 1e308
                    : 0,
            wide,
            Map.of(),
            2,
            seedOfBothSides(first, wide));
    assertEquals(0, two.mean());
    assertThrows(ArithmeticException.class, () -> two.quantile(0.5));
  }

  /** Whose two draws lie below and above a half. */
  private static long seedOfBothSides(Scenario scenario, Map<Driver, Spread> wide) {
    for (long seed = 1; ; seed++) {
      ScenarioSimulation draws =
          ScenarioSimulation.of(
              scenario,
              e -> e.get(Driver.ACQUISITION_COST) == 0 ? e.get(Driver.RETENTION) : 0,
              wide,
              Map.of(),
              2,
              seed);
      if (draws.quantile(0) < 0.5 && draws.quantile(1) > 0.5) {
        return seed;
      }
    }
  }

  @Test
  void badSpreadsSayWhatIsWrong() {
    Scenario scenario = Scenario.of(SHOP, Lever.points(Driver.RETENTION, 5));
    assertThrows(IllegalArgumentException.class, () -> Spread.normal(-1));
    assertThrows(IllegalArgumentException.class, () -> Spread.uniform(2, 1));
    assertThrows(IllegalArgumentException.class, () -> Spread.triangular(0, 3, 2));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ScenarioSimulation.of(
                    scenario,
                    CustomerEconomics::value,
                    Map.of(Driver.RETENTION, Spread.uniform(2, 3)),
                    Map.of(),
                    10,
                    1));
    assertTrue(
        String.valueOf(error.getMessage()).contains("retention must be between 0.0 and 1.0"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ScenarioSimulation.of(
                scenario,
                CustomerEconomics::value,
                Map.of(),
                Map.of(Driver.MARGIN, Spread.normal(1)),
                10,
                1));
    IllegalArgumentException sure =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ScenarioSimulation.of(
                    scenario, CustomerEconomics::value, Map.of(), Map.of(), 10, 1));
    assertTrue(String.valueOf(sure.getMessage()).contains("nothing is unsure"));
  }
}
