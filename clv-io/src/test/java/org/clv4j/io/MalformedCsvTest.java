package org.clv4j.io;

import static org.clv4j.io.CsvFiles.gzip;
import static org.clv4j.io.CsvFiles.read;
import static org.clv4j.io.CsvFiles.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.clv4j.core.order.Order;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad file gives a clear error, and a bad row among good ones can be left out and listed. */
class MalformedCsvTest {
  private static final String HEADER = "customer,date,amount,currency\n";
  private static final String GOOD = "ann,2024-03-01,12.34,EUR\n";
  private static final String MEGABYTE = "x".repeat(1 << 20);

  static Stream<Arguments> badRows() {
    return Stream.of(
        row(
            "not a number",
            "bob,2024-03-01,abc,EUR",
            "amount \"abc\" is not a plain decimal number"),
        row(
            "letter O for zero",
            "bob,2024-03-01,12.5O,EUR",
            "amount \"12.5O\" is not a plain decimal number"),
        row("NaN", "bob,2024-03-01,NaN,EUR", "amount \"NaN\" is not a plain decimal number"),
        row(
            "infinity",
            "bob,2024-03-01,Infinity,EUR",
            "amount \"Infinity\" is not a plain decimal number"),
        row("1e400", "bob,2024-03-01,1e400,EUR", "amount \"1e400\" is not a plain decimal number"),
        row(
            "hexadecimal",
            "bob,2024-03-01,0x10,EUR",
            "amount \"0x10\" is not a plain decimal number"),
        row(
            "currency sign",
            "bob,2024-03-01,€12,EUR",
            "amount \"€12\" is not a plain decimal number"),
        row("bare sign", "bob,2024-03-01,-,EUR", "amount \"-\" is not a plain decimal number"),
        row("bare point", "bob,2024-03-01,.,EUR", "amount \".\" is not a plain decimal number"),
        row(
            "two points",
            "bob,2024-03-01,1.2.3,EUR",
            "amount \"1.2.3\" is not a plain decimal number"),
        row(
            "Arabic digits",
            "bob,2024-03-01,١٢,EUR",
            "amount \"١٢\" is not a plain decimal number"),
        row("decimal comma", "bob,2024-03-01,\"12,5\",EUR", "amount \"12,5\" is not a number with"),
        row("groups", "bob,2024-03-01,\"1,234.50\",EUR", "another is stated with --decimal"),
        row("negative", "bob,2024-03-01,-5,EUR", "amount \"-5\" must not be negative"),
        row("third decimal", "bob,2024-03-01,1.005,EUR", "has more than 2 decimals"),
        row(
            "amount overflow",
            "bob,2024-03-01,92233720368547758.08,EUR",
            "must fit in a long of minor units"),
        row(
            "a thousand digits",
            "bob,2024-03-01," + "9".repeat(1000) + ",EUR",
            "must fit in a long of minor units"),
        row("no amount", "bob,2024-03-01,,EUR", "amount \"\" must not be empty"),
        row("no customer", ",2024-03-01,1,EUR", "customer \"\" must not be empty"),
        row("blank customer", "\"  \",2024-03-01,1,EUR", "customer \"\" must not be empty"),
        row("NUL in the customer", "b\0b,2024-03-01,1,EUR", "must not hold a NUL character"),
        row("no date", "bob,,1,EUR", "date \"\" must not be empty"),
        row("day or month", "bob,03/04/2021,1,EUR", "state which with --date-format"),
        row("short day or month", "bob,3.4.21,1,EUR", "state which with --date-format"),
        row("13th month", "bob,2024-13-01,1,EUR", "date \"2024-13-01\" is not a date"),
        row("30th of February", "bob,2024-02-30,1,EUR", "date \"2024-02-30\" is not a date"),
        row("29th of February", "bob,20230229,1,EUR", "date \"20230229\" is not a date"),
        row("day 0", "bob,2024-03-00,1,EUR", "date \"2024-03-00\" is not a date"),
        row("year 0", "bob,0000-01-01,1,EUR", "must be between 1900-01-01 and 2199-12-31"),
        row("year 9999", "bob,9999-12-31,1,EUR", "must be between 1900-01-01 and 2199-12-31"),
        row("five digits", "bob,12024-03-01,1,EUR", "is not a date"),
        row("seconds since 1970", "bob,1709251200,1,EUR", "is not a date"),
        row("hour 25", "bob,2024-03-01T25:00:00Z,1,EUR", "is not a date"),
        row("minute 60", "bob,2024-03-01T10:60,1,EUR", "is not a date"),
        row("no such zone", "bob,2024-03-01T10:00+01:00[Moon/Base],1,EUR", "is not a date"),
        row("offset of a week", "bob,2024-03-01T10:00+99:00,1,EUR", "is not a date"),
        row("word after the date", "bob,2024-03-01 noon,1,EUR", "is not a date"),
        row("another currency", "bob,2024-03-01,1,USD", "\"USD\" must be EUR"),
        row("no such currency", "bob,2024-03-01,1,EURO", "\"EURO\" is not the code"),
        row("gold", "bob,2024-03-01,1,XAU", "\"XAU\" is not the code of a currency with minor"),
        row("a field too few", "bob,2024-03-01,1", "the row has 3 fields, but the header has 4"),
        row("a field too many", "bob,2024-03-01,1,2,EUR", "the row has 5 fields"),
        Arguments.of(
            Named.of(
                "bytes that are no UTF-8",
                (HEADER + GOOD + "zoé,2024-03-01,1,EUR\n" + GOOD)
                    .getBytes(StandardCharsets.ISO_8859_1)),
            "holds bytes that are no characters"));
  }

