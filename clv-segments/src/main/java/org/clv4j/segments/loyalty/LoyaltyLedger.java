package org.clv4j.segments.loyalty;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.clv4j.core.internal.OrderColumns;

/**
 * The points of a loyalty programme, as a list of entries to which others are only ever added.
 *
 * <p>An entry is known by its key: one that comes again is ignored, another one under the same key
 * is an error. The entries of a customer come in the order of their days, those of different
 * customers in any order. An entry that is refused (more points redeemed than there are, more
 * reversed than were earned) leaves the ledger as it was. Adding the {@link #entries()} of a ledger
 * to an empty one gives the same ledger.
 *
 * <ul>
 *   <li>Points expire by themselves on their day, or before by an {@link LedgerEntry.Expire}.
 *   <li>A redemption takes first what expires first, of equals what was earned first.
 *   <li>A refund takes points back from what is left of those that the order earned, or of those of
 *       them that had expired. Where they are spent, other points that can be redeemed pay for what
 *       was redeemed; and if there are none, the rest is owed and paid by what comes in next. So a
 *       balance is never below 0.
 *   <li>A redemption that is taken back is owed no more; the rest goes back to the points that have
 *       paid for it by then, those that expire last first, pays what is owed for other redemptions,
 *       and expires with them, at once if their day is over.
 *   <li>An {@link LedgerEntry.Expire} that is taken back, in whole or in part, makes points what
 *       they were before it.
 * </ul>
 *
 * <p>A ledger belongs to one thread; what it gives out is immutable.
 */
public final class LoyaltyLedger {
  private final ZoneId zone;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final Map<String, LedgerEntry> byKey = new HashMap<>();
  private final Map<String, Customer> customers = new TreeMap<>();
  private long duplicates;

  /** The entries of a customer and what they add up to. */
  private record Customer(List<LedgerEntry> entries, AccountState state) {
    Customer(String customerId) {
      this(new ArrayList<>(), new AccountState(customerId));
    }
  }

  /** An empty ledger of days in UTC. */
  public LoyaltyLedger() {
    this(ZoneOffset.UTC);
  }

  /**
   * An empty ledger.
   *
   * @param zone whose local days the entries carry
   */
  public LoyaltyLedger(ZoneId zone) {
    this.zone = Objects.requireNonNull(zone, "zone must not be null");
  }

  /**
   * Adds an entry.
   *
   * @param entry the entry
   * @return false if the ledger has it already
   * @throws IllegalArgumentException if another entry has its key, the customer has a later one, it
   *     is of an entry that is not there, or it takes more points than there are; the ledger is
   *     then as it was
   * @throws ArithmeticException if the points do not fit in a long
   */
  public boolean append(LedgerEntry entry) {
    LedgerEntry known = byKey.get(entry.key());
    if (known != null) {
      if (!known.equals(entry)) {
        throw new IllegalArgumentException(
            "entry "
                + entry.key()
                + " must state the same each time, but was "
                + known
                + " and "
                + entry);
      }
      duplicates++;
      return false;
    }
    Customer found = customers.get(entry.customerId());
    Customer customer = found == null ? new Customer(entry.customerId()) : found;
    customer.state().apply(entry);
    customer.entries().add(entry);
    customers.put(entry.customerId(), customer);
    byKey.put(entry.key(), entry);
    entries.add(entry);
    return true;
  }

  /**
   * Everything that was added, each entry once.
   *
   * @return in the order in which they came; a view that does not change the ledger
   */
  public List<LedgerEntry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /**
   * The entries of a customer.
   *
   * @param customerId the customer
   * @return in the order of time; none for who has none
   */
  public List<LedgerEntry> entries(String customerId) {
    Customer customer = customers.get(customerId);
    return customer == null ? List.of() : Collections.unmodifiableList(customer.entries());
  }

  /**
   * How often an entry came that was there already.
   *
   * @return 0 or more
   */
  public long duplicates() {
    return duplicates;
  }

  /**
   * Who has entries.
   *
   * @return sorted by their characters
   */
  public SortedSet<String> customers() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(customers.keySet()));
  }

  /**
   * The zone of the days.
   *
   * @return UTC unless another was stated
   */
  public ZoneId zone() {
    return zone;
  }

  /**
   * The points of a customer at the end of a day: what later entries say has no part in it.
   *
   * @param customerId the customer
   * @param asOf the day
   * @return all 0 for who has no entries by then
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public PointsAccount account(String customerId, LocalDate asOf) {
    OrderColumns.checkDay(asOf, "as-of day");
    Customer customer = customers.get(customerId);
    if (customer == null) {
      return new AccountState(customerId).at(asOf);
    }
    LocalDate last = customer.state().lastDay();
    if (last == null || !asOf.isBefore(last)) {
      return customer.state().at(asOf);
    }
    AccountState then = new AccountState(customerId);
    customer.entries().stream().filter(e -> !e.day().isAfter(asOf)).forEach(then::apply);
    return then.at(asOf);
  }

  /** For example {@code 1204 entries of 310 customers}. */
  @Override
  public String toString() {
    return entries.size() + " entries of " + customers.size() + " customers";
  }
}
