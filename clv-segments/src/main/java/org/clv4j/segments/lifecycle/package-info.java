/**
 * How customers come, move and go: flows between periods, moves between segments and what these are
 * worth.
 *
 * <p>{@link org.clv4j.segments.lifecycle.CustomerFlows}, {@link
 * org.clv4j.segments.lifecycle.TransitionMatrix} and {@link
 * org.clv4j.segments.lifecycle.MigrationValue} are the ways in.
 */
@org.jspecify.annotations.NullMarked
package org.clv4j.segments.lifecycle;
