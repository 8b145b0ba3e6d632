package org.clv4j.models.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.transaction.TransactionModel;
import org.jspecify.annotations.Nullable;

/** Candidates, their scores by customer, and the rule by which one is taken. */
final class Contest {
  /** Scores nearer than this per customer are the same but for the stop of a fit. */
  static final double SAME = 1e-6;

  /** A difference of the Bayesian criterion that is not worth more than a bare mention. */
  private static final double BARE_MENTION = 2;

  private static final class Entry {
    final String name;
    final FitResult<? extends TransactionModel> fit;
    final double[] scores;
    final double mean;

    Entry(String name, FitResult<? extends TransactionModel> fit, double[] scores, double mean) {
      this.name = name;
      this.fit = fit;
      this.scores = scores;
      this.mean = mean;
    }

    int parameters() {
      return fit.parameters().size();
    }
  }

  private final double @Nullable [] weight;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> rejected = new LinkedHashMap<>();

  Contest(List<String> candidates, double @Nullable [] weight) {
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("candidates must not be empty");
    }
    this.weight = weight;
  }

  void reject(String name, @Nullable String why) {
    rejected.put(name, String.valueOf(why));
  }

  void enter(
      String name,
      Supplier<FitResult<? extends TransactionModel>> fitting,
      Function<FitResult<? extends TransactionModel>, double[]> scoring) {
    try {
      FitResult<? extends TransactionModel> fit = fitting.get();
      double[] scores = scoring.apply(fit);
      entries.put(name, new Entry(name, fit, scores, mean(scores)));
    } catch (FitException | IllegalArgumentException | ArithmeticException e) {
      reject(name, e.getMessage());
    }
  }

  FitResult<? extends TransactionModel> fitOf(String name) {
    return Objects.requireNonNull(entries.get(name), "only what was entered has a fit").fit;
  }

  private double mean(double[] scores) {
    double[] terms = scores.clone();
    if (weight != null) {
      Arrays.setAll(terms, row -> weight[row] * scores[row]);
    }
    return Arrays.stream(terms).sum() / customers(scores);
  }

  private double customers(double[] scores) {
    return weight == null ? scores.length : Arrays.stream(weight).sum();
  }

  /** A parameter at a bound, or not identified, has no standard error; k never has one. */
  private static boolean endedAtBound(FitResult<?> fit) {
    return fit.parameters().keySet().stream()
        .anyMatch(name -> !name.equals("k") && fit.standardError(name).isEmpty());
  }

  /** Takes the best by the rule; where it cannot be fitted to all data, the next. */
  ModelChoice choose(
      ModelChoice.Criterion criterion,
      List<String> reasons,
      Function<String, FitResult<? extends TransactionModel>> refit) {
    while (true) {
      List<Entry> usable =
          entries.values().stream()
              .filter(entry -> !rejected.containsKey(entry.name))
              .sorted(Comparator.comparingDouble((Entry entry) -> entry.mean).reversed())
              .collect(Collectors.collectingAndThen(Collectors.toList(), this::simplestFirst));
      if (usable.isEmpty()) {
        throw new FitException("no candidate can be chosen: " + rejected, Map.of(), 0);
      }
      Entry chosen = simplestOfTheBest(usable, criterion);
      try {
        return choice(criterion, reasons, usable, chosen, refit.apply(chosen.name));
      } catch (FitException | IllegalArgumentException | ArithmeticException e) {
        reject(chosen.name, "it cannot be fitted to all data: " + e.getMessage());
      }
    }
  }

  /** Of forecasts that say the same, the one of fewest parameters stands before the others. */
  private List<Entry> simplestFirst(List<Entry> byScore) {
    List<Entry> left = new ArrayList<>(byScore);
    List<Entry> sorted = new ArrayList<>();
    while (!left.isEmpty()) {
      Entry best = left.get(0);
      List<Entry> alike =
          left.stream()
              .filter(entry -> entry == best || same(entry, best))
              .sorted(Comparator.comparingInt(Entry::parameters))
              .toList();
      sorted.addAll(alike);
      left.removeAll(alike);
    }
    return sorted;
  }

  /**
   * Parameters cost nothing in a holdout, so that the simplest of those within one standard error
   * is taken (Breiman et al. 1984). The Bayesian criterion charges them itself (Kass &amp; Raftery
   * 1995).
   */
  private Entry simplestOfTheBest(List<Entry> usable, ModelChoice.Criterion criterion) {
    Entry chosen = usable.get(0);
    for (Entry entry : usable) {
      MeanDifference behind = difference(usable.get(0), entry);
      boolean asGood =
          criterion == ModelChoice.Criterion.BAYESIAN
              ? 2 * customers(entry.scores) * behind.mean() < BARE_MENTION
              : behind.mean() <= Math.max(SAME, behind.standardError());
      if (asGood && entry.parameters() < chosen.parameters()) {
        chosen = entry;
      }
    }
    return chosen;
  }

  private MeanDifference difference(Entry a, Entry b) {
    return MeanDifference.of(a.scores, b.scores, weight);
  }

  /** Two names for one forecast, as a CNBD-k model with k = 1. */
  private boolean same(Entry a, Entry b) {
    MeanDifference difference = difference(a, b);
    return Math.abs(difference.mean()) <= SAME && difference.standardError() <= SAME;
  }

  private static boolean isClear(MeanDifference difference) {
    return difference.isClear() && Math.abs(difference.mean()) > SAME;
  }

  private ModelChoice choice(
      ModelChoice.Criterion criterion,
      List<String> reasons,
      List<Entry> usable,
      Entry chosen,
      FitResult<? extends TransactionModel> fit) {
    Optional<Entry> next = usable.stream().filter(entry -> !same(entry, chosen)).findFirst();
    List<Candidate> candidates = new ArrayList<>();
    for (Entry entry : usable) {
      candidates.add(candidate(entry, Optional.of(difference(usable.get(0), entry))));
    }
    rejected.forEach(
        (name, why) -> {
          Entry entry = entries.get(name);
          candidates.add(
              entry == null
                  ? new Candidate(
                      name,
                      0,
                      OptionalDouble.empty(),
                      Optional.empty(),
                      List.of(),
                      Optional.of(why))
                  : candidate(entry, Optional.empty()));
        });
    List<String> words = new ArrayList<>(reasons);
    words.add(why(chosen, usable.get(0), next, criterion));
    usable.stream()
        .filter(entry -> !entry.name.equals(chosen.name) && same(entry, chosen))
        .forEach(
            entry ->
                words.add(
                    text(
                        "%s says the same with %d parameters in place of %d.",
                        entry.name, entry.parameters(), chosen.parameters())));
    usable.stream()
        .filter(entry -> endedAtBound(entry.fit))
        .forEach(
            entry ->
                words.add(
                    entry.name
                        + " counts, but beware: "
                        + String.join("; ", entry.fit.warnings())));
    rejected.forEach((name, why) -> words.add(name + " was not considered: " + why + "."));
    List<String> warnings =
        rejected.keySet().stream()
            .flatMap(name -> Optional.ofNullable(entries.get(name)).stream())
            .flatMap(entry -> distrust(entry, chosen).stream())
            .toList();
    words.addAll(warnings);
    return new ModelChoice(
        fit,
        criterion,
        candidates,
        next.map(entry -> entry.name),
        next.map(entry -> difference(chosen, entry)),
        words,
        warnings);
  }

  private Optional<String> distrust(Entry rejectedEntry, Entry chosen) {
    MeanDifference ahead = difference(rejectedEntry, chosen);
    return ahead.mean() > 0 && isClear(ahead)
        ? Optional.of(
            text(
                "%s, which was not considered, scored better than %s, by %.2g per customer with"
                    + " standard error %.2g: do not trust the choice before you know why.",
                rejectedEntry.name, chosen.name, ahead.mean(), ahead.standardError()))
        : Optional.empty();
  }

  private Candidate candidate(Entry entry, Optional<MeanDifference> behind) {
    return new Candidate(
        entry.name,
        entry.parameters(),
        OptionalDouble.of(entry.mean),
        behind,
        entry.fit.warnings(),
        Optional.ofNullable(rejected.get(entry.name)));
  }

  private String why(
      Entry chosen, Entry best, Optional<Entry> next, ModelChoice.Criterion criterion) {
    if (next.isEmpty()) {
      return "No other candidate that can be chosen differs from " + chosen.name + ".";
    }
    if (!same(chosen, best)) {
      return text(
          "%s scores best, but %s lies within %s (%s) and has %d parameters in place of %d: the simpler"
              + " one is taken.",
          best.name,
          chosen.name,
          criterion == ModelChoice.Criterion.BAYESIAN ? "2 of the criterion" : "one standard error",
          words(difference(best, chosen)),
          chosen.parameters(),
          best.parameters());
    }
    MeanDifference difference = difference(chosen, next.get());
    return text(
        "%s scores best; %s comes next, %s: %s.",
        chosen.name,
        next.get().name,
        words(difference),
        isClear(difference)
            ? "more than two standard errors"
            : "within two standard errors, which is no proof that either is right");
  }

  private static String words(MeanDifference difference) {
    return text(
        "%.2g per customer behind, standard error %.2g",
        Math.abs(difference.mean()), difference.standardError());
  }

  /** Weights are whole numbers most of the time. */
  static String number(double weight) {
    return weight == Math.rint(weight) ? Long.toString((long) weight) : Double.toString(weight);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
