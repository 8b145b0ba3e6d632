/** What fitting a model gives: {@link org.clv4j.models.fit.FitResult}. */
package org.clv4j.models.fit;
