/**
 * Cohorts: customers by the period of their first order, and what they did in each period since.
 *
 * <p>{@link org.clv4j.segments.cohort.CohortTable} is the way in.
 */
@org.jspecify.annotations.NullMarked
package org.clv4j.segments.cohort;
