package org.clv4j.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeRateTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency USD = Currency.getInstance("USD");
  private static final Currency GBP = Currency.getInstance("GBP");
  private static final LocalDate FRIDAY = LocalDate.of(2024, 3, 1);
  private static final LocalDate SUNDAY = LocalDate.of(2024, 3, 3);

  private static ExchangeRate rate(String from, String to, String rate) {
    return ExchangeRate.of(
        Currency.getInstance(from), Currency.getInstance(to), FRIDAY, new BigDecimal(rate), "test");
  }

  /** By hand; 1.005, 1.015 and 2.5 are ties, which go to the even neighbour. */
  @ParameterizedTest
  @CsvSource({
    "EUR 12.34,  1.0956,   USD 13.52", // 13.519704
    "JPY 1500,   0.006132, EUR 9.20", // 9.198
    "EUR 9.20,   163.08,   JPY 1500", // 1500.336
    "KWD 1.234,  3.2516,   USD 4.01", // 4.0124744
    "USD 4.01,   0.30754,  KWD 1.233", // 1.2332354
    "JPY 1000,   0.00205,  KWD 2.050",
    "KWD 0.001,  487.5,    JPY 0", // 0.4875
    "EUR 1.00,   1.005,    USD 1.00",
    "EUR 1.00,   1.015,    USD 1.02",
    "EUR 1.00,   2.5,      JPY 2",
    "EUR -1.00,  1.015,    USD -1.02",
    "EUR 0.00,   1.015,    USD 0.00"
  })
  void anAmountIsRoundedOnceHalfToEven(String amount, String rate, String expected) {
    Money from = Money.parse(amount);
    Money to = Money.parse(expected);
    ExchangeRate applied =
        ExchangeRate.of(from.currency(), to.currency(), FRIDAY, new BigDecimal(rate), "by hand");
    assertEquals(to, applied.convert(from));
  }

  /** The nearest number of minor units in exact fractions of whole numbers. */
  @Property
  void aConversionIsTheNearestWholeNumberOfMinorUnits(
      @ForAll @LongRange(min = -1L << 50, max = 1L << 50) long minor,
      @ForAll @LongRange(min = 1, max = 1L << 30) long rate,
      @ForAll @IntRange(min = 0, max = 12) int scale,
      @ForAll @LongRange(min = 1, max = 1000) long per) {
    for (String from : new String[] {"JPY", "USD", "KWD"}) {
      for (String to : new String[] {"KRW", "EUR", "BHD"}) {
        Currency a = Currency.getInstance(from);
        Currency b = Currency.getInstance(to);
        ExchangeRate applied =
            new ExchangeRate(
                a, b, FRIDAY, BigDecimal.valueOf(rate, scale), BigDecimal.valueOf(per), "test");
        BigInteger numerator =
            BigInteger.valueOf(minor)
                .multiply(BigInteger.valueOf(rate))
                .multiply(BigInteger.TEN.pow(Money.scale(b)));
        BigInteger denominator =
            BigInteger.valueOf(per).multiply(BigInteger.TEN.pow(scale + Money.scale(a)));
        BigInteger nearest =
            new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
        if (nearest.bitLength() < 64) {
          assertEquals(
              nearest.longValueExact(), applied.convert(Money.ofMinor(minor, a)).minorUnits());
        } else {
          assertThrows(ArithmeticException.class, () -> applied.convert(Money.ofMinor(minor, a)));
        }
      }
    }
  }

  /** USD 1.0956 to the euro and GBP 0.85510: USD 109.56 are EUR 100 exactly, and GBP 85.51. */
  @Test
  void inverseAndCrossRatesAreExact() {
    ExchangeRate toDollar = rate("EUR", "USD", "1.0956");
    ExchangeRate toPound = rate("EUR", "GBP", "0.85510");
    assertEquals(Money.of("100.00", "EUR"), toDollar.inverse().convert(Money.of("109.56", "USD")));
    ExchangeRate cross = toDollar.inverse().then(toPound);
    assertEquals(Money.of("85.51", "GBP"), cross.convert(Money.of("109.56", "USD")));
    assertEquals("test, inverse; test, by way of EUR", cross.source());
    assertEquals(
        "USD 1 = EUR 0.9127418765972983 of 2024-03-01 (test, inverse)",
        toDollar.inverse().toString());
    assertEquals("EUR 1 = GBP 0.8551 of 2024-03-01 (test)", toPound.toString());
    assertEquals(toDollar.rate(), toDollar.inverse().inverse().rate());
  }

  @Test
  void ratesOfAHundredUnits() {
    ExchangeRate yen =
        new ExchangeRate(
            Currency.getInstance("JPY"),
            Currency.getInstance("CZK"),
            FRIDAY,
            new BigDecimal("15.620"),
            new BigDecimal("100"),
            "central bank");
    assertEquals(Money.of("781.00", "CZK"), yen.convert(Money.of("5000", "JPY")));
    assertEquals("JPY 1 = CZK 0.1562 of 2024-03-01 (central bank)", yen.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "0.000", "1e101", "1e-101", "1e400000000", "1e-400000000"})
  void noRateIsThatOne(String number) {
    assertThrows(IllegalArgumentException.class, () -> rate("EUR", "USD", number));
  }

  @Test
  void badRatesAreRefused() {
    assertMessage(
        "currencies of a rate must differ, but were both EUR", () -> rate("EUR", "EUR", "1"));
    assertMessage(
        "currency of a rate must be stated, but was XXX, which is none",
        () -> rate("XXX", "EUR", "1"));
    assertMessage(
        "currency must have minor units, but was XAU", () -> rate("EUR", "XAU", "0.0005"));
    assertMessage("rate must be above 0, but was -1.5", () -> rate("EUR", "USD", "-1.5"));
    assertMessage(
        "source must not be blank", () -> ExchangeRate.of(EUR, USD, FRIDAY, BigDecimal.ONE, " "));
    assertMessage(
        "currency must be EUR, but was GBP",
        () -> rate("EUR", "USD", "1.1").convert(Money.of("1", "GBP")));
    assertMessage(
        "currency must be USD, but was GBP",
        () -> rate("EUR", "USD", "1.1").then(rate("GBP", "USD", "1.2")));
    ExchangeRate later =
        ExchangeRate.of(USD, GBP, FRIDAY.plusDays(3), new BigDecimal("0.79"), "test");
    assertMessage(
        "rates of one conversion must be of one day, but were of 2024-03-01 and 2024-03-04",
        () -> rate("EUR", "USD", "1.1").then(later));
    assertThrows(
        ArithmeticException.class,
        () -> rate("EUR", "USD", "1.1").convert(Money.ofMinor(Long.MAX_VALUE, EUR)));
  }

  private static DailyRates.Builder ecb() {
    return DailyRates.builder("ecb.csv")
        .add(FRIDAY, EUR, USD, new BigDecimal("1.0813"))
        .add(FRIDAY, EUR, GBP, new BigDecimal("0.85590"))
        .add(FRIDAY.minusDays(1), EUR, GBP, new BigDecimal("0.85480"));
  }

  @Test
  void onlyWhatTheTableSaysCountsUnlessMoreIsAskedFor() {
    DailyRates rates = ecb().build();
    assertEquals(
        ExchangeRate.of(EUR, USD, FRIDAY, new BigDecimal("1.0813"), "ecb.csv"),
        rates.required(EUR, USD, FRIDAY));
    assertNull(rates.rate(EUR, USD, SUNDAY));
    assertNull(rates.rate(USD, EUR, FRIDAY));
    assertNull(rates.withInverses().rate(USD, GBP, FRIDAY));
    assertNull(rates.withCrossRates(EUR).rate(USD, GBP, FRIDAY));
    assertMessage(
        "a rate from USD to EUR must be known of 2024-03-01, but is missing",
        () -> rates.required(USD, EUR, FRIDAY));
    assertEquals(3, rates.size());
  }

  @Test
  void theLastKnownRateHasItsOwnDay() {
    DailyRates rates = ecb().build().lastKnownWithin(2);
    assertEquals(FRIDAY, rates.required(EUR, USD, SUNDAY).day());
    assertEquals(new BigDecimal("0.8559"), rates.required(EUR, GBP, SUNDAY).rate());
    assertThrows(MissingRateException.class, () -> rates.required(EUR, USD, SUNDAY.plusDays(1)));
    assertThrows(MissingRateException.class, () -> rates.required(EUR, USD, FRIDAY.minusDays(1)));
  }

  @Test
  void crossRatesAreOfOneDay() {
    DailyRates rates = ecb().build().withInverses().withCrossRates(EUR);
    ExchangeRate cross = rates.required(USD, GBP, FRIDAY);
    assertEquals(Money.of("85.59", "GBP"), cross.convert(Money.of("108.13", "USD")));
    assertEquals("ecb.csv, inverse; ecb.csv, by way of EUR", cross.source());
    assertNull(rates.rate(USD, GBP, FRIDAY.minusDays(1)));
    assertEquals(FRIDAY, rates.lastKnownWithin(5).required(USD, GBP, SUNDAY).day());
  }

  @Test
  void theTableCountsBeforeAnInverse() {
    DailyRates rates = ecb().add(FRIDAY, USD, EUR, new BigDecimal("0.92")).build().withInverses();
    assertEquals(new BigDecimal("0.92"), rates.required(USD, EUR, FRIDAY).value());
  }

  @Test
  void aDayHasOneRate() {
    DailyRates.Builder builder = ecb().add(FRIDAY, EUR, USD, new BigDecimal("1.08130"));
    assertMessage(
        "a day must have one rate between two currencies, but has EUR 1 = USD 1.0813 of 2024-03-01"
            + " (ecb.csv) and EUR 1 = USD 1.09 of 2024-03-01 (ecb.csv)",
        () -> builder.add(FRIDAY, EUR, USD, new BigDecimal("1.09")));
    assertEquals(3, builder.build().size());
    assertMessage(
        "days must be between 0 and 366, but was 367", () -> builder.build().lastKnownWithin(367));
    assertMessage("source must not be blank", () -> DailyRates.builder(""));
  }

  @Test
  void aProviderThatAnswersAnotherQuestionIsNotBelieved() {
    RateProvider today =
        (from, to, day) -> ExchangeRate.of(from, to, SUNDAY, BigDecimal.ONE, "today's");
    assertEquals(
        "a rate from USD to EUR must be of 2024-03-01 or before, but was USD 1 = EUR 1 of"
            + " 2024-03-03 (today's)",
        assertThrows(IllegalStateException.class, () -> today.required(USD, EUR, FRIDAY))
            .getMessage());
    RateProvider reversed =
        (from, to, day) -> ExchangeRate.of(to, from, day, BigDecimal.ONE, "reversed");
    assertThrows(IllegalStateException.class, () -> reversed.required(USD, EUR, FRIDAY));
  }

  private static void assertMessage(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}
