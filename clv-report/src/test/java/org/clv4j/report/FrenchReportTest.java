package org.clv4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.evaluate.Gate;
import org.clv4j.models.evaluate.Readiness;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.segments.rfm.SpendMeasure;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FrenchReportTest {
  private static final Words FRENCH = new Words(Locale.FRENCH);
  private static final Currency EUR = Currency.getInstance("EUR");

  /** What stands in nearly every English sentence and is no French word. */
  private static final Set<String> ENGLISH =
      Set.of(
          "the",
          "of",
          "and",
          "to",
          "is",
          "are",
          "was",
          "were",
          "with",
          "without",
          "which",
          "that",
          "who",
          "whose",
          "have",
          "has",
          "had",
          "not",
          "from",
          "each",
          "every",
          "all",
          "by",
          "at",
          "only",
          "than",
          "other",
          "this",
          "those",
          "if",
          "into",
          "for",
          "out",
          "left",
          "days",
          "day",
          "customer",
          "customers",
          "order",
          "orders",
          "spend",
          "spent",
          "value",
          "values",
          "amount",
          "amounts",
          "share",
          "shares",
          "week",
          "weeks",
          "month",
          "months",
          "year",
          "years",
          "mean",
          "none",
          "because",
          "must",
          "more",
          "less",
          "but",
          "rows",
          "row",
          "won",
          "bought",
          "again",
          "look",
          "took",
          "no",
          "yes",
          "time",
          "since",
          "last",
          "first",
          "frequency",
          "recency",
          "average",
          "given",
          "window",
          "quarter",
          "goods");

  /** Names that are the same in every language: of files, columns, products, models, ids. */
  private static final List<String> GIVEN =
      List.of(SampleReport.MARKUP, "orders.csv:3", "milk", "tea", "ham", "naive-last-year");

  private static List<String> texts(String page) throws Exception {
    Node document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page)))
            .getDocumentElement();
    List<String> texts = new ArrayList<>();
    collect(document, texts);
    return texts;
  }

  private static void collect(Node node, List<String> texts) {
    if (node instanceof Element element) {
      if (Set.of("style", "script", "code").contains(element.getTagName())) {
        return;
      }
      texts.add(element.getAttribute("aria-label"));
    } else if (node.getNodeType() == Node.TEXT_NODE) {
      texts.add(node.getTextContent());
    }
    NodeList children = node.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      collect(children.item(i), texts);
    }
  }

  private static List<String> english(List<String> texts) {
    List<String> found = new ArrayList<>();
    for (String text : texts) {
      String own = text.replaceAll("[a-z-]+\\.csv", "");
      for (String given : GIVEN) {
        own = own.replace(given, "");
      }
      Set<String> words =
          Pattern.compile("\\p{L}+")
              .matcher(own)
              .results()
              .map(MatchResult::group)
              .map(word -> word.toLowerCase(Locale.ROOT))
              .collect(Collectors.toCollection(TreeSet::new));
      words.retainAll(ENGLISH);
      if (!words.isEmpty()) {
        found.add(words + " in: " + own);
      }
    }
    return found;
  }

  @Test
  void thePageHasNoEnglish() throws Exception {
    HtmlReport full = new SampleReport().full();
    List<String> texts = texts(SampleReport.page(full, Locale.FRENCH));
    assertEquals(List.of(), english(texts));
    String all = String.join("\n", texts);
    for (String text :
        List.of(
            "Part du total",
            "Jours depuis la dernière commande",
            "arrivés du 1er févr. 2023 au ",
            ", 365 jours de valeur",
            "févr. 2023",
            "Récurrents",
            "global",
            "m selon la dépense",
            "jours depuis la dernière commande\u00A0: ")) {
      assertTrue(all.contains(text), text);
    }
    // The words are those that the English page has.
    assertTrue(english(texts(SampleReport.page(full, Locale.ENGLISH))).size() > 100);
  }

  @Test
  void aPageOfFewOrOddDataHasNoEnglish() throws Exception {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    int day = (int) LocalDate.of(2024, 1, 1).toEpochDay();
    for (int customer = 0; customer < 30; customer++) {
      builder.add("c" + customer, day + customer, 1000);
    }
    OrderLog log = builder.build();
    CustomerBase base = CustomerBase.of(log);
    String reason =
        assertThrows(
                IllegalArgumentException.class,
                () -> MbgNbd.fit(CustomerSummaries.of(base, PeriodUnit.WEEK)))
            .getMessage();
    RfmTable rfm =
        RfmTable.of(
            base,
            RfmScoring.ranks().withSpendMeasure(SpendMeasure.MEAN_ORDER_VALUE),
            RfmRules.RFM_11);
    HtmlReport report =
        HtmlReport.of(rfm, SampleReport.source())
            .withOrders(CustomerOrders.of(log))
            .withMissing(HtmlReport.Part.FORECAST, String.valueOf(reason))
            .withMissing(
                HtmlReport.Part.ECONOMICS,
                "horizon must be over by the as-of day for who was won on 2024-01-01, but 365 days"
                    + " from then end after 2024-01-30");
    List<String> texts = texts(SampleReport.page(report, Locale.FRENCH));
    assertEquals(List.of(), english(texts));
    String all = String.join("\n", texts);
    assertTrue(all.contains("Pas de prévision\u00A0: il faut des clients qui ont racheté"), all);
    assertTrue(all.contains("Pas de rentabilité par client\u00A0: l’horizon doit"), all);
    assertTrue(all.contains("rangs moyens, 5 scores, m selon le panier moyen"), all);
    String english = SampleReport.page(report, Locale.ENGLISH);
    assertTrue(english.contains("No forecast: a fit needs customers who bought again"), english);
    assertTrue(english.contains("No unit economics: horizon must be over"), english);
  }

  /** Every gate that can fail, fails here. */
  @Test
  void everyGateHasFrenchWords() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    int day = (int) LocalDate.of(2021, 1, 1).toEpochDay();
    for (int customer = 0; customer < 40; customer++) {
      builder.add("c" + customer, day, 1000).add("c" + customer, day, 1000);
    }
    for (int order = 0; order < 60; order++) {
      builder.add("c1", day + 400 * (order % 3) + order, order % 2 == 0 ? 0 : 9000);
    }
    List<Readiness> all =
        List.of(
            Readiness.of(builder.build(), CustomerBase.Options.DEFAULT),
            Readiness.of(
                OrderLog.builder(EUR).add("a", day, 100).build(), CustomerBase.Options.DEFAULT),
            new SampleReport().report.forecast().trial().readiness());
    int said = 0;
    for (Readiness readiness : all) {
      for (Gate gate : readiness.gates()) {
        if (gate.status() == Gate.Status.WARNING || gate.status() == Gate.Status.FAILED) {
          assertFrench(gate.finding());
          assertFrench(gate.remedy());
          said++;
        }
      }
    }
    assertTrue(said >= 8, said + " gates");
  }

  private static void assertFrench(String sentence) {
    String french = FRENCH.said(sentence);
    assertTrue(!french.equals(sentence), sentence);
    assertEquals(List.of(), english(List.of(french)));
  }

  @Test
  void whatIsOddAboutDataHasFrenchWords() {
    OrderLogBuilder builder = OrderLog.builder(org.clv4j.core.value.Money.UNSTATED);
    int first = (int) LocalDate.of(2023, 1, 2).toEpochDay();
    for (int day = 0; day < 400; day++) {
      boolean closed = day > 200 && day < 215;
      int count = closed ? 0 : day == 0 || day == 399 ? 2 : 30;
      for (int order = 0; order < count; order++) {
        builder.add("c" + (day * 31 + order) % 997, first + day, 900 + (order * 37L + day) % 400);
      }
    }
    for (int order = 0; order < 900; order++) {
      builder.add(
          order % 9 == 0 ? "guest" : "till", first + order % 199, order % 9 == 1 ? 0 : 1000);
    }
    builder.add("c1", first + 10, 99_000_000).add("c2", first + 11, 1);
    OrderLog log = builder.build().withAliases(CustomerAliases.NONE.link("nobody", "c1"));
    DataQuality quality = DataQuality.of(log, LocalDate.of(2024, 2, 4));
    DataQuality early = DataQuality.of(log, LocalDate.of(2024, 1, 1));
    Set<String> ids = new TreeSet<>();
    for (DataQuality found : List.of(quality, early)) {
      for (QualityFinding finding : found.findings()) {
        if (!finding.remedy().isEmpty()) {
          ids.add(finding.id());
          assertFrench(finding.finding());
          assertFrench(finding.remedy());
        }
      }
    }
    assertEquals(
        Set.of(
            "future-orders",
            "gap",
            "incomplete-first-day",
            "incomplete-last-day",
            "outlying-amounts",
            "zero-amounts",
            "no-currency",
            "placeholder-customer",
            "dominant-customer",
            "unused-aliases"),
        ids);
  }

  @Test
  void whatFitsSayHasFrenchWords() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    int day = (int) LocalDate.of(2024, 1, 1).toEpochDay();
    for (int customer = 0; customer < 60; customer++) {
      for (int order = 0; order < 5; order++) {
        builder.add("c" + customer, day + 7 * order + customer % 7, order == 0 ? 1000 : 500);
      }
    }
    builder.add("nothing", day, 100).add("nothing", day + 9, 0);
    CustomerBase base = CustomerBase.of(builder.build(), LocalDate.of(2024, 3, 1));
    List<String> warnings =
        new ArrayList<>(MbgNbd.fit(CustomerSummaries.of(base, PeriodUnit.WEEK)).warnings());
    warnings.addAll(GammaGamma.fit(base).warnings());
    assertTrue(warnings.size() >= 3, warnings::toString);
    warnings.forEach(FrenchReportTest::assertFrench);
  }

  @Test
  void numbersAndDaysWithinSentencesAreThoseOfFrance() {
    assertEquals(
        "1\u202F492,5 clients", FRENCH.said("1492.5 customers"), "a number with a decimal comma");
    assertEquals(
        "commandes postérieures au 1er mars 2024", FRENCH.said("orders are later than 2024-03-01"));
    assertEquals(
        "2 mars 2024 au 3 avr. 2024, 1er mai 2024",
        FRENCH.said("2024-03-02 to 2024-04-03, 2024-05-01"));
    assertEquals("janvier", FRENCH.said("January"));
    // Of which one part has no words all stays as it is.
    assertEquals("January to somewhere", FRENCH.said("January to somewhere"));
    assertEquals("what nobody says", FRENCH.said("what nobody says"));
    assertEquals("January", new Words(Locale.ENGLISH).said("January"));
    assertEquals(
        "\"x\" ne doit pas être vide", FRENCH.said("\"x\" must not be empty"), "as it stands");
    String correlation = "the correlation of frequency and mean spend is 0.3, p-value ";
    assertTrue(FRENCH.said(correlation + "1.2e-05").endsWith("valeur p 0,000012"));
    assertTrue(FRENCH.said(correlation + "2.5e-16").endsWith("valeur p 2,5e-16"));
    assertTrue(FRENCH.said(correlation + "1.0e+02").endsWith("valeur p 100"));
  }

  @Test
  void aPolicyIsSaidInWordsAndAsTheCommandReadsIt() throws Exception {
    OrderLogBuilder builder = OrderLog.builder(EUR).policy(OrderPolicy.BOOKED);
    builder.add("a", 19_000, 100).add("b", 19_001, 100);
    HtmlReport report =
        HtmlReport.of(RfmTable.of(CustomerBase.of(builder.build())), SampleReport.source());
    String french = String.join("\n", texts(SampleReport.page(report, Locale.FRENCH)));
    assertTrue(
        french.contains(
            "articles moins remises et remboursements, hors taxes, hors port\u00A0; remboursements à"
                + " leur propre date (basis=net,"),
        french);
    String english = String.join("\n", texts(SampleReport.page(report, Locale.ENGLISH)));
    assertTrue(
        english.contains(
            "goods less discounts less refunds, without tax, without shipping; refunds on their own"
                + " day (basis=net,"),
        english);
  }

  @Test
  void aChartThatCannotBeDrawnSaysWhy() {
    String note =
        new SectionBuilder("retention", new Pictures(FRENCH))
            .chart(
                "retention-curve",
                () -> {
                  throw new IllegalArgumentException(
                      "cohorts must have a complete period, but none was by 2024-01-01");
                })
            .build()
            .notes()
            .get(0);
    assertEquals(
        "Pas de graphique «\u00A0Courbe de rétention\u00A0: a commandé dans la période ou plus"
            + " tard\u00A0»\u00A0: il faut une période complète, et aucune ne l’était au 1er janv."
            + " 2024.",
        note);
  }
}
