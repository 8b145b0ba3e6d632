/** Orders as immutable columns: {@link org.clv4j.core.order.OrderLog} and its builder. */
package org.clv4j.core.order;
