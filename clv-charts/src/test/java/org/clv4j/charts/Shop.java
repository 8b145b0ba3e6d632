package org.clv4j.charts;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.io.Table;
import org.clv4j.models.evaluate.Backtest;
import org.clv4j.models.evaluate.BacktestOptions;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.uncertainty.ParameterUncertainty;
import org.clv4j.models.uncertainty.TrackingBand;
import org.clv4j.models.value.CohortTracking;
import org.clv4j.models.value.Valuation;
import org.clv4j.models.value.ValueOptions;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.concentration.Concentration;
import org.clv4j.segments.concentration.NegativeValues;
import org.clv4j.segments.experiment.UpliftCurve;
import org.clv4j.segments.lifecycle.CustomerFlows;
import org.clv4j.segments.lifecycle.SalesSeries;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.retention.RetentionCurve;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalTimes;

/** A simulated shop of 600 customers over two years, and a chart of every kind of it. */
final class Shop {
  static final LocalDate START = LocalDate.of(2023, 1, 2);
  static final LocalDate SPLIT = START.plusWeeks(70);
  static final LocalDate END = START.plusWeeks(104);
  static final OrderLog LOG =
      OrderSimulation.of(
              PurchaseProcess.mbgNbd(0.9, 4, 0.6, 2, PeriodUnit.WEEK),
              SimulationOptions.of(600, 3, START, END).withBirthsUntil(START.plusWeeks(40)))
          .orders(new GammaGamma(6, 4, 15), Currency.getInstance("EUR"));
  static final CustomerOrders ORDERS = CustomerOrders.of(LOG);
  static final CustomerBase BASE = CustomerBase.of(LOG, SPLIT);
  static final FitResult<MbgNbd> FIT = MbgNbd.fit(CustomerSummaries.of(BASE, PeriodUnit.WEEK));
  static final MbgNbd MODEL = FIT.model();
  static final ParetoNbd PARETO = new ParetoNbd(0.55, 10.6, 0.61, 11.7, PeriodUnit.WEEK);
  static final Backtest BACKTEST =
      Backtest.of(LOG, SPLIT, END, BacktestOptions.DEFAULT.withModels(List.of("mbg-nbd")));

  private Shop() {}

  static double number(Table table, int row, int column) {
    return ((Number) Objects.requireNonNull(table.cell(row, column))).doubleValue();
  }

  static TimeSpan weeks(double length) {
    return TimeSpan.of(length, PeriodUnit.WEEK);
  }

  static CohortTracking tracking() {
    return CohortTracking.of(MODEL, BASE, weeks(1), END).withActual(LOG, END);
  }

  static CohortTable cohorts() {
    return CohortTable.of(ORDERS, CohortOptions.asOf(END));
  }

  static KaplanMeier curve(int seed) {
    Random random = new Random(seed);
    double[] time = new double[80];
    boolean[] left = new boolean[80];
    Arrays.setAll(time, i -> (double) (1 + random.nextInt(100)));
    for (int i = 0; i < left.length; i++) {
      left[i] = random.nextInt(3) > 0;
    }
    return KaplanMeier.of(SurvivalTimes.of(time, left));
  }

  static UpliftCurve uplift() {
    Random random = new Random(7);
    double[] score = new double[300];
    boolean[] treated = new boolean[300];
    double[] value = new double[300];
    for (int i = 0; i < score.length; i++) {
      score[i] = random.nextInt(40);
      treated[i] = random.nextBoolean();
      value[i] = random.nextInt(50) + (treated[i] ? score[i] / 2 : 0);
    }
    return UpliftCurve.of(score, treated, value);
  }

