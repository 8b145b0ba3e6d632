package org.clv4j.models.internal;

import java.util.Arrays;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;

/**
 * The different times of many customers, and where each customer's times stand among them, so that
 * a function of time is computed once per time and not once per customer.
 *
 * @param times ascending
 * @param recency by row, an index into the times
 * @param age by row, an index into the times
 */
@SuppressWarnings("ArrayRecordComponent") // shared inside the library, never compared
public record TimeTable(double[] times, int[] recency, int[] age) {

  /** The table of some customers. */
  public static TimeTable of(CustomerSummaries data) {
    return data.wholeDays() ? ofDays(data) : ofTimes(data);
  }

  private static TimeTable ofDays(CustomerSummaries data) {
    int rows = data.rows();
    PeriodUnit unit = data.unit();
    int[] recency = new int[rows];
    int[] age = new int[rows];
    int last = 0;
    for (int row = 0; row < rows; row++) {
      recency[row] = (int) Math.rint(unit.toDays(data.recency(row)));
      age[row] = (int) Math.rint(unit.toDays(data.age(row)));
      last = Math.max(last, age[row]);
    }
    int[] place = new int[last + 1];
    for (int row = 0; row < rows; row++) {
      place[recency[row]] = 1;
      place[age[row]] = 1;
    }
    double[] times = new double[last + 1];
    int count = 0;
    for (int day = 0; day <= last; day++) {
      if (place[day] == 1) {
        times[count] = unit.fromDays(day);
        place[day] = count++;
      }
    }
    for (int row = 0; row < rows; row++) {
      recency[row] = place[recency[row]];
      age[row] = place[age[row]];
    }
    return new TimeTable(Arrays.copyOf(times, count), recency, age);
  }

  private static TimeTable ofTimes(CustomerSummaries data) {
    double[] recency = new double[data.rows()];
    double[] age = new double[data.rows()];
    for (int row = 0; row < recency.length; row++) {
      recency[row] = data.recency(row);
      age[row] = data.age(row);
    }
    double[] all = Arrays.copyOf(recency, recency.length + age.length);
    System.arraycopy(age, 0, all, recency.length, age.length);
    Arrays.sort(all);
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[count++] = all[i];
      }
    }
    double[] times = Arrays.copyOf(all, count);
    return new TimeTable(times, places(times, recency), places(times, age));
  }

  private static int[] places(double[] times, double[] column) {
    int[] places = new int[column.length];
    int last = 0;
    for (int row = 0; row < places.length; row++) {
      // Rows are sorted, so that the next time is often the same or the one after.
      boolean next = last + 1 < times.length && times[last + 1] == column[row];
      if (times[last] != column[row]) {
        last = next ? last + 1 : Arrays.binarySearch(times, column[row]);
      }
      places[row] = last;
    }
    return places;
  }
}
