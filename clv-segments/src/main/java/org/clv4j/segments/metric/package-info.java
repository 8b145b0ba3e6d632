/** What every result about the customer base carries: its figure, its parts and its scope. */
@org.jspecify.annotations.NullMarked
package org.clv4j.segments.metric;
