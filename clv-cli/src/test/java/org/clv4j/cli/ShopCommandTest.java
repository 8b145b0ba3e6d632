package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rates, aliases and exports of shop systems on the command line. */
class ShopCommandTest {
  private static final String ORDERS =
      """
      customer,date,amount,currency
      guest-7,2024-03-01,10.00,USD
      ann,2024-03-11,1000,JPY
      bob,2024-03-02,5.00,EUR
      """;

  @TempDir Path dir = Path.of(".");

  private String file(String name, String content) throws IOException {
    return Files.writeString(dir.resolve(name), content).toString();
  }

  private String rates() throws IOException {
    return file(
        "rates.csv", "date,from,to,rate\n2024-03-01,USD,EUR,0.92\n2024-03-08,JPY,EUR,0.0061\n");
  }

  /** Customer, first order, orders and spend of summarize. */
  private static List<String> customers(Clv clv) {
    return Clv.rows(clv).stream()
        .map(row -> String.join(" ", row[0], row[1], row[3], row[7]))
        .toList();
  }

  @Test
  void ordersAreConvertedAndToldHow() throws IOException {
    String orders = file("orders.csv", ORDERS);
    Clv clv =
        Clv.run("summarize", orders, "--currency=EUR", "--rates=" + rates(), "--rates-within", "3");
    assertEquals(
        List.of("ann 2024-03-11 1 6.10", "bob 2024-03-02 1 5.00", "guest-7 2024-03-01 1 9.20"),
        customers(clv));
    assertTrue(
        clv.err().contains("2 orders converted, JPY 1, USD 1, at 2 rates of " + rates() + "\n"),
        clv.err());
  }

  @Test
  void aMissingRateFails() throws IOException {
    String orders = file("orders.csv", ORDERS);
    Clv clv = Clv.run("summarize", orders, "--currency=EUR", "--rates=" + rates());
    assertEquals(1, clv.status());
    assertTrue(
        clv.err()
            .contains(
                ":3: currency \"JPY\" cannot be converted: a rate from JPY to EUR must be known of"
                    + " 2024-03-11, but is missing"),
        clv.err());
    assertEquals("", clv.out());
    Clv none = Clv.run("summarize", orders, "--currency=EUR");
    assertEquals(1, none.status());
    assertTrue(
        none.err().contains("currency \"USD\" must be EUR, the currency of the analysis"),
        none.err());
  }

  @Test
  void aTableOfACentralBank() throws IOException {
    String table =
        file("ecb.csv", "Date,USD,JPY,\n2024-03-11,N/A,160.00,\n2024-03-01,1.0800,163.00,\n");
    Clv clv =
        Clv.line(
            "summarize "
                + file("orders.csv", ORDERS)
                + " --currency USD --rates "
                + table
                + " --rates-base EUR --rates-inverse --rates-via EUR --rates-within 31");
    // EUR 5 of March 2 at March 1, JPY 1000 at the last day that has both: 1000 / 163 x 1.08.
    assertEquals(
        List.of("ann 2024-03-11 1 6.63", "bob 2024-03-02 1 5.40", "guest-7 2024-03-01 1 10.00"),
        customers(clv));
  }

  @Test
  void wrongUsageOfRates() throws IOException {
    String orders = file("orders.csv", ORDERS);
    Clv without = Clv.run("summarize", orders, "--rates=" + rates());
    assertEquals(2, without.status());
    assertTrue(without.err().contains("--rates needs --currency"), without.err());
    Clv alone = Clv.run("summarize", orders, "--currency=EUR", "--rates-inverse");
    assertEquals(2, alone.status());
    Clv far =
        Clv.run("summarize", orders, "--currency=EUR", "--rates=" + rates(), "--rates-within=-1");
    assertEquals(2, far.status());
    assertTrue(far.err().contains("days must be between 0 and 366, but was -1"), far.err());
    Clv base =
        Clv.run("summarize", orders, "--currency=EUR", "--rates=" + rates(), "--rates-base=euro");
    assertEquals(2, base.status());
    assertTrue(base.err().contains("--rates-base must be an ISO 4217 code"), base.err());
    Clv missing = Clv.run("summarize", orders, "--currency=EUR", "--rates=" + dir + "/none.csv");
    assertEquals(1, missing.status());
    assertTrue(missing.err().contains("there is no file"), missing.err());
  }

  /** The guest turns out to be Ann, whose first order is then of March 1. */
  @Test
  void aliasesMakeOneCustomer() throws IOException {
    String orders = file("orders.csv", ORDERS.replace("USD", "EUR").replace("1000,JPY", "6,EUR"));
    String aliases = file("aliases.csv", "customer_id,account_id\nguest-7,ann\n");
    Clv clv = Clv.run("summarize", orders, "--aliases", aliases);
    assertEquals(List.of("ann 2024-03-01 2 16.00", "bob 2024-03-02 1 5.00"), customers(clv));
    assertTrue(clv.err().contains("1 id belongs to another account\n"), clv.err());
    String registrations = file("registered.csv", "customer,day\nguest-7,2024-02-20\n");
    Clv health = Clv.run("health", orders, "--aliases", aliases, "--registrations", registrations);
    String[] days =
        Clv.rows(health).stream()
            .filter(row -> row[0].equals("days_registration_to_first_order"))
            .findFirst()
            .orElseThrow();
    assertTrue(days[3].startsWith("10"), String.join(",", days));
    String circle = file("circle.csv", "customer_id,account_id\nguest,a\na,guest\n");
    Clv bad = Clv.run("summarize", orders, "--aliases", circle);
    assertEquals(1, bad.status());
    assertTrue(
        bad.err().contains("aliases must not be circular, but are a -> guest -> a"), bad.err());
  }

