package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers cost and bring, in value and report. */
class UnitEconomicsCommandTest {
  @TempDir Path dir = Path.of(".");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        dir.resolve("orders.csv"),
        """
        customer,date,amount,channel,promotion
        a,2024-01-01,20.00,search,SPRING
        a,2024-01-05,30.00,mail,
        b,2024-01-02,10.00,search,SPRING
        c,2024-01-02,40.00,mail,
        d,2024-03-01,90.00,mail,
        """);
    Files.writeString(dir.resolve("spend.csv"), "group,spend\nsearch,15\n");
    Files.writeString(dir.resolve("spring.csv"), "group,spend\nSPRING,6\n");
    Files.writeString(dir.resolve("months.csv"), "group,spend\n2024-01-01,12\n2024-02-01,11\n");
    Files.writeString(dir.resolve("s.csv"), "group,spend\ntrade,18\n");
    Files.writeString(dir.resolve("all.csv"), "group,spend\nall,12\n");
    Files.writeString(
        dir.resolve("trade.csv"), "customer_id,segment\na,trade\nc,trade\nx,private\n");
    Files.writeString(dir.resolve("two.csv"), "customer_id,segment\na,trade\nc,private\n");
    Files.writeString(dir.resolve("strangers.csv"), "customer_id,segment\nx,trade\n");
    Files.writeString(dir.resolve("aliases.csv"), "customer_id,account_id\nc,a\n");
    Files.writeString(dir.resolve("registered.csv"), "customer,date\nd,2024-01-20\ny,2024-01-20\n");
    Files.writeString(dir.resolve("days.csv"), "group,spend\nJanuary,12\n");
    Files.writeString(
        dir.resolve("costs.csv"),
        "customer,date,amount,cost\na,2024-01-01,20.00,8.00\nb,2024-03-01,10.00,4.00\n");
  }

  /** DIR is the folder of the files, OPTIONS those of 30 days of half the spend. */
  private Clv run(String line) {
    return Clv.line(
        line.replace("OPTIONS", "--margin 0.5 --horizon 30").replace("DIR", dir.toString()));
  }

  private List<String> lines(String line) {
    Clv clv = run(line);
    assertEquals(0, clv.status(), clv.err());
    return clv.out().lines().toList();
  }

  private String page() throws IOException {
    return Files.readString(dir.resolve("page").resolve("report.html"));
  }

  /** What a channel cost is paid by its own customers: 15 of two; of all three it is blended. */
  @Test
  void byChannel() throws IOException {
    List<String> rows =
        lines(
            "value DIR/orders.csv --by channel --spend DIR/spend.csv OPTIONS --target-ratio 2"
                + " --overhead 30 --quiet");
    assertEquals("group,metric,value,unit,reason", rows.get(0));
    assertEquals(
        List.of(
            "(all),paid_acquisition_cost,7.5,money,",
            "(all),blended_acquisition_cost,5.0,money,",
            "(all),fully_loaded_acquisition_cost,15.0,money,"),
        rows.subList(1, 4));
    assertTrue(rows.contains("search,paid_acquisition_cost,7.5,money,"), rows.toString());
    assertTrue(rows.contains("search,margin_per_customer_within_30_days,15.0,money,"));
    assertTrue(rows.contains("search,margin_ltv_to_cac_within_30_days,2.0,ratio,"));
    // margins of 25 and 5 are 10 from their mean
    assertTrue(
        rows.contains("search,margin_per_customer_within_30_days_standard_error,10.0,money,"),
        rows.toString());
    assertTrue(
        rows.contains(
            "mail,margin_per_customer_within_30_days_ci_low,,money,"
                + "one customer has nothing to differ from"),
        rows.toString());
    assertTrue(rows.contains("search,payback_days,1.0,days,"));
    assertTrue(rows.contains("mail,acquisition_cost,,money,no acquisition spend was given"));
    assertTrue(rows.contains("search,waterfall.list_prices,60.0,money,"));
    assertTrue(rows.contains("search,waterfall.after_acquisition,15.0,money,"));
    Clv report =
        run("report DIR/orders.csv --out DIR/page --by channel --spend DIR/spend.csv OPTIONS");
    assertEquals(0, report.status(), report.err());
    assertTrue(page().contains(">What customers cost and bring</h2>"));
    assertTrue(
        page()
            .contains(
                "<td>7.50 paid</td><td>15.00</td><td>-112.06 to 142.06</td><td>2.00</td>"
                    + "<td>-14.94 to 18.94</td><td>1</td>"),
        page());
    // mail, of which no cost is known, before search
    assertTrue(page().contains("<bdi>List prices</bdi></th><td>40.00</td><td>60.00</td>"), page());
    assertTrue(page().contains("<bdi>After acquisition</bdi></th><td></td><td>15.00</td>"), page());
  }

  @Test
  void byCampaign() {
    List<String> rows = lines("value DIR/orders.csv --by campaign --spend DIR/spring.csv OPTIONS");
    assertTrue(rows.contains("SPRING,paid_acquisition_cost,3.0,money,"), rows.toString());
    assertTrue(rows.contains("SPRING,margin_ltv_to_cac_within_30_days,5.0,ratio,"));
    assertTrue(rows.contains("(none),new_customers,1.0,customers,"));
    assertTrue(rows.contains("(all),blended_acquisition_cost,2.0,money,"));
  }

  /** a and c are trade, b nobody's; what a segment cost is paid by its own customers. */
  @Test
  void bySegment() {
    List<String> rows =
        lines(
            "value DIR/orders.csv --by segment --segments DIR/trade.csv --spend DIR/s.csv OPTIONS");
    assertTrue(rows.contains("trade,new_customers,2.0,customers,"), rows.toString());
    assertTrue(rows.contains("trade,paid_acquisition_cost,9.0,money,"), rows.toString());
    assertTrue(rows.contains("trade,margin_per_customer_within_30_days,22.5,money,"));
    assertTrue(rows.contains("(none),new_customers,1.0,customers,"), rows.toString());
    assertTrue(rows.contains("(all),blended_acquisition_cost,6.0,money,"), rows.toString());
    List<String> blended =
        lines(
            "value DIR/orders.csv --by segment --segments DIR/trade.csv --spend DIR/s.csv"
                + " --spend-kind blended OPTIONS");
    assertTrue(blended.contains("trade,blended_acquisition_cost,9.0,money,"), blended.toString());
    assertFalse(blended.stream().anyMatch(row -> row.startsWith("(all)")), blended.toString());
    // c is an account of a: both orders of January 2nd and 1st are those of one customer
    List<String> one =
        lines(
            "value DIR/orders.csv --by segment --segments DIR/trade.csv --aliases DIR/aliases.csv"
                + " OPTIONS");
    assertTrue(one.contains("trade,new_customers,1.0,customers,"), one.toString());
  }

  /**
   * From January 2nd to 31st: a had ordered before and came back on the 5th; b and c were won for
   * 12, 6 each. Of the three who had ordered by January 31st nobody came by March 1st, of two who
   * had registered one.
   */
  @Test
  void keepingBesideWinningAndBuyersBesideProspects() {
    String from = "value DIR/orders.csv --from 2024-01-02 --spend DIR/all.csv OPTIONS";
    List<String> rows =
        lines(from + " --retention-spend 3 --registrations DIR/registered.csv --quiet");
    assertEquals(
        List.of(
            "(all),existing_customers,1.0,customers,",
            "(all),retained_customers,1.0,customers,",
            "(all),retention_cost,3.0,money,",
            "(all),acquisition_to_retention_cost,2.0,ratio,",
            "(all),buyers_ordering_within_30_days,0.0,share,"),
        rows.subList(1, 6));
    assertTrue(
        rows.contains("(all),prospects_ordering_within_30_days,0.5,share,"), rows.toString());
    assertTrue(
        rows.stream()
            .anyMatch(row -> row.startsWith("(all),prospects_ordering_within_30_days_ci_high,0.9")),
        rows.toString());
    List<String> unknown =
        lines("value DIR/orders.csv --from 2024-01-02 --retention-spend 3 OPTIONS --quiet");
    assertTrue(
        unknown.contains(
            "(all),acquisition_to_retention_cost,,ratio,no acquisition spend was given"),
        unknown.toString());
    assertTrue(rows.contains("all,new_customers,2.0,customers,"), rows.toString());
  }

  /** Values of orders without margin or costs are revenue. */
  @Test
  void revenueIsCalledRevenue() {
    String told = "values are revenue, because no margin is known";
    assertTrue(run("value DIR/orders.csv --horizon 30").err().contains(told));
    assertFalse(run("value DIR/orders.csv OPTIONS").err().contains(told));
  }

  /**
   * As of March 1st who was won in January and on February 1st has 30 days; February is no month.
   */
  @Test
  void byCohortOfWholeMonths() {
    List<String> rows = lines("value DIR/orders.csv --by cohort --spend DIR/months.csv OPTIONS");
    assertTrue(rows.contains("2024-01-01,blended_acquisition_cost,4.0,money,"), rows.toString());
    assertFalse(rows.stream().anyMatch(row -> row.startsWith("2024-02-01")), rows.toString());
    assertFalse(rows.stream().anyMatch(row -> row.startsWith("2024-03-01")), rows.toString());
    Clv words = run("value DIR/orders.csv --by cohort --spend DIR/days.csv OPTIONS");
    assertEquals(1, words.status());
    assertTrue(words.err().contains("first day of a month like 2024-03-01, but was \"January\""));
  }

  /** A shop older than its orders has old customers who look new. */
  @Test
  void theBeginOfTheOrdersIsTold() {
    Clv clv = run("value DIR/orders.csv OPTIONS");
    assertTrue(
        clv.err().contains("customers count as won from 2024-01-01, when the orders begin; if the"),
        clv.err());
    assertFalse(
        run("value DIR/orders.csv OPTIONS --from 2024-01-02").err().contains("count as won from"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--by channel --spend-kind blended         | 2 | paid, not blended",
        "--by campaign --spend-kind blended        | 2 | paid, not blended",
        "--spend-kind paid                         | 2 | blended, not paid",
        "--by cohort --spend-kind paid             | 2 | blended, not paid",
        "--by channel --overhead 5                 | 2 | --overhead needs --spend",
        "--spend DIR/spend.csv --overhead 5        | 2 | --overhead needs --spend",
        "--order-cost 3 --horizon 30               | 1 | margin or the costs of the orders",
        "--spend-kind blended OPTIONS              | 2 | --spend-kind needs --spend",
        "--by segment OPTIONS                      | 2 | --by segment needs --segments",
        "--segments DIR/trade.csv OPTIONS          | 2 | --segments needs --by segment",
        "--by segment --segments DIR/two.csv --aliases DIR/aliases.csv OPTIONS | 1 | those of a"
            + " were",
        "--by segment --segments DIR/strangers.csv OPTIONS | 1 | none of its ids is one",
        "--acquisition-cost 30 OPTIONS             | 2 | --acquisition-cost is of a value without",
        "--retention 0.8 OPTIONS                   | 2 | --retention is of a value without INPUT",
        "--explain 3 OPTIONS                       | 2 | --explain is of a value without INPUT",
        "--retention-spend -1 OPTIONS              | 2 | --retention-spend: spend must not be",
        "--retention-spend 0.001 OPTIONS           | 2 | --retention-spend: "
      })
  void badOptionsSayWhatIsWrong(String options, int status, String message) {
    Clv clv = run("value DIR/orders.csv " + options);
    assertEquals(status, clv.status(), clv.err());
    assertTrue(clv.err().contains(message), clv.err());
  }

  /** Costs of the orders are known costs; a horizon that is not over is no reason for no report. */
  @Test
  void aReportOfOrdersWithCostsHasUnitEconomics() throws IOException {
    Clv short30 = run("report DIR/costs.csv --cost cost --out DIR/page --horizon 30");
    assertEquals(0, short30.status(), short30.err());
    assertTrue(page().contains("<bdi>Revenue</bdi></th><td>20.00</td>"), page());
    assertTrue(page().contains("<bdi>Cost of goods</bdi></th><td>-8.00</td>"), page());
    assertTrue(page().contains("<bdi>Gross margin</bdi></th><td>12.00</td>"), page());
    Clv year = run("report DIR/costs.csv --cost cost --out DIR/page");
    assertEquals(0, year.status(), year.err());
    assertTrue(year.err().contains("no unit economics, because horizon must be over"), year.err());
    assertTrue(page().contains("No unit economics: horizon must be over by the as-of day"), page());
    assertFalse(page().contains("Cost of goods"), page());
    run("report DIR/orders.csv --out DIR/page");
    assertFalse(page().contains("What customers cost and bring"));
  }
}
