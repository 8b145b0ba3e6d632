package org.clv4j.segments.concentration;

/**
 * A point of a curve of concentration.
 *
 * @param customers how many customers, from the end where the curve begins
 * @param shareOfCustomers which share of all they are, 0 to 1
 * @param shareOfValue which share of all value they have
 */
public record CurvePoint(int customers, double shareOfCustomers, double shareOfValue) {}
