package org.clv4j.segments.affinity;

import java.math.BigDecimal;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;

/**
 * Who buys one product buys another one too, with the numbers that say how sure that is.
 *
 * <p>Of N baskets A hold the antecedent, B the consequent, and n both. Support, confidence, lift,
 * leverage and conviction are of these four alone, as everywhere. Large baskets hold more of
 * everything, so that lift is above 1 for any two products where some baskets are large; E and the
 * p-value are given how many products each basket holds.
 *
 * @param antecedent the product on the left of the arrow
 * @param consequent the product on the right of it
 * @param baskets N
 * @param antecedentCount A
 * @param consequentCount B
 * @param count n
 * @param expected E, how many would hold both by chance: of each class of baskets of about the same
 *     size the product of those with the antecedent and those with the consequent over all of it,
 *     summed; above 0
 * @param pValue the chance that n or more baskets would hold both if in each class those with the
 *     consequent were any of it: the exact test of several tables of two by two, one-sided; the
 *     same of both directions; what is below 1e-300 may be 0
 * @param adjustedPValue the same, allowing for the number of pairs that were tested
 */
public record AffinityRule(
    String antecedent,
    String consequent,
    int baskets,
    int antecedentCount,
    int consequentCount,
    int count,
    double expected,
    double pValue,
    double adjustedPValue) {

  /** Checks that the counts are possible. */
  public AffinityRule {
    Objects.requireNonNull(antecedent, "antecedent must not be null");
    Objects.requireNonNull(consequent, "consequent must not be null");
    Check.inRange(antecedentCount, 1, baskets, "antecedentCount");
    Check.inRange(consequentCount, 1, baskets, "consequentCount");
    Check.inRange(count, 1, Math.min(antecedentCount, consequentCount), "count");
    Check.positive(expected, "expected");
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
   * How many times as often both are bought as if products were strewn over all baskets alike: n N
   * / (A B).
   *
   * @return {@code lift}; below 1 where the two are bought in baskets of other sizes
   */
  public Metric lift() {
    return ratio(
        "lift", (long) count * baskets, (long) antecedentCount * consequentCount, MetricUnit.RATIO);
  }

  /**
   * How many times as often both are bought as by chance in baskets of these sizes: n / E.
   *
   * <p>In a basket of k products a product leaves k - 1 places beside it, so that chance alone has
   * about (k - 1) / k, half in baskets of two.
   *
   * @return {@code lift_given_size}, above 1
   */
  public Metric liftGivenSize() {
    return Metric.ratio(
        "lift_given_size",
        BigDecimal.valueOf(count),
        BigDecimal.valueOf(expected),
        MetricUnit.RATIO,
        "there are no baskets");
  }

  /**
   * The share of the baskets that hold both beyond what lift is measured against: n / N - A B /
   * N<sup>2</sup>.
   *
   * @return {@code leverage}, above 0 where lift is above 1
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
   * @return {@code conviction}, above 1 where lift is; empty, as it would be infinite, where the
   *     rule is never wrong
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
