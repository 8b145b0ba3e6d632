package org.clv4j.charts;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Where an axis has marks, and what stands beside them. */
interface Ticks {
  /** A mark. */
  record Tick(double value, String label) {}

  /** At most so many marks, ascending, within a range. */
  List<Tick> between(double low, double high, int most);

  /** At 1, 2 or 5 times a power of ten. */
  static Ticks numbers(boolean whole, boolean percent, Locale locale) {
    return (low, high, most) -> {
      double step = step((high - low) / Math.max(1, most), whole);
      int decimals = decimals(percent ? step * 100 : step);
      List<Tick> ticks = new ArrayList<>();
      double rounding = step * 1e-9;
      for (double n = Math.ceil((low - rounding) / step); n * step <= high + rounding; n++) {
        double value = n * step;
        ticks.add(
            new Tick(
                value,
                percent
                    ? Numbers.percent(value, decimals, locale)
                    : Numbers.decimal(value, decimals, locale)));
      }
      return ticks;
    };
  }

  /** The least of 1, 2, 5 times a power of ten that is not below a size. */
  static double step(double size, boolean whole) {
    double least = whole ? Math.max(1, size) : Math.max(Double.MIN_NORMAL, size);
    int power = (int) Math.floor(Math.log10(least));
    for (double factor : new double[] {1, 2, 5, 10}) {
      // A power of ten that is written down is exact; one that is multiplied up is not.
      double step = Double.parseDouble(factor + "e" + power);
      if (step >= least * (1 - 1e-9)) {
        return step;
      }
    }
    return Math.pow(10, power + 1);
  }

  private static int decimals(double step) {
    return (int) Math.max(0, -Math.floor(Math.log10(step * (1 + 1e-9))));
  }

  /** At each name, or at every second, third …; the first name stands at 0. */
  static Ticks names(List<String> names) {
    return (low, high, most) -> {
      int every = (names.size() - 1) / Math.max(1, most) + 1;
      List<Tick> ticks = new ArrayList<>();
      for (int i = 0; i < names.size(); i += every) {
        ticks.add(new Tick(i, names.get(i)));
      }
      return ticks;
    };
  }

  /** At the first days of years, months or weeks; values are epoch days. */
  static Ticks days(Locale locale) {
    return (low, high, most) -> {
      List<Tick> finer = List.of();
      for (Step step : Step.values()) {
        List<Tick> ticks = step.ticks(low, high, locale);
        if (ticks.size() <= Math.max(1, most) || step == Step.CENTURY) {
          return ticks.size() < 2 && most >= 2 && finer.size() >= 2 ? some(finer, most) : ticks;
        }
        finer = ticks;
      }
      return List.of();
    };
  }

  /** Evenly spaced ones, as a mark alone tells no length. */
  private static List<Tick> some(List<Tick> ticks, int most) {
    int every = (ticks.size() - 1) / most + 1;
    return IntStream.range(0, ticks.size())
        .filter(i -> i % every == 0)
        .mapToObj(ticks::get)
        .toList();
  }

  /** Lengths between marks of days. */
  enum Step {
    DAY(1, 0, "d MMM"),
    TWO_DAYS(2, 0, "d MMM"),
    WEEK(7, 0, "d MMM"),
    FORTNIGHT(14, 0, "d MMM"),
    MONTH(0, 1, "MMM yyyy"),
    TWO_MONTHS(0, 2, "MMM yyyy"),
    QUARTER(0, 3, "MMM yyyy"),
    HALF(0, 6, "MMM yyyy"),
    YEAR(0, 12, "yyyy"),
    TWO_YEARS(0, 24, "yyyy"),
    FIVE_YEARS(0, 60, "yyyy"),
    DECADE(0, 120, "yyyy"),
    CENTURY(0, 1200, "yyyy");

    private final int days;
    private final int months;
    private final String pattern;

    Step(int days, int months, String pattern) {
      this.days = days;
      this.months = months;
      this.pattern = pattern;
    }

    private List<Tick> ticks(double low, double high, Locale locale) {
      DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, locale);
      List<Tick> ticks = new ArrayList<>();
      LocalDate day = first((long) Math.ceil(low));
      while (day.toEpochDay() <= high) {
        ticks.add(new Tick((double) day.toEpochDay(), format.format(day)));
        day = days > 0 ? day.plusDays(days) : day.plusMonths(months);
      }
      return ticks;
    }

    /** The first mark from a day on: weeks begin on Mondays, months at those of the era. */
    private LocalDate first(long epochDay) {
      if (days > 0) {
        // 1970-01-05 was a Monday.
        return LocalDate.ofEpochDay(4 - Math.floorDiv(4 - epochDay, days) * days);
      }
      LocalDate day = LocalDate.ofEpochDay(epochDay);
      int month = day.getYear() * 12 + day.getMonthValue() - 1;
      int from = (day.getDayOfMonth() == 1 ? month : month + 1) + months - 1;
      int first = from - Math.floorMod(from, months);
      return LocalDate.of(first / 12, first % 12 + 1, 1);
    }
  }
}
