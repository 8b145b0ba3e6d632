package org.clv4j.core.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.IdTable;
import org.jspecify.annotations.Nullable;

/**
 * Which customer ids are one customer: links from an id, such as that of a guest, to the account
 * that its orders belong to.
 *
 * <p>An id belongs to one account at most, whose id may belong to another one in turn; the account
 * at the end of the links stands for all. Links are a set: the order in which they are made or
 * merged changes nothing, and a wrong one is taken back by {@link #unlink}. Orders keep the ids
 * that they came with; {@link OrderLog#withAliases} reads them by these links.
 */
public final class CustomerAliases {
  /** No link: every id is a customer of its own. */
  public static final CustomerAliases NONE = new CustomerAliases(Map.of());

  private final Map<String, String> links;

  /** The end of the links, by the id of each that has one. */
  private final Map<String, String> accounts;

  private CustomerAliases(Map<String, String> links) {
    this.links = Collections.unmodifiableMap(new TreeMap<>(links));
    this.accounts = ends(this.links);
  }

  /**
   * These links.
   *
   * @param links the account by the id that belongs to it; an id that belongs to itself is none
   * @return the aliases
   * @throws IllegalArgumentException if an id is blank or links are circular; the message names the
   *     chain
   */
  public static CustomerAliases of(Map<String, String> links) {
    Map<String, String> checked = new HashMap<>();
    links.forEach((guest, account) -> add(checked, guest, account));
    return new CustomerAliases(checked);
  }

  private static void add(Map<String, String> links, String guest, String account) {
    Check.notBlank(guest, "customer id");
    Check.notBlank(account, "account id");
    if (guest.equals(account)) {
      return;
    }
    String other = links.putIfAbsent(guest, account);
    if (other != null && !other.equals(account)) {
      List<String> both = List.of(other, account).stream().sorted().toList();
      throw new IllegalArgumentException(
          "customer " + guest + " must belong to one account, but belongs to " + both);
    }
  }

  private static Map<String, String> ends(Map<String, String> links) {
    Map<String, String> ends = new HashMap<>();
    for (String start : links.keySet()) {
      Set<String> chain = new LinkedHashSet<>();
      String at = start;
      while (links.containsKey(at) && !ends.containsKey(at)) {
        if (!chain.add(at)) {
          throw circular(chain, at);
        }
        at = Objects.requireNonNull(links.get(at));
      }
      String end = ends.getOrDefault(at, at);
      chain.forEach(id -> ends.put(id, end));
    }
    return ends;
  }

  private static IllegalArgumentException circular(Set<String> chain, String again) {
    List<String> circle = new ArrayList<>(chain);
    circle.subList(0, circle.indexOf(again)).clear();
    // From the least id on, so that one circle has one message.
    Collections.rotate(circle, -circle.indexOf(Collections.min(circle)));
    circle.add(circle.get(0));
    return new IllegalArgumentException(
        "aliases must not be circular, but are " + String.join(" -> ", circle));
  }

  /**
   * These links and one more.
   *
   * @param guest the id that belongs to the account, with all ids that belong to it
   * @param account the account
   * @return the aliases; those here if they have the link already
   * @throws IllegalArgumentException if an id is blank, {@code guest} belongs to another account
   *     already, or the links would be circular
   */
  public CustomerAliases link(String guest, String account) {
    Map<String, String> more = new HashMap<>(links);
    add(more, guest, account);
    return new CustomerAliases(more);
  }

  /**
   * These links without one, which gives the customers back as they were.
   *
   * @param guest the id that does not belong to its account
   * @return the aliases
   * @throws IllegalArgumentException if there is no link from this id
   */
  public CustomerAliases unlink(String guest) {
    Map<String, String> fewer = new HashMap<>(links);
    if (fewer.remove(guest) == null) {
      throw new IllegalArgumentException("customer " + guest + " must be linked, but is not");
    }
    return new CustomerAliases(fewer);
  }

  /**
   * The links of both, in whatever order they are merged.
   *
   * @param other other aliases
   * @return the aliases
   * @throws IllegalArgumentException if an id belongs to two accounts, or both together are
   *     circular
   */
  public CustomerAliases merge(CustomerAliases other) {
    Map<String, String> both = new HashMap<>(links);
    other.links.forEach((guest, account) -> add(both, guest, account));
    return new CustomerAliases(both);
  }

  /**
   * The links.
   *
   * @return the account by the id that belongs to it, sorted by that id; immutable
   */
  public Map<String, String> links() {
    return links;
  }

  /**
   * The customer that an id stands for.
   *
   * @param id any id
   * @return the account at the end of the links, or the id itself
   */
  public String accountOf(String id) {
    return accounts.getOrDefault(id, id);
  }

  /** Which of the linked ids make no difference, because neither they nor those below them came. */
  List<String> unused(CustomerIds came) {
    Set<String> used = new HashSet<>();
    for (String id : links.keySet()) {
      if (came.indexOf(id) >= 0) {
        @Nullable String at = id;
        while (at != null && used.add(at)) {
          at = links.get(at);
        }
      }
    }
    return links.keySet().stream().filter(id -> !used.contains(id)).toList();
  }

  /** Customers under the ids of their accounts, and the index there of each index before. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Renamed(CustomerIds customers, int[] indexOf) {}

  /** The customers that some ids are; null if each is its own. */
  @Nullable Renamed rename(CustomerIds ids) {
    Map<Integer, String> accountOf = new HashMap<>();
    accounts.forEach(
        (guest, account) -> {
          int index = ids.indexOf(guest);
          if (index >= 0) {
            accountOf.put(index, account);
          }
        });
    if (accountOf.isEmpty()) {
      return null;
    }
    IdTable table = new IdTable();
    new HashSet<>(accountOf.values()).forEach(table::add);
    IdTable.Sorted sorted = table.sorted();
    int[] kept = new int[ids.size() - accountOf.size()];
    int n = 0;
    for (int i = 0; i < ids.size(); i++) {
      if (!accountOf.containsKey(i)) {
        kept[n++] = i;
      }
    }
    CustomerIds others = ids.select(kept);
    CustomerIds customers = others.union(new CustomerIds(sorted.numbers(), sorted.texts()));
    int[] indexOf = new int[ids.size()];
    int[] keptThere = others.indicesIn(customers);
    for (int i = 0; i < kept.length; i++) {
      indexOf[kept[i]] = keptThere[i];
    }
    accountOf.forEach((index, account) -> indexOf[index] = customers.indexOf(account));
    return new Renamed(customers, indexOf);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CustomerAliases aliases && links.equals(aliases.links);
  }

  @Override
  public int hashCode() {
    return links.hashCode();
  }

  /** For example {@code 12 ids belong to other accounts}. */
  @Override
  public String toString() {
    return links.size() == 1
        ? "1 id belongs to another account"
        : links.size() + " ids belong to other accounts";
  }
}
