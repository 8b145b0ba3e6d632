package org.clv4j.segments.subscription;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.clv4j.core.value.ExchangeRate;
import org.clv4j.core.value.MissingRateException;

/** Converts revenue to the currency of the analysis, and knows by which rates it did. */
final class Conversions {
  private final SubscriptionOptions options;
  private final BigDecimal parts;
  private final Map<Key, ExchangeRate> rates = new HashMap<>();

  private record Key(Currency from, LocalDate day) {}

  Conversions(SubscriptionOptions options, BigInteger parts) {
    this.options = options;
    this.parts = new BigDecimal(parts);
  }

  /**
   * At the rate of a day; nothing needs no rate. What is divided has 34 digits where it does not
   * end, of the amount and not of its parts, whose number depends on the other subscriptions.
   */
  BigDecimal converted(BigDecimal amount, Revenue revenue, LocalDate day) {
    Currency from = revenue.currency();
    if (amount.signum() == 0 || from.equals(options.currency())) {
      return amount;
    }
    ExchangeRate rate =
        rates.computeIfAbsent(new Key(from, day), key -> required(key, revenue.subscriptionId()));
    BigDecimal product = amount.multiply(rate.rate());
    return rate.per().compareTo(BigDecimal.ONE) == 0
        ? product
        : product.divide(rate.per().multiply(parts), MathContext.DECIMAL128).multiply(parts);
  }

  private ExchangeRate required(Key key, String subscriptionId) {
    try {
      if (options.rates() == null) {
        throw new MissingRateException(key.from(), options.currency(), key.day());
      }
      return options.rates().required(key.from(), options.currency(), key.day());
    } catch (MissingRateException e) {
      throw e.ofSubscription(subscriptionId);
    }
  }

  /** Where the rates that were used come from. */
  SortedSet<String> sources() {
    SortedSet<String> sources = new TreeSet<>();
    rates.values().forEach(rate -> sources.add(rate.source()));
    return sources;
  }
}
