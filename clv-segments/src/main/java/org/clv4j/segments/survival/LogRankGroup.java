package org.clv4j.segments.survival;

/**
 * A group of a {@link LogRank} test.
 *
 * @param label as given
 * @param customers how many
 * @param observed customers who left, each with the weight of the time; by the log-rank weights
 *     their number
 * @param expected what {@code observed} would be, in the mean, if all groups had the same risk
 */
public record LogRankGroup(int label, long customers, double observed, double expected) {}
