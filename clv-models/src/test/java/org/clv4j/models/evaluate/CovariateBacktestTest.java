package org.clv4j.models.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CalibrationHoldout;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.covariate.CovariateOptions;
import org.clv4j.models.covariate.Covariates;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.junit.jupiter.api.Test;

/** A shop whose customers of the web buy four times as often as the others. */
class CovariateBacktestTest {
  private static final PeriodUnit WEEK = PeriodUnit.WEEK;
  private static final LocalDate START = LocalDate.of(2020, 1, 1);
  private static final LocalDate SPLIT = LocalDate.of(2021, 3, 31);
  private static final LocalDate END = LocalDate.of(2021, 12, 31);
  private static final String WITH = "mbg-nbd" + Backtest.WITH_COVARIATES;
  private static final OrderLog LOG = log(END, 500);
  private static final BacktestOptions OPTIONS =
      BacktestOptions.DEFAULT
          .withModels(List.of("nbd", "mbg-nbd"))
          .withThreads(2)
          .withCovariates(covariates("web", "shop"), CovariateOptions.DEFAULT);

  private static OrderLog log(LocalDate end, int customers) {
    OrderLogBuilder builder = OrderLog.builder(Money.UNSTATED);
    for (String channel : List.of("web", "shop")) {
      OrderLog part =
          OrderSimulation.of(
                  PurchaseProcess.mbgCnbd(1, 0.9, channel.equals("web") ? 4 : 16, 0.6, 2.5, WEEK),
                  SimulationOptions.of(customers, channel.length(), START, end)
                      .withBirthsUntil(START.plusMonths(6)))
              .orders(new GammaGamma(6, 4, 15), Money.UNSTATED);
      for (int i = 0; i < part.size(); i++) {
        builder.add(channel + part.customers().id(part.customer(i)), part.day(i), part.amount(i));
      }
    }
    return builder.build();
  }

