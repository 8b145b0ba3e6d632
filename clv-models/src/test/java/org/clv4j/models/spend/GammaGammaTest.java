package org.clv4j.models.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.Quadrature;
import org.junit.jupiter.api.Test;

class GammaGammaTest {
  private static final GammaGamma CDNOW = new GammaGamma(6.25, 3.74, 15.44);

  /** 60-digit values; the file says how they were made. Errors are relative to max(1, |value|). */
  @Test
  void logLikelihoodAgainstManyDigits() throws IOException {
    int rows = 0;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    GammaGammaTest.class.getResourceAsStream("gamma-gamma-reference.csv")),
                StandardCharsets.UTF_8))) {
      for (String line : (Iterable<String>) reader.lines()::iterator) {
        if (line.startsWith("#")) {
          continue;
        }
        String[] f = line.split(",", -1);
        GammaGamma model =
            new GammaGamma(
                Double.parseDouble(f[0]), Double.parseDouble(f[1]), Double.parseDouble(f[2]));
        double expected = Double.parseDouble(f[5]);
        double found = model.logLikelihood(Integer.parseInt(f[3]), Double.parseDouble(f[4]));
        assertEquals(expected, found, 1e-12 * Math.max(1, Math.abs(expected)), line);
        rows++;
      }
    }
    assertEquals(132, rows);
  }

  /** In u = ln z the density falls at least as e^-|u/2|: to 1e-13 at 60 on either side. */
  @Property(tries = 100)
  void densityIntegratesToOne(
      @ForAll @DoubleRange(min = 0.5, max = 30) double p,
      @ForAll @DoubleRange(min = 1.1, max = 30) double q,
      @ForAll @IntRange(min = 1, max = 30) int x) {
    GammaGamma model = new GammaGamma(p, q, 10);
    assertEquals(1, integral(z -> Math.exp(model.logLikelihood(x, z))), 1e-10);
  }

  /** By Bayes: the mean of p / nu, nu ~ Gamma(p x + q, gamma + x z), integrated. */
  @Property(tries = 100)
  void expectedSpendIsThePosteriorMean(
      @ForAll @DoubleRange(min = 0.5, max = 30) double p,
      @ForAll @DoubleRange(min = 3, max = 30) double q,
      @ForAll @IntRange(min = 0, max = 30) int x,
      @ForAll @DoubleRange(min = 0.1, max = 1000) double z) {
    GammaGamma model = new GammaGamma(p, q, 10);
    double shape = p * x + q;
    double rate = 10 + x * z;
    // nu = t shape / rate, so that the largest value is near 1.
    DoubleUnaryOperator scaled = t -> Math.exp(shape * (Math.log(t) - t + 1)) / t;
    double mass = integral(scaled);
    double mean = integral(t -> scaled.applyAsDouble(t) * p / (t * shape / rate)) / mass;
    assertEquals(mean, model.expectedSpend(x, z), 1e-10 * mean);
  }

  private static double integral(DoubleUnaryOperator f) {
    double sum = 0;
    for (int panel = -240; panel < 240; panel++) {
      sum +=
          Quadrature.panel(
              u -> Math.exp(u) * f.applyAsDouble(Math.exp(u)), panel * 0.25, (panel + 1) * 0.25);
    }
    return sum;
  }

  @Property
  void spendIsTheCustomersOwnMeanDrawnTowardsThatOfThePopulation(
      @ForAll @DoubleRange(min = -6, max = 6) double logP,
      @ForAll @DoubleRange(min = -6, max = 6) double logOfQLessOne,
      @ForAll @DoubleRange(min = -6, max = 6) double logGamma,
      @ForAll @IntRange(min = 0, max = 10_000) int x,
      @ForAll @DoubleRange(min = 0.01, max = 1e7) double z) {
    GammaGamma model =
        new GammaGamma(Math.pow(10, logP), 1 + Math.pow(10, logOfQLessOne), Math.pow(10, logGamma));
    double mean = model.populationMean().orElseThrow();
    double w = model.weightOfOwnMean(x);
    double spend = model.expectedSpend(x, z);
    assertEquals(w * z + (1 - w) * mean, spend, 1e-9 * Math.max(z, mean));
    assertTrue(spend >= Math.min(z, mean) * (1 - 1e-15), "spend: " + spend);
    assertTrue(spend <= Math.max(z, mean) * (1 + 1e-15) || x == 0, "spend: " + spend);
  }

  @Test
  void oneTimeBuyersGetTheMeanOfThePopulation() {
    assertEquals(6.25 * 15.44 / 2.74, CDNOW.populationMean().orElseThrow(), 1e-14 * 35);
    assertEquals(CDNOW.populationMean().orElseThrow(), CDNOW.expectedSpend(0, 99), 1e-14 * 35);
    assertEquals(CDNOW.expectedSpend(0, 0), CDNOW.expectedSpend(0, Double.NaN));
    assertEquals(0, CDNOW.weightOfOwnMean(0));
    // reference/models.md section 5, printed to 8 decimals.
    assertEquals(35.02791996, CDNOW.expectedSpend(3, 35), 5.1e-9);
  }

  /** E of (p / nu)^2 - mean^2 over nu ~ Gamma(q, gamma), by quadrature. */
  @Test
  void standardDeviationOfThePopulation() {
    double q = CDNOW.q();
    DoubleUnaryOperator density = t -> Math.exp(q * (Math.log(t) - t + 1)) / t;
    double mass = integral(density);
    double unit = CDNOW.p() * CDNOW.gamma() / q;
    double mean = integral(t -> density.applyAsDouble(t) * unit / t) / mass;
    double square = integral(t -> density.applyAsDouble(t) * unit / t * unit / t) / mass;
    assertEquals(
        Math.sqrt(square - mean * mean),
        CDNOW.populationStandardDeviation().orElseThrow(),
        1e-10 * mean);
    assertEquals(OptionalDouble.empty(), new GammaGamma(6, 2, 15).populationStandardDeviation());
  }

  @Test
  void withoutPopulationMeanNothingIsExpected() {
    for (double q : new double[] {1, 0.9, 1e-6}) {
      GammaGamma model = new GammaGamma(6, q, 15);
      assertEquals(OptionalDouble.empty(), model.populationMean());
      assertEquals(OptionalDouble.empty(), model.populationStandardDeviation());
      assertTrue(!model.hasPopulationMean());
      ArithmeticException refused =
          assertThrows(ArithmeticException.class, () -> model.expectedSpend(3, 35));
      assertEquals(
          "q must be above 1 for the population to have a mean spend, but was " + q,
          refused.getMessage());
      assertThrows(ArithmeticException.class, () -> model.weightOfOwnMean(3));
    }
  }

  @Test
  void argumentsOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> new GammaGamma(0, 2, 3));
    assertThrows(IllegalArgumentException.class, () -> new GammaGamma(1, Double.NaN, 3));
    assertThrows(
        IllegalArgumentException.class, () -> new GammaGamma(1, 2, Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> CDNOW.logLikelihood(0, 35));
    assertThrows(IllegalArgumentException.class, () -> CDNOW.logLikelihood(1, 0));
    assertThrows(IllegalArgumentException.class, () -> CDNOW.expectedSpend(-1, 35));
    assertThrows(IllegalArgumentException.class, () -> CDNOW.expectedSpend(1, -0.01));
    assertThrows(IllegalArgumentException.class, () -> CDNOW.expectedSpend(1, Double.NaN));
    assertEquals(Map.of("p", 6.25, "q", 3.74, "gamma", 15.44), CDNOW.parameters());
    assertEquals("gamma-gamma", CDNOW.name());
  }

  /** Customers of the model itself, drawn by the JDK's generators. */
  static SpendSummaries drawn(GammaGamma model, int customers, long seed) {
    Random random = new Random(seed);
    int[] x = new int[customers];
    double[] z = new double[customers];
    for (int i = 0; i < customers; i++) {
      x[i] = 1 + (int) (-2 * Math.log(1 - random.nextDouble()));
      double nu = gamma(random, model.q()) / model.gamma();
      z[i] = gamma(random, model.p() * x[i]) / (nu * x[i]);
    }
    return SpendSummaries.of(x, z, null);
  }

  /** Ahrens and Dieter would do; here, for shapes above 1/3, Marsaglia and Tsang's squeeze. */
  private static double gamma(Random random, double shape) {
    double d = shape - 1.0 / 3;
    while (true) {
      double normal = random.nextGaussian();
      double v = Math.pow(1 + normal / Math.sqrt(9 * d), 3);
      if (v > 0
          && Math.log(1 - random.nextDouble())
              < normal * normal / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  /** 20 000 customers: within 4 of the fit's own standard errors, which 1 in 5000 misses. */
  @Test
  void fitFindsTheParametersAgain() {
    GammaGamma truth = new GammaGamma(2.5, 4, 30);
    FitResult<GammaGamma> fit = GammaGamma.fit(drawn(truth, 20_000, 1));
    for (Map.Entry<String, Double> parameter : truth.parameters().entrySet()) {
      double error = fit.standardError(parameter.getKey()).orElseThrow();
      double found = fit.parameters().getOrDefault(parameter.getKey(), Double.NaN);
      assertEquals(parameter.getValue(), found, 4 * error);
      // The model is right, so that both errors estimate the same.
      assertEquals(
          error, fit.sandwichErrors().getOrDefault(parameter.getKey(), Double.NaN), 0.15 * error);
    }
    assertTrue(fit.evaluations() <= 8, "evaluations: " + fit.evaluations());
  }

  @Test
  void likelihoodOfTheFitIsTheSumOverCustomers() {
    SpendSummaries data = drawn(new GammaGamma(2.5, 4, 30), 3000, 2);
    FitResult<GammaGamma> fit = GammaGamma.fit(data);
    assertEquals(fit.model().logLikelihood(data), fit.logLikelihood(), 1e-11 * 3000);
  }

  @Test
  void weightsAreCopies() {
    SpendSummaries data = drawn(new GammaGamma(2.5, 4, 30), 500, 3);
    int[] x = new int[1500];
    double[] z = new double[1500];
    int[] once = new int[500];
    double[] spend = new double[500];
    double[] weight = new double[500];
    int rows = 0;
    for (int i = 0; i < 500; i++) {
      once[i] = data.frequency(i);
      spend[i] = data.meanSpend(i);
      weight[i] = 1 + i % 5;
      for (int copy = 0; copy < weight[i]; copy++) {
        x[rows] = once[i];
        z[rows++] = spend[i];
      }
    }
    assertEquals(1500, rows);
    FitResult<GammaGamma> copies = GammaGamma.fit(SpendSummaries.of(x, z, null));
    FitResult<GammaGamma> weighted = GammaGamma.fit(SpendSummaries.of(once, spend, weight));
    assertEquals(copies.customers(), weighted.customers());
    assertEquals(copies.logLikelihood(), weighted.logLikelihood(), 1e-10 * 5000);
    // Both stop where less than 1e-9 is to be gained; that is 1e-5 of a standard error.
    for (String name : List.of("p", "q", "gamma")) {
      double error = copies.standardError(name).orElseThrow();
      assertEquals(
          copies.parameters().getOrDefault(name, Double.NaN),
          weighted.parameters().getOrDefault(name, Double.NaN),
          1e-4 * error);
      assertEquals(error, weighted.standardError(name).orElseThrow(), 1e-6 * error);
      assertEquals(
          copies.sandwichErrors().getOrDefault(name, Double.NaN),
          weighted.sandwichErrors().getOrDefault(name, Double.NaN),
          1e-6 * error);
    }
  }

  /** Cents for euros: gamma and its error times 100, the likelihood less N ln 100. */
  @Test
  void anotherCurrencyScalesGammaOnly() {
    SpendSummaries data = drawn(new GammaGamma(2.5, 4, 30), 2000, 4);
    int[] x = new int[2000];
    double[] z = new double[2000];
    for (int i = 0; i < 2000; i++) {
      x[i] = data.frequency(i);
      z[i] = 1e9 * data.meanSpend(i);
    }
    FitResult<GammaGamma> one = GammaGamma.fit(data);
    FitResult<GammaGamma> other = GammaGamma.fit(SpendSummaries.of(x, z, null));
    assertEquals(one.model().p(), other.model().p(), 1e-9 * one.model().p());
    assertEquals(one.model().q(), other.model().q(), 1e-9 * one.model().q());
    assertEquals(1e9 * one.model().gamma(), other.model().gamma(), one.model().gamma());
    assertEquals(
        one.logLikelihood() - 2000 * Math.log(1e9),
        other.logLikelihood(),
        1e-12 * Math.abs(other.logLikelihood()));
    assertEquals(one.evaluations(), other.evaluations());
  }

  @Test
  void threadsChangeNoBit() {
    SpendSummaries data = drawn(new GammaGamma(2.5, 4, 30), 40_000, 5);
    FitResult<GammaGamma> one = GammaGamma.fit(data);
    assertEquals(one, GammaGamma.fit(data, FitOptions.DEFAULT.withThreads(2)));
    assertEquals(one, GammaGamma.fit(data, FitOptions.DEFAULT.withThreads(4)));
  }

  @Test
  void warningsNameWhatIsWrong() {
    SpendSummaries heavy = drawn(new GammaGamma(2.5, 0.7, 30), 3000, 6);
    FitResult<GammaGamma> fit = GammaGamma.fit(heavy);
    assertEquals(0.7, fit.model().q(), 4 * fit.standardError("q").orElseThrow());
    assertTrue(
        fit.warnings().stream().anyMatch(w -> w.startsWith("q is 0.") && w.contains("infinite")),
        fit.warnings().toString());

    int[] x = new int[400];
    double[] z = new double[400];
    for (int i = 0; i < 400; i++) {
      x[i] = i % 4;
      z[i] = i < 8 ? -1 : 10 * x[i] + i % 10;
    }
    SpendSummaries data = SpendSummaries.of(x, z, null);
    assertEquals(100, data.withoutRepeat());
    assertEquals(6, data.withoutSpend());
    assertEquals(294, data.customers());
    List<String> warnings = GammaGamma.fit(data).warnings();
    assertTrue(
        warnings.contains("left out: 6 customers who bought again for 0 or less (294 remain)"),
        warnings.toString());
    assertTrue(
        warnings.stream().anyMatch(w -> w.startsWith("the correlation of frequency and mean")),
        warnings.toString());
  }

  /** Everybody spends the same: the likelihood has no maximum, which is said, not hidden. */
  @Test
  void degenerateDataEndAtBounds() {
    int[] x = new int[100];
    double[] z = new double[100];
    for (int i = 0; i < 100; i++) {
      x[i] = 1 + i % 3;
      z[i] = 20;
    }
    FitResult<GammaGamma> fit = GammaGamma.fit(SpendSummaries.of(x, z, null));
    assertTrue(fit.warnings().get(0).contains("ended at a bound"), fit.warnings().toString());
    assertEquals(20, fit.model().expectedSpend(1, 20), 0.1);
    assertEquals(OptionalDouble.empty(), SpendSummaries.of(x, z, null).correlation());
  }

  /**
   * Few customers, huge frequencies, equal or wildly spread amounts: an end, or a bound that is
   * named.
   */
  @Test
  void awkwardDataDoNotDefeatTheFit() {
    Random random = new Random(5);
    for (int set = 0; set < 600; set++) {
      int n = 2 + random.nextInt(40);
      int[] x = new int[n];
      double[] z = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = set % 6 == 0 ? 1 : 1 + random.nextInt(set % 6 == 1 ? 10_000 : 5);
        z[i] =
            switch (set % 6) {
              case 2 -> 20;
              case 3 -> 1 + random.nextInt(3);
              case 4 -> Math.exp(5 * random.nextGaussian());
              default -> Math.exp(random.nextGaussian());
            };
      }
      SpendSummaries data = SpendSummaries.of(x, z, null);
      FitResult<GammaGamma> fit = GammaGamma.fit(data);
      double again = fit.model().logLikelihood(data);
      // Sums of terms up to 1e8: p x of 1e4 x 1e4.
      assertEquals(again, fit.logLikelihood(), 1e-5 + 1e-9 * Math.abs(again));
      for (String name : fit.parameters().keySet()) {
        double error = fit.standardError(name).orElse(1);
        assertTrue(error > 0 && error < Double.MAX_VALUE, name + ": " + error);
      }
    }
  }

  @Test
  void inputThatNoFitCanUse() {
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                GammaGamma.fit(
                    SpendSummaries.of(new int[] {0, 3, 1}, new double[] {5, 0, 7}, null)));
    assertEquals(
        "a fit needs at least two customers with repeat spend (besides 1 who did not buy again and 1"
            + " who did for 0 or less), but their number (the sum of their weights) was 1; a hundred"
            + " or more are better",
        none.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> SpendSummaries.of(new int[] {1}, new double[] {1e101}, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> SpendSummaries.of(new int[] {1}, new double[] {1e-101}, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> SpendSummaries.of(new int[] {1}, new double[] {5}, new double[] {1e101}));
    IllegalArgumentException notANumber =
        assertThrows(
            IllegalArgumentException.class,
            () -> SpendSummaries.of(new int[] {0, 1}, new double[] {5, Double.NaN}, null));
    assertTrue(
        String.valueOf(notANumber.getMessage()).startsWith("row 1: mean repeat spend must be"));
    assertThrows(
        IllegalArgumentException.class,
        () -> SpendSummaries.of(new int[] {1}, new double[] {5, 6}, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> SpendSummaries.of(new int[] {1}, new double[] {5}, new double[] {0}));
    assertThrows(
        IllegalArgumentException.class,
        () -> SpendSummaries.of(new int[] {-1}, new double[] {5}, null));
    assertThrows(
        IllegalStateException.class,
        () -> SpendSummaries.of(new int[] {0}, new double[] {5}, null).mean());
  }

  /** A frequency too large to count up to takes the other way of sorting. */
  @Test
  void hugeFrequencies() {
    SpendSummaries data =
        SpendSummaries.of(new int[] {2_000_000_000, 1, 0, 1}, new double[] {3, 5, 0, 4}, null);
    List<Double> spends = new ArrayList<>();
    for (int row = 0; row < data.rows(); row++) {
      spends.add(data.meanSpend(row));
      assertEquals(1, data.weight(row));
    }
    assertEquals(List.of(4.0, 5.0, 3.0), spends);
    assertEquals(1, data.withoutRepeat());
  }
}
