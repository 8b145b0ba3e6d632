package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {
  private static final int BINS = 50;
  private static final int DRAWS = 100_000;

  /** Chi-square has 49 degrees of freedom, so mean 49 and variance 98: 5 deviations are 98.5. */
  private static final double FIVE_DEVIATIONS = 49 + 5 * Math.sqrt(98);

  /** SplittableRandom of the JDK is SplitMix64. */
  @Test
  void mixingIsThatOfSplitMix64() {
    for (long seed : new long[] {0, 1, -1, 1234567890123456789L}) {
      assertEquals(new SplittableRandom(seed).nextLong(), Draws.mix(seed + 0x9E3779B97F4A7C15L));
    }
  }

  @Test
  void generatorIsTheXoshiroOfTheJdk() {
    // The JDK extends the sign of each byte of the seed: none here is above 0x7f.
    long[] state = {0x0123456701234567L, 0x7654321076543210L, 0x1122334455667700L, 1};
    ByteBuffer bytes = ByteBuffer.allocate(32);
    for (long word : state) {
      bytes.putLong(word);
    }
    RandomGenerator jdk = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(bytes.array());
    Draws draws = new Draws(state[0], state[1], state[2], state[3]);
    for (int i = 0; i < 1000; i++) {
      assertEquals(jdk.nextLong(), draws.next());
    }
  }

  /** Values mapped by their distribution function must be uniform. */
  private static void assertUniform(
      DoubleUnaryOperator distribution, java.util.function.ToDoubleFunction<Draws> draw) {
    Draws draws = Draws.of(20261126, 1, Draws.TIMES);
    int[] counts = new int[BINS];
    for (int i = 0; i < DRAWS; i++) {
      double u = distribution.applyAsDouble(draw.applyAsDouble(draws));
      counts[Math.min(BINS - 1, (int) (u * BINS))]++;
    }
    double expected = (double) DRAWS / BINS;
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    assertTrue(chiSquare < FIVE_DEVIATIONS, "chi-square: " + chiSquare);
  }

  @Test
  void uniformAndExponential() {
    assertUniform(u -> u, Draws::uniform);
    assertUniform(x -> -Math.expm1(-x), Draws::exponential);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.243, 0.9999, 1, 2.5, 40, 10_000})
  void gammaDistribution(double shape) {
    assertUniform(x -> RegularizedGamma.P.value(shape, x), draws -> draws.gamma(shape));
    assertUniform(
        x -> RegularizedGamma.P.value(shape, Math.exp(x)), draws -> draws.logOfGamma(shape));
  }

  @ParameterizedTest
  @CsvSource({"0.793, 2.426", "0.1, 0.3", "1, 1", "30, 4"})
  void betaDistribution(double a, double b) {
    assertUniform(p -> RegularizedBeta.value(p, a, b), draws -> draws.beta(a, b));
  }

  /** Mean and variance k, and mean 1/(a+b) a; 100 000 draws, within 5 standard errors. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.5, 3, 200})
  void moments(double shape) {
    Draws draws = Draws.of(7, 3, Draws.AMOUNTS);
    double sum = 0;
    double squares = 0;
    double betas = 0;
    for (int i = 0; i < DRAWS; i++) {
      double x = draws.gamma(shape);
      sum += x;
      squares += (x - shape) * (x - shape);
      betas += draws.beta(shape, 2);
    }
    double n = DRAWS;
    assertEquals(shape, sum / n, 5 * Math.sqrt(shape / n));
    // The fourth central moment of Gamma(k) is 3 k^2 + 6 k.
    double errorOfVariance = Math.sqrt((2 * shape * shape + 6 * shape) / n);
    assertEquals(shape, squares / n, 5 * errorOfVariance);
    double mean = shape / (shape + 2);
    double variance = mean * (1 - mean) / (shape + 3);
    assertEquals(mean, betas / n, 5 * Math.sqrt(variance / n));
  }

  /** Each count as often as the binomial distribution says, within 5 standard errors. */
  @ParameterizedTest
  @CsvSource({"5, 0.3", "7, 0.9", "60, 0.5", "400, 0.97", "1, 0.5"})
  void binomialDistribution(int n, double p) {
    Draws draws = Draws.of(7, 3, Draws.SAMPLE);
    int[] counts = new int[n + 1];
    for (int i = 0; i < DRAWS; i++) {
      counts[(int) draws.binomial(n, p)]++;
    }
    for (int k = 0; k <= n; k++) {
      double log =
          LogGamma.value(n + 1.0)
              - LogGamma.value(k + 1.0)
              - LogGamma.value(n - k + 1.0)
              + k * Math.log(p)
              + (n - k) * Math.log1p(-p);
      double expected = DRAWS * Math.exp(log);
      assertEquals(expected, counts[k], 5 * Math.sqrt(expected) + 1, "k = " + k);
    }
  }

  /** Mean n p and variance n p (1 - p), of a thousand million. */
  @Test
  void binomialOfMany() {
    Draws draws = Draws.of(7, 4, Draws.SAMPLE);
    long n = 1_000_000_000;
    double variance = n * 0.2 * 0.8;
    int times = 20_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < times; i++) {
      double off = draws.binomial(n, 0.2) - 0.2 * n;
      sum += off;
      squares += off * off;
    }
    assertEquals(0, sum / times, 5 * Math.sqrt(variance / times));
    assertEquals(1, squares / times / variance, 5 * Math.sqrt(2.0 / times));
    assertEquals(0, draws.binomial(0, 0.5));
    assertEquals(n, draws.binomial(n, 1));
    assertEquals(0, draws.binomial(n, 0));
  }

  /** Shapes so small that the gamma variable itself underflows. */
  @Test
  void tinyShapes() {
    Draws draws = Draws.of(1, 1, Draws.TIMES);
    for (int i = 0; i < 1000; i++) {
      double log = draws.logOfGamma(1e-6);
      assertTrue(Double.isFinite(log) && log < 10);
      double p = draws.beta(1e-6, 1e-6);
      assertTrue(p >= 0 && p <= 1);
      assertTrue(draws.gamma(1e-6) >= 0);
      assertEquals(1, draws.gamma(1e12) / 1e12, 1e-5);
    }
  }

  /** 64-bit numbers: among 400 000 two equal ones have odds of 1 to 200 million. */
  @Test
  void noTwoCustomersSeedsOrPurposesAreAlike() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (long customer = 1; customer <= 5000; customer++) {
        for (int purpose = 0; purpose < 3; purpose++) {
          Draws draws = Draws.of(seed, customer, purpose);
          draws.next();
          seen.add(draws.next());
        }
      }
    }
    assertEquals(20 * 5000 * 3, seen.size());
  }
}
