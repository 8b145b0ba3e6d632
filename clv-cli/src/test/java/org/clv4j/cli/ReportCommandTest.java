package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sections that a page has if their data are given. */
class ReportCommandTest {
  private static final String PRODUCTS = ">What is bought together</h2>";
  private static final String PAIRS = ">Both ways of the surest pairs";
  private static final String CHANGE = ">What changed</h2>";

  @TempDir Path dir = Path.of(".");

  private String page(String... more) throws IOException {
    Path out = dir.resolve("report");
    String[] args = new String[more.length + 3];
    args[0] = "report";
    System.arraycopy(more, 0, args, 1, more.length);
    args[more.length + 1] = "--out";
    args[more.length + 2] = out.toString();
    Clv clv = Clv.run(args);
    assertEquals(0, clv.status(), clv.err());
    return Files.readString(out.resolve("report.html"));
  }

  /**
   * Orders of two products each by customers of their own: what is in them always is, or varies.
   */
  private String lines(boolean together) throws IOException {
    String[] products = {"fork", "knife", "tea", "milk", "bread", "jam"};
    StringBuilder csv = new StringBuilder("order_id,customer_id,date,product,amount\n");
    for (int order = 0; order < 60; order++) {
      int first = order % 6;
      int other = together ? first ^ 1 : (first + 1 + order / 6 % 5) % 6;
      for (int product : new int[] {first, other}) {
        csv.append(order).append(",c").append(order).append(',');
        csv.append(LocalDate.of(2024, 1, 1).plusDays(order)).append(',');
        csv.append(products[product]).append(",10.00\n");
      }
    }
    return Files.writeString(dir.resolve("lines.csv"), csv).toString();
  }

  @Test
  void productsThatAreBoughtTogetherHaveASection() throws IOException {
    String[] columns = {lines(true), "--order-id=order_id", "--product=product"};
    String page = page(columns);
    assertTrue(page.contains(PRODUCTS), page);
    assertTrue(page.contains(PAIRS), page);
    assertTrue(page.contains(">fork<") && page.contains(">jam<"), page);
    String french = page(columns[0], columns[1], columns[2], "--lang=fr");
    assertTrue(french.contains(">fork<") && !french.contains(PRODUCTS), french);
  }

  @Test
  void productsThatAreNotHaveTheSectionWithoutATable() throws IOException {
    String page = page(lines(false), "--order-id=order_id", "--product=product");
    assertTrue(page.contains(PRODUCTS), page);
    assertFalse(page.contains(PAIRS), page);
    String without = page(SmallShop.write(dir).toString());
    assertFalse(without.contains(PRODUCTS), without);
  }

  @Test
  void whatChangedSinceADayHasASection() throws IOException {
    String orders = SmallShop.write(dir).toString();
    String page = page(orders, "--as-of=2024-12-31", "--drift-from=2024-03-31");
    assertTrue(page.contains(CHANGE), page);
    assertTrue(page.contains("From Mar 31, 2024 to Dec 31, 2024: "), page);
    String french = page(orders, "--as-of=2024-12-31", "--drift-from=2024-03-31", "--lang=fr");
    assertTrue(french.contains("Du 31 mars 2024 au 31"), french);
    assertFalse(page(orders, "--as-of=2024-12-31").contains(CHANGE));
  }

  @Test
  void aDayWithoutABeforeIsRefused() throws IOException {
    String orders = SmallShop.write(dir).toString();
    Path out = dir.resolve("none");
    Clv late = Clv.run("report", orders, "--drift-from=2024-12-01", "--out", out.toString());
    assertEquals(2, late.status());
    assertTrue(
        late.err().contains("the first date must be before 2024-12-01, but was 2024-12-01"),
        late.err());
    Clv early = Clv.run("report", orders, "--drift-from=2023-01-01", "--out", out.toString());
    assertEquals(1, early.status());
    assertTrue(
        early.err().contains("no order came by 2023-01-01: the first is of 2023-06-01"),
        early.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void whatSubscriptionsLookAtIsInTheLanguageOfThePage() throws IOException {
    String orders =
        Files.writeString(
                dir.resolve("euros.csv"),
                """
                customer,date,amount,currency
                anna,2024-11-10,20.00,EUR
                bob,2024-12-01,5.00,EUR
                """)
            .toString();
    Path subscriptions =
        Files.writeString(
            dir.resolve("subs.csv"),
            """
            subscription_id,customer_id,date,event,amount,currency,interval
            S1,anna,2024-11-10,start,10.00,USD,month
            """);
    Path rates =
        Files.writeString(
            dir.resolve("rates.csv"),
            "date,from,to,rate\n2024-11-30,USD,EUR,0.9\n2024-12-31,USD,EUR,0.95\n");
    String[] args = {
      orders,
      "--as-of=2024-12-31",
      "--currency=EUR",
      "--rates=" + rates,
      "--subscriptions=" + subscriptions,
      "--lang=en"
    };
    String english = page(args);
    assertTrue(
        english.contains(
            "Month by month to Dec 31, 2024 (UTC). Coupons that last forever reduce the revenue;"
                + " those that end do not. Other currencies are converted to EUR at the rates of"
                + " the last day of each month, from "),
        english);
    args[5] = "--lang=fr";
    String french = page(args);
    assertTrue(french.contains("Les remises permanentes réduisent le revenu"), french);
    assertTrue(french.contains("Les autres devises sont converties en EUR"), french);
    assertFalse(french.contains("coupons="), french);
  }
}
