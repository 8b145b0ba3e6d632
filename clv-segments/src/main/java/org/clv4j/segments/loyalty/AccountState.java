package org.clv4j.segments.loyalty;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.segments.loyalty.LedgerEntry.Confirm;
import org.clv4j.segments.loyalty.LedgerEntry.Earn;
import org.clv4j.segments.loyalty.LedgerEntry.Expire;
import org.clv4j.segments.loyalty.LedgerEntry.Redeem;
import org.clv4j.segments.loyalty.LedgerEntry.Reverse;
import org.jspecify.annotations.Nullable;

/** What the entries of one customer add up to; an entry that is refused changes nothing. */
final class AccountState {
  private static final Comparator<Lot> FIRST_TO_EXPIRE =
      Comparator.comparing(
          (Lot lot) -> lot.earn.expires(),
          Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()));

  private final String customerId;
  private final Map<String, Lot> lots = new LinkedHashMap<>();
  private final Map<String, Redemption> redemptions = new LinkedHashMap<>();
  private final Map<String, Expiration> expirations = new LinkedHashMap<>();
  private long earned;
  private long owed;
  private @Nullable LocalDate lastDay;

  /** Points that were earned together: what of them is left, expired, taken back. */
  private static final class Lot {
    private final Earn earn;
    private boolean confirmed;
    private @Nullable Expiration closedBy;
    private long left;
    private long expired;
    private long reversed;

    Lot(Earn earn) {
      this.earn = earn;
      this.confirmed = !earn.pending();
      this.left = earn.points();
    }

    boolean isExpired(LocalDate day) {
      LocalDate expires = earn.expires();
      return closedBy != null || (expires != null && !day.isBefore(expires));
    }

    boolean isRedeemable(LocalDate day) {
      return confirmed && left > 0 && !isExpired(day);
    }
  }

  /** Points that were spent together: which lots paid for them, and what of them is owed. */
  private static final class Redemption {
    private final Redeem redeem;
    private final Map<Lot, Long> paid = new LinkedHashMap<>();
    private long owed;
    private long returned;

    Redemption(Redeem redeem) {
      this.redeem = redeem;
    }

    void pay(Lot lot, long points) {
      lot.left -= points;
      paid.merge(lot, points, Long::sum);
    }

    /** Takes up to so many points off what a lot paid. */
    long release(Lot lot, long most) {
      long before = paid.getOrDefault(lot, 0L);
      long points = Math.min(most, before);
      paid.replace(lot, before - points);
      return points;
    }
  }

  /** What an entry made worthless of a lot, and is still. */
  private static final class Expiration {
    private final Lot lot;
    private long points;

    Expiration(Lot lot) {
      this.lot = lot;
    }
  }

  AccountState(String customerId) {
    this.customerId = customerId;
  }

  @Nullable LocalDate lastDay() {
    return lastDay;
  }

  /** Checks an entry and takes it. */
  void apply(LedgerEntry entry) {
    if (lastDay != null && entry.day().isBefore(lastDay)) {
      throw new IllegalArgumentException(
          "entry "
              + entry.key()
              + " of "
              + customerId
              + " must not be before the last one, "
              + lastDay
              + ", but was of "
              + entry.day());
    }
    if (entry instanceof Earn earn) {
      earned = Math.addExact(earned, earn.points());
      Lot lot = new Lot(earn);
      lots.put(earn.key(), lot);
      payOwed(lot);
    } else if (entry instanceof Redeem redeem) {
      redeem(redeem);
    } else if (entry instanceof Confirm confirm) {
      confirm(confirm);
    } else if (entry instanceof Expire expire) {
      Lot lot = lot(expire.of(), expire, "an earning");
      Expiration expiration = new Expiration(lot);
      expirations.put(expire.key(), expiration);
      lot.closedBy = lot.closedBy == null ? expiration : lot.closedBy;
      expire(lot, expire.day());
    } else if (entry instanceof Reverse reverse) {
      reverse(reverse);
    }
    lastDay = entry.day();
  }

  private void reverse(Reverse reverse) {
    Redemption redemption = redemptions.get(reverse.of());
    Expiration expiration = expirations.get(reverse.of());
    if (redemption != null) {
      giveBack(redemption, reverse);
    } else if (expiration != null) {
      reopen(expiration, reverse);
    } else {
      takeBack(lot(reverse.of(), reverse, "an earning, a redemption or an expiry"), reverse);
    }
  }

  private Lot lot(String key, LedgerEntry entry, String kinds) {
    Lot lot = lots.get(key);
    if (lot == null) {
      throw new IllegalArgumentException(
          "entry "
              + entry.key()
              + " must be of "
              + kinds
              + " of "
              + customerId
              + ", but was of "
              + key);
    }
    return lot;
  }

  private void confirm(Confirm confirm) {
    Lot lot = lot(confirm.of(), confirm, "an earning");
    if (lot.confirmed) {
      throw new IllegalArgumentException(
          "points of " + confirm.of() + " must be pending to be confirmed, but are not");
    }
    expire(lot, confirm.day());
    lot.confirmed = true;
    payOwed(lot);
  }

  private void redeem(Redeem redeem) {
    long available = available(redeem.day());
    if (redeem.points() > available) {
      throw new IllegalArgumentException(
          "points to redeem must be at most the "
              + available
              + " that "
              + customerId
              + " has on "
              + redeem.day()
              + ", but were "
              + redeem.points());
    }
    Redemption redemption = new Redemption(redeem);
    long rest = redeem.points();
    for (Lot lot : firstToExpire(redeem.day())) {
      long taken = Math.min(rest, lot.left);
      if (taken > 0) {
        redemption.pay(lot, taken);
        rest -= taken;
      }
    }
    redemptions.put(redeem.key(), redemption);
  }

  private List<Lot> firstToExpire(LocalDate day) {
    return lots.values().stream()
        .filter(lot -> lot.isRedeemable(day))
        .sorted(FIRST_TO_EXPIRE)
        .toList();
  }

  /**
   * A refund: of what is left, then of what had expired, then of what is spent, for which other
   * points pay now, or nobody, so that it is owed.
   */
  private void takeBack(Lot lot, Reverse reverse) {
    requireAtMost(lot.earn.points() - lot.reversed, reverse);
    expire(lot, reverse.day());
    lot.reversed += reverse.points();
    long rest = reverse.points();
    long ofLeft = Math.min(rest, lot.left);
    lot.left -= ofLeft;
    rest -= ofLeft;
    long ofExpired = Math.min(rest, lot.expired);
    lot.expired -= ofExpired;
    rest -= ofExpired;
    for (Redemption redemption : redemptions.values()) {
      long released = redemption.release(lot, rest);
      redemption.owed += released;
      owed += released;
      rest -= released;
    }
    firstToExpire(reverse.day()).forEach(this::payOwed);
  }

  /**
   * What of a redemption is owed is owed no more; the rest goes back to the lots that paid for it,
   * the last to expire first, and pays there what is owed for other redemptions.
   */
  private void giveBack(Redemption redemption, Reverse reverse) {
    requireAtMost(redemption.redeem.points() - redemption.returned, reverse);
    redemption.returned += reverse.points();
    long ofOwed = Math.min(reverse.points(), redemption.owed);
    redemption.owed -= ofOwed;
    owed -= ofOwed;
    long rest = reverse.points() - ofOwed;
    List<Lot> lastToExpire = new ArrayList<>(redemption.paid.keySet());
    lastToExpire.sort(FIRST_TO_EXPIRE);
    Collections.reverse(lastToExpire);
    for (Lot lot : lastToExpire) {
      expire(lot, reverse.day());
      long back = redemption.release(lot, rest);
      rest -= back;
      lot.left += back;
      payOwed(lot);
      expire(lot, reverse.day());
    }
  }

  /** Points that had expired by an entry are what they were before, unless their day is over. */
  private void reopen(Expiration expiration, Reverse reverse) {
    Lot lot = expiration.lot;
    requireAtMost(Math.min(expiration.points, lot.expired), reverse);
    expiration.points -= reverse.points();
    lot.expired -= reverse.points();
    lot.left += reverse.points();
    lot.closedBy = null;
    expire(lot, reverse.day());
    payOwed(lot);
  }

  private static void requireAtMost(long points, Reverse reverse) {
    if (reverse.points() > points) {
      throw new IllegalArgumentException(
          "points to reverse of "
              + reverse.of()
              + " must be at most "
              + points
              + ", but were "
              + reverse.points());
    }
  }

  private void payOwed(Lot lot) {
    if (owed == 0 || !lot.confirmed) {
      return;
    }
    for (Redemption redemption : redemptions.values()) {
      long points = Math.min(redemption.owed, lot.left);
      if (points > 0) {
        redemption.pay(lot, points);
        redemption.owed -= points;
        owed -= points;
      }
    }
  }

  private static void expire(Lot lot, LocalDate day) {
    if (lot.isExpired(day)) {
      lot.expired += lot.left;
      if (lot.closedBy != null) {
        lot.closedBy.points += lot.left;
      }
      lot.left = 0;
    }
  }

  private long available(LocalDate day) {
    return lots.values().stream()
        .filter(lot -> lot.isRedeemable(day))
        .mapToLong(lot -> lot.left)
        .sum();
  }

  /** The account at the end of a day, the last entry's or a later one. */
  PointsAccount at(LocalDate day) {
    long pending = 0;
    long expired = 0;
    long reversed = 0;
    for (Lot lot : lots.values()) {
      boolean over = lot.isExpired(day);
      pending += lot.confirmed || over ? 0 : lot.left;
      expired += lot.expired + (over ? lot.left : 0);
      reversed += lot.reversed;
    }
    long redeemed =
        redemptions.values().stream().mapToLong(r -> r.redeem.points() - r.returned).sum();
    return new PointsAccount(
        customerId, day, available(day), pending, owed, earned, redeemed, expired, reversed);
  }
}
