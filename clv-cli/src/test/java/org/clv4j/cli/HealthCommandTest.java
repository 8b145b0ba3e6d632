package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthCommandTest {
  private static final Path SAMPLE = Path.of("..", "samples", "orders.csv");
  private static final Path DATA =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));

  /** Stable: scripts rely on them. */
  private static final List<String> IDS =
      List.of(
          "active_customers",
          "active_with_satisfying_basket",
          "mean_customer_value",
          "median_customer_value",
          "p90_customer_value",
          "orders_per_active_customer",
          "days_registration_to_first_order",
          "days_first_to_second_order",
          "days_first_to_second_order_km",
          "days_between_orders_mean",
          "average_order_value",
          "average_first_order_value",
          "average_repeat_order_value",
          "inactive_customers",
          "single_order_customers",
          "repeat_customers",
          "repurchase_rate",
          "share_new",
          "share_active",
          "share_inactive",
          "repeat_revenue_share");

  @TempDir Path dir = Path.of(".");
  private Path orders = dir;

  @BeforeEach
  void writeOrders() throws IOException {
    orders = SmallShop.write(dir);
  }

  private static String run(String... args) {
    Clv clv = Clv.run(args);
    assertEquals(0, clv.status(), clv.err());
    return clv.out();
  }

  private static Map<String, String> lines(String csv) {
    return csv.lines()
        .skip(1)
        .collect(Collectors.toMap(line -> line.substring(0, line.indexOf(',')), line -> line));
  }

  @Test
  void oneRowPerMetricTheStableOnesFirst() {
    Clv clv = Clv.run("health", orders.toString(), "--as-of=2024-12-31");
    assertEquals(0, clv.status(), clv.err());
    List<String> rows = clv.out().lines().toList();
    assertEquals("metric,numerator,denominator,value,unit,reason", rows.get(0));
    assertEquals(
        IDS,
        rows.subList(1, IDS.size() + 1).stream()
            .map(row -> row.substring(0, row.indexOf(',')))
            .toList());
    Map<String, String> metrics = lines(clv.out());
    assertEquals("active_customers,3,4,3,customers,", metrics.get("active_customers"));
    assertEquals("mean_customer_value,180.00,4,45.0,money,", metrics.get("mean_customer_value"));
    assertEquals("repurchase_rate,2,4,0.5,share,", metrics.get("repurchase_rate"));
    assertEquals(
        "days_registration_to_first_order,,,,days,no registrations were given",
        metrics.get("days_registration_to_first_order"));
    assertEquals("contact_wait,1,4,1,customers,", metrics.get("contact_wait"));
    assertTrue(clv.err().contains("as of 2024-12-31 Z, active within 365 days"), clv.err());
  }

  @Test
  void optionsChangeWhatTheyName() throws IOException {
    Path registrations =
        Files.writeString(dir.resolve("r.csv"), "customer,day\nanna,2024-01-05\neva,2024-11-01\n");
    Path contacts =
        Files.writeString(dir.resolve("c.csv"), "customer,day\nanna,2024-12-05\ncarl,2024-12-05\n");
    Map<String, String> metrics =
        lines(
            run(
                "health",
                orders.toString(),
                "--as-of=2024-12-31",
                "--active-window=40",
                "--new-window=20",
                "--basket=30",
                "--order-values=window",
                "--value-over=actives",
                "--repurchase-horizon=30",
                "--registration-period=61",
                "--registration-horizon=50",
                "--registrations=" + registrations,
                "--contacts=" + contacts,
                "--wasted-within=5",
                "--intervals=0.9",
                "--quiet"));
    assertEquals("active_customers,1,4,1,customers,", metrics.get("active_customers"));
    assertEquals("share_new,0,4,0.0,share,", metrics.get("share_new"));
    assertEquals(
        "active_with_satisfying_basket,1,1,1,customers,",
        metrics.get("active_with_satisfying_basket"));
    assertEquals("average_order_value,40.00,1,40.0,money,", metrics.get("average_order_value"));
    assertEquals("mean_customer_value,90.00,1,90.0,money,", metrics.get("mean_customer_value"));
    assertEquals(
        "repurchase_rate_within_30_days,1,4,0.25,share,",
        metrics.get("repurchase_rate_within_30_days"));
    assertEquals("prospects,1,2,1,customers,", metrics.get("prospects"));
    // eva registered 60 days ago, outside of the new window, which has no part in it.
    assertEquals(
        "new_registered_without_order_within_50_days,1,1,1.0,share,",
        metrics.get("new_registered_without_order_within_50_days"));
    assertEquals(
        "wasted_contact_share_within_5_days,1,2,0.5,share,",
        metrics.get("wasted_contact_share_within_5_days"));
    assertEquals(
        "mean_customer_value_ci_low,,,90.0,money,", metrics.get("mean_customer_value_ci_low"));
    Map<String, String> adaptive =
        lines(
            run(
                "health",
                orders.toString(),
                "--as-of=2024-12-31",
                "--active-window=adaptive",
                "--value=margin"));
    assertEquals(
        "active_customers,,,,customers,\"there is no adaptive window: only 73 % of repeat customers"
            + " come back again, by the Kaplan-Meier curve\"",
        adaptive.get("active_customers"));
    assertEquals(
        "mean_customer_value,,,,money,the costs of the orders are not known",
        adaptive.get("mean_customer_value"));
  }

  @Test
  void promotionsStandBesideNone() throws IOException {
    Path coded =
        Files.writeString(
            dir.resolve("coded.csv"),
            """
            customer,date,amount,discount,code
            ann,2024-01-01,8.00,2.00,SPRING
            ann,2024-02-01,10.00,0,
            bob,2024-06-01,20.00,0,
            """);
    Map<String, String> metrics =
        lines(run("health", coded.toString(), "--promotion=code", "--promotions", "--quiet"));
    assertEquals(
        "promotion.SPRING.discount_share,2.00,10.00,0.2,share,",
        metrics.get("promotion.SPRING.discount_share"));
    assertEquals(
        "promotion.SPRING.observational_repurchase_rate_within_90_days,1,1,1.0,share,",
        metrics.get("promotion.SPRING.observational_repurchase_rate_within_90_days"));
    assertEquals(
        "no_promotion.average_order_value,30.00,2,15.0,money,",
        metrics.get("no_promotion.average_order_value"));
  }

  @Test
  void everyIdStandsInThePageOfMetrics() throws IOException {
    Path coded =
        Files.writeString(
            dir.resolve("coded.csv"), "customer,date,amount,code\nann,2024-01-01,8.00,SPRING\n");
    Path events = Files.writeString(dir.resolve("e.csv"), "customer,day\nann,2023-12-01\n");
    String page = Files.readString(Path.of("..", "docs", "metrics.md"));
    Map<String, String> metrics =
        lines(
            run(
                "health",
                coded.toString(),
                "--promotion=code",
                "--promotions",
                "--registrations=" + events,
                "--contacts=" + events,
                "--intervals=0.9"));
    assertTrue(metrics.size() > 70, () -> "ids: " + metrics.size());
    for (String id : metrics.keySet()) {
      String plain = id.substring(id.lastIndexOf('.') + 1);
      assertTrue(page.contains("`" + plain + "`"), plain);
    }
  }

  @Test
  void aSeriesHasTheDateFirst() {
    String months = run("health", orders.toString(), "--as-of=2023-08-15", "--series=month");
    assertTrue(months.startsWith("date,metric,numerator,denominator,value,unit,reason\n"));
    assertEquals(
        List.of(
            "2023-06-30,repurchase_rate,0,1,0.0,share,",
            "2023-07-31,repurchase_rate,1,1,1.0,share,",
            "2023-08-15,repurchase_rate,1,1,1.0,share,"),
        months.lines().filter(line -> line.contains(",repurchase_rate,")).toList());
    String dates =
        run("health", orders.toString(), "--series=2023-01-01,2024-12-31", "--format=csv");
    assertEquals(
        List.of(
            "2023-01-01,active_customers,0,0,0,customers,",
            "2024-12-31,active_customers,3,4,3,customers,"),
        dates.lines().filter(line -> line.contains(",active_customers,")).toList());
  }

  @Test
  void wrongUsageIsTold() {
    for (String option :
        List.of(
            "--active-window=soon",
            "--active-window=0",
            "--new-window=0",
            "--registration-period=0",
            "--registration-horizon=0",
            "--basket=-1",
            "--basket=10.005",
            "--series=2024-06-30,2024-05-31",
            "--intervals=1",
            "--series=2024",
            "--wasted-within=0",
            "--value=profit")) {
      assertEquals(2, Clv.run("health", orders.toString(), option).status(), option);
    }
  }

  @Test
  void aSeriesEndsByTheAsOfDay() {
    Clv clv =
        Clv.run(
            "health", orders.toString(), "--as-of=2024-06-30", "--series=2024-05-31,2024-12-31");
    assertEquals(2, clv.status());
    assertTrue(
        clv.err().contains("--series must not go beyond --as-of 2024-06-30, but had 2024-12-31"),
        clv.err());
    assertTrue(
        Clv.run("health", orders.toString(), "--basket=10.005").err().contains("--basket: "));
  }

  @Test
  void theSample() {
    Map<String, String> metrics = lines(run("health", SAMPLE.toString(), "--quiet"));
    assertTrue(metrics.keySet().containsAll(IDS));
    for (String id : IDS) {
      boolean known = !id.equals("days_registration_to_first_order");
      assertEquals(known, metrics.getOrDefault(id, "").endsWith(","), metrics.get(id));
    }
  }

  /** The figures are those of a Python script that follows the definitions with lists and loops. */
  @Test
  @Tag("reference-data")
  void cdnow() {
    assumeTrue(Files.isDirectory(DATA), "there are no reference data at " + DATA.toAbsolutePath());
    String[] args = {
      "health",
      DATA.resolve("cdnow_sample.csv").toString(),
      "--customer=sample_id",
      "--time=date",
      "--amount=dollar_value",
      "--quiet"
    };
    Map<String, String> metrics = lines(run(args));
    assertEquals("active_customers,812,2357,812,customers,", metrics.get("active_customers"));
    assertEquals(
        "active_with_satisfying_basket,494,812,494,customers,",
        metrics.get("active_with_satisfying_basket"));
    assertStarts("mean_customer_value,244091.94,2357,103.5604327535", metrics);
    assertStarts("median_customer_value,,,43.06,", metrics);
    assertStarts("p90_customer_value,,,241.91,", metrics);
    assertStarts("orders_per_active_customer,2715,812,3.34359605911", metrics);
    assertStarts("days_first_to_second_order,,,53.0,", metrics);
    assertStarts(
        "days_first_to_second_order_km,,,,days,\"fewer than half are seen to order again", metrics);
    assertStarts("days_between_orders_mean,307464,4562,67.396755808", metrics);
    assertStarts("average_first_order_value,76208.93,2357,32.333020789", metrics);
    assertStarts("repeat_customers,1152,2357,", metrics);
    assertStarts("repurchase_rate_within_90_days,705,2357,", metrics);
    assertStarts("share_new,0,2357,0.0,", metrics);
    args[5] = "--active-window=adaptive";
    assertStarts("active_window_days,,,512.0,", lines(run(args)));
  }

  private static void assertStarts(String expected, Map<String, String> metrics) {
    String line = metrics.getOrDefault(expected.substring(0, expected.indexOf(',')), "");
    assertTrue(line.startsWith(expected), line);
  }
}
