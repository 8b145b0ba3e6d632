package org.clv4j.core.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount of one currency.
 *
 * <p>The amount is a whole number of minor units, for example 1234 for EUR 12.34, 1234 for JPY 1234
 * and 1234 for KWD 1.234. Arithmetic is exact; a result outside the range of a {@code long} is an
 * {@link ArithmeticException} and two currencies never mix. An estimate (a forecast, a mean) is a
 * {@code double} in major units, never a {@code Money}.
 *
 * @param minorUnits the amount in minor units
 * @param currency its currency; {@link #UNSTATED} where the data name none
 */
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {

  /** ISO 4217 {@code XXX}: the data name no currency. Its amounts have two decimals here. */
  public static final Currency UNSTATED = Currency.getInstance("XXX");

  private static final double[] POWER_OF_TEN = {1, 10, 100, 1000, 10_000};

  /** Checks that the currency has minor units (precious metals and test codes have none). */
  public Money {
    scale(currency);
  }

  /**
   * The number of decimals of a currency: 2 for EUR, 0 for JPY, 3 for KWD, 2 for {@link #UNSTATED}.
   *
   * @param currency the currency
   * @return the number of digits after the decimal point
   * @throws IllegalArgumentException if the currency has no minor unit, like gold (XAU)
   */
  public static int scale(Currency currency) {
    Objects.requireNonNull(currency, "currency must not be null");
    if (currency.equals(UNSTATED)) {
      return 2;
    }
    int digits = currency.getDefaultFractionDigits();
    if (digits < 0) {
      throw new IllegalArgumentException("currency must have minor units, but was " + currency);
    }
    return digits;
  }

  /**
   * An amount in minor units.
   *
   * @param minorUnits for example 1234 for EUR 12.34
   * @param currency the currency
   * @return the amount
   */
  public static Money ofMinor(long minorUnits, Currency currency) {
    return new Money(minorUnits, currency);
  }

  /**
   * Nothing, in a currency.
   *
   * @param currency the currency
   * @return 0
   */
  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * An amount in major units, exactly.
   *
   * @param amount for example 12.34; trailing zeros do not matter
   * @param currency the currency
   * @return the amount
   * @throws ArithmeticException if the amount has more decimals than the currency or overflows
   */
  public static Money of(BigDecimal amount, Currency currency) {
    return of(amount, currency, RoundingMode.UNNECESSARY);
  }

  /**
   * An amount in major units, rounded to the currency's decimals.
   *
   * @param amount for example 12.345
   * @param currency the currency
   * @param rounding how to round
   * @return the amount
   * @throws ArithmeticException if rounding is needed but {@code UNNECESSARY}, or on overflow
   */
  public static Money of(BigDecimal amount, Currency currency, RoundingMode rounding) {
    int scale = scale(currency);
    // The exponents first: setScale of 1e400000000 or 1e-400000000 would fill the memory with
    // digits.
    long digitsBeforePoint = (long) amount.precision() - amount.scale();
    if (amount.signum() != 0 && digitsBeforePoint > 20) {
      throw new ArithmeticException("amount must fit in a long of minor units, but was " + amount);
    }
    boolean tiny = amount.signum() != 0 && digitsBeforePoint < -scale - 1;
    if (tiny && rounding == RoundingMode.UNNECESSARY) {
      throw new ArithmeticException(
          "amount must have at most " + scale + " decimals in " + currency + ", but was " + amount);
    }
    // All amounts nearer to 0 than a tenth of a minor unit round alike.
    BigDecimal rounded = tiny ? BigDecimal.valueOf(amount.signum(), scale + 2) : amount;
    try {
      return new Money(
          rounded.setScale(scale, rounding).unscaledValue().longValueExact(), currency);
    } catch (ArithmeticException e) {
      String rule =
          amount.stripTrailingZeros().scale() > scale && rounding == RoundingMode.UNNECESSARY
              ? "amount must have at most " + scale + " decimals in " + currency
              : "amount must fit in a long of minor units";
      throw new ArithmeticException(rule + ", but was " + amount);
    }
  }

  /**
   * An amount in major units, exactly.
   *
   * @param amount a decimal number, for example {@code "12.34"}
   * @param currencyCode an ISO 4217 code, for example {@code "EUR"}
   * @return the amount
   * @throws IllegalArgumentException if the number or the code is none
   * @throws ArithmeticException as {@link #of(BigDecimal, Currency)}
   */
  public static Money of(String amount, String currencyCode) {
    return parse(currencyCode + " " + amount);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @param text for example {@code "EUR 12.34"}
   * @return the amount
   * @throws IllegalArgumentException if the text is not a code, one space and a decimal number
   * @throws ArithmeticException as {@link #of(BigDecimal, Currency)}
   */
  public static Money parse(String text) {
    int space = text.indexOf(' ');
    if (space == 3) {
      try {
        return of(
            new BigDecimal(text.substring(space + 1)), Currency.getInstance(text.substring(0, 3)));
      } catch (IllegalArgumentException e) {
        throw notMoney(text, e);
      }
    }
    throw notMoney(text, null);
  }

  private static IllegalArgumentException notMoney(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "money must look like \"EUR 12.34\", but was \"" + text + "\"", cause);
  }

  /**
   * The sum.
   *
   * @param other an amount of the same currency
   * @return this + other
   * @throws CurrencyMismatchException if the currencies differ
   * @throws ArithmeticException on overflow
   */
  public Money plus(Money other) {
    requireSameCurrency(other);
    return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
  }

  /**
   * The difference.
   *
   * @param other an amount of the same currency
   * @return this - other
   * @throws CurrencyMismatchException if the currencies differ
   * @throws ArithmeticException on overflow
   */
  public Money minus(Money other) {
    requireSameCurrency(other);
    return new Money(Math.subtractExact(minorUnits, other.minorUnits), currency);
  }

  /**
   * A whole multiple.
   *
   * @param factor how many times
   * @return this x factor
   * @throws ArithmeticException on overflow
   */
  public Money times(long factor) {
    return new Money(Math.multiplyExact(minorUnits, factor), currency);
  }

  /**
   * The amount with the other sign.
   *
   * @return -this
   * @throws ArithmeticException on overflow
   */
  public Money negated() {
    return new Money(Math.negateExact(minorUnits), currency);
  }

  /**
   * Whether the amount is below 0.
   *
   * @return true if it is
   */
  public boolean isNegative() {
    return minorUnits < 0;
  }

  /**
   * Whether the amount is 0.
   *
   * @return true if it is
   */
  public boolean isZero() {
    return minorUnits == 0;
  }

  /**
   * The amount in major units, with the currency's number of decimals.
   *
   * @return for example 12.34
   */
  public BigDecimal toBigDecimal() {
    return BigDecimal.valueOf(minorUnits, scale(currency));
  }

  /**
   * The amount in major units as the nearest {@code double}, for models and means.
   *
   * @return for example 12.34
   */
  public double majorUnits() {
    return majorUnits((double) minorUnits, currency);
  }

  /**
   * A sum shared out, in major units.
   *
   * @param minorUnits the sum
   * @param parts how many share it, above 0
   * @param currency the currency
   * @return for example 12.345 for 24690 and 20: {@code minorUnits} / ({@code parts} x 10^{@link
   *     #scale scale}), rounded once where the sum has at most 53 bits
   */
  public static double mean(long minorUnits, long parts, Currency currency) {
    if (parts <= 0) {
      throw new IllegalArgumentException("parts must be positive, but was " + parts);
    }
    return minorUnits / (parts * POWER_OF_TEN[scale(currency)]);
  }

  /**
   * An estimate in minor units, such as a quantile of amounts, in major units.
   *
   * @param minorUnits for example 1234.5
   * @param currency the currency
   * @return for example 12.345: {@code minorUnits} / 10^{@link #scale scale}, rounded once
   */
  public static double majorUnits(double minorUnits, Currency currency) {
    return minorUnits / POWER_OF_TEN[scale(currency)];
  }

  /**
   * Compares two amounts of the same currency.
   *
   * @throws CurrencyMismatchException if the currencies differ
   */
  @Override
  public int compareTo(Money other) {
    requireSameCurrency(other);
    return Long.compare(minorUnits, other.minorUnits);
  }

  private void requireSameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new CurrencyMismatchException(currency, other.currency);
    }
  }

  /** The code and the amount, for example {@code EUR 12.34}; {@link #parse} reads it. */
  @Override
  public String toString() {
    return currency + " " + toBigDecimal().toPlainString();
  }
}
