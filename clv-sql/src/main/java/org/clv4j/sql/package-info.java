/**
 * Orders from databases ({@link org.clv4j.sql.JdbcOrders}) and from Parquet and JSON files ({@link
 * org.clv4j.sql.DuckDbOrders}).
 */
package org.clv4j.sql;
