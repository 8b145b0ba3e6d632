package org.clv4j.models.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;

/** Checks that all contract models share. */
final class Contracts {
  private static final double SMALLEST_DISCOUNT = 1e-100;
  private static final double LONGEST = 1e15;

  private Contracts() {}

  /** A whole number of periods. */
  static double periods(double time, String name) {
    return Math.floor(time(time, name));
  }

  static double time(double time, String name) {
    return Check.inRange(time, 0, LONGEST, name);
  }

  static double discountPerPeriod(DiscountRate rate, PeriodUnit unit) {
    return Check.inRange(
        rate.per(unit), SMALLEST_DISCOUNT, Double.MAX_VALUE, "discount rate per " + unit);
  }

  static double continuousDiscount(DiscountRate rate, PeriodUnit unit) {
    return Check.inRange(
        rate.continuous(unit),
        SMALLEST_DISCOUNT,
        Double.MAX_VALUE,
        "continuous discount rate per " + unit);
  }

  static Map<String, Double> named(String first, double a, String second, double b) {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put(first, a);
    parameters.put(second, b);
    return Collections.unmodifiableMap(parameters);
  }
}
