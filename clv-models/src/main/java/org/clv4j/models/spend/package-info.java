/** How much customers spend per purchase: {@link org.clv4j.models.spend.GammaGamma}. */
package org.clv4j.models.spend;
