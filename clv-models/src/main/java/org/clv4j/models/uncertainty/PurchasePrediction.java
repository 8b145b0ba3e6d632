package org.clv4j.models.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.covariate.Covariates;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.transaction.TransactionModel;

/**
 * How many purchases customers may make within a horizon: not only how many are expected.
 *
 * <p>Two things are uncertain. Customers whose rates are known still buy at random: the process.
 * And the parameters of the model are estimates. What is expected is what the estimate says; the
 * probabilities of a customer are the mean over models that the data allow, each as likely, and
 * with one model those of the process alone.
 *
 * <p>A forecast holds if the model does. That is another question, which a backtest answers.
 */
public final class PurchasePrediction {
  private static final double REST = 1e-10;

  /** So close that a difference over models near to the estimate is a derivative. */
  private static final double FARTHER = 4096;

  private static final double NOTHING = 1e-14;
  private static final int MOST = 10_000_000;

  private final TransactionModel estimate;
  private final List<TransactionModel> models;
  private final List<TransactionModel> near;
  private final double distance;
  private final double horizon;

  /** Distance: how often as far from the estimate models are as those near to it. */
  private PurchasePrediction(
      TransactionModel estimate,
      List<? extends TransactionModel> models,
      List<? extends TransactionModel> near,
      double distance,
      TimeSpan horizon) {
    this.estimate = estimate;
    this.models = List.copyOf(models);
    this.near = List.copyOf(near);
    this.distance = distance;
    this.horizon = horizon.in(estimate.unit());
  }

  /**
   * A prediction by a model whose parameters are known.
   *
   * @param model the model
   * @param horizon how far to look
   * @return the prediction
   */
  public static PurchasePrediction of(TransactionModel model, TimeSpan horizon) {
    return new PurchasePrediction(model, List.of(model), List.of(model), 1, horizon);
  }

  /**
   * A prediction by a model whose parameters are estimates.
   *
   * @param parameters the model and the covariances of its parameters
   * @param horizon how far to look
   * @return the prediction
   */
  public static PurchasePrediction of(
      ParameterUncertainty<? extends TransactionModel> parameters, TimeSpan horizon) {
    return new PurchasePrediction(
        parameters.model(),
        parameters.representatives(),
        parameters.representatives(1 / FARTHER),
        FARTHER,
        horizon);
  }

  /**
   * A prediction by a model that was fitted to many samples.
   *
   * @param draws the model and its refits
   * @param horizon how far to look
   * @return the prediction
   */
  public static PurchasePrediction of(
      ModelDraws<? extends TransactionModel> draws, TimeSpan horizon) {
    return new PurchasePrediction(draws.estimate(), draws.models(), draws.models(), 1, horizon);
  }

  /**
   * Predictions for customers with covariates by a model whose parameters are estimates.
   *
   * @param parameters the model and the covariances of its parameters
   * @param covariates with all columns that the model knows; others are ignored
   * @param customers ids among them
   * @param horizon how far to look
   * @return one for each, in their order; the same one for those who agree
   * @throws IllegalArgumentException if a customer has no covariates, a column is missing, or a
   *     category is one that the fit has not seen
   */
  public static List<PurchasePrediction> of(
      ParameterUncertainty<CovariateModel> parameters,
      Covariates covariates,
      List<String> customers,
      TimeSpan horizon) {
    return of(
        parameters.model(),
        parameters.representatives(),
        parameters.representatives(1 / FARTHER),
        FARTHER,
        covariates,
        customers,
        horizon);
  }

  /**
   * Predictions for customers with covariates by a model that was fitted to many samples.
   *
   * @param draws the model and its refits
   * @param covariates with all columns that the model knows; others are ignored
   * @param customers ids among them
   * @param horizon how far to look
   * @return one for each, in their order; the same one for those who agree
   * @throws IllegalArgumentException if a customer has no covariates, a column is missing, or a
   *     category is one that the fit has not seen
   */
  public static List<PurchasePrediction> of(
      ModelDraws<CovariateModel> draws,
      Covariates covariates,
      List<String> customers,
      TimeSpan horizon) {
    return of(draws.estimate(), draws.models(), draws.models(), 1, covariates, customers, horizon);
  }

