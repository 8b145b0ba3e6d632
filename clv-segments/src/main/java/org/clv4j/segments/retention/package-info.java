/**
 * Retention and churn, each kind under its own name, retention curves and customer lifetimes.
 *
 * <p>Where customers have no contract nobody sees them leave, so there is no churn as such. {@link
 * org.clv4j.segments.retention.RetentionSeries} compares one calendar period with the one before;
 * {@link org.clv4j.segments.retention.CustomerRetention} asks who was active at the start of a
 * period and still is at its end; {@link org.clv4j.segments.retention.InactivityChurn} counts who
 * has not ordered for long; {@link org.clv4j.segments.retention.ModelChurn} adds up what a model
 * believes of each customer, {@link org.clv4j.segments.retention.ExpectedWithoutOrder} what it
 * expects of each in the days to come. The figures differ because the questions do.
 */
@org.jspecify.annotations.NullMarked
package org.clv4j.segments.retention;
