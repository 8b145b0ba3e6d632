package org.clv4j.models.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.Random;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.PurchasePeriod;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.transaction.BgNbd;
import org.junit.jupiter.api.Test;

class CohortTrackingTest {
  private static final BgNbd MODEL = new BgNbd(0.243, 4.414, 0.793, 2.426, PeriodUnit.WEEK);
  private static final TimeSpan WEEK = TimeSpan.of(1, PeriodUnit.WEEK);
  private static final LocalDate START = LocalDate.of(2021, 1, 4);

  private static OrderLog orders(int customers, int days) {
    Random random = new Random(customers);
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    for (int customer = 0; customer < customers; customer++) {
      int birth = customer == 0 ? 0 : random.nextInt(80);
      for (int i = random.nextInt(9); i >= 0; i--) {
        int day = i == 0 ? birth : birth + random.nextInt(days - birth);
        log.add(Integer.toString(customer), (int) START.toEpochDay() + day);
      }
    }
    return log.build();
  }

  @Test
  void expectationIsTheSumOverCustomers() {
    CustomerBase cohort = CustomerBase.of(orders(200, 120), START.plusDays(60));
    CohortTracking tracking = CohortTracking.of(MODEL, cohort, WEEK, START.plusDays(200));
    assertEquals(28, tracking.periods());
    assertEquals(START.plusDays(6), tracking.end(0));
    double before = 0;
    for (int period = 0; period < tracking.periods(); period++) {
      double sum = 0;
      for (int row = 0; row < cohort.size(); row++) {
        int age = (int) tracking.end(period).toEpochDay() - cohort.firstOrderDay(row);
        sum += age > 0 ? MODEL.expectedPurchases(age / 7.0) : 0;
      }
      assertEquals(sum, tracking.expectedCumulative(period), 1e-12 * cohort.size());
      assertEquals(sum - before, tracking.expectedIncremental(period), 1e-12 * cohort.size());
      assertEquals(OptionalLong.empty(), tracking.actualCumulative(period));
      before = sum;
    }
  }

  /** Of the cohort, in every way of merging: what the base would say at the end of the period. */
  @Test
  void actualPurchasesAreThoseOfTheBase() {
    OrderLog log = orders(200, 120);
    for (PurchasePeriod merged :
        new PurchasePeriod[] {
          PurchasePeriod.DAY, PurchasePeriod.week(DayOfWeek.MONDAY), PurchasePeriod.MONTH
        }) {
      CustomerBase.Options options =
          CustomerBase.Options.DEFAULT.withPurchasePeriod(merged).withAsOf(START.plusDays(50));
      CustomerBase cohort = CustomerBase.of(log, options);
      CohortTracking tracking =
          CohortTracking.of(MODEL, cohort, TimeSpan.of(10, PeriodUnit.DAY), START.plusDays(119))
              .withActual(log, START.plusDays(105));
      assertEquals(12, tracking.periods());
      long before = 0;
      for (int period = 0; period < 12; period++) {
        CustomerBase then = CustomerBase.of(log, options.withAsOf(tracking.end(period)));
        long sum = 0;
        for (int row = 0; row < cohort.size(); row++) {
          int there = then.row(cohort.id(row));
          sum += there < 0 ? 0 : then.frequency(there);
        }
        OptionalLong expected = period < 10 ? OptionalLong.of(sum) : OptionalLong.empty();
        assertEquals(expected, tracking.actualCumulative(period));
        assertEquals(
            period < 10 ? OptionalLong.of(sum - before) : OptionalLong.empty(),
            tracking.actualIncremental(period));
        before = sum;
      }
    }
  }

  @Test
  void whatIsRefused() {
    OrderLog log = orders(5, 100);
    CustomerBase cohort = CustomerBase.of(log);
    TimeSpan month = TimeSpan.of(1, PeriodUnit.MONTH);
    assertEquals(
        "step must be a whole number of days, at least one, but was 1.0 month",
        assertThrows(
                IllegalArgumentException.class,
                () -> CohortTracking.of(MODEL, cohort, month, START.plusDays(99)))
            .getMessage());
    assertEquals(
        "end must be 2021-01-10 or later for one period to be over, but was 2021-01-09",
        assertThrows(
                IllegalArgumentException.class,
                () -> CohortTracking.of(MODEL, cohort, WEEK, START.plusDays(5)))
            .getMessage());
    CustomerBase empty = CustomerBase.of(log, START.minusDays(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> CohortTracking.of(MODEL, empty, WEEK, START.plusDays(99)));
    OrderLog earlier =
        OrderLog.builderWithoutAmounts().add("0", (int) START.toEpochDay() - 3).build();
    CohortTracking tracking = CohortTracking.of(MODEL, cohort, WEEK, START.plusDays(99));
    assertEquals(
        "customer 0 must first order on 2021-01-04, but has an order on 2021-01-01",
        assertThrows(IllegalArgumentException.class, () -> tracking.withActual(earlier, START))
            .getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> tracking.expectedCumulative(14));
  }

  @Test
  void nothingObservedYet() {
    OrderLog log = orders(5, 100);
    CohortTracking tracking =
        CohortTracking.of(MODEL, CustomerBase.of(log), WEEK, START.plusDays(99))
            .withActual(log, START.minusDays(10));
    assertEquals(OptionalLong.empty(), tracking.actualCumulative(0));
  }
}
