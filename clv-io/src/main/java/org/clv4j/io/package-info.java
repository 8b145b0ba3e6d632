/**
 * Orders in, tables out: {@link org.clv4j.io.OrderCsv} reads, {@link org.clv4j.io.Table} writes.
 */
package org.clv4j.io;
