package org.clv4j.models.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.contract.BetaDiscreteWeibull;
import org.clv4j.models.contract.ContractModel;
import org.clv4j.models.contract.ExponentialGamma;
import org.clv4j.models.contract.ShiftedBetaGeometric;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.spend.SpendSummaries;
import org.clv4j.models.transaction.BgBb;
import org.clv4j.models.transaction.BgCnbdK;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.GGompertzNbd;
import org.clv4j.models.transaction.MbgCnbdK;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.Nbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Simulates customers of known parameters 2000 times (500 times for models that take long to fit),
 * fits them, and compares; the figures go to {@code target/recovery.md}.
 *
 * <p>In logs, where estimates are nearest to normal: the mean of the estimates is the truth within
 * 0.2 of their spread (0.4 for 500), which is for chance and for the bias of maximum likelihood, of
 * the order of 1 / customers. The spread of the estimates is what the standard errors of the fits
 * say, and 95 % intervals hold the truth in 95 of 100 data sets, both within four standard errors:
 * 0.063 and 2 % of 2000, 0.126 and 4 % of 500.
 */
@Tag("recovery")
@TestMethodOrder(MethodOrderer.MethodName.class)
class RecoveryTest {
  private static final int OFTEN = 2000;
  private static final int SELDOM = 500;
  private static final int CUSTOMERS = 6_000;
  private static final LocalDate START = LocalDate.of(2020, 1, 6);
  private static final PeriodUnit UNIT = PeriodUnit.WEEK;
  private static final Path FIGURES = Path.of("target", "recovery.md");

  @BeforeAll
  static void startFigures() throws IOException {
    Files.writeString(
        FIGURES,
        """
        | model | parameter | truth | data sets | mean of fits | off, in standard errors of that mean | spread / stated | 95 % intervals hold |
        |---|---|---|---|---|---|---|---|
        """);
  }

  @Test
  void nbd() throws IOException {
    transactions(new Nbd(0.385, 12.07, UNIT), OFTEN, CUSTOMERS);
  }

  @Test
  void bgNbd() throws IOException {
    transactions(new BgNbd(0.5, 4.414, 0.793, 2.426, UNIT), OFTEN, CUSTOMERS);
  }

  @Test
  void mbgNbd() throws IOException {
    transactions(new MbgNbd(0.525, 6.183, 0.891, 1.614, UNIT), OFTEN, CUSTOMERS);
  }

  @Test
  void bgCnbdK() throws IOException {
    transactions(new BgCnbdK(2, 0.8, 2.5, 0.8, 2.4, UNIT), SELDOM, CUSTOMERS);
  }

  @Test
  void mbgCnbdK() throws IOException {
    transactions(new MbgCnbdK(3, 0.8, 1.7, 0.6, 1.8, UNIT), SELDOM, CUSTOMERS);
  }

  @Test
  void paretoNbd() throws IOException {
    transactions(new ParetoNbd(0.6, 10, 0.7, 12, UNIT), SELDOM, CUSTOMERS / 2);
  }

  @Test
  void ggompertzNbd() throws IOException {
    transactions(GGompertzNbd.of(1.5, 5, 0.08, 1.2, 48, UNIT), SELDOM, CUSTOMERS / 4);
  }

  @Test
  void bgBb() throws IOException {
    BgBb model = new BgBb(1.2, 0.75, 0.66, 2.78);
    PurchaseProcess process =
        PurchaseProcess.bgBb(model.alpha(), model.beta(), model.gamma(), model.delta(), UNIT);
    recovers(
        model.name(),
        model.parameters(),
        OFTEN,
        seed -> BgBb.fit(simulation(process, CUSTOMERS, seed, 12).opportunityHistories()));
  }

  @Test
  void shiftedBetaGeometric() throws IOException {
    contract(new ShiftedBetaGeometric(0.7, 1.6, UNIT));
  }

  @Test
  void betaDiscreteWeibull() throws IOException {
    contract(new BetaDiscreteWeibull(0.6, 1.4, 1.4, UNIT));
  }

  @Test
  void exponentialGamma() throws IOException {
    contract(new ExponentialGamma(0.9, 14, UNIT));
  }

  @Test
  void gammaGamma() throws IOException {
    GammaGamma model = new GammaGamma(6.25, 3.74, 15.44);
    PurchaseProcess process = PurchaseProcess.nbd(1.2, 12, UNIT);
    recovers(
        "gamma-gamma",
        model.parameters(),
        OFTEN,
        seed ->
            GammaGamma.fit(
                repeatSpend(
                    simulation(process, CUSTOMERS, seed, 52)
                        .orders(model, Currency.getInstance("KWD")))));
  }

  private static void transactions(TransactionModel model, int dataSets, int customers)
      throws IOException {
    PurchaseProcess process = TransactionModels.process(model);
    boolean regular = TransactionModels.needsInterpurchaseTimes(model.name());
    recovers(
        model.name(),
        model.parameters(),
        dataSets,
        seed -> {
          OrderSimulation simulation = simulation(process, customers, seed, 104);
          CustomerSummaries data =
              regular
                  ? withInterpurchaseTimes(simulation, customers)
                  : CustomerSummaries.of(simulation.summaries());
          return TransactionModels.fit(model.name(), data, null, FitOptions.DEFAULT.withThreads(2));
        });
  }

