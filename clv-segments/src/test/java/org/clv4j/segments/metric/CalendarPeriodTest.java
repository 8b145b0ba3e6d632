package org.clv4j.segments.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CalendarPeriodTest {
  @Provide
  Arbitrary<CalendarPeriod> periods() {
    return Arbitraries.of(
        CalendarPeriod.DAY,
        CalendarPeriod.week(DayOfWeek.MONDAY),
        CalendarPeriod.week(DayOfWeek.SUNDAY),
        CalendarPeriod.week(DayOfWeek.THURSDAY),
        CalendarPeriod.MONTH,
        CalendarPeriod.QUARTER,
        CalendarPeriod.YEAR);
  }

  @Property
  void aPeriodRunsFromItsFirstDayToThatOfTheNext(
      @ForAll("periods") CalendarPeriod period,
      @ForAll @IntRange(min = -25_567, max = 84_005) int day) {
    int index = period.indexOf(day);
    assertEquals(index, period.indexOf(period.firstDay(index)));
    assertEquals(index - 1, period.indexOf(period.firstDay(index) - 1));
    int[] indices = period.indices(day, day + 400);
    for (int i = 0; i <= 400; i++) {
      assertEquals(period.indexOf(day + i), indices[i]);
    }
  }

  @Property
  void firstDaysAreThoseOfTheCalendar(@ForAll @IntRange(min = -25_567, max = 84_005) int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    assertFirst(date, CalendarPeriod.DAY, date);
    assertFirst(date.withDayOfMonth(1), CalendarPeriod.MONTH, date);
    assertFirst(date.with(IsoFields.DAY_OF_QUARTER, 1), CalendarPeriod.QUARTER, date);
    assertFirst(date.withDayOfYear(1), CalendarPeriod.YEAR, date);
    for (DayOfWeek start : DayOfWeek.values()) {
      LocalDate first = date.with(TemporalAdjusters.previousOrSame(start));
      assertFirst(first, CalendarPeriod.week(start), date);
    }
  }

  private static void assertFirst(LocalDate first, CalendarPeriod period, LocalDate day) {
    int index = period.indexOf((int) day.toEpochDay());
    assertEquals(first, LocalDate.ofEpochDay(period.firstDay(index)), period + " of " + day);
  }

  @Test
  void theStartOfWeeksIsTheirsAlone() {
    assertEquals(
        CalendarPeriod.MONTH, new CalendarPeriod(CalendarPeriod.Unit.MONTH, DayOfWeek.FRIDAY));
    assertEquals("week from SUNDAY", CalendarPeriod.week(DayOfWeek.SUNDAY).toString());
    assertEquals("quarter", CalendarPeriod.QUARTER.toString());
  }
}
