package org.clv4j.models.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.spend.SpendSummaries;
import org.junit.jupiter.api.Test;

class OrderSimulationTest {
  private static final LocalDate START = LocalDate.of(2020, 1, 1);
  private static final LocalDate END = LocalDate.of(2021, 6, 30);
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final GammaGamma SPEND = new GammaGamma(6.25, 3.74, 15.44);
  private static final PurchaseProcess PROCESS =
      PurchaseProcess.bgNbd(0.8, 6, 0.793, 2.426, PeriodUnit.WEEK);
  private static final SimulationOptions OPTIONS =
      SimulationOptions.of(2000, 42, START, END).withBirthsUntil(LocalDate.of(2020, 3, 31));

  private static List<Order> orders(SimulationOptions options) {
    return OrderSimulation.of(PROCESS, options).orders(SPEND, EUR).orders().toList();
  }

  @Test
  void sameSeedSameLog() {
    List<Order> orders = orders(OPTIONS);
    assertEquals(orders, orders(OPTIONS));
    for (int threads : new int[] {2, 3, 7}) {
      assertEquals(orders, orders(OPTIONS.withThreads(threads)));
    }
    assertNotEquals(orders, orders(OPTIONS.withSeed(43)));
  }

  /** The bits of StrictMath and of the generator, which every JVM must give. */
  @Test
  void sameLogOnEveryJvm() {
    OrderLog log = OrderSimulation.of(PROCESS, OPTIONS).orders(SPEND, EUR);
    long hash = 0;
    for (int row = 0; row < log.size(); row++) {
      hash = 31 * (31 * (31 * hash + log.customer(row)) + log.day(row)) + log.amount(row);
    }
    assertEquals(-1506981638209329142L, hash, log.toString());
  }

  @Test
  void aSmallSimulationIsTheBeginningOfALargeOne() {
    SimulationOptions few = new SimulationOptions(10, 42, START, END, OPTIONS.birthsUntil(), 1);
    List<Order> some = orders(few);
    assertEquals(some, orders(OPTIONS).subList(0, some.size()));
  }

  @Test
  void amountsChangeNoDay() {
    OrderLog with = OrderSimulation.of(PROCESS, OPTIONS).orders(SPEND, EUR);
    OrderLog without = OrderSimulation.of(PROCESS, OPTIONS).orders();
    assertEquals(with.size(), without.size());
    for (int row = 0; row < with.size(); row++) {
      assertEquals(with.customer(row), without.customer(row));
      assertEquals(with.day(row), without.day(row));
    }
  }

  /** Orders are births and the purchases in (0, T]; the base loses those of one day. */
  @Test
  void logAndSummariesTellTheSame() {
    OrderSimulation simulation = OrderSimulation.of(PROCESS, OPTIONS);
    OrderLog log = simulation.orders();
    CustomerBase base = CustomerBase.of(log, END);
    List<CustomerSummary> summaries = simulation.summaries();
    assertEquals(OPTIONS.customers(), base.size());
    long repeats = 0;
    long frequencies = 0;
    for (int row = 0; row < base.size(); row++) {
      CustomerSummary exact = summaries.get(Integer.parseInt(base.id(row)) - 1);
      CustomerSummary days = base.summary(row, PeriodUnit.WEEK);
      assertEquals(exact.age(), days.age());
      assertEquals(exact.frequency() + 1, base.orders(row));
      assertTrue(days.frequency() <= exact.frequency());
      double late = days.recency() - exact.recency();
      assertTrue(late >= -1e-12 && late <= 1.0 / 7 + 1e-12, "late: " + late);
      repeats += exact.frequency();
      frequencies += days.frequency();
    }
    assertEquals(log.size(), OPTIONS.customers() + repeats);
    assertEquals(base.mergedOrders(), repeats - frequencies);
    assertTrue(base.mergedOrders() > 0 && base.mergedOrders() < 0.1 * repeats);
  }

