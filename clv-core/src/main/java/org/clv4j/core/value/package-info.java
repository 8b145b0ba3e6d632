/** Money, time and rates: small immutable values that keep their unit. */
package org.clv4j.core.value;
