package org.clv4j.models.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.transaction.CnbdK;
import org.clv4j.models.transaction.TransactionModel;

/**
 * The transaction model that foretells best among several, and why.
 *
 * <p>Where there are orders enough, models are fitted to the first two thirds of the days and
 * judged on the last third, by the mean over the customers of
 *
 * <pre>ln P(X(T, T + t) = n | x, t_x, T)</pre>
 *
 * <p>of the n purchases that came. It is a proper score: in expectation none is higher than that of
 * the true probabilities. Unlike squared errors, in which a few heavy buyers drown all others, it
 * asks of each customer whether the whole forecast was right, that of no purchase included. Where
 * another candidate had a clearly smaller squared error, the reasons say so.
 *
 * <p>Else, by the Bayesian criterion: the mean over the customers of the log-likelihood, less p ln
 * N / (2 N) for p parameters and N customers, which is -BIC / (2 N).
 *
 * <p>Both compare customer by customer, so that a difference has a standard error. By a holdout, of
 * all models within one standard error of the best the one with fewest parameters is taken, of
 * those with as many the better one; by the criterion, which charges parameters itself, a simpler
 * one that is less than 2 of BIC behind. A fit that ended at a bound counts as any other, for its
 * forecast is as good as its score, and its warning is told; a fit that failed is not chosen.
 *
 * @param fit the chosen model, fitted to all customers
 * @param criterion how they were judged
 * @param candidates in the order of their scores, the rejected last
 * @param runnerUp the best other usable model whose forecast differs, empty if there is none
 * @param difference score of the chosen less that of the runner-up, paired over the customers
 * @param reasons the choice in words, the warnings among them
 * @param warnings those of the reasons for which the choice should not be trusted
 * @see "Gneiting &amp; Raftery (2007), Strictly proper scoring rules, prediction, and estimation,
 *     Journal of the American Statistical Association 102"
 * @see "Breiman, Friedman, Olshen &amp; Stone (1984), Classification and regression trees, section
 *     3.4.3: the rule of one standard error"
 * @see "Vuong (1989), Likelihood ratio tests for model selection and non-nested hypotheses,
 *     Econometrica 57"
 */
