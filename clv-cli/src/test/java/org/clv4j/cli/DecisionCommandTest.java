package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** value, scenario and experiment. */
class DecisionCommandTest {
  private static final Path SAMPLES = Path.of("..", "samples");
  private static final String BASE =
      "scenario --average-order-value 50 --orders-per-year 4 --margin 0.4 --retention 0.6"
          + " --discount-rate 0.12 ";

  @TempDir Path dir = Path.of(".");

  private static String[] row(Clv clv, String metric) {
    return Clv.rows(clv).stream().filter(r -> r[0].equals(metric)).findFirst().orElseThrow();
  }

  /** 80 x 1.12 / 0.52 before, 80 x 1.12 / 0.49 after; 52 / 49 is 6.1 % more. */
  @Test
  void aScenarioOfAGivenBase() {
    Clv clv = Clv.line(BASE + "--acquisition-cost 60 --lever retention+5% --customers 1000");
    assertTrue(clv.out().startsWith("metric,before,after,difference,relative\n"), clv.out());
    String[] value = row(clv, "lifetime_value");
    assertEquals(80 * 1.12 / 0.52, Double.parseDouble(value[1]), 1e-9);
    assertEquals(80 * 1.12 / 0.49, Double.parseDouble(value[2]), 1e-9);
    assertEquals(52 / 49.0 - 1, Double.parseDouble(value[4]), 1e-12);
    String[] base = row(clv, "residual_value_of_base");
    assertEquals(80_000 * 0.63 / 0.49, Double.parseDouble(base[2]), 1e-6);
    assertEquals("9.0", row(clv, "payback_months")[1]);
    assertEquals(
        80 * 1.12 / 0.52 / 60, Double.parseDouble(row(clv, "margin_ltv_to_cac")[1]), 1e-12);
  }

  /** A ratio of revenue must not pass for one of margin, nor one of two years for one for ever. */
  @Test
  void theRatioSaysBasisAndHorizon() {
    String revenue = BASE.replace("--margin 0.4 ", "") + "--acquisition-cost 60 --horizon-years 2 ";
    Clv clv = Clv.line(revenue + "--lever retention+5%");
    String[] ratio = row(clv, "revenue_ltv_to_cac_within_2_years");
    assertEquals(200 * (1 + 0.6 / 1.12) / 60, Double.parseDouble(ratio[1]), 1e-12);
    assertEquals("values are revenue, because no margin is known\n", clv.err());
    List<String> drivers =
        Clv.rows(Clv.line(revenue + "--tornado 10")).stream().map(r -> r[0]).toList();
    assertFalse(drivers.contains("margin"), drivers.toString());
    Clv margin = Clv.line(revenue + "--lever margin=0.4");
    assertEquals(2, margin.status());
    assertTrue(margin.err().contains("margin of the base must be known"), margin.err());
  }

  /** Of 50 inactive customers a tenth comes back in a year: 0.1 / 0.22 of an active one's worth. */
  @Test
  void reactivationIsWorthSomethingToday() {
    Clv clv =
        Clv.line(
            BASE
                + "--customers 100 --inactive-customers 50 --reactivation-rate 0.1"
                + " --lever reactivation-rate+10pp");
    double active = Double.parseDouble(row(clv, "lifetime_value")[1]);
    assertEquals(0.1 / 0.22 * active, Double.parseDouble(row(clv, "value_of_inactive")[1]), 1e-10);
    double base = Double.parseDouble(row(clv, "residual_value_of_base")[1]);
    assertEquals(100 * (active - 80) + 50 * 0.1 / 0.22 * active, base, 1e-8);
    assertEquals(
        0.1,
        Double.parseDouble(
            row(
                Clv.line(
                    BASE
                        + "--reactivation-rate 0.1 --lever reactivation-rate+10pp --break-even"
                        + " --figure value-of-inactive"),
                "break_even.reactivation_rate")[2]),
        1e-12);
  }

  /**
   * A retention of 1 without discount has no finite value: its bar is empty, the others are there.
   */
  @Test
  void aTornadoLeavesOutWhatIsInfinite() {
    List<String[]> rows =
        Clv.rows(
            Clv.line(
                "scenario --average-order-value 50 --orders-per-year 4 --margin 0.4"
                    + " --retention 0.8 --tornado 25"));
    String[] retention = rows.stream().filter(r -> r[0].equals("retention")).findFirst().get();
    assertEquals("", retention[3]);
    assertEquals(200, Double.parseDouble(retention[1]), 1e-9);
    assertEquals(4, rows.size());
  }

