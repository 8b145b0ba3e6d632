package org.clv4j.segments.loyalty;

import java.time.LocalDate;
import java.util.Objects;

/**
 * The points of a customer at the end of a day.
 *
 * <pre>earned + owed = available + pending + redeemed + expired + reversed</pre>
 *
 * @param customerId the customer
 * @param asOf the day
 * @param available what can be redeemed, never below 0
 * @param pending what is to be confirmed
 * @param owed points that were redeemed and whose earning was taken back; what comes in next pays
 *     them first, so that nobody has points available and owes some
 * @param earned all that was ever earned
 * @param redeemed spent and not given back
 * @param expired worth nothing any more
 * @param reversed taken back of what was earned
 */
public record PointsAccount(
    String customerId,
    LocalDate asOf,
    long available,
    long pending,
    long owed,
    long earned,
    long redeemed,
    long expired,
    long reversed) {

  /** Checks that nothing is below 0 and that the points add up. */
  public PointsAccount {
    Objects.requireNonNull(customerId, "customerId must not be null");
    Objects.requireNonNull(asOf, "asOf must not be null");
    long least = Math.min(Math.min(available, pending), Math.min(owed, earned));
    if (Math.min(least, Math.min(redeemed, Math.min(expired, reversed))) < 0) {
      throw new IllegalArgumentException(
          "points of " + customerId + " must not be negative, but one of them was");
    }
    if (available > 0 && owed > 0) {
      throw new IllegalArgumentException(
          "customer " + customerId + " must not owe points, " + owed + ", and have " + available);
    }
    long known = earned - reversed + owed;
    if (known != available + pending + redeemed + expired) {
      throw new IllegalArgumentException("points of " + customerId + " must add up, but do not");
    }
  }

  /** For example {@code ann on 2024-03-01: 120 available, 30 pending}. */
  @Override
  public String toString() {
    return customerId
        + " on "
        + asOf
        + ": "
        + available
        + " available"
        + (pending == 0 ? "" : ", " + pending + " pending")
        + (owed == 0 ? "" : ", " + owed + " owed");
  }
}
