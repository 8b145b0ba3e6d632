package org.clv4j.segments.economics;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * empirical window that could be known on the evening before.
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
   * Replays a campaign.
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
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    int[] inOrders = contacts.customers().indicesIn(orders.customers());
    Map<Integer, int[][]> windows = new HashMap<>();
    Map<Position, Long> counts = new EnumMap<>(Position.class);
    long never = 0;
    for (int c = 0; c < inOrders.length; c++) {
      for (int e = contacts.start(c); e < contacts.start(c + 1); e++) {
        int day = contacts.day(e);
        if (day > asOfDay || (campaign != null && !campaign.equals(contacts.label(e)))) {
          continue;
        }
        int customer = inOrders[c];
        int end = customer < 0 ? 0 : orders.end(customer, day - 1);
        if (customer < 0 || end == orders.start(customer)) {
          never++;
          continue;
        }
        int[][] ofDay = windows.computeIfAbsent(day, d -> windows(orders, d - 1, shares));
        boolean once = orders.day(orders.start(customer)) == orders.day(end - 1);
        counts.merge(position(ofDay[once ? 0 : 1], day - orders.day(end - 1)), 1L, Long::sum);
      }
    }
    return new CampaignTiming(
        Scope.of(orders, asOf, campaign == null ? "all contacts" : "contacts of " + campaign),
        counts.values().stream().mapToLong(n -> n).sum(),
        counts.getOrDefault(Position.EARLY, 0L),
        counts.getOrDefault(Position.OPEN, 0L),
        counts.getOrDefault(Position.LATE, 0L),
        never);
  }

  /**
   * First and last day of the window after one order day and after more; empty without a window.
   */
  private static int[][] windows(
      CustomerOrders orders, int knownDay, ContactWindows.Shares shares) {
    GapCurve[] curves = GapCurve.ofFirstAndLater(orders, knownDay, shares.horizonDays());
    int[][] windows = new int[2][];
    for (int k = 0; k < 2; k++) {
      double all = curves[k].within(shares.horizonDays());
      windows[k] =
          all <= 0
              ? new int[0]
              : new int[] {
                firstDay(curves[k], shares.opens() * all),
                firstDay(curves[k], shares.closes() * all)
              };
    }
    return windows;
  }

  private static int firstDay(GapCurve curve, double share) {
    double level = share * ContactWindows.ROUNDING;
    int day = 1;
    while (curve.within(day) < level) {
      day++;
    }
    return day;
  }

  private static Position position(int[] window, int silent) {
    return window.length == 0 || silent > window[1]
        ? Position.LATE
        : silent < window[0] ? Position.EARLY : Position.OPEN;
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
