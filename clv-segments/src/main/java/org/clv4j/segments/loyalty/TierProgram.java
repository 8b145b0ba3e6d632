package org.clv4j.segments.loyalty;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.RefundTiming;
import org.clv4j.segments.loyalty.LedgerEntry.Confirm;
import org.clv4j.segments.loyalty.LedgerEntry.Earn;
import org.clv4j.segments.loyalty.LedgerEntry.Reverse;
import org.clv4j.segments.metric.CalendarPeriod;
import org.jspecify.annotations.Nullable;

/**
 * Tiers by the qualifying points of a window.
 *
 * <p>Points qualify from the day on which they are earned or, if they were pending, confirmed;
 * whether they are redeemed or expire does not matter. A tier is reached on the day on which the
 * points of the window reach its threshold, and held for a window, at whose end it is judged anew;
 * it may be a lower one then, and is held for another window.
 *
 * <ul>
 *   <li>On the calendar it is judged on the first day of the next period, by the points of the
 *       period that has ended. So points of a period that reach a tier keep it through the next
 *       one.
 *   <li>Rolling, over n days, it is judged n days after the day on which it was reached or judged,
 *       by the n days that end on the day of judgement. The day on which it was reached is no
 *       longer one of them: points of that day alone do not keep the tier, those of later days may.
 * </ul>
 *
 * <p>A refund takes qualifying points back in proportion, rounded down to what is left. By {@link
 * RefundTiming#RESTATE}, the default, it does so on the day on which they qualified, as if they had
 * never been earned: a tier that rests on them is lost at once. By {@link RefundTiming#BOOK} it
 * does so on its own day, so that a tier is held to the end of its window, whatever is refunded.
 *
 * @param tiers from the lowest, whose threshold is 0, up
 * @param calendar the periods of a calendar window; null for a rolling one
 * @param rollingDays the days of a rolling window; 0 for one of the calendar
 * @param refunds when a refund counts
 */
