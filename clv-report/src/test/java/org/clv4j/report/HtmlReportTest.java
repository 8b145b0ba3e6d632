package org.clv4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
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
import org.clv4j.segments.cohort.CustomerLabels;
import org.clv4j.segments.economics.EconomicsOptions;
import org.clv4j.segments.economics.UnitEconomics;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;
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
    // The 12 who ordered most: 49 + … + 60 = 654 of 1830 orders.
    assertEquals("35.7 %", figures.get(figures.size() - 1));
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
    assertEquals(0, parsed(page).getElementsByTagName("svg").getLength());
    assertFalse(page.contains("Spend"), page);
    assertTrue(page.contains("the data have no amounts"));
  }

  @Test
  void aBaseWhereNobodySpentAnythingIsShown() throws Exception {
    CustomerBase base = CustomerBase.of(OrderLog.builder(EUR).add("a", 19_000, 0).build());
    Document page = parsed(page(RfmTable.of(base)));
    assertTrue(texts(page, "strong").contains("EUR 0.00"));
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
    int waterfall = cells.indexOf("-20.00") - 4;
    assertEquals(
        List.of(
            "40.00", "0.00", "0.00", "40.00", "-20.00", "20.00", "0.00", "20.00", "-10.00",
            "10.00"),
        cells.subList(waterfall, waterfall + 10));
    assertTrue(texts(parsed(page.toString()), "th").contains("Cost of goods"));
    assertFalse(page(rfm).contains("What customers cost"));
  }

  @Test
  void anEmptyBaseHasNoPage() {
    RfmTable empty = RfmTable.of(CustomerBase.of(OrderLog.builder(EUR).build(), END));
    assertThrows(IllegalArgumentException.class, () -> new HtmlReport(empty, null, source()));
  }
}
