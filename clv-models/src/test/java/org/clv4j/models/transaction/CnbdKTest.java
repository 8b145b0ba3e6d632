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
    assertEquals(1, 1);
  }
}
