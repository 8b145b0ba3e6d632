package org.clv4j.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import javax.money.MonetaryException;
import javax.money.convert.ConversionContextBuilder;
import javax.money.convert.ConversionQuery;
import javax.money.convert.CurrencyConversion;
import javax.money.convert.CurrencyConversionException;
import javax.money.convert.ExchangeRateProvider;
import javax.money.convert.ProviderContext;
import javax.money.convert.ProviderContextBuilder;
import javax.money.convert.RateType;
import org.clv4j.core.order.AppliedRate;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.ExchangeRate;
import org.clv4j.core.value.MissingRateException;
import org.clv4j.core.value.Money;
import org.javamoney.moneta.convert.ExchangeRateBuilder;
import org.javamoney.moneta.spi.DefaultNumberValue;
import org.junit.jupiter.api.Test;

class MonetaryRatesTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency USD = Currency.getInstance("USD");
  private static final LocalDate FRIDAY = LocalDate.of(2024, 3, 1);

  /** Dollars to euros of some days; who asks for a weekend gets Friday's, which says so. */
  private record Dollars(RateType type, Map<LocalDate, BigDecimal> rates, boolean statesItsDay)
      implements ExchangeRateProvider {
    @Override
    public ProviderContext getContext() {
      return ProviderContextBuilder.of("dollars", type).build();
    }

    @Override
    public javax.money.convert.ExchangeRate getExchangeRate(ConversionQuery query) {
      LocalDate asked = query.get(LocalDate.class);
      LocalDate day = asked.minusDays(Math.max(0, asked.getDayOfWeek().getValue() - 5));
      if (rates.isEmpty()) {
        throw new MonetaryException("There is not exchange on day " + asked);
      }
      BigDecimal rate = rates.get(day);
      if (rate == null || !query.getBaseCurrency().getCurrencyCode().equals("USD")) {
        throw new CurrencyConversionException(
            query.getBaseCurrency(), query.getCurrency(), null, "no rate");
      }
      ConversionContextBuilder context = ConversionContextBuilder.create(getContext(), type);
      if (statesItsDay) {
        context.set(LocalDate.class, day);
      }
      return new ExchangeRateBuilder(context.build())
          .setBase(query.getBaseCurrency())
          .setTerm(query.getCurrency())
          .setFactor(DefaultNumberValue.of(rate))
          .build();
    }

    @Override
    public CurrencyConversion getCurrencyConversion(ConversionQuery query) {
      throw new UnsupportedOperationException();
    }
  }

  private static Dollars dollars(boolean statesItsDay) {
    return new Dollars(RateType.HISTORIC, Map.of(FRIDAY, new BigDecimal("0.9217")), statesItsDay);
  }

  @Test
  void theRateOfADay() {
    assertEquals(
        ExchangeRate.of(USD, EUR, FRIDAY, new BigDecimal("0.9217"), "JSR 354 provider dollars"),
        MonetaryRates.of(dollars(false)).required(USD, EUR, FRIDAY));
  }

  @Test
  void aRateHasTheDayThatItStates() {
    LocalDate sunday = FRIDAY.plusDays(2);
    assertEquals(FRIDAY, MonetaryRates.of(dollars(true)).required(USD, EUR, sunday).day());
    assertEquals(sunday, MonetaryRates.of(dollars(false)).required(USD, EUR, sunday).day());
  }

  @Test
  void aMissingRateIsMissing() {
    MonetaryRates rates = MonetaryRates.of(dollars(true));
    assertNull(rates.rate(EUR, USD, FRIDAY));
    assertEquals(
        "a rate from USD to EUR must be known of 2024-02-29, but is missing",
        assertThrows(
                MissingRateException.class, () -> rates.required(USD, EUR, FRIDAY.minusDays(1)))
            .getMessage());
  }

  /** As Moneta's providers of the ECB and of the IMF say it. */
  @Test
  void aMissingRateMayBeSaidByAPlainException() {
    Dollars none = new Dollars(RateType.HISTORIC, Map.of(), true);
    assertNull(MonetaryRates.of(none).rate(USD, EUR, FRIDAY));
  }

  @Test
  void ordersAreConverted() {
    OrderLog log =
        List.of(new Order("ann", FRIDAY, Money.of("100.00", "USD"))).stream()
            .collect(OrderLog.collector(EUR, MonetaryRates.of(dollars(true))));
    assertEquals(9217, log.amount(0));
    assertEquals(
        "1 order converted, USD 1, at 1 rate of JSR 354 provider dollars",
        AppliedRate.describe(log.appliedRates()));
  }

  @Test
  void currentRatesWillNotDo() {
    Dollars current = new Dollars(RateType.DEFERRED, Map.of(), false);
    assertEquals(
        "provider must know historic rates, but dollars knows [DEFERRED]",
        assertThrows(IllegalArgumentException.class, () -> MonetaryRates.of(current)).getMessage());
  }
}
