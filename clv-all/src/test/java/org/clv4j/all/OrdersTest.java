package org.clv4j.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.clv4j.charts.Chart;
import org.clv4j.charts.Charts;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.io.ModelFile;
import org.clv4j.io.OrderCsv;
import org.clv4j.io.Table;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.evaluate.Backtest;
import org.clv4j.models.evaluate.BacktestOptions;
import org.clv4j.models.evaluate.ModelChoice;
import org.clv4j.models.evaluate.Readiness;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.models.value.Valuation;
import org.clv4j.models.value.ValueOptions;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.health.CustomerBaseHealth;
import org.clv4j.segments.rfm.RfmTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Each word gives what the class behind it gives. */
class OrdersTest {
  private static final String SAMPLE = Session.ROOT.resolve("samples/orders.csv").toString();
  private static final Orders ORDERS = read(SAMPLE);
  private static final OrderLog LOG = ORDERS.log();
  private static final CustomerBase BASE = CustomerBase.of(LOG);

  @TempDir Path dir = Path.of(".");

  private static Orders read(String file) {
    try {
      return Orders.read(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Object cell(Table table, int row, String column) {
    Object cell = table.cell(row, table.names().indexOf(column));
    return cell == null ? "none" : cell;
  }

  @Test
  void customersAreThoseOfTheBase() {
    Table customers = ORDERS.customers();
    assertEquals(BASE.size(), customers.rows());
    int row = BASE.row("C00042");
    assertEquals("C00042", cell(customers, row, "customer_id"));
    assertEquals(BASE.orders(row), cell(customers, row, "orders"));
    assertEquals(BASE.summary(row, PeriodUnit.WEEK).recency(), cell(customers, row, "recency"));
    assertEquals(
        (double) BASE.recencyDays(row), cell(ORDERS.in("day").customers(), row, "recency"));
  }

  @Test
  void rfmIsThatOfTheTable() {
    RfmTable rfm = RfmTable.of(BASE);
    int row = BASE.row("C00042");
    assertEquals(rfm.segment(row), cell(ORDERS.rfm(), row, "segment"));
    assertEquals(rfm.segments().size(), ORDERS.segments().rows());
    assertEquals(rfm.segments().get(0).customers(), cell(ORDERS.segments(), 0, "customers"));
  }

  @Test
  void healthIsThatOfTheBase() {
    Table health = ORDERS.health();
    CustomerBaseHealth expected = CustomerBaseHealth.of(CustomerOrders.of(LOG));
    for (int row = 0; row < expected.metrics().size(); row++) {
      assertEquals(expected.metrics().get(row).name(), cell(health, row, "metric"));
    }
    assertTrue(health.rows() > expected.metrics().size(), "contact advice");
  }

  @Test
  void cohortsAreATriangle() {
    CohortTable expected =
        CohortTable.of(CustomerOrders.of(LOG), CohortOptions.asOf(LOG.lastDay()));
    Table cohorts = ORDERS.cohorts();
    assertEquals(expected.cohorts(), cohorts.rows());
    assertEquals(2 + expected.periods(), cohorts.names().size());
    assertEquals(
        expected.value(CohortMeasure.RETENTION, 2, 3).value().orElseThrow(), cell(cohorts, 2, "3"));
    assertEquals("none", cell(cohorts, expected.cohorts() - 1, "1"));
    Table orders = ORDERS.cohorts("month", CohortMeasure.ORDERS);
    assertEquals(expected.value(CohortMeasure.ORDERS, 2, 3).numerator(), cell(orders, 2, "3"));
    assertEquals(8, ORDERS.cohorts("quarter", CohortMeasure.RETENTION).rows());
    assertThrows(
        IllegalArgumentException.class, () -> ORDERS.cohorts("moon", CohortMeasure.RETENTION));
  }

  @Test
  void retentionBehaviourQualityAndReadinessHaveRows() {
    assertEquals("survival_to_second_order", cell(ORDERS.retention(), 0, "metric"));
    assertTrue(ORDERS.behavior().rows() >= BASE.size());
    assertEquals("finding", ORDERS.quality().names().get(0));
    Readiness expected = Readiness.of(LOG, CustomerBase.Options.DEFAULT);
    assertEquals(expected.gates().size(), ORDERS.readiness().rows());
    assertEquals(expected.gates().get(0).finding(), cell(ORDERS.readiness(), 0, "finding"));
  }

  @Test
  void aFitIsThatOfTheCatalog() {
    for (String name : List.of("mbg-nbd", "mbg-cnbd-k")) {
      Fitted fitted = ORDERS.fit(name);
      CustomerBase base =
          CustomerBase.of(LOG, CustomerBase.Options.DEFAULT.withInterpurchaseTimes());
      CustomerSummaries data =
          TransactionModels.needsInterpurchaseTimes(name)
              ? CustomerSummaries.withInterpurchaseTimes(base, PeriodUnit.WEEK)
              : CustomerSummaries.of(base, PeriodUnit.WEEK);
      assertEquals(
          TransactionModels.fit(name, data, null, FitOptions.DEFAULT).model(), fitted.model());
      assertEquals(fitted.model().parameters().size(), fitted.parameters().rows());
      assertEquals(fitted.result().logLikelihood(), cell(fitted.describe(), 3, "value"));
    }
  }

  @Test
  void valuesAreThoseOfTheValuation() {
    Fitted fitted = ORDERS.fit("mbg-nbd");
    TransactionModel model = fitted.model();
    ValueOptions options =
        ValueOptions.DEFAULT
            .withHorizon(TimeSpan.of(26, PeriodUnit.WEEK))
            .withDiscountRate(DiscountRate.annual(0.1));
    CustomerValues expected =
        new Valuation(model, GammaGamma.fit(BASE).model(), options).values(BASE);
    int row = BASE.row("C00042");
    assertEquals(expected.residual(row), cell(fitted.value(26, 0.1), row, "clv"));
    assertEquals(
        expected.expectedPurchases(row).orElseThrow(),
        cell(fitted.predict(26), row, "expected_purchases"));
    assertEquals(
        List.of("customer_id", "probability_alive", "expected_purchases"),
        fitted.predict(26).names());
    assertEquals(BASE.size(), fitted.value().rows());
  }

  @Test
  void autoIsTheModelOfTheChoice() {
    BacktestOptions options = BacktestOptions.DEFAULT.withUnit(PeriodUnit.WEEK);
    ModelChoice choice = ModelChoice.of(LOG, LOG.lastDay(), options);
    Fitted fitted = ORDERS.fit("auto");
    assertEquals(choice.fit().model(), fitted.model());
    assertTrue(fitted.toString().contains(choice.reasons().get(0)), fitted.toString());
  }

  @Test
  void aBacktestForetellsTheLastThird() {
    LocalDate split = Backtest.calibrationEnd(LOG.firstDay(), LOG.lastDay());
    Backtest expected =
        Backtest.of(
            LOG, split, LOG.lastDay(), BacktestOptions.DEFAULT.withModels(List.of("bg-nbd")));
    Table table = ORDERS.backtest("bg-nbd");
    assertEquals("bg-nbd", cell(table, 0, "model"));
    assertEquals(expected.forecast("bg-nbd").accuracy().meanAbsoluteError(), cell(table, 0, "mae"));
    assertEquals(split, cell(table, 0, "calibration_end"));
    assertEquals(
        LocalDate.of(2025, 3, 1),
        cell(ORDERS.backtest(LocalDate.of(2025, 3, 1), "bg-nbd"), 0, "calibration_end"));
  }

  @Test
  void laterOrdersHaveAPartInNothing() {
    Orders then = ORDERS.asOf("2024-06-30");
    assertEquals(CustomerBase.of(LOG, LocalDate.of(2024, 6, 30)).size(), then.customers().rows());
    assertEquals(LOG + ", as of 2024-06-30", then.toString());
    assertEquals(LocalDate.of(2024, 6, 30), then.in("month").base().asOf());
    Exception tooEarly =
        assertThrows(IllegalArgumentException.class, () -> ORDERS.asOf("2020-01-01"));
    assertTrue(String.valueOf(tooEarly.getMessage()).contains("2020-01-01"));
  }

  /** All that there are, as the answer to a name that there is not says. */
  private static List<String> names(Executable wrong) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, wrong).getMessage());
    assertTrue(message.endsWith("but was \"pie\""), message);
    return List.of(
        message.substring(message.indexOf('[') + 1, message.indexOf(']')).split(", ", -1));
  }

