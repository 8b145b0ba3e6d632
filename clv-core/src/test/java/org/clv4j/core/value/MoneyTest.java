package org.clv4j.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  private static final Currency EUR = Currency.getInstance("EUR");

  @ParameterizedTest
  @CsvSource({"12.34, EUR, 1234", "1234, JPY, 1234", "1.234, KWD, 1234", "0.5, XXX, 50"})
  void minorUnitsFollowTheCurrency(String amount, String code, long minor) {
    assertEquals(minor, Money.of(amount, code).minorUnits());
  }

  @Property
  void parseReadsWhatToStringWrites(@ForAll long minor) {
    for (String code : new String[] {"EUR", "JPY", "KWD", "XXX"}) {
      Money money = Money.ofMinor(minor, Currency.getInstance(code));
      assertEquals(money, Money.parse(money.toString()));
    }
  }

  @Property
  void decimalsGoInAndOutWithoutLoss(@ForAll long minor) {
    for (String code : new String[] {"JPY", "EUR", "KWD", "CLF"}) {
      Currency currency = Currency.getInstance(code);
      Money money = Money.ofMinor(minor, currency);
      assertEquals(money, Money.of(money.toBigDecimal(), currency));
      assertEquals(Money.scale(currency), money.toBigDecimal().scale());
      assertEquals(money, Money.of(money.toBigDecimal().setScale(20), currency));
    }
  }

  @Property
  void additionIsThatOfExactDecimals(
      @ForAll @LongRange(min = -1L << 61, max = 1L << 61) long a,
      @ForAll @LongRange(min = -1L << 61, max = 1L << 61) long b) {
    Money left = Money.ofMinor(a, EUR);
    Money right = Money.ofMinor(b, EUR);
    assertEquals(left.toBigDecimal().add(right.toBigDecimal()), left.plus(right).toBigDecimal());
    assertEquals(left, left.plus(right).minus(right));
    assertEquals(left.plus(right), right.plus(left));
    assertEquals(left.compareTo(right), Long.compare(a, b));
  }

  @Test
  void overflowIsAnError() {
    Money most = Money.ofMinor(Long.MAX_VALUE, EUR);
    Money cent = Money.ofMinor(1, EUR);
    assertThrows(ArithmeticException.class, () -> most.plus(cent));
    assertThrows(ArithmeticException.class, () -> most.times(2));
    assertThrows(ArithmeticException.class, () -> Money.ofMinor(Long.MIN_VALUE, EUR).negated());
    assertEquals(
        "amount must fit in a long of minor units, but was 1E+400",
        assertThrows(ArithmeticException.class, () -> Money.of(new BigDecimal("1e400"), EUR))
            .getMessage());
  }

  @Test
  void roundingHappensOnlyOnRequest() {
    BigDecimal amount = new BigDecimal("12.345");
    assertEquals(
        "amount must have at most 2 decimals in EUR, but was 12.345",
        assertThrows(ArithmeticException.class, () -> Money.of(amount, EUR)).getMessage());
    assertEquals(1234, Money.of(amount, EUR, RoundingMode.HALF_EVEN).minorUnits());
    assertEquals(1230, Money.of(new BigDecimal("12.3000"), EUR).minorUnits());
  }

  @Test
  void currenciesDoNotMix() {
    Money euro = Money.of("1.00", "EUR");
    Money dollar = Money.of("1.00", "USD");
    assertEquals(
        "currency must be EUR, but was USD",
        assertThrows(CurrencyMismatchException.class, () -> euro.plus(dollar)).getMessage());
    assertThrows(CurrencyMismatchException.class, () -> euro.minus(dollar));
    assertThrows(CurrencyMismatchException.class, () -> euro.compareTo(dollar));
  }

  @Test
  void signs() {
    assertTrue(Money.of("0.01", "EUR").negated().isNegative());
    assertTrue(Money.zero(EUR).isZero());
    assertEquals(12.34, Money.of("12.34", "EUR").majorUnits());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EUR", "EUR ", "EUR12", "EUR x", "ABCD 1", "ZZZ 1", "EUR NaN"})
  void othersTextsAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Money.parse(text));
  }

  @Test
  void aCurrencyWithoutMinorUnitsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Money.zero(Currency.getInstance("XAU")));
  }

  @Property
  void meansAreTheNearestDouble(
      @ForAll @LongRange(min = -(1L << 53), max = 1L << 53) long sum,
      @ForAll @IntRange(min = 1) int parts) {
    for (String code : List.of("JPY", "EUR", "KWD")) {
      Currency currency = Currency.getInstance(code);
      double nearest =
          BigDecimal.valueOf(sum, Money.scale(currency))
              .divide(BigDecimal.valueOf(parts), new MathContext(60))
              .doubleValue();
      assertEquals(nearest, Money.mean(sum, parts, currency));
    }
    assertThrows(
        IllegalArgumentException.class, () -> Money.mean(sum, 0, Currency.getInstance("EUR")));
  }

  @Test
  void hugeAndTinyExponentsAreRefusedOrRoundedAtOnce() {
    Currency eur = Currency.getInstance("EUR");
    for (String tiny : List.of("1e-400000000", "-1e-2000000000", "9e-4")) {
      BigDecimal amount = new BigDecimal(tiny);
      assertThrows(ArithmeticException.class, () -> Money.of(amount, eur));
      assertEquals(0, Money.of(amount, eur, RoundingMode.HALF_UP).minorUnits());
      assertEquals(amount.signum(), Money.of(amount, eur, RoundingMode.UP).minorUnits());
      assertEquals(
          amount.signum() > 0 ? 1 : 0, Money.of(amount, eur, RoundingMode.CEILING).minorUnits());
    }
    assertThrows(ArithmeticException.class, () -> Money.of(new BigDecimal("1e400000000"), eur));
  }
}
