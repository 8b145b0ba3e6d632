package org.clv4j.models.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.spend.GammaGamma;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private static final LocalDate START = LocalDate.of(2020, 1, 1);
  private static final LocalDate END = LocalDate.of(2022, 12, 31);

  private static OrderLog shop(int customers) {
    return OrderSimulation.of(
            PurchaseProcess.mbgNbd(1.2, 8, 0.6, 2.5, PeriodUnit.WEEK),
            SimulationOptions.of(customers, 5, START, END).withBirthsUntil(END))
        .orders(new GammaGamma(6, 4, 15), Money.UNSTATED);
  }

  private static Readiness of(OrderLog log) {
    return Readiness.of(log, CustomerBase.Options.DEFAULT.withAsOf(END));
  }

  private static Gate gate(CustomerSummaries data, String name) {
    return Readiness.of(data).gate(name);
  }

  private static CustomerSummaries alike(int customers, int x, double recency, double age) {
    return CustomerSummaries.of(
        new int[] {x},
        new double[] {recency},
        new double[] {age},
        new double[] {customers},
        PeriodUnit.WEEK);
  }

  private static void assertStatus(Gate.Status status, Gate gate) {
    assertEquals(status, gate.status(), gate.toString());
    assertEquals(status == Gate.Status.PASSED, gate.remedy().isEmpty(), gate.toString());
  }

  @Test
  void aGoodShopPassesAll() {
    Readiness readiness = of(shop(1500));
    assertEquals(11, readiness.gates().size());
    readiness.gates().forEach(gate -> assertStatus(Gate.Status.PASSED, gate));
    assertTrue(readiness.isReady());
    assertThrows(IllegalArgumentException.class, () -> readiness.gate("age"));
  }

  @Test
  void tooFewCustomers() {
    assertStatus(Gate.Status.WARNING, gate(alike(499, 1, 3, 40), "customers"));
    assertStatus(Gate.Status.FAILED, gate(alike(49, 1, 3, 40), "customers"));
    assertStatus(Gate.Status.WARNING, gate(alike(99, 1, 3, 40), "repeat-buyers"));
    assertStatus(Gate.Status.FAILED, gate(alike(29, 1, 3, 40), "repeat-buyers"));
    assertFalse(Readiness.of(alike(29, 1, 3, 40)).isReady());
  }

  @Test
  void tooShortAHistory() {
    // Purchases every 10 weeks.
    Gate passed = gate(alike(900, 2, 20, 40), "history-length");
    assertEquals(4, passed.value().orElseThrow());
    assertStatus(Gate.Status.PASSED, passed);
    assertStatus(Gate.Status.WARNING, gate(alike(900, 2, 20, 39), "history-length"));
    assertStatus(Gate.Status.FAILED, gate(alike(900, 1, 10, 14), "history-length"));
    assertStatus(Gate.Status.UNKNOWN, gate(alike(900, 0, 0, 14), "history-length"));
  }

  private static CustomerSummaries oneTimers(double once, double twice) {
    return CustomerSummaries.of(
        new int[] {0, 1},
        new double[] {0, 5},
        new double[] {30, 40},
        new double[] {once, twice},
        PeriodUnit.WEEK);
  }

  @Test
  void nearlyAllBuyOnce() {
    assertStatus(Gate.Status.PASSED, gate(oneTimers(800, 200), "one-time-share"));
    assertStatus(Gate.Status.WARNING, gate(oneTimers(810, 190), "one-time-share"));
    assertStatus(Gate.Status.FAILED, gate(oneTimers(990, 10), "one-time-share"));
    // Ages 30 and 40, a quarter of the longest apart; then nine of ten are 30.
    assertStatus(Gate.Status.PASSED, gate(oneTimers(500, 500), "age-spread"));
    assertEquals(0.25, gate(oneTimers(500, 500), "age-spread").value().orElseThrow());
    assertStatus(Gate.Status.WARNING, gate(oneTimers(910, 90), "age-spread"));
  }

  @Test
  void oneCustomerBuysNearlyEverything() {
    for (int heavy : new int[] {4, 20, 60}) {
      Gate.Status status =
          heavy == 4 ? Gate.Status.PASSED : heavy == 20 ? Gate.Status.WARNING : Gate.Status.FAILED;
      CustomerSummaries data =
          CustomerSummaries.of(
              new int[] {1, heavy},
              new double[] {3, 30},
              new double[] {30, 40},
              new double[] {150, 1},
              PeriodUnit.WEEK);
      assertStatus(status, gate(data, "heaviest-customer"));
    }
  }

  @Test
  void summariesDoNotTellSeasonsOrAmounts() {
    Readiness readiness = Readiness.of(alike(900, 2, 20, 40));
    for (String name :
        List.of(
            "seasonality", "duplicates", "spend-correlation", "spend-excluded", "spend-heaviest")) {
      assertStatus(Gate.Status.UNKNOWN, readiness.gate(name));
    }
  }

  /** All come on the first day; then two orders a day, in December {@code factor} times as many. */
  private static OrderLog seasonal(int factor, int years) {
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    LocalDate end = START.plusYears(years);
    for (int i = 0; i < 900; i++) {
      log.add("c" + i, (int) START.toEpochDay());
    }
    for (LocalDate day = START.plusDays(1); day.isBefore(end); day = day.plusDays(1)) {
      int orders = day.getMonthValue() == 12 ? 2 * factor : 2;
      for (int i = 0; i < orders; i++) {
        log.add("c" + (day.getDayOfYear() * 7 + i) % 900, (int) day.toEpochDay());
      }
    }
    return log.build();
  }

  @Test
  void december() {
    Gate strong = of(seasonal(3, 3)).gate("seasonality");
    assertStatus(Gate.Status.WARNING, strong);
    assertTrue(strong.finding().startsWith("December has"), strong.finding());
    // 3 times the others is 3 / (14 / 12) of the mean month.
    assertEquals(3 / (14 / 12.0) - 1, strong.value().orElseThrow(), 1e-3);
    assertStatus(Gate.Status.PASSED, of(seasonal(1, 3)).gate("seasonality"));
    assertStatus(
        Gate.Status.UNKNOWN,
        Readiness.of(seasonal(3, 1), CustomerBase.Options.DEFAULT).gate("seasonality"));
    assertStatus(Gate.Status.UNKNOWN, of(seasonal(3, 3)).gate("duplicates"));
  }

  /** Closed every August: no order, no share of them. */
  @Test
  void aMonthWithoutOrders() {
    OrderLog all = seasonal(1, 3);
    OrderLogBuilder open = OrderLog.builderWithoutAmounts();
    for (int row = 0; row < all.size(); row++) {
      if (LocalDate.ofEpochDay(all.day(row)).getMonthValue() != 8) {
        open.add(all.customers().id(all.customer(row)), all.day(row));
      }
    }
    Gate gate = of(open.build()).gate("seasonality");
    assertStatus(Gate.Status.WARNING, gate);
    assertEquals(1, gate.value().orElseThrow());
    assertTrue(gate.finding().startsWith("August has 0 % of the repeat orders"), gate.finding());
  }

  /** First orders end half a year before the end, after which orders fall off. */
  @Test
  void theEndOfACampaignIsNoSeason() {
    OrderLog log =
        OrderSimulation.of(
                PurchaseProcess.mbgNbd(0.6, 6, 0.9, 1.6, PeriodUnit.WEEK),
                SimulationOptions.of(20_000, 1, START, START.plusYears(2))
                    .withBirthsUntil(START.plusMonths(18)))
            .orders();
    Gate gate =
        Readiness.of(log, CustomerBase.Options.DEFAULT.withAsOf(START.plusYears(2).minusDays(1)))
            .gate("seasonality");
    assertStatus(Gate.Status.PASSED, gate);
    assertTrue(gate.value().orElseThrow() < 0.1, gate.finding());
  }

  @Test
  void filesReadTwice() {
    OrderLog log = shop(300);
    assertStatus(Gate.Status.PASSED, of(log).gate("duplicates"));
    Gate twice = of(OrderLog.merge(List.of(log, log))).gate("duplicates");
    assertStatus(Gate.Status.FAILED, twice);
    assertEquals(0.5, twice.value().orElseThrow(), 0.01);
    OrderLogBuilder some = OrderLog.builder(Money.UNSTATED);
    for (int row = 0; row < log.size() / 10; row++) {
      some.add(log.customers().id(log.customer(row)), log.day(row), log.amount(row));
    }
    assertStatus(
        Gate.Status.WARNING, of(OrderLog.merge(List.of(log, some.build()))).gate("duplicates"));
  }

  /** Customers with 1 to 4 repeat purchases, the spend of each as given by x. */
  private static Readiness spending(int customers, double slope, int free, long heavy) {
    OrderLogBuilder log = OrderLog.builder(Money.UNSTATED);
    Random random = new Random(2);
    int first = (int) START.toEpochDay();
    for (int i = 0; i < customers; i++) {
      int x = 1 + i % 4;
      for (int purchase = 0; purchase <= x; purchase++) {
        long cents = 1000 + Math.round(slope * x) + random.nextInt(800);
        long heavier = i == 0 ? heavy : 0;
        log.add("c" + i, first + 20 * purchase, i < free ? 0 : cents + heavier);
      }
    }
    return of(log.build());
  }

  @Test
  void spendThatDependsOnFrequency() {
    assertStatus(Gate.Status.PASSED, spending(800, 0, 0, 0).gate("spend-correlation"));
    Gate slight = spending(800, 35, 0, 0).gate("spend-correlation");
    assertStatus(Gate.Status.WARNING, slight);
    Gate strong = spending(800, -200, 0, 0).gate("spend-correlation");
    assertStatus(Gate.Status.FAILED, strong);
    assertTrue(strong.value().orElseThrow() < -0.3);
    assertStatus(Gate.Status.UNKNOWN, spending(3, 0, 0, 0).gate("spend-correlation"));
  }

  @Test
  void spendOfNothingAndOfOneOnly() {
    assertStatus(Gate.Status.PASSED, spending(800, 0, 8, 0).gate("spend-excluded"));
    assertStatus(Gate.Status.WARNING, spending(800, 0, 80, 0).gate("spend-excluded"));
    Gate failed = spending(800, 0, 400, 0).gate("spend-excluded");
    assertStatus(Gate.Status.FAILED, failed);
    assertTrue(failed.finding().contains("400 bought again for nothing"), failed.finding());
    assertStatus(Gate.Status.PASSED, spending(800, 0, 0, 0).gate("spend-heaviest"));
    assertStatus(Gate.Status.WARNING, spending(800, 0, 0, 400_000).gate("spend-heaviest"));
    assertStatus(Gate.Status.FAILED, spending(800, 0, 0, 9_000_000).gate("spend-heaviest"));
  }

  @Test
  void whatComesAfterTheDayDoesNotMatter() {
    OrderLog log = shop(200);
    OrderLogBuilder later = OrderLog.builder(Money.UNSTATED);
    for (int i = 0; i < 500; i++) {
      later.add("c" + i % 20, (int) END.toEpochDay() + 1 + i % 40, 1_000_000);
      later.add("1", (int) END.toEpochDay() + 1, 5);
    }
    assertEquals(of(log), of(OrderLog.merge(List.of(log, later.build()))));
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    OrderLog log = shop(200);
    Integer[] rows = new Integer[log.size()];
    Arrays.setAll(rows, i -> i);
    java.util.Collections.shuffle(Arrays.asList(rows), new Random(9));
    OrderLogBuilder shuffled = OrderLog.builder(Money.UNSTATED);
    for (int row : rows) {
      shuffled.add(log.customers().id(log.customer(row)), log.day(row), log.amount(row));
    }
    assertEquals(of(log), of(shuffled.build()));
  }
}
