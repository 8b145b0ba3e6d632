package org.clv4j.charts;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.internal.Check;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.diagnostics.AliveHistory;
import org.clv4j.models.diagnostics.FrequencyFit;
import org.clv4j.models.diagnostics.Heterogeneity;
import org.clv4j.models.diagnostics.LikelihoodSurface;
import org.clv4j.models.evaluate.Backtest;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.uncertainty.TrackingBand;
import org.clv4j.models.value.CohortTracking;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.concentration.Concentration;
import org.clv4j.segments.experiment.UpliftCurve;
import org.clv4j.segments.lifecycle.CustomerFlows;
import org.clv4j.segments.lifecycle.SalesSeries;
import org.clv4j.segments.retention.RetentionCurve;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.segments.survival.KaplanMeier;

/**
 * Every chart of the library: of models, of customers, of segments.
 *
 * <p>They show what other modules computed and compute nothing themselves; what a figure means is
 * said there. Repeat purchases leave the first one out.
 *
 * <pre>{@code
 * BgNbd model = BgNbd.fit(CustomerSummaries.of(base, PeriodUnit.WEEK)).model();
 * Charts.tracking(model, base, log).save(Path.of("tracking.svg"));
 * System.out.println(Charts.rfm(RfmTable.of(base)).withTheme(Theme.DARK).description());
 * }</pre>
 */
public final class Charts {
  private static final TimeSpan WEEK = TimeSpan.of(1, PeriodUnit.WEEK);
  private static final int MANY = 7;
  private static final double REACH = 3;
  private static final int STEPS = 20;

  private Charts() {}

  // How well a model fits and foretells.

  /**
   * Repeat purchases of a cohort over time, week by week to the last order: what a model expects,
   * and what came.
   *
   * @param model the model
   * @param base the customers that it was fitted to; a line marks the day until which it knew them
   * @param log all orders
   * @return the chart {@code tracking}
   * @throws IllegalArgumentException if the base is empty or no week is over
   * @see CohortTracking
   */
  public static Chart tracking(TransactionModel model, CustomerBase base, OrderLog log) {
    return tracking(byWeek(model, base, log));
  }

  /**
   * Repeat purchases of a cohort over time, cumulative.
   *
   * @param tracking with or without actual purchases
   * @return the chart {@code tracking}
   */
  public static Chart tracking(CohortTracking tracking) {
    return FitCharts.tracking(tracking, null);
  }

  /**
   * Repeat purchases of a cohort over time, cumulative, with the band that holds a whole curve.
   *
   * @param tracking with or without actual purchases
   * @param band of the same periods
   * @return the chart {@code tracking}
   * @throws IllegalArgumentException if the periods are others
   */
  public static Chart tracking(CohortTracking tracking, TrackingBand band) {
    return FitCharts.tracking(tracking, band);
  }

  /**
   * Repeat purchases of a cohort over time, cumulative, as several models expect them.
   *
   * @param byModel at least one, in the order of the map; all of the same customers and periods
   * @return the chart {@code tracking}
   * @throws IllegalArgumentException if there is none, or their periods or actual purchases differ
   */
  public static Chart tracking(Map<String, CohortTracking> byModel) {
    return FitCharts.tracking(byModel);
  }

  /**
   * Repeat purchases of a cohort in each week to the last order.
   *
   * @param model the model
   * @param base the customers that it was fitted to
   * @param log all orders
   * @return the chart {@code tracking-incremental}
   * @throws IllegalArgumentException if the base is empty or no week is over
   */
  public static Chart trackingIncremental(TransactionModel model, CustomerBase base, OrderLog log) {
    return trackingIncremental(byWeek(model, base, log));
  }

  /**
   * Repeat purchases of a cohort in each period.
   *
   * @param tracking with or without actual purchases
   * @return the chart {@code tracking-incremental}
   */
  public static Chart trackingIncremental(CohortTracking tracking) {
    return FitCharts.trackingIncremental(tracking);
  }

  private static CohortTracking byWeek(TransactionModel model, CustomerBase base, OrderLog log) {
    return CohortTracking.of(model, base, WEEK, log.lastDay()).withActual(log, log.lastDay());
  }

  /**
   * How many customers made 0, 1 … 6, 7 or more repeat purchases, and how many a model expects.
   *
   * @param model the model
   * @param base the customers that it was fitted to
   * @return the chart {@code frequency}
   * @see FrequencyFit
   */
  public static Chart frequency(TransactionModel model, CustomerBase base) {
    CustomerSummaries customers = CustomerSummaries.of(base, model.unit());
    return FitCharts.frequency(FrequencyFit.of(model, customers, MANY), model.name());
  }

