/**
 * Customer-base health: who is active, what customers are worth, how soon they come back.
 *
 * <p>{@link org.clv4j.segments.health.CustomerBaseHealth} is the way in.
 */
@org.jspecify.annotations.NullMarked
package org.clv4j.segments.health;
