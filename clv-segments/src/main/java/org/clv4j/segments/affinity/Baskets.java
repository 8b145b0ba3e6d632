package org.clv4j.segments.affinity;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.segments.internal.RowOrder;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What was bought together: of each basket the set of its products, however often each is in it.
 *
 * <p>A basket is an order or, after {@link #within}, the orders of a customer in a number of days.
 * A basket without a known product is none. Neither the order of the rows nor how often one comes
 * changes anything. It takes 4 bytes per basket and product, 4 per basket and, with customers, 8
 * more per basket.
 */
public final class Baskets {
  private static final int GREATEST = Integer.MAX_VALUE - 9;
  private static final int DAYS = OrderColumns.LAST_DAY - OrderColumns.FIRST_DAY + 1;

  private final Scope scope;
  private final List<String> products;
  private final int[] start;
  private final int[] items;
  private final @Nullable Buyers buyers;
  private final boolean merged;

  /** Customer and epoch day of each basket, which then stand by customer and day. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Buyers(int[] customer, int[] day) {}

  private Baskets(
      Scope scope,
      List<String> products,
      BasketRows rows,
      @Nullable Buyers buyers,
      boolean merged) {
    this.scope = scope;
    this.products = products;
    this.start = rows.start();
    this.items = rows.items();
    this.buyers = buyers;
    this.merged = merged;
  }

  /**
   * The baskets of columns: row i says that an order has a product.
   *
   * @param scope what the orders are: as-of day, zone, policy
   * @param order the number of the order, from 0, by row; numbers that no row has are no baskets
   * @param product the number of the product, from 0, by row
   * @param products the name of each product, no two the same
   * @return the baskets, without customers
   * @throws IllegalArgumentException if the columns differ in length, a number is negative or has
   *     no name, or a name comes twice
   */
  public static Baskets of(Scope scope, int[] order, int[] product, List<String> products) {
    return of(scope, order, product, products, null);
  }

  /**
   * The baskets of columns with who bought them when.
   *
   * @param scope what the orders are; orders after its as-of day do not count
   * @param order the number of the order, from 0, by row
   * @param product the number of the product, from 0, by row
   * @param products the name of each product, no two the same
   * @param customer the number of the customer, from 0, by number of the order
   * @param day the local day, as {@link LocalDate#toEpochDay()}, by number of the order
   * @return the baskets
   * @throws IllegalArgumentException if columns differ in length, a number is negative, or has no
   *     name or no customer, or a name comes twice
   */
  public static Baskets of(
      Scope scope, int[] order, int[] product, List<String> products, int[] customer, int[] day) {
    requireSameLength("days", day.length, "customers", customer.length);
    return of(scope, order, product, products, new Buyers(customer, day));
  }

  static Baskets of(
      Scope scope, int[] order, int[] product, List<String> products, @Nullable Buyers buyers) {
    requireSameLength("products", product.length, "orders", order.length);
    List<String> names = List.copyOf(products);
    Set<String> once = new HashSet<>(names);
    if (once.size() < names.size()) {
      throw new IllegalArgumentException("products must differ in name, but one came twice");
    }
    int orders = buyers == null ? countOf(order, "order") : buyers.customer.length;
    requireBelow(orders, order, "order");
    requireBelow(names.size(), product, "product");
    Scope single = over(scope, "single orders");
    BasketRows rows = BasketRows.of(order, product, orders);
    if (buyers == null) {
      return new Baskets(single, names, rows.select(RowOrder.natural(orders)), null, false);
    }
    int[] sorted = byCustomerAndDay(buyers, Math.toIntExact(scope.asOf().toEpochDay()));
    int[] present = Arrays.stream(sorted).filter(i -> rows.size(i) > 0).toArray();
    return new Baskets(
        single,
        names,
        rows.select(present),
        new Buyers(picked(buyers.customer, present), picked(buyers.day, present)),
        false);
  }

  /**
   * The baskets of the orders of a shop: those that count under the scope's policy, as it was known
   * at the end of its as-of day. What went back later stays in the basket; it was bought together.
   *
   * @param book the orders, with products in their lines
   * @param scope as-of day, policy
   * @param aliases which ids are one customer
   * @return the baskets
   * @throws IllegalArgumentException if the policy refuses an order
   */
  public static Baskets of(OrderBook book, Scope scope, CustomerAliases aliases) {
    OrderPolicy policy = requirePolicy(scope);
    BasketsBuilder builder = builder(scope);
    for (ShopOrder whole : book.orders()) {
      if (!whole.day().isAfter(scope.asOf())
          && policy.value(whole.knownBy(scope.asOf())).counts()) {
        String customer = aliases.accountOf(whole.customerId());
        for (OrderLine line : whole.lines()) {
          if (line.product() != null) {
            builder.add(whole.id(), customer, whole.day(), line.product());
          }
        }
      }
    }
    return builder.build();
  }

  /**
   * Begins baskets row by row.
   *
   * @param scope what the orders are; orders after its as-of day do not count
   * @return an empty builder
   */
  public static BasketsBuilder builder(Scope scope) {
    return new BasketsBuilder(scope);
  }

  /**
   * Larger baskets: of each customer the first order with all those up to so many days after it,
   * then the next order with all those up to so many days after that, and so on.
   *
   * <p>So every order is in one basket, and baskets can be counted as independent trials, which
   * windows that slide over the orders could not. Two orders on either side of a cut are apart,
   * however near.
   *
   * @param days H, 0 for the orders of one day; as long as the history for one basket per customer
   * @return baskets with these products
   * @throws IllegalStateException if the baskets name no customers
   */
  public Baskets within(int days) {
    Check.notNegative(days, "days");
    Buyers by = buyers;
    if (by == null) {
      throw new IllegalStateException("the baskets name no customers");
    }
    int[] episode = new int[size()];
    int[] first = new int[size()];
    int episodes = 0;
    for (int b = 0; b < size(); b++) {
      boolean goesOn =
          b > 0
              && by.customer[b] == by.customer[b - 1]
              && by.day[b] - by.day[first[episodes - 1]] <= days;
      if (!goesOn) {
        first[episodes++] = b;
      }
      episode[b] = episodes - 1;
    }
    int[] order = new int[items.length];
    for (int b = 0; b < size(); b++) {
      Arrays.fill(order, start[b], start[b + 1], episode[b]);
    }
    int[] firsts = Arrays.copyOf(first, episodes);
    return new Baskets(
        over(scope, "orders of a customer within " + days + " days of the first"),
        products,
        BasketRows.of(order, items, episodes),
        new Buyers(picked(by.customer, firsts), picked(by.day, firsts)),
        true);
  }

  private static Scope over(Scope scope, String baskets) {
    return new Scope(scope.asOf(), baskets, scope.zone(), scope.policy(), scope.currency());
  }

  private static int[] byCustomerAndDay(Buyers buyers, int asOf) {
    int[] orders = RowOrder.natural(buyers.day.length);
    int[] known = Arrays.stream(orders).filter(i -> buyers.day[i] <= asOf).toArray();
    int customers = countOf(buyers.customer, "customer");
    requireBelow(customers, buyers.customer, "customer");
    int[] day = Arrays.stream(buyers.day).map(d -> d - OrderColumns.FIRST_DAY).toArray();
    requireBelow(DAYS, day, "days after 1900-01-01");
    return RowOrder.byKey(RowOrder.byKey(known, day, DAYS), buyers.customer, customers);
  }

  /** Tables are as long as the numbers are great. */
  private static int countOf(int[] numbers, String name) {
    return 1 + Check.inRange(Arrays.stream(numbers).max().orElse(-1), -1, GREATEST, name);
  }

  private static void requireBelow(int end, int[] numbers, String name) {
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < 0 || numbers[i] >= end) {
        Check.inRange(numbers[i], 0, Math.max(0, end - 1), "row " + i + ": " + name);
      }
    }
  }

  private static int[] picked(int[] column, int[] rows) {
    return IntStream.of(rows).map(row -> column[row]).toArray();
  }

  private static void requireSameLength(String a, int lengthA, String b, int lengthB) {
    if (lengthA != lengthB) {
      throw new IllegalArgumentException(
          a + " must be as many as " + b + ", " + lengthB + ", but were " + lengthA);
    }
  }

  /**
   * The number of baskets.
   *
   * @return 0 or more
   */
  public int size() {
    return start.length - 1;
  }

  /**
   * What the baskets are: single orders, or those of a customer within some days.
   *
   * @return as-of day, window, zone, policy
   */
  public Scope scope() {
    return scope;
  }

  /**
   * Whether a basket is several orders of a customer.
   *
   * @return true after {@link #within}
   */
  public boolean areMerged() {
    return merged;
  }

  /**
   * The products by number; there may be some that no basket holds.
   *
   * @return their names
   */
  public List<String> products() {
    return products;
  }

  /**
   * Whether the baskets name customers and days.
   *
   * @return true if so
   */
  public boolean hasCustomers() {
    return buyers != null;
  }

  /**
   * What a basket holds.
   *
   * @param basket from 0 to {@link #size()} - 1
   * @return the numbers of its products, ascending; a new array
   */
  public int[] basket(int basket) {
    Objects.checkIndex(basket, size());
    return Arrays.copyOfRange(items, start[basket], start[basket + 1]);
  }

  int[] start() {
    return start;
  }

  int[] items() {
    return items;
  }

  Buyers buyers() {
    return Objects.requireNonNull(buyers, "the baskets name no customers");
  }

  /** For example {@code 1204 baskets of 310 products, single orders}. */
  @Override
  public String toString() {
    return size() + " baskets of " + products.size() + " products, " + scope.window();
  }

  static OrderPolicy requirePolicy(Scope scope) {
    return Objects.requireNonNull(scope.policy(), "the scope must have a policy");
  }
}