  @Test
  void breakEvensDrawsAndTornado() {
    String lever = BASE + "--lever reward-cost=8 --figure residual-value --break-even";
    String[] retention = row(Clv.line(lever), "break_even.retention");
    // 72 r / (1.12 - r) = 80 x 0.6 / 0.52
    double target = 80 * 0.6 / 0.52;
    assertEquals(1.12 * target / (72 + target), Double.parseDouble(retention[2]), 1e-9);
    Clv draws = Clv.line(BASE + "--lever retention+5pp --spread retention=2 --draws 2000 --seed 3");
    double low = Double.parseDouble(row(draws, "draws.quantile_0.05")[3]);
    double high = Double.parseDouble(row(draws, "draws.quantile_0.95")[3]);
    double difference = Double.parseDouble(row(draws, "lifetime_value")[3]);
    assertTrue(low < difference && difference < high, draws.out());
    assertEquals("0.0", row(draws, "draws.redrawn")[3]);
    Clv wide = Clv.line(BASE + "--lever retention+5pp --spread retention=60 --draws 2000 --seed 3");
    assertTrue(Double.parseDouble(row(wide, "draws.redrawn")[3]) > 500, wide.out());
    assertEquals(
        draws.out(),
        Clv.line(BASE + "--lever retention+5pp --spread retention=2 --draws 2000 --seed 3").out());
    List<String[]> tornado = Clv.rows(Clv.line(BASE + "--tornado 10"));
    assertEquals("retention", tornado.get(0)[0]);
    assertEquals(5, tornado.size());
    assertEquals(0.6 / 0.52, Double.parseDouble(tornado.get(0)[4]), 1e-6);
  }

  @Test
  void aMeasuredBaseGivesWayToWhatIsStated() {
    String orders = SAMPLES.resolve("orders.csv").toString();
    Clv clv =
        Clv.run(
            "scenario",
            orders,
            "--margin",
            "0.4",
            "--discount-rate",
            "0.1",
            "--lever",
            "average-order-value+10%",
            "--retention",
            "0.5");
    assertTrue(clv.err().contains("retention = 0.6868686868686869 share (680 of 990)"), clv.err());
    assertEquals(10 / 100.0, Double.parseDouble(row(clv, "lifetime_value")[4]), 1e-12);
    assertEquals(1.1 / 0.6, Double.parseDouble(row(clv, "active_years")[1]), 1e-12);
  }

  @Test
  void theSampleCampaign() {
    Clv clv =
        Clv.run("experiment", SAMPLES.resolve("campaign.csv").toString(), "--estimator", "cuped");
    assertTrue(
        clv.out().startsWith("metric,estimate,ci_low,ci_high,p_value,n_control,n_treated\n"),
        clv.out());
    assertEquals(
        List.of(
            "difference_in_means",
            "bootstrap_difference",
            "cuped_difference",
            "sample_ratio_mismatch"),
        Clv.rows(clv).stream().map(r -> r[0]).toList());
    double plain = width(row(clv, "difference_in_means"));
    assertTrue(width(row(clv, "cuped_difference")) < 0.8 * plain, clv.out());
    assertTrue(clv.err().startsWith("value: better, cuped letter - control"), clv.err());
    Clv stated =
        Clv.run(
            "experiment",
            SAMPLES.resolve("campaign.csv").toString(),
            "--metric",
            "revenue",
            "--horizon",
            "90",
            "--winsorize",
            "0.99");
    assertTrue(
        stated.err().startsWith("revenue in 90 days cut at the 0.99 quantile: "), stated.err());
    assertTrue(
        stated.err().lines().findFirst().get().contains(", sample ratio p 0."), stated.err());
  }

