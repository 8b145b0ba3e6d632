package org.clv4j.core.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensitivityTest {
  private static final CustomerEconomics SHOP =
      CustomerEconomics.of(50, 4, 0.4, 0.6, 0.12).with(Driver.ACQUISITION_COST, 60);

  /** dV/dr of (1 + d) / (1 + d - r) is (1 + d) / (1 + d - r)^2, up to poles a thousandth away. */
  @Property
  void elasticitiesAreThoseOfTheDerivative(
      @ForAll @DoubleRange(min = 0.05, max = 1) @Scale(5) double retention,
      @ForAll @DoubleRange(min = 0, max = 0.5) @Scale(5) double rate) {
    double gap = rate + (1 - retention);
    Assume.that(gap >= 1e-3);
    CustomerEconomics base =
        CustomerEconomics.of(50, 4, 0.4, retention, rate).with(Driver.ACQUISITION_COST, 30);
    Sensitivity value = Sensitivity.of(base, CustomerEconomics::lifetimeValue);
    double expected = retention / gap;
    assertEquals(expected, value.elasticity(Driver.RETENTION).orElseThrow(), 1e-7 * expected);
    assertEquals(1, value.elasticity(Driver.AVERAGE_ORDER_VALUE).orElseThrow(), 1e-9);
    assertEquals(1, value.elasticity(Driver.MARGIN).orElseThrow(), 1e-9);
    assertEquals(0, value.elasticity(Driver.ACQUISITION_COST).orElseThrow(), 0);
    assertEquals(
        -30 / base.value(),
        Sensitivity.of(base, CustomerEconomics::value)
            .elasticity(Driver.ACQUISITION_COST)
            .orElseThrow(),
        1e-7);
    if (rate > 0) {
      // d/dd of (1 + d) / (1 + d - r) is -r / (1 + d - r)^2
      assertEquals(
          -rate * retention / (gap * (1 + rate)),
          value.elasticity(Driver.DISCOUNT_RATE).orElseThrow(),
          1e-7);
    }
  }

  /**
   * Without discount it is r / (1 - r); at a retention of 1 the pole lies just beyond the range.
   */
  @ParameterizedTest
  @CsvSource({"0.995, 0, 199", "0.998, 0, 499", "0.999, 0, 999", "1, 0.002, 500", "1, 0.05, 20"})
  void elasticitiesBesideAPole(double retention, double rate, double expected) {
    CustomerEconomics base = CustomerEconomics.of(50, 4, 0.4, retention, rate);
    Sensitivity value = Sensitivity.of(base, CustomerEconomics::lifetimeValue);
    assertEquals(expected, value.elasticity(Driver.RETENTION).orElseThrow(), 1e-7 * expected);
  }

  @Test
  void whatIsNotKnownHasNoElasticity() {
    Sensitivity revenue =
        Sensitivity.of(CustomerEconomics.ofRevenue(50, 4, 0.6, 0.1), CustomerEconomics::value);
    assertEquals(OptionalDouble.empty(), revenue.elasticity(Driver.MARGIN));
    assertEquals(OptionalDouble.empty(), revenue.elasticity(Driver.ITEMS_PER_ORDER));
    Sensitivity known =
        Sensitivity.of(SHOP.withKnownItemsPerOrder(2), CustomerEconomics::lifetimeValue);
    assertEquals(1, known.elasticity(Driver.ITEMS_PER_ORDER).orElseThrow(), 1e-9);
  }

  /** A quarter more of 0.8 is 1: without discount such customers are worth no finite sum. */
  @Test
  void aBarWithoutAFiniteValueIsEmpty() {
    Sensitivity.Bar bar =
        Sensitivity.of(CustomerEconomics.of(50, 4, 0.4, 0.8, 0), CustomerEconomics::value)
            .tornado(List.of(Lever.percent(Driver.RETENTION, 25)))
            .get(0);
    assertEquals(OptionalDouble.empty(), bar.up());
    assertEquals(80 / 0.4, bar.down().orElseThrow(), 1e-11);
  }

  @Test
  void aTornadoHasTheLongestBarFirst() {
    List<Lever> levers =
        List.of(
            Lever.percent(Driver.ACQUISITION_COST, 10),
            Lever.percent(Driver.RETENTION, 10),
            Lever.percent(Driver.MARGIN, 10));
    List<Sensitivity.Bar> bars = Sensitivity.of(SHOP, CustomerEconomics::value).tornado(levers);
    assertEquals(
        List.of(Driver.RETENTION, Driver.MARGIN, Driver.ACQUISITION_COST),
        bars.stream().map(bar -> bar.lever().driver()).toList());
    assertEquals(SHOP.value() - 6, bars.get(2).up().orElseThrow(), 1e-12);
    assertEquals(12, bars.get(2).width(), 1e-12);
    CustomerEconomics loyal = CustomerEconomics.of(50, 4, 0.4, 0.95, 0.12);
    Sensitivity.Bar bar =
        Sensitivity.of(loyal, CustomerEconomics::value)
            .tornado(List.of(Lever.percent(Driver.RETENTION, 10)))
            .get(0);
    assertEquals(OptionalDouble.empty(), bar.up());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Sensitivity.of(SHOP, CustomerEconomics::value)
                .tornado(List.of(Lever.set(Driver.MARGIN, 0.5))));
  }

  @Test
  void breakEvensByHand() {
    Sensitivity value = Sensitivity.of(SHOP, CustomerEconomics::value);
    assertEquals(80 * 1.12 / 0.52, value.breakEven(Driver.ACQUISITION_COST).orElseThrow(), 1e-9);
    // 200 m x 1.12 / 0.52 = 60
    assertEquals(60 * 0.52 / 1.12 / 200, value.breakEven(Driver.MARGIN).orElseThrow(), 1e-12);
    // 80 x 1.12 / (1.12 - r) = 300
    assertEquals(1.12 - 80 * 1.12 / 300, value.reaches(Driver.RETENTION, 240).orElseThrow(), 1e-12);
    assertEquals(OptionalDouble.empty(), value.reaches(Driver.RETENTION, 1e6));
    assertEquals(OptionalDouble.of(60), value.reaches(Driver.ACQUISITION_COST, SHOP.value()));
    // without discount the value grows without bound towards a retention of 1
    Sensitivity undiscounted =
        Sensitivity.of(CustomerEconomics.of(50, 4, 0.4, 0.6, 0), CustomerEconomics::value);
    assertEquals(1 - 80 / 1e6, undiscounted.reaches(Driver.RETENTION, 1e6).orElseThrow(), 1e-12);
  }

  @Property(tries = 200)
  void theFigureIsThereWhereItBreaksEven(
      @ForAll @DoubleRange(min = 1, max = 500) double cost,
      @ForAll @DoubleRange(min = 0, max = 0.9) double retention) {
    CustomerEconomics base =
        CustomerEconomics.of(50, 4, 0.4, retention, 0.1).with(Driver.ACQUISITION_COST, cost);
    for (Driver driver : List.of(Driver.AVERAGE_ORDER_VALUE, Driver.RETENTION, Driver.MARGIN)) {
      OptionalDouble found = Sensitivity.of(base, CustomerEconomics::value).breakEven(driver);
      if (found.isPresent()) {
        assertEquals(0, base.with(driver, found.getAsDouble()).value(), 1e-9 * (1 + cost));
      } else {
        assertTrue(
            driver == Driver.RETENTION
                ? base.with(driver, 0).value() > 0 || base.with(driver, 1).value() < 0
                : base.with(driver, driver.most()).value() < 0,
            driver + " of " + base);
      }
    }
  }
}
