package org.clv4j.core.order;

import java.util.List;
import java.util.Objects;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one order is worth under a policy, and how that came about.
 *
 * <p>The amount of an order in a log is 0 or more. What the order is worth less than that, because
 * more was refunded than charged or goods were sold below cost, is a deduction on the day of the
 * order; so {@link #net} is exact, and so are all sums.
 *
 * @param leftOut why the order does not count, or null if it does
 * @param amount what it stands in the log with, 0 or more; 0 if it is left out
 * @param deductions what is taken from that, by day; none if it is left out
 * @param overRefunded whether more was refunded than charged, of what the policy includes, and the
 *     order counts or is left out as fully refunded
 * @param totals what it is made of, under any policy
 */
public record OrderValue(
    @Nullable LeftOutReason leftOut,
    Money amount,
    List<Deduction> deductions,
    boolean overRefunded,
    OrderTotals totals) {

  /** Takes a copy of the deductions. */
  public OrderValue {
    Objects.requireNonNull(amount, "amount must not be null");
    Objects.requireNonNull(totals, "totals must not be null");
    deductions = List.copyOf(deductions);
  }

  /**
   * Whether the order counts.
   *
   * @return true if it is not left out
   */
  public boolean counts() {
    return leftOut == null;
  }

  /**
   * What the order is worth after all deductions.
   *
   * @return the amount less them, which may be negative
   */
  public Money net() {
    Money net = amount;
    for (Deduction deduction : deductions) {
      net = net.minus(Money.ofMinor(deduction.minorUnits(), amount.currency()));
    }
    return net;
  }
}