public record ModelChoice(
    FitResult<? extends TransactionModel> fit,
    Criterion criterion,
    List<Candidate> candidates,
    Optional<String> runnerUp,
    Optional<MeanDifference> difference,
    List<String> reasons,
    List<String> warnings) {
  /** A holdout with fewer purchases, or a calibration with fewer repeat buyers, judges nothing. */
  static final int ENOUGH = 30;

  /** How candidates are judged. */
  public enum Criterion {
    /** The mean log probability of what came in a holdout. */
    HOLDOUT_LOG_SCORE,
    /** The Bayesian criterion of all data, as -BIC / (2 customers). */
    BAYESIAN
  }

  /** Takes copies. */
  public ModelChoice {
    candidates = List.copyOf(candidates);
    reasons = List.copyOf(reasons);
    warnings = List.copyOf(warnings);
  }

  /**
   * Chooses among {@link BacktestOptions#models()} by orders.
   *
   * @param log the orders
   * @param asOf the last day that counts
   * @param options candidates, unit, threads
   * @return the choice, fitted to all orders up to the day
   * @throws IllegalArgumentException if there is no candidate, the data fit no model, or the
   *     options have covariates
   * @throws FitException if no candidate is usable
   */
  public static ModelChoice of(OrderLog log, LocalDate asOf, BacktestOptions options) {
    if (options.covariates() != null) {
      throw new IllegalArgumentException(
          "candidates must be without covariates; compare those with covariates by a backtest");
    }
    CustomerBase.Options base =
        CustomerBase.Options.DEFAULT
            .withPurchasePeriod(options.purchasePeriod())
            .withThreads(options.threads())
            .withAsOf(asOf);
    CustomerSummaries data =
        options.needInterpurchaseTimes()
            ? CustomerSummaries.withInterpurchaseTimes(
                CustomerBase.of(log, base.withInterpurchaseTimes()), options.unit())
            : CustomerSummaries.of(CustomerBase.of(log, base), options.unit());
    FitOptions fitting = FitOptions.DEFAULT.withThreads(options.threads());
    String tooShort = "nothing was ordered";
    if (data.customers() > 0) {
      LocalDate split = Backtest.calibrationEnd(log.firstDay(), asOf);
      CustomerBase known = CustomerBase.of(log, base.withAsOf(split));
      tooShort = lacking(known, split, asOf);
      if (tooShort.isEmpty()) {
        Backtest test = Backtest.of(log, split, asOf, options);
        tooShort = lackingPurchases(test, known.size());
        if (tooShort.isEmpty()) {
          return judged(test, data, options.models(), fitting);
        }
      }
    }
    return of(data, options.models(), fitting, tooShort);
  }

  /**
   * Chooses by the Bayesian criterion, for data without a holdout.
   *
   * @param data the customers
   * @param candidates names of {@link TransactionModels}; those that need interpurchase times are
   *     rejected where the data have none
   * @param options threads and limits
   * @return the choice
   * @throws IllegalArgumentException if there is no candidate, or the data fit no model
   * @throws FitException if no candidate is usable
   */
  public static ModelChoice of(
      CustomerSummaries data, List<String> candidates, FitOptions options) {
    return of(data, candidates, options, "summaries have none");
  }

  private static ModelChoice of(
      CustomerSummaries data, List<String> candidates, FitOptions options, String noHoldout) {
    Contest contest = new Contest(candidates, weights(data));
    // Says once what no candidate can be fitted to.
    data.fittableMoments();
    for (String name : candidates) {
      contest.enter(name, () -> fitted(name, data, options), fit -> bayesianScores(fit, data));
    }
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "Judged by the Bayesian criterion of all "
            + Contest.number(data.customers())
            + " customers (as -BIC / (2 customers)), for want of a holdout: "
            + noHoldout
            + ".");
    return contest.choose(Criterion.BAYESIAN, reasons, contest::fitOf);
  }

  private static ModelChoice judged(
      Backtest test, CustomerSummaries data, List<String> candidates, FitOptions options) {
    Contest contest = new Contest(candidates, null);
    Map<String, String> failures = test.failures();
    for (String name : candidates) {
      if (failures.containsKey(name)) {
        contest.reject(name, failures.get(name));
      } else {
        Forecast forecast = test.forecast(name);
        contest.enter(name, () -> forecast.fit().orElseThrow(), unused -> forecast.logScores());
      }
    }
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "Judged by the mean log probability of what each of "
            + test.calibration().size()
            + " customers bought from "
            + test.calibration().asOf().plusDays(1)
            + " to "
            + test.holdoutEnd()
            + ", foretold from the orders before; then fitted to all orders.");
    ModelChoice choice =
        contest.choose(Criterion.HOLDOUT_LOG_SCORE, reasons, name -> fitted(name, data, options));
    return choice.withReasons(nearerInSquares(test, choice));
  }

  /** A model may be surer of itself than it should be, and yet nearest in its expectations. */
  private static List<String> nearerInSquares(Backtest test, ModelChoice choice) {
    String chosen = choice.fit.model().name();
    return choice.candidates.stream()
        .filter(candidate -> candidate.rejected().isEmpty())
        .map(Candidate::name)
        .min(Comparator.comparingDouble(name -> error(test, name)))
        .filter(nearest -> !nearest.equals(chosen))
        .filter(nearest -> test.squaredErrors(chosen, nearest).isClear())
        .map(
            nearest ->
                String.format(
                    Locale.ROOT,
                    "By squared error %s was nearer, by more than two standard errors: root mean"
                        + " square %.4g, that of %s %.4g. Where only expectations count, consider"
                        + " it.",
                    nearest,
                    error(test, nearest),
                    chosen,
                    error(test, chosen)))
        .stream()
        .toList();
  }

  private static double error(Backtest test, String name) {
    return test.forecast(name).accuracy().rootMeanSquaredError();
  }

  private ModelChoice withReasons(List<String> more) {
    List<String> all = new ArrayList<>(reasons);
    all.addAll(more);
    return new ModelChoice(fit, criterion, candidates, runnerUp, difference, all, warnings);
  }

  private static FitResult<? extends TransactionModel> fitted(
      String name, CustomerSummaries data, FitOptions options) {
    if (TransactionModels.needsInterpurchaseTimes(name) && !data.hasInterpurchaseTimes()) {
      throw new IllegalArgumentException("the data have no interpurchase times to find k");
    }
    return TransactionModels.fit(name, data, null, options);
  }

  /** Empty if a calibration up to the split can judge. */
  private static String lacking(CustomerBase known, LocalDate split, LocalDate end) {
    if (!split.isBefore(end)) {
      return "all orders are of one day";
    }
    int repeaters = 0;
    for (int row = 0; row < known.size(); row++) {
      repeaters += known.frequency(row) > 0 ? 1 : 0;
    }
    return repeaters >= ENOUGH
        ? ""
        : "only "
            + repeaters
            + " customers had bought again by "
            + split
            + ", "
            + ENOUGH
            + " are needed";
  }

  private static String lackingPurchases(Backtest test, int customers) {
    long came = 0;
    for (int row = 0; row < customers; row++) {
      came += test.actual(row);
    }
    return came >= ENOUGH
        ? ""
        : "only "
            + came
            + " purchases came after "
            + test.calibration().asOf()
            + ", "
            + ENOUGH
            + " are needed";
  }

  private static double[] weights(CustomerSummaries data) {
    double[] weights = new double[data.rows()];
    Arrays.setAll(weights, data::weight);
    return weights;
  }

  private static double[] bayesianScores(
      FitResult<? extends TransactionModel> fit, CustomerSummaries data) {
    TransactionModel model = fit.model();
    double penalty = fit.parameters().size() * Math.log(data.customers()) / (2 * data.customers());
    double[] scores = new double[data.rows()];
    for (int row = 0; row < scores.length; row++) {
      int x = data.frequency(row);
      double t = data.recency(row);
      double age = data.age(row);
      double log =
          model instanceof CnbdK regular && data.hasInterpurchaseTimes()
              ? regular.logLikelihood(x, t, age, data.sumOfLogInterpurchaseTimes(row))
              : model.logLikelihood(x, t, age);
      scores[row] = log - penalty;
    }
    return scores;
  }
}
