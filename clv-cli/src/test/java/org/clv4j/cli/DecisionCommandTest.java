package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    Clv twice =
        Clv.run(
            "experiment",
            Files.writeString(dir.resolve("x.csv"), "customer_id,arm,value\na,x,1\na,y,2\n")
                .toString());
    assertEquals(1, twice.status());
    assertTrue(twice.err().contains("x.csv:3: customer_id \"a\" stands there twice"), twice.err());
  }

  @Test
  void unitEconomicsOfOrders() throws IOException {
    Path orders =
        Files.writeString(
            dir.resolve("orders.csv"),
            """
            customer,date,amount,channel
            a,2024-01-01,20.00,search
            a,2024-01-05,30.00,mail
            b,2024-01-02,10.00,search
            c,2024-01-02,40.00,mail
            d,2024-03-01,90.00,mail
            """);
    Path spend = Files.writeString(dir.resolve("spend.csv"), "group,spend\nsearch,15\n");
    Clv clv =
        Clv.run(
            "value",
            orders.toString(),
            "--by",
            "channel",
            "--spend",
            spend.toString(),
            "--spend-kind",
            "paid",
            "--margin",
            "0.5",
            "--horizon",
            "30",
            "--target-ratio",
            "2",
            "--quiet");
    assertTrue(clv.out().startsWith("group,metric,value,unit,reason\n"), clv.out());
    List<String> rows = clv.out().lines().toList();
    assertTrue(rows.contains("search,paid_acquisition_cost,7.5,money,"), clv.out());
    assertTrue(rows.contains("search,margin_per_customer_within_30_days,15.0,money,"), clv.out());
    assertTrue(rows.contains("search,margin_ltv_to_cac_within_30_days,2.0,ratio,"), clv.out());
    assertTrue(rows.contains("search,payback_days,1.0,days,"), clv.out());
    assertTrue(
        rows.contains("mail,acquisition_cost,,money,no acquisition spend was given"), clv.out());
    Clv report =
        Clv.run(
            "report",
            orders.toString(),
            "--out",
            dir.resolve("page").toString(),
            "--by",
            "channel",
            "--spend",
            spend.toString(),
            "--margin",
            "0.5",
            "--horizon",
            "30");
    assertEquals(0, report.status(), report.err());
    String page = Files.readString(dir.resolve("page").resolve("report.html"));
    assertTrue(page.contains(">What customers cost and bring</h2>"));
    assertTrue(page.contains("<td>7.50 blended</td><td>15.00</td><td>2.00</td><td>1</td>"), page);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lever retention+70%                 | 2 | retention must be between 0.0 and 1.0",
        "--lever acquisition-cost=-5           | 2 | acquisition_cost must be between 0.0",
        "--lever love+5%                       | 2 | driver must be one of",
        "--customers 5                         | 2 | give either --lever, at least once, or",
        "--lever retention=1 --discount-rate 0 | 2 | should be specified only once",
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