  /** 5 % of 41 values lie below the third: -900 and -500 of both arms count as 1. */
  @Test
  void lowValuesOfAnExperimentAreCut() throws IOException {
    StringBuilder rows = new StringBuilder("customer_id,arm,value\n");
    for (int i = 0; i < 41; i++) {
      int value = i == 0 ? -900 : i == 1 ? -500 : i % 2 + 1;
      rows.append(i + "," + (i % 2 == 0 ? "control" : "letter") + "," + value + "\n");
    }
    Path file = Files.writeString(dir.resolve("refunds.csv"), rows);
    Clv cut = Clv.run("experiment", file.toString(), "--winsorize-below", "0.05");
    // 21 times 1, and once 1 beside 19 times 2
    assertEquals(39 / 20.0 - 1, Double.parseDouble(row(cut, "difference_in_means")[1]), 1e-14);
    assertTrue(cut.err().startsWith("value cut at the 0.05 quantile: better"), cut.err());
    Clv wrong = Clv.run("experiment", file.toString(), "--winsorize-below", "0.5");
    assertEquals(2, wrong.status());
    assertTrue(
        wrong.err().contains("lowerWinsorQuantile must be at least 0 and below 0.5, but was 0.5"),
        wrong.err());
  }

  private static double width(String[] row) {
    return Double.parseDouble(row[3]) - Double.parseDouble(row[2]);
  }

