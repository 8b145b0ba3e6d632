package org.clv4j.models.fit;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a fit maximised, and where it ended: what must be known before two fits are compared.
 *
 * @param model the name of the model, the same with covariates and without
 * @param fingerprint of the customers, {@link CustomerSummaries#fingerprint}; 0 for data that have
 *     none
 * @param covariates of each covariate used, a number that its values and the histories of their
 *     customers give: the same but for rounding and its sign whatever unit and origin the covariate
 *     has, and hardly ever the same for other values
 * @param penalised whether a penalty was taken from the log-likelihood: then its maximum is not
 *     that of the likelihood, and neither likelihood-ratio tests nor AIC and BIC mean anything
 * @param atBound the parameters that ended at a bound, or where the likelihood is flat
 */
public record Objective(
    String model,
    long fingerprint,
    Map<String, Double> covariates,
    boolean penalised,
    Set<String> atBound) {
  /** Takes copies. */
  public Objective {
    covariates = Collections.unmodifiableMap(new TreeMap<>(covariates));
    atBound = Collections.unmodifiableSet(new TreeSet<>(atBound));
  }
}
