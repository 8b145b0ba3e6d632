package org.clv4j.segments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The hypergeometric tail against exact counts of ways. */
class TailsTest {
  private static BigInteger choose(int n, int k) {
    BigInteger ways = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return ways;
  }

  private static double exact(int found, int drawn, int marked, int all) {
    BigInteger ways = BigInteger.ZERO;
    for (int x = found; x <= Math.min(drawn, marked); x++) {
      ways = ways.add(choose(marked, x).multiply(choose(all - marked, drawn - x)));
    }
    return new BigDecimal(ways)
        .divide(new BigDecimal(choose(all, drawn)), MathContext.DECIMAL64)
        .doubleValue();
  }

  @Property
  void theTailIsTheShareOfTheWays(
      @ForAll @IntRange(min = 1, max = 300) int all,
      @ForAll @IntRange(max = 300) int marked,
      @ForAll @IntRange(max = 300) int drawn,
      @ForAll @IntRange(max = 300) int found) {
    int k = Math.min(marked, all);
    int n = Math.min(drawn, all);
    int least = Math.max(0, n + k - all);
    int x = least + found % (Math.min(n, k) - least + 1);
    double expected = exact(x, n, k, all);
    double tail = Tails.hypergeometric(x, n, k, all);
    // Logs of up to 200, so that two or three digits are lost.
    assertEquals(expected, tail, 1e-12 * expected + 1e-14 * (x <= (double) n * k / all ? 1 : 0));
  }

  @Test
  void theLadyTastingTea() {
    assertEquals(1.0 / 70, Tails.hypergeometric(4, 4, 4, 8), 1e-16);
    assertEquals(17.0 / 70, Tails.hypergeometric(3, 4, 4, 8), 1e-15);
    assertEquals(1, Tails.hypergeometric(0, 4, 4, 8));
  }

  /** Of a million baskets 100 are expected; the tail by whole numbers in Python 3. */
  @Test
  void manyBaskets() {
    double tail = Tails.hypergeometric(150, 10_000, 10_000, 1_000_000);
    assertEquals(1.45546386035099e-6, tail, 1e-10 * tail);
    assertEquals(0, Tails.hypergeometric(10_000, 10_000, 10_000, 1_000_000));
  }
}
