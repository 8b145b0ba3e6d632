package org.clv4j.core.quality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clv4j.core.quality.QualityFinding.Severity;

/** Days of the future, without orders, or with too few of them. */
final class DayQuality {
  private static final int WINDOW = 56;
  private static final double MOST_EXPECTED = 0.01;
  private static final int MANY_ORDERS = 20;
  private static final int LONG_GAP = 7;
  private static final int EXAMPLES = 3;
  private static final int WEEK = 7;
  private static final int MOST_WEEKS = 8;
  private static final int FEWEST_WEEKS = 4;
  private static final int DEVIATIONS = 4;

  private final OrderCounts counts;
  private final int[] orders;
  private final LocalDate asOf;

  DayQuality(OrderCounts counts, LocalDate asOf) {
    this.counts = counts;
    this.orders = counts.byDay;
    this.asOf = asOf;
  }

  /** Empty days in a row. */
  private record Gap(int from, int days) {}

  void addTo(List<QualityFinding> found) {
    addFuture(found);
    addGaps(found);
    addIncomplete(found, 0, 1);
    addIncomplete(found, orders.length - 1, -1);
  }

  private LocalDate day(int at) {
    return LocalDate.ofEpochDay(counts.firstDay + (long) at);
  }

  private void addFuture(List<QualityFinding> found) {
    long after = Math.max(-1, asOf.toEpochDay() - counts.firstDay);
    long later =
        IntStream.range((int) Math.min(orders.length, after + 1), orders.length)
            .mapToLong(at -> orders[at])
            .sum();
    if (later > 0) {
      found.add(
          new QualityFinding(
              "future-orders",
              Severity.SERIOUS,
              later,
              counts.orders,
              "orders",
              "orders are later than " + asOf,
              "up to " + day(orders.length - 1),
              "look for mistyped years, day and month swapped, or placeholders; an as-of day leaves"
                  + " them out"));
    }
  }

  private void addGaps(List<QualityFinding> found) {
    List<Gap> gaps = gaps();
    if (gaps.isEmpty()) {
      return;
    }
    List<Gap> longest = new ArrayList<>(gaps);
    longest.sort(Comparator.comparingInt((Gap gap) -> -gap.days()));
    long days = gaps.stream().mapToLong(Gap::days).sum();
    found.add(
        new QualityFinding(
            "gap",
            longest.get(0).days() >= LONG_GAP ? Severity.WARNING : Severity.INFO,
            days,
            orders.length,
            "days",
            "days without any order, in "
                + (gaps.size() == 1 ? "one gap" : gaps.size() + " gaps")
                + " that chance does not explain",
            longest.stream().limit(EXAMPLES).map(this::text).collect(Collectors.joining(", ")),
            "see whether the shop was closed; else the export lacks these days"));
  }

  private String text(Gap gap) {
    return gap.days() == 1
        ? day(gap.from()).toString()
        : day(gap.from()) + " to " + day(gap.from() + gap.days() - 1);
  }

  private List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    int at = 0;
    while (at < orders.length) {
      int from = at;
      while (orders[at] == 0) {
        at++;
      }
      if (at > from && isGap(from, at)) {
        gaps.add(new Gap(from, at - from));
      }
      at++;
    }
    return gaps;
  }

  private boolean isGap(int from, int to) {
    int[] around =
        IntStream.concat(
                IntStream.range(Math.max(0, from - WINDOW), from),
                IntStream.range(to, Math.min(orders.length, to + WINDOW)))
            .map(at -> orders[at])
            .sorted()
            .toArray();
    long empty = Arrays.stream(around).filter(count -> count == 0).count();
    boolean hasMany = around[around.length / 2] >= MANY_ORDERS;
    double share = (empty + (hasMany ? 0.0 : 1.0)) / (around.length + 1);
    return orders.length * Math.pow(share, to - from) < MOST_EXPECTED;
  }

  /** Compares a day with the same weekday in the weeks that follow in a direction. */
  private void addIncomplete(List<QualityFinding> found, int at, int direction) {
    int[] others =
        IntStream.rangeClosed(1, MOST_WEEKS)
            .map(week -> at + direction * week * WEEK)
            .filter(other -> other >= 0 && other < orders.length)
            .map(other -> orders[other])
            .sorted()
            .toArray();
    if (others.length < FEWEST_WEEKS) {
      return;
    }
    int usual = others[others.length / 2];
    boolean few =
        usual >= MANY_ORDERS
            && 2L * orders[at] < usual
            && orders[at] < usual - DEVIATIONS * Math.sqrt(usual);
    if (!few) {
      return;
    }
    boolean first = direction > 0;
    found.add(
        new QualityFinding(
            first ? "incomplete-first-day" : "incomplete-last-day",
            first ? Severity.INFO : Severity.WARNING,
            orders[at],
            Math.max(usual, orders[at]),
            "orders",
            (first ? "the first day has fewer orders than" : "the last day has fewer orders than")
                + " the same weekday usually has",
            day(at) + ", usually " + usual,
            first
                ? "if the shop is older, its first customers are not new"
                : "set the as-of day to the day before, or read the data again when it is over"));
  }
}
