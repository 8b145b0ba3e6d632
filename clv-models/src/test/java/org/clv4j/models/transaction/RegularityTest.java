package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Random;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegularityTest {
  private static final LocalDate END = LocalDate.of(2020, 1, 1);

  /** Days of purchases whose gaps are sums of {@code k} exponentials, about 1000 days long. */
  private static OrderLog simulated(int k) {
    Random random = new Random(5);
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    for (int customer = 0; customer < 4000; customer++) {
      double mean = 500 + random.nextInt(1000);
      double day = 0;
      int purchases = 3 + random.nextInt(4);
      for (int purchase = 0; purchase < purchases; purchase++) {
        log.add("c" + customer, (int) Math.round(day));
        for (int stage = 0; stage < k; stage++) {
          day -= Math.log(1 - random.nextDouble()) * mean / k;
        }
      }
    }
    return log.build();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void bothFindTheRegularityOfSimulatedCustomers(int k) {
    OrderLog log = simulated(k);
    // 4 000 pairs: a standard error of about k sqrt(2 / 4000), so four of them are 9 %.
    assertEquals(k, Regularity.ofLastPairs(log, END).orElseThrow(), 0.09 * k);
    CustomerBase base = CustomerBase.of(log, CustomerBase.Options.DEFAULT.withInterpurchaseTimes());
    CustomerSummaries data = CustomerSummaries.withInterpurchaseTimes(base, PeriodUnit.WEEK);
    assertEquals(k, Regularity.ofAllTimes(data).orElseThrow(), 0.09 * k);
  }

  @Test
  void aHandWorkedPair() {
    // The last three of the days 0, 4, 5, 8 by the 10th: M = 1/4, v = 1/16, k = (3/4) / (1/2).
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    for (int day : new int[] {8, 0, 5, 5, 4, 12, 8}) {
      log.add("a", day);
    }
    log.add("b", 1);
    LocalDate end = LocalDate.ofEpochDay(10);
    assertEquals(1.5, Regularity.ofLastPairs(log.build(), end).orElseThrow(), 1e-15);
    assertTrue(Regularity.ofLastPairs(log.build(), LocalDate.ofEpochDay(4)).isEmpty());
  }

  /** For pairs alone the likelihood is that of M ~ Beta(k, k); M = 1/4 or 3/4 in all. */
  @Test
  void aHandWorkedLikelihood() {
    double litt = Math.log(1) + Math.log(3);
    CustomerSummaries data = summaries(new int[] {2, 0}, new double[] {4, 0}, litt, 0);
    // digamma(2k) - digamma(k) = ln 4 - (ln 1 + ln 3) / 2 = 0.836988; solved with mpmath 1.3.0.
    assertEquals(1.9538947266061, Regularity.ofAllTimes(data).orElseThrow(), 1e-12);
    CustomerSummaries regular =
        summaries(new int[] {2, 1}, new double[] {4, 2}, 2 * Math.log(2), Math.log(2));
    assertTrue(Regularity.ofAllTimes(regular).isEmpty());
    CustomerSummaries nobody = summaries(new int[] {1, 0}, new double[] {4, 0}, Math.log(4), 0);
    assertTrue(Regularity.ofAllTimes(nobody).isEmpty());
  }

  private static CustomerSummaries summaries(int[] x, double[] tx, double... litt) {
    return CustomerSummaries.withInterpurchaseTimes(
        x, tx, new double[] {9, 9}, litt, null, PeriodUnit.WEEK);
  }

  @Test
  void withoutInterpurchaseTimesThereIsNoLikelihood() {
    CustomerSummaries plain =
        CustomerSummaries.of(
            new int[] {3}, new double[] {5}, new double[] {9}, null, PeriodUnit.WEEK);
    assertThrows(IllegalStateException.class, () -> Regularity.ofAllTimes(plain));
  }

  /**
   * BTYDplus 1.2.0 prints 1.82484356 and 0.98390401 for all days of both logs. It puts each pair in
   * random order and takes the variance about the mean found; ours is about 1/2, which needs no
   * order: the difference is of order 1/n, n being 779 and 736 pairs.
   */
  @Test
  @Tag("reference-data")
  void groceryAndCdnow() {
    LocalDate end = LocalDate.of(2007, 12, 30);
    double grocery = Regularity.ofLastPairs(ReferenceData.groceryLog(), end).orElseThrow();
    assertEquals(1.82484356, grocery, 2.0 / 779 * grocery);
    double cdnow = Regularity.ofLastPairs(ReferenceData.cdnowLog(), end).orElseThrow();
    assertEquals(0.98390401, cdnow, 2.0 / 736 * cdnow);
    CustomerBase base =
        CustomerBase.of(
            ReferenceData.groceryLog(), CustomerBase.Options.DEFAULT.withInterpurchaseTimes());
    CustomerSummaries all = CustomerSummaries.withInterpurchaseTimes(base, PeriodUnit.WEEK);
    // What points to k = 2, as the fits of CNBD-k do.
    assertEquals(2, Regularity.ofAllTimes(all).orElseThrow(), 0.1);
  }
}
