/**
 * Charts of customers and models as SVG, PNG, window and table.
 *
 * <p>{@link org.clv4j.charts.Charts} is the way in.
 */
@org.jspecify.annotations.NullMarked
package org.clv4j.charts;
