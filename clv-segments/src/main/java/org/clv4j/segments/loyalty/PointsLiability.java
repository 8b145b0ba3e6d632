package org.clv4j.segments.loyalty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;

/**
 * What points that were earned and not yet redeemed may still cost.
 *
 * <pre>liability = points x value of a point x share that is expected to be redeemed</pre>
 *
 * <p>It is an exact decimal, not rounded, so that it is the sum of that of all customers.
 *
 * @param scope as-of day, zone, currency
 * @param value of a point when it is redeemed, in major units, 0 to 1 000 000 000
 * @param redeemedShare of the points outstanding, the share that is expected to be redeemed, 0 to
 *     1; this and the value have at most 50 decimals
 * @param total the points of all customers together; available and owed are of different ones
 */
public record PointsLiability(
    Scope scope, BigDecimal value, BigDecimal redeemedShare, Totals total) {
  private static final BigDecimal GREATEST_VALUE = BigDecimal.valueOf(1_000_000_000);
  private static final int MOST_DECIMALS = 50;

  /**
   * Sums over customers, each as {@link PointsAccount} has it.
   *
   * @param customers who have entries
   * @param available points
   * @param pending points
   * @param owed points
   * @param earned points
   * @param redeemed points
   * @param expired points
   * @param reversed points
   */
  public record Totals(
      long customers,
      long available,
      long pending,
      long owed,
      long earned,
      long redeemed,
      long expired,
      long reversed) {
    Totals plus(PointsAccount account) {
      return new Totals(
          customers + 1,
          Math.addExact(available, account.available()),
          Math.addExact(pending, account.pending()),
          Math.addExact(owed, account.owed()),
          Math.addExact(earned, account.earned()),
          Math.addExact(redeemed, account.redeemed()),
          Math.addExact(expired, account.expired()),
          Math.addExact(reversed, account.reversed()));
    }
  }

  /** Checks the ranges. */
  public PointsLiability {
    Objects.requireNonNull(scope, "scope must not be null");
    Objects.requireNonNull(total, "total must not be null");
    requireInRange(value, GREATEST_VALUE, "value of a point");
    requireInRange(redeemedShare, BigDecimal.ONE, "share that is redeemed");
  }

  private static void requireInRange(BigDecimal number, BigDecimal high, String name) {
    if (number.signum() < 0 || number.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          name + " must be between 0 and " + high.toPlainString() + ", but was " + number);
    }
    if (number.scale() > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          name + " must have at most " + MOST_DECIMALS + " decimals, but was " + number);
    }
  }

  /**
   * The liability if every point is redeemed.
   *
   * @param ledger the points
   * @param asOf at the end of which day
   * @param value of a point, in major units, for example 0.01
   * @param currency its currency
   * @return the liability
   * @throws IllegalArgumentException if the value or the day is out of its range
   * @throws ArithmeticException if all points together do not fit in a long
   */
  public static PointsLiability of(
      LoyaltyLedger ledger, LocalDate asOf, BigDecimal value, Currency currency) {
    Money.scale(currency);
    Totals total = new Totals(0, 0, 0, 0, 0, 0, 0, 0);
    for (String customer : ledger.customers()) {
      total = total.plus(ledger.account(customer, asOf));
    }
    Scope scope = new Scope(asOf, "all days", ledger.zone(), null, currency);
    return new PointsLiability(scope, value, BigDecimal.ONE, total);
  }

  /**
   * The same if only a part of the points is redeemed.
   *
   * @param share the part, 0 to 1
   * @return a new liability
   */
  public PointsLiability withRedeemedShare(BigDecimal share) {
    return new PointsLiability(scope, value, share, total);
  }

  /**
   * What a number of points may cost, those of one customer for example.
   *
   * @param points 0 or more
   * @return in major units, exact
   * @throws IllegalArgumentException if they are below 0
   */
  public BigDecimal of(long points) {
    if (points < 0) {
      throw new IllegalArgumentException("points must not be negative, but were " + points);
    }
    return BigDecimal.valueOf(points).multiply(value).multiply(redeemedShare);
  }

  /**
   * The figures.
   *
   * @return {@code points_outstanding}, {@code points_pending}, {@code points_owed}, {@code
   *     points_liability} (of those outstanding), {@code pending_points_liability}, {@code
   *     points_redemption_rate} and {@code points_expired_share} (both of what was earned and not
   *     reversed)
   */
  public List<Metric> metrics() {
    return List.of(
        points("points_outstanding", total.available()),
        points("points_pending", total.pending()),
        points("points_owed", total.owed()),
        money("points_liability", of(total.available())),
        money("pending_points_liability", of(total.pending())),
        ofEarned("points_redemption_rate", total.redeemed(), MetricUnit.RATIO),
        ofEarned("points_expired_share", total.expired(), MetricUnit.SHARE));
  }

  private Metric ofEarned(String name, long points, MetricUnit unit) {
    long kept = total.earned() - total.reversed();
    return Metric.ratio(name, points, kept, unit, "no points were earned and kept");
  }

  private static Metric points(String name, long points) {
    return new Metric(
        name,
        BigDecimal.valueOf(points),
        null,
        OptionalDouble.of((double) points),
        MetricUnit.POINTS,
        null);
  }

  private static Metric money(String name, BigDecimal amount) {
    return new Metric(
        name, amount, null, OptionalDouble.of(amount.doubleValue()), MetricUnit.MONEY, null);
  }

  /** For example {@code 1200 points, 12.00 EUR, as of 2024-12-31}. */
  @Override
  public String toString() {
    return total.available()
        + " points, "
        + of(total.available()).toPlainString()
        + " "
        + scope.currency()
        + ", as of "
        + scope.asOf();
  }
}
