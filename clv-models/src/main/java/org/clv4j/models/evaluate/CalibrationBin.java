package org.clv4j.models.evaluate;

/**
 * Customers alike at the end of the calibration: what they were predicted to buy, and what they
 * bought.
 *
 * @param label the frequencies, for example {@code 3} or {@code 7+}, the days of a time, for
 *     example {@code 35-68}, or the probabilities, for example {@code 20-30%}
 * @param customers their number, at least 1
 * @param meanActual purchases per customer in the holdout; by activity the share of customers with
 *     one
 * @param meanPredicted purchases per customer that were predicted; by activity the mean probability
 *     of one
 */
public record CalibrationBin(
    String label, int customers, double meanActual, double meanPredicted) {}
