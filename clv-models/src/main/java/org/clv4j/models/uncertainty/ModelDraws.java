package org.clv4j.models.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.clv4j.models.covariate.CovariateData;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.Draws;
import org.clv4j.models.internal.Multinomial;
import org.clv4j.models.simulate.HistorySimulation;
import org.clv4j.models.simulate.PurchaseProcess;

/**
 * A model refitted to many samples like the data: how its parameters, and whatever follows from
 * them, vary.
 *
 * @param <M> the model
 * @see "Efron &amp; Tibshirani (1993), An introduction to the bootstrap, chapters 6 and 13"
 */
public final class ModelDraws<M> {
  private final M estimate;
  private final List<M> models;
  private final int failures;

  private ModelDraws(M estimate, List<M> models, int failures) {
    this.estimate = estimate;
    this.models = List.copyOf(models);
    this.failures = failures;
  }

  /**
   * The nonparametric bootstrap: samples of the customers, with replacement.
   *
   * <p>A sample is a set of weights, multinomial over the rows of the data; nothing is copied, and
   * drawing takes time by the rows, not by the customers they stand for. It holds whatever the
   * model is, and says how an estimate would vary if the shop had had other customers of the same
   * kind.
   *
   * @param data the customers, with whole weights
   * @param fit from customers to a model, for example {@code d -> BgNbd.fit(d).model()}; called by
   *     several threads if the options say so
   * @param options how often and how
   * @param <M> the model
   * @return the refits that converged
   * @throws IllegalArgumentException if a weight is not whole
   * @throws FitException if the fit to the data does not converge
   * @throws IllegalStateException if fewer than half of the refits converge, with the exception of
   *     the first that did not as cause
   */
  public static <M> ModelDraws<M> ofResampledCustomers(
      CustomerSummaries data, Function<CustomerSummaries, M> fit, BootstrapOptions options) {
    Multinomial samples = Multinomial.of(List.of(data));
    return refits(
        fit.apply(data),
        replicate ->
            data.withWeights(samples.weights(Draws.of(options.seed(), replicate, Draws.SAMPLE))),
        fit,
        options);
  }

  /**
   * The nonparametric bootstrap of customers with covariates: each is drawn with what is known of
   * it. A sample in which a covariate does not differ, as a rare level that nobody drawn has, is
   * one of the {@link #failures}.
   *
   * @param data the customers, with whole weights
   * @param fit from customers to a model, for example {@code d -> CovariateModel.fit("bg-nbd",
   *     d).model()}; called by several threads if the options say so
   * @param options how often and how
   * @param <M> the model
   * @return the refits that converged
   * @throws IllegalArgumentException if a weight is not whole
   * @throws FitException if the fit to the data does not converge
   * @throws IllegalStateException if fewer than half of the refits converge, with the exception of
   *     the first that did not as cause
   */
  public static <M> ModelDraws<M> ofResampledCustomers(
      CovariateData data, Function<CovariateData, M> fit, BootstrapOptions options) {
    return refits(
        fit.apply(data), replicate -> data.resampled(seed(options, replicate)), fit, options);
  }

  /**
   * The parametric bootstrap: samples simulated from the fitted model, of customers with the same
   * ages.
   *
   * <p>It says how an estimate would vary if the model were true.
   *
   * @param data the customers, with whole weights
   * @param fit from customers to a model; called by several threads if the options say so
   * @param process from a model to how its customers buy and leave, for example {@code
   *     TransactionModels::process}
   * @param options how often and how
   * @param <M> the model
   * @return the refits that converged
   * @throws IllegalArgumentException if a weight is not whole
   * @throws FitException if the fit to the data does not converge
   * @throws IllegalStateException if fewer than half of the refits converge, with the exception of
   *     the first that did not as cause
   */
  public static <M> ModelDraws<M> ofSimulatedCustomers(
      CustomerSummaries data,
      Function<CustomerSummaries, M> fit,
      Function<? super M, PurchaseProcess> process,
      BootstrapOptions options) {
    M estimate = fit.apply(data);
    PurchaseProcess customers = process.apply(estimate);
    return refits(
        estimate,
        replicate -> HistorySimulation.like(customers, data, seed(options, replicate)),
        fit,
        options);
  }

