package org.clv4j.segments.health;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Whom to contact now and whom to leave alone, one advice per customer.
 *
 * <p>The days since the last order are held against the percentiles of the customer's own gaps, if
 * there are at least {@value #OWN_GAPS}, else of the gaps of all customers. A gap runs from one day
 * with an order to the next such day. All gaps are of customers who came back: the percentiles say
 * when those who come back do, not who does. Rows are those of the {@link
 * org.clv4j.core.customer.CustomerBase} of the day.
 */
public final class ContactAdvice {
  /** So many own gaps make a customer's percentiles his own. */
  public static final int OWN_GAPS = 10;

  /** A customer who orders anyway with more than this probability is left alone. */
  private static final double BUYS_ANYWAY = 0.5;

  private final CustomerOrders orders;
  private final Scope scope;
  private final int asOfDay;
  private final CustomerIds ids;
  private final int[] customers;
  private final Advice[] advice;
  private final GapPercentiles ofAll;

  private ContactAdvice(
      CustomerOrders orders, LocalDate asOf, double @Nullable [] buysWithin14Days, int threads) {
    int parts = HealthPass.parts(orders, threads);
    this.orders = orders;
    this.asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    this.scope = Scope.of(orders, asOf, "gaps of all time");
    this.customers = orders.buyers(asOfDay);
    this.ids = orders.customers().select(customers);
    if (buysWithin14Days != null && buysWithin14Days.length != customers.length) {
      throw new IllegalArgumentException(
          "probabilities must be one for each of the "
              + customers.length
              + " customers who had ordered by "
              + asOf
              + ", but were "
              + buysWithin14Days.length);
    }
    this.ofAll = gapsOfAll(parts);
    this.advice = new Advice[customers.length];
    int longest = longest();
    Parallel.run(
        parts,
        part -> {
          int[] own = new int[longest];
          int last = Parallel.start(advice.length, part + 1, parts);
          for (int row = Parallel.start(advice.length, part, parts); row < last; row++) {
            advice[row] = advise(row, own, buysWithin14Days);
          }
        });
  }

  private Advice advise(int row, int[] own, double @Nullable [] buysWithin14Days) {
    Advice byGaps = percentiles(row, own).advice(daysSinceLastOrder(row));
    boolean anyway =
        buysWithin14Days != null
            && Check.inRange(buysWithin14Days[row], 0, 1, "row " + row + ": probability")
                > BUYS_ANYWAY;
    return anyway && byGaps != Advice.SUPPRESS_JUST_BOUGHT ? Advice.SUPPRESS_BUYS_ANYWAY : byGaps;
  }

  private int longest() {
    int most = 0;
    for (int customer : customers) {
      most = Math.max(most, orders.end(customer, asOfDay) - orders.start(customer));
    }
    return most;
  }

  private GapPercentiles gapsOfAll(int parts) {
    int most = 0;
    for (int customer : customers) {
      most = Math.max(most, asOfDay - orders.day(orders.start(customer)));
    }
    int[][] ofPart = new int[parts][most + 1];
    Parallel.run(
        parts,
        part -> {
          int last = Parallel.start(customers.length, part + 1, parts);
          for (int row = Parallel.start(customers.length, part, parts); row < last; row++) {
            addGaps(customers[row], ofPart[part]);
          }
        });
    int[] counts = ofPart[0];
    for (int part = 1; part < parts; part++) {
      int[] more = ofPart[part];
      Arrays.setAll(counts, gap -> counts[gap] + more[gap]);
    }
    counts[0] = 0;
    return GapPercentiles.of(new Delay(counts, new int[counts.length]));
  }

  private void addGaps(int customer, int[] counts) {
    int end = orders.end(customer, asOfDay);
    for (int i = orders.start(customer) + 1; i < end; i++) {
      counts[orders.day(i) - orders.day(i - 1)]++;
    }
  }

  private GapPercentiles percentiles(int row, int[] own) {
    int count = 0;
    int end = orders.end(customers[row], asOfDay);
    for (int i = orders.start(customers[row]) + 1; i < end; i++) {
      int gap = orders.day(i) - orders.day(i - 1);
      if (gap > 0) {
        own[count++] = gap;
      }
    }
    return count < OWN_GAPS ? ofAll : GapPercentiles.ofOwn(own, count);
  }

  /**
   * Advice by gaps alone.
   *
   * @param orders the orders
   * @param asOf the day of the advice, to its end
   * @return one advice per customer who had ordered by then
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public static ContactAdvice of(CustomerOrders orders, LocalDate asOf) {
    return of(orders, asOf, 1);
  }

  /**
   * Advice by gaps alone, in several threads.
   *
   * @param orders the orders
   * @param asOf the day of the advice, to its end
   * @param threads at most so many, at least 1; they change nothing but the time it takes
   * @return one advice per customer who had ordered by then
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31 or there
   *     is less than a thread
   */
  public static ContactAdvice of(CustomerOrders orders, LocalDate asOf, int threads) {
    return new ContactAdvice(orders, asOf, null, threads);
  }

  /**
   * Advice by gaps, and by a model: who orders within 14 days without being contacted with a
   * probability above 0.5 is left alone.
   *
   * @param orders the orders
   * @param asOf the day of the advice, to its end
   * @param buysWithin14Days P(an order within 14 days) by row of the customer base of that day
   * @return one advice per customer who had ordered by then
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31, or there
   *     is not one number from 0 to 1 for each customer
   */
  public static ContactAdvice of(CustomerOrders orders, LocalDate asOf, double[] buysWithin14Days) {
    Objects.requireNonNull(buysWithin14Days, "probabilities must not be null");
    return new ContactAdvice(orders, asOf, buysWithin14Days, 1);
  }

  /**
   * The number of customers.
   *
   * @return 0 or more
   */
  public int size() {
    return advice.length;
  }

  /**
   * The customers.
   *
   * @return the id of row i at index i
   */
  public CustomerIds ids() {
    return ids;
  }

  /**
   * As-of day, zone, policy.
   *
   * @return the scope
   */
  public Scope scope() {
    return scope;
  }

  /**
   * What to do.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return the advice
   */
  public Advice advice(int row) {
    return advice[row];
  }

  /**
   * Days from the last order to the as-of day.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return 0 or more
   */
  public int daysSinceLastOrder(int row) {
    return asOfDay - orders.day(orders.end(customers[row], asOfDay) - 1);
  }

  /**
   * What the days were held against.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return the customer's own percentiles or those of all; all 0 where there is no gap
   */
  public GapPercentiles percentiles(int row) {
    int orderCount = orders.end(customers[row], asOfDay) - orders.start(customers[row]);
    return percentiles(row, new int[orderCount]);
  }

  /**
   * How many customers have each advice.
   *
   * @return {@code contact_wait} and so on, each of all customers; immutable
   */
  public List<Metric> metrics() {
    return Arrays.stream(Advice.values())
        .map(
            kind ->
                Metric.count(
                    "contact_" + kind,
                    Arrays.stream(advice).filter(kind::equals).count(),
                    advice.length,
                    MetricUnit.CUSTOMERS))
        .toList();
  }

  /** For example {@code wait 1, in_window 2, lost 1}. */
  @Override
  public String toString() {
    return String.join(
        ", ",
        metrics().stream()
            .filter(metric -> metric.value().orElse(0) > 0)
            .map(
                metric ->
                    metric.name().substring("contact_".length())
                        + " "
                        + (long) metric.value().orElse(0))
            .toList());
  }
}
