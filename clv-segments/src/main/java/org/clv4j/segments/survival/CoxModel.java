package org.clv4j.segments.survival;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;

/**
 * What shortens or lengthens the stay of customers: Cox's proportional hazards.
 *
 * <p>At every time the risk of a customer with the columns x is exp(beta x) times a baseline that
 * is the same for all of the stratum and may have any form. Beta maximises the partial likelihood;
 * who came late is compared only with those who were at risk then too. Its standard errors come
 * from the second derivatives at the maximum. A row of weight w counts as w equal customers who
 * leave at the same time.
 *
 * <p>Columns are centred and scaled inside; coefficients are in the columns' own units. A column
 * that is constant, or never differs among those at risk, or is a linear combination of others, is
 * refused by its name, and so is one whose coefficient would be infinite, because by it alone one
 * could tell at every time who leaves. The result does not depend on the order of the rows.
 *
 * <p>Whether hazards are proportional is not checked: compare strata.
 *
 * <p>Source: Cox (1972), Regression models and life-tables, J. R. Stat. Soc. B 34, 187; Therneau
 * and Grambsch (2000), Modeling Survival Data, chapter 3.
 */
public final class CoxModel {
  private final CoxOptions options;
  private final CoxColumns columns;
  private final double[] theta;
  private final double[][] covariance;
  private final double nullLogLikelihood;
  private final double logLikelihood;
  private final ChiSquareTest wald;
  private final ChiSquareTest score;
  private final Optional<Concordance> concordance;
  private final int[] strata;
  private final CoxBaseline[] baselines;

  private CoxModel(CoxRows rows, CoxFit.Result result, CoxOptions options) {
    this.options = options;
    this.columns = rows.columns();
    this.theta = result.theta();
    int p = theta.length;
    double[][] inverse = result.factor().inverse();
    this.covariance = new double[p][p];
    double quadratic = 0;
    for (int k = 0; k < p; k++) {
      for (int l = 0; l < p; l++) {
        covariance[k][l] = inverse[k][l] / columns.unit(k) / columns.unit(l);
        quadratic += theta[k] * result.end().information()[k][l] * theta[l];
      }
    }
    this.nullLogLikelihood = result.start().value();
    this.logLikelihood = result.end().value();
    this.wald = ChiSquareTest.of(quadratic, p);
    this.score = ChiSquareTest.of(result.scoreTest(), p);
    this.concordance = ConcordanceCount.of(rows, theta);
    this.strata = rows.strataLabels();
    this.baselines = CoxBaseline.of(rows, theta, options.ties());
  }

  /**
   * Fits with {@link CoxOptions#DEFAULT}.
   *
   * @param times how long customers stayed
   * @param names of the columns
   * @param columns by name, then by row: finite, within 1e100 of 0
   * @return the model
   * @throws IllegalArgumentException as for {@link #fit(SurvivalTimes, List, double[][],
   *     CoxOptions)}
   */
  public static CoxModel fit(SurvivalTimes times, List<String> names, double[][] columns) {
    return fit(times, names, columns, CoxOptions.DEFAULT);
  }

  /**
   * Fits.
   *
   * @param times how long customers stayed
   * @param names of the columns
   * @param columns by name, then by row: finite, within 1e100 of 0
   * @param options ties, level and strata
   * @return the model
   * @throws IllegalArgumentException if nobody left, the sizes differ, a name is blank or there
   *     twice, a value is out of range, with its row from 0, or a column has no finite coefficient
   *     of its own
   */
  public static CoxModel fit(
      SurvivalTimes times, List<String> names, double[][] columns, CoxOptions options) {
    if (times.events() == 0) {
      throw new IllegalArgumentException(
          "events must be at least one, but none of the " + times.customers() + " customers left");
    }
    CoxRows rows = CoxRows.of(times, names, columns, options.strata(times.rows()));
    return new CoxModel(
        rows, new CoxFit(rows, options.ties()).run((double) times.events()), options);
  }

  /**
   * The options of the fit.
   *
   * @return ties, level and strata
   */
  public CoxOptions options() {
    return options;
  }

  /**
   * The effects of the columns.
   *
   * @return one per column, in their order
   */
  public List<CoxCoefficient> coefficients() {
    return IntStream.range(0, theta.length)
        .mapToObj(
            k ->
                new CoxCoefficient(
                    columns.names().get(k),
                    theta[k] / columns.unit(k),
                    Math.sqrt(covariance[k][k]),
                    options.level()))
        .toList();
  }

  /**
   * The covariance of two coefficients, or the variance of one.
   *
   * @param first place of a column
   * @param second place of a column
   * @return the covariance
   */
  public double covariance(int first, int second) {
    Check.inRange(first, 0, theta.length - 1, "first column");
    return covariance[first][Check.inRange(second, 0, theta.length - 1, "second column")];
  }

  /**
   * The log partial likelihood without any effect.
   *
   * @return at beta = 0
   */
  public double nullLogLikelihood() {
    return nullLogLikelihood;
  }

