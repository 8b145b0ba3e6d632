package org.clv4j.models.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clv4j.core.internal.Ranges;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;

/** Checks that all contract models share. */
final class Contracts {
  private Contracts() {}

  /** A whole number of periods. */
  static double periods(double time, String name) {
    return Math.floor(time(time, name));
  }

  static double time(double time, String name) {
    return Ranges.time(time, name);
  }

  static double discountPerPeriod(DiscountRate rate, PeriodUnit unit) {
    return Ranges.discount(rate.per(unit), "discount rate per " + unit);
  }

  static double continuousDiscount(DiscountRate rate, PeriodUnit unit) {
    return Ranges.discount(rate.continuous(unit), "continuous discount rate per " + unit);
  }

  static Map<String, Double> named(String first, double a, String second, double b) {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put(first, a);
    parameters.put(second, b);
    return Collections.unmodifiableMap(parameters);
  }
}
