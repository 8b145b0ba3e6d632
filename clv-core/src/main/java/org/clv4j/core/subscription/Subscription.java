package org.clv4j.core.subscription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.CurrencyMismatchException;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of a customer, from its start to its end or without one.
 *
 * <p>What happens on a day holds at the end of that day: a plan that starts, changes, pauses or
 * ends on March 1 has started, changed, paused or ended by the end of March 1. So what is asked of
 * a day depends on nothing that comes later. A subscription whose payment is overdue goes on until
 * it ends.
 *
 * @param id its id, not blank
 * @param customerId the customer, not blank
 * @param terms what it costs, each from a day of its own on, the first from the start, the others
 *     before the end; sorted by day, of one currency
 * @param trialEnd the first day that costs, not before the start; null without a trial
 * @param pauses from a day to another, sorted, none beginning before the start or the end of the
 *     one before, all before the end
 * @param end the first day without it, not before the start; null while it goes on. Who comes back
 *     has another subscription, under an id of its own
 */
public record Subscription(
    String id,
    String customerId,
    List<PlanTerms> terms,
    @Nullable LocalDate trialEnd,
    List<Pause> pauses,
    @Nullable LocalDate end) {

  /**
   * A time in which nothing is billed.
   *
   * @param from its first day
   * @param resume the first day after it, later than the first; null while it lasts
   */
  public record Pause(LocalDate from, @Nullable LocalDate resume) {
    /** Checks the days. */
    public Pause {
      OrderColumns.checkDay(from, "first day of a pause");
      if (resume != null) {
        OrderColumns.checkDay(resume, "end of a pause");
        if (!resume.isAfter(from)) {
          throw new IllegalArgumentException(
              "end of a pause must be after its first day " + from + ", but was " + resume);
        }
      }
    }
  }

  /** Sorts terms and pauses and checks the rules above. */
  public Subscription {
    Check.notBlank(id, "subscription id");
    Check.notBlank(customerId, "customer id");
    terms = terms.stream().sorted(Comparator.comparing(PlanTerms::from)).toList();
    pauses = pauses.stream().sorted(Comparator.comparing(Pause::from)).toList();
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("terms of subscription " + id + " must not be empty");
    }
    LocalDate start = terms.get(0).from();
    for (int i = 1; i < terms.size(); i++) {
      if (terms.get(i).from().equals(terms.get(i - 1).from())) {
        throw new IllegalArgumentException(
            "terms of subscription "
                + id
                + " must be of different days, but two are of "
                + terms.get(i).from());
      }
      if (!terms.get(i).price().currency().equals(terms.get(0).price().currency())) {
        throw new CurrencyMismatchException(
            terms.get(0).price().currency(), terms.get(i).price().currency());
      }
    }
    LocalDate free = start;
    for (Pause pause : pauses) {
      if (free == null || pause.from().isBefore(free)) {
        throw new IllegalArgumentException(
            "pause of subscription "
                + id
                + " must not begin "
                + (free == null
                    ? "while the one before lasts, which has no end"
                    : "before " + free + ", its start or the end of the pause before")
                + ", but began on "
                + pause.from());
      }
      free = pause.resume();
    }
    requireNotBefore(start, trialEnd, "trial end", id);
    requireNotBefore(start, end, "end", id);
    for (PlanTerms later : terms.subList(1, terms.size())) {
      requireBefore(end, later.from(), "terms", id);
    }
    for (Pause pause : pauses) {
      requireBefore(end, pause.from(), "pause", id);
    }
  }

  private static void requireBefore(
      @Nullable LocalDate end, LocalDate from, String name, String id) {
    if (end != null && !from.isBefore(end)) {
      throw new IllegalArgumentException(
          name
              + " of subscription "
              + id
              + " must begin before its end "
              + end
              + ", but began on "
              + from);
    }
  }

  private static void requireNotBefore(
      LocalDate start, @Nullable LocalDate day, String name, String id) {
    if (day != null && OrderColumns.checkDay(day, name) < start.toEpochDay()) {
      throw new IllegalArgumentException(
          name + " of subscription " + id + " must not be before " + start + ", but was " + day);
    }
  }

  /**
   * A subscription without trial, pauses and end.
   *
   * @param id its id
   * @param customerId the customer
   * @param first what it costs from its start on
   * @return the subscription
   */
  public static Subscription of(String id, String customerId, PlanTerms first) {
    return new Subscription(id, customerId, List.of(first), null, List.of(), null);
  }

  /**
   * The same with other terms from a later day on: another plan, price, quantity or coupon.
   *
   * @param next the terms
   * @return a new subscription
   */
  public Subscription withChange(PlanTerms next) {
    List<PlanTerms> more = new ArrayList<>(terms);
    more.add(next);
    return new Subscription(id, customerId, more, trialEnd, pauses, end);
  }

  /**
   * The same with a trial.
   *
   * @param firstPaidDay the first day that costs
   * @return a new subscription
   */
  public Subscription withTrial(LocalDate firstPaidDay) {
    return new Subscription(id, customerId, terms, firstPaidDay, pauses, end);
  }

  /**
   * The same with a pause.
   *
   * @param from its first day
   * @param resume the first day after it, or null while it lasts
   * @return a new subscription
   */
  public Subscription withPause(LocalDate from, @Nullable LocalDate resume) {
    List<Pause> more = new ArrayList<>(pauses);
    more.add(new Pause(from, resume));
    return new Subscription(id, customerId, terms, trialEnd, more, end);
  }

  /**
   * The same with an end.
   *
   * @param day the first day without it
   * @return a new subscription
   */
  public Subscription withEnd(LocalDate day) {
    return new Subscription(id, customerId, terms, trialEnd, pauses, day);
  }

  /**
   * The first day.
   *
   * @return that of the first terms, trial or not
   */
  public LocalDate start() {
    return terms.get(0).from();
  }

  /**
   * The terms that are billed at the end of a day.
   *
   * @param day the day
   * @return null before the start, within the trial, in a pause and from the end on
   */
  public @Nullable PlanTerms billedOn(LocalDate day) {
    boolean billed =
        !day.isBefore(trialEnd == null ? start() : trialEnd)
            && (end == null || day.isBefore(end))
            && pauses.stream().noneMatch(pause -> within(pause, day));
    if (!billed) {
      return null;
    }
    int last = terms.size() - 1;
    while (terms.get(last).from().isAfter(day)) {
      last--;
    }
    return terms.get(last);
  }

  private static boolean within(Pause pause, LocalDate day) {
    LocalDate resume = pause.resume();
    return !day.isBefore(pause.from()) && (resume == null || day.isBefore(resume));
  }

  /**
   * The days on which something happened to it: start, new terms, end of the trial, pauses and
   * their ends, end.
   *
   * @return in the order of time
   */
  public SortedSet<LocalDate> eventDays() {
    SortedSet<LocalDate> days = daysDone();
    addIfThere(days, trialEnd);
    addIfThere(days, end);
    return days;
  }

  /**
   * The last day on which it started, changed, paused or went on. Such events are told as they
   * happen, while the end of a trial or of the whole may be planned for a day to come.
   *
   * @return the start or later
   */
  public LocalDate lastDone() {
    return daysDone().last();
  }

  private SortedSet<LocalDate> daysDone() {
    SortedSet<LocalDate> days = new TreeSet<>();
    terms.forEach(each -> days.add(each.from()));
    for (Pause pause : pauses) {
      days.add(pause.from());
      addIfThere(days, pause.resume());
    }
    return days;
  }

  private static void addIfThere(SortedSet<LocalDate> days, @Nullable LocalDate day) {
    if (day != null) {
      days.add(day);
    }
  }
}
