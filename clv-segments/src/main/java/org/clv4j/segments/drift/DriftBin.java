package org.clv4j.segments.drift;

import java.util.OptionalDouble;

/**
 * A bin of a column: values above one cut point up to another, which is in it.
 *
 * @param above the cut point below; empty for the first bin
 * @param upTo the cut point above; empty for the last bin
 * @param before how many values it had on the first date
 * @param after how many it had on the second
 * @param part what it adds to the index, 0 or more
 */
public record DriftBin(
    OptionalDouble above, OptionalDouble upTo, int before, int after, double part) {}
