package org.clv4j.core.order;

import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * One order of one customer.
 *
 * @param customerId the customer, not blank
 * @param day the local day of the order
 * @param amount what it was worth, or null where the data have no amounts
 * @param details what else is known of it
 */
public record Order(
    String customerId, LocalDate day, @Nullable Money amount, OrderDetails details) {

  /**
   * Checks that the id is not blank, the day is there, discount and cost have an amount of their
   * currency beside them, and the list price (amount and discount) fits in a long of minor units.
   */
  public Order {
    if (customerId.isBlank()) {
      throw new IllegalArgumentException("customer id must not be blank");
    }
    Objects.requireNonNull(day, "day must not be null");
    Objects.requireNonNull(details, "details must not be null");
    if (details.discount() != null) {
      long paid = requireAmount(amount, details.discount(), "discount").minorUnits();
      Check.addExact(paid, details.discount().minorUnits(), "list price");
    }
    if (details.cost() != null) {
      requireAmount(amount, details.cost(), "cost");
    }
    for (Deduction deduction : details.deductions()) {
      if (amount == null) {
        throw new IllegalArgumentException("deduction must be missing where the amount is");
      }
      if (deduction.day().isBefore(day)) {
        throw new IllegalArgumentException(
            "deduction must not be before its order, " + day + ", but was on " + deduction.day());
      }
    }
  }

  /**
   * One order of which nothing else is known.
   *
   * @param customerId the customer, not blank
   * @param day the local day of the order
   * @param amount what it was worth, or null where the data have no amounts
   */
  public Order(String customerId, LocalDate day, @Nullable Money amount) {
    this(customerId, day, amount, OrderDetails.NONE);
  }

  private static Money requireAmount(@Nullable Money amount, Money detail, String name) {
    if (amount == null) {
      throw new IllegalArgumentException(name + " must be missing where the amount is");
    }
    if (!amount.currency().equals(detail.currency())) {
      throw new CurrencyMismatchException(amount.currency(), detail.currency());
    }
    return amount;
  }
}
