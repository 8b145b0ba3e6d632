package org.clv4j.models.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.numbers.gamma.LogGamma;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.catalog.ContractModels;
import org.clv4j.models.contract.BetaDiscreteWeibull;
import org.clv4j.models.contract.ContractModel;
import org.clv4j.models.contract.ExponentialGamma;
import org.clv4j.models.contract.ShiftedBetaGeometric;
import org.clv4j.models.contract.Tenures;
import org.clv4j.models.internal.Quadrature;
import org.clv4j.models.transaction.BgBb;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.OpportunityHistories;
import org.junit.jupiter.api.Test;

/** 20 000 customers over 39 weeks, each time, against what the model says of X(39). */
class PurchaseProcessTest {
  private static final int CUSTOMERS = 20_000;
  private static final double WEEKS = 39;

  private static List<CustomerSummary> simulated(PurchaseProcess process) {
    return simulation(process).summaries();
  }

  private static OrderSimulation simulation(PurchaseProcess process) {
    LocalDate start = LocalDate.of(2020, 1, 1);
    return OrderSimulation.of(
        process, SimulationOptions.of(CUSTOMERS, 2026, start, start.plusWeeks((long) WEEKS)));
  }

  /** Within 5 standard errors, that of the sample. */
  private static void assertMean(double expected, List<CustomerSummary> customers) {
    double sum = 0;
    double squares = 0;
    for (CustomerSummary customer : customers) {
      sum += customer.frequency();
      squares += (double) customer.frequency() * customer.frequency();
    }
    double mean = sum / CUSTOMERS;
    double error = Math.sqrt((squares / CUSTOMERS - mean * mean) / CUSTOMERS);
    assertEquals(expected, mean, 5 * error);
    assertTrue(error < 0.05 * mean, "a test this weak says nothing: " + error);
  }

  /** Chi-square over x = 0 to 9 and more: 10 degrees of freedom, 10 + 5 sqrt(20) = 32.4. */
  private static void assertDistribution(
      IntToDoubleFunction probability, List<CustomerSummary> customers) {
    double[] expected = new double[11];
    int[] counts = new int[11];
    expected[10] = CUSTOMERS;
    for (int n = 0; n < 10; n++) {
      expected[n] = CUSTOMERS * probability.applyAsDouble(n);
      expected[10] -= expected[n];
    }
    customers.forEach(customer -> counts[Math.min(10, customer.frequency())]++);
    double chiSquare = 0;
    for (int n = 0; n < 11; n++) {
      chiSquare += (counts[n] - expected[n]) * (counts[n] - expected[n]) / expected[n];
    }
    assertTrue(chiSquare < 32.4, "chi-square: " + chiSquare);
  }

  /** E[X(t)] = r t / alpha, and the negative binomial distribution. */
  @Test
  void nbd() {
    List<CustomerSummary> customers = simulated(PurchaseProcess.nbd(0.385, 12.07, PeriodUnit.WEEK));
    assertMean(0.385 * WEEKS / 12.07, customers);
    assertDistribution(
        n ->
            Math.exp(
                LogGamma.value(0.385 + n)
                    - LogGamma.value(0.385)
                    - LogGamma.value(n + 1.0)
                    + 0.385 * Math.log(12.07 / (12.07 + WEEKS))
                    + n * Math.log(WEEKS / (12.07 + WEEKS))),
        customers);
  }

  @Test
  void bgNbd() {
    BgNbd model = new BgNbd(0.5, 4.414, 0.793, 2.426, PeriodUnit.WEEK);
    List<CustomerSummary> customers =
        simulated(PurchaseProcess.bgNbd(0.5, 4.414, 0.793, 2.426, PeriodUnit.WEEK));
    assertMean(model.expectedPurchases(WEEKS), customers);
    assertDistribution(n -> model.probabilityOfPurchases(n, WEEKS), customers);
  }

  @Test
  void mbgNbd() {
    MbgNbd model = new MbgNbd(0.525, 6.183, 0.891, 1.614, PeriodUnit.WEEK);
    List<CustomerSummary> customers =
        simulated(PurchaseProcess.mbgNbd(0.525, 6.183, 0.891, 1.614, PeriodUnit.WEEK));
    assertMean(model.expectedPurchases(WEEKS), customers);
    assertDistribution(n -> model.probabilityOfPurchases(n, WEEKS), customers);
  }

  /** E[X(t)] = r beta / (alpha (s - 1)) (1 - (beta / (beta + t))^(s - 1)). */
  @Test
  void paretoNbd() {
    double s = 0.606;
    double beta = 11.669;
    assertMean(
        0.553 * beta / (10.578 * (s - 1)) * (1 - Math.pow(beta / (beta + WEEKS), s - 1)),
        simulated(PurchaseProcess.paretoNbd(0.553, 10.578, s, beta, PeriodUnit.WEEK)));
  }

  /** E[X(t)] = r / alpha int_0^t S(u) du with S(u) = (beta / (beta - 1 + e^(b u)))^s. */
  @Test
  void ggompertzNbd() {
    double b = 0.08;
    double s = 0.7;
    double beta = 1.3;
    DoubleUnaryOperator survival = u -> Math.pow(beta / (beta + Math.expm1(b * u)), s);
    assertMean(
        0.8 / 6 * (Quadrature.panel(survival, 0, 20) + Quadrature.panel(survival, 20, WEEKS)),
        simulated(PurchaseProcess.ggompertzNbd(0.8, 6, b, s, beta, PeriodUnit.WEEK)));
  }

