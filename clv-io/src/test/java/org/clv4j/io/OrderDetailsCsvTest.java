package org.clv4j.io;

import static org.clv4j.io.CsvFiles.read;
import static org.clv4j.io.CsvFiles.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Discount, cost, promotion and channel of the orders of a file. */
class OrderDetailsCsvTest {
  private static final String PLAIN = "customer,date,amount\nann,2024-03-01,10\n";

  private static OrderCsv settings() {
    return new OrderCsv();
  }

  private static List<OrderDetails> details(OrderLog log) {
    return log.orders().map(order -> order.details()).toList();
  }

  private static Money money(String amount) {
    return Money.of(amount, "XXX");
  }

  @Test
  void detailsAreFoundByTheirUsualNamesInAnyOrder() {
    OrderCsvResult result =
        read(
            settings(),
            """
            Source,Coupon Code,customer,COGS,date,Total Discount,amount
            shop,SPRING,ann,4.00,2024-03-01,1.50,10
            ,,bob,0,2024-03-02,,20
            """);
    assertEquals(
        List.of(
            new OrderDetails(money("1.50"), money("4.00"), "SPRING", "shop"),
            new OrderDetails(money("0.00"), money("0.00"), null, null)),
        details(result.log()));
    assertEquals(
        "{customer=customer, time=date, amount=amount, discount=Total Discount, cost=COGS,"
            + " promotion=Coupon Code, channel=Source}",
        result.columns().get(0).used().toString());
    assertEquals(List.of(), result.columns().get(0).ignored());
    assertEquals(List.of(), result.notes());
  }

  @Test
  void namedColumnsBeatTheUsualOnes() {
    String file =
        """
        customer,date,amount,discount,rabatt,ek,aktion,kanal
        ann,2024-03-01,"10,00",x,"1,50","2,00",sommer,laden
        """;
    OrderCsv german =
        settings().decimal(',').discount("rabatt").cost("ek").promotion("aktion").channel("kanal");
    assertEquals(
        List.of(new OrderDetails(money("1.50"), money("2.00"), "sommer", "laden")),
        details(read(german, file).log()));
    assertEquals(List.of("discount"), read(german, file).columns().get(0).ignored());
  }

