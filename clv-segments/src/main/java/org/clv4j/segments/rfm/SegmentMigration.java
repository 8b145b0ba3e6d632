package org.clv4j.segments.rfm;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.clv4j.core.value.CurrencyMismatchException;

/**
 * Who moved from which segment to which between two days.
 *
 * <p>Both tables have the same rules and the same cut points, so that a customer who moved has
 * changed, and not merely been overtaken: score the earlier base by quantiles and the later one
 * with {@link RfmScoring#cuts(RfmCuts)} of {@link RfmTable#cuts()}.
 */
public final class SegmentMigration {
  private final RfmRules rules;
  private final LocalDate from;
  private final LocalDate to;
  private final int[][] counts;
  private final int[] gone;
  private final int[] arrived;

  private SegmentMigration(RfmTable before, RfmTable after) {
    this.rules = before.rules();
    this.from = before.base().asOf();
    this.to = after.base().asOf();
    int segments = rules.segments().size();
    this.counts = new int[segments][segments];
    this.gone = new int[segments];
    this.arrived = new int[segments];
    int[] rowAfter = before.base().ids().indicesIn(after.base().ids());
    for (int row = 0; row < after.size(); row++) {
      arrived[after.segmentIndex(row)]++;
    }
    for (int row = 0; row < rowAfter.length; row++) {
      int segment = before.segmentIndex(row);
      if (rowAfter[row] < 0) {
        gone[segment]++;
      } else {
        int then = after.segmentIndex(rowAfter[row]);
        counts[segment][then]++;
        arrived[then]--;
      }
    }
  }

  /**
   * The moves between two tables.
   *
   * @param before the customers on the earlier day
   * @param after the customers on a later day, scored with the cut points of {@code before}
   * @return the counts
   * @throws IllegalArgumentException if the rules, the cut points or the currencies differ, there
   *     are no cut points (ranks, nested quantiles), or the later day is not later
   */
  public static SegmentMigration between(RfmTable before, RfmTable after) {
    if (!before.rules().equals(after.rules())) {
      throw new IllegalArgumentException("rules must be the same before and after, but differ");
    }
    RfmCuts cuts =
        before
            .cuts()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the table before must have cut points, but "
                            + before.scoring()
                            + " of "
                            + before.size()
                            + " customers made none"));
    if (!after.cuts().equals(before.cuts())) {
      throw new IllegalArgumentException(
          "the table after must be scored with the cut points before, RfmScoring.cuts("
              + cuts.toString().replace("\n", "; ")
              + "), but was by "
              + after.scoring());
    }
    if (before.base().hasAmounts()
        && after.base().hasAmounts()
        && !before.base().currency().equals(after.base().currency())) {
      throw new CurrencyMismatchException(before.base().currency(), after.base().currency());
    }
    if (!after.base().asOf().isAfter(before.base().asOf())) {
      throw new IllegalArgumentException(
          "as-of day after must be later than "
              + before.base().asOf()
              + ", but was "
              + after.base().asOf());
    }
    return new SegmentMigration(before, after);
  }

  /**
   * The names of the segments.
   *
   * @return in the order of the rules
   */
  public List<String> segments() {
    return rules.segments();
  }

  /**
   * How many customers moved from one segment to another, or stayed.
   *
   * @param from the segment before
   * @param to the segment after
   * @return 0 or more
   * @throws IllegalArgumentException if the rules have no such segment
   */
  public int count(String from, String to) {
    return counts[rules.indexOf(from)][rules.indexOf(to)];
  }

  /**
   * The share of the customers of one segment who are in another afterwards.
   *
   * @param from the segment before
   * @param to the segment after
   * @return {@link #count} / {@link #before}, empty if there was nobody
   * @throws IllegalArgumentException if the rules have no such segment
   */
  public OptionalDouble share(String from, String to) {
    int denominator = before(from);
    return denominator == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) count(from, to) / denominator);
  }

  /**
   * How many customers had their first order in between.
   *
   * @param to the segment after
   * @return 0 or more
   * @throws IllegalArgumentException if the rules have no such segment
   */
  public int arrived(String to) {
    return arrived[rules.indexOf(to)];
  }

  /**
   * How many customers are missing afterwards. A log that only grows loses none.
   *
   * @param from the segment before
   * @return 0 or more
   * @throws IllegalArgumentException if the rules have no such segment
   */
  public int gone(String from) {
    return gone[rules.indexOf(from)];
  }

  /**
   * How many customers were in a segment before.
   *
   * @param segment its name
   * @return all counts from it, and those gone
   * @throws IllegalArgumentException if the rules have no such segment
   */
  public int before(String segment) {
    return Arrays.stream(counts[rules.indexOf(segment)]).sum() + gone(segment);
  }

  /**
   * How many customers are in a segment after.
   *
   * @param segment its name
   * @return all counts to it, and those who arrived
   * @throws IllegalArgumentException if the rules have no such segment
   */
  public int after(String segment) {
    int to = rules.indexOf(segment);
    return Arrays.stream(counts).mapToInt(row -> row[to]).sum() + arrived[to];
  }

  /** A table: a line for each segment before, a numbered column for each segment after. */
  @Override
  public String toString() {
    List<String> names = segments();
    StringBuilder text = new StringBuilder(line(from + " \\ " + to));
    for (int i = 1; i <= names.size(); i++) {
      text.append(cell(Integer.toString(i)));
    }
    text.append(cell("gone")).append(cell("all"));
    for (int i = 0; i < names.size(); i++) {
      text.append("\n").append(line((i + 1) + " " + names.get(i)));
      for (int count : counts[i]) {
        text.append(cell(Integer.toString(count)));
      }
      text.append(cell(Integer.toString(gone[i])));
      text.append(cell(Integer.toString(before(names.get(i)))));
    }
    text.append("\n").append(line("new"));
    for (int count : arrived) {
      text.append(cell(Integer.toString(count)));
    }
    text.append("\n").append(line("all"));
    for (String name : names) {
      text.append(cell(Integer.toString(after(name))));
    }
    return text.toString();
  }

  private static String line(String head) {
    return head + " ".repeat(Math.max(0, 26 - head.length()));
  }

  private static String cell(String value) {
    return " ".repeat(Math.max(1, 9 - value.length())) + value;
  }
}
