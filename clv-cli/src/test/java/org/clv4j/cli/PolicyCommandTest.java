package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders with states and refunds on the command line. */
class PolicyCommandTest {
  @TempDir Path dir = Path.of(".");

  private static final String SHOP =
      """
      order_id,customer,date,amount,tax,status,refund,refunded_at
      1,ann,2024-01-05,120.00,20.00,paid,24.00,2024-03-01
      2,ann,2024-02-05,60.00,10.00,paid,,
      3,bob,2024-02-06,60.00,10.00,cancelled,60.00,2024-02-07
      4,cleo,2024-02-20,36.00,6.00,paid,36.00,2024-02-25
      5,dora,2024-03-31,24.00,4.00,shipped,,
      """;

  private String file(String content) throws IOException {
    return Files.writeString(dir.resolve("orders.csv"), content).toString();
  }

  private static List<String> spends(Clv clv) {
    return Clv.rows(clv).stream().map(row -> row[0] + " " + row[3] + " " + row[7]).toList();
  }

  @Test
  void thePolicyDecidesAndIsNamed() throws IOException {
    String orders = file(SHOP);
    Clv net = Clv.run("summarize", orders, "--policy", "basis=net", "--format", "csv");
    assertEquals(List.of("ann 2 130.00", "dora 1 20.00"), spends(net));
    assertTrue(
        net.err()
            .contains(
                """
                policy: basis=net,tax=exclude,shipping=exclude,refunds=restate,over-refunds=refuse,\
                refunded=skip,zero=count,test=skip,except=canceled+cancelled+failed+voided
                orders: 3 of 5 count; left out: status 1 (3), refunded 1 (4)
                statuses: cancelled 1, paid 3, shipped 1
                gross XXX 170.00 - discounts 0.00 - refunds 20.00 = net 150.00; tax 30.00, shipping\
                 0.00; value under the policy 150.00
                """),
        net.err());
    Clv paid =
        Clv.run(
            "summarize",
            orders,
            "--policy=refunds=restate,zero=count,statuses=paid,tax=include,refunded=count");
    assertEquals(List.of("ann 2 156.00", "cleo 1 0.00"), spends(paid));
    Clv plain = Clv.run("summarize", orders, "--quiet");
    assertEquals(
        List.of("ann 2 180.00", "bob 1 60.00", "cleo 1 36.00", "dora 1 24.00"), spends(plain));
  }

  @Test
  void bookedRefundsCountFromTheirDayOn() throws IOException {
    String orders = file(SHOP);
    String policy = "--policy=refunds=book";
    Clv then = Clv.run("summarize", orders, policy, "--as-of=2024-02-24");
    assertEquals(List.of("ann 2 150.00", "cleo 1 30.00"), spends(then));
    assertTrue(
        then.err().contains("3 orders count, 1 later left out, 2 later refunds of them left"));
    Clv now = Clv.run("summarize", orders, policy);
    assertEquals(List.of("ann 2 130.00", "cleo 1 0.00", "dora 1 20.00"), spends(now));
    List<String> revenue =
        Clv.rows(Clv.run("cohorts", orders, policy, "--metric=revenue")).stream()
            .filter(row -> row[0].equals("2024-01-01"))
            .map(row -> row[3])
            .toList();
    assertEquals(List.of("100.00", "50.00", "-20.00"), revenue);
  }

