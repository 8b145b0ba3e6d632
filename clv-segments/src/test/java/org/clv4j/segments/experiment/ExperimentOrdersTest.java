package org.clv4j.segments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.segments.health.ValueBasis;
import org.junit.jupiter.api.Test;

class ExperimentOrdersTest {
  private static final LocalDate START = LocalDate.of(2025, 3, 1);

  private static int day(int afterStart) {
    return (int) START.toEpochDay() + afterStart;
  }

  private static CustomerOrders orders() {
    OrderLogBuilder builder = OrderLog.builder(Currency.getInstance("EUR"));
    builder.add("ann", day(-31), 5000);
    builder.add("ann", day(-30), 700);
    builder.add("ann", day(-1), 300);
    builder.add("ann", day(0), 100);
    builder.add("ann", day(29), 200);
    builder.add("ann", day(30), 9000);
    builder.add("bob", day(10), 400);
    builder.add("eve", day(4), 999);
    return CustomerOrders.of(builder.build());
  }

  private static CustomerEvents.Builder assigned() {
    return CustomerEvents.builder()
        .add("ann", START, "letter")
        .add("bob", START, "control")
        .add("carl", START, "control")
        .add("dora", START, "letter");
  }

  /** 30 days from the day itself, and the 30 before it; who is not assigned does not count. */
  @Test
  void valuesAreOfTheHorizonAndZerosAreIncluded() {
    ExperimentWindow window = ExperimentWindow.of(START.plusDays(40), 30);
    ExperimentData data = ExperimentData.of(orders(), assigned().build(), window);
    assertEquals(List.of("control", "letter"), data.arms());
    assertEquals(4, data.size());
    Effect effect =
        Experiment.of(data, ExperimentPlan.of("revenue", "control"))
            .comparison("letter")
            .difference();
    assertEquals(2, effect.controlMean());
    assertEquals(1.5, effect.treatedMean());
    double before = 0;
    for (double[] column : data.preValues()) {
      for (double value : column) {
        before += value;
      }
    }
    assertEquals(10, before);
  }

  /** The horizon that the minutes state is the one that made the values. */
  @Test
  void anotherHorizonThanPlannedIsRefused() {
    ExperimentWindow window = ExperimentWindow.of(START.plusDays(40), 30);
    ExperimentData data = ExperimentData.of(orders(), assigned().build(), window);
    assertEquals(window, data.withStrata(1, 1, 1, 1).window().orElseThrow());
    ExperimentPlan plan = ExperimentPlan.of("revenue", "control");
    LeverImpact unstated = Experiment.of(data, plan).impact("letter");
    assertEquals(30, unstated.horizonDays());
    assertEquals(
        unstated.toString(),
        Experiment.of(data, plan.withHorizonDays(30)).impact("letter").toString());
    assertFails(
        "values must be of the 90 days of the plan, but are of 30 days from the assignment",
        () -> Experiment.of(data, plan.withHorizonDays(90)));
    assertTrue(ExperimentData.of(List.of("a"), new double[1]).window().isEmpty());
  }

  @Test
  void unequalHorizonsAreRefused() {
    ExperimentWindow window = ExperimentWindow.of(START.plusDays(29), 30);
    assertEquals(4, ExperimentData.of(orders(), assigned().build(), window).size());
    assertFails(
        "customer late was assigned on 2025-03-02 and is watched for 29 days to 2025-03-30, but the"
            + " horizon is 30 days for all",
        () ->
            ExperimentData.of(
                orders(), assigned().add("late", START.plusDays(1), "letter").build(), window));
  }

  @Test
  void whoIsAssignedTwiceOrNowhereIsRefused() {
    ExperimentWindow window = ExperimentWindow.of(START.plusDays(40), 30);
    assertFails(
        "customer ann must be assigned once, but was 2 times",
        () -> ExperimentData.of(orders(), assigned().add("ann", START, "control").build(), window));
    assertFails(
        "customer fay must be assigned to an arm, but has no label",
        () -> ExperimentData.of(orders(), assigned().add("fay", START).build(), window));
  }

  @Test
  void treatmentBeforeTheAssignmentIsRefused() {
    ExperimentWindow window = ExperimentWindow.of(START.plusDays(40), 30);
    CustomerEvents after = CustomerEvents.builder().add("ann", START).build();
    assertEquals(4, ExperimentData.of(orders(), assigned().build(), window, after).size());
    CustomerEvents early =
        CustomerEvents.builder().add("ann", START.minusDays(2)).add("x", START).build();
    assertFails(
        "customer ann must not be treated before the assignment on 2025-03-01, but was on"
            + " 2025-02-27",
        () -> ExperimentData.of(orders(), assigned().build(), window, early));
  }

  @Test
  void marginsNeedCosts() {
    ExperimentWindow window = new ExperimentWindow(START.plusDays(40), 30, 0, ValueBasis.MARGIN);
    assertThrows(
        IllegalStateException.class, () -> ExperimentData.of(orders(), assigned().build(), window));
    OrderLogBuilder builder = OrderLog.builder(Currency.getInstance("EUR"));
    builder.add("ann", day(0), 1000).cost(600);
    builder.add("bob", day(0), 500).cost(100);
    ExperimentData data =
        ExperimentData.of(CustomerOrders.of(builder.build()), assigned().build(), window);
    assertEquals(4, data.value(0));
    assertTrue(data.preValues().isEmpty());
  }

