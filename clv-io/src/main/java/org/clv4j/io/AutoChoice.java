package org.clv4j.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.clv4j.models.evaluate.Candidate;
import org.clv4j.models.evaluate.MeanDifference;
import org.clv4j.models.evaluate.ModelChoice;
import org.clv4j.models.fit.FitResult;
import org.jspecify.annotations.Nullable;

/**
 * How a model was chosen, as its file tells it: a {@link ModelChoice} without the fit.
 *
 * <p>In the file it is the field {@code choice}:
 *
 * <pre>
 * { "criterion" : "holdout", "chosen" : "bg-nbd", "runner_up" : "mbg-nbd",
 *   "difference" : { "mean" : 0.0102, "standard_error" : 0.0031, "low_95" : …, "high_95" : … },
 *   "candidates" : [ { "model" : "bg-nbd", "parameters" : 4, "score" : -0.984,
 *                      "behind_best" : { … }, "warnings" : [ ], "rejected" : null }, … ],
 *   "reasons" : [ … ] }</pre>
 *
 * @param criterion how the candidates were judged: {@code holdout} or {@code bic}
 * @param chosen the name of the model
 * @param runnerUp the best other model whose forecast differs, empty if there is none
 * @param difference score of the chosen less that of the runner-up, per customer
 * @param candidates in the order of their scores, the rejected last
 * @param reasons the choice in words
 */
public record AutoChoice(
    ModelChoice.Criterion criterion,
    String chosen,
    Optional<String> runnerUp,
    Optional<MeanDifference> difference,
    List<Candidate> candidates,
    List<String> reasons) {
  static final Map<ModelChoice.Criterion, String> CRITERIA =
      Map.of(
          ModelChoice.Criterion.HOLDOUT_LOG_SCORE, "holdout",
          ModelChoice.Criterion.BAYESIAN, "bic");

  private static final double LEVEL = 0.95;

  /** Takes copies, and checks that all models are among the candidates. */
  public AutoChoice {
    candidates = List.copyOf(candidates);
    reasons = List.copyOf(reasons);
    List<String> names = candidates.stream().map(Candidate::name).toList();
    if (!names.contains(chosen) || !names.containsAll(runnerUp.stream().toList())) {
      throw new IllegalArgumentException(
          "candidates must hold "
              + chosen
              + runnerUp.map(name -> " and " + name).orElse("")
              + ", but were "
              + names);
    }
  }

  /**
   * Of a choice.
   *
   * @param choice the choice
   * @return what its file tells of it
   */
  public static AutoChoice of(ModelChoice choice) {
    return new AutoChoice(
        choice.criterion(),
        choice.fit().model().name(),
        choice.runnerUp(),
        choice.difference(),
        choice.candidates(),
        choice.reasons());
  }

  static AutoChoice read(ModelFields in) {
    in.requireNames(
        Set.of("criterion", "chosen", "runner_up", "difference", "candidates", "reasons"),
        Set.of());
    return new AutoChoice(
        criterion(in.text("criterion")),
        in.text("chosen"),
        Optional.ofNullable(in.textOrNull("runner_up")),
        difference(in, "difference"),
        in.objects("candidates").stream().map(AutoChoice::candidate).toList(),
        in.texts("reasons"));
  }

  private static ModelChoice.Criterion criterion(String name) {
    return CRITERIA.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "criterion must be holdout or bic, but was \"" + name + "\""));
  }

  private static Candidate candidate(ModelFields in) {
    in.requireNames(
        Set.of("model", "parameters", "score", "behind_best", "warnings", "rejected"), Set.of());
    return new Candidate(
        in.text("model"),
        in.wholeNumber("parameters"),
        in.isNull("score") ? OptionalDouble.empty() : OptionalDouble.of(in.number("score")),
        difference(in, "behind_best"),
        in.texts("warnings"),
        Optional.ofNullable(in.textOrNull("rejected")));
  }

  private static Optional<MeanDifference> difference(ModelFields in, String name) {
    if (in.isNull(name)) {
      return Optional.empty();
    }
    Map<String, Double> numbers = in.numbers(name);
    MeanDifference difference =
        new MeanDifference(
            value(numbers.get("mean"), name + ".mean"),
            value(numbers.get("standard_error"), name + ".standard_error"));
    numbers(difference).forEach((key, number) -> in.requireNear(name, key, number));
    return Optional.of(difference);
  }

  private static double value(@Nullable Double number, String name) {
    if (number == null) {
      throw new IllegalArgumentException(name + " must be a number, but is missing");
    }
    return number;
  }

  static Map<String, Double> numbers(MeanDifference difference) {
    FitResult.ConfidenceInterval interval = difference.confidenceInterval(LEVEL);
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("mean", difference.mean());
    numbers.put("standard_error", difference.standardError());
    numbers.put("low_95", interval.low());
    numbers.put("high_95", interval.high());
    return numbers;
  }
}
