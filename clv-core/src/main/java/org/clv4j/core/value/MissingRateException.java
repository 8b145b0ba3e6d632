package org.clv4j.core.value;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rate is needed that nobody has; the message names both currencies, the day and, where it is
 * known, the order or the subscription.
 */
public final class MissingRateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** The id of the order, or null. */
  private final @Nullable String orderId;

  /**
   * Reports that there is no rate.
   *
   * @param from the currency to convert
   * @param to the currency that it was to become
   * @param day the day whose rate is needed
   */
  public MissingRateException(Currency from, Currency to, LocalDate day) {
    super("a rate from " + from + " to " + to + " must be known of " + day + ", but is missing");
    orderId = null;
  }

  private MissingRateException(String of, @Nullable String orderId, MissingRateException cause) {
    super(of + ": " + cause.getMessage(), cause);
    this.orderId = orderId;
  }

  /**
   * The same of an order.
   *
   * @param id the id of the order that was to be converted
   * @return an exception that names it
   */
  public MissingRateException ofOrder(String id) {
    return new MissingRateException("order \"" + id + "\"", id, this);
  }

  /**
   * The same of a subscription.
   *
   * @param id the id of the subscription that was to be converted
   * @return an exception that names it
   */
  public MissingRateException ofSubscription(String id) {
    return new MissingRateException("subscription \"" + id + "\"", null, this);
  }

  /**
   * The order that was to be converted.
   *
   * @return its id; empty where it is not known
   */
  public Optional<String> orderId() {
    return Optional.ofNullable(orderId);
  }
}
