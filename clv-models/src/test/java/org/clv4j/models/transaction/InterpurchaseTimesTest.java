package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.junit.jupiter.api.Test;

/** litt in customer summaries. */
class InterpurchaseTimesTest {

  private static OrderLog log() {
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    for (int day : new int[] {0, 14, 35, 70}) {
      log.add("a", day);
      log.add("b", day);
    }
    for (int day : new int[] {0, 7, 35, 70}) {
      log.add("c", day);
    }
    log.add("d", 56);
    return log.build();
  }

  @Test
  void rowsThatDifferInItOnlyStayApart() {
    CustomerBase base =
        CustomerBase.of(log(), CustomerBase.Options.DEFAULT.withInterpurchaseTimes());
    CustomerSummaries weeks = CustomerSummaries.withInterpurchaseTimes(base, PeriodUnit.WEEK);
    assertTrue(weeks.hasInterpurchaseTimes());
    assertTrue(weeks.wholeDays());
    assertEquals(3, weeks.rows());
    assertEquals(4, weeks.customers());
    // Gaps of 2, 3 and 5 weeks, and of 1, 4 and 5: rounded to 2^-44 each, then shifted by 3 ln 7.
    assertEquals(0, weeks.sumOfLogInterpurchaseTimes(0), 0);
    assertEquals(Math.log(20), weeks.sumOfLogInterpurchaseTimes(1), 2e-13);
    assertEquals(1, weeks.weight(1));
    assertEquals(Math.log(30), weeks.sumOfLogInterpurchaseTimes(2), 2e-13);
    assertEquals(2, weeks.weight(2));
    CustomerSummaries plain = CustomerSummaries.of(base, PeriodUnit.WEEK);
    assertEquals(2, plain.rows());
    assertFalse(plain.hasInterpurchaseTimes());
    assertThrows(IllegalStateException.class, () -> plain.sumOfLogInterpurchaseTimes(0));
    CustomerBase without = CustomerBase.of(log());
    assertThrows(
        IllegalStateException.class,
        () -> CustomerSummaries.withInterpurchaseTimes(without, PeriodUnit.WEEK));
  }

  @Test
  void theUnitChangesLikelihoodsByTheDensityOnly() {
    CustomerBase base =
        CustomerBase.of(log(), CustomerBase.Options.DEFAULT.withInterpurchaseTimes());
    CustomerSummaries weeks = CustomerSummaries.withInterpurchaseTimes(base, PeriodUnit.WEEK);
    CustomerSummaries days = CustomerSummaries.withInterpurchaseTimes(base, PeriodUnit.DAY);
    double week = new BgCnbdK(3, .8, 1.4, .8, 2.4, PeriodUnit.WEEK).logLikelihood(weeks);
    double day = new BgCnbdK(3, .8, 9.8, .8, 2.4, PeriodUnit.DAY).logLikelihood(days);
    assertEquals(week - 9 * Math.log(7), day, 1e-11);
  }

  @Test
  void sumsThatCannotBeAreRefused() {
    // Three gaps that sum to 6 have a product of 8 at most; a single one is known. Each log may be
    // rounded to two decimals.
    assertMessage("row 0: sum of logs", 3, 6, Math.log(8) + 0.031);
    assertEquals(1, one(3, 6, Math.log(8) + 0.015).rows());
    assertEquals(1, one(1, 6, 1.79).rows());
    assertMessage("must be at most", 3, 6, Double.NaN);
    assertMessage("must be at most", 3, 6, Double.NEGATIVE_INFINITY);
    assertMessage("for frequency 1", 1, 6, Math.log(5));
    assertMessage("must be 0.0 for frequency 0", 0, 0, 1e-3);
    assertEquals(1, one(3, 6, Math.log(8)).rows());
    IllegalArgumentException lengths =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                CustomerSummaries.withInterpurchaseTimes(
                    new int[2], new double[2], new double[2], new double[1], null, PeriodUnit.DAY));
    assertTrue(String.valueOf(lengths.getMessage()).contains("1 sums of logs"));
  }

  private static CustomerSummaries one(int x, double recency, double litt) {
    return CustomerSummaries.withInterpurchaseTimes(
        new int[] {x},
        new double[] {recency},
        new double[] {10},
        new double[] {litt},
        null,
        PeriodUnit.WEEK);
  }

  private static void assertMessage(String part, int x, double recency, double litt) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> one(x, recency, litt));
    assertTrue(String.valueOf(error.getMessage()).contains(part), error.getMessage());
  }
}