  /**
   * Purchases per customer in the holdout by those before it: foretold and actual.
   *
   * @param backtest the backtest
   * @param forecast a model or a naive rule in it
   * @return the chart {@code conditional-expectation-by-frequency}
   * @throws IllegalArgumentException if there is no such forecast
   * @see Backtest#byFrequency
   */
  public static Chart conditionalExpectationByFrequency(Backtest backtest, String forecast) {
    return FitCharts.conditionalExpectation(
        "conditional-expectation-by-frequency",
        Text.of("axis.calibration-purchases"),
        backtest.byFrequency(forecast),
        forecast);
  }

  /**
   * Purchases per customer in the holdout by the time from the first purchase before it to the
   * last: foretold and actual.
   *
   * @param backtest the backtest
   * @param forecast a model or a naive rule in it
   * @return the chart {@code conditional-expectation-by-recency}
   * @throws IllegalArgumentException if there is no such forecast
   * @see Backtest#byRecency
   */
  public static Chart conditionalExpectationByRecency(Backtest backtest, String forecast) {
    return FitCharts.conditionalExpectation(
        "conditional-expectation-by-recency",
        Text.of("axis.calibration-recency"),
        backtest.byRecency(forecast),
        forecast);
  }

  /**
   * Purchases per customer in the holdout by age, the time from the first purchase to the end of
   * the calibration: foretold and actual.
   *
   * @param backtest the backtest
   * @param forecast a model or a naive rule in it
   * @return the chart {@code conditional-expectation-by-age}
   * @throws IllegalArgumentException if there is no such forecast
   * @see Backtest#byAge
   */
  public static Chart conditionalExpectationByAge(Backtest backtest, String forecast) {
    return FitCharts.conditionalExpectation(
        "conditional-expectation-by-age",
        Text.of("axis.calibration-age"),
        backtest.byAge(forecast),
        forecast);
  }

  /**
   * Purchases per customer in the holdout by the time since the last purchase before it: foretold
   * and actual.
   *
   * @param backtest the backtest
   * @param forecast a model or a naive rule in it
   * @return the chart {@code conditional-expectation-by-time-since-last}
   * @throws IllegalArgumentException if there is no such forecast
   * @see Backtest#byTimeSinceLastPurchase
   */
  public static Chart conditionalExpectationByTimeSinceLast(Backtest backtest, String forecast) {
    return FitCharts.conditionalExpectation(
        "conditional-expectation-by-time-since-last",
        Text.of("axis.time-since-last"),
        backtest.byTimeSinceLastPurchase(forecast),
        forecast);
  }

  /**
   * Whether those buy in the holdout of whom a model says so: the share of customers who did, by
   * the probability foretold. A right model lies on the diagonal.
   *
   * @param backtest the backtest
   * @param model a model in it
   * @return the chart {@code activity}
   * @throws IllegalArgumentException if there is no such forecast, or it is a naive rule
   * @see Backtest#byActivity
   */
  public static Chart activity(Backtest backtest, String model) {
    return FitCharts.activity(backtest.byActivity(model), model);
  }

  /**
   * How many repeat buyers have which mean spend per repeat purchase, and how many a model expects.
   *
   * @param model the model of spend
   * @param base the customers that it was fitted to, with amounts
   * @return the chart {@code spending}
   * @throws IllegalArgumentException if nobody bought again for more than 0
   * @throws IllegalStateException if the base has no amounts
   * @see org.clv4j.models.diagnostics.SpendFit
   */
  public static Chart spending(GammaGamma model, CustomerBase base) {
    return SpendChart.of(model, base);
  }

  /**
   * Contours of the log-likelihood of two parameters around their estimates, three standard errors
   * to all sides, all others at their estimates.
   *
   * @param fit the fit
   * @param customers that were fitted
   * @param first a parameter
   * @param second another
   * @return the chart {@code likelihood}
   * @throws IllegalArgumentException if the fit has no such parameter or no standard error of it
   */
  public static Chart likelihood(
      FitResult<? extends TransactionModel> fit,
      CustomerSummaries customers,
      String first,
      String second) {
    return ModelCharts.likelihood(
        LikelihoodSurface.of(fit, customers, first, second, REACH, STEPS), fit.model().name());
  }

  // What a model says.

  /**
   * The probability that a customer is still there, by frequency and recency.
   *
   * @param model the model
   * @param age how long ago the customers first bought, above 0
   * @param mostPurchases the largest frequency, 0 or more
   * @return the chart {@code probability-alive}
   */
  public static Chart probabilityAlive(TransactionModel model, TimeSpan age, int mostPurchases) {
    return ModelCharts.probabilityAlive(model, age, mostPurchases);
  }

  /**
   * The purchases that a customer is expected to make, by frequency and recency.
   *
   * @param model the model
   * @param age how long ago the customers first bought, above 0
   * @param mostPurchases the largest frequency, 0 or more
   * @param horizon how far to look
   * @return the chart {@code expected-purchases}
   */
  public static Chart expectedPurchases(
      TransactionModel model, TimeSpan age, int mostPurchases, TimeSpan horizon) {
    return ModelCharts.expectedPurchases(model, age, mostPurchases, horizon);
  }

