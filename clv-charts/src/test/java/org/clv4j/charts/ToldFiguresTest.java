package org.clv4j.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.io.Table;
import org.clv4j.models.diagnostics.SpendFit;
import org.clv4j.models.evaluate.CalibrationBin;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.spend.SpendSummaries;
import org.clv4j.models.value.CohortTracking;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Charts that tell their figures, and those that other packages have. */
class ToldFiguresTest {
  private static final Map<String, Chart> CHARTS = Shop.charts();

  static List<String> lines() {
    return List.of(
        "tracking",
        "tracking-incremental",
        "tracking-of-models",
        "lorenz",
        "whale",
        "survival",
        "expected-repeat-purchases",
        "transaction-rate-heterogeneity");
  }

  private static Chart chart(String name) {
    return Objects.requireNonNull(CHARTS.get(name));
  }

  /** A line without points can be pointed at all along. */
  @ParameterizedTest
  @MethodSource("lines")
  void linesTellTheirValues(String name) {
    Svg svg = Svg.of(chart(name));
    List<String> told = svg.meanings("circle");
    assertTrue(told.size() >= 20, told.size() + " places");
    told.forEach(text -> assertTrue(text.matches("(?s).*: .*\\d.* \\(.*\\d.*\\)"), text));
    assertTrue(
        svg.meanings("path").stream().noneMatch(text -> text.equals("Actual")),
        "a name alone tells nothing");
  }

  @Test
  void wherePointedAtTheValueIsThatOfTheTable() {
    Table table = chart("whale").table();
    List<String> told = Svg.of(chart("whale").withSize(1080, 400)).meanings("circle");
    int at = table.rows() / 2;
    String text =
        "Customers: %.1f%% (%.1f%%)"
            .formatted(100 * Shop.number(table, at, 1), 100 * Shop.number(table, at, 0));
    assertTrue(told.contains(text), text + " in " + told);
  }

  /** At a step the share after it holds. */
  @Test
  void stepsTellTheLevelAfterThem() {
    KaplanMeier curve =
        KaplanMeier.of(
            SurvivalTimes.of(new double[] {10, 20, 30}, new boolean[] {true, true, false}));
    List<String> told =
        Svg.of(Charts.survival(curve, org.clv4j.core.value.PeriodUnit.DAY)).meanings("circle");
    assertTrue(told.contains("Still there: 66.7% (10)"), told.toString());
    assertTrue(told.contains("Still there: 33.3% (20)"), told.toString());
    assertFalse(told.contains("Still there: 100.0% (10)"), told.toString());
  }

  @Test
  void coloursAreExplainedWhereWordsDoNotFit() {
    CohortTable cohorts =
        CohortTable.of(
            Shop.ORDERS,
            CohortOptions.asOf(Shop.END)
                .withCohorts(new CalendarPeriod(CalendarPeriod.Unit.WEEK, DayOfWeek.MONDAY)));
    for (CohortMeasure measure : List.of(CohortMeasure.RETENTION, CohortMeasure.CUMULATIVE_VALUE)) {
      Chart few = Charts.cohorts(Shop.cohorts(), measure);
      Svg wide = Svg.of(few.withSize(1080, 400));
      int cells = few.table().rows();
      assertTrue(words(wide) >= 0.9 * cells, words(wide) + " words of " + cells);
      assertEquals(0, scale(wide), "no scale");
      for (Chart none : List.of(few.withSize(340, 400), Charts.cohorts(cohorts, measure))) {
        Svg svg = Svg.of(none);
        assertEquals(0, words(svg), "words");
        assertTrue(scale(svg) > 30, scale(svg) + " shades");
      }
    }
  }

  /** Numbers that stand in a cell. */
  private static long words(Svg svg) {
    List<Element> cells =
        svg.all("rect").stream().filter(rect -> rect.getFirstChild() != null).toList();
    return svg.all("text").stream()
        .filter(text -> text.getTextContent().matches("[\\d,.]+%?"))
        .filter(text -> cells.stream().anyMatch(cell -> holds(cell, text)))
        .count();
  }

