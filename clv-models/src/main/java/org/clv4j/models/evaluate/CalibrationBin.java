package org.clv4j.models.evaluate;

/**
 * Customers alike at the end of the calibration: what they were predicted to buy, and what they
 * bought.
 *
 * @param label the frequencies, for example {@code 3} or {@code 7+}, or the days from the first
 *     purchase to the last, for example {@code 35-68}
 * @param customers their number, at least 1
 * @param meanActual purchases per customer in the holdout
 * @param meanPredicted purchases per customer that were predicted
 */
public record CalibrationBin(
    String label, int customers, double meanActual, double meanPredicted) {}
