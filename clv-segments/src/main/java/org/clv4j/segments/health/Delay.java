package org.clv4j.segments.health;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.Quantile;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalStep;
import org.clv4j.segments.survival.SurvivalTimes;

/**
 * How many days something took, over those for whom it came, and over all.
 *
 * <p>The two differ. The mean and {@link #quantile} are of those for whom it came; they leave out
 * who is still waiting, so they are too short, the more so in a young shop. {@link #survival} and
 * {@link #survivalQuantile} take everybody for as long as he was watched (Kaplan and Meier 1958,
 * "Nonparametric Estimation from Incomplete Observations", JASA 53, 457-481).
 */
public final class Delay {
  /** Above the rounding of a product of 100 000 factors, below any true distance. */
  private static final double ROUNDING = 1e-11;

  private final int[] ended;
  private final int[] waiting;
  private final long observed;
  private final long daysOfEnded;
  private final double[] survival;
  private final long stillWaiting;

  /** Takes the arrays over: by day, how many ended and how many were last seen waiting. */
  Delay(int[] ended, int[] waiting) {
    int days = ended.length;
    while (days > 0 && ended[days - 1] == 0 && waiting[days - 1] == 0) {
      days--;
    }
    this.ended = Arrays.copyOf(ended, days);
    this.waiting = Arrays.copyOf(waiting, days);
    long count = 0;
    long sum = 0;
    long open = 0;
    for (int day = 0; day < days; day++) {
      count += this.ended[day];
      sum += (long) this.ended[day] * day;
      open += this.waiting[day];
    }
    this.observed = count;
    this.daysOfEnded = sum;
    this.stillWaiting = open;
    this.survival = survivalByDay(days);
  }

  private double[] survivalByDay(int days) {
    double[] byDay = new double[days];
    if (days > 0) {
      int from = 0;
      double left = 1;
      for (SurvivalStep step : KaplanMeier.of(SurvivalTimes.ofCounts(ended, waiting)).steps()) {
        Arrays.fill(byDay, from, (int) step.time(), left);
        from = (int) step.time();
        left = step.survival();
      }
      Arrays.fill(byDay, from, days, left);
    }
    return byDay;
  }

  /**
   * The times of all, for curves with bands, tests and models.
   *
   * @return who is still waiting is censored; empty if nobody was watched
   */
  public Optional<SurvivalTimes> times() {
    return ended.length == 0
        ? Optional.empty()
        : Optional.of(SurvivalTimes.ofCounts(ended, waiting));
  }

  /**
   * For how many it came.
   *
   * @return 0 or more
   */
  public long observed() {
    return observed;
  }

  /**
   * How many are still waiting.
   *
   * @return 0 or more
   */
  public long waiting() {
    return stillWaiting;
  }

  /**
   * How many it took a number of days.
   *
   * @param days 0 or more
   * @return 0 or more
   */
  public int observedAfter(int days) {
    return Check.notNegative(days, "days") < ended.length ? ended[days] : 0;
  }

  /**
   * How many have been waiting for a number of days.
   *
   * @param days 0 or more
   * @return 0 or more
   */
  public int waitingFor(int days) {
    return Check.notNegative(days, "days") < waiting.length ? waiting[days] : 0;
  }

  /** How many have been waiting for more than a number of days. */
  long waitingLongerThan(int days) {
    long count = 0;
    for (int day = days + 1; day < waiting.length; day++) {
      count += waiting[day];
    }
    return count;
  }

  /** The days of all for whom it came, added up. */
  long observedDays() {
    return daysOfEnded;
  }

  /**
   * Mean days of those for whom it came.
   *
   * @return empty if it came for nobody
   */
  public OptionalDouble mean() {
    return observed == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) daysOfEnded / observed);
  }

  /**
   * A quantile of the days of those for whom it came, of type 7 (Hyndman and Fan 1996): with n
   * sorted values it lies at (n - 1) p, between two of them on the line.
   *
   * @param p 0 to 1
   * @return empty if it came for nobody
   */
  public OptionalDouble quantile(double p) {
    Check.inRange(p, 0, 1, "p");
    return observed == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Quantile.of(p).of(observed, this::dayOfRank));
  }

  private int dayOfRank(long rank) {
    int day = 0;
    for (long upTo = ended[0]; upTo <= rank; upTo += ended[day]) {
      day++;
    }
    return day;
  }

  /**
   * The part for whom it has not come by the end of a number of days, by Kaplan and Meier.
   *
   * @param days 0 or more; after the longest time watched the curve stays where it was
   * @return 0 to 1; 1 if nobody was watched
   */
  public double survival(int days) {
    Check.notNegative(days, "days");
    return survival.length == 0 ? 1 : survival[Math.min(days, survival.length - 1)];
  }

  /**
   * The first day by whose end it has come for a part of all, by Kaplan and Meier.
   *
   * @param p above 0, at most 1
   * @return empty where the curve never falls to 1 - p
   */
  public OptionalInt survivalQuantile(double p) {
    Check.positive(Check.inRange(p, 0, 1, "p"), "p");
    return first(1 - p);
  }

  /**
   * The first day by whose end it has come for a part of those for whom it ever came within the
   * longest time watched, by Kaplan and Meier: the first day on which the curve has made that part
   * of its whole fall.
   *
   * <p>It is there even where most never come back, and unlike {@link #quantile} it is not too
   * short in a young shop.
   *
   * @param p above 0, at most 1
   * @return empty if it came for nobody
   */
  public OptionalInt comebackQuantile(double p) {
    Check.positive(Check.inRange(p, 0, 1, "p"), "p");
    return observed == 0 ? OptionalInt.empty() : first(1 - p * (1 - survival[survival.length - 1]));
  }

  private OptionalInt first(double part) {
    for (int day = 0; day < survival.length; day++) {
      if (survival[day] <= part + ROUNDING) {
        return OptionalInt.of(day);
      }
    }
    return OptionalInt.empty();
  }

  /** For example {@code median 58.5 days of 2, Kaplan-Meier 60 days, 2 still waiting}. */
  @Override
  public String toString() {
    OptionalInt median = survivalQuantile(0.5);
    return observed == 0
        ? "none yet, " + stillWaiting + " still waiting"
        : "median "
            + quantile(0.5).getAsDouble()
            + " days of "
            + observed
            + ", Kaplan-Meier "
            + (median.isPresent() ? median.getAsInt() + " days" : "beyond what was watched")
            + ", "
            + stillWaiting
            + " still waiting";
  }
}
