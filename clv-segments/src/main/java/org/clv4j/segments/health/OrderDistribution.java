package org.clv4j.segments.health;

import java.util.List;

/**
 * How many orders the active customers placed.
 *
 * @param inWindow how many active customers placed 1, 2, 3, 4 and 5 or more orders within the
 *     active window
 * @param lifetime how many placed as many in their whole life up to the as-of day
 */
public record OrderDistribution(List<Long> inWindow, List<Long> lifetime) {
  /** Keeps copies. */
  public OrderDistribution {
    inWindow = List.copyOf(inWindow);
    lifetime = List.copyOf(lifetime);
  }
}
