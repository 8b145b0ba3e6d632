/**
 * Whether a forecast can be trusted: {@link org.clv4j.models.evaluate.Readiness} before a fit,
 * {@link org.clv4j.models.evaluate.Backtest} beside naive rules, {@link
 * org.clv4j.models.evaluate.ModelChoice} among models.
 */
package org.clv4j.models.evaluate;
