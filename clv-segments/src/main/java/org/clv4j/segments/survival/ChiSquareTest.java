package org.clv4j.segments.survival;

import org.clv4j.segments.internal.Tails;

/**
 * A test whose statistic has, without any effect, a chi-square distribution.
 *
 * @param statistic 0 or more
 * @param degreesOfFreedom 1 or more
 * @param pValue the probability of a statistic as large as this, or larger, without any effect
 */
public record ChiSquareTest(double statistic, int degreesOfFreedom, double pValue) {
  static ChiSquareTest of(double statistic, int degreesOfFreedom) {
    // Rounding may leave a difference of equal likelihoods below 0.
    double x = Math.max(0, statistic);
    return new ChiSquareTest(x, degreesOfFreedom, Tails.chiSquare(x, degreesOfFreedom));
  }
}