  @ParameterizedTest
  @CsvSource({
    "discount,10%,is not a plain decimal number",
    "discount,none,is not a plain decimal number",
    "discount,-5,must not be negative",
    "discount,92233720368547758.00,must fit in a long of minor units together with the amount",
    "cost,-5,must not be negative",
    "cost,1.234,'has more than 2 decimals, all that the currency has'",
    "promotion,a\u0000b,must not hold a NUL character",
    "channel,caf\uFFFD,holds bytes that are no characters; state the charset with --charset"
  })
  void aBadDetailIsABadRowWhereNamedAndElseIgnoresTheColumn(
      String column, String value, String reason) throws IOException {
    String file =
        "customer,date,amount,%s\nann,2024-03-01,10,1\nbob,2024-03-02,20,%s\ncy,2024-03-03,3,2\n"
            .formatted(column, value);
    String place = new BadRow("orders.csv", 3, column, value, reason).toString();
    OrderCsvResult ignored = read(settings(), file);
    assertEquals(
        read(settings(), file.replaceAll(",[^,\n]*\n", "\n")).log().orders().toList(),
        ignored.log().orders().toList());
    assertEquals(
        List.of(place + "; the column is ignored unless it is named with --" + column),
        ignored.notes());
    assertEquals(List.of(column), ignored.columns().get(0).ignored());
    assertFalse(ignored.columns().get(0).used().containsKey(column));

    OrderCsv named =
        switch (column) {
          case "discount" -> settings().discount(column);
          case "cost" -> settings().cost(column);
          case "promotion" -> settings().promotion(column);
          default -> settings().channel(column);
        };
    OrderCsvException error = assertThrows(OrderCsvException.class, () -> read(named, file));
    assertEquals(place, error.getMessage());
    OrderCsvResult rest = read(named.skipBadRows(true), file);
    assertEquals(List.of(error.place()), rest.firstBadRows());
    assertEquals(2, rest.log().size());
    assertEquals(List.of(), rest.notes());
    assertTrue(
        rest.log().hasDiscounts()
            || rest.log().hasCosts()
            || rest.log().hasPromotions()
            || rest.log().hasChannels());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anOrderWithoutACostTakesTheCostsOfAll(boolean named) {
    String file =
        "customer,date,amount,cost\nann,2024-03-01,10,4\nbob,2024-03-02,1,\ncy,2024-03-03,3,\n";
    OrderCsvResult result = read(settings().cost(named ? "cost" : null), file);
    assertFalse(result.log().hasCosts());
    assertEquals(3, result.log().size());
    assertEquals(
        List.of(
            "orders.csv:3: cost \"\" must not be empty; costs count only if every order has one, so"
                + " the column is ignored"),
        result.notes());
  }

  @Test
  void aFileWithoutCostsTakesThoseOfTheOthers() throws IOException {
    org.clv4j.io.CsvSource with = source("customer,date,amount,cost\nann,2024-03-01,10,4\n");
    for (List<org.clv4j.io.CsvSource> files :
        List.of(List.of(with, source(PLAIN), with), List.of(source(PLAIN), with, with))) {
      OrderCsvResult result = settings().readAll(files);
      assertFalse(result.log().hasCosts());
      assertEquals(
          List.of(
              "orders.csv:1: not all files have a cost column; costs count only if every order has"
                  + " one, so the column is ignored"),
          result.notes());
    }
    assertTrue(settings().readAll(List.of(with, with)).log().hasCosts());
  }

  @Test
  void labelsOfSeveralFilesAreOneList() throws IOException {
    OrderLog log =
        settings()
            .readAll(
                List.of(
                    source("customer,date,amount,channel\nann,2024-03-01,10,web\n"),
                    source(PLAIN),
                    source("customer,date,amount,source\nann,2024-03-01,10,app\n")))
            .log();
    assertEquals(List.of("app", "web"), log.channels());
    assertEquals(List.of(1, -1, 0), List.of(log.channel(0), log.channel(1), log.channel(2)));
  }

  @Test
  void besideAQuantityMoneyThatMayBeOfOnePieceIsNotRecognised() {
    String file =
        "customer,date,total,qty,cost,discount,total_discount\nann,2024-03-01,30,3,4,1,3\n";
    OrderCsvResult result = read(settings(), file);
    assertEquals(List.of("qty", "cost", "discount"), result.columns().get(0).ignored());
    assertEquals(300, result.log().discount(0));
    assertEquals(400, read(settings().cost("cost"), file).log().cost(0));
  }

  @Test
  void aColumnThatIsTakenOrDoubtfulIsNotRecognised() {
    assertEquals(
        Map.of("customer", "channel", "time", "date"),
        read(settings().customer("channel"), "channel,date,discount,cost\na,2024-03-01,x,y\n")
            .columns()
            .get(0)
            .used());
    assertFalse(
        read(settings(), "customer,date,Source,source\na,2024-03-01,x,y\n").log().hasChannels());
  }

  @Test
  void aNamedDetailMustBeThereAndHaveAnAmountBesideIt() {
    assertMessage(
        "orders.csv:1: there is no column \"rebate\"; the columns are [customer, date, amount]",
        settings().discount("rebate"),
        PLAIN);
    assertMessage(
        "orders.csv:1: the column \"amount\" cannot be both amount and cost",
        settings().cost("amount"),
        PLAIN);
    assertMessage(
        "orders.csv:1: no column looks like the amount, which a cost needs beside it; name it with"
            + " --amount, the columns are [customer, date, ek]",
        settings().cost("ek"),
        "customer,date,ek\nann,2024-03-01,1\n");
  }

  @Test
  void freeTextThatIsNoUtf8DoesNotMakeAFileFail() {
    byte[] latin =
        "customer,date,source\nann,2024-03-01,café\n".getBytes(StandardCharsets.ISO_8859_1);
    OrderCsvResult result = read(settings(), latin);
    assertEquals(1, result.log().size());
    assertFalse(result.log().hasChannels());
    assertEquals(1, result.notes().size());
  }

  private static void assertMessage(String message, OrderCsv settings, String file) {
    assertEquals(
        message, assertThrows(OrderCsvException.class, () -> read(settings, file)).getMessage());
  }
}
