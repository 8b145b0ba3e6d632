/**
 * Experiments read on customer value: the effect per assigned customer with intervals, with and
 * without what was known before; sample sizes; tests that may be looked at every day; whom a
 * treatment moves.
 *
 * <p>It lives here, not in core, because it stands on the order log, on survival and on the tails
 * of distributions that this module has already.
 */
package org.clv4j.segments.experiment;
