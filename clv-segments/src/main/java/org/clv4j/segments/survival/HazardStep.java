package org.clv4j.segments.survival;

/**
 * A {@link NelsonAalen} curve at a time at which somebody left or was last seen.
 *
 * @param time in the unit of the data
 * @param atRisk customers who were in view and had not left just before
 * @param events customers who left then
 * @param censored customers last seen then
 * @param hazard H, the cumulative hazard
 * @param variance of H
 * @param low lower end of the interval of H
 * @param high upper end of the interval of H
 */
public record HazardStep(
    double time,
    long atRisk,
    long events,
    long censored,
    double hazard,
    double variance,
    double low,
    double high) {}
