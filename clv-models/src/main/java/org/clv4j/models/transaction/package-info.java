/**
 * Models of customers who come and go without a word: how often they buy and whether they are still
 * there. {@link org.clv4j.models.transaction.TransactionModel} is what all of them can say.
 */
package org.clv4j.models.transaction;
