package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.contract.BetaDiscreteWeibull;
import org.clv4j.models.contract.ShiftedBetaGeometric;
import org.clv4j.segments.retention.CustomerLifetime;
import org.clv4j.segments.retention.RetentionCurve;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clv cohorts} and {@code clv retention}; the numbers of CDNOW were counted in Python. */
class CohortCommandTest {
  private static final Path DATA =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));

  /** The shop of docs/metrics.md. */
  private static final String SHOP =
      """
      customer,date,amount,channel
      anna,2024-01-10,20.00,web
      anna,2024-03-10,30.00,shop
      anna,2024-12-01,40.00,web
      bob,2024-02-01,50.00,shop
      carl,2024-11-20,10.00,
      dora,2023-06-01,15.00,web
      dora,2023-07-01,15.00,web
      """;

  @TempDir Path dir = Path.of(".");
  private String shop = "";

  @BeforeEach
  void writeOrders() throws IOException {
    shop = Files.writeString(dir.resolve("orders.csv"), SHOP).toString();
  }

  private static String done(String... args) {
    Clv clv = Clv.run(args);
    assertEquals(0, clv.status(), clv.err());
    return clv.out();
  }

  private static String lines(String out, String pattern) {
    return out.lines().filter(line -> line.matches(pattern)).collect(Collectors.joining("\n"));
  }

  @Test
  void cohortsAreTriangles() {
    assertEquals(
        """
        cohort,customers,period,value,completeness
        2023-01-01,1,0,1.0,complete
        2023-01-01,1,1,0.0,partial
        2024-01-01,3,0,1.0,partial
        2024-01-01,3,1,,unobserved
        """,
        done("cohorts", shop, "--by=year"));
    assertEquals(
        "2024-01-01,2,3,70.0,complete",
        lines(
            done(
                "cohorts", shop, "--by=quarter", "--metric=cumulative-value", "--as-of=2024-12-31"),
            "2024-01-01,2,3,.*"));
    assertEquals(
        """
        2023-07-01,0,0,,complete
        2024-01-01,2,0,100.00,complete
        2024-10-01,1,0,10.00,partial\
        """,
        lines(
            done("cohorts", shop, "--by=quarter", "--metric=revenue"),
            "(2023-07|2024-01|2024-10)-01,.,0,.*"));
  }

  @Test
  void modesAndClocksAndBrackets() {
    String onOrAfter = done("cohorts", shop, "--by=quarter", "--mode=on-or-after");
    assertEquals("2024-01-01,2,1,0.5,complete", lines(onOrAfter, "2024-01-01,2,1,.*"));
    String every = done("cohorts", shop, "--by=quarter", "--mode=EVERY");
    assertEquals("2024-01-01,2,3,0.0,partial", lines(every, "2024-01-01,2,3,.*"));
    // Day 60 of anna, the leap day among them, begins period 2.
    String rolling = done("cohorts", shop, "--clock=rolling", "--metric=orders");
    assertEquals("2024-01-01,1,2,1,complete", lines(rolling, "2024-01-01,1,2,.*"));
    assertEquals(
        """
        2024-01-01,1,0,1,complete
        2024-01-01,1,1,1,complete
        2024-01-01,1,2,1,partial\
        """,
        lines(done("cohorts", shop, "--metric=orders", "--brackets=0,1,6"), "2024-01-01.*"));
  }

  @Test
  void aTriangleForEachChannelOfTheFirstOrder() {
    String out = done("cohorts", shop, "--by=year", "--by-channel");
    assertEquals(
        """
        2024-01-01,1,0,1.0,partial,shop
        2024-01-01,1,0,1.0,partial,web
        2024-01-01,1,0,1.0,partial,(none)\
        """,
        lines(out, "2024-01-01,.,0,.*"));
    assertTrue(out.startsWith("cohort,customers,period,value,completeness,channel\n"));
  }

  @Test
  void wrongUseIsTold() {
    Clv mode = Clv.run("cohorts", shop, "--mode=on", "--metric=orders");
    assertEquals(2, mode.status());
    assertTrue(mode.err().contains("leave out --mode or --metric"), mode.err());
    Clv metric = Clv.run("cohorts", shop, "--metric=churn");
    assertEquals(2, metric.status());
    assertTrue(
        metric.err().contains("must be one of [retention, retention-on-or-after"), metric.err());
    Clv brackets = Clv.run("cohorts", shop, "--brackets=1,2");
    assertEquals(2, brackets.status());
    assertTrue(brackets.err().contains("--brackets: brackets must start at 0"), brackets.err());
    assertEquals(1, Clv.run("cohorts", shop, "--as-of=2023-01-01").status());
    Clv channels = Clv.run("cohorts", "../samples/orders.csv", "--by-channel");
    assertEquals(1, channels.status());
    assertTrue(channels.err().contains("name their column with --channel"), channels.err());
  }

  @Test
  void theScopeAndEachReasonOnceAreOnStandardError() throws IOException {
    Clv years = Clv.run("cohorts", shop, "--by=year");
    assertTrue(
        years.err().contains("as of 2024-12-01 Z, by year, calendar clock, XXX,"), years.err());
    assertEquals(
        "retention without a value: the period had not begun by 2024-12-01",
        lines(years.err(), ".*without a value.*"));
    String bare =
        Files.writeString(dir.resolve("bare.csv"), "customer,date\na,2024-01-01\na,2024-02-01\n")
            .toString();
    assertEquals(
        "revenue without a value: the orders have no amounts",
        lines(Clv.run("cohorts", bare, "--metric=revenue").err(), ".*without a value.*"));
    Clv retention = Clv.run("retention", shop, "--by=year");
    assertTrue(retention.err().contains("as of 2024-12-01 Z, by year, XXX,"), retention.err());
    assertEquals(
        """
        period_retention without a value: the period was not over on 2024-12-01
        period_churn without a value: the period was not over on 2024-12-01\
        """,
        lines(retention.err(), ".*without a value.*"));
    assertEquals("", Clv.run("retention", shop, "--quiet").err());
  }

  @Test
  void retentionOfOneOrderSaysWhyItIsEmpty() throws IOException {
    String one =
        Files.writeString(dir.resolve("one.csv"), "customer,date\na,2024-01-01\n").toString();
    Clv clv = Clv.run("retention", one);
    assertEquals("metric,group,time,at_risk,events,value,ci_low,ci_high\n", clv.out());
    assertEquals(
        """
        survival_to_second_order without a value: no second order by 2024-01-01
        period_retention without a value: there is no period before the first
        period_churn without a value: there is no period before the first\
        """,
        lines(clv.err(), ".*without a value.*"));
  }

  @Test
  void whereNobodyIsLeftThereIsNoBand() throws IOException {
    String both =
        Files.writeString(dir.resolve("both.csv"), "customer,date\na,2024-01-01\na,2024-01-05\n")
            .toString();
    assertEquals(
        "survival_to_second_order,all,4,1,1,0.0,,", lines(done("retention", both), "surv.*"));
  }

  @Test
  void retentionOfTheShop() {
    assertEquals(
        """
        metric,group,time,at_risk,events,value,ci_low,ci_high
        period_retention,all,2024-01-01,1,0,,,
        period_churn,all,2024-01-01,1,1,,,\
        """,
        lines(done("retention", shop, "--by=year"), "(metric|period).*"));
    String out = done("retention", shop, "--by=year", "--as-of=2024-12-31");
    // The score interval of none of one has its upper end at z^2 / (1 + z^2).
    String[] none = lines(out, "period_retention.*").split(",", -1);
    String[] one = lines(out, "period_churn.*").split(",", -1);
    assertEquals("period_retention all 2024-01-01 1 0 0.0", head(none));
    assertEquals("period_churn all 2024-01-01 1 1 1.0", head(one));
    assertEquals("0.0", none[6]);
    assertEquals(0.7934506856227626, Double.parseDouble(none[7]), 1e-14);
    assertEquals(1 - 0.7934506856227626, Double.parseDouble(one[6]), 1e-14);
    assertEquals("1.0", one[7]);
    // S = 3/4, then 3/8; S^exp(-+z sqrt(V) / log S) with V = 1/12, then 1/12 + 1/2, in Python.
    String[] first = lines(out, "survival_.*,30,.*").split(",", -1);
    String[] second = lines(out, "survival_.*,60,.*").split(",", -1);
    assertEquals("survival_to_second_order all 30 4 1 0.75", head(first));
    assertEquals("survival_to_second_order all 60 2 1 0.375", head(second));
    assertEquals(0.1279469175951458, Double.parseDouble(first[6]), 1e-14);
    assertEquals(0.9605486422850784, Double.parseDouble(first[7]), 1e-14);
    assertEquals(0.010971121574844565, Double.parseDouble(second[6]), 1e-14);
    assertEquals(0.8080010724813436, Double.parseDouble(second[7]), 1e-14);
    assertTrue(done("retention", "../samples/orders.csv").lines().count() > 100);
  }

  private static String head(String[] cells) {
    return String.join(" ", List.of(cells).subList(0, 6));
  }

  @Test
  @Tag("reference-data")
  void cohortsOfCdnow() {
    String out = done(cdnow("cohorts"));
    for (String cell :
        List.of(
            "1997-01-01,781,1," + 124.0 / 781 + ",complete",
            "1997-02-01,857,16," + 60.0 / 857 + ",complete",
            "1997-03-01,719,12," + 78.0 / 719 + ",complete",
            "1997-03-01,719,16,,unobserved",
            "1997-04-01,0,0,,complete")) {
      assertTrue(out.contains(cell + "\n"), cell);
    }
    String value = done(cdnow("cohorts", "--metric=cumulative-value"));
    assertTrue(value.contains("1997-01-01,781,17," + 78842.79 / 781 + ",complete\n"));
    String orders = done(cdnow("cohorts", "--metric=orders"));
    int sum =
        orders
            .lines()
            .skip(1)
            .map(line -> line.split(",", -1)[3])
            .filter(cell -> !cell.isEmpty())
            .mapToInt(Integer::parseInt)
            .sum();
    assertEquals(6919, sum);
  }

  @Test
  @Tag("reference-data")
  void retentionOfCdnow() {
    String out = done(cdnow("retention"));
    for (String start :
        List.of(
            "survival_to_second_order,all,0,2357,33,",
            "survival_to_second_order,all,365,1272,2,0.538820534577",
            "period_retention,all,1997-02-01,781,124," + 124.0 / 781 + ",",
            "period_retention,all,1998-06-01,134,41," + 41.0 / 134 + ",",
            "period_churn,all,1998-06-01,134,93," + 93.0 / 134 + ",")) {
      assertTrue(out.lines().anyMatch(line -> line.startsWith(start)), start);
    }
  }

  private static String[] cdnow(String command, String... more) {
    List<String> args = new java.util.ArrayList<>();
    args.addAll(
        List.of(
            command,
            DATA.resolve("cdnow_sample.csv").toString(),
            "--customer=sample_id",
            "--time=date",
            "--amount=dollar_value",
            "--quiet"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  /** Fader and Hardie (2007), high end: seven periods and what the models make of them. */
  @Test
  void modelsProjectRetentionCurves() {
    RetentionCurve observed = RetentionCurve.of(1, 0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491);
    var sbg = new ShiftedBetaGeometric(0.668, 3.806, PeriodUnit.YEAR);
    RetentionCurve along = observed.along(sbg::survival);
    double scale = 0.491 / sbg.survival(7);
    assertEquals(scale * sbg.survival(12), along.at(12).getAsDouble(), 1e-15);
    var bdw = new BetaDiscreteWeibull(0.668, 3.806, 1, PeriodUnit.YEAR);
    assertEquals(
        along.at(12).getAsDouble(), observed.along(bdw::survival).at(12).getAsDouble(), 1e-12);
    // The article's point: a constant rate falls too low, a held level stays too high.
    assertTrue(observed.withConstantRate().at(12).getAsDouble() < along.at(12).getAsDouble());
    assertTrue(observed.withLevelHeld().at(12).getAsDouble() > along.at(12).getAsDouble());
    RetentionCurve model = RetentionCurve.of(1).along(sbg::survival);
    assertEquals(
        1 + sbg.expectedResidualLifetime(0, 9),
        CustomerLifetime.restrictedMean(model, 10).value().getAsDouble(),
        1e-9);
  }
}
