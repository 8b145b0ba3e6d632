package org.clv4j.segments.subscription;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/** The subscriptions of each customer, and when he first paid for one. */
final class Subscribers {
  private final SubscriptionOptions options;
  private final BigInteger parts;
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final SortedSet<String> rateSources = new TreeSet<>();

  /**
   * A customer.
   *
   * @param revenues that of each subscription
   * @param firstPaid the first day with any; null if there is none
   */
  private record Subscriber(List<Revenue> revenues, @Nullable LocalDate firstPaid) {
    Subscriber(List<Revenue> revenues) {
      this(
          revenues,
          revenues.stream()
              .flatMap(revenue -> Stream.ofNullable(revenue.firstPaid()))
              .min(LocalDate::compareTo)
              .orElse(null));
    }
  }

  private Subscribers(SubscriptionOptions options, BigInteger parts) {
    this.options = options;
    this.parts = parts;
  }

  /** Each subscription once, in an order that does not depend on theirs. */
  static Subscribers of(Collection<Subscription> subscriptions, SubscriptionOptions options) {
    Map<String, Subscription> byId = new TreeMap<>();
    BigInteger parts = BigInteger.ONE;
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
      parts =
          each.terms().stream()
              .map(terms -> terms.interval().parts())
              .reduce(parts, Subscribers::commonMultiple);
    }
    Map<String, List<Revenue>> byCustomer = new TreeMap<>();
    for (Subscription each : byId.values()) {
      byCustomer
          .computeIfAbsent(each.customerId(), id -> new ArrayList<>())
          .add(Revenue.of(each, options.coupons(), parts));
    }
    Subscribers all = new Subscribers(options, parts);
    byCustomer.values().forEach(revenues -> all.subscribers.add(new Subscriber(revenues)));
    return all;
  }

  private static BigInteger commonMultiple(BigInteger a, BigInteger b) {
    return a.divide(a.gcd(b)).multiply(b);
  }

  /** Where the rates of all movements so far come from. */
  SortedSet<String> rateSources() {
    return new TreeSet<>(rateSources);
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

  /** What moved between two days, exact, in parts of a major unit. */
  private final class Sums {
    private final LocalDate from;
    private final LocalDate to;
    private final Conversions conversions = new Conversions(options, parts);
    private BigDecimal opening = BigDecimal.ZERO;
    private BigDecimal gained = BigDecimal.ZERO;
    private BigDecimal expansion = BigDecimal.ZERO;
    private BigDecimal contraction = BigDecimal.ZERO;
    private BigDecimal churn = BigDecimal.ZERO;
    private BigDecimal reactivation = BigDecimal.ZERO;
    private BigDecimal closing = BigDecimal.ZERO;
    private long openingCustomers;
    private long newCustomers;
    private long churnedCustomers;
    private long reactivatedCustomers;
    private long newAndLost;

    Sums(LocalDate from, LocalDate to) {
      this.from = from;
      this.to = to;
    }

    void add(Subscriber subscriber) {
      BigDecimal before = BigDecimal.ZERO;
      BigDecimal after = BigDecimal.ZERO;
      for (Revenue revenue : subscriber.revenues()) {
        before = before.add(conversions.converted(revenue.at(from), revenue, from));
        after = after.add(conversions.converted(revenue.at(to), revenue, to));
      }
      boolean paidBefore = before.signum() > 0;
      boolean paysAfter = after.signum() > 0;
      opening = opening.add(before);
      closing = closing.add(after);
      openingCustomers += paidBefore ? 1 : 0;
      LocalDate firstPaid = subscriber.firstPaid();
      boolean isNew = firstPaid != null && firstPaid.isAfter(from) && !firstPaid.isAfter(to);
      if (paidBefore && paysAfter) {
        stays(subscriber, before);
      } else if (paidBefore) {
        churn = churn.add(before);
        churnedCustomers++;
      } else if (paysAfter && isNew) {
        gained = gained.add(after);
        newCustomers++;
      } else if (paysAfter) {
        reactivation = reactivation.add(after);
        reactivatedCustomers++;
      } else {
        newAndLost += isNew ? 1 : 0;
      }
    }

    /** What changed at the rates of the first day. */
    private void stays(Subscriber subscriber, BigDecimal before) {
      BigDecimal change = before.negate();
      for (Revenue revenue : subscriber.revenues()) {
        change = change.add(conversions.converted(revenue.at(to), revenue, from));
      }
      expansion = expansion.add(change.max(BigDecimal.ZERO));
      contraction = contraction.subtract(change.min(BigDecimal.ZERO));
    }

    /** Each movement is what it makes of the rounded balance. */
    MrrMovements movements() {
      rateSources.addAll(conversions.sources());
      BigDecimal lessContraction = opening.subtract(contraction);
      BigDecimal kept = lessContraction.subtract(churn);
      BigDecimal withExpansion = kept.add(expansion);
      BigDecimal withNew = withExpansion.add(gained);
      BigDecimal atFirstRates = withNew.add(reactivation);
      return new MrrMovements(
          options.scope(to, "days after " + from, conversions.sources()),
          from,
          rounded(opening),
          difference(withExpansion, withNew),
          difference(kept, withExpansion),
          difference(lessContraction, opening),
          difference(kept, lessContraction),
          difference(withNew, atFirstRates),
          difference(atFirstRates, closing),
          rounded(closing),
          new MrrMovements.Customers(
              openingCustomers, newCustomers, churnedCustomers, reactivatedCustomers, newAndLost));
    }

    private Money difference(BigDecimal low, BigDecimal high) {
      return rounded(high).minus(rounded(low));
    }

    private Money rounded(BigDecimal amount) {
      int scale = Money.scale(options.currency());
      return Money.of(
          amount.divide(new BigDecimal(parts), scale, RoundingMode.HALF_EVEN), options.currency());
    }
  }
}
