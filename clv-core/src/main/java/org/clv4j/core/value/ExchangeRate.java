package org.clv4j.core.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;
import org.clv4j.core.internal.Check;

/**
 * What one currency was worth in another on a day: {@code per} units of {@code from} for {@code
 * rate} units of {@code to}.
 *
 * <p>For example EUR 1 for USD 1.0956, or, as some central banks quote, JPY 100 for CZK 15.62. A
 * rate is a ratio of two decimal numbers, so that the inverse and the product of rates are exact.
 *
 * @param from the currency that is converted
 * @param to the currency that it becomes
 * @param day the day whose rate this is
 * @param rate units of {@code to}, above 0
 * @param per units of {@code from} that they are worth, above 0; usually 1
 * @param source where the rate comes from, not blank
 */
public record ExchangeRate(
    Currency from, Currency to, LocalDate day, BigDecimal rate, BigDecimal per, String source) {

  /** A rate is rounded in a conversion only, and that once. */
  private static final int MOST_DIGITS = 100;

  /**
   * Checks the rules above and that the currencies differ and have minor units.
   *
   * @throws IllegalArgumentException if a rule is broken, or a number has more than 100 digits
   *     before or after the point
   */
  public ExchangeRate {
    requireCurrency(from);
    requireCurrency(to);
    if (from.equals(to)) {
      throw new IllegalArgumentException("currencies of a rate must differ, but were both " + to);
    }
    Objects.requireNonNull(day, "day must not be null");
    rate = plain(rate, "rate");
    per = plain(per, "per");
    Check.notBlank(source, "source");
  }

  private static void requireCurrency(Currency currency) {
    Money.scale(currency);
    if (currency.equals(Money.UNSTATED)) {
      throw new IllegalArgumentException(
          "currency of a rate must be stated, but was " + currency + ", which is none");
    }
  }

  private static BigDecimal plain(BigDecimal number, String name) {
    if (number.signum() <= 0) {
      throw new IllegalArgumentException(name + " must be above 0, but was " + number);
    }
    BigDecimal stripped = number.stripTrailingZeros();
    long digitsBeforePoint = (long) stripped.precision() - stripped.scale();
    if (stripped.scale() > MOST_DIGITS || digitsBeforePoint > MOST_DIGITS) {
      throw new IllegalArgumentException(
          name + " must have at most " + MOST_DIGITS + " digits before and after the point");
    }
    return stripped;
  }

  /**
   * What one unit is worth.
   *
   * @param from the currency that is converted
   * @param to the currency that it becomes
   * @param day the day whose rate this is
   * @param rate units of {@code to} for one of {@code from}, above 0
   * @param source where the rate comes from, not blank
   * @return the rate
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static ExchangeRate of(
      Currency from, Currency to, LocalDate day, BigDecimal rate, String source) {
    return new ExchangeRate(from, to, day, rate, BigDecimal.ONE, source);
  }

  /**
   * The way back, exactly: {@code rate} units of {@code to} for {@code per} of {@code from}.
   *
   * @return the rate from {@code to} to {@code from}; its source says that it is an inverse
   */
  public ExchangeRate inverse() {
    return new ExchangeRate(to, from, day, per, rate, source + ", inverse");
  }

  /**
   * A rate by way of a third currency, exactly: the product of both.
   *
   * @param next a rate of the same day from the currency that this one leads to
   * @return the rate from {@code from} to {@code next.to}; its source names the way
   * @throws IllegalArgumentException if the days differ or the numbers become too long
   * @throws CurrencyMismatchException if {@code next} starts from another currency
   */
  public ExchangeRate then(ExchangeRate next) {
    if (!to.equals(next.from)) {
      throw new CurrencyMismatchException(to, next.from);
    }
    if (!day.equals(next.day)) {
      throw new IllegalArgumentException(
          "rates of one conversion must be of one day, but were of " + day + " and " + next.day);
    }
    String way = source.equals(next.source) ? source : source + "; " + next.source;
    return new ExchangeRate(
        from,
        next.to,
        day,
        rate.multiply(next.rate),
        per.multiply(next.per),
        way + ", by way of " + to);
  }

  /**
   * Converts an amount: amount x rate / per, rounded once to the minor units of {@code to}, half to
   * even.
   *
   * @param amount in {@code from}
   * @return the amount in {@code to}; 0 where it is half a minor unit or less
   * @throws CurrencyMismatchException if the amount is in another currency
   * @throws ArithmeticException if the result does not fit in a long of minor units
   */
  public Money convert(Money amount) {
    if (!amount.currency().equals(from)) {
      throw new CurrencyMismatchException(from, amount.currency());
    }
    BigDecimal converted =
        amount.toBigDecimal().multiply(rate).divide(per, Money.scale(to), RoundingMode.HALF_EVEN);
    return Money.of(converted, to);
  }

  /**
   * What one unit of {@code from} is worth, to show it.
   *
   * @return {@code rate} / {@code per}, to 16 digits where it has more
   */
  public BigDecimal value() {
    return per.compareTo(BigDecimal.ONE) == 0
        ? rate
        : rate.divide(per, MathContext.DECIMAL64).stripTrailingZeros();
  }

  /** For example {@code EUR 1 = USD 1.0956 of 2024-03-01 (ecb.csv)}. */
  @Override
  public String toString() {
    return from + " 1 = " + to + " " + value().toPlainString() + " of " + day + " (" + source + ")";
  }
}
