package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.core.order.LeftOutReason;
import org.clv4j.core.order.OrderAccount;
import org.clv4j.core.order.OrderBasis;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.order.RefundTiming;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.value.DailyRates;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files made up by hand in the forms of the exports; every figure here was reckoned from them by
 * hand.
 */
class ShopExportCsvTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency USD = Currency.getInstance("USD");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static String file(String name) {
    try (InputStream in = ShopExportCsvTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ShopOrderCsvResult read(ShopExportCsv settings, String content) {
    try {
      return settings.readAll(
          List.of(new org.clv4j.io.CsvSource("export.csv", CsvFiles.source(content).opener())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String error(ShopPreset preset, String content) {
    return String.valueOf(
        assertThrows(OrderCsvException.class, () -> read(new ShopExportCsv(preset), content))
            .getMessage());
  }

  private static Map<String, Long> spend(OrderLog log) {
    CustomerBase base = CustomerBase.of(log);
    Map<String, Long> spend = new TreeMap<>();
    for (int row = 0; row < base.size(); row++) {
      spend.put(base.id(row), base.spendMinor(row));
    }
    return spend;
  }

  private static ShopOrder order(ShopOrderCsvResult read, String id) {
    return read.book().orders().stream()
        .filter(order -> order.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static long leftOut(OrderAccount account, LeftOutReason reason) {
    return Objects.requireNonNull(account.leftOut().get(reason)).orders();
  }

  private static void assertTotals(
      OrderAccount account, String gross, String discounts, String refunds, String net) {
    assertEquals(Money.parse(gross), account.totals().gross());
    assertEquals(Money.parse(discounts), account.totals().discounts());
    assertEquals(Money.parse(refunds), account.totals().refunds());
    assertEquals(Money.parse(net), account.totals().net());
  }

  /**
   * #1001 47.00, #1004 8.00, #1005 45.00 less 15.00 (16.20 went back for goods of 45.00 and tax of
   * 3.60, so 15.00 and 1.20), #1006 30.00. #1002 went back whole, #1003 was cancelled and refunded,
   * which counts once, #1007 is a test.
   */
  @Test
  void shopify() {
    ShopOrderCsvResult read =
        read(new ShopExportCsv(ShopPreset.SHOPIFY).zone(NEW_YORK), file("shopify.csv"));
    OrderAccount account = read.account();
    assertTotals(account, "USD 140.00", "USD 10.00", "USD 15.00", "USD 115.00");
    assertEquals(account.totals().net(), account.value());
    assertEquals(
        Map.of("ann@example.com", 7_700L, "bob@example.com", 3_000L, "order #1004", 800L),
        spend(account.log()));
    assertEquals(1, leftOut(account, LeftOutReason.STATUS));
    assertEquals(1, leftOut(account, LeftOutReason.REFUNDED));
    assertEquals(1, leftOut(account, LeftOutReason.TEST));
    assertEquals(9, read.rows());
    assertEquals(
        List.of(
            "export.csv: orders that name no customer, each counted as a customer of its own: 1",
            "export.csv: refunds of which the export does not tell the day, taken for that of the"
                + " cancellation or else of the order: 3"),
        read.notes());
    assertEquals(List.of("FALL5", "FREESHIP"), account.log().promotions());
    assertEquals(List.of("pos", "web"), account.log().channels());
  }

  @Test
  void anOrderOfShopifyIsReadWhole() {
    ShopOrderCsvResult read =
        read(new ShopExportCsv(ShopPreset.SHOPIFY).zone(NEW_YORK), file("shopify.csv"));
    ShopOrder first = order(read, "#1001");
    assertEquals(LocalDate.of(2024, 5, 1), first.day());
    assertEquals(2, first.lines().size());
    assertEquals(3_200, first.lines().get(0).gross());
    assertEquals(500, first.discounts());
    assertEquals(5_629, first.charged());
    assertEquals(LocalDate.of(2024, 5, 5), order(read, "#1003").refunds().get(0).day());
    assertEquals("cancelled", order(read, "#1003").status().orElseThrow());
    ShopOrder byLine = order(read, "#1005");
    assertEquals(0, byLine.discount());
    assertEquals(500, byLine.lines().get(0).discount());
    assertEquals(3_000, order(read, "#1006").charged());
    assertEquals(0, order(read, "#1006").shipping());
    assertTrue(order(read, "#1007").test());
    ShopOrder utc =
        order(read(new ShopExportCsv(ShopPreset.SHOPIFY), file("shopify.csv")), "#1001");
    assertEquals(LocalDate.of(2024, 5, 2), utc.day());
  }

  /** With tax and shipping: 56.29 + 8.00 + 48.60 - 16.20 + 30.00. */
  @Test
  void shopifyUnderOtherPolicies() {
    OrderPolicy all = OrderPolicy.NET.withTax(true).withShipping(true);
    ShopOrderCsvResult read =
        read(new ShopExportCsv(ShopPreset.SHOPIFY).policy(all), file("shopify.csv"));
    assertEquals(Money.of("126.69", "USD"), read.account().value());
    OrderPolicy gross = OrderPolicy.NET.withBasis(OrderBasis.GROSS);
    // 52.00, 25.00, 8.00, 50.00, 30.00: without refunds none is fully refunded.
    assertEquals(Money.of("165.00", "USD"), read.book().account(gross).value());
    // All charged but the cancelled one and the test.
    assertEquals(Money.of("115.00", "USD"), read.book().account(OrderPolicy.BOOKED).value());
  }

  /**
   * Consumer prices of 119.00 and 5.95 with 19 % in them are 100.00 and 5.00; of the 59.50 that
   * went back of 124.95, 47.62 are goods.
   */
  @Test
  void shopifyWithTaxIncluded() {
    ShopOrderCsvResult read =
        read(new ShopExportCsv(ShopPreset.SHOPIFY), file("shopify-tax-included.csv"));
    assertTotals(read.account(), "EUR 100.00", "EUR 0.00", "EUR 47.62", "EUR 52.38");
    assertEquals(Money.of("5.00", "EUR"), read.account().totals().shipping());
    assertEquals(Money.of("19.95", "EUR"), read.account().totals().tax());
    assertEquals(12_495, order(read, "#2001").charged());
  }

  /**
   * 501 45.00, 502 20.00 less twice 5.00 (5.50 of goods and tax), 506 11.50 with its fee, 507
   * 10.00, 508 20.00 less 10.00 as its item says. 503 went back whole, 504 and 505 do not count.
   */
  @Test
  void woocommerce() {
    ShopOrderCsvResult read =
        read(new ShopExportCsv(ShopPreset.WOOCOMMERCE), file("woocommerce.csv"));
    OrderAccount account = read.account();
    assertTotals(account, "EUR 111.50", "EUR 5.00", "EUR 20.00", "EUR 86.50");
    assertEquals(account.totals().net(), account.value());
    assertEquals(
        Map.of("17", 4_500L, "guest@example.com", 2_000L, "dora@example.com", 1_150L, "18", 1_000L),
        spend(account.log()));
    assertEquals(2, leftOut(account, LeftOutReason.STATUS));
    assertEquals(1, leftOut(account, LeftOutReason.REFUNDED));
    assertEquals(List.of("ten"), account.log().promotions());
    assertEquals(5_500, order(read, "501").charged());
    assertEquals(334, order(read, "507").lines().get(0).gross());
    assertEquals(LocalDate.of(2024, 3, 20), order(read, "502").refunds().get(1).day());
    assertEquals(
        List.of(
            "export.csv: refunds of which the export does not tell the day, taken for that of the"
                + " cancellation or else of the order: 1"),
        read.notes());
  }

  /** Refunds of 502 come on March 5 and 20, so that by March 10 one of them is known. */
  @Test
  void refundsOfWoocommerceHaveTheirDays() {
    OrderPolicy booked =
        ShopPreset.WOOCOMMERCE.policy().withRefunds(RefundTiming.BOOK).withFullyRefunded(true);
    OrderLog log =
        read(new ShopExportCsv(ShopPreset.WOOCOMMERCE).policy(booked), file("woocommerce.csv"))
            .account()
            .log();
    CustomerBase march10 =
        CustomerBase.of(log, CustomerBase.Options.DEFAULT.withAsOf(LocalDate.of(2024, 3, 10)));
    CustomerBase march20 =
        CustomerBase.of(log, CustomerBase.Options.DEFAULT.withAsOf(LocalDate.of(2024, 3, 20)));
    int guest = march10.row("guest@example.com");
    assertEquals(1_500 + 1_000, march10.spendMinor(guest));
    assertEquals(1_000 + 1_000, march20.spendMinor(guest));
  }

  @Test
  void guestsOfWoocommerceBecomeTheirAccounts() {
    OrderLog log =
        read(new ShopExportCsv(ShopPreset.WOOCOMMERCE), file("woocommerce.csv")).account().log();
    OrderLog merged = log.withAliases(CustomerAliases.NONE.link("guest@example.com", "17"));
    assertEquals(6_500, spend(merged).get("17"));
    assertEquals(5, CustomerBase.of(merged).orderCount());
    assertEquals(3, CustomerBase.of(merged).size());
  }

  /** Rows are orders: of the items nothing is known but their sum. */
  @Test
  void woocommerceWithARowPerOrder() {
    String content =
        """
        order_id,order_date,status,shipping_total,shipping_tax_total,fee_total,tax_total,discount_total,order_total,refunded_total,order_currency,customer_id,billing_email,line_items
        1,2024-03-01 10:00:00,completed,5.00,0.50,-2.00,5.00,5.00,53.00,0.00,EUR,17,a@example.com,name:A|quantity:2
        """;
    ShopOrderCsvResult read = read(new ShopExportCsv(ShopPreset.WOOCOMMERCE), content);
    // Goods of 53 - 5 - 5 + 2 = 45, list price 50, discounts 5 and 2.
    assertTotals(read.account(), "EUR 50.00", "EUR 7.00", "EUR 0.00", "EUR 43.00");
    assertEquals(5_300, order(read, "1").charged());
  }

  /**
   * ch_1 129.00, ch_2 40.00, ch_6 30.00 less the 12.00 of a lost dispute, ch_8 20.00. ch_3 went
   * back whole; ch_4 failed, ch_5 was not captured, ch_7 is a test. A quarter to midnight in UTC is
   * the next day in Berlin.
   */
  @Test
  void stripe() {
    ShopOrderCsvResult read =
        read(new ShopExportCsv(ShopPreset.STRIPE).zone(BERLIN), file("stripe.csv"));
    OrderAccount account = read.account();
    assertTotals(account, "USD 228.00", "USD 0.00", "USD 21.00", "USD 207.00");
    assertEquals(
        Map.of("cus_1", 12_900L, "bob@example.com", 5_800L, "order ch_8", 2_000L),
        spend(account.log()));
    assertEquals(2, leftOut(account, LeftOutReason.STATUS));
    assertEquals(LocalDate.of(2024, 3, 1), order(read, "ch_1").day());
    assertEquals(LocalDate.of(2024, 3, 11), order(read, "ch_2").refunds().get(0).day());
    assertEquals(LocalDate.of(2024, 3, 20), order(read, "ch_6").refunds().get(0).day());
    assertEquals(404, order(read, "ch_1").variableCost());
    assertTrue(account.policy().toString().contains("statuses=disputed+paid"));
    assertFalse(read.notes().isEmpty());
  }

  @Test
  void paymentsInSeveralCurrencies() {
    String content =
        """
        id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer Email
        ch_1,2024-03-01 10:00,1500,0,jpy,Paid,a@example.com
        ch_2,2024-03-01 10:00,10.00,0.00,eur,Paid,a@example.com
        """;
    assertEquals(
        "export.csv:3: currency must be JPY, but is EUR; others are converted where rates are"
            + " given",
        error(ShopPreset.STRIPE, content));
    assertThrows(
        OrderCsvException.class,
        () -> read(new ShopExportCsv(ShopPreset.STRIPE).skipBadRows(true), content),
        "the first order does not decide which currency survives");
    DailyRates rates =
        DailyRates.builder("rates")
            .add(
                LocalDate.of(2024, 3, 1),
                Currency.getInstance("JPY"),
                EUR,
                new BigDecimal("0.0061"))
            .build();
    ShopOrderCsvResult converted =
        read(new ShopExportCsv(ShopPreset.STRIPE).currency(EUR).rates(rates), content);
    assertEquals(Money.of("19.15", "EUR"), converted.account().value());
    ShopOrderCsvResult one =
        read(new ShopExportCsv(ShopPreset.STRIPE).currency(EUR).skipBadRows(true), content);
    assertEquals(1, one.badRows());
    assertEquals(Money.of("10.00", "EUR"), one.account().value());
  }

  @ParameterizedTest
  @EnumSource(ShopPreset.class)
  void theOrderOfTheRowsChangesNothing(ShopPreset preset) {
    String content = file(preset + ".csv");
    List<String> lines = new ArrayList<>(content.lines().toList());
    ShopOrderCsvResult read = read(new ShopExportCsv(preset), content);
    Collections.shuffle(lines.subList(1, lines.size()), new Random(7));
    ShopOrderCsvResult shuffled = read(new ShopExportCsv(preset), String.join("\n", lines) + "\n");
    assertEquals(List.copyOf(read.book().orders()), List.copyOf(shuffled.book().orders()));
    assertEquals(
        read.account().log().orders().toList(), shuffled.account().log().orders().toList());
    assertEquals(read.notes(), shuffled.notes());
  }

  @ParameterizedTest
  @EnumSource(ShopPreset.class)
  void anExportThatIsReadTwiceCountsOnce(ShopPreset preset) throws IOException {
    org.clv4j.io.CsvSource source = CsvFiles.source(file(preset + ".csv"));
    ShopOrderCsvResult once = new ShopExportCsv(preset).readAll(List.of(source));
    ShopOrderCsvResult twice = new ShopExportCsv(preset).readAll(List.of(source, source));
    assertEquals(once.account().value(), twice.account().value());
    assertEquals(once.book().size(), twice.account().duplicates());
  }

  private static String changed(String name, String from, String to) {
    String content = file(name);
    assertTrue(content.contains(from), from);
    return content.replaceFirst(java.util.regex.Pattern.quote(from), to);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Lineitem price | Price | export.csv:1: an export of shopify must have a column \"Lineitem"
            + " price\", but has",
        "47.00,6.00 | 46.00,6.00 | export.csv:2: Subtotal \"46.00\" must be that of the lines,"
            + " 52.00, less the discount, 5.00",
        "56.29 | 55.29 | export.csv:2: Total \"55.29\" must be subtotal, 47.00, and shipping, 6.00,"
            + " with or without taxes and duties, 3.29, or more than all of them",
        "16.00 | sixteen | export.csv:2: Lineitem price \"sixteen\" is not a plain decimal number",
        "3.29 | -3.29 | export.csv:2: Taxes \"-3.29\" must not be negative",
        "2024-05-03 09:00:00 -0400,1 | 5/3/2024,1 | export.csv:4: Created at \"5/3/2024\" may have"
            + " the day or the month first",
        "-0400,2 | -0400,-2 | export.csv:2: Lineitem quantity \"-2\" is not a quantity: a plain"
            + " number above 0",
        "USD,47.00 | DOLLAR,47.00 | export.csv:2: Currency \"DOLLAR\" is not the code of a currency"
            + " with minor units",
        "paid | '' | export.csv:2: Financial Status \"\" must not be empty",
        "#1001,ann@example.com,, | #1001,bob@example.com,, | export.csv:3: Email"
            + " \"bob@example.com\" must be \"ann@example.com\" as in line 2, which is of the same"
            + " order",
        "16.20,Acme | 66.20,Acme | export.csv:7: order \"#1005\": refunds of",
        "#1004 | '' | export.csv:6: Name \"\" must not be empty",
      })
  void badExportsOfShopify(String from, String to, String message) {
    String found = error(ShopPreset.SHOPIFY, changed("shopify.csv", from, to));
    assertEquals(message, found.substring(0, Math.min(found.length(), message.length())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refunded_total | refunded | export.csv:1: an export of woocommerce must have a column"
            + " \"refunded_total\", but has",
        "order_total | order_id | export.csv:1: the column \"order_id\" stands there twice",
        "12.65 | 19.65 | export.csv:8: order_total \"19.65\" must be the totals of its items, EUR"
            + " 10.00, with shipping, fees and taxes",
        "36.00 | 46.00 | export.csv:2: item_subtotal \"40.00\" must be at least the total of the"
            + " item",
        "amount:5.50 | amount:4.50 | export.csv:4: refunded_total \"11.00\" must be the sum of the"
            + " refunds, EUR 10.00",
        "amount:5.50 | amount:5.5x | export.csv:4: refunds",
        "date:2024-03-05 | date:soon | export.csv:4: refunds",
        "5.00,0.50 | 5.00,9.50 | export.csv:3: shipping_tax_total \"0.50\" must be \"9.50\" as in"
            + " line 2, which is of the same order",
      })
  void badExportsOfWoocommerce(String from, String to, String message) {
    String found = error(ShopPreset.WOOCOMMERCE, changed("woocommerce.csv", from, to));
    assertEquals(message, found.substring(0, Math.min(found.length(), message.length())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Amount Refunded | Refunds | export.csv:1: an export of stripe must have a column \"Amount"
            + " Refunded\", but has",
        "ch_1,2024-02-29 23:45:00,129.00 | ch_1,2024-02-29 23:45:00,\"1,129.00\" | export.csv:2:"
            + " Amount \"1,129.00\" is not a number with the decimal sign \".\"; another is stated"
            + " with --decimal, and groups of digits are not separated",
        "2024-02-29 23:45:00 | 2023-02-29 23:45:00 | export.csv:2: Created date (UTC)"
            + " \"2023-02-29 23:45:00\" is not a date",
        "2024-03-10 23:30:00 | 2024-03-01 23:30:00 | export.csv:3: day of a refund must not be"
            + " before that of the order",
        "ch_2 | ch_1 | export.csv:3: order \"ch_1\" must state the same each time, but customerId"
            + " was cus_1 and bob@example.com; it stands first at export.csv:2",
        "9.00,usd | 59.00,usd | export.csv:3: order \"ch_2\": refunds of USD 59.00 must be at most"
            + " its value of USD 49.00",
      })
  void badExportsOfStripe(String from, String to, String message) {
    String found = error(ShopPreset.STRIPE, changed("stripe.csv", from, to));
    assertEquals(message, found.substring(0, Math.min(found.length(), message.length())));
  }

  @Test
  void badOrdersAreLeftOutAsAWhole() {
    ShopOrderCsvResult read =
        read(
            new ShopExportCsv(ShopPreset.SHOPIFY).skipBadRows(true),
            changed("shopify.csv", "20.00,", "x,"));
    assertEquals(2, read.badRows());
    assertEquals(
        List.of(
            "export.csv:3: Lineitem price \"x\" is not a plain decimal number",
            "export.csv:2: the row is of an order that is left out as a whole"),
        read.firstBadRows().stream().map(BadRow::toString).toList());
    assertEquals(Money.of("68.00", "USD"), read.account().value());
    assertEquals(
        "export.csv: there is a header, but no order",
        error(ShopPreset.SHOPIFY, file("shopify.csv").lines().findFirst().orElseThrow() + "\n"));
    assertEquals("export.csv:1: the file is empty", error(ShopPreset.SHOPIFY, ""));
    assertEquals(USD, read.account().log().currency());
  }

  /** Half an order is worth its subtotal, but does not pass unseen. */
  @Test
  void aCutFileIsNoticed() {
    String content = file("shopify.csv");
    int cut = content.indexOf("#1001,", content.indexOf("#1001,") + 1);
    ShopOrderCsvResult read =
        read(new ShopExportCsv(ShopPreset.SHOPIFY), content.substring(0, cut));
    assertEquals(Money.of("47.00", "USD"), read.account().value());
    assertEquals(
        "unexplained-subtotals: 1 of 1 orders: lines do not come to the subtotal of their order,"
            + " which is taken as it is (#1001); see whether they were edited; else rows of the"
            + " export are missing",
        read.toOrders().quality(LocalDate.of(2024, 5, 31)).toLookAt().get(0).toString());
    assertTrue(
        error(ShopPreset.SHOPIFY, content.substring(0, content.length() - 40))
            .startsWith("export.csv:10: the row has"));
  }

  /**
   * Items of 100.00 less a fee of 10.00 and 18.00 tax; all 108.00 went back. The items say 100.00
   * went back, of which the order has 90.00: so they do not say what for.
   */
  @Test
  void aRefundOfItemsBesideAFeeBelow0() {
    String content =
        """
        order_id,order_date,status,shipping_total,fee_total,tax_total,order_total,refunded_total,order_currency,customer_id,item_name,item_quantity,item_subtotal,item_total,item_refunded
        1,2024-03-01 10:00:00,completed,0,-10.00,18.00,108.00,108.00,EUR,17,Pan,1,100.00,100.00,100.00
        """;
    ShopOrderCsvResult read = read(new ShopExportCsv(ShopPreset.WOOCOMMERCE), content);
    assertEquals(1, leftOut(read.account(), LeftOutReason.REFUNDED));
    ShopOrderCsvResult half =
        read(
            new ShopExportCsv(ShopPreset.WOOCOMMERCE),
            content.replace("108.00,EUR", "54.00,EUR").replace("100.00\n", "50.00\n"));
    // 50.00 of goods and 4.00 of tax, as the items say.
    assertEquals(Money.of("40.00", "EUR"), half.account().value());
  }

  @Test
  void stripeWithAnotherFormOfDates() {
    String content =
        """
        id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID
        ch_1,2/29/2024 23:45,10.00,0,usd,Paid,cus_1
        """;
    ShopExportCsv settings =
        new ShopExportCsv(ShopPreset.STRIPE).dateFormat("M/d/uuuu H:mm").zone(BERLIN);
    assertEquals(LocalDate.of(2024, 3, 1), order(read(settings, content), "ch_1").day());
  }

  @Test
  void otherDelimitersAndCharsets() throws IOException {
    String content =
        file("stripe.csv").replace("\"Plan \"\"pro\"\", yearly\"", "Jahresabo für Bücher");
    OrderLog expected = read(new ShopExportCsv(ShopPreset.STRIPE), content).account().log();
    for (String sign : List.of(";", "\t", "|")) {
      OrderLog found =
          read(new ShopExportCsv(ShopPreset.STRIPE), content.replace(",", sign)).account().log();
      assertEquals(expected.orders().toList(), found.orders().toList(), sign);
    }
    ShopExportCsv latin =
        new ShopExportCsv(ShopPreset.STRIPE).delimiter('!').charset(StandardCharsets.ISO_8859_1);
    byte[] bytes = content.replace(',', '!').getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        expected.orders().toList(),
        latin.readAll(List.of(CsvFiles.source(bytes))).account().log().orders().toList());
    assertThrows(
        IllegalArgumentException.class, () -> new ShopExportCsv(ShopPreset.STRIPE).delimiter('"'));
  }

  @Test
  void theLaterFileMayWin() throws IOException {
    String before = file("stripe.csv");
    String after =
        changed(
            "stripe.csv",
            "129.00,0.00,usd,true,129.00,,usd,,\"Plan \"\"pro\"\", yearly\",4.04,,",
            "129.00,29.00,usd,true,129.00,,usd,,,4.04,2024-03-05 10:00:00,");
    List<org.clv4j.io.CsvSource> both = List.of(CsvFiles.source(before), CsvFiles.source(after));
    assertThrows(OrderCsvException.class, () -> new ShopExportCsv(ShopPreset.STRIPE).readAll(both));
    assertThrows(
        OrderCsvException.class,
        () -> new ShopExportCsv(ShopPreset.STRIPE).skipBadRows(true).readAll(both),
        "nobody knows which of them is right");
    ShopOrderCsvResult read =
        new ShopExportCsv(ShopPreset.STRIPE).laterFileWins(true).readAll(both);
    assertEquals(Money.of("178.00", "USD"), read.account().value());
    assertEquals(8, read.account().superseded());
    assertEquals(0, read.account().duplicates());
  }

  /** 100.00 with 16.67 in it, and duties of 5.00 on top; neither is a sale. */
  @Test
  void dutiesOnTopOfPricesWithTax() {
    String content =
        """
        Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Duties,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount
        #1,a@example.com,paid,EUR,100.00,0.00,16.67,5.00,105.00,0.00,2024-05-01,1,Desk,100.00,0.00
        #2,a@example.com,paid,EUR,100.00,0.00,20.00,5.00,125.00,0.00,2024-05-01,1,Desk,100.00,0.00
        #3,a@example.com,paid,EUR,100.00,0.00,16.67,0.00,100.00,0.00,2024-05-01,1,Desk,100.00,0.00
        """;
    ShopOrderCsvResult read = read(new ShopExportCsv(ShopPreset.SHOPIFY), content);
    // 83.33 + 100.00 + 83.33, and 16.67 + 5.00, 20.00 + 5.00, 16.67.
    assertTotals(read.account(), "EUR 266.66", "EUR 0.00", "EUR 0.00", "EUR 266.66");
    assertEquals(Money.of("63.34", "EUR"), read.account().totals().tax());
    assertEquals(10_500, order(read, "#1").charged());
    assertEquals(12_500, order(read, "#2").charged());
  }

  /** Less than all of it was charged, nobody knows why. */
  @Test
  void anOrderOfShopifyThatDoesNotAddUpCanBeLeftOut() {
    ShopOrderCsvResult read =
        read(
            new ShopExportCsv(ShopPreset.SHOPIFY).skipBadRows(true),
            changed("shopify.csv", "56.29", "51.29"));
    assertEquals(2, read.badRows());
    assertEquals(Money.of("68.00", "USD"), read.account().value());
    assertEquals("bad-rows", read.toOrders().leftOut().get(0).id());
  }

  /** As WooCommerce's pending ones. */
  @Test
  void ordersThatNobodyPaidForDoNotCount() {
    for (String status : List.of("pending", "expired")) {
      ShopOrderCsvResult read =
          read(
              new ShopExportCsv(ShopPreset.SHOPIFY),
              changed("shopify.csv", "ann@example.com,paid", "ann@example.com," + status));
      assertEquals(2, leftOut(read.account(), LeftOutReason.STATUS), status);
    }
  }

  @Test
  void aStatusThatThePresetDoesNotKnowIsAWarning() {
    String content = changed("stripe.csv", "0.00,,,Paid", "0.00,,,Partially Captured");
    ShopOrderCsvResult read = read(new ShopExportCsv(ShopPreset.STRIPE), content);
    assertEquals(
        "unknown-statuses: 1 of 8 orders: orders do not count because of a status that the preset"
            + " does not know (partially captured); see whether they were paid; a policy names the"
            + " statuses that count",
        read.toOrders().leftOut().get(0).toString());
    assertTrue(read(new ShopExportCsv(ShopPreset.STRIPE), file("stripe.csv")).findings().isEmpty());
    assertTrue(
        read(new ShopExportCsv(ShopPreset.STRIPE).policy(OrderPolicy.NET), content)
            .findings()
            .isEmpty());
  }
}
