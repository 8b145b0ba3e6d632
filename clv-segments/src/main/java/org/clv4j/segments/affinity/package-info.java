/** Products that are bought together: market baskets, rules with their tests, upsell candidates. */
@org.jspecify.annotations.NullMarked
package org.clv4j.segments.affinity;
