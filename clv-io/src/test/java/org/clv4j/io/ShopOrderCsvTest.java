package org.clv4j.io;

import static org.clv4j.io.CsvFiles.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.order.Refund;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShopOrderCsvTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate DAY = LocalDate.of(2024, 3, 1);

  private static final String ORDERS =
      """
      order_id,customer,date,total,currency,status,discount,tax,shipping,refund,refunded_at,cost,channel,promo
      1001,ann,2024-03-01,127.00,EUR,Paid,10.00,20.00,7.00,30.00,2024-03-09,40.00,web,SPRING
      1002,bob,2024-03-02,60.00,EUR,cancelled,,10.00,,60.00,,20.00,,
      1001,ann,2024-03-01,127.00,EUR,paid,10.00,20.00,7.00,30.00,2024-03-09,40.00,web,SPRING
      """
          .replace("EUR,paid", "EUR,Paid");

  private static final String LINES =
      """
      Order ID;Customer;Date;Product;Quantity;Amount;Discount;Tax;Cost;Shipping;Status
      7;ann;2024-03-01;mug;2;16,00;4,00;3,20;6,00;4,90;paid
      8;bob;2024-03-02;pot;1;60,00;;12,00;;;paid
      7;;;pot;0,5;60,00;;12,00;30,00;;
      """;

  private static ShopOrderCsvResult read(ShopOrderCsv settings, String... contents) {
    try {
      return settings.readAll(Arrays.stream(contents).map(CsvFiles::source).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ShopOrder> orders(ShopOrderCsv settings, String... contents) {
    return List.copyOf(read(settings, contents).book().orders());
  }

  /**
   * 127.00 with 20.00 tax and 7.00 shipping is 100.00 of goods, 110.00 before the discount. Of the
   * 30.00 refunded the shares up to each part are 23.62, 28.35 and 30.00.
   */
  @Test
  void rowsOfOrdersAreOrders() {
    ShopOrderCsvResult result = read(new ShopOrderCsv(), ORDERS);
    ShopOrder first =
        ShopOrder.builder("1001", "ann", DAY, EUR)
            .line(new OrderLine(null, BigDecimal.ONE, 11000, 1000, 2000, 4000L))
            .shipping(700, 0)
            .status("paid")
            .refund(Refund.ofTotal(DAY.plusDays(8), 3000))
            .channel("web")
            .promotion("SPRING")
            .build();
    assertEquals(first, result.book().orders().iterator().next());
    assertEquals(
        List.of(
            "policy: " + OrderPolicy.NET,
            "orders: 1 of 2 count; left out: status 1 (1002); ignored duplicates: 1",
            "statuses: cancelled 1, paid 1",
            "gross EUR 110.00 - discounts 10.00 - refunds 23.62 = net 76.38; tax 15.27, shipping"
                + " 5.35; value under the policy 76.38"),
        result.account().lines());
    assertEquals(3, result.rows());
    OrderCsvResult plain = result.toOrders();
    assertEquals(OrderPolicy.NET, plain.log().policy());
    assertEquals(result.account().lines(), plain.notes());
    assertEquals("order_id", plain.columns().get(0).used().get("order"));
    assertEquals(
        Money.of("127.00", "EUR"),
        read(new ShopOrderCsv().policy(OrderPolicy.AS_STATED.withStatuses("paid")), ORDERS)
            .account()
            .value());
  }

  @Test
  void rowsOfLinesFoldToOrdersWhereverTheyStand() {
    ShopOrder seven =
        ShopOrder.builder("7", "ann", DAY, Money.UNSTATED)
            .line(OrderLine.of("mug", 2, 2000).withDiscount(400).withTax(320).withCost(600))
            .line(new OrderLine("pot", new BigDecimal("0.5"), 6000, 0, 1200, 3000L))
            .shipping(490, 0)
            .status("paid")
            .build();
    List<ShopOrder> orders = orders(new ShopOrderCsv().decimal(','), LINES);
    assertEquals(seven, orders.get(0));
    assertEquals("bob", orders.get(1).customerId());
    assertEquals(2, orders.size());
  }

  @Test
  void amountsMayHaveTaxWithinThem() {
    String file =
        """
        order_id,customer,date,product,quantity,unit_price,tax,shipping,shipping_tax
        7,ann,2024-03-01,mug,3,12.00,6.00,4.90,0.82
        """;
    ShopOrder with = orders(new ShopOrderCsv().amountIs(AmountMeaning.GOODS_AND_TAX), file).get(0);
    assertEquals(3000, with.gross());
    assertEquals(4090, with.charged());
    ShopOrder without = orders(new ShopOrderCsv(), file).get(0);
    assertEquals(3600, without.gross());
    assertEquals(4772, without.charged());
    String order = "order_id,customer,date,amount,tax\n7,ann,2024-03-01,12.00,2.00\n";
    assertEquals(1000, orders(new ShopOrderCsv(), order).get(0).gross());
    assertEquals(
        1200, orders(new ShopOrderCsv().amountIs(AmountMeaning.GOODS), order).get(0).gross());
    assertEquals(
        1000,
        orders(new ShopOrderCsv().amountIs(AmountMeaning.GOODS_AND_TAX), order).get(0).gross());
  }

  @Test
  void theHighestRevisionCounts() {
    String file =
        """
        order_id,revision,customer,date,amount,is_test,fee
        7,2,ann,2024-03-01,12.00,false,0.40
        7,1,ann,2024-03-01,13.00,true,
        """;
    ShopOrderCsv settings = new ShopOrderCsv().column(ShopColumn.REVISION, "revision");
    ShopOrderCsvResult result = read(settings, file);
    assertEquals(Money.of("12.00", "XXX"), result.account().value());
    assertEquals(1, result.account().superseded());
    assertEquals(40, result.book().orders().iterator().next().variableCost());
  }

  @Test
  void withoutIdsEachRowIsAnOrder() {
    String file = "customer,date,amount\nann,2024-03-01,5\nann,2024-03-01,5\n";
    ShopOrderCsvResult result = read(new ShopOrderCsv().policy(OrderPolicy.AS_STATED), file);
    assertEquals(2, result.account().log().size());
    assertEquals(new OrderCsvReader(file).orders(), result.account().log().orders().toList());
    assertEquals(OrderPolicy.AS_STATED, result.account().policy());
  }

  /** The same rows by the plain reader. */
  private record OrderCsvReader(String file) {
    List<Order> orders() {
      return CsvFiles.read(new OrderCsv(), file).log().orders().toList();
    }
  }

  @Test
  void aColumnCanBeDoneWithout() {
    String file = "customer,date,amount,discount\nann,2024-03-01,5,10%\n";
    assertThrows(OrderCsvException.class, () -> read(new ShopOrderCsv(), file));
    ShopOrderCsvResult result = read(new ShopOrderCsv().column(ShopColumn.DISCOUNT, ""), file);
    assertEquals(List.of("discount"), result.columns().get(0).ignored());
  }

  @Test
  void theZoneDecidesOnTheDay() {
    String file = "customer,date,amount\nann,2024-03-01T23:30:00Z,5\n";
    ShopOrder order = orders(new ShopOrderCsv().zone(ZoneId.of("Europe/Paris")), file).get(0);
    assertEquals(LocalDate.of(2024, 3, 2), order.day());
  }

  @Property(tries = 60)
  void aSplitOverFilesAndRepeatedRowsChangeNothing(
      @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> rows,
      @ForAll @IntRange(max = 12) int cut) {
    if (rows.isEmpty()) {
      return;
    }
    String header = "order_id,customer,date,amount,status,refund\n";
    List<String> texts =
        rows.stream()
            .map(
                i -> i + ",c" + i % 3 + ",2024-03-0" + (1 + i) + "," + 10 * i + ",paid," + i + "\n")
            .toList();
    OrderPolicy policy = OrderPolicy.NET.withZero(true);
    int at = Math.min(cut, texts.size());
    String first = header + String.join("", texts.subList(0, at));
    String second = header + String.join("", texts.subList(at, texts.size()));
    ShopOrderCsvResult split = read(new ShopOrderCsv().policy(policy), first, second);
    ShopOrderCsvResult once =
        read(
            new ShopOrderCsv().policy(policy),
            header + String.join("", texts.stream().distinct().sorted().toList()));
    assertEquals(once.account().log().orders().toList(), split.account().log().orders().toList());
    assertEquals(once.account().totals(), split.account().totals());
    assertEquals(rows.size() - rows.stream().distinct().count(), split.account().duplicates());
  }

  private static final String HEADER =
      "order_id,customer,date,amount,currency,status,discount,tax,shipping,refund,refunded_at,test\n";
  private static final String GOOD = "1,ann,2024-03-01,20.00,EUR,paid,,,,,,\n";

  static Stream<Arguments> badRows() {
    return Stream.of(
        Arguments.of(",bob,2024-03-01,5,EUR,paid,,,,,,", "order_id \"\" must not be empty"),
        Arguments.of("2,,2024-03-01,5,EUR,paid,,,,,,", "customer \"\" must not be empty"),
        Arguments.of("2,bob,,5,EUR,paid,,,,,,", "date \"\" must not be empty"),
        Arguments.of("2,bob,2024-02-30,5,EUR,paid,,,,,,", "date \"2024-02-30\" is not a date"),
        Arguments.of("2,bob,2024-03-01,,EUR,paid,,,,,,", "amount \"\" must not be empty"),
        Arguments.of("2,bob,2024-03-01,-5,EUR,paid,,,,,,", "amount \"-5\" must not be negative"),
        Arguments.of("2,bob,2024-03-01,5.001,EUR,paid,,,,,,", "amount \"5.001\" has more than 2"),
        Arguments.of("2,bob,2024-03-01,5,€,paid,,,,,,", "currency \"€\" is not the code"),
        Arguments.of("2,bob,2024-03-01,5,EUR,paid,10%,,,,,", "discount \"10%\" is not a plain"),
        Arguments.of("2,bob,2024-03-01,5,EUR,paid,-1,,,,,", "discount \"-1\" must not be negative"),
        Arguments.of("2,bob,2024-03-01,5,EUR,paid,,x,,,,", "tax \"x\" is not a plain decimal"),
        Arguments.of(
            "2,bob,2024-03-01,5,EUR,paid,,3,3,,,",
            "amount \"5\" must be at least tax and shipping together, because it is the total"),
        Arguments.of("2,bob,2024-03-01,5,EUR,paid,,,,-1,,", "refund \"-1\" must not be negative"),
        Arguments.of(
            "2,bob,2024-03-01,5,EUR,paid,,,,9,,",
            "order \"2\": refunds of EUR 9.00 must be at most its value of EUR 5.00"),
        Arguments.of(
            "2,bob,2024-03-01,5,EUR,paid,,,,1,2024-02-29,",
            "day of a refund must not be before that of the order, 2024-03-01, but was 2024-02-29"),
        Arguments.of(
            "2,bob,2024-03-01,5,EUR,paid,,,,1,soon,", "refunded_at \"soon\" is not a date"),
        Arguments.of(
            "2,bob,2024-03-01,5,EUR,paid,,,,,,maybe", "test \"maybe\" is neither true nor"),
        Arguments.of("2,bob,2024-03-01,5,EUR,paid", "the row has 6 fields, but the header has 12"),
        Arguments.of("2,b\0b,2024-03-01,5,EUR,paid,,,,,,", "must not hold a NUL character"),
        Arguments.of(
            "2,bob,2024-03-01,922337203685477580,EUR,paid,,,,,,",
            "must fit in a long of minor units"),
        Arguments.of(
            "2,bob,2024-03-01,92233720368547757,EUR,paid,92233720368547757,,,,,",
            "must fit in a long of minor units together with the discount"));
  }

  @ParameterizedTest
  @MethodSource("badRows")
  void aBadRowIsNamedAndCanBeLeftOut(String row, String message) {
    String file = HEADER + GOOD + row + "\n" + GOOD.replace("1,", "3,");
    var thrown = assertThrows(OrderCsvException.class, () -> read(new ShopOrderCsv(), file));
    assertTrue(String.valueOf(thrown.getMessage()).contains(message), thrown.getMessage());
    assertTrue(String.valueOf(thrown.getMessage()).startsWith("orders.csv:3: "));
    ShopOrderCsvResult skipped = read(new ShopOrderCsv().skipBadRows(true), file);
    assertEquals(2, skipped.account().log().size());
    assertEquals(1, skipped.badRows());
    assertTrue(skipped.firstBadRows().get(0).toString().contains(message));
  }

  static Stream<Arguments> badFiles() {
    String lines = "order_id,customer,date,product,quantity,amount,shipping\n";
    String line = "7,ann,2024-03-01,mug,1,5,4\n";
    return Stream.of(
        Arguments.of("", ": the file is empty"),
        Arguments.of(HEADER, ": there is a header, but no order"),
        Arguments.of(
            "a,b\n1,2\n", ":1: no column looks like the customer; name it with --customer"),
        Arguments.of("customer,date\nann,2024-03-01\n", ":1: no column looks like the amount"),
        Arguments.of(
            "customer,date,product,amount\nann,2024-03-01,mug,5\n",
            ":1: no column looks like the order; name it with --order-id"),
        Arguments.of(
            "order_id,customer,date,unit_price\n7,ann,2024-03-01,5\n",
            ":1: no column looks like the quantity"),
        Arguments.of(
            "customer,date,amount,amount\nann,2024-03-01,5,5\n",
            ":1: the column \"amount\" stands there twice"),
        Arguments.of(
            HEADER + GOOD + GOOD.replace("20.00", "21.00"),
            ":3: order \"1\" must state the same each time, but lines was ["),
        Arguments.of(
            HEADER + GOOD + GOOD.replace("1,ann", "2,ann").replace("EUR", "USD"),
            ":3: currency \"USD\" must be EUR, the currency of the analysis; state the one that"),
        Arguments.of(
            lines + line + line.replace(",4\n", ",5\n"),
            ":3: shipping \"5\" must be \"4\" as in line 2, which is of the same order"),
        Arguments.of(
            lines + line + line.replace("ann", "bob"),
            ":3: customer \"bob\" must be \"ann\" as in line 2"),
        Arguments.of(lines + line.replace(",1,", ",0,"), ":2: quantity \"0\" is not a quantity"),
        Arguments.of(
            lines + line.replace(",1,", ",1e9,"), ":2: quantity \"1e9\" is not a quantity"),
        Arguments.of(
            "order_id,customer,date,quantity,unit_price\n7,ann,2024-03-01,0.333,1.00\n",
            ":2: unit_price \"1.00\" times the quantity must be whole minor units"),
        Arguments.of(HEADER + "\"1,ann\n", "orders.csv"),
        Arguments.of(
            HEADER + GOOD.replace("ann", "\uFFFD"), ":2: customer \"\uFFFD\" holds bytes"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void aBadFileIsNamed(String content, String message) {
    var thrown = assertThrows(OrderCsvException.class, () -> read(new ShopOrderCsv(), content));
    assertTrue(String.valueOf(thrown.getMessage()).contains(message), () -> thrown.getMessage());
  }

  @Test
  void settingsThatContradictTheFileAreNamed() {
    assertMessage(
        "orders.csv:1: there is no column \"VAT\"; the columns are [order_id",
        new ShopOrderCsv().column(ShopColumn.TAX, "VAT"));
    assertMessage(
        "orders.csv:1: the column \"tax\" cannot be both shipping and tax",
        new ShopOrderCsv().column(ShopColumn.SHIPPING, "tax").column(ShopColumn.TAX, "tax"));
    assertMessage(
        "order \"1\": cost of the goods must be known of every line for basis=gross-margin",
        new ShopOrderCsv().policy(OrderPolicy.parse("basis=gross-margin")));
    var thrown =
        assertThrows(
            OrderCsvException.class,
            () -> read(new ShopOrderCsv().decimal(',').amountIs(AmountMeaning.TOTAL), LINES));
    assertTrue(String.valueOf(thrown.getMessage()).contains("the amount of a line cannot be"));
    assertThrows(IllegalArgumentException.class, () -> new ShopOrderCsv().decimal(';'));
    assertThrows(IllegalArgumentException.class, () -> new ShopOrderCsv().delimiter('"'));
    assertThrows(IllegalArgumentException.class, () -> new ShopOrderCsv().dateFormat("yy"));
    assertThrows(IllegalArgumentException.class, () -> new ShopOrderCsv().readAll(List.of()));
  }

  @Test
  void sumsThatDoNotFitAreNamed() {
    String file = "customer,date,amount\nann,2024-03-01,92233720368547758\nann,2024-03-01,1\n";
    var thrown = assertThrows(ArithmeticException.class, () -> read(new ShopOrderCsv(), file));
    assertEquals(
        "order \"orders.csv:3\": totals of the orders must fit in a long of minor units",
        thrown.getMessage());
  }

  private static String message(ShopOrderCsv settings, String... contents) {
    return String.valueOf(
        assertThrows(OrderCsvException.class, () -> read(settings, contents)).getMessage());
  }

  /** Else the first row would decide which currency survives. */
  @Test
  void twoCurrenciesAreAnErrorWhetherBadRowsAreSkippedOrNot() {
    String file = HEADER + GOOD + GOOD.replace("1,ann", "2,ann").replace("EUR", "USD");
    String expected =
        "orders.csv:3: currency \"USD\" must be EUR, the currency of the analysis; state the one"
            + " that counts";
    assertEquals(expected, message(new ShopOrderCsv(), file));
    assertEquals(expected, message(new ShopOrderCsv().skipBadRows(true), file));
    ShopOrderCsvResult stated =
        read(new ShopOrderCsv().skipBadRows(true).currency(Currency.getInstance("USD")), file);
    assertEquals(Money.of("20.00", "USD"), stated.account().value());
    assertEquals(1, stated.badRows());
  }

  /** Nobody knows which of the rows is right, so it is no row to be skipped. */
  @Test
  void twoRowsOfAnOrderThatContradictEachOtherAreAnError() {
    String file =
        """
        order_id,customer,date,product,amount,shipping
        7,ann,2024-03-01,mug,5,4
        7,ann,2024-03-01,pot,5,5
        """;
    String expected =
        "orders.csv:3: shipping \"5\" must be \"4\" as in line 2, which is of the same order";
    assertEquals(expected, message(new ShopOrderCsv(), file));
    assertEquals(expected, message(new ShopOrderCsv().skipBadRows(true), file));
  }

  @Test
  void figuresOfAnOrderOfSeveralLinesAreForLines() {
    for (ShopColumn role : List.of(ShopColumn.ORDER_TAX, ShopColumn.ORDER_DISCOUNT)) {
      String name = role == ShopColumn.ORDER_TAX ? "tax" : "discount";
      String file =
          """
          order_id,customer,date,amount,x
          7,ann,2024-03-01,12.00,2.00
          """;
      assertEquals(
          "orders.csv:1: the column \"x\" cannot be the "
              + role
              + " where rows are orders; name it as the "
              + name,
          message(new ShopOrderCsv().column(role, "x"), file));
      String lines = file.replace("amount", "product,amount").replace("12.00", "mug,12.00");
      ShopOrder order = orders(new ShopOrderCsv().column(role, "x"), lines).get(0);
      assertEquals(200, role == ShopColumn.ORDER_TAX ? order.tax() : order.discount());
    }
  }

  /** The second file has a refund that the first one did not know of. */
  @Test
  void theLaterFileMayWin() {
    String first = HEADER + GOOD + GOOD.replace("1,", "2,");
    String second = HEADER + GOOD.replace("paid,,,,,", "paid,,,,5.00,");
    assertTrue(message(new ShopOrderCsv(), first, second).contains("must state the same each"));
    ShopOrderCsvResult read = read(new ShopOrderCsv().laterFileWins(true), first, second);
    assertEquals(Money.of("35.00", "EUR"), read.account().value());
    assertEquals(1, read.account().superseded());
    ShopOrderCsvResult other = read(new ShopOrderCsv().laterFileWins(true), second, first);
    assertEquals(Money.of("40.00", "EUR"), other.account().value());
    assertTrue(
        message(new ShopOrderCsv().laterFileWins(true), "customer,date,amount\na,2024-03-01,1\n")
            .startsWith("orders.csv:1: no column looks like the order; name it with --order-id"));
    assertEquals(
        "orders.csv:1: either the revision decides or the later file, but not both",
        message(
            new ShopOrderCsv().laterFileWins(true).column(ShopColumn.REVISION, "test"),
            HEADER + GOOD));
    assertTrue(
        message(new ShopOrderCsv().laterFileWins(true), first + GOOD.replace("20.00", "21.00"))
            .startsWith("orders.csv:4: order \"1\" must state the same each time"),
        "within one file none is later");
  }

  private static void assertMessage(String message, ShopOrderCsv settings) {
    var thrown = assertThrows(OrderCsvException.class, () -> read(settings, HEADER + GOOD));
    assertTrue(String.valueOf(thrown.getMessage()).contains(message), thrown.getMessage());
  }

  @Test
  void linesMayLackAmountsWhereOnlyProductsAreAskedAbout() {
    String file = "order_id,customer,date,product\n7,ann,2024-03-01,mug\n7,ann,2024-03-01,pot\n";
    assertThrows(OrderCsvException.class, () -> read(new ShopOrderCsv(), file));
    List<ShopOrder> orders = orders(new ShopOrderCsv().amountsOptional(true), file);
    assertEquals(
        List.of(OrderLine.of("mug", 1, 0), OrderLine.of("pot", 1, 0)), orders.get(0).lines());
    String withoutLines = "customer,date\nann,2024-03-01\n";
    assertThrows(
        OrderCsvException.class,
        () -> read(new ShopOrderCsv().amountsOptional(true), withoutLines));
  }

  /** One line of order 7 cannot be read, so none of it counts; the cut gzip always ends it. */
  @Test
  void anOrderIsLeftOutAsAWhole() {
    String file = LINES.replace("0,5;60,00", "0,5;60.00");
    ShopOrderCsvResult skipped = read(new ShopOrderCsv().decimal(',').skipBadRows(true), file);
    assertEquals(1, skipped.book().size());
    assertEquals("8", skipped.book().orders().iterator().next().id());
    byte[] whole = CsvFiles.gzip(ORDERS);
    byte[] cut = Arrays.copyOf(whole, whole.length - 9);
    var thrown =
        assertThrows(
            OrderCsvException.class,
            () -> new ShopOrderCsv().skipBadRows(true).readAll(List.of(source(cut))));
    assertTrue(String.valueOf(thrown.getMessage()).contains("gzip"), thrown.getMessage());
    assertEquals(2, orders(new ShopOrderCsv().charset(StandardCharsets.UTF_8), ORDERS).size());
  }
}
