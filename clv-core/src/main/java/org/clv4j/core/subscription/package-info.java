/**
 * Subscriptions as a billing system has them: terms that change on a day, trial, pauses, end.
 *
 * <p>{@link org.clv4j.core.subscription.Subscription} is the way in.
 */
package org.clv4j.core.subscription;
