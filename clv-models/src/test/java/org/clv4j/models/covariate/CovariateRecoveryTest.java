package org.clv4j.models.covariate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Simulates customers of 100 ages and two channels with 500 seeds, fits their effects, and
 * compares; the figures go to {@code target/recovery-MODEL-covariates.md}.
 *
 * <p>The mean of 500 estimates is the truth within four of its standard errors; their spread is
 * what the fits say within 4 / sqrt(2 * 500); and of 500 intervals at 95 % at least 456 hold the
 * truth, four standard errors of chance below 475.
 */
@Tag("recovery")
class CovariateRecoveryTest {
  private static final int SEEDS = 500;
  private static final int LEAST_COVERED = 456;
  private static final CovariateOptions OPTIONS =
      CovariateOptions.DEFAULT.withFit(FitOptions.DEFAULT.withThreads(2));

  @ParameterizedTest
  @ValueSource(strings = {"pareto-nbd", "bg-nbd", "mbg-nbd"})
  void recoversEffects(String model) throws IOException {
    CovariateModel truth = Shop.truth(model);
    String[] names = truth.parameters().keySet().toArray(new String[0]);
    double[] sum = new double[names.length];
    double[] squares = new double[names.length];
    double[] stated = new double[names.length];
    int[] covered = new int[names.length];
    for (int seed = 1; seed <= SEEDS; seed++) {
      FitResult<CovariateModel> fit =
          CovariateModel.fit(model, Shop.of(truth, 100, 100, seed).data(), OPTIONS);
      for (int i = 0; i < names.length; i++) {
        boolean effect = names[i].indexOf('.') >= 0;
        double right = truth.parameters().getOrDefault(names[i], Double.NaN);
        double estimate = fit.parameter(names[i]);
        double error = fit.standardError(names[i]).orElseThrow();
        double off = effect ? estimate - right : Math.log(estimate / right);
        sum[i] += off / SEEDS;
        squares[i] += off * off / SEEDS;
        stated[i] += (effect ? error : error / estimate) / SEEDS;
        FitResult.ConfidenceInterval interval =
            fit.confidenceInterval(names[i], 0.95).orElseThrow();
        covered[i] += interval.low() <= right && right <= interval.high() ? 1 : 0;
      }
    }
    StringBuilder figures = new StringBuilder();
    double[] spread = new double[names.length];
    for (int i = 0; i < names.length; i++) {
      spread[i] = Math.sqrt(squares[i] - sum[i] * sum[i]);
      double right = truth.parameters().getOrDefault(names[i], Double.NaN);
      figures.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.4g | %.4g | %.2f | %.2f | %d |%n",
              model,
              names[i],
              right,
              names[i].indexOf('.') >= 0 ? right + sum[i] : right * Math.exp(sum[i]),
              sum[i] / (spread[i] / Math.sqrt(SEEDS)),
              spread[i] / stated[i],
              covered[i]));
    }
    Files.writeString(Path.of("target", "recovery-" + model + "-covariates.md"), figures);
    for (int i = 0; i < names.length; i++) {
      assertEquals(0, sum[i], 4 * spread[i] / Math.sqrt(SEEDS), figures::toString);
      assertEquals(1, spread[i] / stated[i], 0.13, figures::toString);
      assertTrue(covered[i] >= LEAST_COVERED, figures::toString);
    }
  }
}