  /**
   * With all rates 1 and nobody leaving, counts of Erlang-2 gaps: every second event of a Poisson
   * process, E[X(t)] = t / 2 - (1 - e^(-2 t)) / 4. The same of Erlang-3 is t / 3 - 1 / 3 for large
   * t, as of any renewal process: t / m + (variance - m^2) / (2 m^2).
   */
  @Test
  void erlangGaps() {
    assertMean(
        WEEKS / 2 - 0.25,
        simulated(PurchaseProcess.bgCnbd(2, 1e9, 1e9, 1e-6, 1e6, PeriodUnit.WEEK)));
    assertMean(
        WEEKS / 3 - 1.0 / 3,
        simulated(PurchaseProcess.mbgCnbd(3, 1e9, 1e9, 1e-6, 1e6, PeriodUnit.WEEK)));
  }

  /**
   * With rates beyond need everybody leaves: x is geometric with p Beta(a, b), from 1 or from 0.
   */
  @Test
  void leavingAfterAPurchase() {
    List<CustomerSummary> later =
        simulated(PurchaseProcess.bgCnbd(2, 1e9, 1e5, 3, 2, PeriodUnit.WEEK));
    List<CustomerSummary> atOnce =
        simulated(PurchaseProcess.mbgCnbd(2, 1e9, 1e5, 3, 2, PeriodUnit.WEEK));
    // E[1/p] = (a + b - 1) / (a - 1) = 2, of which BG counts all and MBG one less.
    assertMean(2, later);
    assertMean(1, atOnce);
    assertEquals(0, later.stream().filter(customer -> customer.frequency() == 0).count());
    // P(x = 0) = E[p] = 0.6.
    double none = atOnce.stream().filter(customer -> customer.frequency() == 0).count();
    assertEquals(0.6, none / CUSTOMERS, 5 * Math.sqrt(0.24 / CUSTOMERS));
  }

  @Test
  void parametersOutOfRange() {
    PeriodUnit week = PeriodUnit.WEEK;
    assertEquals(week, PurchaseProcess.nbd(1, 1, week).unit());
    assertThrows(IllegalArgumentException.class, () -> PurchaseProcess.nbd(0, 1, week));
    assertThrows(
        IllegalArgumentException.class, () -> PurchaseProcess.bgNbd(1, Double.NaN, 1, 1, week));
    assertEquals(
        "k must be at least 1, but was 0",
        assertThrows(
                IllegalArgumentException.class, () -> PurchaseProcess.mbgCnbd(0, 1, 1, 1, 1, week))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> PurchaseProcess.paretoNbd(1, 1, 0, 1, week));
    assertThrows(
        IllegalArgumentException.class, () -> PurchaseProcess.ggompertzNbd(1, 1, 0, 1, 1, week));
  }

  @Test
  void bgBb() {
    BgBb model = new BgBb(1.2, 0.75, 0.66, 2.78);
    OrderSimulation simulation =
        simulation(PurchaseProcess.bgBb(1.2, 0.75, 0.66, 2.78, PeriodUnit.WEEK));
    assertMean(model.expectedPurchases((int) WEEKS), simulation.summaries());
    assertDistribution(n -> model.probabilityOfPurchases(n, (int) WEEKS), simulation.summaries());

    OpportunityHistories histories = simulation.opportunityHistories();
    assertEquals(CUSTOMERS, histories.customers());
    assertEquals((int) WEEKS, histories.opportunities(0));
    double purchases = 0;
    for (int row = 0; row < histories.rows(); row++) {
      purchases += histories.weight(row) * histories.frequency(row);
    }
    assertEquals(
        simulation.summaries().stream().mapToInt(CustomerSummary::frequency).sum(), purchases);
  }

  /** The share still there, within 5 standard errors, and a payment a period until leaving. */
  @Test
  void contracts() {
    for (ContractModel model :
        List.of(
            new ShiftedBetaGeometric(0.7, 1.6, PeriodUnit.WEEK),
            new BetaDiscreteWeibull(0.6, 1.4, 1.4, PeriodUnit.WEEK),
            new ExponentialGamma(0.9, 14, PeriodUnit.WEEK))) {
      OrderSimulation simulation = simulation(ContractModels.process(model));
      Tenures tenures = simulation.tenures();
      assertEquals(CUSTOMERS, tenures.customers());
      for (int time : new int[] {1, 2, 5, 20, 39}) {
        double survivors = 0;
        for (int row = 0; row < tenures.rows(); row++) {
          survivors += tenures.active(row);
          survivors += tenures.tenure(row) > time ? tenures.churned(row) : 0;
        }
        double survival = model.survival(time);
        assertEquals(
            survival,
            survivors / CUSTOMERS,
            5 * Math.sqrt(survival * (1 - survival) / CUSTOMERS),
            () -> model + " at " + time);
      }
      for (int customer = 1; customer <= 1000; customer++) {
        OrderSimulation.Tenure tenure = simulation.tenure(customer);
        int payments = simulation.purchaseTimes(customer).length;
        double expected = tenure.churned() ? Math.ceil(tenure.time()) - 1 : tenure.time();
        assertEquals(expected, payments);
      }
    }
  }

  @Test
  void whatAProcessDoesNotHaveIsRefused() {
    OrderSimulation simulation = simulation(PurchaseProcess.nbd(0.385, 12.07, PeriodUnit.WEEK));
    assertEquals(
        "tenures are those of a contract, but this process is another",
        assertThrows(IllegalStateException.class, simulation::tenures).getMessage());
    assertEquals(
        "opportunities are those of bg-bb, but this process is another",
        assertThrows(IllegalStateException.class, simulation::opportunityHistories).getMessage());
  }
}
