/** How value is spread over customers: Gini, Lorenz curve, top shares, whale curve. */
@org.jspecify.annotations.NullMarked
package org.clv4j.segments.concentration;
