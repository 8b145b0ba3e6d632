package org.clv4j.segments.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AbsorbingChainTest {
  private static final MathContext DIGITS = new MathContext(60);

  /** Gambler's ruin: from k of n, k (n - k) steps at even odds. */
  @Test
  void aFairGameLastsAsLongAsItIsKnownTo() {
    int n = 50;
    double[][] moves = new double[n - 1][n - 1];
    double[] leaves = new double[n - 1];
    double[] steps = new double[n - 1];
    Arrays.fill(steps, 1);
    leaves[0] = 0.5;
    leaves[n - 2] = 0.5;
    for (int k = 0; k < n - 2; k++) {
      moves[k][k + 1] = 0.5;
      moves[k + 1][k] = 0.5;
    }
    double[] known = IntStream.range(1, n).mapToDouble(k -> k * (n - (double) k)).toArray();
    assertArrayEquals(known, AbsorbingChain.totals(names(n - 1), moves, leaves, steps), 1e-11);
  }

  /** Against Gauss in sixty digits, of chains that end in one of a billion steps. */
  @Test
  void noDigitIsLostWhereTheChainHardlyEnds() {
    Random random = new Random(5);
    for (int n = 1; n <= 8; n++) {
      double[][] moves = new double[n][];
      double[] leaves = new double[n];
      double[] reward = random.doubles(n, 1, 10).toArray();
      for (int i = 0; i < n; i++) {
        moves[i] = random.doubles(n, 0, 1).toArray();
        leaves[i] = i == 0 ? 1e-9 * random.nextDouble() : 0;
        double all = Arrays.stream(moves[i]).sum() + leaves[i];
        for (int j = 0; j < n; j++) {
          moves[i][j] /= all;
        }
        leaves[i] /= all;
      }
      double[] exact = exact(moves, leaves, reward);
      double[] found = AbsorbingChain.totals(names(n), moves, leaves, reward);
      for (int i = 0; i < n; i++) {
        assertEquals(exact[i], found[i], 1e-13 * exact[i], "state " + i + " of " + n);
      }
    }
  }

  private static List<String> names(int n) {
    return IntStream.range(0, n).mapToObj(Integer::toString).toList();
  }

  /** Of (leaves + moves to others) x(i) - the sum of moves to others times their x = reward. */
  private static double[] exact(double[][] moves, double[] leaves, double[] reward) {
    int n = leaves.length;
    BigDecimal[][] a = new BigDecimal[n][n + 1];
    for (int i = 0; i < n; i++) {
      a[i][n] = new BigDecimal(reward[i]);
      a[i][i] = new BigDecimal(leaves[i]);
      for (int j = 0; j < n; j++) {
        if (j != i) {
          a[i][j] = new BigDecimal(-moves[i][j]);
          a[i][i] = a[i][i].subtract(a[i][j]);
        }
      }
    }
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        if (i != k) {
          BigDecimal factor = a[i][k].divide(a[k][k], DIGITS);
          for (int j = k; j <= n; j++) {
            a[i][j] = a[i][j].subtract(factor.multiply(a[k][j], DIGITS), DIGITS);
          }
        }
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = a[i][n].divide(a[i][i], DIGITS).doubleValue();
    }
    return x;
  }

  @Test
  void whoNeverLeavesIsNamed() {
    double[][] moves = {{0.5, 0.2, 0}, {0, 0.5, 0.5}, {0, 1, 0}};
    double[] reward = {1, 1, 1};
    ArithmeticException told =
        assertThrows(
            ArithmeticException.class,
            () ->
                AbsorbingChain.totals(
                    List.of("a", "b", "c"), moves, new double[] {0.3, 0, 0}, reward));
    assertEquals("customers in b never leave for good", told.getMessage());
    assertThrows(
        ArithmeticException.class,
        () ->
            AbsorbingChain.totals(
                List.of("a"), new double[1][1], new double[] {1e-300}, new double[] {1e10}));
    assertEquals(
        0, AbsorbingChain.totals(List.of(), new double[0][], new double[0], new double[0]).length);
  }
}
