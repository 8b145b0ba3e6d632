package org.clv4j.segments.loyalty;

import java.time.LocalDate;
import java.util.Objects;
import org.clv4j.segments.loyalty.TierProgram.Tier;
import org.jspecify.annotations.Nullable;

/**
 * The tier of a customer at the end of a day, and why.
 *
 * @param customerId the customer
 * @param asOf the day
 * @param window which days count, for example {@code 365 days}
 * @param tier the tier
 * @param since the day on which the customer came into it, from below or above; null for who never
 *     left the lowest
 * @param judgedOn the day on which it may be lost, by the points of the window that has ended then;
 *     null for the lowest
 * @param qualifying the points of the window up to the day; fewer than the threshold where the tier
 *     is held from before
 * @param next the tier above; null for the highest
 * @param toKeep qualifying points that are still to come by the end of that window so that the tier
 *     is kept on {@code judgedOn}; 0 where there are enough, and for the lowest
 */
public record TierStatus(
    String customerId,
    LocalDate asOf,
    String window,
    Tier tier,
    @Nullable LocalDate since,
    @Nullable LocalDate judgedOn,
    long qualifying,
    @Nullable Tier next,
    long toKeep) {

  /** Checks that nothing else is missing, and that {@code toKeep} is not below 0. */
  public TierStatus {
    Objects.requireNonNull(customerId, "customerId must not be null");
    Objects.requireNonNull(asOf, "asOf must not be null");
    Objects.requireNonNull(window, "window must not be null");
    Objects.requireNonNull(tier, "tier must not be null");
    if (toKeep < 0) {
      throw new IllegalArgumentException(
          "points to keep the tier must not be negative, but were " + toKeep);
    }
  }

  /**
   * Points that the next tier still needs within the window.
   *
   * @return above 0; 0 for the highest tier
   */
  public long missing() {
    return next == null ? 0 : next.threshold() - qualifying;
  }

  /** For example {@code ann is gold on 2024-03-01, since 2024-02-10, with 1200 in 365 days}. */
  @Override
  public String toString() {
    return customerId
        + " is "
        + tier.name()
        + " on "
        + asOf
        + (since == null ? "" : ", since " + since)
        + ", with "
        + qualifying
        + " in "
        + window;
  }
}
