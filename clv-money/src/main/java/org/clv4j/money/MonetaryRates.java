package org.clv4j.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;
import javax.money.MonetaryException;
import javax.money.convert.ConversionQuery;
import javax.money.convert.ConversionQueryBuilder;
import javax.money.convert.ExchangeRateProvider;
import javax.money.convert.RateType;
import org.clv4j.core.value.ExchangeRate;
import org.clv4j.core.value.RateProvider;
import org.jspecify.annotations.Nullable;

/**
 * Historic exchange rates from a provider of JSR 354, asked with the day of the order as a {@link
 * LocalDate}, which is how the reference implementation takes it.
 *
 * <p>A rate that states its own day ({@link LocalDate} in its context) has that day; one that does
 * not is taken for the rate of the day that was asked for. Therefore only providers of historic
 * rates will do: one of current rates alone would answer for today.
 */
public final class MonetaryRates implements RateProvider {
  private final ExchangeRateProvider provider;
  private final String name;

  private MonetaryRates(ExchangeRateProvider provider) {
    this.provider = provider;
    this.name = "JSR 354 provider " + provider.getContext().getProviderName();
  }

  /**
   * The rates of a provider.
   *
   * @param provider knows historic rates
   * @return its rates
   * @throws IllegalArgumentException if it does not say that it knows historic rates
   */
  public static MonetaryRates of(ExchangeRateProvider provider) {
    Objects.requireNonNull(provider, "provider must not be null");
    if (!provider.getContext().getRateTypes().contains(RateType.HISTORIC)) {
      throw new IllegalArgumentException(
          "provider must know historic rates, but "
              + provider.getContext().getProviderName()
              + " knows "
              + provider.getContext().getRateTypes());
    }
    return new MonetaryRates(provider);
  }

  @Override
  public @Nullable ExchangeRate rate(Currency from, Currency to, LocalDate day) {
    ConversionQuery query =
        ConversionQueryBuilder.of()
            .setBaseCurrency(from.getCurrencyCode())
            .setTermCurrency(to.getCurrencyCode())
            .setRateTypes(RateType.HISTORIC)
            .set(LocalDate.class, day)
            .build();
    javax.money.convert.ExchangeRate found;
    try {
      found = provider.getExchangeRate(query);
    } catch (MonetaryException e) {
      // Moneta's historic providers throw it plain, others a CurrencyConversionException.
      return null;
    }
    if (found == null) {
      return null;
    }
    LocalDate stated = found.getContext().get(LocalDate.class);
    return ExchangeRate.of(
        MonetaryAmounts.currency(found.getBaseCurrency()),
        MonetaryAmounts.currency(found.getCurrency()),
        stated == null ? day : stated,
        found.getFactor().numberValueExact(BigDecimal.class),
        name);
  }
}
