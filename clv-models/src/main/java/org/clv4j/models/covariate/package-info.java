/**
 * Effects of what is known of customers, such as their channel or age, on how they buy and leave:
 * {@link org.clv4j.models.covariate.CovariateModel}.
 */
package org.clv4j.models.covariate;
