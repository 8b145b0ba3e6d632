package org.clv4j.segments.health;

/** Over whom customer value is taken. */
public enum CustomerPopulation {
  /** Everybody who had ordered by the as-of day. */
  BUYERS,
  /** Those who ordered within the active window. */
  ACTIVES,
  /** Everybody registered by the as-of day; who never ordered is worth 0. */
  REGISTERED
}
