package org.clv4j.core.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.clv4j.core.value.ExchangeRate;

/**
 * A rate at which orders of a log were converted.
 *
 * @param orderDay the day of the orders
 * @param rate the rate, of that day or an earlier one
 * @param orders how many orders of that day it converted, above 0
 */
public record AppliedRate(LocalDate orderDay, ExchangeRate rate, long orders) {

  /** Checks that the rate is not of a later day and converted something. */
  public AppliedRate {
    Objects.requireNonNull(orderDay, "order day must not be null");
    if (rate.day().isAfter(orderDay)) {
      throw new IllegalArgumentException(
          "rate must be of " + orderDay + " or before, but was " + rate);
    }
    if (orders <= 0) {
      throw new IllegalArgumentException("orders must be positive, but was " + orders);
    }
  }

  /**
   * The rates of a log in words.
   *
   * @param rates what {@link OrderLog#appliedRates} gives
   * @return for example {@code 31 orders converted, JPY 4, USD 27, at 9 rates of rates.csv}
   */
  public static String describe(List<AppliedRate> rates) {
    Map<String, Long> orders = new TreeMap<>();
    Set<String> sources = new TreeSet<>();
    for (AppliedRate applied : rates) {
      orders.merge(applied.rate().from().getCurrencyCode(), applied.orders(), Long::sum);
      sources.add(applied.rate().source());
    }
    long all = orders.values().stream().mapToLong(Long::longValue).sum();
    return all
        + (all == 1 ? " order converted, " : " orders converted, ")
        + orders.entrySet().stream()
            .map(currency -> currency.getKey() + " " + currency.getValue())
            .collect(Collectors.joining(", "))
        + ", at "
        + rates.size()
        + (rates.size() == 1 ? " rate of " : " rates of ")
        + String.join("; ", sources);
  }

  /** For example {@code 12 orders of 2024-03-01 at USD 1 = EUR 0.92 of 2024-03-01 (rates.csv)}. */
  @Override
  public String toString() {
    return orders + (orders == 1 ? " order of " : " orders of ") + orderDay + " at " + rate;
  }
}
