package org.clv4j.segments.behavior;

import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.segments.health.PurchaseDelays;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmTable;
import org.jspecify.annotations.Nullable;

/**
 * What rules can look at: one number per customer and column, as of a day.
 *
 * <p>The rows are those of {@link CustomerOrders#base} of the day: the customers who had ordered by
 * then, in the order of their ids; with carts also those who had filled one, who have 0 {@link
 * #ORDERS} and nothing else of orders. Columns of the orders are made in one pass when a rule first
 * wants them, and kept; no order after the day has a part in them. Columns of models, or of
 * whatever else is known, are handed in by {@link #with}. A customer of whom a column is not known
 * never meets a comparison with it.
 */
public final class Columns {
  /** Orders placed, each counted. */
  public static final String ORDERS = "orders";

  /** The sum of all orders, in major units. */
  public static final String SPEND = "spend";

  /** Spend per order, in major units. */
  public static final String MEAN_ORDER_VALUE = "mean_order_value";

  /** Days from the first order to the as-of day. */
  public static final String DAYS_SINCE_FIRST_ORDER = "days_since_first_order";

  /** Days from the last order to the as-of day. */
  public static final String DAYS_SINCE_LAST_ORDER = "days_since_last_order";

  /** Days from the first order to the second; known of those who ordered twice. */
  public static final String DAYS_TO_SECOND_ORDER = "days_to_second_order";

  /**
   * Days from the first order to the as-of day, less the {@linkplain
   * PurchaseDelays#repurchaseDeadline repurchase deadline} of all customers; above 0 is who is past
   * it.
   */
  public static final String DAYS_PAST_REPURCHASE_DEADLINE = "days_past_repurchase_deadline";

  /** Days from the first to the last order per gap between orders; known from two orders on. */
  public static final String MEAN_GAP = "mean_gap";

  /**
   * Standard deviation (with n - 1) of the days between orders that follow each other, divided by
   * their mean; known from three orders on, unless all are of one day.
   */
  public static final String GAP_VARIATION = "gap_variation";

  /** Days since the last order, divided by the mean gap; known where that is above 0. */
  public static final String GAPS_SINCE_LAST_ORDER = "gaps_since_last_order";

  /** The part of the spend that came from orders without a discount; known where it is not 0. */
  public static final String FULL_PRICE_SHARE = "full_price_share";

  /** Discounts as a part of list prices (amount and discount); known where those are not 0. */
  public static final String DISCOUNT_SHARE = "discount_share";

  /** The part of the orders that had a discount. */
  public static final String DISCOUNTED_ORDER_SHARE = "discounted_order_share";

  /**
   * The largest part of the orders that lies in the same three consecutive months of the year, such
   * as November to January.
   */
  public static final String SEASON_SHARE = "season_share";

  /**
   * In how many years there is an order in these three months; of several such seasons that with
   * the most. November to January is one season, not two years.
   */
  public static final String SEASON_YEARS = "season_years";

  /**
   * Days from the last abandoned cart to the as-of day; known of those who have one.
   *
   * <p>Carts and orders have days, no hours. A cart is abandoned if the customer placed no order
   * from its day on, neither by the end of the day after nor later; one of the as-of day itself is
   * not abandoned yet. Who never ordered has abandoned every cart.
   */
  public static final String DAYS_SINCE_ABANDONED_CART = "days_since_abandoned_cart";

  /**
   * 1 for Champions and Loyal of the RFM table, 0 for all others: of the table handed in by {@link
   * #withRfm}, or else five scores by value quantiles and {@link RfmRules#RFM_11}, without amounts
   * {@link RfmRules#RF_10}.
   */
  public static final String CHAMPION_OR_LOYAL = "champion_or_loyal";

  /** Customer value by a model; known where it is handed in. */
  public static final String CLV = "clv";

  /** P(alive) by a model; known where it is handed in. */
  public static final String PROBABILITY_ALIVE = "probability_alive";

  private static final List<String> OF_MODELS = List.of(CLV, PROBABILITY_ALIVE);

  private final Rows rows;
  private final int threads;
  private final @Nullable CustomerEvents carts;
  private final @Nullable RfmTable rfm;
  private final Map<String, double[]> given;
  private final MadeColumns made;

  private Columns(
      Rows rows,
      int threads,
      @Nullable CustomerEvents carts,
      @Nullable RfmTable rfm,
      Map<String, double[]> given) {
    this.rows = rows;
    this.threads = threads;
    this.carts = carts;
    this.rfm = rfm;
    this.given = given;
    this.made = new MadeColumns(rows, threads, carts, rfm);
  }

