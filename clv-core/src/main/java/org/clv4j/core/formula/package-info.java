/** Closed-form customer lifetime value and unit economics. */
package org.clv4j.core.formula;
