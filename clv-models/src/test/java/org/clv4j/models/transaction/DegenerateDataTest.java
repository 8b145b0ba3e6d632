package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitResult;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Data that have no BG/NBD in them: a fit ends at finite numbers and says what is odd. */
class DegenerateDataTest {
  private static final int CUSTOMERS = 3000;

  /** How a shop's customers differ: rates and chances of leaving. */
  private record Shop(double rateShape, double leaving, double age) {
    CustomerSummaries customers(int n) {
      Random random = new Random(11);
      int[] x = new int[n];
      double[] tx = new double[n];
      double[] t = new double[n];
      for (int i = 0; i < n; i++) {
        t[i] = age > 0 ? age : 10 + Math.floor(90 * random.nextDouble());
        double rate = 0.1 * (rateShape > 0 ? gamma(random, rateShape) / rateShape : 1);
        double time = exponential(random) / rate;
        while (time < t[i]) {
          x[i]++;
          tx[i] = time;
          if (random.nextDouble() < leaving) {
            break;
          }
          time += exponential(random) / rate;
        }
      }
      return CustomerSummaries.of(x, tx, t, null, PeriodUnit.WEEK);
    }

    private static double exponential(Random random) {
      return -Math.log(1 - random.nextDouble());
    }

    /** For whole shapes. */
    private static double gamma(Random random, double shape) {
      double sum = 0;
      for (int i = 0; i < shape; i++) {
        sum += exponential(random);
      }
      return sum;
    }
  }

  static Stream<Arguments> shops() {
    return Stream.of(
        shop("all alike, nobody leaves", new Shop(0, 0, 0), CUSTOMERS),
        shop("all different, nobody leaves", new Shop(1, 0, 0), CUSTOMERS),
        shop("all alike, all leave alike", new Shop(0, 0.2, 0), CUSTOMERS),
        shop("leaving alike", new Shop(1, 0.2, 0), CUSTOMERS),
        shop("everybody leaves at once", new Shop(1, 1, 0), CUSTOMERS),
        shop("equal ages", new Shop(1, 0.2, 52), CUSTOMERS),
        shop("thirty customers", new Shop(1, 0.2, 0), 30));
  }

  private static Arguments shop(String name, Shop shop, int customers) {
    return Arguments.of(Named.of(name, shop.customers(customers)));
  }

  @ParameterizedTest
  @MethodSource("shops")
  void aFitEndsAtFiniteNumbers(CustomerSummaries data) {
    check(data, BgNbd::fit);
    check(data, MbgNbd::fit);
  }

  private static <M extends TransactionModel> void check(
      CustomerSummaries data, Function<CustomerSummaries, FitResult<M>> fit) {
    FitResult<M> result = fit.apply(data);
    assertEquals(result.logLikelihood(), result.model().logLikelihood(data), 1e-6);
    for (double value : result.parameters().values()) {
      assertTrue(value > 0 && value < 1e13, result::toString);
    }
    for (double error : result.standardErrors().values()) {
      assertTrue(error > 0 && error < Double.MAX_VALUE, result::toString);
    }
    assertTrue(result.evaluations() < 200, result::toString);
    boolean complete = result.standardErrors().size() == result.parameters().size();
    assertEquals(complete, result.warnings().stream().noneMatch(w -> w.contains("no standard")));
    double next = result.model().expectedPurchases(1, 5, 20, 52);
    assertTrue(next >= 0 && next < 1e4, result::toString);
  }

  @Test
  void aBoundIsReported() {
    FitResult<BgNbd> fit = BgNbd.fit(new Shop(0, 0, 0).customers(CUSTOMERS));
    assertFalse(fit.warnings().isEmpty());
    assertTrue(fit.warnings().get(0).contains("ended at a bound"), fit.warnings()::toString);
    assertTrue(fit.warnings().get(0).contains("nbd says the same"), fit.warnings()::toString);
  }

  @Test
  void agesThatAreAllADayAreRefused() {
    CustomerSummaries data =
        CustomerSummaries.of(
            new int[] {0, 1, 1},
            new double[] {0, 0.5, 1},
            new double[] {1, 1, 1},
            null,
            PeriodUnit.DAY);

    assertEquals(
        "a fit needs some time since the first purchases, but all ages are 1.0 day, a day or less;"
            + " move the as-of day, or check the unit of the times",
        assertThrows(IllegalArgumentException.class, () -> Nbd.fit(data)).getMessage());
  }

  /** One triple, however often, says nothing of how customers differ. */
  @Test
  void customersWhoAreAllTheSameAreRefused() {
    CustomerSummaries data = same(3, 1, 9, 10, 1);
    for (Executable fit :
        List.<Executable>of(
            () -> Nbd.fit(data),
            () -> BgNbd.fit(data),
            () -> MbgCnbdK.fit(data, 2),
            () -> ParetoNbd.fit(data))) {
      assertEquals(
          "a fit needs customers who differ, but all 3 had frequency 1, recency 9.0 and age 10.0;"
              + " add more customers",
          assertThrows(IllegalArgumentException.class, fit).getMessage());
    }
  }

  private static CustomerSummaries same(int n, int x, double tx, double t, double weight) {
    int[] frequency = new int[n];
    double[] recency = new double[n];
    double[] age = new double[n];
    double[] weights = new double[n];
    Arrays.fill(frequency, x);
    Arrays.fill(recency, tx);
    Arrays.fill(age, t);
    Arrays.fill(weights, weight);
    return CustomerSummaries.of(frequency, recency, age, weights, PeriodUnit.WEEK);
  }

  /** A fit of data at the ends of what is allowed ends, with a model or a reason. */
  @Test
  void extremeDataEnd() {
    CustomerSummaries long_ = scaled(1e13, 1);
    CustomerSummaries heavy = scaled(1, 1e99);
    CustomerSummaries light = scaled(1, 1e-99);
    for (CustomerSummaries data : List.of(long_, heavy, light)) {
      for (Function<CustomerSummaries, FitResult<?>> fit :
          List.<Function<CustomerSummaries, FitResult<?>>>of(
              Nbd::fit, BgNbd::fit, MbgNbd::fit, ParetoNbd::fit, d -> MbgCnbdK.fit(d, 2))) {
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () -> {
              try {
                FitResult<?> result = fit.apply(data);
                assertTrue(Double.isFinite(result.logLikelihood()));
              } catch (FitException | IllegalArgumentException reason) {
                assertTrue(String.valueOf(reason.getMessage()).length() > 20);
              }
            });
      }
    }
  }

  private static CustomerSummaries scaled(double time, double weight) {
    CustomerSummaries shop = new Shop(1, 0.2, 0).customers(50);
    IntStream rows = IntStream.range(0, shop.rows());
    double[] weights = new double[shop.rows()];
    Arrays.fill(weights, weight);
    return CustomerSummaries.of(
        rows.map(shop::frequency).toArray(),
        IntStream.range(0, shop.rows()).mapToDouble(row -> shop.recency(row) * time).toArray(),
        IntStream.range(0, shop.rows()).mapToDouble(row -> shop.age(row) * time).toArray(),
        weights,
        PeriodUnit.WEEK);
  }

  @Test
  void lightCustomersAreNotCalledFew() {
    assertEquals(
        "a fit needs at least two customers, but their number (the sum of their weights) was 0.5; a"
            + " hundred or more are better",
        assertThrows(IllegalArgumentException.class, () -> Nbd.fit(same(4, 1, 5, 10, 0.125)))
            .getMessage());
  }
}