public record TierProgram(
    List<Tier> tiers, @Nullable CalendarPeriod calendar, int rollingDays, RefundTiming refunds) {

  /**
   * A tier.
   *
   * @param name not blank
   * @param threshold qualifying points of a window from which on it is reached
   */
  public record Tier(String name, long threshold) {
    /** Checks the name. */
    public Tier {
      Check.notBlank(name, "name of a tier");
    }
  }

  /** Checks that thresholds rise from 0 and that there is one window. */
  public TierProgram {
    tiers = List.copyOf(tiers);
    Objects.requireNonNull(refunds, "refunds must not be null");
    for (int i = 0; i < Math.max(1, tiers.size()); i++) {
      boolean rises =
          !tiers.isEmpty()
              && (i == 0
                  ? tiers.get(0).threshold() == 0
                  : tiers.get(i).threshold() > tiers.get(i - 1).threshold());
      if (!rises) {
        throw new IllegalArgumentException(
            "thresholds must start at 0 and rise, but were " + tiers);
      }
    }
    Check.inRange(rollingDays, calendar == null ? 1 : 0, calendar == null ? 100_000 : 0, "days");
  }

  /**
   * Tiers by the points of so many days up to a day.
   *
   * @param days the days, 1 to 100 000
   * @param tiers from the lowest up
   * @return the programme
   */
  public static TierProgram rolling(int days, Tier... tiers) {
    return new TierProgram(List.of(tiers), null, days, RefundTiming.RESTATE);
  }

  /**
   * Tiers by the points of a calendar period, such as the year.
   *
   * @param period the period
   * @param tiers from the lowest up
   * @return the programme
   */
  public static TierProgram calendar(CalendarPeriod period, Tier... tiers) {
    return new TierProgram(List.of(tiers), period, 0, RefundTiming.RESTATE);
  }

  /**
   * The same with another rule for refunds.
   *
   * @param timing when a refund counts
   * @return a new programme
   */
  public TierProgram withRefunds(RefundTiming timing) {
    return new TierProgram(tiers, calendar, rollingDays, timing);
  }

  /**
   * The tier of a customer at the end of a day, by what was known then.
   *
   * @param ledger the points
   * @param customerId the customer
   * @param asOf the day
   * @return the lowest tier for who has no entries
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public TierStatus status(LoyaltyLedger ledger, String customerId, LocalDate asOf) {
    int end = OrderColumns.checkDay(asOf, "as-of day");
    NavigableMap<Integer, Long> points = qualifying(ledger.entries(customerId), end);
    int tier = 0;
    Integer since = null;
    Integer review = null;
    Integer event = points.isEmpty() ? null : points.firstKey();
    while (true) {
      Integer day = earlier(event, review);
      if (day == null || day > end) {
        break;
      }
      int before = tier;
      if (day.equals(review)) {
        tier = reached(sum(points, firstJudged(day), lastJudged(day)));
        review = null;
      }
      tier = Math.max(tier, reached(sum(points, firstDay(day), day)));
      boolean renewed = review == null || tier > before;
      review = tier == 0 ? null : renewed ? Integer.valueOf(next(day)) : review;
      since = tier == before ? since : day;
      event = points.higherKey(day);
    }
    long now = sum(points, firstDay(end), end);
    Tier above = tier + 1 < tiers.size() ? tiers.get(tier + 1) : null;
    return new TierStatus(
        customerId,
        asOf,
        calendar == null ? rollingDays + " days" : "calendar " + calendar,
        tiers.get(tier),
        date(since),
        date(review),
        now,
        above,
        review == null
            ? 0
            : Math.max(
                0L,
                Math.subtractExact(
                    tiers.get(tier).threshold(), sum(points, firstJudged(review), end))));
  }

  private static @Nullable Integer earlier(@Nullable Integer a, @Nullable Integer b) {
    return a == null || (b != null && b < a) ? b : a;
  }

  private static @Nullable LocalDate date(@Nullable Integer day) {
    return day == null ? null : LocalDate.ofEpochDay(day);
  }

  /** The first day of the window that a day is in. */
  private int firstDay(int day) {
    return calendar == null ? day - rollingDays + 1 : calendar.firstDay(calendar.indexOf(day));
  }

  /** The last day of the window by which a tier is judged on a day. */
  private int lastJudged(int review) {
    return calendar == null ? review : review - 1;
  }

  private int firstJudged(int review) {
    return firstDay(lastJudged(review));
  }

  /** The day on which a tier that is reached on a day is judged again. */
  private int next(int day) {
    return calendar == null ? day + rollingDays : calendar.firstDay(calendar.indexOf(day) + 1);
  }

  private int reached(long points) {
    int tier = tiers.size() - 1;
    while (tier > 0 && tiers.get(tier).threshold() > points) {
      tier--;
    }
    return tier;
  }

  private static long sum(NavigableMap<Integer, Long> points, int from, int to) {
    return from > to
        ? 0
        : points.subMap(from, true, to, true).values().stream().reduce(0L, Math::addExact);
  }

  /** What of an earning still qualifies. */
  private static final class Progress {
    private final Earn earn;
    private @Nullable Integer day;
    private long reversed;

    Progress(Earn earn) {
      this.earn = earn;
    }

    long points() {
      return BigInteger.valueOf(earn.qualifying())
          .multiply(BigInteger.valueOf(earn.points() - reversed))
          .divide(BigInteger.valueOf(earn.points()))
          .longValueExact();
    }
  }

  private NavigableMap<Integer, Long> qualifying(List<LedgerEntry> entries, int end) {
    NavigableMap<Integer, Long> points = new TreeMap<>();
    Map<String, Progress> earned = new HashMap<>();
    for (LedgerEntry entry : entries) {
      int day = (int) entry.day().toEpochDay();
      if (day > end) {
        break;
      }
      if (entry instanceof Earn earn) {
        Progress progress = new Progress(earn);
        earned.put(earn.key(), progress);
        if (!earn.pending()) {
          progress.day = day;
          points.merge(day, progress.points(), Math::addExact);
        }
      } else if (entry instanceof Confirm confirm) {
        Progress progress = Objects.requireNonNull(earned.get(confirm.of()));
        progress.day = day;
        points.merge(day, progress.points(), Math::addExact);
      } else if (entry instanceof Reverse reverse && earned.containsKey(reverse.of())) {
        Progress progress = Objects.requireNonNull(earned.get(reverse.of()));
        long before = progress.points();
        progress.reversed += reverse.points();
        if (progress.day != null) {
          int counts = refunds == RefundTiming.RESTATE ? progress.day : day;
          points.merge(counts, progress.points() - before, Math::addExact);
        }
      }
    }
    if (calendar == null) {
      // What was taken back leaves the window some day, which may raise the sum.
      for (Map.Entry<Integer, Long> entry : List.copyOf(points.entrySet())) {
        if (entry.getValue() < 0) {
          points.putIfAbsent(entry.getKey() + rollingDays, 0L);
        }
      }
    }
    return points;
  }
}
