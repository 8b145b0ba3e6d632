package org.clv4j.core.order;

import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * One order of one customer.
 *
 * @param customerId the customer, not blank
 * @param day the local day of the order
 * @param amount what it was worth, or null where the data have no amounts
 */
public record Order(String customerId, LocalDate day, @Nullable Money amount) {

  /** Checks that the id is not blank and the day is there. */
  public Order {
    if (customerId.isBlank()) {
      throw new IllegalArgumentException("customer id must not be blank");
    }
    Objects.requireNonNull(day, "day must not be null");
  }
}
