package org.clv4j.core.value;

import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Knows exchange rates of past days; {@link DailyRates} is one from a table.
 *
 * <p>For the same question it must give the same answer. It is asked once for each currency and day
 * of a log, never for a currency and itself, and perhaps by several threads.
 */
@FunctionalInterface
public interface RateProvider {

  /**
   * The rate that an order of a day is converted at.
   *
   * @param from the currency to convert, another one than {@code to}
   * @param to the currency that it becomes
   * @param day the local day of the order
   * @return the rate, of that day or, if the provider says so, of an earlier one; null where it is
   *     missing, which is never 1
   */
  @Nullable ExchangeRate rate(Currency from, Currency to, LocalDate day);

  /**
   * The rate that an order of a day is converted at, checked.
   *
   * @param from the currency to convert, another one than {@code to}
   * @param to the currency that it becomes
   * @param day the local day of the order
   * @return the rate
   * @throws MissingRateException if there is none
   * @throws IllegalStateException if the provider answers with other currencies or a later day
   */
  default ExchangeRate required(Currency from, Currency to, LocalDate day) {
    ExchangeRate rate = rate(from, to, day);
    if (rate == null) {
      throw new MissingRateException(from, to, day);
    }
    if (!rate.from().equals(from) || !rate.to().equals(to) || rate.day().isAfter(day)) {
      throw new IllegalStateException(
          "a rate from "
              + from
              + " to "
              + to
              + " must be of "
              + day
              + " or before, but was "
              + rate);
    }
    return rate;
  }
}
