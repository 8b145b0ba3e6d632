package org.clv4j.segments.retention;

import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;

/**
 * Customer retention of a period, also called logo retention: of the customers who were active at
 * its start, how many were at its end.
 *
 * <p>The period is the days after {@code from}, up to and including the as-of day of the scope. A
 * customer is <em>active</em> on a day who ordered within the window of days up to and including
 * it. New customers first ordered in the period; they are left out of {@link #customerRetention()}
 * and {@link #customerChurn()}, and are in the denominators of the two that are named after Stripe.
 * Customers of before who were inactive at the start and came back are in none of them.
 *
 * @param scope as-of day, window, zone, policy
 * @param from the day before the period
 * @param atStart S, the customers active on {@code from}
 * @param retained those of S active on the as-of day
 * @param newCustomers those whose first order was in the period
 * @param newRetained the new ones active on the as-of day; all, unless the period exceeds the
 *     window
 */
public record CustomerRetention(
    Scope scope, LocalDate from, long atStart, long retained, long newCustomers, long newRetained) {

  /** Checks that nothing is missing. */
  public CustomerRetention {
    Objects.requireNonNull(scope, "scope must not be null");
    Objects.requireNonNull(from, "from must not be null");
  }

  /**
   * Counts who stayed.
   *
   * @param orders the orders
   * @param from the day before the period
   * @param asOf the last day of the period
   * @param windowDays within how many days an order makes a customer active, at least 1
   * @return the counts
   * @throws IllegalArgumentException if {@code from} is not before {@code asOf}, a day lies outside
   *     of 1900-01-01 to 2199-12-31, or the window has less than a day
   */
  public static CustomerRetention of(
      CustomerOrders orders, LocalDate from, LocalDate asOf, int windowDays) {
    int start = OrderColumns.checkDay(from, "from");
    int end = OrderColumns.checkDay(asOf, "as-of day");
    Check.inRange(windowDays, 1, Integer.MAX_VALUE, "windowDays");
    if (start >= end) {
      throw new IllegalArgumentException(
          "from must be before the as-of day " + asOf + ", but was " + from);
    }
    long atStart = 0;
    long retained = 0;
    long newCustomers = 0;
    long newRetained = 0;
    for (int c = 0; c < orders.size(); c++) {
      int first = orders.start(c);
      int known = orders.end(c, end);
      if (first == known) {
        continue;
      }
      boolean active = end - orders.day(known - 1) < windowDays;
      int knownAtStart = orders.end(c, start);
      if (knownAtStart == first) {
        newCustomers++;
        newRetained += active ? 1 : 0;
      } else if (start - orders.day(knownAtStart - 1) < windowDays) {
        atStart++;
        retained += active ? 1 : 0;
      }
    }
    return new CustomerRetention(
        Scope.of(orders, asOf, "days after " + from + ", active for " + windowDays + " days"),
        from,
        atStart,
        retained,
        newCustomers,
        newRetained);
  }

  /**
   * The share of S that stayed; new customers excluded.
   *
   * @return {@code customer_retention}
   */
  public Metric customerRetention() {
    return share("customer_retention", retained, atStart);
  }

  /**
   * The share of S that was lost: 1 - {@link #customerRetention()}.
   *
   * @return {@code customer_churn}
   */
  public Metric customerChurn() {
    return share("customer_churn", atStart - retained, atStart);
  }

  /**
   * The share of S and of the new customers together that was active at the end. A shop that grows
   * looks more loyal by it than it is.
   *
   * @return {@code stripe_customer_retention}
   */
  public Metric stripeCustomerRetention() {
    return share("stripe_customer_retention", retained + newRetained, atStart + newCustomers);
  }

  /**
   * The share of S and of the new customers together that was lost; Stripe's churn rate of
   * subscribers counts new ones in its denominator, over 30 days.
   *
   * @return {@code stripe_customer_churn}
   */
  public Metric stripeCustomerChurn() {
    long all = atStart + newCustomers;
    return share("stripe_customer_churn", all - retained - newRetained, all);
  }

  private static Metric share(String name, long part, long whole) {
    return Metric.ratio(name, part, whole, MetricUnit.SHARE, "nobody could be retained");
  }
}
