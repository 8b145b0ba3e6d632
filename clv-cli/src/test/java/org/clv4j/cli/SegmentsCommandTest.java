package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsCommandTest {
  private static final Path SAMPLE = Path.of("..", "samples", "orders.csv");
  private static final Path DATA =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));

  @TempDir Path dir = Path.of(".");
  private Path orders = dir;

  @BeforeEach
  void writeOrders() throws IOException {
    orders = SmallShop.write(dir);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static List<String> rows(Clv clv) {
    assertEquals(0, clv.status(), clv.err());
    return clv.out().lines().toList();
  }

  @Test
  void everyLabelHasARowWithRuleAndEvidence() throws IOException {
    Path rules =
        file(
            "rules.txt",
            """
            Big fish: spend >= P90 and days_since_last_order < 60
            Second chance: orders >= 2 and days_since_last_order > 365 or clv >= 5  # or
            """);
    Clv clv = Clv.run("segments", orders.toString(), "--as-of=2024-12-31", "--rules=" + rules);
    assertEquals(
        """
        customer_id,segment,rule,evidence
        anna,Big fish,spend >= P90 and days_since_last_order < 60,"spend 90 >= 78 (P90), \
        days_since_last_order 30 < 60"
        anna,Lifecycle: retained,placed a second order within the repurchase horizon after the first,\
        reached on 2024-03-10
        bob,Lifecycle: activated,placed a first order,reached on 2024-02-01
        carl,Lifecycle: activated,placed a first order,reached on 2024-11-20
        dora,Second chance,orders >= 2 and days_since_last_order > 365 or clv >= 5,"orders 2 >= 2, \
        days_since_last_order 549 > 365"
        dora,Lifecycle: retained,placed a second order within the repurchase horizon after the first,\
        reached on 2023-07-01
        """,
        clv.out());
    assertTrue(
        clv.err().contains("Segments: as of 2024-12-31 Z, days as in the rules, XXX,"), clv.err());
    assertTrue(
        clv.err()
            .contains(
                "Lifecycle: as of 2024-12-31 Z, all days, second order within 90 days, margin"),
        clv.err());
    assertTrue(clv.err().contains("Big fish: 1 customers, 3 orders, XXX 90.00"), clv.err());
    assertTrue(clv.err().contains("Lifecycle: retained: 2 customers"), clv.err());
    assertTrue(
        clv.err().contains("Lifecycle: referrer: unknown, no referrals were given"), clv.err());
    Path columns = file("columns.csv", "customer_id,clv\nbob,5\ncarl,\nnobody,9\n");
    List<String> single =
        rows(
            Clv.run(
                "segments",
                orders.toString(),
                "--as-of=2024-12-31",
                "--rules=" + rules,
                "--columns=" + columns,
                "--single",
                "--quiet"));
    assertEquals(
        List.of("anna,Big fish", "bob,Second chance", "carl,Lifecycle: activated", "dora,Second"),
        single.stream()
            .skip(1)
            .map(row -> row.replaceAll("^([^,]*,(?:Lifecycle: \\w+|\\w+(?: \\w+)?)).*", "$1"))
            .map(row -> row.replace("dora,Second chance", "dora,Second"))
            .toList());
  }

  @Test
  void eventsMakeCartsAndStages() throws IOException {
    Path carts =
        file("carts.csv", "customer,day\nbob,2024-12-20\neve,2024-12-20\nfay,2024-12-30\n");
    Path registrations = file("reg.csv", "customer,day\neve,2024-05-01\nanna,2024-01-01\n");
    Path referrals = file("ref.csv", "customer,day,referred\nbob,2024-03-01,carl\n");
    List<String> rows =
        rows(
            Clv.run(
                "segments",
                orders.toString(),
                "--as-of=2024-12-31",
                "--carts=" + carts,
                "--registrations=" + registrations,
                "--referrals=" + referrals,
                "--acquisition-cost=20",
                "--margin=0.4"));
    assertTrue(
        rows.contains(
            "bob,Cart abandoners,days_since_abandoned_cart < 30,days_since_abandoned_cart 11 < 30"),
        rows::toString);
    assertTrue(
        rows.contains("eve,Lifecycle: acquired,registered or ordered,reached on 2024-05-01"));
    // Who never ordered abandons carts too; fay has not registered either.
    assertEquals(
        List.of("Cart abandoners", "Lifecycle: acquired"),
        rows.stream()
            .filter(row -> row.startsWith("eve,"))
            .map(row -> row.split(",", -1)[1])
            .toList());
    assertEquals(
        List.of(
            "fay,Cart abandoners,days_since_abandoned_cart < 30,days_since_abandoned_cart 1 < 30"),
        rows.stream().filter(row -> row.startsWith("fay,")).toList());
    assertTrue(rows.stream().anyMatch(row -> row.startsWith("bob,Lifecycle: referrer,")));
    assertTrue(rows.stream().anyMatch(row -> row.startsWith("anna,Lifecycle: revenue,")));
    assertTrue(rows.stream().anyMatch(row -> row.startsWith("dora,Lifecycle: retained,")));
  }

  @Test
  void whatIsWrongIsTold() throws IOException {
    Path rules = file("rules.txt", "Big: spent > 3\n");
    Clv missing = Clv.run("segments", orders.toString(), "--rules=" + rules);
    assertEquals(1, missing.status());
    assertTrue(
        missing.err().contains("rules.txt: segment \"Big\": column must be one of [orders, spend,"),
        missing.err());
    Clv unread = Clv.run("segments", orders.toString(), "--rules=" + file("r.txt", "Big spend"));
    assertEquals(1, unread.status());
    assertTrue(unread.err().contains("r.txt: line 1: must look like \"name: rule\""), unread.err());
    Clv none = Clv.run("segments", orders.toString(), "--rules=" + file("no.txt", "# none\n"));
    assertEquals(1, none.status());
    assertTrue(none.err().contains("no.txt: rules must have at least one segment"), none.err());
    Clv unused = Clv.run("segments", orders.toString(), "--contacts=" + rules);
    assertEquals(2, unused.status());
    assertEquals(2, Clv.run("segments", orders.toString(), "--repurchase-horizon=0").status());
    Clv margin = Clv.run("segments", orders.toString(), "--margin=2");
    assertEquals(2, margin.status());
  }

  @Test
  void theSampleHasLabelsOfManyKinds() {
    List<String> rows = rows(Clv.run("segments", SAMPLE.toString(), "--quiet"));
    Set<String> names =
        rows.stream().skip(1).map(row -> row.split(",", -1)[1]).collect(Collectors.toSet());
    assertTrue(names.contains("Big spenders"), names::toString);
    // The single_order_customers_past_deadline of health, and of a Python script with fractions.
    assertEquals(233, count(rows, "One-timers"));
    List<String> single = rows(Clv.run("segments", SAMPLE.toString(), "--quiet", "--single"));
    List<String> customers = rows.stream().map(row -> row.split(",", -1)[0]).distinct().toList();
    assertEquals(customers, single.stream().map(row -> row.split(",", -1)[0]).toList());
  }

  /** The counts of a Python script with decimal quantiles, which follows the definitions alone. */
  @Test
  @Tag("reference-data")
  void cdnowHasTheSegmentsThatTheDefinitionsGive() {
    assumeTrue(Files.isDirectory(DATA), "there are no reference data at " + DATA.toAbsolutePath());
    List<String> rows =
        rows(
            Clv.run(
                "segments",
                DATA.resolve("cdnow_sample.csv").toString(),
                "--customer=sample_id",
                "--time=date",
                "--amount=dollar_value",
                "--quiet"));
    assertEquals(2357, count(rows, "Lifecycle: "));
    assertEquals(705, count(rows, "Lifecycle: retained"));
    assertEquals(236, count(rows, "Big spenders"));
    assertEquals(472, count(rows, "High average order value"));
    assertEquals(1205, count(rows, "One-timers"));
    assertEquals(73, count(rows, "Regular buyers"));
    assertEquals(135, count(rows, "Seasonal buyers"));
    // The last first order is of March 1997, long before the as-of day 1998-06-30.
    assertEquals(0, count(rows, "First-time buyers"));
  }

  private static long count(List<String> rows, String segment) {
    return rows.stream().filter(row -> row.contains("," + segment)).count();
  }
}
