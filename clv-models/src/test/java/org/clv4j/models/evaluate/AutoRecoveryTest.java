package org.clv4j.models.evaluate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.SimulationOptions;
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
 * {@code auto} on 2000 customers of known models, 100 seeds each; the figures go to {@code
 * target/auto.md}.
 *
 * <p>It sees 104 weeks, in whose first half all first orders fall. It is right if it takes the
 * generating model, or one whose errors over the 52 weeks after are at most 2 % above those of the
 * generating model fitted to the same 104 weeks: both the mean absolute and the root mean squared
 * error.
 */
@Tag("recovery")
@TestMethodOrder(MethodOrderer.MethodName.class)
class AutoRecoveryTest {
  private static final int SEEDS = 100;
  private static final int CUSTOMERS = 2000;
  private static final LocalDate START = LocalDate.of(2020, 1, 6);
  private static final LocalDate SEEN = START.plusWeeks(104);
  private static final LocalDate END = SEEN.plusWeeks(52);
  private static final PeriodUnit UNIT = PeriodUnit.WEEK;
  private static final Path FIGURES = Path.of("target", "auto.md");

  @BeforeAll
  static void startFigures() throws IOException {
    Files.writeString(
        FIGURES,
        """
        | generator | right of 100 | generator itself | within 2 % | mean excess MAE | mean excess RMSE | chosen |
        |---|---|---|---|---|---|---|
        """);
  }

  @Test
  void nbd() throws IOException {
    picks(new Nbd(0.385, 12.07, UNIT));
  }

  @Test
  void bgNbd() throws IOException {
    picks(new BgNbd(0.5, 4.414, 0.793, 2.426, UNIT));
  }

  @Test
  void mbgNbd() throws IOException {
    picks(new MbgNbd(0.525, 6.183, 0.891, 1.614, UNIT));
  }

  @Test
  void bgCnbdK() throws IOException {
    picks(new BgCnbdK(2, 0.8, 2.5, 0.8, 2.4, UNIT));
  }

  @Test
  void mbgCnbdK() throws IOException {
    picks(new MbgCnbdK(3, 0.8, 1.7, 0.6, 1.8, UNIT));
  }

  @Test
  void paretoNbd() throws IOException {
    picks(new ParetoNbd(0.6, 10, 0.7, 12, UNIT));
  }

  /** Is no candidate unless it is asked for. */
  @Test
  void ggompertzNbd() throws IOException {
    picks(
        GGompertzNbd.of(1.5, 5, 0.08, 1.2, 48, UNIT),
        BacktestOptions.DEFAULT.withModels(TransactionModels.names()));
  }

  private static void picks(TransactionModel generator) throws IOException {
    picks(generator, BacktestOptions.DEFAULT);
  }

  private static void picks(TransactionModel generator, BacktestOptions candidates)
      throws IOException {
    BacktestOptions options = candidates.withThreads(2);
    Map<String, Integer> chosen = new TreeMap<>();
    int same = 0;
    int near = 0;
    double absolute = 0;
    double squared = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      OrderLog log =
          OrderSimulation.of(
                  TransactionModels.process(generator),
                  SimulationOptions.of(CUSTOMERS, seed, START, END)
                      .withBirthsUntil(START.plusWeeks(52)))
              .orders();
      String name = ModelChoice.of(log, SEEN, options).fit().model().name();
      chosen.merge(name, 1, Integer::sum);
      if (name.equals(generator.name())) {
        same++;
        continue;
      }
      Backtest after =
          Backtest.of(log, SEEN, END, options.withModels(List.of(generator.name(), name)));
      ForecastAccuracy truth = after.forecast(generator.name()).accuracy();
      ForecastAccuracy taken = after.forecast(name).accuracy();
      double mae = taken.meanAbsoluteError() / truth.meanAbsoluteError() - 1;
      double rmse = taken.rootMeanSquaredError() / truth.rootMeanSquaredError() - 1;
      near += mae <= 0.02 && rmse <= 0.02 ? 1 : 0;
      absolute += mae / SEEDS;
      squared += rmse / SEEDS;
    }
    String figures =
        String.format(
            Locale.ROOT,
            "| %s | %d | %d | %d | %.2f %% | %.2f %% | %s |%n",
            generator.name(),
            same + near,
            same,
            near,
            100 * absolute,
            100 * squared,
            chosen);
    Files.writeString(FIGURES, figures, StandardOpenOption.APPEND);
    assertTrue(same + near >= 90, figures);
  }
}
