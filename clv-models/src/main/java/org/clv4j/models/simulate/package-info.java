/**
 * Orders of customers who behave as a model says: {@link org.clv4j.models.simulate.OrderSimulation}
 * with a {@link org.clv4j.models.simulate.PurchaseProcess}.
 */
package org.clv4j.models.simulate;
