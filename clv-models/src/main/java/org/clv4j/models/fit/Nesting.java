package org.clv4j.models.fit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a likelihood-ratio test of two fits means anything. */
final class Nesting {
  /** Models of other names that a model holds for some values of its parameters. */
  private static final Map<String, String> HOLDS =
      Map.of("ggompertz-nbd", "pareto-nbd", "bdw", "sbg");

  /** Rounding, when numbers of covariates are compared; one customer of a million is more. */
  private static final double SAME = 1e-9;

  /** What coefficients of each kind move together: rate, and a and b of dropout. */
  private static final Map<String, Set<Character>> MOVES =
      Map.of(
          "rate", Set.of('r'),
          "dropout", Set.of('a', 'b'),
          "dropout-a", Set.of('a'),
          "dropout-b", Set.of('b'),
          "both", Set.of('r', 'a', 'b'));

  private Nesting() {}

  static void require(FitResult<?> full, FitResult<?> nested) {
    requireFreeMaximum(full);
    requireFreeMaximum(nested);
    if (nested.parameters().size() >= full.parameters().size()) {
      throw new IllegalArgumentException(
          "nested model must have fewer parameters than "
              + full.parameters().size()
              + ", but had "
              + nested.parameters().size());
    }
    if (!isWithin(full, nested)) {
      throw new IllegalArgumentException(
          "nested model must be "
              + full.objective().model()
              + " with restrictions on "
              + full.parameters().keySet()
              + ", but was "
              + nested.objective().model()
              + " with "
              + nested.parameters().keySet());
    }
    if (nested.customers() != full.customers()) {
      throw new IllegalArgumentException(
          "both models must be fitted to the same customers, but were to "
              + full.customers()
              + " and "
              + nested.customers());
    }
    if (nested.objective().fingerprint() != full.objective().fingerprint()) {
      throw new IllegalArgumentException(
          "both models must be fitted to the same customers, but were to "
              + full.customers()
              + " with other histories");
    }
    requireSameCovariates(full.objective(), nested.objective());
  }

  private static void requireSameCovariates(Objective full, Objective nested) {
    nested
        .covariates()
        .forEach(
            (covariate, print) -> {
              double other = full.covariates().getOrDefault(covariate, 0.0);
              if (!(Math.abs(Math.abs(print) - Math.abs(other)) <= SAME)) {
                throw new IllegalArgumentException(
                    "both models must be fitted to the same covariates, but of "
                        + covariate
                        + " customers had other values");
              }
            });
  }

  private static void requireFreeMaximum(FitResult<?> fit) {
    Objective objective = fit.objective();
    if (objective.penalised()) {
      throw new IllegalArgumentException(
          "a likelihood-ratio test needs fits without penalty, but that of "
              + objective.model()
              + " with "
              + fit.parameters().keySet()
              + " had one");
    }
    if (!objective.atBound().isEmpty()) {
      throw new IllegalArgumentException(
          "a likelihood-ratio test needs maxima within all bounds, but of "
              + objective.model()
              + " "
              + objective.atBound()
              + " ended at one");
    }
  }

  private static boolean isWithin(FitResult<?> full, FitResult<?> nested) {
    Set<String> effects = coefficients(full);
    Set<String> left = coefficients(nested);
    String model = nested.objective().model();
    if (!model.equals(full.objective().model())) {
      return effects.isEmpty()
          && left.isEmpty()
          && model.equals(HOLDS.get(full.objective().model()));
    }
    return left.stream().allMatch(coefficient -> isMadeOf(effects, coefficient));
  }

  private static Set<String> coefficients(FitResult<?> fit) {
    return fit.parameters().keySet().stream()
        .filter(Covariance::isCoefficient)
        .collect(Collectors.toSet());
  }

  /** Whether a coefficient is some of the effects of its covariate, set equal. */
  private static boolean isMadeOf(Set<String> effects, String coefficient) {
    Map<String, Set<Character>> sameCovariate = new HashMap<>();
    String covariate = coefficient.substring(coefficient.indexOf('.'));
    MOVES.forEach(
        (kind, moved) -> {
          if (effects.contains(kind + covariate)) {
            sameCovariate.put(kind, moved);
          }
        });
    Set<Character> wanted =
        MOVES.getOrDefault(coefficient.substring(0, coefficient.indexOf('.')), Set.of());
    Set<Character> made = new HashSet<>();
    sameCovariate.values().stream().filter(wanted::containsAll).forEach(made::addAll);
    return made.equals(wanted);
  }
}
