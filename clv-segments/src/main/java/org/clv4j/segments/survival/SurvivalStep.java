package org.clv4j.segments.survival;

/**
 * A {@link KaplanMeier} curve at a time at which somebody left or was last seen.
 *
 * @param time in the unit of the data
 * @param atRisk customers who were in view and had not left just before
 * @param events customers who left then
 * @param censored customers last seen then
 * @param survival S, the part that stays longer than this
 * @param standardError of S, by Greenwood's formula; 0 where S is 0
 * @param low lower end of the interval of S; 0 where S is 0, for which Greenwood has no interval
 * @param high upper end of the interval of S; where S is 0 that of the step before, or 1
 */
public record SurvivalStep(
    double time,
    long atRisk,
    long events,
    long censored,
    double survival,
    double standardError,
    double low,
    double high) {}
