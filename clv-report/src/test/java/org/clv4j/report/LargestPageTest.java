package org.clv4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.Table;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.models.value.Valuation;
import org.clv4j.models.value.ValueOptions;
import org.clv4j.segments.rfm.RfmTable;
import org.junit.jupiter.api.Test;

/** Nothing on the page is per customer or order: what it can grow by are periods, and these end. */
class LargestPageTest {
  private static final int MEGABYTE = 1_000_000;
  private static final Currency EUR = Currency.getInstance("EUR");

  /** A day less than five years, in months, each with new customers: as many cohorts as can be. */
  private static final LocalDate START = LocalDate.of(2019, 1, 1);

  private static final LocalDate END = LocalDate.of(2023, 12, 29);

  private static HtmlReport report(int customers) {
    OrderLog simulated =
        OrderSimulation.of(
                PurchaseProcess.mbgNbd(0.9, 9, 0.4, 3, PeriodUnit.WEEK),
                SimulationOptions.of(customers, 3, START, END).withBirthsUntil(END))
            .orders(new GammaGamma(6, 4, 15), EUR);
    OrderLogBuilder orders = OrderLog.builder(EUR);
    for (int row = 0; row < simulated.size(); row++) {
      orders.add(
          simulated.customers().id(simulated.customer(row)),
          simulated.day(row),
          simulated.amount(row));
    }
    // The first month and the last have new customers too.
    OrderLog log =
        orders
            .add("first", (int) START.toEpochDay(), 1000)
            .add("last", (int) END.toEpochDay(), 1000)
            .build();
    CustomerBase base = CustomerBase.of(log, END);
    CustomerValues values =
        new Valuation(
                new MbgNbd(0.9, 9, 0.4, 3, PeriodUnit.WEEK),
                new GammaGamma(6, 4, 15),
                ValueOptions.DEFAULT)
            .values(base);
    return HtmlReport.of(RfmTable.of(base), SampleReport.source())
        .withOrders(CustomerOrders.of(log))
        .withForecast(new HtmlReport.Forecast(values, List.of(), null))
        .withQuality(DataQuality.of(log, END));
  }

  private static int bytes(HtmlPage page) throws IOException {
    StringBuilder html = new StringBuilder();
    page.write(html);
    return html.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static Table table(HtmlPage page) {
    return Objects.requireNonNull(page.tables().get("cohort-retention.csv"));
  }

  @Test
  void mostCohortsAreWithinFiveMegabytes() throws IOException {
    HtmlPage page = report(3000).withLocale(Locale.FRENCH).page();
    assertEquals(60 * 61 / 2, table(page).rows());
    int bytes = bytes(page);
    assertTrue(bytes < 5 * MEGABYTE, bytes + " bytes");
    // Four times the customers are no larger page.
    int ofMore = bytes(report(12_000).withLocale(Locale.FRENCH).page());
    assertTrue(Math.abs(ofMore - bytes) < bytes / 20, ofMore + " and " + bytes + " bytes");
  }
}
