package org.clv4j.segments.rfm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer is in a segment.
 *
 * @param customerId the customer
 * @param asOf the last day that counts
 * @param scores r and f, and m where it is scored
 * @param segment the name of the segment
 * @param rule the line of the rules that says so
 */
public record RfmExplanation(
    String customerId, LocalDate asOf, List<Score> scores, String segment, String rule) {

  /** Keeps the scores from changing. */
  public RfmExplanation {
    scores = List.copyOf(scores);
  }

  /**
   * One score and where it comes from.
   *
   * @param letter {@code r}, {@code f} or {@code m}
   * @param score from 1 to the number of bins
   * @param measure what the score looks at, for example {@code spend in EUR}
   * @param value what the customer has of it; a mean to a millionth of a minor unit
   * @param among whom the value was compared with, for example {@code rank 37.5 of 60} or {@code
   *     customers with r 3}; null for all customers and given cut points
   * @param above the nearest cut point that the value is above; null below all of them or where
   *     there are none
   * @param upTo the nearest cut point that the value is not above; null above all of them or where
   *     there are none
   * @param better what would have given the next better score at these cut points, for example
   *     {@code r 3 -> 4 if the last order had been at most 23 days ago}; null where there are no
   *     cut points or no better score
   */
  public record Score(
      String letter,
      int score,
      String measure,
      BigDecimal value,
      @Nullable String among,
      @Nullable BigDecimal above,
      @Nullable BigDecimal upTo,
      @Nullable String better) {

    /**
     * For example {@code r 3 (days since last order): 30, above 23, at most 60; r 3 -> 4 if the
     * last order had been at most 23 days ago}.
     */
    @Override
    public String toString() {
      return letter
          + " "
          + score
          + " ("
          + measure
          + "): "
          + value.toPlainString()
          + (among == null ? "" : ", " + among)
          + (above == null ? "" : ", above " + above.toPlainString())
          + (upTo == null ? "" : ", at most " + upTo.toPlainString())
          + (better == null ? "" : "; " + better);
    }
  }

  /**
   * A score by cut points, with the nearest of them.
   *
   * @param cuts empty where there are none
   */
  static Score score(
      Measure measure, int row, int score, @Nullable String among, List<BigDecimal> cuts) {
    long key = measure.key(row);
    BigDecimal value = measure.value(key);
    if (cuts.isEmpty()) {
      return new Score(measure.letter(), score, measure.name(), value, among, null, null, null);
    }
    long[] thresholds = cuts.stream().mapToLong(measure::largestKeyUpTo).toArray();
    int below = (int) Arrays.stream(thresholds).filter(threshold -> threshold < key).count();
    return new Score(
        measure.letter(),
        score,
        measure.name(),
        value,
        among,
        below == 0 ? null : cuts.get(below - 1),
        below == cuts.size() ? null : cuts.get(below),
        measure.fewIsGood()
            ? fewer(measure, score, thresholds, below)
            : more(measure, score, thresholds, below, cuts));
  }

  private static @Nullable String fewer(Measure measure, int score, long[] thresholds, int below) {
    if (below == 0) {
      return null;
    }
    long days = thresholds[below - 1];
    int then = (int) Arrays.stream(thresholds).filter(threshold -> threshold < days).count();
    return change(measure, score, measure.score(then, thresholds.length + 1))
        + " if the last order had been at most "
        + days
        + (days == 1 ? " day ago" : " days ago");
  }

  private static @Nullable String more(
      Measure measure, int score, long[] thresholds, int below, List<BigDecimal> cuts) {
    if (below == thresholds.length || thresholds[below] == Long.MAX_VALUE) {
      return null;
    }
    long needed = thresholds[below] + 1;
    int then = (int) Arrays.stream(thresholds).filter(threshold -> threshold < needed).count();
    String condition =
        measure.isMean()
            ? "above " + cuts.get(below).toPlainString()
            : "at least " + measure.value(needed).toPlainString();
    return change(measure, score, measure.score(then, thresholds.length + 1))
        + " if "
        + measure.name()
        + " had been "
        + condition;
  }

  private static String change(Measure measure, int score, int then) {
    return measure.letter() + " " + score + " -> " + then;
  }

  /** The scores as one word, for example {@code 543}. */
  private String code() {
    return scores.stream().map(s -> Integer.toString(s.score())).collect(Collectors.joining());
  }

  /** Some lines: the customer, one for each score, the rule. */
  @Override
  public String toString() {
    return "customer \""
        + customerId
        + "\" as of "
        + asOf
        + ": "
        + code()
        + ", "
        + segment
        + "\n"
        + scores.stream().map(s -> "  " + s + "\n").collect(Collectors.joining())
        + "  rule: "
        + rule;
  }
}
