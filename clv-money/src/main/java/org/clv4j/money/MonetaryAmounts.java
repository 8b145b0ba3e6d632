package org.clv4j.money;

import java.math.BigDecimal;
import java.util.Currency;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import javax.money.MonetaryAmountFactory;
import org.clv4j.core.value.Money;

/**
 * Amounts of JSR 354 to {@link Money} and back, without loss: what does not fit is refused, nothing
 * is rounded.
 *
 * @see <a href="https://jcp.org/en/jsr/detail?id=354">JSR 354</a>
 */
public final class MonetaryAmounts {
  private MonetaryAmounts() {}

  /**
   * An amount of JSR 354 as money.
   *
   * @param amount the amount
   * @return the same amount
   * @throws IllegalArgumentException if its currency is none of ISO 4217 with minor units
   * @throws ArithmeticException if it has more decimals than the currency, or does not fit in a
   *     long of minor units
   */
  public static Money toMoney(MonetaryAmount amount) {
    return Money.of(
        amount.getNumber().numberValueExact(BigDecimal.class), currency(amount.getCurrency()));
  }

  /**
   * Money as an amount of JSR 354, of the type that is the default there.
   *
   * @param money the amount
   * @return the same amount
   * @throws ArithmeticException if that type cannot hold it
   * @throws javax.money.MonetaryException if no implementation of JSR 354 is there
   */
  public static MonetaryAmount toMonetaryAmount(Money money) {
    return toMonetaryAmount(money, Monetary.getDefaultAmountFactory());
  }

  /**
   * Money as an amount of JSR 354.
   *
   * @param money the amount
   * @param factory makes amounts of the type that is wanted
   * @param <T> that type
   * @return the same amount
   * @throws ArithmeticException if the type cannot hold it
   */
  public static <T extends MonetaryAmount> T toMonetaryAmount(
      Money money, MonetaryAmountFactory<T> factory) {
    T amount =
        factory
            .setCurrency(money.currency().getCurrencyCode())
            .setNumber(money.toBigDecimal())
            .create();
    if (amount.getNumber().numberValueExact(BigDecimal.class).compareTo(money.toBigDecimal())
        != 0) {
      throw new ArithmeticException(
          "amount must be held by "
              + factory.getAmountType().getSimpleName()
              + " without rounding, but "
              + money
              + " became "
              + amount);
    }
    return amount;
  }

  static Currency currency(CurrencyUnit unit) {
    Currency currency;
    try {
      currency = Currency.getInstance(unit.getCurrencyCode());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "currency must be one of ISO 4217, but was " + unit.getCurrencyCode(), e);
    }
    Money.scale(currency);
    return currency;
  }
}
