package org.clv4j.models.evaluate;

/**
 * How far the weeks of the holdout were off.
 *
 * @param cumulative mean over the weeks of |expected - actual| / actual, of all repeat purchases
 *     from the first birth on
 * @param incremental sum over the weeks of |expected - actual|, of the purchases of each week, as a
 *     part of all purchases of the holdout
 */
public record TrackingError(double cumulative, double incremental) {}
