package org.clv4j.segments.economics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.segments.economics.ContactWindows.Position;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * How a past campaign would have looked with contact windows: every contact is held against the
 * window that could be known on the evening before.
 *
 * @param scope as-of day and which contacts
 * @param contacts by the as-of day to customers who had ordered before
 * @param early of them, before the window opened: wasted
 * @param open of them, in the window
 * @param late of them, after the window or where there was none
 * @param neverOrdered contacts to who had not ordered before; they have no window
 */
public record CampaignTiming(
    Scope scope, long contacts, long early, long open, long late, long neverOrdered) {

  /** Checks that nothing is missing. */
  public CampaignTiming {
    Objects.requireNonNull(scope, "scope must not be null");
  }

  /**
   * Replays a campaign with empirical windows.
   *
   * @param orders the orders
   * @param contacts who was contacted when, with the campaign as label
   * @param campaign the label of the contacts that count; null for all
   * @param asOf later contacts do not count
   * @param shares that open and close a window
   * @return the counts
   */
  public static CampaignTiming of(
      CustomerOrders orders,
      CustomerEvents contacts,
      @Nullable String campaign,
      LocalDate asOf,
      ContactWindows.Shares shares) {
    return replay(
        orders,
        contacts,
        campaign,
        asOf,
        evening -> ContactWindows.empirical(orders, evening, shares));
  }

  /**
   * Replays a campaign with the windows of a model.
   *
   * @param orders the orders
   * @param contacts who was contacted when, with the campaign as label
   * @param campaign the label of the contacts that count; null for all
   * @param asOf later contacts do not count
   * @param shares that open and close a window
   * @param next for an evening the distributions of the customers who had ordered by then, of what
   *     was known then; asked once for each day with contacts
   * @return the counts
   * @throws IllegalArgumentException if a probability is not between 0 and 1
   */
  public static CampaignTiming of(
      CustomerOrders orders,
      CustomerEvents contacts,
      @Nullable String campaign,
      LocalDate asOf,
      ContactWindows.Shares shares,
      Function<LocalDate, NextOrder> next) {
    return replay(
        orders,
        contacts,
        campaign,
        asOf,
        evening -> ContactWindows.of(orders, evening, shares, next.apply(evening)));
  }

  private static CampaignTiming replay(
      CustomerOrders orders,
      CustomerEvents contacts,
      @Nullable String campaign,
      LocalDate asOf,
      Function<LocalDate, ContactWindows> windows) {
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    int[] inOrders = contacts.customers().indicesIn(orders.customers());
    // By day, so that the windows of one evening are kept at a time.
    TreeMap<Integer, List<Integer>> contacted = new TreeMap<>();
    long never = 0;
    for (int c = 0; c < inOrders.length; c++) {
      for (int e = contacts.start(c); e < contacts.start(c + 1); e++) {
        int day = contacts.day(e);
        if (day > asOfDay || (campaign != null && !campaign.equals(contacts.label(e)))) {
          continue;
        }
        int customer = inOrders[c];
        if (customer < 0 || orders.end(customer, day - 1) == orders.start(customer)) {
          never++;
        } else {
          contacted.computeIfAbsent(day, d -> new ArrayList<>()).add(customer);
        }
      }
    }
    Map<Position, Long> counts = new EnumMap<>(Position.class);
    contacted.forEach(
        (day, customers) -> {
          ContactWindows ofEvening = windows.apply(LocalDate.ofEpochDay(day - 1L));
          int[] rows = orders.buyers(day - 1);
          for (int customer : customers) {
            int row = Arrays.binarySearch(rows, customer);
            counts.merge(ofEvening.position(row, LocalDate.ofEpochDay(day)), 1L, Long::sum);
          }
        });
    return new CampaignTiming(
        Scope.of(orders, asOf, campaign == null ? "all contacts" : "contacts of " + campaign),
        counts.values().stream().mapToLong(n -> n).sum(),
        counts.getOrDefault(Position.EARLY, 0L),
        counts.getOrDefault(Position.OPEN, 0L),
        counts.getOrDefault(Position.LATE, 0L),
        never);
  }

  /**
   * The shares of the contacts.
   *
   * @return {@code contacts_too_early}, {@code contacts_in_window} and {@code contacts_too_late};
   *     empty without contacts
   */
  public List<Metric> metrics() {
    return List.of(
        share("contacts_too_early", early),
        share("contacts_in_window", open),
        share("contacts_too_late", late));
  }

  private Metric share(String name, long part) {
    return Metric.ratio(
        name, part, contacts, MetricUnit.SHARE, "no contact to a buyer by " + scope.asOf());
  }
}