  /**
   * The parametric bootstrap of customers with covariates: samples simulated from the fitted model,
   * of customers with the same covariates and ages.
   *
   * @param data the customers, with whole weights
   * @param fit from customers to a model; called by several threads if the options say so
   * @param options how often and how
   * @return the refits that converged
   * @throws IllegalArgumentException if a weight is not whole
   * @throws FitException if the fit to the data does not converge
   * @throws IllegalStateException if fewer than half of the refits converge, with the exception of
   *     the first that did not as cause
   */
  public static ModelDraws<CovariateModel> ofSimulatedCustomers(
      CovariateData data, Function<CovariateData, CovariateModel> fit, BootstrapOptions options) {
    CovariateModel estimate = fit.apply(data);
    return refits(
        estimate, replicate -> data.simulated(estimate, seed(options, replicate)), fit, options);
  }

  private static long seed(BootstrapOptions options, int replicate) {
    return Draws.of(options.seed(), replicate, Draws.SAMPLE).next();
  }

  private static <D, M> ModelDraws<M> refits(
      M estimate, IntFunction<D> sample, Function<D, M> fit, BootstrapOptions options) {
    int n = options.replicates();
    List<Optional<M>> fits = new ArrayList<>(Collections.nCopies(n, Optional.empty()));
    int threads = Math.min(options.threads(), n);
    List<Optional<RuntimeException>> causes =
        new ArrayList<>(Collections.nCopies(n, Optional.empty()));
    BlockedSum.inParallel(
        threads,
        thread -> {
          for (int replicate = thread; replicate < n; replicate += threads) {
            try {
              fits.set(replicate, Optional.of(fit.apply(sample.apply(replicate))));
            } catch (FitException | IllegalArgumentException e) {
              // A sample may have nobody who bought again.
              causes.set(replicate, Optional.of(e));
            }
          }
        });
    List<M> converged = fits.stream().flatMap(Optional::stream).toList();
    if (converged.size() < (n + 1) / 2) {
      RuntimeException first = causes.stream().flatMap(Optional::stream).findFirst().orElseThrow();
      throw new IllegalStateException(
          "at least half of the refits must converge, but of "
              + n
              + " did "
              + converged.size()
              + "; the first that did not: "
              + first.getMessage(),
          first);
    }
    return new ModelDraws<>(estimate, converged, n - converged.size());
  }

  /**
   * The model fitted to the data themselves.
   *
   * @return the model
   */
  public M estimate() {
    return estimate;
  }

  /**
   * The refitted models.
   *
   * @return in the order of the replicates
   */
  public List<M> models() {
    return models;
  }

  /**
   * The refits that did not converge, or whose sample the fit refused by {@link
   * IllegalArgumentException}.
   *
   * @return their number
   */
  public int failures() {
    return failures;
  }

  /**
   * What follows from a model, with its standard deviation over the refits and their quantiles.
   *
   * @param quantity of a model, finite
   * @param level of the interval, for example 0.95
   * @return the percentile interval, quantiles of type 7
   * @throws IllegalArgumentException if the level is not between 0 and 1 or a quantity not finite
   */
  public Estimate estimate(ToDoubleFunction<? super M> quantity, double level) {
    double[] values = models.stream().mapToDouble(quantity).sorted().toArray();
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double tail = (1 - Estimate.level(level)) / 2;
    return new Estimate(
        quantity.applyAsDouble(estimate),
        Math.sqrt(squares / (values.length - 1)),
        quantile(values, tail),
        quantile(values, 1 - tail),
        level);
  }

  static double quantile(double[] sorted, double probability) {
    double at = probability * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