  private static List<PurchasePrediction> of(
      CovariateModel estimate,
      List<CovariateModel> models,
      List<CovariateModel> near,
      double distance,
      Covariates covariates,
      List<String> customers,
      TimeSpan horizon) {
    List<TransactionModel> estimates = estimate.at(covariates, customers);
    IdentityHashMap<TransactionModel, Integer> groupOf = new IdentityHashMap<>();
    List<String> firsts = new ArrayList<>();
    for (int i = 0; i < estimates.size(); i++) {
      if (groupOf.putIfAbsent(estimates.get(i), firsts.size()) == null) {
        firsts.add(customers.get(i));
      }
    }
    List<List<TransactionModel>> all =
        models.stream().map(model -> model.at(covariates, firsts)).toList();
    List<List<TransactionModel>> close =
        near.stream().map(model -> model.at(covariates, firsts)).toList();
    PurchasePrediction[] predictions = new PurchasePrediction[firsts.size()];
    groupOf.forEach(
        (model, group) ->
            predictions[group] =
                new PurchasePrediction(
                    model,
                    all.stream().map(at -> at.get(group)).toList(),
                    close.stream().map(at -> at.get(group)).toList(),
                    distance,
                    horizon));
    return estimates.stream().map(model -> predictions[groupOf.getOrDefault(model, 0)]).toList();
  }

  /**
   * The probabilities of 0, 1, 2 … purchases of a customer.
   *
   * @param customer the history, in the unit of the model
   * @return probabilities up to where less than 1e-10 is left, or the next are below 1e-14
   * @throws IllegalArgumentException if the unit is another
   */
  public double[] probabilities(CustomerSummary customer) {
    double mean = mean(customer);
    return probabilities(models, customer, mean);
  }

  double[] probabilities(List<TransactionModel> of, CustomerSummary customer, double mean) {
    TimeSpan span = TimeSpan.of(horizon, estimate.unit());
    double[] probabilities = new double[16];
    double sum = 0;
    int n = 0;
    while (n < MOST) {
      if (n == probabilities.length) {
        probabilities = Arrays.copyOf(probabilities, 2 * n);
      }
      for (TransactionModel model : of) {
        probabilities[n] += model.probabilityOfPurchases(customer, n, span) / of.size();
      }
      sum += probabilities[n];
      n++;
      if (sum >= 1 - REST || (n > mean && probabilities[n - 1] < NOTHING)) {
        break;
      }
    }
    return Arrays.copyOf(probabilities, n);
  }

  private double mean(CustomerSummary customer) {
    TimeSpan span = TimeSpan.of(horizon, estimate.unit());
    return models.stream().mapToDouble(model -> model.expectedPurchases(customer, span)).sum()
        / models.size();
  }

  /**
   * What one customer may do.
   *
   * @param customer the history, in the unit of the model
   * @param level of the interval, for example 0.9
   * @return the forecast; its mean is that of the estimate, its interval that of the probabilities,
   *     exact
   * @throws IllegalArgumentException if the unit is another, or the level not between 0 and 1
   */
  public PurchaseForecast customer(CustomerSummary customer, double level) {
    double tail = (1 - Estimate.level(level)) / 2;
    TimeSpan span = TimeSpan.of(horizon, estimate.unit());
    double mean = mean(customer);
    double ofMean = 0;
    for (TransactionModel model : models) {
      double distance = model.expectedPurchases(customer, span) - mean;
      ofMean += distance * distance / models.size();
    }
    double[] probabilities = probabilities(models, customer, mean);
    return new PurchaseForecast(
        estimate.expectedPurchases(customer, span),
        Math.max(0, variance(probabilities, mean) - ofMean),
        ofMean,
        quantile(probabilities, tail, false),
        quantile(probabilities, 1 - tail, true),
        level);
  }