  /** One of each kind, by name. */
  static Map<String, Chart> charts() {
    CohortTracking tracking = tracking();
    TrackingBand band =
        TrackingBand.of(
            ParameterUncertainty.of(FIT), BASE, 7, END, 0.9, TrackingBand.Options.DEFAULT);
    Map<String, KaplanMeier> groups = new LinkedHashMap<>();
    groups.put("plan 7", curve(1));
    groups.put("plan 8", curve(2));
    Map<String, Chart> charts = new LinkedHashMap<>();
    charts.put("tracking", Charts.tracking(MODEL, BASE, LOG));
    charts.put("tracking-with-band", Charts.tracking(tracking, band));
    charts.put(
        "tracking-of-models",
        Charts.tracking(
            Map.of(
                "pareto-nbd",
                CohortTracking.of(PARETO, BASE, weeks(1), END).withActual(LOG, END))));
    charts.put("tracking-incremental", Charts.trackingIncremental(MODEL, BASE, LOG));
    charts.put("frequency", Charts.frequency(MODEL, BASE));
    charts.put(
        "conditional-expectation-by-frequency",
        Charts.conditionalExpectationByFrequency(BACKTEST, "mbg-nbd"));
    charts.put(
        "conditional-expectation-by-recency",
        Charts.conditionalExpectationByRecency(BACKTEST, "mbg-nbd"));
    charts.put(
        "conditional-expectation-by-age", Charts.conditionalExpectationByAge(BACKTEST, "mbg-nbd"));
    charts.put(
        "conditional-expectation-by-time-since-last",
        Charts.conditionalExpectationByTimeSinceLast(BACKTEST, "mbg-nbd"));
    charts.put("activity", Charts.activity(BACKTEST, "mbg-nbd"));
    charts.put("spending", Charts.spending(new GammaGamma(6, 4, 15), BASE));
    charts.put("expected-repeat-purchases", Charts.expectedRepeatPurchases(MODEL, weeks(52)));
    charts.put(
        "likelihood",
        Charts.likelihood(FIT, CustomerSummaries.of(BASE, PeriodUnit.WEEK), "r", "alpha"));
    charts.put("probability-alive", Charts.probabilityAlive(MODEL, weeks(52), 20));
    charts.put("expected-purchases", Charts.expectedPurchases(MODEL, weeks(52), 20, weeks(26)));
    charts.put("transaction-rate-heterogeneity", Charts.transactionRateHeterogeneity(MODEL));
    charts.put("dropout-heterogeneity", Charts.dropoutHeterogeneity(MODEL));
    charts.put("dropout-heterogeneity-of-rates", Charts.dropoutHeterogeneity(PARETO));
    charts.put("alive-history", Charts.aliveHistory(MODEL, ORDERS, "101", END));
    charts.put("pmf", Charts.pmf(MODEL, weeks(52), 12));
    charts.put(
        "pmf-of-history", Charts.pmf(MODEL, BASE.summary(100, PeriodUnit.WEEK), weeks(26), 8));
    charts.put("timing-patterns", Charts.timingPatterns(ORDERS, END, 30));
    charts.put("interpurchase-times", Charts.interpurchaseTimes(BASE));
    charts.put("value-distribution", Charts.valueDistribution(BASE));
    charts.put(
        "predicted-values",
        Charts.valueDistribution(
            new Valuation(MODEL, new GammaGamma(6, 4, 15), ValueOptions.DEFAULT).values(BASE)));
    charts.put("lorenz", Charts.lorenz(Concentration.ofSpend(BASE, NegativeValues.REFUSE)));
    charts.put("whale", Charts.whale(Concentration.ofSpend(BASE, NegativeValues.REFUSE)));
    charts.put("rfm", Charts.rfm(RfmTable.of(BASE)));
    charts.put("cohorts", Charts.cohorts(cohorts(), CohortMeasure.RETENTION));
    charts.put("cohorts-value", Charts.cohorts(cohorts(), CohortMeasure.CUMULATIVE_VALUE));
    charts.put("survival", Charts.survival(curve(1), PeriodUnit.WEEK));
    charts.put("survival-of-groups", Charts.survival(groups, PeriodUnit.WEEK));
    charts.put(
        "retention",
        Charts.retention(
            RetentionCurve.of(cohorts(), CohortMeasure.RETENTION_ON_OR_AFTER).withConstantRate(),
            30));
    charts.put("qini", Charts.qini(uplift()));
    SalesSeries sales = SalesSeries.of(ORDERS, END, CalendarPeriod.MONTH);
    charts.put("orders-over-time", Charts.ordersOverTime(sales));
    charts.put("revenue-over-time", Charts.revenueOverTime(sales));
    charts.put(
        "customer-flows",
        Charts.customerFlows(CustomerFlows.of(ORDERS, END, CalendarPeriod.MONTH)));
    return charts;
  }
}
