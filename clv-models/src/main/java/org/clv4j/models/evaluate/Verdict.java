package org.clv4j.models.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Whether a model foretold single customers better than the naive rules.
 *
 * <p>It goes by the mean squared error, which is least for the expectations that models and rules
 * claim to give, paired over the customers. Customers are taken to buy independently of each other;
 * what moves all of them at once, a campaign or a season, is in no standard error.
 *
 * <p>The best model is compared with the best rule. The best of several is ahead by luck more often
 * than a single one. So the best of K models counts as better if it is ahead by so many standard
 * errors that, were no model better, the chance that any is would be at most 2.3 %, that of two
 * standard errors for one model (Bonferroni): 2 for K = 1, 2.61 for K = 5. The same holds for the
 * best of the rules. Forecasts that say the same count once. In a small shop a trial can often not
 * tell; that is no proof that both are as good.
 *
 * @param bestModel the model of least squared error, empty if none could be fitted
 * @param bestNaive the naive rule of least squared error
 * @param modelIsBetter whether the best model is clearly better than the best rule
 * @param naiveIsBetter whether the best rule is clearly better than the best model; where neither
 *     is, the trial is too small to tell
 * @param difference the best rule's mean squared error less the best model's, empty without a model
 * @param sentences the same in words, which of both was nearer in the total and in the ranking, and
 *     whether covariates help
 */
public record Verdict(
    Optional<String> bestModel,
    String bestNaive,
    boolean modelIsBetter,
    boolean naiveIsBetter,
    Optional<MeanDifference> difference,
    List<String> sentences) {

  /** Takes a copy. */
  public Verdict {
    sentences = List.copyOf(sentences);
  }

  /**
   * Compares.
   *
   * @param entrants at least one naive rule
   * @param customerOf the customer of each squared error, from 0
   */
  static Verdict of(List<Entrant> entrants, int[] customerOf) {
    List<Entrant> models = entrants.stream().filter(entrant -> !entrant.naive()).toList();
    List<Entrant> rules = entrants.stream().filter(Entrant::naive).toList();
    Entrant rule = best(rules, Verdict::error);
    if (models.isEmpty()) {
      return new Verdict(
          Optional.empty(),
          rule.name(),
          false,
          false,
          Optional.empty(),
          List.of("No model could be fitted; of the naive rules " + rule.name() + " was nearest."));
    }
    List<Entrant> different = distinct(models);
    Entrant model = best(different, Verdict::error);
    MeanDifference difference =
        MeanDifference.byCustomer(rule.squaredErrors(), model.squaredErrors(), customerOf);
    int several = difference.mean() > 0 ? different.size() : distinct(rules).size();
    double errors = MeanDifference.errorsForTheBestOf(several);
    boolean clear = Math.abs(difference.mean()) > errors * difference.standardError();
    boolean modelIsBetter = clear && difference.mean() > 0;
    boolean naiveIsBetter = clear && difference.mean() < 0;
    List<String> sentences = new ArrayList<>();
    sentences.add(
        text(
            "%s: mean squared error per customer %.4g of %s, %.4g of %s, a difference of %.2g with"
                + " standard error %.2g%s.",
            modelIsBetter
                ? model.name()
                    + " predicts single customers better than "
                    + rule.name()
                    + ", the nearest naive rule"
                : naiveIsBetter
                    ? rule.name()
                        + " predicts single customers better than "
                        + model.name()
                        + ", the nearest model"
                    : "This trial cannot tell whether "
                        + model.name()
                        + ", the nearest model, or "
                        + rule.name()
                        + ", the nearest naive rule, predicts single customers better",
            square(model),
            model.name(),
            square(rule),
            rule.name(),
            Math.abs(difference.mean()),
            difference.standardError(),
            several == 1
                ? ""
                : text(", of which the best of %d must be %.2f ahead", several, errors)));
    sentences.add(compared(different, rules, "mean absolute error", Verdict::absolute));
    if (rule.accuracy().totalActual() > 0) {
      sentences.add(compared(different, rules, "total, by relative bias,", Verdict::bias));
      sentences.add(
          compared(different, rules, "ranking, by 1 - rank correlation,", Verdict::disorder));
    }
    for (Entrant with : models) {
      models.stream()
          .filter(other -> with.name().equals(other.name() + Backtest.WITH_COVARIATES))
          .forEach(without -> sentences.add(effects(with, without, customerOf)));
    }
    return new Verdict(
        Optional.of(model.name()),
        rule.name(),
        modelIsBetter,
        naiveIsBetter,
        Optional.of(difference),
        sentences);
  }

  /** Whether covariates help, by the log score, which is that of the whole forecast. */
  private static String effects(Entrant with, Entrant without, int[] customerOf) {
    MeanDifference difference =
        MeanDifference.byCustomer(
            Objects.requireNonNull(with.logScores()),
            Objects.requireNonNull(without.logScores()),
            customerOf);
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
  }

  /** Each forecast once, by its first name: a CNBD-k model with k = 1 is no second one. */
  private static List<Entrant> distinct(List<Entrant> entrants) {
    List<Entrant> distinct = new ArrayList<>();
    for (Entrant entrant : entrants) {
      if (distinct.stream().noneMatch(entrant::saysTheSameAs)) {
        distinct.add(entrant);
      }
    }
    return distinct;
  }

  private static String compared(
      List<Entrant> models, List<Entrant> rules, String what, ToDoubleFunction<Entrant> measure) {
    Entrant model = best(models, measure);
    Entrant rule = best(rules, measure);
    double ofModel = measure.applyAsDouble(model);
    double ofRule = measure.applyAsDouble(rule);
    return text(
        "Nearest in the %s is %s with %.4g; the best %s has %.4g (%s).",
        what,
        ofModel < ofRule ? model.name() : rule.name(),
        Math.min(ofModel, ofRule),
        ofModel < ofRule ? "naive rule" : "model",
        Math.max(ofModel, ofRule),
        ofModel < ofRule ? rule.name() : model.name());
  }

  private static Entrant best(List<Entrant> entrants, ToDoubleFunction<Entrant> measure) {
    return entrants.stream().min(Comparator.comparingDouble(measure)).orElseThrow();
  }

  private static double error(Entrant entrant) {
    return entrant.accuracy().rootMeanSquaredError();
  }

  private static double square(Entrant entrant) {
    return error(entrant) * error(entrant);
  }

  private static double absolute(Entrant entrant) {
    return entrant.accuracy().meanAbsoluteError();
  }

  private static double bias(Entrant entrant) {
    return Math.abs(entrant.accuracy().relativeBias().orElse(0));
  }

  /** A forecast that is the same for all ranks nobody. */
  private static double disorder(Entrant entrant) {
    return 1 - entrant.accuracy().rankCorrelation().orElse(0);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
