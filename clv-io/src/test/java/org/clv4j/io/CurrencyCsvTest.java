package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.DailyRates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrencyCsvTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency JPY = Currency.getInstance("JPY");
  private static final Currency USD = Currency.getInstance("USD");
  private static final LocalDate MARCH_1 = LocalDate.of(2024, 3, 1);

  private static final String RATES =
      """
      date,from,to,rate
      2024-03-01,USD,EUR,0.92
      2024-03-02,USD,EUR,0.93
      2024-03-01,JPY,EUR,0.0061
      2024-03-01,KWD,EUR,2.995
      """;

  /** In the form of the European Central Bank, with its last comma. */
  private static final String TABLE =
      """
      Date, USD, JPY, GBP,
      2024-03-04, 1.0846, N/A, 0.85590,
      2024-03-01, 1.0813, 162.78, ,
      """;

  private static org.clv4j.io.CsvSource rates(String content) {
    return new org.clv4j.io.CsvSource("rates.csv", CsvFiles.source(content).opener());
  }

  private static DailyRates read(String content) {
    try {
      return RateCsv.read(rates(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String error(OrderCsv settings, String orders) {
    return String.valueOf(
        assertThrows(OrderCsvException.class, () -> CsvFiles.read(settings, orders)).getMessage());
  }

  private static OrderCsv converting() {
    return new OrderCsv().currency(EUR).rates(read(RATES));
  }

  /**
   * By hand: USD 10.00 are 9.20 and 9.30, JPY 1000 are 6.10, KWD 1.234 are 3.70 (3.69583), and half
   * past midnight in Berlin is the day before in UTC.
   */
  @Test
  void rowsAreConvertedAtTheirLocalDay() {
    String orders =
        """
        customer,date,amount,currency
        ann,2024-03-01,10.00,USD
        ann,2024-03-02T00:30:00+01:00,10.00,USD
        bob,2024-03-02,10.00,USD
        bob,2024-03-01,1000,JPY
        bob,2024-03-01,1.234,KWD
        bob,2024-03-05,5.00,EUR
        """;
    OrderLog log = CsvFiles.read(converting(), orders).log();
    assertEquals(EUR, log.currency());
    assertEquals(
        List.of(920L, 920L, 930L, 610L, 370L, 500L),
        IntStream.range(0, log.size()).mapToObj(log::amount).toList());
    assertEquals(
        "2 orders of 2024-03-01 at USD 1 = EUR 0.92 of 2024-03-01 (rates.csv)",
        log.appliedRates().get(2).toString());
    assertEquals(4, log.appliedRates().size());
  }

  @Test
  void detailsAreConvertedToo() {
    String orders =
        """
        customer,date,amount,currency,discount,cost,coupon
        ann,2024-03-01,10.00,USD,5.00,2.50,SPRING
        bob,2024-03-01,1000,JPY,,100,
        """;
    OrderLog log = CsvFiles.read(converting(), orders).log();
    assertEquals(List.of(460L, 0L), List.of(log.discount(0), log.discount(1)));
    assertEquals(List.of(230L, 61L), List.of(log.cost(0), log.cost(1)));
    assertEquals(List.of("SPRING"), log.promotions());
  }

  /** The decimals of a currency count, not those of the analysis. */
  @Test
  void badRowsAreThoseOfTheirCurrency() {
    assertEquals(
        "orders.csv:2: amount \"10.5\" has more than 0 decimals, all that the currency has",
        error(converting(), "customer,date,amount,currency\nann,2024-03-01,10.5,JPY\n"));
    assertEquals(
        "orders.csv:2: currency \"EURO\" is not the code of a currency with minor units",
        error(converting(), "customer,date,amount,currency\nann,2024-03-01,10.5,EURO\n"));
    OrderCsvResult skipped =
        CsvFiles.read(
            converting().skipBadRows(true),
            "customer,date,amount,currency\nann,2024-03-01,10.5,JPY\nann,2024-03-01,1,USD\n");
    assertEquals(1, skipped.badRows());
    assertEquals(92, skipped.log().amount(0));
  }

  @Test
  void aMissingRateEndsTheReadingEvenWhereBadRowsAreSkipped() {
    String orders = "customer,date,amount,currency\nann,2024-03-01,1,USD\nbob,2024-03-02,100,JPY\n";
    String message =
        "orders.csv:3: currency \"JPY\" cannot be converted: a rate from JPY to EUR must be known"
            + " of 2024-03-02, but is missing";
    assertEquals(message, error(converting(), orders));
    assertEquals(message, error(converting().skipBadRows(true), orders));
    OrderCsv lastKnown = converting().rates(read(RATES).lastKnownWithin(1));
    assertEquals(61, CsvFiles.read(lastKnown, orders).log().amount(1));
    OrderCsv high = converting().rates(read("date,from,to,rate\n2024-03-01,USD,EUR,1000\n"));
    String most = "customer,date,amount,currency\nann,2024-03-01,90000000000000000,USD\n";
    assertEquals(
        "orders.csv:2: currency \"USD\" cannot be converted: amount must fit in a long of minor"
            + " units, but was 90000000000000000000.00",
        error(high.skipBadRows(true), most));
  }

  @Test
  void ratesNeedCurrencies() {
    assertEquals(
        "orders.csv:1: there must be a column of the currency, which rates need",
        error(converting(), "customer,date,amount\nann,2024-03-01,10\n"));
    assertEquals(
        "orders.csv:1: there must be a column of the amount, which rates need",
        error(converting(), "customer,date,currency\nann,2024-03-01,USD\n"));
    OrderCsv without = new OrderCsv().rates(read(RATES));
    assertEquals(
        "currency of the analysis must be stated where rates are, but is missing",
        assertThrows(
                IllegalArgumentException.class,
                () -> CsvFiles.read(without, "customer,date,amount,currency\n"))
            .getMessage());
  }

  @Test
  void aTableHasADayInEachRow() throws IOException {
    DailyRates table = RateCsv.read(rates(TABLE), EUR);
    assertEquals(4, table.size());
    assertEquals(
        "EUR 1 = USD 1.0846 of 2024-03-04 (rates.csv)",
        table.required(EUR, USD, LocalDate.of(2024, 3, 4)).toString());
    assertTrue(table.rate(EUR, JPY, LocalDate.of(2024, 3, 4)) == null);
    assertEquals(
        MARCH_1,
        table.withInverses().lastKnownWithin(3).required(JPY, EUR, LocalDate.of(2024, 3, 4)).day());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | rates.csv:1: the file is empty",
        "'day,from,to,rate' | rates.csv:1: \"[day, from, to, rate]\" must have the columns [date,"
            + " from, to, rate] once each; a table with a column for each currency needs its base"
            + " stated",
        "'date,from,to,rate,rate' | rates.csv:1: \"[date, from, to, rate, rate]\" must have the"
            + " columns [date, from, to, rate] once each; a table with a column for each currency"
            + " needs its base stated",
        "'date,from,to,rate#2024-03-01,USD,EUR' | rates.csv:2: the row has 3 fields, but the header"
            + " has 4",
        "'date,from,to,rate#01/03/2024,USD,EUR,1' | rates.csv:2: date \"01/03/2024\" may have the"
            + " day or the month first; state which with --date-format, for example dd/MM/yyyy or"
            + " MM/dd/yyyy",
        "'date,from,to,rate#2024-03-01,usd,EUR,1' | rates.csv:2: from \"usd\" is not the code of a"
            + " currency with minor units",
        "'date,from,to,rate#2024-03-01,USD,XAU,1' | rates.csv:2: to \"XAU\" is not the code of a"
            + " currency with minor units",
        "'date,from,to,rate#2024-03-01,USD,EUR,one' | rates.csv:2: rate \"one\" is not a number",
        "'date,from,to,rate#2024-03-01,USD,EUR,' | rates.csv:2: rate \"\" is not a number",
        "'date,from,to,rate#2024-03-01,USD,EUR,0' | rates.csv:2: rate \"0\" is no rate: rate must"
            + " be above 0, but was 0",
        "'date,from,to,rate#2024-03-01,USD,EUR,1e999999999' | rates.csv:2: rate \"1e999999999\" is"
            + " no rate: rate must have at most 100 digits before and after the point",
        "'date,from,to,rate#2024-03-01,EUR,EUR,1' | rates.csv:2: rate \"1\" is no rate: currencies"
            + " of a rate must differ, but were both EUR",
        "'date,from,to,rate#2024-03-01,USD,EUR,0.9#2024-03-01,USD,EUR,0.8' | rates.csv:3: rate"
            + " \"0.8\" is no rate: a day must have one rate between two currencies, but has USD 1"
            + " = EUR 0.9 of 2024-03-01 (rates.csv) and USD 1 = EUR 0.8 of 2024-03-01 (rates.csv)",
      })
  void badFilesAreNamedWithTheirPlace(String content, String message) {
    String lines = content.replace('#', '\n');
    assertEquals(message, assertThrows(OrderCsvException.class, () -> read(lines)).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'USD,JPY' | rates.csv:1: \"USD\" must be date, the first column of a table of rates",
        "'date,US$' | rates.csv:1: \"US$\" is not the code of a currency with minor units",
        "'date,USD#2024-03-01,n/a' | rates.csv:2: USD \"n/a\" is not a number",
        "'date,EUR#2024-03-01,1' | rates.csv:2: EUR \"1\" is no rate: currencies of a rate must"
            + " differ, but were both EUR",
        "'date,USD,USD#2024-03-01,1,2' | rates.csv:2: USD \"2\" is no rate: a day must have one"
            + " rate between two currencies, but has EUR 1 = USD 1 of 2024-03-01 (rates.csv) and"
            + " EUR 1 = USD 2 of 2024-03-01 (rates.csv)",
      })
  void badTablesAreNamedWithTheirPlace(String content, String message) {
    String lines = content.replace('#', '\n');
    assertEquals(
        message,
        assertThrows(OrderCsvException.class, () -> RateCsv.read(rates(lines), EUR)).getMessage());
  }

  /** It is found out when the book is closed, and told where the order stands. */
  @Test
  void aRateThatAnOrderOfAShopLacksHasAPlace() {
    String reason =
        "orders.csv:3: cannot be converted: order \"8\": a rate from USD to EUR must be known of"
            + " 2024-03-03, but is missing";
    String orders =
        """
        order_id,customer,date,amount,currency
        7,ann,2024-03-01,1,EUR
        8,ann,2024-03-03,1,USD
        """;
    ShopOrderCsv shop = new ShopOrderCsv().currency(EUR).rates(read(RATES)).skipBadRows(true);
    List<org.clv4j.io.CsvSource> source = List.of(CsvFiles.source(orders));
    assertEquals(
        reason, assertThrows(OrderCsvException.class, () -> shop.readAll(source)).getMessage());
    String payments =
        """
        id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID
        7,2024-03-01 10:00,10.00,0,eur,Paid,ann
        8,2024-03-03 10:00,10.00,0,usd,Paid,ann
        """;
    ShopExportCsv export = new ShopExportCsv(ShopPreset.STRIPE).currency(EUR).rates(read(RATES));
    List<org.clv4j.io.CsvSource> exported = List.of(CsvFiles.source(payments));
    assertEquals(
        reason, assertThrows(OrderCsvException.class, () -> export.readAll(exported)).getMessage());
  }
}