  /** Means 2 and 4 of control and mail, 3 of two in phone. */
  @Test
  void moreArmsAndStrata() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("arms.csv"),
            """
            customer_id,arm,value,stratum
            a,none,1,x
            b,none,3,x
            c,mail,3,x
            d,mail,5,x
            e,phone,2,x
            f,phone,4,x
            """);
    Clv clv = Clv.run("experiment", file.toString(), "--control", "none", "--level", "0.9");
    assertEquals("2.0", row(clv, "mail.difference_in_means")[1]);
    assertEquals("2.0", row(clv, "mail.stratified_difference")[1]);
    assertEquals("1.0", row(clv, "phone.difference_in_means")[1]);
    assertEquals("4", row(clv, "sample_ratio_mismatch")[6]);
    Path thin =
        Files.writeString(
            dir.resolve("thin.csv"),
            """
            customer_id,arm,value,stratum
            a,control,1,x
            b,control,3,y
            c,mail,3,x
            d,mail,5,x
            """);
    Clv without = Clv.run("experiment", thin.toString());
    assertEquals("2.0", row(without, "difference_in_means")[1]);
    assertTrue(
        without.err().contains("stratified: none, it needs at least two customers of each arm"),
        without.err());
    Clv planned = Clv.run("experiment", thin.toString(), "--estimator", "stratified");
    assertEquals(1, planned.status());
    assertTrue(
        planned.err().contains("the planned estimator is stratified, which needs at least two"),
        planned.err());
    Clv twice =
        Clv.run(
            "experiment",
            Files.writeString(dir.resolve("x.csv"), "customer_id,arm,value\na,x,1\na,y,2\n")
                .toString());
    assertEquals(1, twice.status());
    assertTrue(twice.err().contains("x.csv:3: customer_id \"a\" stands there twice"), twice.err());
  }

  @Test
  void marginsAreLaidOutYearByYear() {
    List<String[]> rows =
        Clv.rows(
            Clv.line(
                "value --average-order-value 50 --orders-per-year 4 --retention 0.5 --explain 2"
                    + " --discount-rate 0.25 --growth 0.5"));
    assertEquals("[1.0, margin, 300.0, 0.5, 150.0, 0.8, 120.0, 320.0]", List.of(rows.get(1)) + "");
  }

  private static final String VALUE =
      "value --average-order-value 50 --orders-per-year 4 --margin 0.5 ";

  /**
   * The last line of what is explained is the figure that is printed, less the cost if it has it.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lifespan-years 3                                  | simple_clv                         "
            + " | 0",
        "--lifespan-years 2.5 --acquisition-cost 80          | simple_clv                         "
            + " | 0",
        "--retention 0.8 --horizon-years 5 --growth 0.1      | margin_retention_clv_at_acquisition"
            + " | 0",
        "--retention 0.8 --horizon-years 5 --acquisition-cost 80 |"
            + " margin_retention_clv_at_acquisition | 80",
        "--retention 0.5 --discount-rate 0.2                 | margin_retention_clv_at_acquisition"
            + " | 0"
      })
  void whatIsExplainedIsWhatIsPrinted(String options, String metric, double cost) {
    Clv printed = Clv.line(VALUE + options.strip());
    List<String[]> flows = Clv.rows(Clv.line(VALUE + options.strip() + " --explain 60"));
    String[] last = flows.get(flows.size() - 1);
    double value = Double.parseDouble(row(printed, metric)[1]);
    assertEquals(value - cost, Double.parseDouble(last[7]), 1e-10);
    assertEquals(cost > 0 || options.contains("--acq"), flows.get(0)[1].equals("acquisition_cost"));
  }

  /** 80 of margin, 3 of rewards a year, and the lever moves both. */
  @Test
  void aScenarioIsLaidOutYearByYear() {
    String base = BASE + "--acquisition-cost 60 --reward-cost 3 --horizon-years 4 ";
    List<String[]> before = Clv.rows(Clv.line(base + "--explain 9"));
    assertEquals(
        "[0.0, acquisition_cost, -60.0, 1.0, -60.0, 1.0, -60.0, -60.0]",
        List.of(before.get(0)) + "");
    assertEquals("[1.0, reward_cost, -3.0, 0.6]", List.of(before.get(4)).subList(0, 4) + "");
    assertEquals(9, before.size());
    Clv scenario = Clv.line(base + "--lever retention+5%");
    double value = Double.parseDouble(row(scenario, "value")[1]);
    assertEquals(value, Double.parseDouble(before.get(8)[7]), 1e-10);
    List<String[]> after = Clv.rows(Clv.line(base + "--lever retention+5% --explain 4"));
    value = Double.parseDouble(row(scenario, "value")[2]);
    assertEquals(value, Double.parseDouble(after.get(8)[7]), 1e-10);
    Clv none = Clv.line(BASE + "--lever retention+70% --explain 4");
    assertEquals(2, none.status());
  }

  /** The base is as unsure as is stated: a wider margin gives wider draws of what a lever adds. */
  @Test
  void theBaseHasSpreadsToo() {
    String draws = BASE + "--lever retention+5pp --draws 2000 --seed 3 --base-spread ";
    Clv narrow = Clv.line(draws + "margin=0.01");
    Clv wide = Clv.line(draws + "margin=0.05,retention=0.02");
    double difference = Double.parseDouble(row(narrow, "lifetime_value")[3]);
    for (Clv clv : List.of(narrow, wide)) {
      double low = Double.parseDouble(row(clv, "draws.quantile_0.05")[3]);
      double high = Double.parseDouble(row(clv, "draws.quantile_0.95")[3]);
      assertTrue(low < difference && difference < high, clv.out());
    }
    // a lever's gain is in proportion to the margin of 0.4: 1.645 x 0.01 / 0.4 of it to each side
    double low = Double.parseDouble(row(narrow, "draws.quantile_0.05")[3]);
    assertEquals(1.645 * 0.01 / 0.4, 1 - low / difference, 0.005);
    assertTrue(Double.parseDouble(row(wide, "draws.quantile_0.05")[3]) < low);
    Clv unknown =
        Clv.line(
            BASE.replace("--margin 0.4 ", "")
                + "--lever retention+5% --draws 9 --base-spread margin=0.1");
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().contains("margin is not known; state it"), unknown.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lifespan-years 3 --by channel                | --by needs INPUT",
        "--lifespan-years 3 --spend nofile.csv          | --spend needs INPUT",
        "--lifespan-years 3 --horizon 30                | --horizon needs INPUT",
        "--lifespan-years 3 --retention-spend 3         | --retention-spend needs INPUT",
        "--lifespan-years 3 --as-of 2024-01-01          | --as-of needs INPUT",
        "--lifespan-years 3 --currency EUR              | --currency needs INPUT",
        "--lifespan-years 3 --discount-rate 0.1         | --discount-rate needs --retention",
        "--lifespan-years 3 --growth 0.1                | --growth needs --retention",
        "--lifespan-years 3 --horizon-years 2           | --horizon-years needs --retention",
        "--acquisition-cost 3 --target-ratio 2          | --target-ratio needs --retention or",
        "--acquisition-cost 3 --explain 2               | --explain needs --retention or",
        "--lifespan-years 3 --retention 0.5 --explain 2 | --explain needs --retention or",
        "--retention 0.5 --explain 2 --target-ratio 3   | --target-ratio does not go with"
            + " --explain",
        "--retention 0.5 --explain -2                   | periods must not be negative",
        "--retention 0.95 --growth 0.2 --explain 2 --acquisition-cost -1 | acquisition cost must"
      })
  void noOptionOfAValueIsPassedOver(String options, String message) {
    Clv clv = Clv.line(VALUE + options.strip());
    assertEquals(2, clv.status(), clv.err());
    assertTrue(clv.err().contains(message), clv.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lever retention+5% --spread retention=2      | --spread needs --draws",
        "--lever retention+5% --base-spread retention=2 | --base-spread needs --draws",
        "--lever retention+5% --seed 4                  | --seed needs --draws",
        "--lever retention+5% --figure value            | --figure needs --tornado, --break-even"
            + " or",
        "--lever retention+5% --as-of 2024-01-01        | --as-of needs INPUT",
        "--tornado 5 --break-even                       | --break-even does not go with --tornado",
        "--tornado 5 --draws 9                          | --draws does not go with --tornado",
        "--tornado 5 --customers 9                      | --customers does not go with --tornado",
        "--tornado 5 --seed 9                           | --seed does not go with --tornado",
        "--explain 5 --inactive-customers 9             | --inactive-customers does not go with",
        "--explain 5 --figure value                     | --figure needs --tornado",
        "--explain 5 --tornado 5                        | give either --lever, at least once, or"
      })
  void noOptionOfAScenarioIsPassedOver(String options, String message) {
    Clv clv = Clv.line(BASE + options.strip());
    assertEquals(2, clv.status(), clv.err());
    assertTrue(clv.err().contains(message), clv.err());
  }

  /**
   * As a scenario does, a value says that it is revenue; and at the limit it is never paid back.
   */
  @Test
  void aValueOfRevenueSaysSo() {
    Clv clv = Clv.line(VALUE.replace("--margin 0.5 ", "") + "--retention 0.8");
    assertEquals("values are revenue, because no margin is known\n", clv.err());
    assertEquals("", Clv.line(VALUE + "--retention 0.8").err());
    String limit = "--retention 0.8 --acquisition-cost 500";
    assertEquals("", row(Clv.line(VALUE + limit), "payback_months")[1]);
    Clv pole = Clv.line(VALUE + "--retention 0.95 --growth 0.2 --discount-rate 0.14");
    assertEquals(1, pole.status());
    assertTrue(pole.err().contains("must be below 1 + discount rate"), pole.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lever retention+70%                 | 2 | retention must be between 0.0 and 1.0",
        "--lever acquisition-cost=-5           | 2 | acquisition_cost must be between 0.0",
        "--lever love+5%                       | 2 | driver must be one of",
        "--customers 5                         | 2 | give either --lever, at least once, or",
        "--lever retention=1 --discount-rate 0 | 2 | should be specified only once",
        "--lever average-order-value=110%      | 2 | only a share can be set to a percentage",
        "--lever items-per-order+0.3           | 2 | items_per_order of the base must be known",
        "--lever items-per-order=3             | 2 | items_per_order of the base must be known",
        "--lever retention+5% --draws 100      | 2 | nothing is unsure",
        "--lever retention+5% --customers -1   | 2 | customers must not be negative",
        "--lever retention+5% --tornado 5      | 2 | give either --lever, at least once, or"
      })
  void badScenariosSayWhatIsWrong(String options, int status, String message) {
    Clv clv = Clv.line(BASE + options);
    assertEquals(status, clv.status(), clv.err());
    assertTrue(clv.err().contains(message), clv.err());
  }

  @Test
  void aBaseIsMeasuredOrGiven() throws IOException {
    Clv none = Clv.line("scenario --lever retention+5%");
    assertEquals(2, none.status());
    assertTrue(none.err().contains("without INPUT the base takes"), none.err());
    Clv young =
        Clv.run(
            "scenario",
            SmallShop.write(dir).toString(),
            "--as-of",
            "2023-12-31",
            "--lever",
            "retention+5%");
    assertEquals(1, young.status());
    assertTrue(young.err().contains("give the base by hand"), young.err());
    Clv forEver =
        Clv.line(
            "scenario --average-order-value 1 --orders-per-year 1 --retention 0.5 --lever"
                + " retention=1");
    assertEquals(1, forEver.status());
    assertTrue(forEver.err().contains("discount rate be above 0"), forEver.err());
  }
}
