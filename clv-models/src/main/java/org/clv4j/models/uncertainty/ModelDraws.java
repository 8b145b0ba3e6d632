package org.clv4j.models.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.Draws;
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
  /** Up to here whole numbers are exact. */
  private static final double MOST_CUSTOMERS = 0x1p53;

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
    for (int row = 0; row < data.rows(); row++) {
      if (data.weight(row) != Math.rint(data.weight(row))) {
        throw new IllegalArgumentException(
            "weight of row " + row + " must be a whole number, but was " + data.weight(row));
      }
    }
    if (data.customers() > MOST_CUSTOMERS) {
      throw new IllegalArgumentException(
          "customers must be at most " + MOST_CUSTOMERS + ", but were " + data.customers());
    }
    return refits(
        fit.apply(data),
        replicate -> sample(data, Draws.of(options.seed(), replicate, Draws.SAMPLE)),
        fit,
        options);
  }

  /** Row by row, binomial given the rows before: together multinomial. */
  private static CustomerSummaries sample(CustomerSummaries data, Draws draws) {
    double[] weights = new double[data.rows()];
    double remaining = data.customers();
    long left = (long) remaining;
    for (int row = 0; row < weights.length && left > 0; row++) {
      double weight = data.weight(row);
      long drawn = weight >= remaining ? left : draws.binomial(left, weight / remaining);
      weights[row] = drawn;
      left -= drawn;
      remaining -= weight;
    }
    return data.withWeights(weights);
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
        replicate ->
            HistorySimulation.like(
                customers, data, Draws.of(options.seed(), replicate, Draws.SAMPLE).next()),
        fit,
        options);
  }

  private static <M> ModelDraws<M> refits(
      M estimate,
      IntFunction<CustomerSummaries> sample,
      Function<CustomerSummaries, M> fit,
      BootstrapOptions options) {
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
