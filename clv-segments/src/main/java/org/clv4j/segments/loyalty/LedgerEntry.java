package org.clv4j.segments.loyalty;

import java.time.LocalDate;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the points of a customer, once for all: entries are added, never changed.
 *
 * <p>Every entry has a key of its own, such as the id of the event that made it, so that an entry
 * that comes twice counts once.
 */
public sealed interface LedgerEntry {
  /**
   * What tells it from all other entries.
   *
   * @return not blank
   */
  String key();

  /**
   * Whose points.
   *
   * @return not blank
   */
  String customerId();

  /**
   * The local day.
   *
   * @return 1900-01-01 to 2199-12-31
   */
  LocalDate day();

  /**
   * Points that are earned, by an order, a referral, a share.
   *
   * @param key its key
   * @param customerId the customer
   * @param day the day
   * @param points above 0
   * @param qualifying what counts towards a tier: usually the points, or the spend; 0 or more
   * @param pending whether they can be redeemed only once a {@link Confirm} says so, for example
   *     when the time to send goods back is over
   * @param expires the first day on which they are worth nothing, after {@code day}; null where
   *     they do not expire
   */
  record Earn(
      String key,
      String customerId,
      LocalDate day,
      long points,
      long qualifying,
      boolean pending,
      @Nullable LocalDate expires)
      implements LedgerEntry {
    /** Checks the ranges. */
    public Earn {
      check(key, customerId, day);
      checkPoints(points);
      if (qualifying < 0) {
        throw new IllegalArgumentException(
            "qualifying points must not be negative, but were " + qualifying);
      }
      if (expires != null) {
        OrderColumns.checkDay(expires, "day of expiry");
        if (!expires.isAfter(day)) {
          throw new IllegalArgumentException(
              "day of expiry must be after " + day + ", but was " + expires);
        }
      }
    }

    /**
     * Points that can be redeemed at once, count towards a tier and do not expire.
     *
     * @param key its key
     * @param customerId the customer
     * @param day the day
     * @param points above 0
     */
    public Earn(String key, String customerId, LocalDate day, long points) {
      this(key, customerId, day, points, points, false, null);
    }

    /**
     * The same, but to be confirmed.
     *
     * @return a new entry
     */
    public Earn asPending() {
      return new Earn(key, customerId, day, points, qualifying, true, expires);
    }

    /**
     * The same with another number that counts towards a tier.
     *
     * @param number 0 or more
     * @return a new entry
     */
    public Earn withQualifying(long number) {
      return new Earn(key, customerId, day, points, number, pending, expires);
    }

    /**
     * The same with a day of expiry.
     *
     * @param firstDayWithout the first day on which they are worth nothing
     * @return a new entry
     */
    public Earn expiring(LocalDate firstDayWithout) {
      return new Earn(key, customerId, day, points, qualifying, pending, firstDayWithout);
    }
  }

  /**
   * Pending points become points that can be redeemed, and count towards a tier.
   *
   * @param key its key
   * @param customerId the customer
   * @param day the day
   * @param of the key of the {@link Earn}
   */
  record Confirm(String key, String customerId, LocalDate day, String of) implements LedgerEntry {
    /** Checks that nothing is blank. */
    public Confirm {
      check(key, customerId, day);
      Check.notBlank(of, "key of what is confirmed");
    }
  }

  /**
   * Points that are spent on a reward; those that expire first go first.
   *
   * @param key its key
   * @param customerId the customer
   * @param day the day
   * @param points above 0, no more than can be redeemed on that day
   */
  record Redeem(String key, String customerId, LocalDate day, long points) implements LedgerEntry {
    /** Checks the range. */
    public Redeem {
      check(key, customerId, day);
      checkPoints(points);
    }
  }

  /**
   * What is left of points that were earned is worth nothing from now on, before a day of expiry or
   * without one; for example because a customer was silent for a year.
   *
   * @param key its key
   * @param customerId the customer
   * @param day the day
   * @param of the key of the {@link Earn}
   */
  record Expire(String key, String customerId, LocalDate day, String of) implements LedgerEntry {
    /** Checks that nothing is blank. */
    public Expire {
      check(key, customerId, day);
      Check.notBlank(of, "key of what expires");
    }
  }

  /**
   * Takes an entry back, all of it or a part: points of an order that was refunded, a redemption
   * whose reward was not taken, or an expiry by mistake.
   *
   * @param key its key
   * @param customerId the customer
   * @param day the day
   * @param of the key of the {@link Earn}, {@link Redeem} or {@link Expire}
   * @param points above 0, no more than are not yet taken back
   */
  record Reverse(String key, String customerId, LocalDate day, String of, long points)
      implements LedgerEntry {
    /** Checks the range. */
    public Reverse {
      check(key, customerId, day);
      Check.notBlank(of, "key of what is reversed");
      checkPoints(points);
    }
  }

  private static void check(String key, String customerId, LocalDate day) {
    Check.notBlank(key, "key of an entry");
    Check.notBlank(customerId, "customer id");
    OrderColumns.checkDay(day, "day of an entry");
  }

  private static void checkPoints(long points) {
    if (points <= 0) {
      throw new IllegalArgumentException("points must be above 0, but were " + points);
    }
  }
}
