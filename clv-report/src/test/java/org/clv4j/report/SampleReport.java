package org.clv4j.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.subscription.BillingInterval;
import org.clv4j.core.subscription.PlanTerms;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.evaluate.Backtest;
import org.clv4j.models.evaluate.BacktestOptions;
import org.clv4j.models.evaluate.Readiness;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.models.value.Valuation;
import org.clv4j.models.value.ValueOptions;
import org.clv4j.segments.affinity.Affinity;
import org.clv4j.segments.affinity.Baskets;
import org.clv4j.segments.affinity.BasketsBuilder;
import org.clv4j.segments.cohort.CustomerLabels;
import org.clv4j.segments.drift.CustomerDrift;
import org.clv4j.segments.economics.EconomicsOptions;
import org.clv4j.segments.economics.UnitEconomics;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Scope;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.segments.subscription.SubscriptionOptions;
import org.clv4j.segments.subscription.SubscriptionSeries;

/** A report with every section, of customers of MBG/NBD; the best of them have hostile ids. */
final class SampleReport {
  static final String MARKUP = "<img src=x onerror=\"hacked=1\">&\"'";
  static final List<String> HOSTILE =
      List.of(
          "<script>hacked=1</script>",
          MARKUP,
          "\"'`${hacked=1}`{{title}}",
          "\u202Eeman desrever",
          "\u0639\u0645\u064A\u0644 12 (\u05DC\u05E7\u05D5\u05D7)");
  static final LocalDate START = LocalDate.of(2023, 1, 2);
  static final LocalDate END = START.plusWeeks(104);
  static final LocalDate SPLIT = START.plusWeeks(69);

  private static final Currency EUR = Currency.getInstance("EUR");

  final OrderLog log;
  final CustomerBase base;
  final HtmlReport report;

  SampleReport() {
    log = orders();
    base = CustomerBase.of(log, END);
    CustomerOrders orders = CustomerOrders.of(log);
    MbgNbd model = MbgNbd.fit(CustomerSummaries.of(base, PeriodUnit.WEEK)).model();
    CustomerValues values =
        new Valuation(model, new GammaGamma(6, 4, 15), ValueOptions.DEFAULT).values(base);
    HtmlReport.Trial trial =
        new HtmlReport.Trial(
            Backtest.of(log, SPLIT, END, BacktestOptions.DEFAULT.withModels(List.of("mbg-nbd"))),
            Readiness.of(log, CustomerBase.Options.DEFAULT.withAsOf(END)));
    UnitEconomics economics =
        UnitEconomics.of(
            orders,
            CustomerLabels.same(orders),
            Map.of(),
            AcquisitionCost.Kind.BLENDED,
            EconomicsOptions.of(START, END, 180).withMargin(0.5));
    report =
        HtmlReport.of(RfmTable.of(base), source())
            .withOrders(orders)
            .withForecast(new HtmlReport.Forecast(values, List.of(MARKUP), trial))
            .withEconomics(economics)
            .withQuality(DataQuality.of(log, END));
  }

  static HtmlReport.Source source() {
    return new HtmlReport.Source(
        List.of(MARKUP),
        Map.of("customer", MARKUP),
        List.of(MARKUP),
        7,
        2,
        List.of("orders.csv:3: " + MARKUP),
        "clv report " + MARKUP,
        "clv 1");
  }

  private static OrderLog orders() {
    OrderLog simulated =
        OrderSimulation.of(
                PurchaseProcess.mbgNbd(0.9, 4, 0.6, 2, PeriodUnit.WEEK),
                SimulationOptions.of(1500, 3, START, END).withBirthsUntil(START.plusWeeks(40)))
            .orders(new GammaGamma(6, 4, 15), EUR);
    OrderLogBuilder builder = OrderLog.builder(EUR);
    for (int row = 0; row < simulated.size(); row++) {
      String id = simulated.customers().id(simulated.customer(row));
      builder.add(id, simulated.day(row), simulated.amount(row));
    }
    long amount = Money.of("4000", "EUR").minorUnits();
    for (String id : HOSTILE) {
      for (int week = 2; week < 100; week += 7) {
        builder.add(id, (int) START.plusWeeks(week).toEpochDay(), amount);
      }
    }
    return builder.build();
  }

  /** With all that a page can have: a year of cohorts, subscriptions, baskets, what changed. */
  HtmlReport full() {
    CustomerOrders orders = CustomerOrders.of(log);
    LocalDate year = LocalDate.of(2023, 2, 1);
    Map<LocalDate, Money> spend = new HashMap<>();
    for (int month = 0; month < 8; month++) {
      spend.put(year.plusMonths(month), Money.of("12345.67", "EUR"));
    }
    EconomicsOptions options = EconomicsOptions.of(year, END, 365).withMargin(0.4);
    Subscription subscription =
        Subscription.of(
            "S1",
            MARKUP,
            PlanTerms.of(START, Money.of("12345.67", "EUR"), BillingInterval.MONTHLY));
    BasketsBuilder baskets =
        Baskets.builder(new Scope(END, "orders", ZoneOffset.UTC, OrderPolicy.AS_STATED, EUR));
    for (int i = 0; i < 30; i++) {
      baskets.add("order" + i, i < 10 ? MARKUP : "tea");
      baskets.add("order" + i, i < 10 ? "milk" : "ham" + i % 3);
    }
    CustomerBase before = CustomerBase.of(log, SPLIT);
    return report
        .withEconomics(
            UnitEconomics.byCohort(
                orders, CalendarPeriod.MONTH, spend, AcquisitionCost.Kind.BLENDED, options))
        .withSubscriptions(
            SubscriptionSeries.of(List.of(subscription), END, SubscriptionOptions.of(EUR)))
        .withAffinity(Affinity.of(baskets.build()))
        .withDrift(CustomerDrift.of(before, base));
  }

  String page(Locale locale) {
    return page(report, locale);
  }

  static String page(HtmlReport report, Locale locale) {
    StringBuilder page = new StringBuilder();
    try {
      report.withLocale(locale).write(page);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return page.toString();
  }
}
