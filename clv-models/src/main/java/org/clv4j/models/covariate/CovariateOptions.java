package org.clv4j.models.covariate;

import java.util.Set;
import java.util.TreeSet;
import org.clv4j.core.internal.Check;
import org.clv4j.models.fit.FitOptions;
import org.jspecify.annotations.Nullable;

/**
 * How covariates act, and how their effects are fitted.
 *
 * @param rate the columns that act on the purchase rate; null for all
 * @param dropout the columns that act on dropout; null for all
 * @param equal those of both whose coefficient is the same in both
 * @param separateDropout for BG/NBD and MBG/NBD whether a and b have a coefficient each, as in
 *     PyMC-Marketing; else they share one, as in CLVTools
 * @param rateL2 the penalty lambda of the coefficients of the rate, 0 for none: lambda times the
 *     sum of (g sd)<sup>2</sup> is taken from the total log-likelihood, where sd is the standard
 *     deviation of the column, so that its unit does not matter
 * @param dropoutL2 the same for dropout; a coefficient of both has the sum of both
 * @param fit threads and limits
 */
public record CovariateOptions(
    @Nullable Set<String> rate,
    @Nullable Set<String> dropout,
    Set<String> equal,
    boolean separateDropout,
    double rateL2,
    double dropoutL2,
    FitOptions fit) {

  /** All covariates act on both, apart, without penalty. */
  public static final CovariateOptions DEFAULT =
      new CovariateOptions(null, null, Set.of(), false, 0, 0, FitOptions.DEFAULT);

  /** Checks the ranges and takes copies. */
  public CovariateOptions {
    rate = rate == null ? null : Set.copyOf(rate);
    dropout = dropout == null ? null : Set.copyOf(dropout);
    equal = Set.copyOf(equal);
    Check.notNegative(rateL2, "L2 penalty of the rate");
    Check.notNegative(dropoutL2, "L2 penalty of dropout");
    for (String name : new TreeSet<>(equal)) {
      if ((rate != null && !rate.contains(name)) || (dropout != null && !dropout.contains(name))) {
        throw new IllegalArgumentException(
            "a covariate with one coefficient must act on rate and dropout, but "
                + name
                + " acts on one of them");
      }
    }
    if (separateDropout && !equal.isEmpty()) {
      throw new IllegalArgumentException(
          "no coefficient of the rate can equal that of dropout where a and b have one each, but "
              + new TreeSet<>(equal)
              + " should");
    }
  }

  /**
   * The same, but only some columns act on the purchase rate.
   *
   * @param names of columns; none for none
   * @return new options
   */
  public CovariateOptions onRate(String... names) {
    return new CovariateOptions(
        Set.of(names), dropout, equal, separateDropout, rateL2, dropoutL2, fit);
  }

  /**
   * The same, but only some columns act on dropout.
   *
   * @param names of columns; none for none
   * @return new options
   */
  public CovariateOptions onDropout(String... names) {
    return new CovariateOptions(
        rate, Set.of(names), equal, separateDropout, rateL2, dropoutL2, fit);
  }

  /**
   * The same, but some columns have one coefficient for rate and dropout.
   *
   * @param names of columns
   * @return new options
   */
  public CovariateOptions withEqual(String... names) {
    return new CovariateOptions(
        rate, dropout, Set.of(names), separateDropout, rateL2, dropoutL2, fit);
  }

  /**
   * The same, but a and b of BG/NBD and MBG/NBD have a coefficient each.
   *
   * @return new options
   */
  public CovariateOptions withSeparateDropout() {
    return new CovariateOptions(rate, dropout, equal, true, rateL2, dropoutL2, fit);
  }

  /**
   * The same with penalties.
   *
   * @param ofRate lambda of the rate, 0 or more
   * @param ofDropout lambda of dropout, 0 or more
   * @return new options
   */
  public CovariateOptions withL2(double ofRate, double ofDropout) {
    return new CovariateOptions(rate, dropout, equal, separateDropout, ofRate, ofDropout, fit);
  }

  /**
   * The same with other threads and limits.
   *
   * @param options threads and limits
   * @return new options
   */
  public CovariateOptions withFit(FitOptions options) {
    return new CovariateOptions(rate, dropout, equal, separateDropout, rateL2, dropoutL2, options);
  }
}