  @Test
  void chartsAreFoundByTheirNames() throws IOException {
    for (String name : names(() -> ORDERS.chart("pie"))) {
      assertEquals(name, ORDERS.chart(name).name());
    }
    Fitted past = ORDERS.asOf("2025-06-30").fit("mbg-nbd");
    for (String name : names(() -> past.chart("pie"))) {
      assertEquals(name, past.chart(name).name());
    }
    Chart tracking = past.chart("tracking");
    assertEquals(
        Charts.tracking(past.model(), CustomerBase.of(LOG, LocalDate.of(2025, 6, 30)), LOG).svg(),
        tracking.svg());
    Path file = dir.resolve("tracking.svg");
    tracking.save(file.toString());
    assertEquals(tracking.svg(), Files.readString(file));
    Chart history = past.history("C00042");
    assertEquals("alive-history", history.name());
    assertEquals(
        LocalDate.of(2025, 6, 30), cell(history.table(), history.table().rows() - 1, "date"));
  }

  @Test
  void aModelIsKeptForTheCommand() throws IOException {
    Fitted fitted = ORDERS.fit("bg-nbd");
    Path file = dir.resolve("model.json");
    fitted.save(file.toString());
    assertEquals(fitted.model(), ModelFile.read(file).transactionModel());
  }

  @Test
  void filesAreReadUnderSettings() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("members.csv"), "member;at;amount\n7;2024-03-01;1,50\n8;2024-03-02;2,00\n");
    Orders orders =
        Orders.read(new OrderCsv().customer("member").time("at").decimal(','), file.toString());
    assertEquals(2, orders.base().size());
    assertEquals(350, orders.base().totalSpend().minorUnits());
    Path json =
        Files.writeString(
            dir.resolve("orders.json"), "[{\"customer\":\"7\",\"date\":\"2024-03-01\"}]");
    assertEquals(1, Orders.read(json.toString()).base().size());
    Exception mixed =
        assertThrows(IllegalArgumentException.class, () -> Orders.read(SAMPLE, json.toString()));
    assertTrue(String.valueOf(mixed.getMessage()).contains("all be CSV or none"));
  }

  @Test
  void noOrderIsAnError() {
    OrderLog empty = OrderLog.builderWithoutAmounts().build();
    assertThrows(IllegalArgumentException.class, () -> Orders.of(empty));
  }

  @Test
  void factsAreToldWithoutAmountsToo() {
    OrderLog log =
        OrderLog.builderWithoutAmounts()
            .add("anna", (int) LocalDate.of(2024, 1, 10).toEpochDay())
            .build();
    Table facts = Orders.of(log).describe();
    assertEquals("orders", cell(facts, 0, "fact"));
    assertEquals(1L, cell(facts, 0, "value"));
  }
}
