package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionsCommandTest {
  private static final Path SAMPLE = Path.of("..", "samples", "subscriptions.csv");

  /** The service of docs/metrics.md. */
  private static final String SERVICE =
      """
      subscription_id,customer_id,date,event,amount,interval,coupon_percent,coupon_until
      S1,ann,2024-01-10,start,30.00,month,,
      S1,ann,2024-03-05,change,50.00,month,,
      S2,bob,2024-01-15,start,240.00,year,,
      S2,bob,2024-03-20,end,,,,
      S3,cyd,2024-02-01,start,40.00,month,,
      S3,cyd,2024-02-15,trial_end,,,,
      S3,cyd,2024-03-10,change,30.00,month,,
      S4,dan,2024-01-05,start,10.00,month,,
      S4,dan,2024-02-10,pause,,,,
      S4,dan,2024-03-15,resume,,,,
      S5,eve,2024-03-01,start,25.00,month,20,2024-06-01
      """;

  @TempDir Path dir = Path.of(".");

  private String service() throws IOException {
    return Files.writeString(dir.resolve("service.csv"), SERVICE).toString();
  }

  private static List<String> row(Clv clv, String month, String metric) {
    return Clv.rows(clv).stream()
        .filter(row -> row[0].equals(month) && row[1].equals(metric))
        .map(List::of)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void oneRowPerMonthAndMetric() throws IOException {
    Clv clv = Clv.run("subscriptions", service(), "--as-of", "2024-03-31", "--currency", "EUR");
    assertTrue(
        clv.out().startsWith("month,metric,numerator,denominator,value,unit,reason,assumption\n"),
        clv.out());
    assertEquals(3 * (15 + 11 + 6), Clv.rows(clv).size());
    assertEquals(
        List.of("2024-03-01", "mrr", "115.00", "", "115.00", "money", "", ""),
        row(clv, "2024-03-01", "mrr"));
    assertEquals(
        List.of(
            "2024-03-01",
            "net_revenue_retention",
            "80.00",
            "90.00",
            "0.8888888888888888",
            "ratio",
            "",
            ""),
        row(clv, "2024-03-01", "net_revenue_retention"));
    assertEquals(
        List.of("2024-03-01", "paying_customers", "", "", "4", "customers", "", ""),
        row(clv, "2024-03-01", "paying_customers"));
    assertEquals(
        List.of("2024-01-01", "quick_ratio", "60.00", "0.00", "", "ratio", "nothing was lost", ""),
        row(clv, "2024-01-01", "quick_ratio"));
    assertTrue(clv.err().contains("5 subscriptions, 3 months"), clv.err());
    assertTrue(clv.err().contains("as of 2024-03-31 Z, calendar months, coupons=forever, EUR"));
  }

  /** Bob's end on March 20 may have been planned; the last thing done is dan's resumption. */
  @Test
  void whatWasDoneLastIsTheLastDayUnlessStated() throws IOException {
    Clv clv = Clv.run("subscriptions", service());
    assertEquals(
        "the month is not over on 2024-03-15", row(clv, "2024-03-01", "logo_churn").get(6));
    assertTrue(
        clv.err()
            .contains(
                "as of 2024-03-15, the last start, change, pause or resumption; ends and trial ends"
                    + " after it do not count, of 1 subscriptions: --as-of states another day"),
        clv.err());
    assertEquals("", Clv.run("subscriptions", service(), "--quiet").err());
  }

  @Test
  void plannedEndsAreNotTheLastDay() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("planned.csv"),
            """
            subscription_id,customer_id,date,event,amount,interval
            S1,ann,2024-01-10,start,10.00,month
            S1,ann,2034-01-10,end,,
            S2,bob,2024-02-10,start,5.00,month
            S2,bob,2024-03-10,trial_end,,
            """);
    Clv clv = Clv.run("subscriptions", file.toString());
    assertEquals("10.00", row(clv, "2024-02-01", "mrr").get(4));
    assertTrue(clv.err().contains("2 months, 2024-01-01 to 2024-02-10"), clv.err());
  }

  @Test
  void couponsMarginAndVendors() throws IOException {
    Clv all =
        Clv.run(
            "subscriptions",
            service(),
            "--as-of",
            "2024-03-31",
            "--coupons",
            "all",
            "--margin",
            "0.8");
    assertEquals("110.00", row(all, "2024-03-01", "mrr").get(4));
    assertEquals("66.0", row(all, "2024-03-01", "ltv_margin_over_logo_churn").get(4));
    Clv vendors = Clv.run("subscriptions", service(), "--as-of", "2024-03-31", "--vendors");
    assertTrue(
        vendors
            .out()
            .startsWith(
                "month,figure,stripe,chartmogul,difference,stripe_reason,chartmogul_reason,"
                    + "stripe_assumption\n"),
        vendors.out());
    assertEquals(
        List.of("2024-03-01", "mrr", "115.00", "110.00", "5.0", "", "", ""),
        row(vendors, "2024-03-01", "mrr"));
    assertEquals(
        List.of(
            "2024-03-01",
            "lifetime_value",
            "115.0",
            "",
            "",
            "",
            "six months before are needed and there are 2",
            ""),
        row(vendors, "2024-03-01", "lifetime_value"));
    assertEquals(
        "a churn of 0.0167 where nobody left", row(vendors, "2024-01-01", "lifetime_value").get(7));
    assertEquals(
        """
        5 subscriptions
        stripe: as of 2024-03-31 Z, calendar months, coupons=forever, XXX
        chartmogul: as of 2024-03-31 Z, calendar months, coupons=all, XXX
        """,
        vendors.err());
  }

  @Test
  void currenciesAreConvertedAtTheEndsOfMonths() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("two.csv"),
            """
            subscription_id,customer_id,date,event,amount,currency,interval
            S1,ann,2024-01-10,start,10.00,USD,month
            S2,bob,2024-01-10,start,5.00,EUR,month
            """);
    Path rates =
        Files.writeString(
            dir.resolve("rates.csv"),
            "date,from,to,rate\n2024-01-31,USD,EUR,0.9\n2024-02-29,USD,EUR,0.95\n");
    Clv clv =
        Clv.run(
            "subscriptions",
            file.toString(),
            "--as-of",
            "2024-02-29",
            "--currency",
            "EUR",
            "--rates",
            rates.toString());
    assertEquals("14.00", row(clv, "2024-01-01", "mrr").get(4));
    assertEquals("0.50", row(clv, "2024-02-01", "fx_mrr").get(4));
    Clv without = Clv.run("subscriptions", file.toString(), "--as-of", "2024-02-29");
    assertEquals(1, without.status());
    assertTrue(
        without.err().contains("the subscriptions are in [EUR, USD]: state --currency and --rates"),
        without.err());
    Clv unstated = Clv.run("subscriptions", file.toString(), "--rates", rates.toString());
    assertEquals(2, unstated.status());
    Clv margin = Clv.run("subscriptions", service(), "--margin", "2");
    assertEquals(2, margin.status());
  }

  @Test
  void theReportHasThemIfTheyAreGiven() throws IOException {
    Path out = dir.resolve("report");
    Clv clv =
        Clv.run(
            "report",
            SmallShop.write(dir).toString(),
            "--subscriptions",
            service(),
            "--as-of",
            "2024-12-31",
            "--out",
            out.toString());
    assertEquals(0, clv.status(), clv.err());
    assertTrue(Files.readString(out.resolve("report.html")).contains(">Subscriptions</h2>"));
    assertTrue(
        Files.readString(out.resolve("subscriptions.csv"))
            .contains("2024-03-01,mrr,115.00,,115.00,money,,"));
  }

  @Test
  void whatIsWrongHasAPlace() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("bad.csv"),
            """
            subscription_id,customer_id,date,event,amount,interval
            S1,ann,2024-01-10,start,x,month
            """);
    Clv clv = Clv.run("subscriptions", file.toString());
    assertEquals(1, clv.status());
    assertTrue(
        clv.err().contains("bad.csv:2: amount \"x\" is not a plain decimal number"), clv.err());
    Clv empty =
        Clv.run(
            "subscriptions",
            Files.writeString(
                    dir.resolve("none.csv"),
                    "subscription_id,customer_id,date,event,amount,interval\n")
                .toString());
    assertEquals(1, empty.status());
    assertTrue(empty.err().contains("there is no subscription"), empty.err());
  }

  /** Each month of the sample: opening + movements = closing = opening of the next. */
  @Test
  void theSampleReconciles() {
    Clv clv = Clv.run("subscriptions", SAMPLE.toString(), "--as-of", "2025-12-31");
    Map<String, Map<String, BigDecimal>> months = new TreeMap<>();
    for (String[] row : Clv.rows(clv)) {
      if (row[1].endsWith("mrr")) {
        months
            .computeIfAbsent(row[0], month -> new HashMap<>())
            .put(row[1], new BigDecimal(row[4]));
      }
    }
    assertEquals(24, months.size());
    BigDecimal reached = new BigDecimal("0.00");
    for (Map<String, BigDecimal> of : months.values()) {
      assertEquals(reached, of.get("opening_mrr"));
      reached =
          reached
              .add(of.get("new_mrr"))
              .add(of.get("expansion_mrr"))
              .subtract(of.get("contraction_mrr"))
              .subtract(of.get("churned_mrr"))
              .add(of.get("reactivation_mrr"))
              .add(of.get("fx_mrr"));
      assertEquals(reached, of.get("mrr"));
    }
    assertTrue(reached.signum() > 0);
  }
}
