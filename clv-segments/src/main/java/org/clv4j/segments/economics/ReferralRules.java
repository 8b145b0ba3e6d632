package org.clv4j.segments.economics;

import java.util.Objects;
import org.clv4j.core.internal.Check;

/**
 * What of a referred customer counts for the one who referred.
 *
 * @param credit the share of the referred customer's value that is credited, in [0, 1]
 * @param counting whether the referred customer keeps what is credited
 * @param reward what was paid for each referred customer who ordered, 0 or more
 * @param incremental the share of the referred customers who would not have come otherwise, in [0,
 *     1]; of the others only the acquisition cost is gained, and it is not part of any value
 * @param acquisitionCostSaved what winning those others would have cost, 0 or more
 */
public record ReferralRules(
    double credit,
    Counting counting,
    double reward,
    double incremental,
    double acquisitionCostSaved) {

  /** How a value that two customers have a claim to is counted. */
  public enum Counting {
    /** What is credited to the one is taken from the other: values add up to those of before. */
    TRANSFERRED,
    /** Both count it: right for a single customer, but the values must not be added up. */
    TWICE
  }

  /** Checks the ranges. */
  public ReferralRules {
    Check.inRange(credit, 0, 1, "credit");
    Objects.requireNonNull(counting, "counting must not be null");
    Check.notNegative(reward, "reward");
    Check.inRange(incremental, 0, 1, "incremental");
    Check.notNegative(acquisitionCostSaved, "acquisition cost saved");
  }

  /**
   * All of the value is credited and taken from the referred customer, who came only so.
   *
   * @param reward what was paid for each
   * @return the rules
   */
  public static ReferralRules transferred(double reward) {
    return new ReferralRules(1, Counting.TRANSFERRED, reward, 1, 0);
  }
}