  /** Presets take addresses in lower case, and so the aliases beside them. */
  @Test
  void aliasesOfAnExport() throws IOException {
    String stripe =
        file(
            "stripe.csv",
            """
            id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email
            ch_1,2024-03-01 10:00,10.00,0.00,usd,Paid,,Guest@Example.com
            ch_2,2024-03-02 10:00,5.00,0.00,usd,Paid,17,
            """);
    String aliases =
        file("aliases.csv", "customer_id,account_id\nGUEST@example.com,17\nbob@example.com,17\n");
    Clv clv = Clv.run("summarize", stripe, "--preset=stripe", "--aliases", aliases);
    assertEquals(List.of("17 2024-03-01 2 15.00"), customers(clv));
    assertTrue(
        clv.err().contains("2 ids belong to other accounts, but 1 of them came with no order\n"),
        clv.err());
    assertTrue(
        clv.err()
            .contains(
                "data: unused-aliases: 1 of 2 ids: ids that belong to another account came with no"
                    + " order (bob@example.com)"),
        clv.err());
  }

  @Test
  void thePageNamesRatesAndAliases() throws IOException {
    String orders = file("orders.csv", ORDERS);
    String aliases = file("aliases.csv", "customer_id,account_id\nguest-7,ann\nno,ann\n");
    Path out = dir.resolve("page");
    Clv clv =
        Clv.line(
            "report "
                + orders
                + " --currency EUR --rates-within 3 --rates "
                + rates()
                + " --aliases "
                + aliases
                + " --out "
                + out);
    assertEquals(0, clv.status(), clv.err());
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("2 orders converted, JPY 1, USD 1, at 2 rates of "), clv.err());
    assertTrue(page.contains("2, of which 1 came with no order"), clv.err());
  }

  /** 10.00 less 4.00 at 0.92, and two lines of 1000 yen in all at 0.0061. */
  @Test
  void ordersOfAShopInSeveralCurrencies() throws IOException {
    String orders =
        file(
            "shop.csv",
            """
            order_id,customer,date,currency,product,amount,refund
            1,ann,2024-03-01,USD,mug,10.00,4.00
            2,bob,2024-03-08,JPY,mug,400,
            2,,,,pen,600,
            """);
    Clv clv =
        Clv.run("summarize", orders, "--policy=basis=net", "--currency=EUR", "--rates=" + rates());
    assertEquals(List.of("ann 2024-03-01 1 5.52", "bob 2024-03-08 1 6.10"), customers(clv));
    assertTrue(clv.err().contains("2 orders converted, JPY 1, USD 1, at 2 rates of "), clv.err());
    String nameless = file("nameless.csv", Files.readString(Path.of(orders)).replace("JPY", ""));
    Clv bad =
        Clv.run(
            "summarize", nameless, "--policy=basis=net", "--currency=EUR", "--rates=" + rates());
    assertEquals(1, bad.status());
    assertTrue(bad.err().contains(":3: currency \"\" must not be empty"), bad.err());
  }

  @Test
  void exportsOfShops() throws IOException {
    String stripe =
        file(
            "stripe.csv",
            """
            id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID
            ch_1,2024-03-01 10:00,10.00,4.00,usd,Paid,cus_1
            ch_2,2024-03-02 10:00,5.00,0.00,usd,Failed,cus_1
            ch_3,2024-03-03 10:00,7.00,0.00,usd,Paid,cus_2
            """);
    Clv clv = Clv.run("summarize", stripe, "--preset", "stripe");
    assertEquals(List.of("cus_1 2024-03-01 1 6.00", "cus_2 2024-03-03 1 7.00"), customers(clv));
    assertTrue(clv.err().contains("columns: preset=stripe order=id\n"), clv.err());
    assertTrue(clv.err().contains("orders: 2 of 3 count; left out: status 1 (ch_2)"), clv.err());
    assertTrue(clv.err().contains("statuses=disputed+paid+"), clv.err());
    Clv gross =
        Clv.run("summarize", stripe, "--preset=stripe", "--policy=basis=gross,except=failed");
    assertEquals(List.of("cus_1 2024-03-01 1 10.00", "cus_2 2024-03-03 1 7.00"), customers(gross));
    Clv columns = Clv.run("summarize", stripe, "--preset=stripe", "--refund=Amount");
    assertEquals(2, columns.status());
    Clv mixed = Clv.run("summarize", stripe, "--preset=stripe", "--amount=Amount");
    assertEquals(2, mixed.status());
    assertTrue(mixed.err().contains("leave out --amount"), mixed.err());
    String semicolons =
        file(
            "semicolons.csv",
            Files.readString(Path.of(stripe)).replace(',', ';').replace(".00", ",00"));
    Clv german =
        Clv.run(
            "summarize",
            semicolons,
            "--preset=stripe",
            "--decimal=,",
            "--delimiter=;",
            "--charset=ISO-8859-1");
    assertEquals(customers(clv), customers(german));
    Clv unknown = Clv.run("summarize", stripe, "--preset=magento");
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().contains("[shopify, woocommerce, stripe]"), unknown.err());
  }

  /** In May ch_1 was not refunded yet. */
  @Test
  void theLaterFileOrTheHighestRevisionCounts() throws IOException {
    String header = "id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID\n";
    String may = file("may.csv", header + "ch_1,2024-05-01 10:00,10.00,0.00,usd,Paid,cus_1\n");
    String june = file("june.csv", header + "ch_1,2024-05-01 10:00,10.00,4.00,usd,Paid,cus_1\n");
    Clv conflict = Clv.run("summarize", may, june, "--preset=stripe");
    assertEquals(1, conflict.status());
    assertTrue(conflict.err().contains("must state the same each time"), conflict.err());
    Clv later = Clv.run("summarize", may, june, "--preset=stripe", "--later-file-wins");
    assertEquals(List.of("cus_1 2024-05-01 1 6.00"), customers(later));
    assertTrue(later.err().contains("earlier revisions: 1"), later.err());
    String[] shop = {
      file("a.csv", "order_id,customer,date,amount,version\n1,ann,2024-03-01,5,2\n"),
      file("b.csv", "order_id,customer,date,amount,version\n1,ann,2024-03-01,9,1\n")
    };
    Clv wins = Clv.run("summarize", shop[0], shop[1], "--later-file-wins");
    assertEquals(List.of("ann 2024-03-01 1 9.00"), customers(wins));
    Clv revision = Clv.run("summarize", shop[0], shop[1], "--revision=version");
    assertEquals(List.of("ann 2024-03-01 1 5.00"), customers(revision));
  }

  /** Of order 1 4.00 went back on March 5 and 6.00 on March 9, of order 2 all. */
  @Test
  void refundsOfAFileOfTheirOwn() throws IOException {
    String orders =
        file(
            "shop.csv",
            """
            order_id,customer,date,product,amount
            1,ann,2024-03-01,mug,20.00
            1,ann,2024-03-01,pot,30.00
            2,bob,2024-03-02,mug,20.00
            """);
    String refunds =
        file(
            "refunds.csv",
            """
            order_id,back,on,product
            1,4.00,2024-03-05,mug
            1,6.00,2024-03-09,pot
            2,20.00,2024-03-09,
            7,1.00,2024-03-09,
            """);
    String[] command = {
      "summarize", orders, "--refunds", refunds, "--refund=back", "--refund-time=on"
    };
    Clv clv = Clv.run(command);
    assertEquals(List.of("ann 2024-03-01 1 40.00"), customers(clv));
    assertTrue(clv.err().contains("refunds.csv: refunds of orders: 4\n"), clv.err());
    assertTrue(
        clv.err().contains("data: refunds-without-order: 1 of 4 refunds: refunds are of"),
        clv.err());
    String json =
        file(
            "shop.jsonl",
            """
            {"order_id": 1, "customer": "ann", "date": "2024-03-01", "amount": 50.00}
            {"order_id": 2, "customer": "bob", "date": "2024-03-02", "amount": 20.00}
            """);
    command[1] = json;
    assertEquals(customers(clv), customers(Clv.run(command)));
    Clv mixed = Clv.run("summarize", orders, json, "--refunds", refunds);
    assertEquals(2, mixed.status());
    assertTrue(mixed.err().contains("--refunds needs inputs of one kind"), mixed.err());
    Clv preset = Clv.run("summarize", orders, "--preset=shopify", "--refunds", refunds);
    assertEquals(2, preset.status());
    assertTrue(preset.err().contains("leave out --refunds"), preset.err());
    Clv missing = Clv.run("summarize", orders, "--refunds", dir + "/none.csv");
    assertEquals(1, missing.status());
    assertTrue(missing.err().contains("there is no file"), missing.err());
  }

  @Test
  void theDayOfAStatus() throws IOException {
    String orders =
        file(
            "shop.csv",
            """
            order_id,customer,date,amount,state,since
            1,ann,2024-03-01,20.00,paid,2024-03-02
            2,bob,2024-03-02,20.00,cancelled,2024-03-09
            """);
    Clv clv = Clv.run("summarize", orders, "--status=state", "--status-time=since");
    assertEquals(List.of("ann 2024-03-01 1 20.00"), customers(clv));
    assertTrue(clv.err().contains(" status=state status-time=since"), clv.err());
    Clv bad =
        Clv.run("summarize", orders, "--status=state", "--status-time=amount", "--amount=amount");
    assertEquals(1, bad.status());
    assertTrue(bad.err().contains("cannot be both status-time and amount"), bad.err());
  }
}
