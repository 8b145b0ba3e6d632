/**
 * Loyalty programmes: points in an append-only ledger, tiers by what was earned in a window, what
 * the points outstanding may cost.
 *
 * <p>{@link org.clv4j.segments.loyalty.LoyaltyLedger} is the way in.
 */
package org.clv4j.segments.loyalty;