  @Test
  void everyCommandTakesValuesBelow0() throws IOException {
    String orders =
        file(
            SHOP.replace(
                "2024-02-05,60.00,10.00,paid,,", "2024-02-05,60.00,10.00,paid,600,2024-02-09"));
    String[] policy = {"--policy=refunds=book,over-refunds=deduct", "--quiet"};
    for (String command :
        List.of("summarize", "rfm", "health", "segments", "cohorts", "retention")) {
      Clv clv =
          Clv.run(
              Stream.concat(Stream.of(command, orders), Stream.of(policy)).toArray(String[]::new));
      assertEquals(0, clv.status(), command + clv.err());
      assertFalse(clv.out().contains("NaN"), command);
    }
    Path out = dir.resolve("report");
    Clv report = Clv.run("report", orders, "--out", out.toString(), policy[0], "--quiet");
    assertEquals(0, report.status(), report.err());
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("over-refunds"), "the page names the policy");
  }

  /**
   * 300 customers with up to eight orders, of which every fifth is refunded in part, some beyond.
   */
  private static String shop() {
    Random random = new Random(7);
    StringBuilder rows = new StringBuilder("order_id,customer,date,amount,refund,refunded_at\n");
    for (int i = 0, id = 0; i < 300; i++) {
      LocalDate day = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(300));
      for (int n = 1 + random.nextInt(8); n > 0; n--, id++) {
        int amount = 5 + random.nextInt(80);
        boolean back = random.nextInt(5) == 0;
        rows.append(id).append(",c").append(i).append(',').append(day).append(',').append(amount);
        rows.append(',').append(back ? 1 + random.nextInt(3 * amount) : "").append(',');
        rows.append(back ? day.plusDays(random.nextInt(60)) : "").append('\n');
        day = day.plusDays(1 + random.nextInt(90));
      }
    }
    return rows.toString();
  }

  @Test
  void modelsTakeAShopOfRefunds() throws IOException {
    String orders = file(shop());
    String policy = "--policy=refunds=book,over-refunds=deduct";
    Clv backtest = Clv.run("backtest", orders, policy, "--quiet");
    assertEquals(0, backtest.status(), backtest.err());
    assertFalse(backtest.out().contains("NaN"), backtest.out());
    Path out = dir.resolve("page");
    Clv report = Clv.run("report", orders, "--out=" + out, policy);
    assertEquals(0, report.status(), report.err());
    assertTrue(report.err().contains("more refunds than value: "), report.err());
    Clv restated =
        Clv.run("summarize", orders, "--policy=over-refunds=deduct,refunded=count", "--quiet");
    Clv booked = Clv.run("summarize", orders, policy, "--as-of=2026-01-01", "--quiet");
    assertEquals(spends(restated), spends(booked));
  }

  /** Where nothing is refunded the policy of plain orders and that of a shop's are one. */
  @Test
  void withoutRefundsNothingChanges() {
    String sample = "../samples/orders.csv";
    Clv plain = Clv.run("summarize", sample, "--quiet");
    Clv shop = Clv.run("summarize", sample, "--policy=refunds=book", "--quiet");
    assertEquals(0, shop.status(), shop.err());
    assertEquals(plain.out(), shop.out());
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    String orders = file(SHOP);
    Clv key = Clv.run("summarize", orders, "--policy", "basis=netto");
    assertEquals(2, key.status());
    assertTrue(key.err().contains("policy must have basis one of [stated, gross,"), key.err());
    Clv over =
        Clv.run(
            "summarize",
            file(SHOP.replace("24.00,2024-03", "240.00,2024-03")),
            "--order-id=order_id");
    assertEquals(1, over.status());
    assertTrue(over.err().contains("orders.csv:2: order \"1\": refunds of XXX"), over.err());
    Clv none = Clv.run("summarize", file(SHOP), "--policy", "statuses=lost");
    assertEquals(1, none.status());
    assertTrue(none.err().contains("no order is left: the policy basis=net"), none.err());
    Clv column = Clv.run("summarize", orders, "--tax=VAT");
    assertEquals(1, column.status());
    assertTrue(column.err().contains("there is no column \"VAT\""), column.err());
  }

  @Test
  void linesAreFoldedToOrders() throws IOException {
    String lines =
        file(
            """
            nr,customer,date,article,pieces,price
            7,ann,2024-01-05,mug,2,10.00
            7,ann,2024-01-05,pot,1,30.00
            8,bob,2024-01-06,mug,1,10.00
            """);
    Clv clv =
        Clv.run(
            "summarize",
            lines,
            "--order-id=nr",
            "--product=article",
            "--quantity=pieces",
            "--unit-price=price");
    assertEquals(List.of("ann 1 50.00", "bob 1 10.00"), spends(clv));
    assertTrue(
        clv.err().startsWith("columns: order=nr customer=customer time=date product=article"));
  }
}
