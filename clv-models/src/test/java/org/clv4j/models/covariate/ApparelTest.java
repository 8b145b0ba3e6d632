package org.clv4j.models.covariate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.clv4j.core.customer.CalibrationHoldout;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The apparel log with gender and channel, cut after 104 weeks, as CLVTools 0.12.1 fits it. */
@Tag("reference-data")
class ApparelTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));

  private static List<String[]> rows(String file) throws IOException {
    assumeTrue(
        Files.isDirectory(FOLDER), "there are no reference data at " + FOLDER.toAbsolutePath());
    return Files.readAllLines(FOLDER.resolve(file)).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }

  private static CovariateData data() throws IOException {
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    for (String[] row : rows("apparel.csv")) {
      log.add(row[0], (int) LocalDate.parse(row[1]).toEpochDay());
    }
    CustomerBase base =
        CalibrationHoldout.of(log.build(), LocalDate.of(2006, 12, 31), LocalDate.of(2010, 12, 20))
            .calibration();
    List<String[]> known = rows("apparel_static_covariates.csv");
    return CovariateData.of(
        base,
        PeriodUnit.WEEK,
        Covariates.builder(known.stream().map(row -> row[0]).toList())
            .number(
                "Gender", known.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray())
            .number(
                "Channel", known.stream().mapToDouble(row -> Double.parseDouble(row[2])).toArray())
            .build());
  }

  @Test
  void paretoNbdIsThatOfClvTools() throws IOException {
    CovariateData data = data();
    FitResult<ParetoNbd> without = ParetoNbd.fit(data.customers());
    // Recomputed independently.
    assertEquals(-5848.097826922, without.logLikelihood(), 1e-7);
    FitResult<CovariateModel> fit = CovariateModel.fit("pareto-nbd", data);
    assertEquals(List.of(), fit.warnings());
    FitResult.LikelihoodRatio test = fit.likelihoodRatioTest(without);
    assertEquals(4, test.degreesOfFreedom());
    // CLVTools prints 54.07024; its search stops 2e-5 below the maximum of this one.
    assertEquals(54.07024, test.statistic(), 1e-4);
    assertTrue(test.statistic() > 54.07024 - 5e-6);
    assertEquals(5.0874e-11, test.pValue(), 5e-15);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLikelihoodOfBgNbdRunsToInfinityAndSaysSo(boolean separate) throws IOException {
    CovariateData data = data();
    FitResult<BgNbd> without = BgNbd.fit(data.customers());
    assertEquals(-5857.019748908, without.logLikelihood(), 1e-7);
    CovariateOptions options =
        separate ? CovariateOptions.DEFAULT.withSeparateDropout() : CovariateOptions.DEFAULT;
    FitResult<CovariateModel> fit = CovariateModel.fit("bg-nbd", data, options);
    String channel = separate ? "dropout-a.Channel" : "dropout.Channel";
    assertTrue(fit.warnings().get(0).startsWith("a, b, " + channel), fit.warnings()::toString);
    assertTrue(fit.standardError(channel).isEmpty());
    assertTrue(fit.standardError("a").isEmpty());
    assertFalse(fit.standardError("rate.Channel").isEmpty());
    assertTrue(fit.logLikelihood() > without.logLikelihood());
    // A little penalty makes an optimum, with errors for all.
    FitResult<CovariateModel> penalised =
        CovariateModel.fit("bg-nbd", data, options.withL2(0, 0.5));
    assertTrue(penalised.standardError(channel).isPresent(), penalised.warnings()::toString);
    assertTrue(penalised.logLikelihood() < fit.logLikelihood());
  }
}