  /**
   * The columns of the orders up to the end of a day.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @return one row per customer who had ordered by then; perhaps none
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public static Columns of(CustomerOrders orders, LocalDate asOf) {
    int day = OrderColumns.checkDay(asOf, "as-of day");
    return new Columns(Rows.of(orders, day), 1, null, null, Map.of());
  }

  /**
   * The same with another number of threads, which changes no value.
   *
   * @param number at least 1
   * @return new columns
   */
  public Columns withThreads(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + number);
    }
    return new Columns(rows, number, carts, rfm, given);
  }

  /**
   * The same with {@link #DAYS_SINCE_ABANDONED_CART}, and with a row for everybody who had filled a
   * cart by the as-of day but not ordered. Columns that were handed in are not known of them.
   *
   * @param events who filled a cart when
   * @return new columns
   */
  public Columns withCarts(CustomerEvents events) {
    Rows more = Rows.of(orders(), rows.asOfDay(), events);
    Map<String, double[]> moved = new LinkedHashMap<>();
    given.forEach((name, values) -> moved.put(name, more.moved(values, ids())));
    return new Columns(more, threads, events, rfm, moved);
  }

  /**
   * The same with {@link #CHAMPION_OR_LOYAL} of a table that was made already.
   *
   * @param table of the same orders and day, with segments called Champions and Loyal
   * @return new columns
   * @throws IllegalArgumentException if it is of another day or other customers, or has no such
   *     segments
   */
  public Columns withRfm(RfmTable table) {
    Vip.check(table, asOf());
    if (table.size() != rows.buyers()) {
      throw new IllegalArgumentException(
          "RFM table must have "
              + rows.buyers()
              + " rows, one per customer with an order, but had "
              + table.size());
    }
    return new Columns(rows, threads, carts, table, given);
  }

  /**
   * The same with a column that is known from elsewhere.
   *
   * @param name letters, digits, underscores and points, not a digit or point first; neither that
   *     of another column nor {@code and}, {@code or} or a threshold like {@code P90}
   * @param values by row, finite; NaN where it is not known
   * @return new columns
   * @throws IllegalArgumentException if a rule above is broken
   */
  public Columns with(String name, double... values) {
    ColumnName.check(name);
    if (given.containsKey(name) || Trait.of(name) != null) {
      throw new IllegalArgumentException("column must be new, but \"" + name + "\" is there");
    }
    checkRows(values.length, "column " + name);
    for (int row = 0; row < values.length; row++) {
      if (Double.isInfinite(values[row])) {
        throw new IllegalArgumentException(
            name + " must be finite, but was " + values[row] + " in row " + row);
      }
    }
    Map<String, double[]> more = new LinkedHashMap<>(given);
    more.put(name, values.clone());
    return new Columns(rows, threads, carts, rfm, more);
  }

  /**
   * The RFM table that {@link #CHAMPION_OR_LOYAL} looks at.
   *
   * @return the one handed in, or else one that is made when it is first wanted
   */
  public RfmTable rfm() {
    return made.rfm();
  }

  private void checkRows(int rows, String name) {
    if (rows != size()) {
      throw new IllegalArgumentException(
          name + " must have " + size() + " rows, one per customer, but had " + rows);
    }
  }

  /**
   * The number of customers.
   *
   * @return 0 or more
   */
  public int size() {
    return rows.size();
  }

  /**
   * The orders that were looked at.
   *
   * @return the orders
   */
  public CustomerOrders orders() {
    return rows.orders();
  }

  /**
   * The last day that counts.
   *
   * @return the local day
   */
  public LocalDate asOf() {
    return rows.asOf();
  }

  /**
   * The customers.
   *
   * @return the ids by row
   */
  public CustomerIds ids() {
    return rows.ids();
  }

  /**
   * The id of a customer.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return the id
   */
  public String id(int row) {
    return rows.id(row);
  }

  /**
   * The row of a customer.
   *
   * @param id the id
   * @return the row, or -1 if the customer had not ordered, nor filled a cart, by the as-of day
   */
  public int row(CharSequence id) {
    return rows.row(id);
  }

  /**
   * The names of all columns that rules may have, known of this base or not.
   *
   * @return those of the orders, then those of models and those handed in
   */
  public List<String> names() {
    return Stream.of(
            Arrays.stream(Trait.values()).map(Trait::column),
            OF_MODELS.stream(),
            given.keySet().stream())
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  /**
   * Why a column is known of nobody here.
   *
   * @param name one of {@link #names()}
   * @return for example {@code the orders have no amounts}; empty if it can be known
   * @throws IllegalArgumentException if there is no such column
   */
  public Optional<String> whyUnknown(String name) {
    Trait trait = requireName(name);
    if (trait == null) {
      return given.containsKey(name)
          ? Optional.empty()
          : Optional.of("no column " + name + " was handed in");
    }
    return trait == Trait.DAYS_PAST_REPURCHASE_DEADLINE && made.deadline().isEmpty()
        ? Optional.of("nobody has ordered twice by " + asOf())
        : Optional.ofNullable(trait.lack(orders(), carts));
  }

  private @Nullable Trait requireName(String name) {
    Trait trait = Trait.of(name);
    if (trait == null && !given.containsKey(name) && !OF_MODELS.contains(name)) {
      throw new IllegalArgumentException(
          "column must be one of " + names() + ", but was \"" + name + "\"");
    }
    return trait;
  }

  /**
   * The value of a column.
   *
   * @param name one of {@link #names()}
   * @param row from 0 to {@link #size()} - 1
   * @return empty where it is not known of the customer, or of nobody
   * @throws IllegalArgumentException if there is no such column
   */
  public OptionalDouble value(String name, int row) {
    Objects.checkIndex(row, size());
    if (whyUnknown(name).isPresent()) {
      return OptionalDouble.empty();
    }
    double value = values(List.of(name)).get(0)[row];
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The columns of these names, NaN where one is not known; none of them unknown of all. */
  List<double[]> values(Collection<String> names) {
    made.make(names.stream().map(Trait::of).filter(Objects::nonNull).collect(toSet()));
    return names.stream().map(this::kept).toList();
  }

  private double[] kept(String name) {
    Trait trait = Trait.of(name);
    return trait == null ? Objects.requireNonNull(given.get(name), name) : made.column(trait);
  }

  /** How many orders a customer had placed. */
  int orders(int row) {
    return rows.end(row) - rows.start(row);
  }

  /** What was made of the orders. */
  MadeColumns made() {
    return made;
  }

  /** For example {@code 2357 customers as of 1998-06-30: orders, spend, …}. */
  @Override
  public String toString() {
    return size() + " customers as of " + asOf() + ": " + String.join(", ", names());
  }
}
