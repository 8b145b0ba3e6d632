package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clv concentration} and {@code clv drift} on the shop of docs/metrics.md. */
class ConcentrationCommandTest {
  @TempDir Path dir = Path.of(".");
  private String shop = "";

  @BeforeEach
  void writeOrders() throws IOException {
    shop = SmallShop.write(dir).toString();
  }

  private static String done(String... args) {
    Clv clv = Clv.run(args);
    assertEquals(0, clv.status(), clv.err());
    return clv.out();
  }

  @Test
  void figuresOfSpend() {
    Clv clv = Clv.run("concentration", shop);
    assertEquals(
        """
        metric,numerator,denominator,value,unit,reason
        gini,260.00,720.00,0.3611111111111111,ratio,
        gini_of_sample,260.00,540.00,0.48148148148148145,ratio,
        top_20_percent_share,90.00,180.00,0.5,share,
        customers_for_80_percent,3,4,3,customers,
        share_of_customers_for_80_percent,3,4,0.75,share,
        whale_peak,180.00,180.00,1.0,share,
        customers_at_whale_peak,4,4,4,customers,
        customers_below_0,0,4,0,customers,
        """,
        clv.out());
    assertTrue(clv.err().contains("spend, negative values: refuse"), clv.err());
  }

  private static String value(String out, String metric) {
    return out.lines()
        .map(line -> line.split(",", -1))
        .filter(row -> row[0].equals(metric))
        .findFirst()
        .orElseThrow()[3];
  }

  @Test
  void ordersAndOtherSharesAndCurves() {
    String orders = done("concentration", shop, "--of=orders", "--top=0.5", "--reach=0.7");
    assertEquals("0.25", value(orders, "gini"));
    assertEquals("0.7142857142857143", value(orders, "top_50_percent_share"));
    assertEquals("2", value(orders, "customers_for_70_percent"));
    assertEquals(
        """
        customers,share_of_customers,share_of_spend
        0,0.0,0.0
        2,0.5,0.2222222222222222
        4,1.0,1.0
        """,
        done("concentration", shop, "--curve=lorenz", "--points=2"));
    assertTrue(
        done("concentration", shop, "--curve=whale").contains("\n1,0.25,0.5\n"), "the best first");
  }

  @Test
  void marginBelowZeroNeedsARule() throws IOException {
    String costs =
        Files.writeString(
                dir.resolve("costs.csv"),
                """
                customer,date,amount,cost
                a,2024-01-01,100.00,20.00
                b,2024-01-02,50.00,80.00
                """)
            .toString();
    Clv refused = Clv.run("concentration", costs, "--of=margin");
    assertEquals(1, refused.status());
    assertTrue(refused.err().contains("margin of customer \"b\""), refused.err());
    String kept = done("concentration", costs, "--of=margin", "--negative=keep");
    assertEquals("1.6", value(kept, "whale_peak"));
    assertEquals("1", value(kept, "customers_below_0"));
    String clamped = done("concentration", costs, "--of=margin", "--negative=clamp");
    assertEquals("0.5", value(clamped, "gini"));
    assertEquals("1", value(clamped, "customers_below_0"));
  }

  @Test
  void withoutAmountsOrdersAreSpread() throws IOException {
    String plain =
        Files.writeString(dir.resolve("plain.csv"), "customer,date\na,2024-01-01\nb,2024-01-02\n")
            .toString();
    assertEquals("0.0", value(done("concentration", plain), "gini"));
  }

  @Test
  void whatHasNoValueHasItsReason() throws IOException {
    String free =
        Files.writeString(dir.resolve("free.csv"), "customer,date,amount\na,2024-01-01,0\n")
            .toString();
    Clv clv = Clv.run("concentration", free);
    assertTrue(clv.out().contains("gini,0.00,0.00,,ratio,the values add up to 0\n"), clv.out());
  }

  @Test
  void driftBetweenTwoDates() {
    Clv clv = Clv.run("drift", shop, "--from=2024-06-30", "--to=2024-12-31");
    List<String[]> rows = Clv.rows(clv);
    assertTrue(clv.out().startsWith("column,psi,median_from,median_to,alert\n"), clv.out());
    assertEquals(
        List.of(
            "days_since_last_order",
            "orders",
            "spend",
            "mean_order_value",
            "frequency",
            "recency_days",
            "age_days"),
        rows.stream().map(row -> row[0]).toList());
    // anna, bob and dora 50, 50, 30; then 90, 50, 10 and 30 with carl.
    assertEquals("50.0", rows.get(2)[2]);
    assertEquals("40.0", rows.get(2)[3]);
    assertEquals("alert", rows.get(2)[4]);
    assertTrue(clv.err().contains("3 customers; as of 2024-12-31: 4"), clv.err());
    String same = done("drift", shop, "--from=2024-11-30", "--to=2024-12-01", "--alert=100");
    assertTrue(same.lines().skip(1).noneMatch(line -> line.endsWith("alert")), same);
  }

  /** On June 30 anna and bob are of the last 190 days; on December 31 carl alone. */
  @Test
  void driftOfNewCustomers() {
    Clv clv = Clv.run("drift", shop, "--from=2024-06-30", "--to=2024-12-31", "--new-within=190");
    assertTrue(clv.err().contains("customers of the last 190 days"), clv.err());
    assertTrue(clv.err().contains(": 2 customers; as of 2024-12-31: 1"), clv.err());
    assertEquals("50.0", Clv.rows(clv).get(2)[2]);
    assertEquals("10.0", Clv.rows(clv).get(2)[3]);
  }

  @Test
  void wrongUseIsTold() {
    for (List<String> args :
        List.of(
            List.of("concentration", shop, "--top=2"),
            List.of("concentration", shop, "--points=0"),
            List.of("concentration", shop, "--negative=maybe"),
            List.of("drift", shop),
            List.of("drift", shop, "--from=2024-06-30", "--bins=1"),
            List.of("drift", shop, "--from=2024-06-30", "--new-within=0"),
            List.of("drift", shop, "--from=2024-12-01"),
            List.of("drift", shop, "--from=2023-06-30", "--to=2024-01-01", "--as-of=2024-01-01"))) {
      assertEquals(2, Clv.run(args.toArray(String[]::new)).status(), args.toString());
    }
    assertEquals(1, Clv.run("drift", shop, "--from=2020-01-01").status());
  }
}
