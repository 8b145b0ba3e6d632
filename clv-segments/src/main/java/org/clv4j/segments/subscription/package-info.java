/**
 * Monthly recurring revenue and what moves it, churn and retention of subscribers, lifetime value
 * by preset.
 *
 * <p>{@link org.clv4j.segments.subscription.SubscriptionSeries} is the way in.
 */
package org.clv4j.segments.subscription;
