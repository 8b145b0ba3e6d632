/** What changed between two dates: population stability index and quantiles of any column. */
@org.jspecify.annotations.NullMarked
package org.clv4j.segments.drift;
