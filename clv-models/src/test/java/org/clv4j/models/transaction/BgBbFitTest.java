package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BgBbFitTest {
  /** Expected counts of a known model: the maximum is that model, both errors agree. */
  @Test
  void expectedCountsGiveTheModelBack() {
    BgBb truth = new BgBb(1.5, 2, 0.8, 4);
    int n = 8;
    int[] x = new int[37];
    int[] tx = new int[37];
    int[] all = new int[37];
    double[] weight = new double[37];
    all[0] = n;
    weight[0] = 1e6 * Math.exp(truth.logLikelihood(0, 0, n));
    int row = 1;
    for (int t = 1; t <= n; t++) {
      double ways = 1;
      for (int k = 1; k <= t; k++) {
        x[row] = k;
        tx[row] = t;
        all[row] = n;
        weight[row++] = 1e6 * ways * Math.exp(truth.logLikelihood(k, t, n));
        ways *= (double) (t - k) / k;
      }
    }
    FitResult<BgBb> fit = BgBb.fit(OpportunityHistories.of(x, tx, all, weight));
    // the stopping rule of 1e-9 in LL allows about 1e-5 of a standard error, itself 1e-2
    assertEquals(1.5, fit.model().alpha(), 1e-6);
    assertEquals(2, fit.model().beta(), 1e-6);
    assertEquals(0.8, fit.model().gamma(), 1e-6);
    assertEquals(4, fit.model().delta(), 1e-5);
    double[] plain = errors(fit.standardErrors());
    assertTrue(plain.length == 4 && plain[3] > 0, fit.toString());
    assertArrayEquals(plain, errors(fit.sandwichErrors()), 1e-6);
  }

  private static double[] errors(Map<String, Double> byName) {
    return byName.values().stream().mapToDouble(error -> error).toArray();
  }

  @Test
  void groupedEqualsExpandedInAnyOrder() {
    OpportunityHistories grouped =
        OpportunityHistories.of(
            new int[] {1, 0, 3, 2, 2},
            new int[] {2, 0, 3, 2, 3},
            new int[] {4, 4, 4, 4, 4},
            new double[] {3, 5, 4, 2, 3});
    int[] x = {0, 0, 2, 2, 3, 3, 1, 1, 1, 3, 3, 0, 0, 0, 2, 2, 2};
    int[] tx = {0, 0, 2, 2, 3, 3, 2, 2, 2, 3, 3, 0, 0, 0, 3, 3, 3};
    int[] n = new int[x.length];
    java.util.Arrays.fill(n, 4);
    OpportunityHistories expanded = OpportunityHistories.of(x, tx, n, null);
    assertEquals(5, expanded.rows());
    assertEquals(17, expanded.customers());
    for (int row = 0; row < 5; row++) {
      assertEquals(grouped.weight(row), expanded.weight(row));
    }
    assertEquals(BgBb.fit(grouped), BgBb.fit(expanded));
  }

  @Test
  void threadsChangeNoBit() {
    int rows = 20_000;
    int[] x = new int[rows];
    int[] tx = new int[rows];
    int[] n = new int[rows];
    double[] weight = new double[rows];
    for (int row = 0; row < rows; row++) {
      n[row] = 200 + row % 7;
      tx[row] = 190 + row % 11 - row % 3;
      x[row] = 1 + (int) (row * 7919L % tx[row]);
      weight[row] = 1 + row % 5;
    }
    OpportunityHistories data = OpportunityHistories.of(x, tx, n, weight);
    assertTrue(data.rows() > 4 * 256, "" + data.rows());
    assertEquals(BgBb.fit(data), BgBb.fit(data, FitOptions.DEFAULT.withThreads(4)));
  }

  @Test
  void whatCannotBeIsRefused() {
    refused("histories must not be empty", () -> histories(new int[0], new int[0], new int[0]));
    refused("had 1 frequencies, 2 recencies", () -> histories(1, new int[] {1, 2}, 3));
    refused("row 0: recency must be between 0 and 3, but was 4", () -> histories(1, 4, 3));
    refused("row 0: frequency must be between 1 and 2", () -> histories(0, 2, 3));
    refused("but was 3", () -> histories(3, 2, 3));
    refused(
        "row 0: weight must be between 1.0E-100 and 1.0E100, but was -1.0",
        () ->
            OpportunityHistories.of(
                new int[] {1}, new int[] {1}, new int[] {1}, new double[] {-1}));
    refused("at least two customers", () -> BgBb.fit(histories(1, 1, 3)));
    refused(
        "row 0: opportunities must be between 0 and 1000000, but was 1000001",
        () -> histories(1, 1, 1_000_001));
    int[] zeros = {0, 0};
    refused("nobody did", () -> BgBb.fit(histories(zeros, zeros, new int[] {3, 3})));
    int[] ones = {1, 1};
    refused("two opportunities or more", () -> BgBb.fit(histories(ones, ones, ones)));
  }

  private static OpportunityHistories histories(int x, int tx, int n) {
    return histories(x, new int[] {tx}, n);
  }

  private static OpportunityHistories histories(int x, int[] tx, int n) {
    return histories(new int[] {x}, tx, new int[] {n});
  }

  private static OpportunityHistories histories(int[] x, int[] tx, int[] n) {
    return OpportunityHistories.of(x, tx, n, null);
  }

  private static void refused(String part, Executable call) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    assertTrue(message.contains(part), message);
  }
}
