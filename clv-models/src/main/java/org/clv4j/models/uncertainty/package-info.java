/**
 * How sure an estimate or a forecast is: {@link org.clv4j.models.uncertainty.ModelDraws} has models
 * as they may be given the data, {@link org.clv4j.models.uncertainty.PurchasePrediction} what
 * customers may do.
 */
package org.clv4j.models.uncertainty;
