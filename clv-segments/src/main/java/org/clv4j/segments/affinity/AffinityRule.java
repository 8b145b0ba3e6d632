package org.clv4j.segments.affinity;

import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;

/**
 * Who buys one product buys another one too, with the four numbers that say how sure that is.
 *
 * <p>Of N baskets A hold the antecedent, B the consequent, and n both.
 *
 * @param antecedent the product on the left of the arrow
 * @param consequent the product on the right of it
 * @param baskets N
 * @param antecedentCount A
 * @param consequentCount B
 * @param count n
 * @param pValue the chance that n or more baskets would hold both if the B were any B of the N:
 *     Fisher's exact test, one-sided; the same of both directions; 0 below 1e-300
 * @param adjustedPValue the same, allowing for the number of pairs that were tested
 */
public record AffinityRule(
    String antecedent,
    String consequent,
    int baskets,
    int antecedentCount,
    int consequentCount,
    int count,
    double pValue,
    double adjustedPValue) {

  /** Checks that the counts are possible. */
  public AffinityRule {
    Objects.requireNonNull(antecedent, "antecedent must not be null");
    Objects.requireNonNull(consequent, "consequent must not be null");
    Check.inRange(antecedentCount, 1, baskets, "antecedentCount");
    Check.inRange(consequentCount, 1, baskets, "consequentCount");
    Check.inRange(count, 1, Math.min(antecedentCount, consequentCount), "count");
    Check.inRange(pValue, 0, 1, "pValue");
    Check.inRange(adjustedPValue, pValue, 1, "adjustedPValue");
  }

  /**
   * The share of the baskets that hold both: n / N.
   *
   * @return {@code support}
   */
  public Metric support() {
    return ratio("support", count, baskets, MetricUnit.SHARE);
  }

  /**
   * The share of the baskets with the antecedent that hold the consequent too: n / A.
   *
   * @return {@code confidence}
   */
  public Metric confidence() {
    return ratio("confidence", count, antecedentCount, MetricUnit.SHARE);
  }

  /**
   * How many times as often both are bought as by chance: n N / (A B).
   *
   * @return {@code lift}, above 1
   */
  public Metric lift() {
    return ratio(
        "lift", (long) count * baskets, (long) antecedentCount * consequentCount, MetricUnit.RATIO);
  }

  /**
   * The share of the baskets that hold both beyond chance: n / N - A B / N<sup>2</sup>.
   *
   * @return {@code leverage}, above 0
   */
  public Metric leverage() {
    return ratio(
        "leverage",
        (long) count * baskets - (long) antecedentCount * consequentCount,
        (long) baskets * baskets,
        MetricUnit.SHARE);
  }

  /**
   * How many times as often the rule would be wrong by chance: (1 - B / N) / (1 - n / A).
   *
   * @return {@code conviction}, above 1; empty, as it would be infinite, where the rule is never
   *     wrong
   */
  public Metric conviction() {
    return Metric.ratio(
        "conviction",
        (long) (baskets - consequentCount) * antecedentCount,
        (long) baskets * (antecedentCount - count),
        MetricUnit.RATIO,
        "every basket with the antecedent has the consequent");
  }

  private static Metric ratio(String name, long numerator, long denominator, MetricUnit unit) {
    return Metric.ratio(name, numerator, denominator, unit, "there are no baskets");
  }

  /** For example {@code tea -> milk: 3 of 4, lift 1.5, adjusted p 0.04}. */
  @Override
  public String toString() {
    return antecedent
        + " -> "
        + consequent
        + ": "
        + count
        + " of "
        + antecedentCount
        + ", lift "
        + lift().value().orElseThrow()
        + ", adjusted p "
        + adjustedPValue;
  }
}
