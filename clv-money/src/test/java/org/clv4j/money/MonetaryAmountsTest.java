package org.clv4j.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Currency;
import javax.money.Monetary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.clv4j.core.value.Money;
import org.javamoney.moneta.CurrencyUnitBuilder;
import org.javamoney.moneta.FastMoney;
import org.javamoney.moneta.RoundedMoney;
import org.junit.jupiter.api.Test;

class MonetaryAmountsTest {
  /** Scales 0, 2 and 3; FastMoney has five decimals in a long. */
  @Property(tries = 200)
  void amountsGoThereAndBackWithoutLoss(@ForAll long minor) {
    for (String code : new String[] {"JPY", "EUR", "KWD", "XXX"}) {
      Money money = Money.ofMinor(minor, Currency.getInstance(code));
      assertEquals(money, MonetaryAmounts.toMoney(MonetaryAmounts.toMonetaryAmount(money)));
    }
  }

  @Property(tries = 200)
  void typesThatHoldFewerDigitsHoldWhatFits(
      @ForAll @LongRange(min = -(1L << 43), max = 1L << 43) long minor) {
    Money money = Money.ofMinor(minor, Currency.getInstance("KWD"));
    FastMoney fast =
        MonetaryAmounts.toMonetaryAmount(money, Monetary.getAmountFactory(FastMoney.class));
    assertEquals(money, MonetaryAmounts.toMoney(fast));
    RoundedMoney rounded =
        MonetaryAmounts.toMonetaryAmount(money, Monetary.getAmountFactory(RoundedMoney.class));
    assertEquals(money, MonetaryAmounts.toMoney(rounded));
  }

  @Test
  void theNumberIsTheSame() {
    Money money = Money.of("12.340", "KWD");
    assertEquals(
        0,
        MonetaryAmounts.toMonetaryAmount(money)
            .getNumber()
            .numberValueExact(BigDecimal.class)
            .compareTo(new BigDecimal("12.34")));
    assertEquals(
        Money.of("1500", "JPY"),
        MonetaryAmounts.toMoney(org.javamoney.moneta.Money.of(new BigDecimal("1500.00"), "JPY")));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals(
        "amount must have at most 2 decimals in EUR, but was 12.345",
        assertThrows(
                ArithmeticException.class,
                () ->
                    MonetaryAmounts.toMoney(
                        org.javamoney.moneta.Money.of(new BigDecimal("12.345"), "EUR")))
            .getMessage());
    assertThrows(
        ArithmeticException.class,
        () ->
            MonetaryAmounts.toMoney(org.javamoney.moneta.Money.of(new BigDecimal("1e30"), "EUR")));
    assertEquals(
        "currency must have minor units, but was XAU",
        assertThrows(
                IllegalArgumentException.class,
                () -> MonetaryAmounts.toMoney(org.javamoney.moneta.Money.of(1, "XAU")))
            .getMessage());
    org.javamoney.moneta.Money coin =
        org.javamoney.moneta.Money.of(
            1, CurrencyUnitBuilder.of("BTC", "test").setDefaultFractionDigits(8).build());
    assertEquals(
        "currency must be one of ISO 4217, but was BTC",
        assertThrows(IllegalArgumentException.class, () -> MonetaryAmounts.toMoney(coin))
            .getMessage());
    assertThrows(
        ArithmeticException.class,
        () ->
            MonetaryAmounts.toMonetaryAmount(
                Money.ofMinor(Long.MAX_VALUE, Currency.getInstance("JPY")),
                Monetary.getAmountFactory(FastMoney.class)));
  }
}
