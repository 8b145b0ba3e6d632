package org.clv4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.subscription.BillingInterval;
import org.clv4j.core.subscription.PlanTerms;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.DailyRates;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.Table;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.BgNbd;
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
  private static final String MARKUP = SampleReport.MARKUP;
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate END = LocalDate.of(2024, 12, 31);

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
    return page(HtmlReport.of(rfm, SampleReport.source()));
  }

  private static String page(HtmlReport report) throws IOException {
    StringBuilder page = new StringBuilder();
    report.write(page);
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

  private static List<String> ofClass(Document page, String name) {
    NodeList nodes = page.getElementsByTagName("*");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      if (element.getAttribute("class").equals(name)) {
        texts.add(element.getTextContent());
      }
    }
    return texts;
  }

  @Test
  void thePageHasTheFigures() throws Exception {
    Document page = parsed(page(RfmTable.of(base())));
    // 1 + 2 + … + 60 orders of 10.00; the 12 who ordered most: 49 + … + 60 = 654 of 1830 orders.
    assertEquals(
        List.of(
            "60",
            "1,830",
            "30.50",
            "98.3%",
            "€18,300.00",
            "€305.00",
            "€305.00",
            "€10.00",
            "35.7%",
            // Gini (n - 1) / 3n of 1 to n; 27 + … + 60 = 1479 reach 80 % of 1830, 28 + … do not.
            "0.33",
            "34"),
        ofClass(page, "value"));
    assertTrue(texts(page, "th").contains(MARKUP), "the top customer");
    assertTrue(texts(page, "dd").contains("EUR"));
    assertTrue(texts(page, "dd").contains("rfm-11, eleven segments"));
    assertEquals(List.of("clv report " + MARKUP), texts(page, "code"));
  }

  @Test
  void frenchFiguresAreWrittenAsInFrance() throws Exception {
    StringBuilder page = new StringBuilder();
    HtmlReport.of(RfmTable.of(base()), SampleReport.source()).withLocale(Locale.FRENCH).write(page);
    assertEquals(
        List.of(
            "60",
            "1\u202F830",
            "30,50",
            "98,3\u00A0%",
            "18\u202F300,00\u00A0€",
            "305,00\u00A0€",
            "305,00\u00A0€",
            "10,00\u00A0€",
            "35,7\u00A0%",
            "0,33",
            "34"),
        ofClass(parsed(page.toString()), "value"));
  }

  @Test
  void everyChartHasItsTableAndItsFile() throws Exception {
    HtmlPage page = HtmlReport.of(RfmTable.of(base()), SampleReport.source()).page();
    assertEquals(
        List.of("value-distribution.csv", "whale-curve.csv", "lorenz-curve.csv", "rfm-grid.csv"),
        List.copyOf(page.tables().keySet()));
    StringBuilder text = new StringBuilder();
    page.write(text);
    Document document = parsed(text.toString());
    NodeList figures = document.getElementsByTagName("figure");
    assertEquals(4, figures.getLength());
    int at = 0;
    for (Table table : page.tables().values()) {
      Element figure = (Element) figures.item(at++);
      Element body = (Element) figure.getElementsByTagName("tbody").item(0);
      assertEquals(Math.min(120, table.rows()), body.getElementsByTagName("tr").getLength());
    }
    Element first = (Element) figures.item(0);
    NodeList rows =
        ((Element) first.getElementsByTagName("tbody").item(0)).getElementsByTagName("tr");
    int customers = 0;
    for (int i = 0; i < rows.getLength(); i++) {
      NodeList cells = ((Element) rows.item(i)).getElementsByTagName("td");
      customers += Integer.parseInt(cells.item(1).getTextContent());
    }
    assertEquals(60, customers);
  }

  @Test
  void nothingFromTheDataBecomesMarkupAndNothingIsLoaded() throws Exception {
    String page = page(RfmTable.of(base()));
    Document document = parsed(page);
    for (String tag : List.of("img", "link", "iframe", "object")) {
      assertEquals(0, document.getElementsByTagName(tag).getLength(), tag);
    }
    assertEquals(1, document.getElementsByTagName("script").getLength());
    assertFalse(page.contains("http:") || page.contains("https:") || page.contains("url("));
  }

  @Test
  void theScriptIsTheOneThatThePolicyAllows() throws Exception {
    Document page = parsed(page(RfmTable.of(base())));
    byte[] script = texts(page, "script").get(0).getBytes(StandardCharsets.UTF_8);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(script);
    String policy = ((Element) page.getElementsByTagName("meta").item(3)).getAttribute("content");
    assertEquals(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
            + Base64.getEncoder().encodeToString(hash)
            + "'",
        policy);
  }

  /** Every text of one language is there in the other, with the same places for values. */
  @Test
  void bothLanguagesSayTheSame() throws IOException {
    Properties english = words("words.properties");
    Properties french = words("words_fr.properties");
    Set<String> onlyFrench = new TreeSet<>(french.stringPropertyNames());
    onlyFrench.removeAll(english.stringPropertyNames());
    // English segments go by the names of their rules.
    onlyFrench.removeIf(key -> key.startsWith("segment."));
    assertEquals(Set.of(), onlyFrench);
    for (String key : english.stringPropertyNames()) {
      assertTrue(french.containsKey(key), key);
      assertEquals(places(english.getProperty(key)), places(french.getProperty(key)), key);
    }
  }

  private static Properties words(String file) throws IOException {
    Properties words = new Properties();
    try (InputStream in = HtmlReport.class.getResourceAsStream(file)) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return words;
  }

  private static Set<String> places(String text) {
    return Pattern.compile("\\{\\d}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aForecastIsShownWithItsModel() throws Exception {
    RfmTable rfm = RfmTable.of(base());
    BgNbd model = new BgNbd(2, 10, 0.5, 5, PeriodUnit.WEEK);
    GammaGamma spend = new GammaGamma(6, 4, 5);
    CustomerValues values = new Valuation(model, spend, ValueOptions.DEFAULT).values(rfm.base());
    StringBuilder text = new StringBuilder();
    HtmlReport report =
        HtmlReport.of(rfm, SampleReport.source())
            .withForecast(new HtmlReport.Forecast(values, List.of(MARKUP), null));
    report.write(text);
    Document page = parsed(text.toString());
    double alive = 0;
    for (int row = 0; row < values.size(); row++) {
      alive += values.probabilityAlive(row);
    }
    assertTrue(ofClass(page, "value").contains(String.format(Locale.ENGLISH, "%.0f", alive)));
    assertTrue(text.toString().contains("bg-nbd, r 2, alpha 10, a 0.5, b 5, times in weeks"));
    assertTrue(text.toString().contains("alive at 100% by construction"));
    assertEquals(0, page.getElementsByTagName("img").getLength());
    HtmlReport ofOthers = HtmlReport.of(RfmTable.of(base()), SampleReport.source());
    assertThrows(IllegalArgumentException.class, () -> ofOthers.withForecast(report.forecast()));
  }

  /** Customers of MBG/NBD, fitted as such: the model is right in the total, the rules are not. */
  @Test
  void whetherTheForecastCanBeTrustedIsToldInPlainWords() throws Exception {
    SampleReport sample = new SampleReport();
    String page = sample.page(Locale.ENGLISH);
    Document document = parsed(page);
    assertTrue(page.contains("Can this forecast be trusted?"));
    assertTrue(page.contains("up to Apr 29, 2024 only and asked for the 245 days"), page);
    assertTrue(page.contains("to within a tenth"), page);
    assertTrue(page.contains("rule: everybody as often as before"), page);
    assertTrue(page.contains("nearer than the best of the rules"), page);
    assertEquals(18, document.getElementsByTagName("figure").getLength());
    assertTrue(page.length() < 2_000_000, page.length() + " characters");
    BgNbd other = new BgNbd(2, 10, 0.5, 5, PeriodUnit.WEEK);
    CustomerValues ofOther = new Valuation(other, null, ValueOptions.DEFAULT).values(sample.base);
    HtmlReport.Trial trial = sample.report.forecast().trial();
    assertThrows(
        IllegalArgumentException.class, () -> new HtmlReport.Forecast(ofOther, List.of(), trial));
  }

  @Test
  void atRiskAreThoseMoreLikelyGoneByWhatIsStillExpected() throws Exception {
    SampleReport sample = new SampleReport();
    CustomerValues values = sample.report.forecast().values();
    int first = -1;
    for (int row = 0; row < values.size(); row++) {
      boolean atRisk = values.probabilityAlive(row) < 0.5;
      if (atRisk && (first < 0 || values.residual(row) > values.residual(first))) {
        first = row;
      }
    }
    Document page = parsed(sample.page(Locale.ENGLISH));
    Element table = table(page, "Customers at risk, by value");
    Element row = (Element) table.getElementsByTagName("tr").item(1);
    assertEquals(values.id(first), row.getElementsByTagName("th").item(0).getTextContent());
    assertEquals(
        NumberFormat.getCurrencyInstance(Locale.US)
            .format(values.residual(first))
            .replace('$', '€'),
        row.getElementsByTagName("td").item(3).getTextContent());
    assertEquals(21, table.getElementsByTagName("tr").getLength());
  }

  private static Element table(Document page, String caption) {
    NodeList regions = page.getElementsByTagName("div");
    for (int i = 0; i < regions.getLength(); i++) {
      Element region = (Element) regions.item(i);
      if (region.getAttribute("aria-label").equals(caption)) {
        return (Element) region.getElementsByTagName("table").item(0);
      }
    }
    throw new AssertionError("no table " + caption);
  }

  @Test
  void whatCannotBeDrawnIsSaid() throws Exception {
    OrderLog log = OrderLog.builder(EUR).add("a", 19_000, 100).add("b", 19_000, 100).build();
    CustomerBase base = CustomerBase.of(log);
    StringBuilder page = new StringBuilder();
    HtmlReport.of(RfmTable.of(base), SampleReport.source())
        .withOrders(CustomerOrders.of(log))
        .write(page);
    parsed(page.toString());
    assertTrue(
        page.toString().contains("No retention and no survival curve: nobody has ordered twice."),
        page.toString());
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
    // The grid, and how orders are spread, which all have alike.
    assertEquals(3, parsed(page).getElementsByTagName("figure").getLength());
    assertTrue(ofClass(parsed(page), "value").contains("0.00"), page);
    assertFalse(page.toLowerCase(Locale.ROOT).contains("spen"), page);
    assertTrue(page.contains("Lorenz curve: concentration of orders"), page);
    assertTrue(page.contains("The customers who have ordered most often"), page);
    assertTrue(page.contains("the data have no amounts"));
  }

  @Test
  void aBaseWhereNobodySpentAnythingIsShown() throws Exception {
    CustomerBase base = CustomerBase.of(OrderLog.builder(EUR).add("a", 19_000, 0).build());
    Document page = parsed(page(RfmTable.of(base)));
    assertTrue(ofClass(page, "value").contains("€0.00"));
    assertTrue(texts(page, "p").stream().anyMatch(text -> text.contains("add up to 0")));
  }

  @Test
  void theWhaleCurvePeaksWhereRefundsExceedOrders() throws Exception {
    OrderLogBuilder builder = OrderLog.builder(EUR).policy(OrderPolicy.BOOKED);
    int day = (int) END.toEpochDay() - 9;
    builder.add("a", day, 8000);
    builder.add("b", day, 6000);
    builder.add("c", day, 1000).deduct(day + 1, 5000);
    // 80 + 60 - 40: 140 % at two of three customers.
    Document page = parsed(page(RfmTable.of(CustomerBase.of(builder.build(), END))));
    assertTrue(ofClass(page, "value").contains("140.0%"));
    String rule = "count as they are, with less than 0: 1 of them.";
    assertTrue(texts(page, "p").stream().anyMatch(text -> text.contains(rule)));
  }

  @Test
  void ratesAndAliasesAreAmongWhatWasAssumed() throws Exception {
    int day = (int) END.toEpochDay() - 9;
    OrderLog log =
        OrderLog.builder(EUR)
            .rates(
                DailyRates.builder("ecb.csv")
                    .add(END.minusDays(9), Currency.getInstance("USD"), EUR, new BigDecimal("0.9"))
                    .build())
            .add("g", day, Money.of("10.00", "USD"))
            .add("ann", day, Money.of("5.00", "EUR"))
            .build();
    OrderLog merged = log.withAliases(CustomerAliases.of(Map.of("g", "ann", "x", "ann")));
    HtmlReport report =
        HtmlReport.of(RfmTable.of(CustomerBase.of(merged, END)), SampleReport.source())
            .withOrders(CustomerOrders.of(merged));
    List<String> facts = texts(parsed(page(report)), "dd");
    assertTrue(facts.contains("1 order converted, USD 1, at 1 rate of ecb.csv"), facts.toString());
    assertTrue(facts.contains("2, of which 1 came with no order"), facts.toString());
    Document french = parsed(page(report.withLocale(Locale.FRENCH)));
    assertTrue(texts(french, "dd").contains("2, dont 1 sans commande"));
    assertTrue(
        texts(french, "dd").contains("1 commande convertie, USD 1, à 1 cours de ecb.csv"),
        texts(french, "dd")::toString);
    OrderLog none = OrderLog.builder(EUR).add("ann", day, 100).build();
    String plain =
        page(
            HtmlReport.of(RfmTable.of(CustomerBase.of(none, END)), SampleReport.source())
                .withOrders(CustomerOrders.of(none)));
    assertFalse(plain.contains("Exchange rates"));
    assertFalse(plain.contains("belong to other accounts"));
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
    Document page =
        parsed(
            page(
                HtmlReport.of(RfmTable.of(base), SampleReport.source())
                    .withAffinity(Affinity.of(baskets.build()))
                    .withDrift(drift)));
    List<String> cells = texts(page, "td");
    int at = cells.indexOf("milk");
    assertEquals(List.of("milk", "10", "100.0%", "3.00"), cells.subList(at, at + 4));
    assertTrue(texts(page, "th").contains("Mean order value"));
    assertEquals(7, cells.stream().filter("stable"::equals).count());
    assertEquals(0, page.getElementsByTagName("img").getLength());
    assertFalse(page(RfmTable.of(base)).contains("bought together"));
    // Age is not one of the columns that may raise an alert.
    List<String> paragraphs = texts(page, "p");
    assertTrue(paragraphs.stream().anyMatch(text -> text.contains("0 of 6 columns raise")));
  }

  @Test
  void noPairIsSignificantWhereNoneIs() throws Exception {
    BasketsBuilder baskets =
        Baskets.builder(new Scope(END, "orders", ZoneOffset.UTC, OrderPolicy.AS_STATED, EUR))
            .add("1", "tea")
            .add("1", "milk");
    Document page =
        parsed(
            page(
                HtmlReport.of(RfmTable.of(base()), SampleReport.source())
                    .withAffinity(Affinity.of(baskets.build()))));
    assertTrue(texts(page, "p").contains("No pair is significant."));
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
    HtmlReport.of(rfm, SampleReport.source()).withEconomics(economics).write(page);
    List<String> cells = texts(parsed(page.toString()), "td");
    int at = cells.indexOf("€5.00 fully loaded");
    assertEquals(
        // margins of 5 and 15: a standard error of 5, 12.7062 of them to each side
        List.of(
            "2",
            "€5.00 fully loaded",
            "€10.00",
            "-€53.53 to €73.53",
            "2.00",
            "-10.71 to 14.71",
            "1",
            "€3.33"),
        cells.subList(at - 1, at + 7));
    assertTrue(cells.contains("not within 10"));
    Element waterfall =
        table(parsed(page.toString()), "From list prices to what is left: " + MARKUP + " to mail");
    List<String> ofMarkup = new ArrayList<>();
    NodeList lines = waterfall.getElementsByTagName("tr");
    for (int line = 1; line < lines.getLength(); line++) {
      Element row = (Element) lines.item(line);
      ofMarkup.add(
          row.getElementsByTagName("th").item(0).getTextContent()
              + " "
              + row.getElementsByTagName("td").item(0).getTextContent());
    }
    assertEquals(
        List.of(
            "List prices €40.00",
            "Discounts €0.00",
            "Refunds €0.00",
            "Revenue €40.00",
            "Cost of goods -€20.00",
            "Gross margin €20.00",
            "Order costs €0.00",
            "Contribution €20.00",
            "Acquisition -€10.00",
            "After acquisition €10.00"),
        ofMarkup);
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
    String page = page(HtmlReport.of(rfm, SampleReport.source()).withSubscriptions(series));
    List<String> cells = texts(parsed(page), "td");
    int at = cells.indexOf("€31.70");
    assertEquals(
        List.of("€31.70", "€31.70", "€0.00", "€0.00", "€0.00", "€0.00", "€0.00", "1", "€31.70"),
        cells.subList(at, at + 9));
    assertEquals(List.of("€50.00", "€0.00", "€18.30"), cells.subList(at + 13, at + 16));
    assertTrue(texts(parsed(page), "th").contains("2024-12, not over"));
    assertFalse(page(rfm).contains("Monthly recurring revenue"));
  }

  @Test
  void anEmptyBaseHasNoPage() {
    RfmTable empty = RfmTable.of(CustomerBase.of(OrderLog.builder(EUR).build(), END));
    assertThrows(IllegalArgumentException.class, () -> HtmlReport.of(empty, SampleReport.source()));
  }
}
