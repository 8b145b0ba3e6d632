package org.clv4j.segments.loyalty;

import java.time.LocalDate;
import java.util.ArrayList;
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
  private final String customerId;
  private final Map<String, Lot> lots = new LinkedHashMap<>();
  private final Map<String, Redemption> redemptions = new LinkedHashMap<>();
  private long earned;
  private long owed;
  private @Nullable LocalDate lastDay;

  /** Points that were earned together: what of them is left, expired, taken back. */
  private static final class Lot {
    private final Earn earn;
    private boolean confirmed;
    private boolean closed;
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
      return closed || (expires != null && !day.isBefore(expires));
    }

    boolean isRedeemable(LocalDate day) {
      return confirmed && left > 0 && !isExpired(day);
    }
  }

  /** Points that were spent together: of which lots, in the order in which they were taken. */
  private static final class Redemption {
    private final Redeem redeem;
    private final List<Lot> lots = new ArrayList<>();
    private final List<Long> taken = new ArrayList<>();
    private long returned;

    Redemption(Redeem redeem) {
      this.redeem = redeem;
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
      Lot lot = lot(expire.of(), expire);
      lot.closed = true;
      expire(lot, expire.day());
    } else if (entry instanceof Reverse reverse) {
      Redemption redemption = redemptions.get(reverse.of());
      if (redemption == null) {
        takeBack(lot(reverse.of(), reverse), reverse);
      } else {
        giveBack(redemption, reverse);
      }
    }
    lastDay = entry.day();
  }

  private Lot lot(String key, LedgerEntry entry) {
    Lot lot = lots.get(key);
    if (lot == null) {
      throw new IllegalArgumentException(
          "entry " + entry.key() + " must be of an entry of " + customerId + ", but was of " + key);
    }
    return lot;
  }

  private void confirm(Confirm confirm) {
    Lot lot = lot(confirm.of(), confirm);
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
        lot.left -= taken;
        redemption.lots.add(lot);
        redemption.taken.add(taken);
        rest -= taken;
      }
    }
    redemptions.put(redeem.key(), redemption);
  }

  private List<Lot> firstToExpire(LocalDate day) {
    return lots.values().stream()
        .filter(lot -> lot.isRedeemable(day))
        .sorted(
            Comparator.comparing(
                (Lot lot) -> lot.earn.expires(),
                Comparator.nullsLast(Comparator.<LocalDate>naturalOrder())))
        .toList();
  }

  /** A refund: of what is left, of what had expired, of other points, and the rest is owed. */
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
    for (Lot other : firstToExpire(reverse.day())) {
      long taken = Math.min(rest, other.left);
      other.left -= taken;
      rest -= taken;
    }
    owed += rest;
  }

  /** Points of a redemption pay what is owed, then go back to where they came from. */
  private void giveBack(Redemption redemption, Reverse reverse) {
    requireAtMost(redemption.redeem.points() - redemption.returned, reverse);
    redemption.returned += reverse.points();
    long rest = reverse.points();
    for (int i = redemption.lots.size() - 1; i >= 0 && rest > 0; i--) {
      long back = Math.min(rest, redemption.taken.get(i));
      redemption.taken.set(i, redemption.taken.get(i) - back);
      rest -= back;
      long paid = Math.min(owed, back);
      owed -= paid;
      Lot lot = redemption.lots.get(i);
      lot.left += back - paid;
      expire(lot, reverse.day());
    }
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
    long paid = lot.confirmed ? Math.min(owed, lot.left) : 0;
    owed -= paid;
    lot.left -= paid;
  }

  private static void expire(Lot lot, LocalDate day) {
    if (lot.isExpired(day)) {
      lot.expired += lot.left;
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
