/** From orders to one row per customer: {@link org.clv4j.core.customer.CustomerBase}. */
package org.clv4j.core.customer;
