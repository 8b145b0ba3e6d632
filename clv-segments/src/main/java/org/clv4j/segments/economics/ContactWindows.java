package org.clv4j.segments.economics;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.segments.metric.Scope;

/**
 * When to contact whom: for every customer the days on which a contact may move the next order.
 *
 * <p>F is the distribution of the time from the last order to the next, H a horizon. The window
 * opens on the day by which a share {@code opens} of those who come back within H has, F(t) &gt;=
 * opens F(H), and closes with the day by which a share {@code closes} has. Before it the customer
 * has just bought, after it most of those who come back have. Where nobody comes back there is no
 * window.
 *
 * <p>F is a model's ({@link NextOrder}), or empirical: the Kaplan-Meier curve of the gaps of all
 * customers, in which who has not come back yet is censored; one curve for customers with one order
 * day, one for all others. Rows are those of the customer base of the day.
 */
public final class ContactWindows {
  /** When windows open and close by default, and the horizon. */
  public static final Shares DEFAULT = new Shares(0.25, 0.8, 365);

  /** Two of five who came back are 0.4 of them, whatever the last bit of F says. */
  private static final double ROUNDING = 1 - 1e-12;

  private final Scope scope;
  private final CustomerIds ids;
  private final int[] lastDay;
  private final int asOfDay;
  private final Shares shares;
  private final NextOrder next;

  private ContactWindows(CustomerOrders orders, LocalDate asOf, Shares shares, NextOrder next) {
    this.asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    this.scope = Scope.of(orders, asOf, "come back within " + shares.horizonDays() + " days");
    int[] buyers = orders.buyers(asOfDay);
    this.ids = orders.customers().select(buyers);
    this.lastDay = new int[buyers.length];
    for (int row = 0; row < buyers.length; row++) {
      lastDay[row] = orders.day(orders.end(buyers[row], asOfDay) - 1);
    }
    this.shares = shares;
    this.next = Objects.requireNonNull(next, "next must not be null");
  }

  /**
   * Which shares of those who come back open and close a window.
   *
   * @param opens in [0, 1)
   * @param closes above {@code opens}, at most 1
   * @param horizonDays H, 1 to 100 000
   */
  public record Shares(double opens, double closes, int horizonDays) {
    /** Checks the ranges. */
    public Shares {
      Check.inRange(opens, 0, 1, "opens");
      if (!(closes > opens && closes <= 1)) {
        throw new IllegalArgumentException(
            "closes must be above opens, " + opens + ", and at most 1, but was " + closes);
      }
      Check.inRange(horizonDays, 1, 100_000, "horizonDays");
    }
  }

  /** Where a day lies. */
  public enum Position {
    /** The customer has just bought: a contact is wasted. */
    EARLY,
    /** A contact may move the order. */
    OPEN,
    /** Most of those who come back have: the customer may be lost. */
    LATE
  }

  /**
   * A window.
   *
   * @param opens its first day
   * @param closes its last day
   */
  public record Window(LocalDate opens, LocalDate closes) {
    /**
     * Where a day lies.
     *
     * @param day the day
     * @return before, in or after the window
     */
    public Position position(LocalDate day) {
      return day.isBefore(opens)
          ? Position.EARLY
          : day.isAfter(closes) ? Position.LATE : Position.OPEN;
    }
  }

  /**
   * Windows of the gaps of all customers.
   *
   * @param orders the orders
   * @param asOf the last day that is known, to its end
   * @param shares that open and close a window
   * @return a window per customer who had ordered by then
   */
  public static ContactWindows empirical(CustomerOrders orders, LocalDate asOf, Shares shares) {
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    int[] buyers = orders.buyers(asOfDay);
    boolean[] once = new boolean[buyers.length];
    for (int row = 0; row < once.length; row++) {
      int end = orders.end(buyers[row], asOfDay);
      once[row] = orders.day(orders.start(buyers[row])) == orders.day(end - 1);
    }
    GapCurve[] curves = GapCurve.ofFirstAndLater(orders, asOfDay, shares.horizonDays());
    return new ContactWindows(
        orders, asOf, shares, (row, days) -> curves[once[row] ? 0 : 1].within(days));
  }

  /**
   * Windows of a model.
   *
   * @param orders the orders
   * @param asOf the last day that is known, to its end
   * @param shares that open and close a window
   * @param next the distribution of each customer's next order
   * @return a window per customer who had ordered by then
   */
  public static ContactWindows of(
      CustomerOrders orders, LocalDate asOf, Shares shares, NextOrder next) {
    return new ContactWindows(orders, asOf, shares, next);
  }

  /**
   * As-of day, zone, policy, horizon.
   *
   * @return the scope
   */
  public Scope scope() {
    return scope;
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
   * The window of a customer.
   *
   * @param row from 0 to the number of customers - 1
   * @return empty where nobody like him comes back within the horizon
   * @throws IllegalArgumentException if a model's probability is not between 0 and 1
   */
  public Optional<Window> window(int row) {
    double all = within(row, shares.horizonDays());
    if (all <= 0) {
      return Optional.empty();
    }
    int opens = firstDay(row, shares.opens() * all);
    int closes = firstDay(row, shares.closes() * all);
    return Optional.of(
        new Window(
            LocalDate.ofEpochDay(lastDay[row] + (long) opens),
            LocalDate.ofEpochDay(lastDay[row] + (long) closes)));
  }

  /** The first day after the last order by which F has reached a level, which it does in H. */
  private int firstDay(int row, double share) {
    double level = share * ROUNDING;
    int low = 0;
    int high = shares.horizonDays();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (within(row, middle) >= level) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    // The day of the order itself is never a day to contact.
    return Math.max(1, low);
  }

  private double within(int row, int days) {
    return Check.inRange(next.probability(row, days), 0, 1, "row " + row + ": probability");
  }

  /**
   * Where the as-of day lies.
   *
   * @param row from 0 to the number of customers - 1
   * @return late where there is no window
   */
  public Position position(int row) {
    return position(row, LocalDate.ofEpochDay(asOfDay));
  }

  /** Where another day lies. */
  Position position(int row, LocalDate day) {
    return window(row).map(window -> window.position(day)).orElse(Position.LATE);
  }

  /**
   * P(an order within the next days | silence up to the as-of day): what comes without a contact.
   *
   * @param row from 0 to the number of customers - 1
   * @param days 1 or more; what lies beyond the horizon of an empirical curve counts as no order
   * @return 0 to 1; 0 where such a long silence was never seen to end
   */
  public double probabilityWithin(int row, int days) {
    Check.inRange(days, 1, 100_000, "days");
    int silent = asOfDay - lastDay[row];
    double before = within(row, silent);
    return before >= 1
        ? 0
        : Math.min(1, Math.max(0, within(row, silent + days) - before) / (1 - before));
  }

  /** For example {@code contact windows of 2000 customers as of 2025-12-31 …}. */
  @Override
  public String toString() {
    return "contact windows of " + ids.size() + " customers " + scope;
  }
}
