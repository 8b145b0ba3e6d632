package org.clv4j.models.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Whether a model foretold single customers better than the naive rules.
 *
 * <p>It goes by the mean squared error, which is least for the expectations that models and rules
 * claim to give. The best model and the best rule are paired over the customers; up to two standard
 * errors of the difference count as no difference.
 *
 * @param bestModel the model of least squared error, empty if none could be fitted
 * @param bestNaive the naive rule of least squared error
 * @param modelIsBetter whether the model's squared error is less by more than two standard errors
 * @param difference the rule's mean squared error less the model's, empty without a model
 * @param sentences the same in words, which of both was nearer in the total and in the ranking, and
 *     whether covariates help
 */
public record Verdict(
    Optional<String> bestModel,
    String bestNaive,
    boolean modelIsBetter,
    Optional<MeanDifference> difference,
    List<String> sentences) {

  /** Takes a copy. */
  public Verdict {
    sentences = List.copyOf(sentences);
  }

  static Verdict of(List<Forecast> forecasts, Holdout holdout) {
    Forecast naive = best(forecasts, true, Verdict::error).orElseThrow();
    Optional<Forecast> model = best(forecasts, false, Verdict::error);
    if (model.isEmpty()) {
      return new Verdict(
          Optional.empty(),
          naive.name(),
          false,
          Optional.empty(),
          List.of(
              "No model could be fitted; of the naive rules " + naive.name() + " was nearest."));
    }
    Forecast best = model.get();
    MeanDifference difference =
        MeanDifference.of(naive.squaredErrors(holdout), best.squaredErrors(holdout), null);
    boolean better = difference.mean() > 0 && difference.isClear();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        text(
            "%s: mean squared error per customer %.4g of %s, %.4g of %s, a difference of %.2g with"
                + " standard error %.2g.",
            judgement(best, naive, difference),
            square(best),
            best.name(),
            square(naive),
            naive.name(),
            Math.abs(difference.mean()),
            difference.standardError()));
    sentences.add(compared(forecasts, "mean absolute error", Verdict::absolute));
    if (naive.accuracy().totalActual() > 0) {
      sentences.add(compared(forecasts, "total, by relative bias,", Verdict::bias));
      sentences.add(compared(forecasts, "ranking, by 1 - rank correlation,", Verdict::disorder));
    }
    forecasts.stream()
        .filter(forecast -> forecast.covariateFit().isPresent())
        .forEach(with -> effects(with, forecasts).ifPresent(sentences::add));
    return new Verdict(
        Optional.of(best.name()), naive.name(), better, Optional.of(difference), sentences);
  }

  /** Whether covariates help, by the log score, which is that of the whole forecast. */
  private static Optional<String> effects(Forecast with, List<Forecast> forecasts) {
    return forecasts.stream()
        .filter(other -> with.name().equals(other.name() + Backtest.WITH_COVARIATES))
        .findFirst()
        .map(
            without -> {
              MeanDifference difference =
                  MeanDifference.of(with.logScores(), without.logScores(), null);
              String verdict =
                  !difference.isClear()
                      ? "neither help nor harm %s by more than chance"
                      : difference.mean() > 0 ? "help %s" : "harm %s";
              return text(
                  "Covariates "
                      + verdict
                      + ": its log score per customer is %.2g %s with them, standard error %.2g.",
                  without.name(),
                  Math.abs(difference.mean()),
                  difference.mean() < 0 ? "lower" : "higher",
                  difference.standardError());
            });
  }

  private static String judgement(Forecast model, Forecast naive, MeanDifference difference) {
    if (!difference.isClear()) {
      return "No model predicts single customers better than "
          + naive.name()
          + ", nor worse, by more than chance";
    }
    return difference.mean() > 0
        ? model.name() + " predicts single customers better than every naive rule"
        : naive.name() + " predicts single customers better than every model";
  }

  private static String compared(
      List<Forecast> forecasts, String what, ToDoubleFunction<Forecast> measure) {
    Forecast model = best(forecasts, false, measure).orElseThrow();
    Forecast naive = best(forecasts, true, measure).orElseThrow();
    double ofModel = measure.applyAsDouble(model);
    double ofNaive = measure.applyAsDouble(naive);
    return text(
        "Nearest in the %s is %s with %.4g; the best %s has %.4g (%s).",
        what,
        ofModel < ofNaive ? model.name() : naive.name(),
        Math.min(ofModel, ofNaive),
        ofModel < ofNaive ? "naive rule" : "model",
        Math.max(ofModel, ofNaive),
        ofModel < ofNaive ? naive.name() : model.name());
  }

  private static Optional<Forecast> best(
      List<Forecast> forecasts, boolean naive, ToDoubleFunction<Forecast> measure) {
    return forecasts.stream()
        .filter(forecast -> forecast.isNaive() == naive)
        .min(Comparator.comparingDouble(measure));
  }

  private static double error(Forecast forecast) {
    return forecast.accuracy().rootMeanSquaredError();
  }

  private static double square(Forecast forecast) {
    return error(forecast) * error(forecast);
  }

  private static double absolute(Forecast forecast) {
    return forecast.accuracy().meanAbsoluteError();
  }

  private static double bias(Forecast forecast) {
    return Math.abs(forecast.accuracy().relativeBias().orElse(0));
  }

  /** A forecast that is the same for all ranks nobody. */
  private static double disorder(Forecast forecast) {
    return 1 - forecast.accuracy().rankCorrelation().orElse(0);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
