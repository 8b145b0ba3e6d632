package org.clv4j.segments.subscription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.subscription.Coupon;
import org.clv4j.core.subscription.PlanTerms;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/** The subscriptions of each customer, and when he first paid for one. */
final class Subscribers {
  private final SubscriptionOptions options;
  private final List<Subscriber> subscribers = new ArrayList<>();

  /**
   * A customer.
   *
   * @param revenues what recurs per month from a day on, of each subscription
   * @param firstPaid the first day with revenue; null if there is none
   */
  private record Subscriber(
      List<NavigableMap<LocalDate, Money>> revenues, @Nullable LocalDate firstPaid) {}

  private Subscribers(SubscriptionOptions options) {
    this.options = options;
  }

  /** Each subscription once, in an order that does not depend on theirs. */
  static Subscribers of(Collection<Subscription> subscriptions, SubscriptionOptions options) {
    Map<String, Subscription> byId = new TreeMap<>();
    for (Subscription each : subscriptions) {
      Subscription other = byId.putIfAbsent(each.id(), each);
      if (other != null && !other.equals(each)) {
        throw new IllegalArgumentException(
            "subscription "
                + each.id()
                + " must state the same each time, but was "
                + other
                + " and "
                + each);
      }
    }
    Subscribers all = new Subscribers(options);
    Map<String, List<NavigableMap<LocalDate, Money>>> byCustomer = new TreeMap<>();
    byId.values()
        .forEach(
            each ->
                byCustomer
                    .computeIfAbsent(each.customerId(), id -> new ArrayList<>())
                    .add(all.revenue(each)));
    byCustomer
        .values()
        .forEach(revenues -> all.subscribers.add(new Subscriber(revenues, firstPaid(revenues))));
    return all;
  }

  private NavigableMap<LocalDate, Money> revenue(Subscription subscription) {
    NavigableMap<LocalDate, Money> revenue = new TreeMap<>();
    for (LocalDate day : revenueDays(subscription)) {
      revenue.put(day, options.monthlyRevenue(subscription, day));
    }
    return revenue;
  }

  private static @Nullable LocalDate firstPaid(List<NavigableMap<LocalDate, Money>> revenues) {
    return revenues.stream()
        .flatMap(revenue -> revenue.entrySet().stream())
        .filter(entry -> !entry.getValue().isZero())
        .map(Map.Entry::getKey)
        .min(LocalDate::compareTo)
        .orElse(null);
  }

  /** The days on which its revenue may change. */
  private static SortedSet<LocalDate> revenueDays(Subscription subscription) {
    SortedSet<LocalDate> days = subscription.eventDays();
    for (PlanTerms terms : subscription.terms()) {
      Coupon coupon = terms.coupon();
      if (coupon != null && coupon.until() != null) {
        days.add(coupon.until());
      }
    }
    return days;
  }

  MrrMovements movements(LocalDate from, LocalDate to) {
    int first = OrderColumns.checkDay(from, "from");
    if (OrderColumns.checkDay(to, "as-of day") <= first) {
      throw new IllegalArgumentException(
          "from must be before the as-of day " + to + ", but was " + from);
    }
    Sums sums = new Sums(from, to);
    subscribers.forEach(sums::add);
    return sums.movements();
  }

  /** What moved between two days. */
  private final class Sums {
    private final LocalDate from;
    private final LocalDate to;
    private Money opening;
    private Money gained;
    private Money expansion;
    private Money contraction;
    private Money churn;
    private Money reactivation;
    private Money fx;
    private Money closing;
    private long openingCustomers;
    private long newCustomers;
    private long churnedCustomers;
    private long reactivatedCustomers;
    private long newAndLost;

    Sums(LocalDate from, LocalDate to) {
      this.from = from;
      this.to = to;
      Money zero = Money.zero(options.currency());
      opening = gained = expansion = contraction = zero;
      churn = reactivation = fx = closing = zero;
    }

    void add(Subscriber subscriber) {
      Money zero = Money.zero(options.currency());
      Money before = zero;
      Money after = zero;
      boolean paidBefore = false;
      boolean paysAfter = false;
      for (NavigableMap<LocalDate, Money> revenue : subscriber.revenues()) {
        Money first = at(revenue, from);
        Money last = at(revenue, to);
        paidBefore |= !first.isZero();
        paysAfter |= !last.isZero();
        before = before.plus(options.converted(first, from));
        after = after.plus(options.converted(last, to));
      }
      opening = opening.plus(before);
      closing = closing.plus(after);
      openingCustomers += paidBefore ? 1 : 0;
      LocalDate firstPaid = subscriber.firstPaid();
      boolean isNew = firstPaid != null && firstPaid.isAfter(from) && !firstPaid.isAfter(to);
      if (paidBefore && paysAfter) {
        stays(subscriber, before, after);
      } else if (paidBefore) {
        churn = churn.plus(before);
        churnedCustomers++;
      } else if (paysAfter && isNew) {
        gained = gained.plus(after);
        newCustomers++;
      } else if (paysAfter) {
        reactivation = reactivation.plus(after);
        reactivatedCustomers++;
      } else {
        newAndLost += isNew ? 1 : 0;
      }
    }

    private Money at(NavigableMap<LocalDate, Money> revenue, LocalDate day) {
      Map.Entry<LocalDate, Money> last = revenue.floorEntry(day);
      return last == null ? Money.zero(options.currency()) : last.getValue();
    }

    /** What changed at the rates of the first day, and what the rates made of the rest. */
    private void stays(Subscriber subscriber, Money before, Money after) {
      Money afterAtFirstRates = Money.zero(options.currency());
      for (NavigableMap<LocalDate, Money> revenue : subscriber.revenues()) {
        Money last = at(revenue, to);
        afterAtFirstRates = afterAtFirstRates.plus(options.converted(last, from));
      }
      Money change = afterAtFirstRates.minus(before);
      if (change.isNegative()) {
        contraction = contraction.minus(change);
      } else {
        expansion = expansion.plus(change);
      }
      fx = fx.plus(after.minus(afterAtFirstRates));
    }

    MrrMovements movements() {
      return new MrrMovements(
          options.scope(to, "days after " + from),
          from,
          opening,
          gained,
          expansion,
          contraction,
          churn,
          reactivation,
          fx,
          closing,
          new MrrMovements.Customers(
              openingCustomers, newCustomers, churnedCustomers, reactivatedCustomers, newAndLost));
    }
  }
}
