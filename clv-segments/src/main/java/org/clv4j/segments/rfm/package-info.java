/**
 * Recency, frequency, monetary: scores, rules that name them, and moves between the names.
 *
 * <p>{@link org.clv4j.segments.rfm.RfmTable} is the way in.
 */
package org.clv4j.segments.rfm;
