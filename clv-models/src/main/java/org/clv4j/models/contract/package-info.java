/**
 * Models of customers under contract, whose leaving is seen: how long they stay. {@link
 * org.clv4j.models.contract.ContractModel} is what all of them can say, {@link
 * org.clv4j.models.contract.Tenures} what they are fitted to.
 */
package org.clv4j.models.contract;