  /** With a stated currency, so that a row in another one is a bad row and not a mixed file. */
  private static OrderCsv settings() {
    return new OrderCsv().currency(Currency.getInstance("EUR"));
  }

  private static Arguments row(String name, String line, String message) {
    return Arguments.of(Named.of(name, utf8(HEADER + GOOD + line + "\n" + GOOD)), message);
  }

  @ParameterizedTest
  @MethodSource("badRows")
  void aBadRowEndsTheReadingOrIsListed(byte[] file, String message) {
    OrderCsvException error = assertThrows(OrderCsvException.class, () -> read(settings(), file));
    String text = error.place().toString();
    assertEquals(text, error.getMessage());
    assertTrue(text.startsWith("orders.csv:3: "), text);
    assertTrue(text.contains(message), text);
    assertEquals(3, error.place().line());

    OrderCsvResult rest = read(settings().skipBadRows(true), file);
    assertEquals(List.of(error.place()), rest.firstBadRows());
    assertEquals(1, rest.badRows());
    assertEquals(3, rest.rows());
    assertEquals(
        read(settings(), utf8(HEADER + GOOD + GOOD)).log().orders().toList(),
        rest.log().orders().toList());
  }

  static Stream<Arguments> badFiles() {
    byte[] whole = gzip(HEADER + GOOD.repeat(50_000));
    byte[] damaged = whole.clone();
    damaged[damaged.length - 6] ^= 1;
    return Stream.of(
        file("empty", "", "orders.csv:1: the file is empty"),
        file("blank lines alone", "\n\n", "orders.csv:1: the first line must be the header"),
        file("header alone", HEADER, "there is a header, but no order"),
        file("no header", "1,2024-03-01,5\n", "no column looks like the customer"),
        file("missing column", "customer,amount\na,1\n", "no column looks like the time"),
        file(
            "two currencies",
            HEADER + GOOD + "bob,2024-03-01,1,USD\n",
            "orders.csv:3: currency \"USD\" must be EUR"),
        file("same name twice", "customer,date,date\na,1,1\n", "\"date\" stands there twice"),
        file("two spellings", "customer,date,DATE\na,1,1\n", "\"date\" stands there twice"),
        file("NUL in the header", "customer,da\0te\n", "NUL characters"),
        file("a quote in the header that never closes", "\"customer,date\n" + GOOD, "the header"),
        file("a long header", MEGABYTE + ",customer,date\n", "the header must end within"),
        file("a field of 10 MB", HEADER + GOOD + MEGABYTE.repeat(10) + ",x\n", "after this line"),
        file("a quote that never closes", HEADER + GOOD + "\"bob,2024-03-01\n", "Unclosed quoted"),
        file(
            "text behind a quote",
            HEADER + GOOD + "\"bob\"x,2024-03-01,1,EUR\n",
            "orders.csv:2: after this line, the file is no CSV: "),
        Arguments.of(
            Named.of("UTF-16 without a mark", HEADER.getBytes(StandardCharsets.UTF_16LE)),
            "is the file text, and in which charset?"),
        Arguments.of(
            Named.of("gzip cut off", Arrays.copyOf(whole, whole.length / 2)),
            "the gzip ends too early"),
        Arguments.of(
            Named.of("gzip cut off in its head", Arrays.copyOf(whole, 5)),
            "the gzip ends too early"),
        Arguments.of(Named.of("damaged gzip", damaged), "the gzip is damaged"),
        Arguments.of(Named.of("zip bytes", new byte[] {'P', 'K', 3, 4, 0, 0, 10}), "NUL"));
  }

  private static Arguments file(String name, String content, String message) {
    return Arguments.of(Named.of(name, utf8(content)), message);
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void aBadFileIsAlwaysAnError(byte[] file, String message) {
    for (boolean skip : new boolean[] {false, true}) {
      OrderCsvException error =
          assertThrows(OrderCsvException.class, () -> read(new OrderCsv().skipBadRows(skip), file));
      assertTrue(error.place().toString().contains(message), error.getMessage());
    }
  }

  @Test
  void thereAreAtLeastForty() {
    assertTrue(badRows().count() + badFiles().count() >= 40);
  }

  @Test
  void aColumnThatIsNamedMustBeThere() {
    OrderCsvException error =
        assertThrows(
            OrderCsvException.class, () -> read(new OrderCsv().amount("total"), HEADER + GOOD));
    assertEquals(
        "orders.csv:1: there is no column \"total\"; the columns are"
            + " [customer, date, amount, currency]",
        error.getMessage());
  }

  @Test
  void aColumnHasOneRole() {
    OrderCsvException error =
        assertThrows(
            OrderCsvException.class, () -> read(new OrderCsv().amount("date"), HEADER + GOOD));
    assertEquals(
        "orders.csv:1: the column \"date\" cannot be both time and amount", error.getMessage());
  }

  @Test
  void allRowsBadLeavesAnEmptyLogWithAmounts() {
    OrderCsvResult result =
        read(new OrderCsv().skipBadRows(true), HEADER + "bob,2024-03-01,x,EUR\n");
    assertEquals(List.<Order>of(), result.log().orders().toList());
    assertTrue(result.log().hasAmounts());
  }

  @Test
  void whatStandsInAnErrorIsShortAndPrintable() {
    BadRow bad = new BadRow("orders.csv", 7, "amount", "\u001b[31m" + "9".repeat(100), "is bad");
    assertEquals(
        "orders.csv:7: amount \"\\u001b[31m" + "9".repeat(55) + "…\" is bad", bad.toString());
  }
}