  private static void contract(ContractModel model) throws IOException {
    PurchaseProcess process = ContractModels.process(model);
    recovers(
        model.name(),
        model.parameters(),
        OFTEN,
        seed ->
            ContractModels.fit(
                model.name(),
                simulation(process, CUSTOMERS, seed, 24).tenures(),
                FitOptions.DEFAULT));
  }

  /** First purchases over the first half of the weeks. */
  private static OrderSimulation simulation(
      PurchaseProcess process, int customers, int seed, int weeks) {
    return OrderSimulation.of(
        process,
        SimulationOptions.of(customers, seed, START, START.plusWeeks(weeks))
            .withBirthsUntil(START.plusWeeks(weeks / 2)));
  }

  private static CustomerSummaries withInterpurchaseTimes(
      OrderSimulation simulation, int customers) {
    var summaries = simulation.summaries();
    double[] litt = new double[customers];
    for (int row = 0; row < customers; row++) {
      double last = 0;
      for (double time : simulation.purchaseTimes(row + 1)) {
        litt[row] += Math.log(time - last);
        last = time;
      }
    }
    return CustomerSummaries.withInterpurchaseTimes(
        summaries.stream().mapToInt(s -> s.frequency()).toArray(),
        summaries.stream().mapToDouble(s -> s.recency()).toArray(),
        summaries.stream().mapToDouble(s -> s.age()).toArray(),
        litt,
        null,
        UNIT);
  }

  /** Of every customer all orders but the first, each by itself though two fall on one day. */
  private static SpendSummaries repeatSpend(OrderLog log) {
    int[] frequency = new int[log.customers().size()];
    double[] sum = new double[frequency.length];
    boolean[] seen = new boolean[frequency.length];
    for (int row = 0; row < log.size(); row++) {
      int customer = log.customer(row);
      if (seen[customer]) {
        frequency[customer]++;
        sum[customer] += log.amount(row) / 1000.0;
      }
      seen[customer] = true;
    }
    for (int customer = 0; customer < sum.length; customer++) {
      sum[customer] /= Math.max(1, frequency[customer]);
    }
    return SpendSummaries.of(frequency, sum, null);
  }

  private static void recovers(
      String model,
      Map<String, Double> parameters,
      int dataSets,
      Function<Integer, FitResult<?>> fit)
      throws IOException {
    int n = parameters.size();
    String[] names = parameters.keySet().toArray(new String[0]);
    double[] truth = parameters.values().stream().mapToDouble(Double::doubleValue).toArray();
    double[] sum = new double[n];
    double[] squares = new double[n];
    double[] stated = new double[n];
    int[] held = new int[n];
    for (int seed = 1; seed <= dataSets; seed++) {
      FitResult<?> result = fit.apply(seed);
      for (int i = 0; i < n; i++) {
        double estimate = result.parameter(names[i]);
        double log = Math.log(estimate / truth[i]);
        sum[i] += log / dataSets;
        squares[i] += log * log / dataSets;
        stated[i] += result.standardError(names[i]).orElse(0) / estimate / dataSets;
        FitResult.ConfidenceInterval interval =
            result.confidenceInterval(names[i], 0.95).orElse(null);
        held[i] +=
            interval != null && interval.low() <= truth[i] && truth[i] <= interval.high() ? 1 : 0;
      }
    }
    StringBuilder figures = new StringBuilder();
    for (int i = 0; i < n; i++) {
      double spread = Math.sqrt(Math.max(0, squares[i] - sum[i] * sum[i]));
      figures.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.4g | %d | %.4g | %.2f | %.2f | %s |%n",
              model,
              names[i],
              truth[i],
              dataSets,
              truth[i] * Math.exp(sum[i]),
              spread == 0 ? 0 : sum[i] / (spread / Math.sqrt(dataSets)),
              stated[i] == 0 ? 1 : spread / stated[i],
              stated[i] == 0
                  ? ""
                  : String.format(Locale.ROOT, "%.1f %%", 100.0 * held[i] / dataSets)));
    }
    Files.writeString(FIGURES, figures, StandardOpenOption.APPEND);
    double chance = 4 / Math.sqrt(dataSets);
    for (int i = 0; i < n; i++) {
      double spread = Math.sqrt(Math.max(0, squares[i] - sum[i] * sum[i]));
      assertEquals(0, sum[i], 2 * chance * spread, () -> figures.toString());
      if (stated[i] > 0) {
        assertEquals(1, spread / stated[i], chance / Math.sqrt(2), () -> figures.toString());
        double share = (double) held[i] / dataSets;
        assertEquals(0.95, share, chance * Math.sqrt(0.95 * 0.05), () -> figures.toString());
      }
    }
  }
}