  static double variance(double[] probabilities, double mean) {
    double sum = 0;
    for (int n = 0; n < probabilities.length; n++) {
      sum += probabilities[n] * (n - mean) * (n - mean);
    }
    return sum;
  }

  /**
   * What all customers of a shop or a segment may do together.
   *
   * <p>The mean is that of the estimate. Given the parameters customers are independent, so that
   * their variances add up; the parameters are the same for all. Of up to 20 customers the interval
   * is that of the exact distribution, the mean over the models. Of more the expectation is taken
   * as log-normal, its standard error by the delta method or that over the refits, and the total
   * given the expectation as negative binomial with the variance of the process at the estimate, or
   * as normal where that is less than the mean.
   *
   * @param customers the histories, in the unit of the model
   * @param level of the interval, for example 0.9
   * @return the forecast
   * @throws IllegalArgumentException if the unit is another, or the level not between 0 and 1
   */
  public PurchaseForecast total(CustomerSummaries customers, double level) {
    return PurchaseTotal.of(List.of(new PurchaseTotal.Part(this, customers)), level);
  }

  /**
   * What customers with covariates may do together, as {@link #total(CustomerSummaries, double)}.
   *
   * @param predictions of each customer, by one call of {@code of} for all
   * @param customers their histories, in the unit of the model
   * @param level of the interval, for example 0.9
   * @return the forecast
   * @throws IllegalArgumentException if there is no customer or not one prediction for each, the
   *     predictions are not by the same model for the same horizon, the unit is another, or the
   *     level not between 0 and 1
   */
  public static PurchaseForecast total(
      List<PurchasePrediction> predictions, List<CustomerSummary> customers, double level) {
    if (customers.isEmpty() || predictions.size() != customers.size()) {
      throw new IllegalArgumentException(
          "there must be a customer, and a prediction for each, but there were "
              + customers.size()
              + " and "
              + predictions.size());
    }
    PurchasePrediction first = predictions.get(0);
    Map<PurchasePrediction, List<CustomerSummary>> groups = new HashMap<>();
    for (int i = 0; i < customers.size(); i++) {
      PurchasePrediction prediction = predictions.get(i);
      if (prediction.models.size() != first.models.size()
          || prediction.horizon != first.horizon
          || !prediction.estimate.name().equals(first.estimate.name())) {
        throw new IllegalArgumentException(
            "predictions must be by one model for one horizon, but were by "
                + first
                + " and "
                + prediction);
      }
      groups.computeIfAbsent(prediction, unused -> new ArrayList<>()).add(customers.get(i));
    }
    return PurchaseTotal.of(
        groups.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(PurchasePrediction::compare))
            .map(
                group ->
                    new PurchaseTotal.Part(group.getKey(), CustomerSummaries.of(group.getValue())))
            .toList(),
        level);
  }

  /** By the parameters of all models, so that sums do not depend on the order of customers. */
  private static int compare(PurchasePrediction a, PurchasePrediction b) {
    return Arrays.compare(a.parameters(), b.parameters());
  }

  private double[] parameters() {
    return models.stream()
        .flatMap(model -> model.parameters().values().stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  TransactionModel estimate() {
    return estimate;
  }

  List<TransactionModel> models() {
    return models;
  }

  List<TransactionModel> near() {
    return near;
  }

  double distance() {
    return distance;
  }

  TimeSpan horizon() {
    return TimeSpan.of(horizon, estimate.unit());
  }

  /** The least n with F(n) above the probability, or from it on. */
  static int quantile(double[] probabilities, double probability, boolean from) {
    double below = 0;
    for (int n = 0; n < probabilities.length; n++) {
      below += probabilities[n];
      if (from ? below >= probability : below > probability) {
        return n;
      }
    }
    return probabilities.length - 1;
  }

  @Override
  public String toString() {
    return estimate.name() + " within " + horizon() + ", " + models.size() + " models";
  }
}
