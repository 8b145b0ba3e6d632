package org.clv4j.core.subscription;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;

/**
 * How often a subscription is billed: every so many days, weeks, months or years.
 *
 * @param count how many units, 1 to 1000
 * @param unit the unit
 */
public record BillingInterval(int count, PeriodUnit unit) {
  /** Every month. */
  public static final BillingInterval MONTHLY = new BillingInterval(1, PeriodUnit.MONTH);

  /** Every three months. */
  public static final BillingInterval QUARTERLY = new BillingInterval(3, PeriodUnit.MONTH);

  /** Every year. */
  public static final BillingInterval ANNUAL = new BillingInterval(1, PeriodUnit.YEAR);

  private static final Map<String, BillingInterval> NAMES =
      Map.of(
          "daily", new BillingInterval(1, PeriodUnit.DAY),
          "weekly", new BillingInterval(1, PeriodUnit.WEEK),
          "monthly", MONTHLY,
          "quarter", QUARTERLY,
          "quarterly", QUARTERLY,
          "semiannual", new BillingInterval(6, PeriodUnit.MONTH),
          "annual", ANNUAL,
          "yearly", ANNUAL);
  private static final Pattern COUNTED = Pattern.compile("(?:(\\d{1,4}) )?(day|week|month|year)s?");

  /** Checks the range. */
  public BillingInterval {
    Check.inRange(count, 1, 1000, "count of a billing interval");
    Objects.requireNonNull(unit, "unit must not be null");
  }

  /**
   * Reads an interval.
   *
   * @param text {@code month}, {@code 3 months}, {@code year} and so on, or daily, weekly, monthly,
   *     quarter, quarterly, semiannual, annual, yearly; in any case
   * @return the interval
   * @throws IllegalArgumentException if the text is none of them
   */
  public static BillingInterval parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    BillingInterval named = NAMES.get(lower);
    if (named != null) {
      return named;
    }
    Matcher matcher = COUNTED.matcher(lower);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "billing interval must look like month, 3 months or year, but was \"" + text + "\"");
    }
    int count = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
    return new BillingInterval(count, PeriodUnit.parse(matcher.group(2)));
  }

  /**
   * What an amount per interval is per month: amount x 30.4375 days / days of the interval, rounded
   * once to the minor unit, half to even. A year is twelve months, a week 7 / 30.4375 of one.
   *
   * @param amount per interval, in major units
   * @param currency its currency
   * @return per month
   * @throws ArithmeticException if it does not fit in a long of minor units
   */
  public Money perMonth(BigDecimal amount, Currency currency) {
    BigInteger parts = parts();
    return Money.of(
        perMonth(amount, parts)
            .divide(new BigDecimal(parts), Money.scale(currency), RoundingMode.HALF_EVEN),
        currency);
  }

  /**
   * The parts of an amount in which what it is per month always is a decimal number: a year has 12,
   * a quarter 3, a week 7. A common multiple of those of several intervals is one for all of them.
   *
   * @return above 0
   */
  public BigInteger parts() {
    int ofUnit =
        switch (unit) {
          case DAY, MONTH -> 1;
          case WEEK -> 7;
          case YEAR -> 12;
        };
    return BigInteger.valueOf((long) ofUnit * count);
  }

  /**
   * What an amount per interval is per month, exactly, in parts: amount x parts x 30.4375 / days of
   * the interval. Sums of it are exact too.
   *
   * @param amount per interval, in major units
   * @param parts a multiple of {@link #parts()}
   * @return so many times what it is per month
   * @throws ArithmeticException if it is no multiple and the number does not end
   */
  public BigDecimal perMonth(BigDecimal amount, BigInteger parts) {
    BigDecimal days = new BigDecimal(unit.days()).multiply(BigDecimal.valueOf(count));
    return amount
        .multiply(new BigDecimal(PeriodUnit.MONTH.days()))
        .multiply(new BigDecimal(parts))
        .divide(days);
  }

  /** For example {@code month} or {@code 3 months}; {@link #parse} reads it. */
  @Override
  public String toString() {
    return count == 1 ? unit.toString() : count + " " + unit + "s";
  }
}