  /** 2000 births over 91 days: counts by day within 5 deviations of a Poisson mean of 22. */
  @Test
  void birthsAreUniform() {
    CustomerBase base = CustomerBase.of(OrderSimulation.of(PROCESS, OPTIONS).orders(), END);
    int[] births = new int[91];
    for (int row = 0; row < base.size(); row++) {
      births[base.firstOrderDay(row) - (int) START.toEpochDay()]++;
    }
    double mean = 2000.0 / 91;
    for (int count : births) {
      assertEquals(mean, count, 5 * Math.sqrt(mean));
    }
    CustomerBase together =
        CustomerBase.of(
            OrderSimulation.of(PROCESS, SimulationOptions.of(50, 1, START, END)).orders(), END);
    for (int row = 0; row < 50; row++) {
      assertEquals(START, together.firstOrder(row));
    }
  }

  @Test
  void noTwoCustomersAreAlikeByAccident() {
    OrderSimulation simulation = OrderSimulation.of(PROCESS, OPTIONS);
    Set<Double> times = new HashSet<>();
    int count = 0;
    for (int customer = 1; customer <= OPTIONS.customers(); customer++) {
      for (double time : simulation.purchaseTimes(customer)) {
        times.add(time);
        count++;
      }
    }
    assertTrue(count > 2000);
    assertEquals(count, times.size());
  }

  /** The fit finds the parameters within 4 of its own standard errors. */
  @Test
  void amountsAreGammaGamma() {
    SimulationOptions many = SimulationOptions.of(20_000, 5, START, END);
    PurchaseProcess often = PurchaseProcess.nbd(2, 10, PeriodUnit.WEEK);
    OrderLog log = OrderSimulation.of(often, many).orders(SPEND, EUR);
    // A base adds up the amounts of a day, which are not one amount of the model: take orders.
    int[] x = new int[20_000];
    double[] z = new double[20_000];
    for (int row = 0; row < log.size(); row++) {
      x[log.customer(row)]++;
      z[log.customer(row)] += log.amount(row) / 100.0;
    }
    for (int i = 0; i < x.length; i++) {
      z[i] /= x[i];
    }
    FitResult<GammaGamma> fit = GammaGamma.fit(SpendSummaries.of(x, z, null));
    SPEND
        .parameters()
        .forEach(
            (name, value) ->
                assertEquals(
                    value, fit.parameter(name), 4 * fit.standardError(name).orElseThrow()));
  }

  @Test
  void currenciesWithoutMinorUnits() {
    OrderLog yen =
        OrderSimulation.of(PROCESS, OPTIONS)
            .orders(new GammaGamma(6.25, 3.74, 1544), Currency.getInstance("JPY"));
    OrderLog euro = OrderSimulation.of(PROCESS, OPTIONS).orders(SPEND, EUR);
    for (int row = 0; row < yen.size(); row++) {
      assertTrue(Math.abs(euro.amount(row) - yen.amount(row)) <= 1);
    }
  }

  @Test
  void whatIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> SimulationOptions.of(0, 1, START, END));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withBirthsUntil(END.plusDays(1)));
    assertEquals(
        "births must end between 2020-01-01 and 2021-06-30, but did on 2019-12-31",
        assertThrows(
                IllegalArgumentException.class, () -> OPTIONS.withBirthsUntil(START.minusDays(1)))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withThreads(0));
    OrderSimulation simulation = OrderSimulation.of(PROCESS, OPTIONS);
    assertThrows(IndexOutOfBoundsException.class, () -> simulation.purchaseTimes(0));
    assertThrows(IndexOutOfBoundsException.class, () -> simulation.purchaseTimes(2001));
    OrderSimulation endless =
        OrderSimulation.of(
            PurchaseProcess.nbd(1e6, 1e-6, PeriodUnit.WEEK),
            SimulationOptions.of(2, 1, START, END).withThreads(2));
    assertTrue(
        String.valueOf(assertThrows(ArithmeticException.class, endless::orders).getMessage())
            .contains("at most 1000000 purchases"));
    GammaGamma wild = new GammaGamma(1, 1e-3, 1e6);
    assertThrows(ArithmeticException.class, () -> simulation.orders(wild, EUR));
  }

  /** An end on the first day leaves the first orders only. */
  @Test
  void noTimeNoRepeats() {
    OrderSimulation simulation =
        OrderSimulation.of(PROCESS, SimulationOptions.of(20, 1, START, START));
    assertEquals(20, simulation.orders().size());
    assertArrayEquals(new double[0], simulation.purchaseTimes(7));
    assertEquals(new CustomerSummary(0, 0, 0, PeriodUnit.WEEK), simulation.summaries().get(3));
  }
}
