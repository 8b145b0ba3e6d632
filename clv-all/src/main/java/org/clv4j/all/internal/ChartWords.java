package org.clv4j.all.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.clv4j.charts.Chart;
import org.clv4j.charts.Charts;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.value.Valuation;
import org.clv4j.models.value.ValueOptions;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.concentration.Concentration;
import org.clv4j.segments.concentration.NegativeValues;
import org.clv4j.segments.lifecycle.CustomerFlows;
import org.clv4j.segments.lifecycle.SalesSeries;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.retention.RetentionCurve;
import org.clv4j.segments.rfm.RfmTable;

/** Charts by their names, each under its defaults. */
public final class ChartWords {
  private static final int CUSTOMERS = 40;
  private static final int PERIODS = 36;
  private static final int MOST_PURCHASES = 20;
  private static final TimeSpan YEAR = TimeSpan.of(1, PeriodUnit.YEAR);

  private ChartWords() {}

  /**
   * A chart of what customers did.
   *
   * @param name of the chart
   * @param base the customers
   * @param log their orders
   * @param threads at most
   * @return the chart
   * @throws IllegalArgumentException if there is no such chart, or nothing to draw
   */
  public static Chart ofOrders(String name, CustomerBase base, OrderLog log, int threads) {
    Map<String, Supplier<Chart>> charts = new LinkedHashMap<>();
    charts.put("orders-over-time", () -> Charts.ordersOverTime(sales(base, log, threads)));
    charts.put("revenue-over-time", () -> Charts.revenueOverTime(sales(base, log, threads)));
    charts.put(
        "customer-flows",
        () ->
            Charts.customerFlows(
                CustomerFlows.of(
                    CustomerOrders.of(log, threads), base.asOf(), CalendarPeriod.MONTH)));
    charts.put("value-distribution", () -> Charts.valueDistribution(base));
    charts.put("lorenz", () -> Charts.lorenz(spend(base)));
    charts.put("whale", () -> Charts.whale(spend(base)));
    charts.put("rfm", () -> Charts.rfm(RfmTable.of(base)));
    charts.put(
        "cohorts", () -> Charts.cohorts(cohorts(base, log, threads), CohortMeasure.RETENTION));
    charts.put("retention", () -> retention(cohorts(base, log, threads)));
    charts.put(
        "timing-patterns",
        () -> Charts.timingPatterns(CustomerOrders.of(log, threads), base.asOf(), CUSTOMERS));
    charts.put("interpurchase-times", () -> Charts.interpurchaseTimes(base));
    return named(name, charts);
  }

  /**
   * A chart of what a model says.
   *
   * @param name of the chart
   * @param model the model
   * @param base the customers that it was fitted to
   * @param log all orders
   * @param threads at most
   * @return the chart
   * @throws IllegalArgumentException if there is no such chart, or nothing to draw
   */
  public static Chart ofModel(
      String name, TransactionModel model, CustomerBase base, OrderLog log, int threads) {
    Map<String, Supplier<Chart>> charts = new LinkedHashMap<>();
    charts.put("tracking", () -> Charts.tracking(model, base, log));
    charts.put("tracking-incremental", () -> Charts.trackingIncremental(model, base, log));
    charts.put("frequency", () -> Charts.frequency(model, base));
    charts.put("expected-repeat-purchases", () -> Charts.expectedRepeatPurchases(model, YEAR));
    charts.put(
        "probability-alive", () -> Charts.probabilityAlive(model, age(base), mostPurchases(base)));
    charts.put(
        "expected-purchases",
        () -> Charts.expectedPurchases(model, age(base), mostPurchases(base), YEAR));
    charts.put("transaction-rate-heterogeneity", () -> Charts.transactionRateHeterogeneity(model));
    charts.put("dropout-heterogeneity", () -> Charts.dropoutHeterogeneity(model));
    charts.put("pmf", () -> Charts.pmf(model, YEAR, MOST_PURCHASES));
    charts.put("spending", () -> Charts.spending(GammaGamma.fit(base).model(), base));
    charts.put(
        "predicted-values",
        () ->
            Charts.valueDistribution(
                new Valuation(
                        model,
                        GammaGamma.fit(base).model(),
                        ValueOptions.DEFAULT.withThreads(threads))
                    .values(base)));
    return named(name, charts);
  }

  private static Chart named(String name, Map<String, Supplier<Chart>> charts) {
    Supplier<Chart> chart = charts.get(name);
    if (chart == null) {
      throw new IllegalArgumentException(
          "chart must be one of " + charts.keySet() + ", but was \"" + name + "\"");
    }
    return chart.get();
  }

  private static SalesSeries sales(CustomerBase base, OrderLog log, int threads) {
    return SalesSeries.of(CustomerOrders.of(log, threads), base.asOf(), CalendarPeriod.MONTH);
  }

  private static Concentration spend(CustomerBase base) {
    return Concentration.ofSpend(base, NegativeValues.KEEP);
  }

  private static CohortTable cohorts(CustomerBase base, OrderLog log, int threads) {
    return CohortTable.of(
        CustomerOrders.of(log, threads), CohortOptions.asOf(base.asOf()).withThreads(threads));
  }

  private static Chart retention(CohortTable cohorts) {
    RetentionCurve curve = RetentionCurve.of(cohorts, CohortMeasure.RETENTION_ON_OR_AFTER);
    return Charts.retention(curve, Math.max(1, Math.min(PERIODS, curve.observed() - 1)));
  }

  private static TimeSpan age(CustomerBase base) {
    return TimeSpan.of((double) base.observationPeriod().days(), PeriodUnit.DAY);
  }

  private static int mostPurchases(CustomerBase base) {
    int most = IntStream.range(0, base.size()).map(base::frequency).max().orElse(0);
    return Math.max(1, Math.min(MOST_PURCHASES, most));
  }
}
