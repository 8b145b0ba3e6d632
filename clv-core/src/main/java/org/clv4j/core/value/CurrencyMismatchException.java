package org.clv4j.core.value;

import java.util.Currency;

/** Two amounts in different currencies were combined; the message names both. */
public final class CurrencyMismatchException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports that {@code found} stood where {@code expected} was needed.
   *
   * @param expected the currency of the analysis or of the left operand
   * @param found the other currency
   */
  public CurrencyMismatchException(Currency expected, Currency found) {
    super("currency must be " + expected + ", but was " + found);
  }
}