  /**
   * The repeat purchases that a new customer is expected to have made by then.
   *
   * @param model the model
   * @param until how long from the first purchase, above 0
   * @return the chart {@code expected-repeat-purchases}
   */
  public static Chart expectedRepeatPurchases(TransactionModel model, TimeSpan until) {
    return ModelCharts.expectedRepeatPurchases(model, until);
  }

  /**
   * How customers differ in their purchase rate: its gamma density.
   *
   * @param model one of this library's
   * @return the chart {@code transaction-rate-heterogeneity}
   * @see Heterogeneity
   */
  public static Chart transactionRateHeterogeneity(TransactionModel model) {
    return ModelCharts.heterogeneity(
        "transaction-rate-heterogeneity", model, Heterogeneity.of(model).densities().get(0));
  }

  /**
   * How customers differ in how they leave: the beta density of the dropout probability or the
   * gamma density of the dropout rate.
   *
   * @param model one of this library's
   * @return the chart {@code dropout-heterogeneity}
   * @throws IllegalArgumentException if the model has no such density, as NBD and GGompertz/NBD
   * @see Heterogeneity
   */
  public static Chart dropoutHeterogeneity(TransactionModel model) {
    List<Heterogeneity.Density> densities = Heterogeneity.of(model).densities();
    if (densities.size() < 2) {
      throw new IllegalArgumentException(
          "model must have a constant dropout rate or probability of each customer, but was "
              + model.name());
    }
    return ModelCharts.heterogeneity("dropout-heterogeneity", model, densities.get(1));
  }

  /**
   * The probability that one customer is still there, day by day.
   *
   * @param model the model
   * @param orders the orders
   * @param customerId the customer
   * @param until the last day to look at
   * @return the chart {@code alive-history}
   * @throws IllegalArgumentException if there is no such customer or no order by then
   * @see AliveHistory
   */
  public static Chart aliveHistory(
      TransactionModel model, CustomerOrders orders, String customerId, LocalDate until) {
    int customer = orders.customers().indexOf(customerId);
    if (customer < 0) {
      throw new IllegalArgumentException(
          "customer must have an order, but \"" + customerId + "\" has none");
    }
    List<LocalDate> days =
        IntStream.range(orders.start(customer), orders.end(customer, (int) until.toEpochDay()))
            .mapToObj(order -> LocalDate.ofEpochDay(orders.day(order)))
            .toList();
    return ModelCharts.aliveHistory(model, customerId, AliveHistory.of(model, days, until));
  }

  /**
   * P(X(t) = n): how likely a new customer makes 0, 1, 2 … repeat purchases.
   *
   * @param model the model
   * @param horizon t
   * @param last the largest n, 0 to 1000
   * @return the chart {@code pmf}
   */
  public static Chart pmf(TransactionModel model, TimeSpan horizon, int last) {
    double[] probabilities =
        IntStream.rangeClosed(0, checkedLast(last))
            .mapToDouble(n -> model.probabilityOfPurchases(n, horizon))
            .toArray();
    return ModelCharts.pmf(model, horizon, probabilities, Text.of("note.new-customer"));
  }

  /**
   * How likely a customer with a history makes 0, 1, 2 … purchases from now on.
   *
   * @param model the model
   * @param customer the history, in its unit
   * @param horizon how long from now
   * @param last the largest number, 0 to 1000
   * @return the chart {@code pmf}
   */
  public static Chart pmf(
      TransactionModel model, CustomerSummary customer, TimeSpan horizon, int last) {
    double[] probabilities =
        IntStream.rangeClosed(0, checkedLast(last))
            .mapToDouble(n -> model.probabilityOfPurchases(customer, n, horizon))
            .toArray();
    Text whose = Text.of("note.history", customer.frequency(), customer.recency(), customer.age());
    return ModelCharts.pmf(model, horizon, probabilities, whose);
  }

  private static int checkedLast(int last) {
    return Check.inRange(last, 0, 1000, "last");
  }

  // What customers did and are worth.

  /**
   * When some customers ordered: a line each, the first order and those after it.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @param most how many customers, 1 to 1000; if there are more, as many evenly chosen
   * @return the chart {@code timing-patterns}
   * @throws IllegalArgumentException if nobody had ordered by then
   */
  public static Chart timingPatterns(CustomerOrders orders, LocalDate asOf, int most) {
    return CustomerCharts.timingPatterns(orders, asOf, most);
  }

  /**
   * The mean time between the purchases of each customer who bought again: how many customers have
   * which, in days.
   *
   * @param base the customers
   * @return the chart {@code interpurchase-times}
   * @throws IllegalArgumentException if nobody bought again
   */
  public static Chart interpurchaseTimes(CustomerBase base) {
    return CustomerCharts.interpurchaseTimes(base);
  }

