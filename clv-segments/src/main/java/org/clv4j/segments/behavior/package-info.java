/**
 * Behaviour segments: rules over columns of customers, and the labels that they give.
 *
 * <p>{@link org.clv4j.segments.behavior.BehaviorSegments} is the way in, {@link
 * org.clv4j.segments.behavior.Columns} says what rules can look at, {@link
 * org.clv4j.segments.behavior.Rule} how they are made.
 */
@org.jspecify.annotations.NullMarked
package org.clv4j.segments.behavior;
