/**
 * What customers are worth: {@link org.clv4j.models.value.Valuation} joins a model of purchases and
 * one of spend, {@link org.clv4j.models.value.CohortTracking} compares expectation and fact.
 */
package org.clv4j.models.value;
