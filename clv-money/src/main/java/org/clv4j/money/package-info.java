/**
 * The door to JSR 354 ({@code javax.money}): {@link org.clv4j.money.MonetaryAmounts} and {@link
 * org.clv4j.money.MonetaryRates}.
 */
package org.clv4j.money;
