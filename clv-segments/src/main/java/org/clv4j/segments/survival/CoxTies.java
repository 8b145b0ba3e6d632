package org.clv4j.segments.survival;

/** What a {@link CoxModel} makes of customers who leave at the same time. */
public enum CoxTies {
  /**
   * The customers who leave together leave the risk set one after the other, each by its mean part.
   * Near the exact answer. Source: Efron (1977), The efficiency of Cox's likelihood function for
   * censored data, J. Am. Stat. Assoc. 72, 557.
   */
  EFRON,

  /**
   * All of them are at risk until the last has left, which draws coefficients towards 0 where ties
   * are many. Source: Breslow (1974), Covariance analysis of censored survival data, Biometrics 30,
   * 89.
   */
  BRESLOW
}
