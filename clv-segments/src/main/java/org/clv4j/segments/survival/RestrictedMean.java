package org.clv4j.segments.survival;

/**
 * The mean time that customers stay before a horizon.
 *
 * @param horizon beyond which nothing counts
 * @param mean the area under the survival curve up to the horizon; at most the horizon
 * @param standardError of the mean
 */
public record RestrictedMean(double horizon, double mean, double standardError) {}
