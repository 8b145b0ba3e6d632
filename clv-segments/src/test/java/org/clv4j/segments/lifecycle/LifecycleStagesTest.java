package org.clv4j.segments.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.clv4j.segments.health.CustomerBaseHealth;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.metric.Metric;
import org.junit.jupiter.api.Test;

class LifecycleStagesTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate AS_OF = LocalDate.of(2024, 6, 30);

  private static LocalDate day(int month, int day) {
    return LocalDate.of(2024, month, day);
  }

  /** anna: ordered on the day 0, 30 and 60; bob once; carl again after 100 days; dora today. */
  private static CustomerOrders orders() {
    OrderLogBuilder log = OrderLog.builder(EUR);
    log.add(new Order("anna", day(1, 1), Money.of("20.00", "EUR")));
    log.add(new Order("anna", day(1, 31), Money.of("20.00", "EUR")));
    log.add(new Order("anna", day(3, 1), Money.of("20.00", "EUR")));
    log.add(new Order("bob", day(2, 1), Money.of("90.00", "EUR")));
    log.add(new Order("carl", day(1, 1), Money.of("50.00", "EUR")));
    log.add(new Order("carl", day(4, 10), Money.of("50.00", "EUR")));
    log.add(new Order("dora", AS_OF, Money.of("10.00", "EUR")));
    log.add(new Order("late", AS_OF.plusDays(1), Money.of("10.00", "EUR")));
    return CustomerOrders.of(log.build());
  }

  private static LifecycleOptions everything() {
    return LifecycleOptions.DEFAULT
        .withRegistrations(
            CustomerEvents.builder()
                .add("anna", LocalDate.of(2023, 12, 22))
                .add("bob", day(3, 1))
                .add("dora", day(6, 10))
                .add("eve", day(5, 1))
                .add("late", AS_OF.plusDays(1))
                .build())
        .withReferrals(
            CustomerEvents.builder()
                .add("anna", day(1, 20), "bob")
                .add("carl", day(2, 2), "bob")
                .add("dora", day(6, 1), "dora")
                .add("eve", day(5, 2), "dora")
                .add("bob", day(6, 30), "late")
                .add("bob", day(6, 30), null)
                .build())
        .withMargin(0.5)
        .withAcquisitionCost(Money.of("30.00", "EUR"))
        .withCost(LifecycleStage.ACQUIRED, Money.of("100.00", "EUR"));
  }

  private static int row(LifecycleStages stages, String id) {
    return stages.ids().indexOf(id);
  }

  private static StageResult result(LifecycleStages stages, LifecycleStage stage) {
    return stages.stages().stream()
        .filter(result -> result.stage() == stage)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void fiveCustomersAndTheirStages() {
    LifecycleStages stages = LifecycleStages.of(orders(), AS_OF, everything());
    assertEquals(5, stages.size());
    assertEquals(
        "all days, second order within 90 days, margin 0.5, acquisition cost EUR 30.00",
        stages.scope().window());
    // Half of anna's 60.00 and of carl's 100.00 cover 30.00, at the third and the second order.
    assertEquals(LifecycleStage.REVENUE, stages.stage(row(stages, "anna")));
    assertEquals(
        Optional.of(day(3, 1)), stages.reached(row(stages, "anna"), LifecycleStage.REVENUE));
    assertEquals(
        Optional.of(day(4, 10)), stages.reached(row(stages, "carl"), LifecycleStage.REVENUE));
    assertEquals(LifecycleStage.ACTIVATED, stages.stage(row(stages, "bob")));
    assertEquals(LifecycleStage.ACTIVATED, stages.stage(row(stages, "dora")));
    assertEquals(LifecycleStage.ACQUIRED, stages.stage(row(stages, "eve")));
    // Bob ordered on 1 February, after anna's referral; carl's came a day too late.
    assertEquals(
        Optional.of(day(2, 1)), stages.reached(row(stages, "anna"), LifecycleStage.REFERRER));
    assertTrue(stages.reached(row(stages, "carl"), LifecycleStage.REFERRER).isEmpty());
    assertTrue(stages.reached(row(stages, "carl"), LifecycleStage.RETAINED).isEmpty());
    // Bob registered after his first order.
    assertEquals(
        Optional.of(day(2, 1)), stages.reached(row(stages, "bob"), LifecycleStage.ACQUIRED));
    assertEquals(
        List.of(5, 4, 1, 1, 2), stages.stages().stream().map(StageResult::customers).toList());
  }

  @Test
  void conversionsTimesAndCosts() {
    LifecycleStages stages = LifecycleStages.of(orders(), AS_OF, everything());
    assertEquals(
        List.of(
            "acquisition_rate = none, who might have come is not known",
            "activation_rate = 0.8 share (4 of 5)",
            // dora has not been watched for 90 days.
            "retained_rate = 0.3333333333333333 share (1 of 3)",
            "referral_rate = 0.25 share (1 of 4)",
            "revenue_rate = 0.5 share (2 of 4)"),
        stages.stages().stream().map(stage -> stage.conversion().toString()).toList());
    // Days to the first order: bob 0, carl 0, anna 10, dora 20; eve waits for 60.
    StageResult activated = result(stages, LifecycleStage.ACTIVATED);
    assertEquals(OptionalDouble.of(10), activated.medianDays().value());
    assertEquals(0.6, activated.time().orElseThrow().survival(0), 1e-15);
    assertEquals(0.2, activated.time().orElseThrow().survival(59), 1e-15);
    // Days to the second order: anna 30, carl 100; dora waits 0, bob 150 days. 1 - 1/3, then half.
    StageResult retained = result(stages, LifecycleStage.RETAINED);
    assertEquals(2.0 / 3, retained.time().orElseThrow().survival(30), 1e-15);
    assertEquals(OptionalDouble.of(100), retained.medianDays().value());
    assertEquals(
        "cost_per_acquired = 20.0 money (100.00 of 5)",
        result(stages, LifecycleStage.ACQUIRED).cost().toString());
    assertTrue(activated.cost().value().isEmpty());
  }

  @Test
  void costsOfOrdersMakeTheMarginWhereTheyAreKnown() {
    OrderLogBuilder log = OrderLog.builder(EUR);
    for (int i = 1; i <= 3; i++) {
      log.add(
          new Order(
              "anna",
              day(1, i),
              Money.of("20.00", "EUR"),
              new OrderDetails(null, Money.of("10.00", "EUR"), null, null)));
    }
    CustomerOrders orders = CustomerOrders.of(log.build());
    LifecycleOptions options =
        LifecycleOptions.DEFAULT.withAcquisitionCost(Money.of("30.00", "EUR"));
    assertEquals(
        Optional.of(day(1, 3)),
        LifecycleStages.of(orders, AS_OF, options).reached(0, LifecycleStage.REVENUE));
    assertEquals(
        Optional.of(day(1, 2)),
        LifecycleStages.of(orders, AS_OF, options.withAcquisitionCost(Money.of("1.00", "EUR")))
            .reached(0, LifecycleStage.REVENUE),
        "a repeat customer only");
    assertThrows(
        CurrencyMismatchException.class,
        () ->
            LifecycleStages.of(
                orders, AS_OF, options.withAcquisitionCost(Money.of("1.00", "USD"))));
  }

  @Test
  void whatTheDataCannotSayHasAReason() {
    LifecycleStages stages = LifecycleStages.of(orders(), AS_OF, LifecycleOptions.DEFAULT);
    assertEquals(4, stages.size());
    assertEquals(
        List.of(
            "acquisition_rate = none, who might have come is not known",
            "activation_rate = none, no registrations were given",
            "retained_rate = 0.3333333333333333 share (1 of 3)",
            "referral_rate = none, no referrals were given",
            "revenue_rate = none, no acquisition cost was given"),
        stages.stages().stream().map(stage -> stage.conversion().toString()).toList());
    assertEquals(LifecycleStage.RETAINED, stages.stage(row(stages, "anna")));
    LifecycleStages before =
        LifecycleStages.of(orders(), LocalDate.of(2023, 12, 31), LifecycleOptions.DEFAULT);
    assertEquals(0, before.size());
    assertTrue(result(before, LifecycleStage.RETAINED).conversion().value().isEmpty());
    assertTrue(result(before, LifecycleStage.RETAINED).time().isEmpty());
    CustomerOrders none = CustomerOrders.of(OrderLog.builderWithoutAmounts().build());
    LifecycleStages registered = LifecycleStages.of(none, AS_OF, everything());
    assertEquals(4, registered.size());
    assertEquals(
        "activation_rate = 0.0 share (0 of 4)",
        result(registered, LifecycleStage.ACTIVATED).conversion().toString());
    assertEquals(
        "revenue_rate = none, the orders have no amounts",
        result(registered, LifecycleStage.REVENUE).conversion().toString());
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    LifecycleOptions options = LifecycleOptions.DEFAULT;
    assertThrows(IllegalArgumentException.class, () -> options.withRepurchaseHorizon(0));
    assertThrows(IllegalArgumentException.class, () -> options.withMargin(0));
    assertThrows(IllegalArgumentException.class, () -> options.withMargin(1.1));
    assertThrows(
        IllegalArgumentException.class,
        () -> options.withAcquisitionCost(Money.of("-1.00", "EUR")));
  }

  record Visit(int customer, int day, long amount) {}

  @Provide
  Arbitrary<List<Visit>> visits() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 8),
            Arbitraries.integers().between(0, 300),
            Arbitraries.longs().between(0, 3000))
        .as(Visit::new)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 100)
  void theRetainedRateIsTheRepurchaseRateOfHealth(
      @ForAll("visits") List<Visit> visits, @ForAll @IntRange(max = 320) int asOf) {
    LocalDate start = LocalDate.of(2024, 1, 1);
    OrderLogBuilder log = OrderLog.builder(EUR).add("c0", (int) start.toEpochDay(), 100);
    visits.forEach(
        visit -> log.add("c" + visit.customer(), (int) start.toEpochDay() + visit.day(), 100));
    CustomerOrders orders = CustomerOrders.of(log.build());
    LocalDate day = start.plusDays(asOf);
    Metric retained =
        result(
                LifecycleStages.of(orders, day, LifecycleOptions.DEFAULT.withRepurchaseHorizon(60)),
                LifecycleStage.RETAINED)
            .conversion();
    Metric repurchased =
        CustomerBaseHealth.of(orders, HealthOptions.DEFAULT.withAsOf(day).withHorizons(60, 30))
            .metrics()
            .stream()
            .filter(metric -> metric.name().equals("repurchase_rate_within_60_days"))
            .findFirst()
            .orElseThrow();
    assertEquals(repurchased.numerator(), retained.numerator());
    assertEquals(repurchased.denominator(), retained.denominator());
  }

  private static String all(List<Visit> visits, int asOf) {
    LocalDate start = LocalDate.of(2024, 1, 1);
    OrderLogBuilder log = OrderLog.builder(EUR);
    CustomerEvents.Builder registrations = CustomerEvents.builder();
    CustomerEvents.Builder referrals = CustomerEvents.builder();
    for (Visit visit : visits) {
      LocalDate day = start.plusDays(visit.day());
      if (visit.amount() % 5 == 0) {
        registrations.add("c" + visit.customer(), day);
      } else if (visit.amount() % 5 == 1) {
        referrals.add("c" + visit.customer(), day, "c" + visit.amount() % 9);
      } else {
        log.add(new Order("c" + visit.customer(), day, Money.ofMinor(visit.amount(), EUR)));
      }
    }
    LifecycleStages stages =
        LifecycleStages.of(
            CustomerOrders.of(log.build()),
            start.plusDays(asOf),
            LifecycleOptions.DEFAULT
                .withRegistrations(registrations.build())
                .withReferrals(referrals.build())
                .withAcquisitionCost(Money.ofMinor(2000, EUR)));
    return stages
        + IntStream.range(0, stages.size())
            .mapToObj(row -> "\n" + stages.ids().id(row) + " " + stages.stage(row))
            .toList()
            .toString();
  }

  @Property(tries = 200)
  void neitherRowOrderNorLaterEventsChangeAnything(
      @ForAll("visits") List<Visit> visits,
      @ForAll @IntRange(max = 320) int asOf,
      @ForAll Random random) {
    List<Visit> shuffled = new ArrayList<>(visits);
    Collections.shuffle(shuffled, random);
    assertEquals(all(visits, asOf), all(shuffled, asOf));
    assertEquals(
        all(visits, asOf),
        all(visits.stream().filter(visit -> visit.day() <= asOf).toList(), asOf));
  }
}
