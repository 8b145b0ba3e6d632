package org.clv4j.core.order;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.MissingRateException;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.jspecify.annotations.Nullable;

/**
 * Collects the orders of a shop, each once, in whatever order and however often they come.
 *
 * <p>An order that was added before is ignored and counted. Another one with the same id is a
 * conflict, unless the book {@linkplain #ofRevisions keeps revisions}: then the highest revision
 * counts, and only two of the same revision that do not state the same are a conflict. So a book is
 * a set: any permutation of the orders, and any split of them over books that are merged, give the
 * same log bit for bit.
 *
 * <p>A book belongs to one thread; several threads fill one each and {@link #addAll} merges them.
 */
public final class OrderBook {
  private final boolean revisions;
  private ZoneId zone = ZoneOffset.UTC;
  private @Nullable Currency analysis;
  private @Nullable RateProvider rates;
  private final Map<Key, ShopOrder> orders = new HashMap<>();
  private long added;

  private record Key(String id, @Nullable Long revision) {}

  private OrderBook(boolean revisions) {
    this.revisions = revisions;
  }

  /** An empty book in which one id has one order. */
  public OrderBook() {
    this(false);
  }

  /**
   * An empty book in which one id may have several revisions, of which the highest counts. An order
   * without a revision is the earliest.
   *
   * @return the book
   */
  public static OrderBook ofRevisions() {
    return new OrderBook(true);
  }

  /**
   * States the zone whose local days the orders carry; UTC unless stated.
   *
   * @param localDays the zone of the days
   * @return this book
   */
  public OrderBook zone(ZoneId localDays) {
    zone = Objects.requireNonNull(localDays, "zone must not be null");
    return this;
  }

  /**
   * States the currency of the analysis and at which rates orders in others are converted; without
   * it all orders that count must have one currency.
   *
   * <p>The policy decides on an order as it came. What it is then worth is converted at the rate of
   * the day of the order, refunds too: its amount, its net, and what is left of tax and shipping,
   * each rounded once, half to even. So an order of which all was refunded stays worth nothing, and
   * net is gross less discounts less refunds to the minor unit. Variable costs per order are in the
   * order's own currency.
   *
   * @param currency the currency of the analysis
   * @param provider knows the rates
   * @return this book
   */
  public OrderBook convertTo(Currency currency, RateProvider provider) {
    Money.scale(currency);
    analysis = currency;
    rates = Objects.requireNonNull(provider, "rates must not be null");
    return this;
  }

  /**
   * Adds an order.
   *
   * @param order the order
   * @return this book
   * @throws OrderConflictException if the book has another order under that id, and revision if it
   *     keeps them; it is then as it was
   */
  public OrderBook add(ShopOrder order) {
    put(order);
    added++;
    return this;
  }

  /**
   * Adds all orders of another book, and counts what that one ignored.
   *
   * @param other a book of the same kind; it stays as it is
   * @return this book
   * @throws IllegalArgumentException if zone or handling of revisions differ
   * @throws OrderConflictException if an order conflicts; this book is then as it was
   */
  public OrderBook addAll(OrderBook other) {
    if (!zone.equals(other.zone)) {
      throw new IllegalArgumentException("zone must be " + zone + ", but was " + other.zone);
    }
    if (revisions != other.revisions) {
      throw new IllegalArgumentException("books must both keep revisions or both not");
    }
    other.orders.forEach((key, order) -> requireSame(orders.get(key), order));
    other.orders.values().forEach(this::put);
    added += other.added;
    return this;
  }

  private void put(ShopOrder order) {
    Key key = new Key(order.id(), revisions ? order.revision() : null);
    requireSame(orders.putIfAbsent(key, order), order);
  }

  private static void requireSame(@Nullable ShopOrder known, ShopOrder order) {
    if (known != null && !known.equals(order)) {
      throw new OrderConflictException(order.id(), difference(known, order));
    }
  }

  private static String difference(ShopOrder a, ShopOrder b) {
    for (RecordComponent component : ShopOrder.class.getRecordComponents()) {
      Object of = get(component, a);
      Object other = get(component, b);
      if (!Objects.equals(of, other)) {
        return component.getName() + " was " + of + " and " + other;
      }
    }
    throw new IllegalStateException("equal orders do not differ");
  }

  private static @Nullable Object get(RecordComponent component, ShopOrder order) {
    try {
      return component.getAccessor().invoke(order);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The number of orders, earlier revisions not counted.
   *
   * @return 0 or more
   */
  public int size() {
    return latest().size();
  }

  /**
   * How often an order was added that the book had already.
   *
   * @return 0 or more
   */
  public long duplicates() {
    return added - orders.size();
  }

  /**
   * The orders, of each its highest revision.
   *
   * @return sorted by id
   */
  public Collection<ShopOrder> orders() {
    return latest().values();
  }

  private Map<String, ShopOrder> latest() {
    Map<String, ShopOrder> latest = new TreeMap<>();
    Comparator<ShopOrder> byRevision =
        Comparator.comparing(
            ShopOrder::revision, Comparator.nullsFirst(Comparator.<Long>naturalOrder()));
    for (ShopOrder order : orders.values()) {
      latest.merge(order.id(), order, (a, b) -> byRevision.compare(a, b) < 0 ? b : a);
    }
    return latest;
  }

  /**
   * The log under a policy, by all that is known, and what became of every order.
   *
   * @param policy which orders count and what they are worth
   * @return the log and its account
   * @throws CurrencyMismatchException if two orders that count have two currencies and the book
   *     does not convert
   * @throws MissingRateException if there is no rate of the day of an order that counts
   * @throws IllegalArgumentException if the policy refuses an order, see {@link OrderPolicy#value}
   * @throws IllegalStateException if the book is empty
   */
  public OrderAccount account(OrderPolicy policy) {
    return account(policy, LocalDate.MAX);
  }

  /**
   * The log as it was known at the end of a day: later orders are left out, later refunds and
   * states are not looked at.
   *
   * @param policy which orders count and what they are worth
   * @param knownBy the last day that counts
   * @return the log and its account
   * @throws CurrencyMismatchException if two orders that count have two currencies and the book
   *     does not convert
   * @throws MissingRateException if there is no rate of the day of an order that counts
   * @throws IllegalArgumentException if the policy refuses an order, see {@link OrderPolicy#value}
   * @throws IllegalStateException if the book is empty
   */
  public OrderAccount account(OrderPolicy policy, LocalDate knownBy) {
    Map<String, ShopOrder> latest = latest();
    AccountBuilder account = new AccountBuilder(policy, zone, analysis, rates);
    latest.values().forEach(order -> account.add(order, knownBy));
    return account.build(duplicates(), (long) orders.size() - latest.size());
  }

  /** For example {@code 1204 orders, 3 added twice}. */
  @Override
  public String toString() {
    return size() + " orders" + (duplicates() == 0 ? "" : ", " + duplicates() + " added twice");
  }
}
