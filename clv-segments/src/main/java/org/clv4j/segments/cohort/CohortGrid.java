package org.clv4j.segments.cohort;

import java.time.LocalDate;
import org.clv4j.core.customer.CustomerOrders;
import org.jspecify.annotations.Nullable;

/**
 * Which cells there are, where each lies in one flat array, and which an order belongs to.
 *
 * <p>A cohort has as many periods as its oldest possible member has begun, so the cells make a
 * triangle, one cohort after the other.
 */
final class CohortGrid {
  private final CohortOptions options;
  private final int firstDay;
  private final int asOfDay;
  private final int firstIndex;
  private final int[] clock;
  private final int @Nullable [] bracketOf;
  private final int[] cohortStart;
  private final int[] offset;

  private CohortGrid(CohortOptions options, int firstDay, int asOfDay, int[] index) {
    this.options = options;
    this.firstDay = firstDay;
    this.asOfDay = asOfDay;
    this.firstIndex = index.length == 0 ? 0 : index[0];
    this.clock = options.rollingDays() == 0 ? index : rolling(options.rollingDays(), index.length);
    this.bracketOf = brackets();
    int cohorts = index.length == 0 ? 0 : index[index.length - 1] - firstIndex + 1;
    this.cohortStart = new int[cohorts + 1];
    this.offset = new int[cohorts + 1];
    long cells = 0;
    for (int k = 0; k <= cohorts; k++) {
      cohortStart[k] = options.cohorts().firstDay(firstIndex + k);
      offset[k] = (int) Math.min(cells, Integer.MAX_VALUE);
      cells += k < cohorts ? width(k) : 0;
    }
  }

  static CohortGrid of(CustomerOrders orders, CohortOptions options) {
    int asOfDay = (int) options.asOf().toEpochDay();
    int firstDay =
        orders.orderCount() == 0 ? asOfDay + 1 : (int) orders.log().firstDay().toEpochDay();
    int[] index = firstDay > asOfDay ? new int[0] : options.cohorts().indices(firstDay, asOfDay);
    return new CohortGrid(options, firstDay, asOfDay, index);
  }

  private static int[] rolling(int days, int length) {
    int[] clock = new int[length];
    for (int d = 0; d < length; d++) {
      clock[d] = d / days;
    }
    return clock;
  }

  private int @Nullable [] brackets() {
    if (options.brackets().isEmpty() || clock.length == 0) {
      return null;
    }
    int[] bracket = new int[clock[clock.length - 1] - clock[0] + 1];
    int b = 0;
    for (int p = 0; p < bracket.length; p++) {
      while (b + 1 < options.brackets().size() && options.brackets().get(b + 1) <= p) {
        b++;
      }
      bracket[p] = b;
    }
    return bracket;
  }

  private int width(int cohort) {
    return 1 + period(Math.max(firstDay, cohortStart[cohort]), asOfDay);
  }

  int cohorts() {
    return offset.length - 1;
  }

  int cells() {
    return offset[offset.length - 1];
  }

  int periods() {
    return cohorts() == 0 ? 0 : offset[1];
  }

  int asOfDay() {
    return asOfDay;
  }

  boolean rolls() {
    return options.rollingDays() > 0;
  }

  LocalDate start(int cohort) {
    return LocalDate.ofEpochDay(cohortStart[cohort]);
  }

  /** The cohort of a customer whose first order was on a day. */
  int cohort(int day) {
    return rolls() ? options.cohorts().indexOf(day) - firstIndex : clock[day - firstDay] - clock[0];
  }

  /** What {@link #period(int, int, int)} wants to know of a customer's first day. */
  int origin(int firstOrder) {
    return rolls() ? firstOrder : firstDay;
  }

  int base(int firstOrder) {
    return clock[firstOrder - origin(firstOrder)];
  }

  int period(int origin, int base, int day) {
    int period = clock[day - origin] - base;
    return bracketOf == null ? period : bracketOf[period];
  }

  private int period(int firstOrder, int day) {
    return period(origin(firstOrder), base(firstOrder), day);
  }

  int cell(int cohort, int period) {
    return offset[cohort] + period;
  }

  int firstCell(int cohort) {
    return offset[cohort];
  }

  /** How much of a period had passed; days are those of the first orders of the members. */
  Completeness completeness(int cohort, int period, int oldest, int youngest) {
    long from = period;
    long to = period + 1L;
    if (!options.brackets().isEmpty()) {
      if (period >= options.brackets().size()) {
        return Completeness.UNOBSERVED;
      }
      from = options.brackets().get(period);
      to =
          period + 1 < options.brackets().size()
              ? options.brackets().get(period + 1)
              : Integer.MAX_VALUE;
    }
    boolean begun;
    boolean over;
    if (rolls()) {
      boolean forming = cohortStart[cohort + 1] - 1 > asOfDay;
      begun = oldest + from * options.rollingDays() <= asOfDay;
      over = !forming && youngest + to * options.rollingDays() - 1 <= asOfDay;
    } else {
      begun = cohort + from < cohorts();
      // The last cohort is that of the as-of day; its period ends with it or later.
      boolean lastIsOver = cohortStart[cohorts()] - 1 <= asOfDay;
      over = cohort + to - 1 < cohorts() - (lastIsOver ? 0 : 1);
    }
    return over ? Completeness.COMPLETE : begun ? Completeness.PARTIAL : Completeness.UNOBSERVED;
  }

  /** The first orders that members of a cohort may have had: where it has none, for its age. */
  int earliest(int cohort) {
    return Math.max(firstDay, cohortStart[cohort]);
  }

  int latest(int cohort) {
    return Math.min(asOfDay, cohortStart[cohort + 1] - 1);
  }

  /** How many cells so many groups would have. */
  long cells(int groups) {
    long cells = 0;
    for (int k = 0; k < cohorts(); k++) {
      cells += width(k);
    }
    return cells * groups;
  }
}
