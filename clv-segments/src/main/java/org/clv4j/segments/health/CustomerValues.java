package org.clv4j.segments.health;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The historic value of each customer of the population, in minor units and in no order. */
final class CustomerValues {
  final long[] minor;

  /** Why there are none; null where there are. */
  final @Nullable String unknown;

  private CustomerValues(long[] minor, @Nullable String unknown) {
    this.minor = minor;
    this.unknown = unknown;
  }

  static CustomerValues of(HealthPass pass) {
    String unknown = unknown(pass);
    if (unknown != null) {
      return new CustomerValues(new long[0], unknown);
    }
    long[] ofBuyers = pass.customerValues();
    if (pass.options.population() != CustomerPopulation.REGISTERED || pass.registrations == null) {
      return new CustomerValues(ofBuyers, null);
    }
    return new CustomerValues(
        Arrays.copyOf(ofBuyers, Math.toIntExact(pass.registrations.customers)), null);
  }

  private static @Nullable String unknown(HealthPass pass) {
    if (!pass.orders.hasAmounts()) {
      return HealthMetrics.NO_AMOUNTS;
    }
    if (pass.options.basis() == ValueBasis.MARGIN && !pass.orders.hasCosts()) {
      return HealthMetrics.NO_COSTS;
    }
    return switch (pass.options.population()) {
      case BUYERS -> null;
      case ACTIVES -> HealthMetrics.noWindow(pass);
      case REGISTERED -> pass.registrations == null ? HealthMetrics.NO_REGISTRATIONS : null;
    };
  }
}
