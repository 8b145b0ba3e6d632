package org.clv4j.segments.lifecycle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.segments.behavior.BehaviorSegments;
import org.clv4j.segments.behavior.Columns;
import org.clv4j.segments.behavior.SegmentRules;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TransitionMatrixTest {
  private static final LocalDate FROM = LocalDate.of(2024, 1, 31);
  private static final LocalDate TO = FROM.plusDays(10);

  private static CustomerIds ids(int count) {
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    for (int i = 0; i < count; i++) {
      log.add(Integer.toString(i), 19_000);
    }
    return log.build().customers();
  }

  private static Scope scope(LocalDate day) {
    return new Scope(day, "today", ZoneOffset.UTC, OrderPolicy.AS_STATED, null);
  }

  private static Labelling labelling(LocalDate day, List<String> states, int... state) {
    return Labelling.of(scope(day), "the sky", ids(state.length), states, state);
  }

  private static TransitionMatrix moves(List<String> states, int[] before, int[] after) {
    return TransitionMatrix.between(labelling(FROM, states, before), labelling(TO, states, after));
  }

  @Test
  void sunAndRain() {
    // From sun half stay; from rain a quarter clears up.
    TransitionMatrix moves =
        moves(List.of("sun", "rain"), new int[] {0, 0, 1, 1, 1, 1}, new int[] {0, 1, 0, 1, 1, 1});
    assertEquals(3, moves.count("rain", "rain"));
    assertEquals(0.25, moves.probability("rain", "sun").value().getAsDouble());
    // 1 / 0.25 steps of ten days; a return to sun takes 1 + 0.5 x 4 steps.
    assertEquals(40, moves.meanTimeTo("rain", "sun").value().getAsDouble(), 1e-12);
    assertEquals(20, moves.meanTimeTo("sun", "rain").value().getAsDouble(), 1e-12);
    assertEquals(30, moves.meanTimeTo("sun", "sun").value().getAsDouble(), 1e-12);
    assertEquals(
        """
        as of 2024-02-10 Z, 10 days from 2024-01-31, no amounts, basis=stated
        from \\ to                         1        2     gone      all
        1 sun                             1        1        0        2
        2 rain                            1        3        0        4
        arrived                           0        0
        all                               2        4\
        """,
        moves.toString());
    TransitionMatrix later =
        TransitionMatrix.between(
            labelling(FROM.plusDays(20), List.of("sun", "rain"), 1, 1, 0),
            labelling(TO.plusDays(20), List.of("sun", "rain"), 0, 1));
    TransitionMatrix both = later.plus(moves);
    assertEquals(2 / 6.0, both.probability("rain", "sun").value().getAsDouble());
    assertEquals(4, both.count("rain", "rain"));
    assertEquals(1, both.gone("sun"));
    assertEquals(TO.plusDays(20), both.scope().asOf());
    assertEquals("10 days from 2024-01-31, 2024-02-20", both.scope().window());
    assertThrows(IllegalArgumentException.class, () -> moves.count("snow", "sun"));
  }

  /** The land of Oz of Kemeny and Snell (1960): m of rain, nice, snow to each other, in days. */
  @Test
  void theLandOfOz() {
    TransitionMatrix oz =
        moves(
            List.of("rain", "nice", "snow"),
            new int[] {0, 0, 0, 0, 1, 1, 2, 2, 2, 2},
            new int[] {0, 0, 1, 2, 0, 2, 0, 1, 2, 2});
    double[][] steps = {{2.5, 4, 10 / 3.0}, {8 / 3.0, 5, 8 / 3.0}, {10 / 3.0, 4, 2.5}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        Metric time = oz.meanTimeTo(oz.states().get(i), oz.states().get(j));
        assertEquals(10 * steps[i][j], time.value().getAsDouble(), 1e-12);
      }
    }
  }

  @Test
  void aStateThatMayNeverComeHasAReason() {
    TransitionMatrix moves =
        moves(
            List.of("new", "loyal", "gone", "odd"),
            new int[] {0, 0, 1, 1, 2},
            new int[] {1, 2, 1, 3, 2});
    assertEquals(
        "mean_time_to_state = none, who comes to gone never comes to loyal",
        moves.meanTimeTo("new", "loyal").toString());
    assertEquals(
        "mean_time_to_state = none, where customers of odd go is unknown, because nobody was in it",
        moves.meanTimeTo("new", "gone").toString());
    assertEquals(10, moves.meanTimeTo("gone", "gone").value().getAsDouble());
    assertEquals(20, moves.meanTimeTo("loyal", "odd").value().getAsDouble(), 1e-12);
    assertTrue(moves.probability("odd", "new").value().isEmpty());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    List<String> states = List.of("a", "b");
    Labelling before = labelling(FROM, states, 0);
    assertRefused(
        "states after must be as before, [a, b], but was [b, a]",
        () -> TransitionMatrix.between(before, labelling(TO, List.of("b", "a"), 0)));
    assertRefused(
        "what makes the states after must be as before, [the sky], but was [the sea]",
        () ->
            TransitionMatrix.between(
                before, Labelling.of(scope(TO), "the sea", ids(1), states, 0)));
    Scope euros =
        new Scope(TO, "today", ZoneOffset.UTC, OrderPolicy.AS_STATED, Currency.getInstance("EUR"));
    assertRefused(
        "zone, policy and currency after must be as before, [Z, basis=stated,"
            + " no amounts], but was [Z, basis=stated,"
            + " EUR]",
        () -> TransitionMatrix.between(before, Labelling.of(euros, "the sky", ids(1), states, 0)));
    assertRefused(
        "day after must be later than 2024-01-31, but was 2024-01-31",
        () -> TransitionMatrix.between(before, before));
    TransitionMatrix tenDays = TransitionMatrix.between(before, labelling(TO, states, 0));
    assertRefused(
        "days of a step must be as before, 10, but was 11",
        () -> tenDays.plus(TransitionMatrix.between(before, labelling(TO.plusDays(1), states, 0))));
    assertThrows(IllegalArgumentException.class, () -> labelling(FROM, List.of("a"), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Labelling.of(scope(FROM), "x", ids(2), List.of("a"), 0));
    assertThrows(IllegalArgumentException.class, () -> labelling(FROM, List.of("a", "a"), 0));
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  @Property(tries = 200)
  void meanTimesMeetTheirEquations(
      @ForAll @Size(value = 60) List<@IntRange(max = 4) Integer> before,
      @ForAll @Size(value = 60) List<@IntRange(max = 4) Integer> after) {
    List<String> states = List.of("a", "b", "c", "d", "e");
    TransitionMatrix moves =
        moves(
            states,
            before.stream().mapToInt(i -> i).toArray(),
            after.stream().mapToInt(i -> i).toArray());
    for (String goal : states) {
      for (String start : states) {
        Metric time = moves.meanTimeTo(start, goal);
        if (time.value().isEmpty()) {
          continue;
        }
        double expected = 10;
        for (String next : states) {
          double p = moves.probability(start, next).value().getAsDouble();
          expected +=
              next.equals(goal) || p == 0
                  ? 0
                  : p * moves.meanTimeTo(next, goal).value().getAsDouble();
        }
        assertEquals(expected, time.value().getAsDouble(), 1e-9 * expected);
      }
      double sum =
          states.stream().mapToDouble(to -> moves.probability(goal, to).value().orElse(0)).sum();
      assertTrue(sum == 0 || Math.abs(sum - 1) < 1e-12);
    }
  }

  @Test
  void segmentsOfBehaviourMoveByFrozenNumbers() {
    OrderLogBuilder log = OrderLog.builder(Currency.getInstance("EUR"));
    for (int i = 0; i < 60; i++) {
      for (int order = 0; order <= i % 5; order++) {
        log.add((long) i, (int) FROM.toEpochDay() - 7 * (i % 11) - 30 * order, 100L * i + order);
      }
      if (i % 3 == 0) {
        log.add((long) i, (int) TO.toEpochDay() - 1, 5000);
      }
    }
    CustomerOrders orders = CustomerOrders.of(log.build());
    BehaviorSegments first = BehaviorSegments.of(orders, FROM, SegmentRules.DEFAULT);
    BehaviorSegments second = first.frozenAt(Columns.of(orders, TO));
    assertEquals(second.rules(), second.frozenRules());
    assertEquals(first.columns().rfm().cuts(), second.columns().rfm().cuts());
    TransitionMatrix labels = TransitionMatrix.between(Labelling.of(first), Labelling.of(second));
    for (BehaviorSegments unfrozen :
        List.of(
            BehaviorSegments.of(orders, TO),
            BehaviorSegments.of(orders, TO, first.frozenRules()))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> TransitionMatrix.between(Labelling.of(first), Labelling.of(unfrozen)));
    }
    assertEquals(Labelling.NO_SEGMENT, labels.states().get(labels.states().size() - 1));
    long all =
        labels.states().stream()
            .flatMapToLong(from -> labels.states().stream().mapToLong(to -> labels.count(from, to)))
            .sum();
    assertEquals(60, all);
    assertEquals(0, labels.states().stream().mapToLong(labels::arrived).sum());
  }

  @Test
  void recencyStatesCountPeriodsSinceTheLastOrder() {
    OrderLog log =
        OrderLog.builderWithoutAmounts()
            .add("a", (int) FROM.toEpochDay())
            .add("b", (int) FROM.toEpochDay() - 9)
            .add("c", (int) FROM.toEpochDay() - 10)
            .add("d", (int) FROM.toEpochDay() - 20)
            .add("e", (int) FROM.toEpochDay() - 500)
            .add("e", (int) TO.toEpochDay())
            .build();
    CustomerOrders orders = CustomerOrders.of(log);
    Labelling before = Labelling.recency(orders, FROM, 10, 2);
    assertEquals(List.of("1", "2", ">2"), before.states());
    assertArrayEquals(
        new int[] {0, 0, 1, 2, 2}, IntStream.range(0, 5).map(before::state).toArray());
    TransitionMatrix moves = TransitionMatrix.between(before, Labelling.recency(orders, TO, 10, 2));
    assertTrue(
        moves
            .toString()
            .endsWith(
                """
                from \\ to                         1        2        3     gone      all
                1 1                               0        2        0        0        2
                2 2                               0        0        1        0        1
                3 >2                              1        0        1        0        2
                arrived                           0        0        0
                all                               1        2        2\
                """),
        moves::toString);
    Labelling other = Labelling.recency(orders, TO, 7, 2);
    assertRefused(
        "what makes the states after must be as before, [periods of 10 days], but was [periods of 7"
            + " days]",
        () -> TransitionMatrix.between(before, other));
    double[] values = MigrationValue.of(moves, new double[] {10, 0, 0}, 0.25).values();
    // V3 = (V1 + V3) / 2 / 1.25 = 2/3 V1; V2 = 0.8 V3, V1 = 10 + 0.8 V2 = 10 + 0.64 x 2/3 V1.
    double v1 = 10 / (1 - 0.64 * 2 / 3);
    assertArrayEquals(new double[] {v1, 0.8 * 2 / 3 * v1, 2 * v1 / 3}, values, 1e-13 * v1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            MigrationValue.of(
                moves(List.of("a", "b"), new int[] {0}, new int[] {1}), new double[2], 0.1));
    assertThrows(IllegalArgumentException.class, () -> Labelling.recency(orders, FROM, 0, 2));
    assertTrue(Arrays.stream(values).allMatch(Double::isFinite));
  }
}
