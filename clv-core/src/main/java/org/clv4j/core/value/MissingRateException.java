package org.clv4j.core.value;

import java.time.LocalDate;
import java.util.Currency;

/** A rate is needed that nobody has; the message names both currencies and the day. */
public final class MissingRateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports that there is no rate.
   *
   * @param from the currency to convert
   * @param to the currency that it was to become
   * @param day the day of the order
   */
  public MissingRateException(Currency from, Currency to, LocalDate day) {
    super("a rate from " + from + " to " + to + " must be known of " + day + ", but is missing");
  }
}