  /**
   * How many customers have spent how much.
   *
   * @param base the customers, at least one, with amounts
   * @return the chart {@code value-distribution}
   * @throws IllegalStateException if the base has no amounts
   */
  public static Chart valueDistribution(CustomerBase base) {
    return CustomerCharts.valueDistribution(base);
  }

  /**
   * How many customers are predicted to be worth how much: the residual value.
   *
   * @param values of at least one customer, with a model of spend
   * @return the chart {@code predicted-values}
   * @throws IllegalStateException if there is no model of spend
   */
  public static Chart valueDistribution(CustomerValues values) {
    return CustomerCharts.predictedValues(values);
  }

  /**
   * The Lorenz curve of spend: what share those who spent least have spent.
   *
   * @param value the spend of all customers
   * @return the chart {@code lorenz}, with the Gini coefficient
   * @throws IllegalArgumentException if the total is not above 0
   * @see Concentration#lorenzCurve
   */
  public static Chart lorenz(Concentration value) {
    return CustomerCharts.lorenz(value);
  }

  /**
   * The whale curve: what share those who spent most have spent. Above 100 % it says that the last
   * customers, whose refunds outweigh what they spent, cost a part of it again.
   *
   * @param value the spend of all customers
   * @return the chart {@code whale}
   * @throws IllegalArgumentException if the total is not above 0
   */
  public static Chart whale(Concentration value) {
    return CustomerCharts.whale(value);
  }

  // Segments, cohorts, survival, experiments.

  /**
   * The grid of RFM scores: the customers of each pair of r and f, and their share of the spend.
   *
   * @param rfm the table
   * @return the chart {@code rfm}
   */
  public static Chart rfm(RfmTable rfm) {
    return SegmentCharts.rfm(rfm);
  }

  /**
   * Cohorts over time, the youngest 60 and their first 60 periods. Cells whose period is not over
   * are hatched: their figures may still grow. Period 0 does not set the colours of measures that
   * are highest there by construction.
   *
   * @param cohorts the cohorts
   * @param measure what the cells tell
   * @return the chart {@code cohorts}
   * @throws IllegalArgumentException if there is no cohort, or the orders lack what the measure
   *     needs
   */
  public static Chart cohorts(CohortTable cohorts, CohortMeasure measure) {
    return CohortChart.of(cohorts, measure);
  }

  /**
   * The share of customers who stay longer than t, with its band.
   *
   * @param curve the curve
   * @param unit of its times
   * @return the chart {@code survival}
   */
  public static Chart survival(KaplanMeier curve, PeriodUnit unit) {
    return SegmentCharts.survival(Map.of("", curve), unit);
  }

  /**
   * The same of several groups.
   *
   * @param curves by group, at least one, in the order of the map
   * @param unit of their times
   * @return the chart {@code survival}
   * @throws IllegalArgumentException if there is none
   */
  public static Chart survival(Map<String, KaplanMeier> curves, PeriodUnit unit) {
    return SegmentCharts.survival(curves, unit);
  }

  /**
   * The share of customers retained by period since the first order, as observed and as projected.
   *
   * @param curve the curve
   * @param last the last period to show, at least 1
   * @return the chart {@code retention}
   */
  public static Chart retention(RetentionCurve curve, int last) {
    return SegmentCharts.retention(curve, last);
  }

  /**
   * The Qini curve: what treating those with the highest scores adds per customer of all.
   *
   * @param curve the curve
   * @return the chart {@code qini}
   */
  public static Chart qini(UpliftCurve curve) {
    return SegmentCharts.qini(curve);
  }

  // Calendar periods.

  /**
   * The orders of every period, first ones and repeat ones on top of each other.
   *
   * @param sales of at least one period
   * @return the chart {@code orders-over-time}
   * @throws IllegalArgumentException if there is no order
   */
  public static Chart ordersOverTime(SalesSeries sales) {
    return TimeCharts.orders(sales);
  }

  /**
   * The revenue of every period, of first orders and of repeat ones on top of each other.
   *
   * @param sales of at least one period
   * @return the chart {@code revenue-over-time}
   * @throws IllegalArgumentException if there is no order, or the orders have no amounts
   */
  public static Chart revenueOverTime(SalesSeries sales) {
    return TimeCharts.revenue(sales);
  }

  /**
   * Who ordered in every period: returning, reactivated and new customers; below 0 who lapsed. A
   * period that is not over shows nobody as lapsed.
   *
   * @param flows of at least one period
   * @return the chart {@code customer-flows}
   * @throws IllegalArgumentException if there is no order
   */
  public static Chart customerFlows(CustomerFlows flows) {
    return TimeCharts.flows(flows);
  }
}
