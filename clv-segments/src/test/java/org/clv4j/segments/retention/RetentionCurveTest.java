package org.clv4j.segments.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.cohort.Shops;
import org.clv4j.segments.metric.CalendarPeriod;
import org.junit.jupiter.api.Test;

class RetentionCurveTest {
  private static final RetentionCurve CURVE = RetentionCurve.of(1, 0.6, 0.5);

  private static double at(RetentionCurve curve, int period) {
    return curve.at(period).getAsDouble();
  }

  @Test
  void projectionsGoOnFromTheLastShare() {
    assertEquals(OptionalDouble.empty(), CURVE.at(3));
    assertEquals(0.5, at(CURVE.withLevelHeld(), 1_000));
    assertEquals(0.5 * 0.9 * 0.9, at(CURVE.withConstantRate(0.9), 4), 1e-16);
    // The mean rate of two periods is the root of 0.5.
    assertEquals(0.25, at(CURVE.withConstantRate(), 4), 1e-15);
    // 1 / (1 + t) is 1/3 after two periods and 1/6 after five.
    assertEquals(0.25, at(CURVE.along(t -> 1.0 / (1 + t)), 5), 1e-16);
    assertEquals(0.6, at(CURVE.along(t -> 1.0 / (1 + t)), 1));
    assertEquals(0.9, CURVE.withConstantRate(0.9).rate(3).getAsDouble(), 1e-15);
    assertEquals(OptionalDouble.empty(), CURVE.rate(3));
    assertEquals(OptionalDouble.empty(), RetentionCurve.of(1, 0, 0).rate(2));
    assertEquals("S(0) = 1.0, S(1) = 0.6, S(2) = 0.5, level held", CURVE.withLevelHeld() + "");
  }

  @Property
  void aGeometricCurveIsProjectedAsItself(
      @ForAll @DoubleRange(min = 0.01, max = 1) double rate,
      @ForAll @IntRange(min = 2, max = 200) int period) {
    RetentionCurve known = RetentionCurve.of(1, rate);
    double expected = Math.pow(rate, period);
    assertEquals(expected, at(known.withConstantRate(), period), 1e-12);
    assertEquals(expected, at(known.along(t -> Math.pow(rate, t)), period), 1e-12);
    assertTrue(at(known.withLevelHeld(), period) >= expected - 1e-12);
  }

  @Test
  void restrictedMeansAddUpShares() {
    assertEquals(
        "restricted_mean_lifetime = 2.1 periods",
        CustomerLifetime.restrictedMean(CURVE, 3).toString());
    assertEquals(
        "restricted_mean_lifetime = none, 4 periods were asked for, but the curve knows 3 and is"
            + " not projected",
        CustomerLifetime.restrictedMean(CURVE, 4).toString());
    assertEquals(
        3.1,
        CustomerLifetime.restrictedMean(CURVE.withLevelHeld(), 5).value().getAsDouble(),
        1e-15);
    // Half a customer more leaves each time: 1 + 1/2 + 1/4 ... = 2 = 1 / churn.
    RetentionCurve halves = RetentionCurve.of(1).withConstantRate(0.5);
    assertEquals(2, CustomerLifetime.restrictedMean(halves, 100).value().getAsDouble());
    assertThrows(IllegalArgumentException.class, () -> CustomerLifetime.restrictedMean(CURVE, 0));
  }

  @Test
  void theCurveOfCohortsIsTheirWeightedAverage() {
    CohortTable cohorts =
        CohortTable.of(
            Shops.ofThePage(),
            CohortOptions.asOf(LocalDate.of(2024, 12, 31)).withCohorts(CalendarPeriod.QUARTER));
    RetentionCurve curve = RetentionCurve.of(cohorts, CohortMeasure.RETENTION);
    assertEquals(cohorts.scope(), curve.withLevelHeld().scope().orElseThrow());
    assertTrue(CURVE.scope().isEmpty());
    // Dora of 4, 3 and 1 customers who have been watched for so long; then anna of 3.
    assertEquals(
        "S(0) = 1.0, S(1) = 0.3333333333333333, S(2) = 0.0, S(3) = 0.3333333333333333, S(4) = 0.0,"
            + " S(5) = 0.0, S(6) = 0.0, not projected",
        curve.toString());
    assertEquals(7, curve.observed());
    assertThrows(
        IllegalArgumentException.class, () -> RetentionCurve.of(cohorts, CohortMeasure.ORDERS));
    CohortTable none =
        CohortTable.of(Shops.ofThePage(), CohortOptions.asOf(LocalDate.of(2023, 1, 1)));
    assertThrows(
        IllegalArgumentException.class, () -> RetentionCurve.of(none, CohortMeasure.RETENTION));
  }

  @Test
  void whatIsNoShareIsRefused() {
    assertThrows(IllegalArgumentException.class, RetentionCurve::of);
    assertThrows(IllegalArgumentException.class, () -> RetentionCurve.of(1, 1.1));
    assertThrows(IllegalArgumentException.class, () -> RetentionCurve.of(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> CURVE.withConstantRate(1.5));
    assertThrows(IllegalArgumentException.class, () -> CURVE.along(t -> 0));
    assertThrows(IllegalArgumentException.class, () -> CURVE.along(t -> t));
    assertThrows(IllegalArgumentException.class, () -> CURVE.at(-1));
    assertThrows(IllegalArgumentException.class, () -> CURVE.rate(0));
    assertThrows(IllegalStateException.class, () -> RetentionCurve.of(1).withConstantRate());
    RetentionCurve rising = RetentionCurve.of(1, 1).along(t -> t < 2 ? 0.5 : 0.6);
    assertThrows(IllegalArgumentException.class, () -> rising.at(2));
  }
}
