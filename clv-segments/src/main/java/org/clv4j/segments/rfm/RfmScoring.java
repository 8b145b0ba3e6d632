package org.clv4j.segments.rfm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the scores 1 to {@code bins} are made; the highest is the best.
 *
 * <p>r looks at the days since the last order (few are good), f at the number of orders, each
 * counted, and m at the spend. Equal values always get equal scores and the order of the rows never
 * matters, so that a score may stay empty where many customers are equal.
 *
 * @param method where the scores come from
 * @param bins the number of scores, from 2 to 9
 * @param spendMeasure what m looks at
 * @param cuts the cut points of {@link Method#CUTS}, null for every other method
 */
public record RfmScoring(
    Method method, int bins, SpendMeasure spendMeasure, @Nullable RfmCuts cuts) {

  private static final int DEFAULT_BINS = 5;

  /** Where the scores come from. */
  public enum Method {
    /**
     * Cut points c<sub>k</sub> at the quantiles k / {@code bins} of the values, k = 1 to {@code
     * bins} - 1: with the n values in ascending order and h = (n - 1) k / {@code bins}, c<sub>k
     * </sub> lies between the values of rank floor(h) and floor(h) + 1, counted from 0, at the
     * fraction of h (type 7 of Hyndman and Fan). f and m are 1 + the number of cut points strictly
     * below the value, r is {@code bins} - their number strictly below the days. h is exact.
     *
     * @see "Hyndman &amp; Fan (1996), Sample quantiles in statistical packages, The American
     *     Statistician 50(4)"
     */
    QUANTILES("value quantiles"),

    /**
     * 1 + floor({@code bins} (rank - 1/2) / n), exactly, where equal values share their mean rank
     * in ascending order (r: in descending order of the days).
     */
    RANKS("average ranks"),

    /**
     * {@link #QUANTILES} of the orders within each r, and of the spend within each r and f. Scores
     * of customers in different groups do not compare.
     */
    NESTED("nested quantiles"),

    /** Cut points given beforehand. */
    CUTS("given cut points");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    /** For example {@code value quantiles}. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Checks that cut points are there exactly when they are needed, and fit. */
  public RfmScoring {
    Objects.requireNonNull(method, "method must not be null");
    Objects.requireNonNull(spendMeasure, "spendMeasure must not be null");
    checkBins(bins);
    if ((cuts != null) != (method == Method.CUTS)) {
      throw new IllegalArgumentException(
          "cut points must be there exactly when they are the method, but the method was "
              + method
              + (cuts == null ? " without" : " with")
              + " cut points");
    }
    if (cuts != null && cuts.bins() != bins) {
      throw new IllegalArgumentException(
          "bins must be those of the cut points, " + cuts.bins() + ", but was " + bins);
    }
    if (cuts != null && cuts.hasSpend() && cuts.spendMeasure() != spendMeasure) {
      throw new IllegalArgumentException(
          "spend measure must be that of the cut points, "
              + cuts.spendMeasure()
              + ", but was "
              + spendMeasure);
    }
  }

  static int checkBins(int bins) {
    if (bins >= 2 && bins <= 9) {
      return bins;
    }
    throw new IllegalArgumentException("bins must be between 2 and 9, but was " + bins);
  }

  /**
   * Five scores by value quantiles, m by the total spend: the default.
   *
   * @return the scoring
   */
  public static RfmScoring quantiles() {
    return new RfmScoring(Method.QUANTILES, DEFAULT_BINS, SpendMeasure.TOTAL_SPEND, null);
  }

  /**
   * Five scores by average ranks, m by the total spend.
   *
   * @return the scoring
   */
  public static RfmScoring ranks() {
    return new RfmScoring(Method.RANKS, DEFAULT_BINS, SpendMeasure.TOTAL_SPEND, null);
  }

  /**
   * Five scores by nested quantiles, m by the total spend.
   *
   * @return the scoring
   */
  public static RfmScoring nested() {
    return new RfmScoring(Method.NESTED, DEFAULT_BINS, SpendMeasure.TOTAL_SPEND, null);
  }

  /**
   * Scores by given cut points: thresholds, or those of an earlier base, so that a customer who
   * moves has changed and not the others around.
   *
   * @param cuts the cut points, which also say how many scores there are and what m looks at
   * @return the scoring
   */
  public static RfmScoring cuts(RfmCuts cuts) {
    return new RfmScoring(Method.CUTS, cuts.bins(), cuts.spendMeasure(), cuts);
  }

  /**
   * The same with another number of scores.
   *
   * @param number from 2 to 9
   * @return a new scoring
   * @throws IllegalArgumentException if the number is another one, or not that of given cut points
   */
  public RfmScoring withBins(int number) {
    return new RfmScoring(method, number, spendMeasure, cuts);
  }

  /**
   * The same with another spend.
   *
   * @param measure what m looks at
   * @return a new scoring
   * @throws IllegalArgumentException if given cut points are of the other one
   */
  public RfmScoring withSpendMeasure(SpendMeasure measure) {
    return new RfmScoring(method, bins, measure, cuts);
  }

  /** For example {@code value quantiles, 5 bins, m by spend}. */
  @Override
  public String toString() {
    return method + ", " + bins + " bins, m by " + spendMeasure;
  }
}
