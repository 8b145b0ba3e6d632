package org.clv4j.segments.affinity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.segments.metric.Scope;

/**
 * Collects baskets row by row, in any order: each row says that an order has a product. Either all
 * rows name customer and day of the order or none does. For one thread.
 */
public final class BasketsBuilder {
  private static final int FIRST_ROWS = 1024;

  private final Scope scope;
  private final Map<String, Integer> orders = new HashMap<>();
  private final Map<String, Integer> products = new HashMap<>();
  private final Map<String, Integer> customers = new HashMap<>();
  private final List<Buyer> buyers = new ArrayList<>();
  private int[] order = new int[FIRST_ROWS];
  private int[] product = new int[FIRST_ROWS];
  private int rows;

  private record Buyer(String customer, LocalDate day) {}

  BasketsBuilder(Scope scope) {
    this.scope = Objects.requireNonNull(scope, "scope must not be null");
  }

  /**
   * Adds a product of an order whose customer is not known.
   *
   * @param orderId the order
   * @param productId the product, not blank
   * @return this builder
   * @throws IllegalArgumentException if a text is blank or rows before named customers
   */
  public BasketsBuilder add(String orderId, String productId) {
    if (!buyers.isEmpty()) {
      throw new IllegalArgumentException("either all rows name a customer or none does");
    }
    return put(orderId, productId);
  }

  /**
   * Adds a product of an order. One after the scope's as-of day does not count.
   *
   * @param orderId the order
   * @param customerId who ordered, in all rows of the order the same
   * @param day the local day, in all rows of the order the same
   * @param productId the product, not blank
   * @return this builder
   * @throws IllegalArgumentException if a text is blank, the day lies outside of 1900-01-01 to
   *     2199-12-31, the order had another customer or day before, or rows before named no customers
   */
  public BasketsBuilder add(String orderId, String customerId, LocalDate day, String productId) {
    Buyer buyer = new Buyer(Check.notBlank(customerId, "customer"), day);
    OrderColumns.checkDay(day, "day");
    if (rows > 0 && buyers.isEmpty()) {
      throw new IllegalArgumentException("either all rows name a customer or none does");
    }
    Integer known = orders.get(orderId);
    if (known != null && !buyers.get(known).equals(buyer)) {
      throw new IllegalArgumentException(
          "order \"" + orderId + "\" must be of " + buyers.get(known) + ", but was of " + buyer);
    }
    put(orderId, productId);
    if (known == null) {
      buyers.add(buyer);
      number(customers, customerId);
    }
    return this;
  }

  private BasketsBuilder put(String orderId, String productId) {
    Check.notBlank(orderId, "order");
    Check.notBlank(productId, "product");
    if (rows == order.length) {
      order = Arrays.copyOf(order, 2 * rows);
      product = Arrays.copyOf(product, 2 * rows);
    }
    order[rows] = number(orders, orderId);
    product[rows++] = number(products, productId);
    return this;
  }

  private static int number(Map<String, Integer> numbers, String id) {
    Integer next = numbers.size();
    Integer known = numbers.putIfAbsent(id, next);
    return known == null ? next : known;
  }

  /**
   * The baskets so far; products are numbered by name.
   *
   * @return the baskets
   */
  public Baskets build() {
    List<String> names = products.keySet().stream().sorted().toList();
    int[] rank = new int[names.size()];
    for (int i = 0; i < rank.length; i++) {
      rank[number(products, names.get(i))] = i;
    }
    int[] ranked = Arrays.stream(product, 0, rows).map(p -> rank[p]).toArray();
    int[] of = Arrays.copyOf(order, rows);
    if (buyers.isEmpty()) {
      return Baskets.of(scope, of, ranked, names);
    }
    return Baskets.of(
        scope,
        of,
        ranked,
        names,
        buyers.stream().mapToInt(buyer -> number(customers, buyer.customer())).toArray(),
        buyers.stream().mapToInt(buyer -> (int) buyer.day().toEpochDay()).toArray());
  }
}