  private static boolean holds(Element cell, Element text) {
    double right = number(text, "x") - number(cell, "x");
    double down = number(text, "y") - number(cell, "y");
    return right >= 0
        && right <= number(cell, "width")
        && down >= 0
        && down <= number(cell, "height");
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  /** Shades of the strip beside the plot, which mean nothing by themselves. */
  private static long scale(Svg svg) {
    return svg.all("rect").stream()
        .filter(rect -> rect.getFirstChild() == null)
        .filter(rect -> rect.getAttribute("width").matches("1[12](\\..*)?"))
        .count();
  }

  @Test
  void amountsOfCohortsHaveOneFormAndACurrency() {
    Svg svg =
        Svg.of(Charts.cohorts(Shop.cohorts(), CohortMeasure.CUMULATIVE_VALUE).withSize(1080, 400));
    assertTrue(
        svg.texts().stream().anyMatch(text -> text.contains(", in EUR")), svg.texts().toString());
    assertTrue(svg.meanings("rect").stream().allMatch(m -> m.matches(".*\\.\\d\\d( so far)?")));
    CohortTable small =
        CohortTable.of(
            CustomerOrders.of(
                OrderLog.builder(Currency.getInstance("EUR"))
                    .add("a", 19_000, 950)
                    .add("b", 19_000, 1000)
                    .add("a", 19_040, 406)
                    .build()),
            CohortOptions.asOf(LocalDate.ofEpochDay(19_060)));
    List<String> texts = Svg.of(Charts.cohorts(small, CohortMeasure.REVENUE)).texts();
    assertTrue(texts.containsAll(List.of("19.5", "4.1")), texts.toString());
  }

  @Test
  void onPhonesLabelsLeaveOutTheirExplanation() {
    List<String> narrow = Svg.of(chart("probability-alive").withSize(250, 300)).texts();
    assertTrue(narrow.contains("Recency (weeks)"), narrow.toString());
    assertTrue(
        Svg.of(chart("probability-alive"))
            .texts()
            .contains("Recency: time from first to last purchase (weeks)"));
  }

  @Test
  void severalModelsStandInOneTracking() {
    CohortTracking mbg = Shop.tracking();
    CohortTracking pareto =
        CohortTracking.of(Shop.PARETO, Shop.BASE, Shop.weeks(1), Shop.END)
            .withActual(Shop.LOG, Shop.END);
    Map<String, CohortTracking> both = new LinkedHashMap<>();
    both.put("mbg", mbg);
    both.put("pareto", pareto);
    Chart chart = Charts.tracking(both);
    assertEquals(List.of("Actual", "mbg", "pareto"), Svg.of(chart).lines());
    assertEquals(List.of("period_end", "model", "expected", "actual"), chart.table().names());
    int n = mbg.periods();
    assertEquals(2 * n, chart.table().rows());
    assertEquals("pareto", chart.table().cell(n + 3, 1));
    assertEquals(pareto.expectedCumulative(3), chart.table().cell(n + 3, 2));
    assertTrue(chart.description().contains(" Actual "), chart.description());
    Map<String, CohortTracking> without =
        Map.of("mbg", CohortTracking.of(Shop.MODEL, Shop.BASE, Shop.weeks(1), Shop.END));
    assertFalse(Charts.tracking(without).description().contains("Actual"));
    both.put("other", CohortTracking.of(Shop.MODEL, Shop.BASE, Shop.weeks(4), Shop.END));
    assertThrows(IllegalArgumentException.class, () -> Charts.tracking(both));
    assertThrows(IllegalArgumentException.class, () -> Charts.tracking(Map.of()));
  }

  @Test
  void spendingIsThatOfTheFit() {
    GammaGamma model = new GammaGamma(6, 4, 15);
    Chart chart = Charts.spending(model, Shop.BASE);
    Table table = chart.table();
    int last = table.rows() - 1;
    double width = Shop.number(table, 1, 0);
    SpendFit fit = SpendFit.of(model, SpendSummaries.of(Shop.BASE), width, last);
    assertEquals(fit.bins().get(2).expected(), table.cell(2, 3));
    double buyers = 0;
    double expected = 0;
    for (int row = 0; row <= last; row++) {
      buyers += Shop.number(table, row, 2);
      expected += Shop.number(table, row, 3);
    }
    assertEquals(SpendSummaries.of(Shop.BASE).customers(), buyers);
    assertEquals(buyers, expected, 1e-9);
    assertTrue(Svg.of(chart).texts().contains("Mean spend per repeat purchase (EUR)"));
    CustomerBase once =
        CustomerBase.of(OrderLog.builder(Currency.getInstance("EUR")).add("a", 0, 100).build());
    assertThrows(IllegalArgumentException.class, () -> Charts.spending(model, once));
  }

  @Test
  void activityAndNewCustomersAreThoseOfTheModel() {
    List<CalibrationBin> bins = Shop.BACKTEST.byActivity("mbg-nbd");
    Chart activity = Charts.activity(Shop.BACKTEST, "mbg-nbd");
    assertEquals(bins.size(), activity.table().rows());
    assertEquals(bins.get(1).meanActual(), activity.table().cell(1, 2));
    assertThrows(
        IllegalArgumentException.class, () -> Charts.activity(Shop.BACKTEST, "naive-same-rate"));
    Table expected = chart("expected-repeat-purchases").table();
    assertEquals(101, expected.rows());
    assertEquals(52.0, expected.cell(100, 0));
    assertEquals(Shop.MODEL.expectedPurchases(26), expected.cell(50, 1));
    assertEquals(
        Shop.BACKTEST.byAge("mbg-nbd").size(),
        chart("conditional-expectation-by-age").table().rows());
    assertEquals(
        Shop.BACKTEST.byTimeSinceLastPurchase("mbg-nbd").get(0).label(),
        chart("conditional-expectation-by-time-since-last").table().cell(0, 0));
  }

  /** 3 and 4 days. */
  @Test
  void meansOfDaysAreNotCutToWholeDays() {
    CustomerBase base =
        CustomerBase.of(
            OrderLog.builderWithoutAmounts().add("a", 100).add("a", 103).add("a", 107).build());
    String told = Charts.interpurchaseTimes(base).description();
    assertTrue(told.endsWith("are at 3.5 or below."), told);
  }
}
