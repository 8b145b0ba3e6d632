package org.clv4j.models.diagnostics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.clv4j.models.transaction.TransactionModel;

/**
 * P(alive) of one customer day by day: what a model would have said at the end of each day.
 *
 * @param days from that of the first purchase on
 */
public record AliveHistory(List<Day> days) {
  private static final int MOST_DAYS = 200_000;

  /**
   * A day.
   *
   * @param date the day
   * @param purchase whether there was one
   * @param probabilityAlive at its end
   */
  public record Day(LocalDate date, boolean purchase, double probabilityAlive) {}

  /** Takes a copy. */
  public AliveHistory {
    days = List.copyOf(days);
  }

  /**
   * The history of a customer.
   *
   * @param model the model; its parameters are the same for all days
   * @param purchases the days with a purchase, in any order; several of one day are one
   * @param until the last day to look at
   * @return a day for each from the first purchase to then
   * @throws IllegalArgumentException if there is no purchase by then, or it is more than 200 000
   *     days
   */
  public static AliveHistory of(
      TransactionModel model, List<LocalDate> purchases, LocalDate until) {
    TreeSet<LocalDate> dates = new TreeSet<>(purchases);
    if (dates.isEmpty() || dates.first().isAfter(until)) {
      throw new IllegalArgumentException("there must be a purchase by " + until);
    }
    long length = until.toEpochDay() - dates.first().toEpochDay();
    if (length > MOST_DAYS) {
      throw new IllegalArgumentException(
          "a history must be at most " + MOST_DAYS + " days, but was " + length);
    }
    List<Day> days = new ArrayList<>();
    int frequency = 0;
    double recency = 0;
    for (int day = 0; day <= length; day++) {
      LocalDate date = dates.first().plusDays(day);
      double age = model.unit().fromDays(day);
      boolean purchase = dates.contains(date);
      if (purchase && day > 0) {
        frequency++;
        recency = age;
      }
      days.add(new Day(date, purchase, model.probabilityAlive(frequency, recency, age)));
    }
    return new AliveHistory(days);
  }
}
