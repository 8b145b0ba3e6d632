package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;

class CnbdKTest {
  private static final BgCnbdK BG = new BgCnbdK(3, .85, 1.45, .79, 2.42, PeriodUnit.WEEK);
  private static final MbgCnbdK MBG = new MbgCnbdK(3, .85, 1.45, .79, 2.42, PeriodUnit.WEEK);

  @Test
  void quick() {
    double litt = Math.log(10) + Math.log(20);
    System.out.println(
        BG.logLikelihood(2, 30, 40, litt) + " " + MBG.logLikelihood(2, 30, 40, litt));
    System.out.println(BG.logLikelihood(0, 0, 40, 0) + " " + MBG.logLikelihood(0, 0, 40, 0));
    System.out.println(BG.probabilityAlive(2, 30, 40) + " " + MBG.probabilityAlive(2, 30, 40));
    for (CnbdK m : java.util.List.of(BG, MBG)) {
      System.out.println(m.expectedPurchases(28) + " " + m.expectedPurchases(2, 30, 40, 28));
      for (int n = 0; n < 7; n++) {
        System.out.print(m.probabilityOfPurchases(n, 28) + " ");
      }
      System.out.println();
      System.out.println(
          m.discountedExpectedResidualTransactions(2, 30, 40, .0027)
              + " "
              + m.discountedExpectedResidualTransactions(2, 30, 40, .0027, 20000)
              + " "
              + m.discountedExpectedResidualTransactions(2, 30, 40, .0027, 52));
      System.out.println(
          m.discountedExpectedResidualTransactions(0, 0, 0, .0027)
              + " "
              + m.discountedExpectedResidualTransactions(0, 0, 0, .0027, 20000));
      System.out.println(
          m.probabilityAlive(2, 30, 40, 52)
              + " "
              + m.expectedTransactionRate(2, 30, 40)
              + " "
              + m.expectedTimeToNextPurchase(2, 30, 40));
      for (int lim : new int[] {256, 1024, 4096, 1 << 16}) {
        CnbdCounts c = new CnbdCounts(3, .79, 4.42, 1.45, 5000, true, lim);
        CnbdCounts d = new CnbdCounts(3, .79, 4.42, 1.45, 5000, false, lim);
        System.out.println(
            lim
                + " "
                + c.given(1, 1.85)
                + " "
                + d.given(1, 1.85)
                + " "
                + c.given(1, 31.85)
                + " "
                + d.given(1, 31.85));
      }
    }
    CustomerSummaries g =
        CustomerSummaries.withInterpurchaseTimes(
            org.clv4j.core.customer.CustomerBase.of(
                ReferenceData.groceryLog(),
                org.clv4j.core.customer.CustomerBase.Options.DEFAULT
                    .withAsOf(java.time.LocalDate.of(2006, 12, 31))
                    .withInterpurchaseTimes()),
            PeriodUnit.WEEK);
    CustomerSummaries g2 =
        CustomerSummaries.of(
            org.clv4j.core.customer.CustomerBase.of(
                ReferenceData.groceryLog(), java.time.LocalDate.of(2006, 12, 31)),
            PeriodUnit.WEEK);
    for (CustomerSummaries d : java.util.List.of(g, g2, ReferenceData.cdnowWeeks())) {
      System.out.println(Nbd.fit(d));
      for (int k = 1; k < 5; k++) {
        var f = BgCnbdK.fit(d, k);
        System.out.println(
            f.model()
                + " "
                + f.logLikelihood()
                + " "
                + f.evaluations()
                + " "
                + f.gradientNorm()
                + f.standardErrors()
                + f.warnings());
        var h = MbgCnbdK.fit(d, k);
        System.out.println(
            h.model() + " " + h.logLikelihood() + " " + h.evaluations() + " " + h.gradientNorm());
        double sum = 0;
        long t0 = System.nanoTime();
        for (int i = 0; i < d.rows(); i++) {
          sum +=
              d.weight(i) * f.model().expectedPurchases(d.frequency(i), d.recency(i), d.age(i), 52);
        }
        long t1 = System.nanoTime();
        double sum2 = 0;
        for (int i = 0; i < d.rows(); i++) {
          sum2 +=
              d.weight(i) * h.model().expectedPurchases(d.frequency(i), d.recency(i), d.age(i), 52);
        }
        System.out.println(
            "CET " + sum + " " + sum2 + " " + (t1 - t0) / 1e6 / d.rows() + " us/1000");
      }
      System.out.println(BgCnbdK.fit(d).parameters() + " " + MbgCnbdK.fit(d).parameters());
    }
    assertEquals(1, 1);
  }
}
