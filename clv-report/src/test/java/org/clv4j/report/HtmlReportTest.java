package org.clv4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.order.OrderPolicy;
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
import org.clv4j.models.transaction.BgNbd;
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
import org.clv4j.segments.metric.Scope;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.segments.subscription.SubscriptionOptions;
import org.clv4j.segments.subscription.SubscriptionSeries;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final String MARKUP = "<img src=x onerror=\"alert('1')\">&\"'";
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate END = LocalDate.of(2024, 12, 31);

  private static HtmlReport.Source source() {
    return new HtmlReport.Source(
        List.of(MARKUP),
        Map.of("customer", MARKUP),
        List.of(MARKUP),
        7,
        2,
        List.of("orders.csv:3: " + MARKUP),
        "clv report " + MARKUP);
  }

  /** Sixty customers; the i-th has i orders of 10.00, the last one an id that is markup. */
  private static CustomerBase base() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    int start = (int) LocalDate.of(2024, 1, 1).toEpochDay();
    for (int customer = 1; customer <= 60; customer++) {
      for (int order = 0; order < customer; order++) {
        builder.add(customer == 60 ? MARKUP : "c" + customer, start + 5 * order, 1000);
      }
    }
    return CustomerBase.of(builder.build(), END);
  }

  private static String page(RfmTable rfm) throws IOException {
    StringBuilder page = new StringBuilder();
    new HtmlReport(rfm, null, source()).write(page);
    return page.toString();
  }

  private static Document parsed(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
  }

  private static List<String> texts(Document page, String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void thePageHasTheFigures() throws Exception {
    Document page = parsed(page(RfmTable.of(base())));
    // 1 + 2 + … + 60 orders of 10.00
    List<String> figures = texts(page, "strong");
    assertEquals(
        List.of("60", "1,830", "30.50", "98.3 %", "EUR 18,300.00", "EUR 305.00"),
        figures.subList(0, 6));
    // Gini (n - 1) / 3n of 1 to n; the 12 who ordered most: 49 + … + 60 = 654 of 1830 orders;
    // 27 + … + 60 = 1479 reach 80 % of 1830, which is 1464, and 28 + … + 60 = 1452 do not.
    assertEquals(
        List.of("0.33", "35.7 %", "34"), figures.subList(figures.size() - 3, figures.size()));
    assertTrue(texts(page, "th").contains(MARKUP), "the top customer");
    assertTrue(texts(page, "dd").contains("EUR"));
    assertTrue(texts(page, "dd").contains("rfm-11, eleven segments"));
    assertEquals(List.of("clv report " + MARKUP), texts(page, "code"));
  }

  @Test
  void theBarsAreTheNumbersBelowThem() throws Exception {
    Document page = parsed(page(RfmTable.of(base())));
    Element table = (Element) page.getElementsByTagName("table").item(0);
    NodeList rows =
        ((Element) table.getElementsByTagName("tbody").item(0)).getElementsByTagName("tr");
    NodeList bars = page.getElementsByTagName("rect");
    assertEquals(rows.getLength(), bars.getLength());
    int customers = 0;
    for (int i = 0; i < rows.getLength(); i++) {
      String count = ((Element) rows.item(i)).getElementsByTagName("td").item(0).getTextContent();
      customers += Integer.parseInt(count);
      assertTrue(bars.item(i).getTextContent().contains(": " + count + " customers"));
    }
    assertEquals(60, customers);
  }

  @Test
  void nothingFromTheDataBecomesMarkupAndNothingIsLoaded() throws Exception {
    String page = page(RfmTable.of(base()));
    Document document = parsed(page);
    for (String tag : List.of("img", "script", "link", "iframe", "object")) {
      assertEquals(0, document.getElementsByTagName(tag).getLength(), tag);
    }
    assertFalse(page.contains("http:") || page.contains("https:") || page.contains("url("));
  }

  @Test
  void aForecastIsShownWithItsModel() throws Exception {
    RfmTable rfm = RfmTable.of(base());
    BgNbd model = new BgNbd(2, 10, 0.5, 5, PeriodUnit.WEEK);
    GammaGamma spend = new GammaGamma(6, 4, 5);
    CustomerValues values = new Valuation(model, spend, ValueOptions.DEFAULT).values(rfm.base());
    StringBuilder text = new StringBuilder();
    new HtmlReport(rfm, new HtmlReport.Forecast(values, List.of(MARKUP), null), source())
        .write(text);
    Document page = parsed(text.toString());
    double alive = 0;
    for (int row = 0; row < values.size(); row++) {
      alive += values.probabilityAlive(row);
    }
    assertTrue(texts(page, "strong").contains(String.format(Locale.ENGLISH, "%.0f", alive)));
    assertTrue(text.toString().contains("bg-nbd, r 2, alpha 10, a 0.5, b 5, times in weeks"));
    assertTrue(text.toString().contains("alive at 100 % by construction"));
    assertEquals(0, page.getElementsByTagName("img").getLength());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new HtmlReport(
                RfmTable.of(base()), new HtmlReport.Forecast(values, List.of(), null), source()));
  }

  /** Customers of MBG/NBD, fitted as such: the model is right in the total, the rules are not. */
  @Test
  void whetherTheForecastCanBeTrustedIsToldInPlainWords() throws Exception {
    LocalDate start = LocalDate.of(2023, 1, 2);
    LocalDate end = start.plusWeeks(104);
    OrderLog log =
        OrderSimulation.of(
                PurchaseProcess.mbgNbd(0.9, 4, 0.6, 2, PeriodUnit.WEEK),
                SimulationOptions.of(1500, 3, start, end).withBirthsUntil(start.plusWeeks(40)))
            .orders(new GammaGamma(6, 4, 15), Currency.getInstance("EUR"));
    CustomerBase base = CustomerBase.of(log, end);
    MbgNbd model = MbgNbd.fit(CustomerSummaries.of(base, PeriodUnit.WEEK)).model();
    CustomerValues values = new Valuation(model, null, ValueOptions.DEFAULT).values(base);
    LocalDate split = start.plusWeeks(69);
    HtmlReport.Trial trial =
        new HtmlReport.Trial(
            Backtest.of(log, split, end, BacktestOptions.DEFAULT.withModels(List.of("mbg-nbd"))),
            Readiness.of(log, CustomerBase.Options.DEFAULT.withAsOf(end)));
    StringBuilder text = new StringBuilder();
    new HtmlReport(RfmTable.of(base), new HtmlReport.Forecast(values, List.of(), trial), source())
        .write(text);
    parsed(text.toString());
    String page = text.toString();
    assertTrue(page.contains("Can this forecast be trusted?"));
    assertTrue(page.contains("up to " + split + " only and asked for the 245 days"), page);
    assertTrue(page.contains("to within a tenth"), page);
    assertTrue(page.contains("rule: everybody as often as before"), page);
    assertTrue(page.contains("nearer than the best of the rules"), page);
    BgNbd other = new BgNbd(2, 10, 0.5, 5, PeriodUnit.WEEK);
    CustomerValues ofOther = new Valuation(other, null, ValueOptions.DEFAULT).values(base);
    assertThrows(
        IllegalArgumentException.class, () -> new HtmlReport.Forecast(ofOther, List.of(), trial));
  }

  @Test
  void theSameInputGivesTheSamePage() throws IOException {
    assertEquals(page(RfmTable.of(base())), page(RfmTable.of(base())));
  }

  @Test
  void withoutAmountsThePageHasNoMoney() throws Exception {
    OrderLogBuilder builder = OrderLog.builderWithoutAmounts();
    for (int customer = 0; customer < 10; customer++) {
      builder.add("c" + customer, 19_000 + customer);
    }
    CustomerBase base = CustomerBase.of(builder.build());
    RfmTable rfm = RfmTable.of(base, RfmScoring.quantiles(), RfmRules.RF_10);
    String page = page(rfm);
    // How orders are spread, which all have alike.
    assertEquals(1, parsed(page).getElementsByTagName("svg").getLength());
    assertTrue(texts(parsed(page), "strong").contains("0.00"), page);
    assertFalse(page.contains("Spend"), page);
    assertTrue(page.contains("the data have no amounts"));
  }

  @Test
  void aBaseWhereNobodySpentAnythingIsShown() throws Exception {
    CustomerBase base = CustomerBase.of(OrderLog.builder(EUR).add("a", 19_000, 0).build());
    Document page = parsed(page(RfmTable.of(base)));
    assertTrue(texts(page, "strong").contains("EUR 0.00"));
    assertTrue(texts(page, "p").contains("The spend has no shares: the values add up to 0."));
  }

  @Test
  void theCurveEndsAtAllOfTheValueAndPeaksAboveWhereRefundsExceedOrders() throws Exception {
    OrderLogBuilder builder = OrderLog.builder(EUR).policy(OrderPolicy.BOOKED);
    int day = (int) END.toEpochDay() - 9;
    builder.add("a", day, 8000);
    builder.add("b", day, 6000);
    builder.add("c", day, 1000).deduct(day + 1, 5000);
    Document page = parsed(page(RfmTable.of(CustomerBase.of(builder.build(), END))));
    // 80 + 60 - 40: 140 % at two of three customers; 220 pixels are 140 %.
    assertTrue(texts(page, "strong").contains("140.0 %"));
    String points =
        ((Element) page.getElementsByTagName("polyline").item(0)).getAttribute("points");
    assertEquals("0.0,220.0 240.0,94.3 480.0,0.0 720.0,62.9", points);
    assertTrue(
        texts(page, "p").stream()
            .anyMatch(text -> text.contains("Worth less than 0, and counted as that: 1.")));
  }

  @Test
  void productsBoughtTogetherAndWhatChangedAreTables() throws Exception {
    BasketsBuilder baskets =
        Baskets.builder(new Scope(END, "orders", ZoneOffset.UTC, OrderPolicy.AS_STATED, EUR));
    for (int i = 0; i < 30; i++) {
      baskets.add("order" + i, i < 10 ? MARKUP : "tea");
      baskets.add("order" + i, i < 10 ? "milk" : "ham" + i % 3);
    }
    CustomerBase base = base();
    CustomerDrift drift = CustomerDrift.of(base, base);
    StringBuilder text = new StringBuilder();
    new HtmlReport(
            RfmTable.of(base),
            null,
            null,
            source(),
            null,
            Affinity.of(baskets.build()),
            drift,
            null)
        .write(text);
    Document page = parsed(text.toString());
    List<String> cells = texts(page, "td");
    int at = cells.indexOf("milk");
    assertEquals(List.of("milk", "10", "100.0 %", "3.00"), cells.subList(at, at + 4));
    assertTrue(texts(page, "th").contains("mean order value"));
    assertEquals(7, cells.stream().filter("stable"::equals).count());
    assertEquals(0, page.getElementsByTagName("img").getLength());
    assertFalse(page(RfmTable.of(base)).contains("bought together"));
  }

  @Test
  void unitEconomicsAreATable() throws Exception {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    int day = (int) END.toEpochDay() - 9;
    builder.add("a", day, 1000).channel(MARKUP);
    builder.add("b", day, 3000).channel(MARKUP);
    builder.add("c", day, 100).channel("mail");
    OrderLog log = builder.build();
    CustomerOrders orders = CustomerOrders.of(log);
    UnitEconomics economics =
        UnitEconomics.of(
            orders,
            CustomerLabels.firstChannel(orders),
            Map.of(MARKUP, Money.of("10", "EUR"), "mail", Money.of("8", "EUR")),
            AcquisitionCost.Kind.FULLY_LOADED,
            EconomicsOptions.of(END.minusDays(9), END, 10).withMargin(0.5));
    StringBuilder page = new StringBuilder();
    RfmTable rfm = RfmTable.of(CustomerBase.of(log, END));
    new HtmlReport(rfm, null, economics, source(), null).write(page);
    List<String> cells = texts(parsed(page.toString()), "td");
    int at = cells.indexOf("5.00 fully loaded");
    assertEquals(
        List.of("2", "5.00 fully loaded", "10.00", "2.00", "1", "3.33"),
        cells.subList(at - 1, at + 5));
    assertTrue(cells.contains("not within 10"));
    assertFalse(page(rfm).contains("What customers cost"));
  }

  /** 31.70 in November; 50.00 on December 20, before which the month is not over. */
  @Test
  void subscriptionsAreATableOfMonths() throws Exception {
    LocalDate november = LocalDate.of(2024, 11, 5);
    Subscription subscription =
        Subscription.of(
                "S1",
                MARKUP,
                PlanTerms.of(november, Money.of("31.70", "EUR"), BillingInterval.MONTHLY))
            .withChange(
                PlanTerms.of(
                    november.plusDays(35), Money.of("50.00", "EUR"), BillingInterval.MONTHLY));
    SubscriptionSeries series =
        SubscriptionSeries.of(
            List.of(subscription), LocalDate.of(2024, 12, 20), SubscriptionOptions.of(EUR));
    RfmTable rfm = RfmTable.of(base());
    StringBuilder page = new StringBuilder();
    new HtmlReport(rfm, null, null, source(), null, null, null, series).write(page);
    List<String> cells = texts(parsed(page.toString()), "td");
    int at = cells.indexOf("31.70");
    assertEquals(
        List.of("31.70", "31.70", "0.00", "0.00", "0.00", "0.00", "0.00", "1", "31.70"),
        cells.subList(at, at + 9));
    assertEquals(List.of("50.00", "0.00", "18.30"), cells.subList(at + 13, at + 16));
    assertTrue(texts(parsed(page.toString()), "th").contains("2024-12, not over"));
    assertFalse(page(rfm).contains("Monthly recurring revenue"));
  }

  @Test
  void anEmptyBaseHasNoPage() {
    RfmTable empty = RfmTable.of(CustomerBase.of(OrderLog.builder(EUR).build(), END));
    assertThrows(IllegalArgumentException.class, () -> new HtmlReport(empty, null, source()));
  }
}
