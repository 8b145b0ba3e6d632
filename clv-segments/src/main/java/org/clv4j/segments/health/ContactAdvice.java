package org.clv4j.segments.health;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
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
      CustomerOrders orders, LocalDate asOf, double @Nullable [] buysWithin14Days) {
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
    this.ofAll = gapsOfAll();
    this.advice = new Advice[customers.length];
    int[] own = new int[longest()];
    for (int row = 0; row < advice.length; row++) {
      Advice byGaps = percentiles(row, own).advice(daysSinceLastOrder(row));
      boolean anyway =
          buysWithin14Days != null
              && Check.inRange(buysWithin14Days[row], 0, 1, "row " + row + ": probability")
                  > BUYS_ANYWAY;
      advice[row] =
          anyway && byGaps != Advice.SUPPRESS_JUST_BOUGHT ? Advice.SUPPRESS_BUYS_ANYWAY : byGaps;
    }
  }

  private int longest() {
    int most = 0;
    for (int customer : customers) {
      most = Math.max(most, orders.end(customer, asOfDay) - orders.start(customer));
    }
    return most;
  }

  private GapPercentiles gapsOfAll() {
    int most = 0;
    for (int customer : customers) {
      most = Math.max(most, asOfDay - orders.day(orders.start(customer)));
    }
    int[] counts = new int[most + 1];
    for (int customer : customers) {
      int end = orders.end(customer, asOfDay);
      for (int i = orders.start(customer) + 1; i < end; i++) {
        counts[orders.day(i) - orders.day(i - 1)]++;
      }
    }
    counts[0] = 0;
    return GapPercentiles.of(new Delay(counts, new int[counts.length]));
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
    return new ContactAdvice(orders, asOf, null);
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
    return new ContactAdvice(
        orders, asOf, Objects.requireNonNull(buysWithin14Days, "probabilities must not be null"));
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

  /**
   * The share of contacts that went to customers who had just ordered: wasted, if they wanted an
   * order.
   *
   * @param orders the orders
   * @param contacts who was contacted when, with the campaign as label
   * @param asOf later contacts do not count
   * @param days a contact is wasted if the customer ordered within so many days before its day;
   *     orders of the day itself may have come of it
   * @return {@code wasted_contact_share} of all contacts by the as-of day
   * @throws IllegalArgumentException if {@code days} is below 1, or the as-of day lies outside of
   *     1900-01-01 to 2199-12-31
   */
  public static Metric wastedContacts(
      CustomerOrders orders, CustomerEvents contacts, LocalDate asOf, int days) {
    return wasted(orders, contacts, null, asOf, days);
  }

  /**
   * The same of one campaign.
   *
   * @param orders the orders
   * @param contacts who was contacted when
   * @param campaign the label of the contacts that count
   * @param asOf later contacts do not count
   * @param days a contact is wasted if the customer ordered within so many days before its day
   * @return {@code wasted_contact_share} of the campaign's contacts by the as-of day
   * @throws IllegalArgumentException as above
   */
  public static Metric wastedContacts(
      CustomerOrders orders, CustomerEvents contacts, String campaign, LocalDate asOf, int days) {
    return wasted(
        orders,
        contacts,
        Objects.requireNonNull(campaign, "campaign must not be null"),
        asOf,
        days);
  }

  private static Metric wasted(
      CustomerOrders orders,
      CustomerEvents contacts,
      @Nullable String campaign,
      LocalDate asOf,
      int days) {
    Check.inRange(days, 1, HealthOptions.MOST_DAYS, "days");
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    int[] inOrders = contacts.customers().indicesIn(orders.customers());
    long all = 0;
    long wasted = 0;
    for (int c = 0; c < inOrders.length; c++) {
      for (int e = contacts.start(c); e < contacts.start(c + 1); e++) {
        int day = contacts.day(e);
        if (day <= asOfDay && (campaign == null || campaign.equals(contacts.label(e)))) {
          all++;
          wasted += inOrders[c] >= 0 && ordered(orders, inOrders[c], day - days, day) ? 1 : 0;
        }
      }
    }
    return Metric.ratio(
        "wasted_contact_share", wasted, all, MetricUnit.SHARE, "there was no contact by " + asOf);
  }

  /** Whether a customer ordered from one day to the day before another. */
  private static boolean ordered(CustomerOrders orders, int customer, int from, int before) {
    int end = orders.end(customer, before - 1);
    return end > orders.start(customer) && orders.day(end - 1) >= from;
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
