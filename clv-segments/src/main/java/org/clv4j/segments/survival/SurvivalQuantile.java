package org.clv4j.segments.survival;

import java.util.OptionalDouble;

/**
 * The time by which a given share of the customers has left, with its interval.
 *
 * @param share p of the customers, 0.5 for the median
 * @param time the smallest time t with S(t) &lt;= 1 - p; empty if the curve ends above
 * @param low lower end of the interval: the smallest t at which the lower band is at most 1 - p
 * @param high upper end of the interval; empty if the upper band ends above 1 - p, which is common
 * @param reason why {@code time} is empty; blank if it is not
 */
public record SurvivalQuantile(
    double share, OptionalDouble time, OptionalDouble low, OptionalDouble high, String reason) {}
