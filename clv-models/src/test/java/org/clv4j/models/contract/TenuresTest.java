package org.clv4j.models.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TenuresTest {
  private static final PeriodUnit MONTH = PeriodUnit.MONTH;

  @Test
  void survivorsBecomeTenures() {
    Tenures tenures =
        Tenures.ofSurvivors(List.of(new double[] {10, 7, 7, 4}, new double[] {5, 2}), MONTH);
    assertEquals(15, tenures.customers());
    assertEquals(2, tenures.rows());
    assertEquals(1, tenures.tenure(0));
    assertEquals(6, tenures.churned(0));
    assertEquals(2, tenures.active(0));
    assertEquals(3, tenures.tenure(1));
    assertEquals(3, tenures.churned(1));
    assertEquals(4, tenures.active(1));
    assertEquals(MONTH, tenures.unit());
    assertTrue(!tenures.exact());
  }

  @Test
  void periodsCountWhoIsAtRisk() {
    Periods periods =
        Periods.of(
            Tenures.ofPeriods(
                new int[] {3, 1, 0, 2, 3},
                new boolean[] {true, true, false, false, false},
                new double[] {2, 1, 9, 4, 0.5},
                MONTH),
            "model");
    assertEquals(List.of(6.5, 6.5, 0.5), boxed(periods.retained()));
    assertEquals(List.of(1.0, 0.0, 2.0), boxed(periods.lost()));
    assertEquals(List.of(9.0, 0.0, 4.0, 0.5), boxed(periods.active()));
  }

  private static List<Double> boxed(double[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  @Test
  void whatCannotBeIsRefusedWithItsPlace() {
    refused("at time 2 were 8.0 after 7.0", () -> survivors(10, 7, 8));
    refused("at time 1 were NaN after 10.0", () -> survivors(10, Double.NaN));
    refused("at time 1 were -1.0 after 10.0", () -> survivors(10, -1));
    refused("survivors at time 0 must be between 1.0E-100 and", () -> survivors(0, 0));
    refused("from 1 to 1000000 times, but were 0", () -> survivors());
    refused("cohorts must not be empty", () -> Tenures.ofSurvivors(List.of(), MONTH));
    refused(
        "cohort 1: survivors",
        () -> Tenures.ofSurvivors(List.of(new double[] {2, 1}, new double[] {1, 2}), MONTH));
    refused("row 1: tenure must be above 0", () -> periods(new int[] {1, 0}, true, true));
    refused("row 0: tenure must be between 0.0", () -> periods(new int[] {-1}, false));
    refused("had 1 tenures, 2 flags", () -> periods(new int[] {1}, false, true));
    refused("tenures must not be empty", () -> periods(new int[0]));
    refused(
        "row 0: weight must be between 1.0E-100 and 1.0E100, but was 0.0",
        () -> Tenures.ofTimes(new double[] {1}, new boolean[] {true}, new double[] {0}, MONTH));
    for (double time : new double[] {1e-300, 1e16}) {
      refused(
          "row 0: tenure must be between 1.0E-100 and 1.0E15, but was " + time,
          () -> Tenures.ofTimes(new double[] {time}, new boolean[] {true}, null, MONTH));
    }
    refused("survivors at time 0 must be between 1.0E-100", () -> survivors(1e101, 3));
  }

  @Test
  void whatHasNoMaximumIsRefusedWithAdvice() {
    refused("nobody did", () -> ShiftedBetaGeometric.fit(survivors(10, 10, 10)));
    refused("all left in period 1", () -> ShiftedBetaGeometric.fit(survivors(10, 0)));
    refused("longest tenure was 1", () -> ShiftedBetaGeometric.fit(survivors(10, 5)));
    refused("has 3 parameters", () -> BetaDiscreteWeibull.fit(survivors(10, 5, 4)));
    refused("longest tenure was 1", () -> ExponentialGamma.fit(survivors(10, 5)));
    refused("nobody did", () -> ExponentialGamma.fit(survivors(10, 10)));
    Tenures times =
        Tenures.ofTimes(new double[] {2.5, 4}, new boolean[] {true, false}, null, MONTH);
    refused("but a tenure was 2.5; round up", () -> ShiftedBetaGeometric.fit(times));
    refused(
        "must be measured in year like this model, but were in month",
        () -> new ShiftedBetaGeometric(1, 1, PeriodUnit.YEAR).logLikelihood(times));
  }

  private static Tenures survivors(double... counts) {
    return Tenures.ofSurvivors(counts, MONTH);
  }

  private static Tenures periods(int[] tenure, boolean... churned) {
    return Tenures.ofPeriods(tenure, churned, null, MONTH);
  }

  private static void refused(String part, Executable call) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    assertTrue(message.contains(part), message);
  }
}
