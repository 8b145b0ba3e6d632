package org.clv4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalTimes;
import org.junit.jupiter.api.Test;

class RetentionSectionTest {
  private static final LocalDate START = LocalDate.of(2022, 1, 1);
  private static final LocalDate END = START.plusDays(729);
  private static final int CUSTOMERS = 20_000;
  private static final int LONGEST_GAP = 60;

  /**
   * Customers who come on any day, order every 1 to 60 days and stay for an exponential time; what
   * they do after the end is known to the test alone.
   */
  private static final class Simulated {
    private final OrderLogBuilder orders = OrderLog.builder(Currency.getInstance("EUR"));
    private final int[] stayed = new int[CUSTOMERS];

    Simulated(long seed) {
      Random random = new Random(seed);
      for (int customer = 0; customer < CUSTOMERS; customer++) {
        int first = random.nextInt(700);
        double life = -250 * Math.log(1 - random.nextDouble());
        int age = 0;
        while (true) {
          if (first + age <= END.toEpochDay() - START.toEpochDay()) {
            orders.add("c" + customer, (int) START.toEpochDay() + first + age, 1000);
          }
          int next = age + 1 + random.nextInt(LONGEST_GAP);
          if (next > life) {
            break;
          }
          age = next;
        }
        stayed[customer] = age;
      }
    }

    double share(int days) {
      long longer = java.util.Arrays.stream(stayed).filter(stay -> stay > days).count();
      return (double) longer / CUSTOMERS;
    }
  }

  /** Whoever censors at the as-of day is more than a tenth too high after a year. */
  @Test
  void theSurvivalCurveIsThatOfTheLifetimes() {
    Simulated simulated = new Simulated(7);
    CustomerBase base = CustomerBase.of(simulated.orders.build(), END);
    KaplanMeier curve = KaplanMeier.of(RetentionSection.stays(base, LONGEST_GAP));
    for (int days : new int[] {0, 30, 90, 180, 365, 500}) {
      assertEquals(simulated.share(days), curve.survival(days), 0.015, days + " days");
    }
  }

  @Test
  void theSurvivalCurveEndsWhereNobodyIsKnownToHaveLeft() {
    OrderLogBuilder orders = OrderLog.builder(Currency.getInstance("EUR"));
    int start = (int) START.toEpochDay();
    // Gone on day 0, gone on day 20, there on day 95, and come too late to tell.
    orders.add("gone", start, 100);
    orders.add("later", start, 100).add("later", start + 20, 100);
    orders.add("there", start, 100).add("there", start + 95, 100);
    orders.add("young", start + 75, 100);
    CustomerBase base = CustomerBase.of(orders.build(), START.plusDays(100));
    SurvivalTimes times = RetentionSection.stays(base, 30);
    assertEquals(3, times.customers());
    assertEquals(2, times.events());
    KaplanMeier curve = KaplanMeier.of(times);
    assertEquals(70, curve.lastTime());
    assertEquals(1.0 / 3, curve.survival(70), 1e-12);
  }

  /** Of April 2022, with 30 days to wait, the last period that is known is March. */
  @Test
  void theRetentionCurveIsOfCohortsOfWhichAllIsKnown() {
    OrderLogBuilder orders = OrderLog.builder(Currency.getInstance("EUR"));
    for (int customer = 0; customer < 4; customer++) {
      orders.add("jan" + customer, epoch(1, 10), 100);
      orders.add("feb" + customer, epoch(2, 10), 100);
    }
    orders.add("jan0", epoch(3, 5), 100);
    orders.add("jan1", epoch(2, 5), 100);
    orders.add("feb0", epoch(4, 25), 100);
    LocalDate asOf = LocalDate.of(2022, 4, 30);
    CohortTable cohorts =
        CohortTable.of(CustomerOrders.of(orders.build()), CohortOptions.asOf(asOf));
    // Period 0: both; 1: 2 of 4 and 1 of 4; 2: 1 of 4 of January; 3 is April, which is not known.
    assertEquals(
        List.of(1.0, 3.0 / 8, 1.0 / 4), RetentionSection.shares(cohorts, asOf.minusDays(30)));
    assertEquals(
        List.of(1.0, 2.0 / 4), RetentionSection.shares(cohorts, LocalDate.of(2022, 3, 30)));
  }

  private static int epoch(int month, int day) {
    return (int) LocalDate.of(2022, month, day).toEpochDay();
  }

  @Test
  void aShortHistorySaysWhatIsMissing() throws Exception {
    OrderLogBuilder orders = OrderLog.builder(Currency.getInstance("EUR"));
    orders.add("a", epoch(1, 3), 100).add("a", epoch(1, 8), 100).add("b", epoch(1, 4), 100);
    OrderLog log = orders.build();
    StringBuilder page = new StringBuilder();
    HtmlReport.of(
            RfmTable.of(CustomerBase.of(log, LocalDate.of(2022, 1, 12))), SampleReport.source())
        .withOrders(CustomerOrders.of(log))
        .write(page);
    assertTrue(
        page.toString()
            .contains(
                "No retention curve: no cohort has a whole period after its first by Jan 7, 2022"),
        page.toString());
    assertTrue(page.toString().contains("chart-survival-curve"));
  }
}