  private static void assertFails(String message, org.junit.jupiter.api.function.Executable run) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, run);
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
  }

  /** ann orders at once, bob after 10 days; carl and dora not in 40. */
  @Test
  void timesToTheNextOrderByArm() {
    CustomerEvents assigned = assigned().build();
    TimeToNextOrder times = TimeToNextOrder.of(orders(), assigned, START.plusDays(40));
    assertEquals(List.of("control", "letter"), times.arms());
    assertEquals(START.plusDays(40), times.scope().asOf());
    assertEquals(0.5, times.curves().get(0).survival(40));
    assertEquals(0.5, times.curves().get(1).survival(9));
    assertEquals(1, times.curves().get(0).survival(9));
    // At day 0 two of four letter customers: expected 0.5, variance 0.25; at day 10 one of three.
    assertEquals(1 - (0.5 + 1 / 3.0), times.test().groups().get(1).observed() - expected(times));
    assertThrows(
        IllegalArgumentException.class,
        () -> TimeToNextOrder.of(orders(), assigned, START.minusDays(1)));
  }

  private static double expected(TimeToNextOrder times) {
    return times.test().groups().get(1).expected();
  }

  /** As if a letter had gone to nobody on a day: values, variance and correlation of the log. */
  @Test
  void powerOfTheLogsOwnVariance() {
    OrderLogBuilder builder = OrderLog.builder(Currency.getInstance("EUR"));
    for (int c = 0; c < 40; c++) {
      builder.add("c" + c, day(-5), 1000 + 100 * c);
      builder.add("c" + c, day(5), 500 + 50 * c + (c % 2 == 0 ? 0 : 300));
    }
    CustomerOrders orders = CustomerOrders.of(builder.build());
    PowerAnalysis power =
        PowerAnalysis.ofLog(orders, START, ExperimentWindow.of(START.plusDays(30), 30));
    double[] after = new double[40];
    for (int c = 0; c < 40; c++) {
      after[c] = 5 + 0.5 * c + (c % 2 == 0 ? 0 : 3);
    }
    Moments moments = Moments.of(after);
    assertEquals(moments.mean(), power.mean(), 1e-12);
    assertEquals(moments.variance(), power.standardDeviation() * power.standardDeviation(), 1e-10);
    assertTrue(power.correlation() > 0.9 && power.correlation() < 1);
    assertTrue(power.customers(1) < power.withoutAdjustment().customers(1) / 5);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            PowerAnalysis.ofLog(
                orders, START.minusDays(5), ExperimentWindow.of(START.plusDays(30), 30)));
  }

  /** 40 customers who spend 0 to 39, one of them 10 000 more, and each a tenth of it before. */
  private static CustomerOrders heavy() {
    OrderLogBuilder builder = OrderLog.builder(Currency.getInstance("EUR"));
    for (int c = 0; c < 40; c++) {
      int value = 100 * c + (c == 39 ? 1_000_000 : 0);
      builder.add("c" + c, day(-5), 100 + value / 10).add("c" + c, day(5), 1 + value);
    }
    return CustomerOrders.of(builder.build());
  }

  private static PowerAnalysis planned(ExperimentPlan plan) {
    return PowerAnalysis.ofLog(heavy(), START, ExperimentWindow.of(START.plusDays(30), 30), plan);
  }

  /** The plan says where values are cut, what is adjusted, at which level, for which shares. */
  @Test
  void powerOfAPlan() {
    ExperimentPlan plan = ExperimentPlan.of("revenue", "control");
    PowerAnalysis raw = planned(plan);
    assertEquals(0, raw.correlation());
    assertEquals(0.95, raw.level());
    assertEquals(0.5, raw.treatedShare());
    PowerAnalysis adjusted = planned(plan.withEstimator(Estimator.CUPED));
    assertEquals(
        PowerAnalysis.ofLog(heavy(), START, ExperimentWindow.of(START.plusDays(30), 30)), adjusted);
    assertEquals(0.999, adjusted.correlation());
    PowerAnalysis cut = planned(plan.withWinsorQuantiles(0.1, 0.9));
    // 0.01 to 39.01 at 3.9 and 35.1 of 39
    double[] values = new double[40];
    Arrays.setAll(values, c -> 0.01 + Math.min(35.1, Math.max(3.9, c)));
    assertEquals(Moments.of(values).variance(), Math.pow(cut.standardDeviation(), 2), 1e-10);
    assertTrue(cut.customers(1) < raw.customers(1) / 1000);
    PowerAnalysis three =
        planned(plan.withLevel(0.9).withShares(Map.of("control", 0.5, "letter", 0.4, "call", 0.1)));
    assertEquals(0.95, three.level(), 1e-15);
    assertEquals(0.1 / 0.6, three.treatedShare(), 1e-15);
    assertEquals(
        0.25,
        planned(plan.withShares(Map.of("control", 0.75, "letter", 0.25))).treatedShare(),
        1e-15);
  }

  @Test
  void aPlanThatTheLogCannotAnswerIsRefused() {
    ExperimentPlan plan = ExperimentPlan.of("revenue", "control");
    assertFails(
        "values must be of the 90 days of the plan, but are of 30 days",
        () -> planned(plan.withHorizonDays(90)));
    assertFails(
        "shares must have an arm beside the control, but were {control=1.0}",
        () -> planned(plan.withShares(Map.of("control", 1.0))));
    ExperimentWindow nothingBefore =
        new ExperimentWindow(START.plusDays(30), 30, 0, ValueBasis.REVENUE);
    assertFails(
        "preDays must be at least 1 for a plan with cuped, but was 0",
        () ->
            PowerAnalysis.ofLog(
                heavy(), START, nothingBefore, plan.withEstimator(Estimator.CUPED)));
    assertEquals(0, PowerAnalysis.ofLog(heavy(), START, nothingBefore).correlation());
  }
}
