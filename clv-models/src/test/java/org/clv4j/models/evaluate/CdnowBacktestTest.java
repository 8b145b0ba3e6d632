package org.clv4j.models.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.spend.Cdnow;
import org.clv4j.models.transaction.BgNbd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The CDNOW sample, 39 weeks foretold from 39; all figures go to {@code target/cdnow.md}. */
@Tag("reference-data")
class CdnowBacktestTest {
  private static final double[] ACTUAL = {
    .23671, .69704, 1.39252, 1.56, 2.53226, 2.94737, 3.86207, 6.35938
  };

  /**
   * Printed by BTYD: reference/models.md, section 1. They add up to 1653.95, which is the total of
   * the published parameters, not of BTYD's own fit (1653.39).
   */
  private static final double[] BG_NBD = {
    .22545, .52318, 1.04417, 1.52029, 2.16387, 2.65383, 3.50399, 6.15707
  };

  private static final int[] CUSTOMERS = {1411, 439, 214, 100, 62, 38, 29, 64};

  private static Backtest test(List<String> models) throws IOException {
    return Backtest.of(
        Cdnow.orders(),
        Cdnow.CALIBRATION_END,
        Cdnow.END,
        BacktestOptions.DEFAULT.withModels(models));
  }

  @Test
  void holdoutByFrequency() throws IOException {
    Backtest test = test(List.of("bg-nbd", "pareto-nbd"));
    List<CalibrationBin> bins = test.byFrequency("bg-nbd");
    for (int i = 0; i < CUSTOMERS.length; i++) {
      assertEquals(CUSTOMERS[i], bins.get(i).customers());
      assertEquals(ACTUAL[i], bins.get(i).meanActual(), 5.1e-6);
      assertEquals(BG_NBD[i], atPublishedParameters(test, i), 5.1e-6);
      // The published parameters are rounded to the third decimal, r = 0.243 by 0.0004.
      assertEquals(BG_NBD[i], bins.get(i).meanPredicted(), 5e-4);
    }
    // 1653.39 of BTYD's own fit.
    assertEquals(1653.39, test.forecast("bg-nbd").accuracy().totalPredicted(), 0.02);
    assertEquals(1882, test.forecast("bg-nbd").accuracy().totalActual());
    // GGompertz/NBD at its limit is Pareto/NBD: 1665.54783 printed by CLVTools.
    assertEquals(1665.548, test.forecast("pareto-nbd").accuracy().totalPredicted(), 0.05);
  }

  private static double atPublishedParameters(Backtest test, int bin) {
    BgNbd published = new BgNbd(0.243, 4.414, 0.793, 2.426, PeriodUnit.WEEK);
    CustomerBase base = test.calibration();
    return IntStream.range(0, base.size())
        .filter(row -> Math.min(7, base.frequency(row)) == bin)
        .mapToDouble(
            row ->
                published.expectedPurchases(
                    base.summary(row, PeriodUnit.WEEK), TimeSpan.of(39, PeriodUnit.WEEK)))
        .average()
        .orElseThrow();
  }

  @Test
  void figures() throws IOException {
    Backtest test = test(TransactionModels.names());
    StringBuilder page = new StringBuilder();
    for (Forecast forecast : test.forecasts()) {
      ForecastAccuracy a = forecast.accuracy();
      TrackingError tracking = forecast.trackingError().orElseThrow();
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f | %.3f | %.0f | %.1f %% | %.3f | %.2f | %.3f | %.1f %% | %.1f %% | %s |%n",
              forecast.name(),
              a.meanAbsoluteError(),
              a.rootMeanSquaredError(),
              a.totalPredicted(),
              100 * a.relativeBias().orElseThrow(),
              a.rankCorrelation().orElse(0),
              a.topDecileLift().orElseThrow(),
              forecast.valueCapture().orElseThrow(),
              100 * tracking.cumulative(),
              100 * tracking.incremental(),
              forecast.logScore().isPresent()
                  ? String.format(Locale.ROOT, "%.5f", forecast.logScore().getAsDouble())
                  : ""));
    }
    for (Forecast forecast : test.forecasts()) {
      for (List<CalibrationBin> bins :
          List.of(test.byFrequency(forecast.name()), test.byRecency(forecast.name()))) {
        page.append("| ").append(forecast.name());
        bins.forEach(
            bin ->
                page.append(
                    String.format(
                        Locale.ROOT,
                        " | %s: %d %.3f %.3f",
                        bin.label(),
                        bin.customers(),
                        bin.meanActual(),
                        bin.meanPredicted())));
        page.append(" |\n");
      }
    }
    page.append(test.failures()).append('\n');
    page.append(String.join("\n", test.verdict().sentences())).append('\n');
    ModelChoice choice = ModelChoice.of(Cdnow.orders(), Cdnow.END, BacktestOptions.DEFAULT);
    page.append(String.join("\n", choice.reasons())).append('\n');
    choice.candidates().forEach(candidate -> page.append(candidate).append('\n'));
    Readiness.of(Cdnow.orders(), CustomerBase.Options.DEFAULT.withAsOf(Cdnow.CALIBRATION_END))
        .gates()
        .forEach(gate -> page.append(gate).append('\n'));
    Files.writeString(Path.of("target", "cdnow.md"), page);
    assertEquals(TransactionModels.names().size() + 2, test.forecasts().size());
  }
}
