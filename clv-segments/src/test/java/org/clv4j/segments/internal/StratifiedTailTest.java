package org.clv4j.segments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The tail of sums of hypergeometric variables against exact counts of ways. */
class StratifiedTailTest {
  private static BigInteger choose(int n, int k) {
    if (k > n) {
      return BigInteger.ZERO;
    }
    BigInteger ways = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return ways;
  }

  /** The ways to find each sum. */
  private static BigInteger[] ways(int[] drawn, int[] marked, int[] all) {
    BigInteger[] ways = {BigInteger.ONE};
    for (int s = 0; s < all.length; s++) {
      int most = Math.min(drawn[s], marked[s]);
      BigInteger[] more = new BigInteger[ways.length + most];
      Arrays.fill(more, BigInteger.ZERO);
      for (int x = 0; x <= most; x++) {
        BigInteger here = choose(marked[s], x).multiply(choose(all[s] - marked[s], drawn[s] - x));
        for (int i = 0; i < ways.length; i++) {
          more[i + x] = more[i + x].add(ways[i].multiply(here));
        }
      }
      ways = more;
    }
    return ways;
  }

  private static double share(BigInteger part, BigInteger whole) {
    return new BigDecimal(part).divide(new BigDecimal(whole), MathContext.DECIMAL64).doubleValue();
  }

  /** Up to 120 in each of up to six strata, so that the smallest tails are of 1e-200. */
  @Property(tries = 500)
  void theTailIsTheShareOfTheWays(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int strata) {
    SplittableRandom random = new SplittableRandom(seed);
    int scale = 1 + random.nextInt(120);
    int[] all = random.ints(strata, 1, scale + 1).toArray();
    int[] drawn = Arrays.stream(all).map(n -> random.nextInt(n + 1)).toArray();
    int[] marked = Arrays.stream(all).map(n -> random.nextInt(n + 1)).toArray();
    BigInteger[] ways = ways(drawn, marked, all);
    BigInteger whole = Arrays.stream(ways).reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger above = BigInteger.ZERO;
    for (int found = ways.length - 1; found >= 0; found--) {
      above = above.add(ways[found]);
      double expected = share(above, whole);
      double tail = StratifiedTail.of(found, drawn, marked, all);
      assertEquals(expected, tail, 1e-12 * expected, "found: " + found);
      assertEquals(tail, StratifiedTail.of(found, marked, drawn, all));
    }
    assertEquals(0, StratifiedTail.of(ways.length, drawn, marked, all));
    assertEquals(1, StratifiedTail.of(0, drawn, marked, all));
  }

  /** Fisher's test, and the same twice over: of 4900 ways 33 find seven or more, and one eight. */
  @Test
  void theLadyTastingTea() {
    int[] four = {4};
    int[] eight = {8};
    assertEquals(1.0 / 70, StratifiedTail.of(4, four, four, eight), 1e-16);
    assertEquals(17.0 / 70, StratifiedTail.of(3, four, four, eight), 1e-15);
    int[] twice = {4, 4};
    int[] both = {8, 8};
    assertEquals(1.0 / 4900, StratifiedTail.of(8, twice, twice, both), 1e-18);
    assertEquals(33.0 / 4900, StratifiedTail.of(7, twice, twice, both), 1e-16);
  }

  @Test
  void whatCannotBeOtherwiseTellsNothing() {
    // The second stratum has three in any case, the third and the fourth none.
    int[] drawn = {4, 3, 5, 0};
    int[] marked = {4, 5, 0, 7};
    int[] all = {8, 5, 9, 7};
    assertEquals(17.0 / 70, StratifiedTail.of(6, drawn, marked, all), 1e-15);
    assertEquals(1, StratifiedTail.of(3, drawn, marked, all));
    assertEquals(0, StratifiedTail.of(8, drawn, marked, all));
    assertEquals(1, StratifiedTail.of(0, new int[0], new int[0], new int[0]));
  }

  /** Of a million 100 are expected; the tail by whole numbers in Python 3. */
  @Test
  void manyOfAMillion() {
    int[] tenThousand = {10_000};
    int[] million = {1_000_000};
    double tail = StratifiedTail.of(150, tenThousand, tenThousand, million);
    assertEquals(1.45546386035099e-6, tail, 1e-12 * tail);
    assertEquals(0, StratifiedTail.of(10_000, tenThousand, tenThousand, million));
    // About as many as expected, with margins of thousands in each of forty strata.
    int[] drawn = new int[40];
    int[] marked = new int[40];
    int[] all = new int[40];
    Arrays.fill(drawn, 5_000);
    Arrays.fill(marked, 8_000);
    Arrays.fill(all, 25_000);
    double even = StratifiedTail.of(40 * 1_600, drawn, marked, all);
    assertTrue(even > 0.5 && even < 0.51, "even: " + even);
  }
}
