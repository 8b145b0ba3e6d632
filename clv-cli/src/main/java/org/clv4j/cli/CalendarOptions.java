package org.clv4j.cli;

import java.time.DayOfWeek;
import org.clv4j.segments.metric.CalendarPeriod;
import picocli.CommandLine.Option;

/** The calendar periods of a table. */
final class CalendarOptions {
  @Option(
      names = "--by",
      paramLabel = "PERIOD",
      description =
          "Calendar day, week (see --week-start), month, quarter or year; default: month.")
  CalendarPeriod.Unit by = CalendarPeriod.Unit.MONTH;

  CalendarPeriod period(DayOfWeek weekStart) {
    return new CalendarPeriod(by, weekStart);
  }
}