  /**
   * The log partial likelihood of the fit.
   *
   * @return at its maximum
   */
  public double logLikelihood() {
    return logLikelihood;
  }

  /**
   * Have the columns any effect? By the likelihoods; the one to trust in small data.
   *
   * @return twice the rise of the log-likelihood, on one degree of freedom per column
   */
  public ChiSquareTest likelihoodRatioTest() {
    return ChiSquareTest.of(2 * (logLikelihood - nullLogLikelihood), theta.length);
  }

  /**
   * Have the columns any effect? By the coefficients and their covariance.
   *
   * @return beta' I(beta) beta, on one degree of freedom per column
   */
  public ChiSquareTest waldTest() {
    return wald;
  }

  /**
   * Have the columns any effect? By the slope of the likelihood at 0; for one column of groups and
   * without ties it is the log-rank test.
   *
   * @return U(0)' I(0)<sup>-1</sup> U(0), on one degree of freedom per column
   */
  public ChiSquareTest scoreTest() {
    return score;
  }

  /**
   * How well the model orders the customers that it was fitted to.
   *
   * @return Harrell's C; empty if no two customers can be compared, because all who left did so at
   *     once and nobody stayed longer
   */
  public Optional<Concordance> concordance() {
    return concordance;
  }

  /**
   * The mean of a column over the customers of the fit.
   *
   * @param column its place
   * @return the mean
   */
  public double mean(int column) {
    return columns.meanOf(Check.inRange(column, 0, theta.length - 1, "column"));
  }

  /**
   * The risk of a customer beside that of one with the mean of every column.
   *
   * @param x the columns, in their order
   * @return exp(beta (x - mean))
   * @throws IllegalArgumentException if there are more or fewer values, or one is not within 1e100
   *     of 0
   * @throws ArithmeticException if it is beyond the largest double
   */
  public double relativeRisk(double... x) {
    return Check.result(Math.exp(predictor(x)), "relative risk");
  }

  private double predictor(double[] x) {
    if (x.length != theta.length) {
      throw new IllegalArgumentException(
          "x must have a value for each of the columns "
              + columns.names()
              + ", but had "
              + x.length);
    }
    double sum = 0;
    for (int k = 0; k < theta.length; k++) {
      Check.inRange(x[k], -CoxColumns.LARGEST, CoxColumns.LARGEST, columns.names().get(k));
      sum += theta[k] * columns.scaled(x[k], k);
    }
    return sum;
  }

  /**
   * The cumulative hazard of a customer with the mean of every column, in a fit without strata.
   *
   * @param time from 0 to the last time seen
   * @return H(t), after Breslow, or with ties after Efron where they are treated so
   * @throws IllegalArgumentException if the time is out of range, or the fit has strata
   */
  public double baselineHazard(double time) {
    return baselineHazard(time, onlyStratum());
  }

  /**
   * The cumulative hazard of a customer with the mean of every column.
   *
   * @param time from 0 to the last time seen in the stratum
   * @param stratum its label
   * @return H(t), after Breslow, or with ties after Efron where they are treated so
   * @throws IllegalArgumentException if the time is out of range or no row had the label
   * @throws ArithmeticException if it is beyond the largest double
   */
  public double baselineHazard(double time, int stratum) {
    return Check.result(baseline(stratum).at(time), "baseline hazard");
  }

  private CoxBaseline baseline(int stratum) {
    int place = Arrays.binarySearch(strata, stratum);
    if (place < 0) {
      throw new IllegalArgumentException(
          "stratum must be one of the fit, " + Arrays.toString(strata) + ", but was " + stratum);
    }
    return baselines[place];
  }

  private int onlyStratum() {
    if (strata.length > 1) {
      throw new IllegalArgumentException(
          "stratum must be named, because the fit has several: " + Arrays.toString(strata));
    }
    return strata[0];
  }

  /**
   * The probability that a customer stays longer than a time, in a fit without strata.
   *
   * @param time from 0 to the last time seen
   * @param x the columns, in their order
   * @return exp(-H(t) exp(beta (x - mean)))
   * @throws IllegalArgumentException if the time is out of range, the fit has strata, there are
   *     more or fewer values, or one is not within 1e100 of 0
   */
  public double survival(double time, double[] x) {
    return survival(time, x, onlyStratum());
  }

  /**
   * The probability that a customer of a stratum stays longer than a time.
   *
   * @param time from 0 to the last time seen in the stratum
   * @param x the columns, in their order
   * @param stratum its label
   * @return exp(-H(t) exp(beta (x - mean)))
   * @throws IllegalArgumentException if the time is out of range, no row had the label, there are
   *     more or fewer values, or one is not within 1e100 of 0
   */
  public double survival(double time, double[] x, int stratum) {
    double hazard = baseline(stratum).at(time);
    return hazard == 0 ? 1 : Math.exp(-Math.exp(Math.log(hazard) + predictor(x)));
  }

  @Override
  public String toString() {
    return "Cox model of " + columns.names() + ", log-likelihood " + logLikelihood;
  }
}