  private static Covariates covariates(String web, String shop) {
    List<String> ids = new ArrayList<>();
    List<String> channel = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      ids.add("web" + i);
      channel.add(web);
      ids.add("shop" + i);
      channel.add(shop);
    }
    ids.add("of nobody who ordered");
    channel.add("fax");
    return Covariates.builder(ids).category("channel", channel, "shop").build();
  }

  private static List<String> names(Backtest test) {
    return test.forecasts().stream().map(Forecast::name).toList();
  }

  @Test
  void modelsWithEffectsStandBesideThoseWithout() {
    Backtest test = Backtest.of(LOG, SPLIT, END, OPTIONS);
    assertEquals(
        List.of(
            "nbd", "mbg-nbd", WITH, Backtest.SAME_RATE, Backtest.LAST_YEAR, Backtest.COHORT_MEAN),
        names(test));
    Forecast with = test.forecast(WITH);
    Forecast without = test.forecast("mbg-nbd");
    assertTrue(with.fit().isEmpty() && !with.isNaive() && without.covariateFit().isEmpty());
    FitResult<CovariateModel> fit = with.covariateFit().orElseThrow();
    assertEquals(Math.log(4), fit.parameter("rate.channel=web"), 0.3);

    double score = 0;
    CustomerBase base = test.calibration();
    TimeSpan span = TimeSpan.of(275, PeriodUnit.DAY);
    for (int row = 0; row < base.size(); row++) {
      TransactionModel own = fit.model().at(covariates("web", "shop"), base.id(row));
      CustomerSummary customer = base.summary(row, WEEK);
      double expected = own.expectedPurchases(customer, span);
      assertEquals(expected, with.purchases(row), 1e-12 * expected);
      score += Math.log(own.probabilityOfPurchases(customer, test.actual(row), span));
      assertTrue(with.spend(row).orElseThrow() > 0);
    }
    assertEquals(score / base.size(), with.logScore().orElseThrow(), 1e-12);
    assertEquals(0.9, with.intervalCoverage().orElseThrow(), 4 * Math.sqrt(0.09 / base.size()));
    assertTrue(with.logScore().orElseThrow() > without.logScore().orElseThrow());
    assertTrue(with.trackingError().isPresent());
    assertTrue(
        test.verdict().sentences().stream()
            .anyMatch(sentence -> sentence.startsWith("Covariates help mbg-nbd: its log score")),
        test.verdict()::toString);
  }

  /** One model for all, and equal models that are not the same object. */
  @Test
  void equalModelsAreMeasuredAsOne() {
    Holdout holdout =
        new Holdout(
            LOG,
            CalibrationHoldout.of(LOG, SPLIT, CustomerBase.Options.DEFAULT.withAsOf(END)),
            WEEK);
    RowModels one = RowModels.same(new MbgNbd(0.9, 8, 0.6, 2.5, WEEK));
    TransactionModel[] two = {
      new MbgNbd(0.9, 8, 0.6, 2.5, WEEK), new MbgNbd(0.9, 8, 0.6, 2.5, WEEK)
    };
    RowModels each =
        RowModels.of(
            IntStream.range(0, holdout.calibration.size()).mapToObj(row -> two[row % 2]).toList());
    assertArrayEquals(holdout.logScores(one, 1), holdout.logScores(each, 2));
    assertEquals(holdout.coverage(one, 0.9, 1), holdout.coverage(each, 0.9, 2));
    TrackingError expected = holdout.trackingError(one, 1).orElseThrow();
    TrackingError found = holdout.trackingError(each, 3).orElseThrow();
    assertEquals(expected.cumulative(), found.cumulative(), 1e-12);
    assertEquals(expected.incremental(), found.incremental(), 1e-12);
  }

  /** Orders after the split, other threads and covariates of those who come later do not matter. */
  @Test
  void nothingAfterTheSplitLeaks() {
    Backtest test = Backtest.of(LOG, SPLIT, END, OPTIONS);
    OrderLogBuilder cut = OrderLog.builder(Money.UNSTATED);
    for (int i = 0; i < LOG.size(); i++) {
      if (LOG.day(i) <= SPLIT.toEpochDay()) {
        cut.add(LOG.customers().id(LOG.customer(i)), LOG.day(i), LOG.amount(i));
      }
    }
    cut.add("web1", (int) END.toEpochDay(), 1_000_000);
    cut.add("of nobody who ordered", (int) END.toEpochDay(), 5);
    Backtest other = Backtest.of(cut.build(), SPLIT, END, OPTIONS.withThreads(1));
    assertEquals(test.forecast(WITH).covariateFit(), other.forecast(WITH).covariateFit());
    for (int row = 0; row < test.calibration().size(); row++) {
      assertEquals(test.forecast(WITH).purchases(row), other.forecast(WITH).purchases(row));
      assertEquals(test.forecast(WITH).spend(row), other.forecast(WITH).spend(row));
    }
  }

  @Test
  void whatCannotBeComparedIsNamed() {
    BacktestOptions rare =
        OPTIONS.withCovariates(
            covariates("web", "shop"), CovariateOptions.DEFAULT.onRate("shoe size"));
    Backtest test = Backtest.of(LOG, SPLIT, END, rare);
    assertFalse(names(test).contains(WITH));
    assertEquals(
        "covariate must be one of [channel], but was \"shoe size\"", test.failures().get(WITH));
    Covariates few = Covariates.builder(List.of("web1")).number("age", 7).build();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Backtest.of(
                    LOG, SPLIT, END, OPTIONS.withCovariates(few, CovariateOptions.DEFAULT)));
    assertTrue(String.valueOf(e.getMessage()).contains("999 of 1000 had none"), e::getMessage);
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withModels(List.of("nbd")));
    assertThrows(IllegalArgumentException.class, () -> ModelChoice.of(LOG, END, OPTIONS));
  }
}
