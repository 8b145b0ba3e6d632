package org.clv4j.segments.experiment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often intervals hold the true effect, and how often tests that are looked at daily find one
 * where there is none, over 10 000 simulated experiments; the figures go to {@code
 * target/experiments-*.md} and from there to {@code docs/decisions.md}.
 */
@Tag("recovery")
class CoverageTest {
  private static final int SIMS = 10_000;

  @ParameterizedTest
  @CsvSource({"200, 200", "1000, 1000", "5000, 5000", "1800, 200", "9000, 1000"})
  void intervals(int controls, int treatments) throws IOException {
    boolean bootstrap = controls + treatments <= 2000;
    ExperimentPlan plan =
        ExperimentPlan.of("value", "control").withBootstrap(bootstrap ? 1000 : 100, 1);
    AtomicIntegerArray held = new AtomicIntegerArray(5);
    double[] error = new double[3];
    double[][] errors = new double[SIMS][];
    IntStream.range(0, SIMS)
        .parallel()
        .forEach(
            s -> {
              Habits habits = new Habits(new SplittableRandom(1000 + s), controls, treatments);
              ExperimentData data = habits.data();
              Comparison all = Experiment.of(data, plan).comparison("treated");
              List<Effect> effects =
                  Arrays.stream(Estimator.values())
                      .map(estimator -> all.effect(estimator).orElseThrow())
                      .toList();
              for (int e = 0; e < 3; e++) {
                count(held, e, effects.get(e).low(), effects.get(e).high(), Habits.EFFECT);
              }
              count(held, 3, all.bootstrap().low(), all.bootstrap().high(), Habits.EFFECT);
              errors[s] = effects.stream().mapToDouble(Effect::standardError).toArray();
            });
    for (double[] ofOne : errors) {
      for (int e = 0; e < 3; e++) {
        error[e] += ofOne[e] / SIMS;
      }
    }
    String row =
        String.format(
            Locale.ROOT,
            "| %d + %d | %.1f %% | %s | %.1f %% | %.1f %% | %.2f | %.2f | %.2f |%n",
            controls,
            treatments,
            percent(held, 0),
            bootstrap ? String.format(Locale.ROOT, "%.1f %%", percent(held, 3)) : "",
            percent(held, 1),
            percent(held, 2),
            error[0],
            error[1],
            error[2]);
    Files.writeString(
        Path.of("target", "experiments-intervals-" + controls + "-" + treatments + ".md"), row);
    boolean balanced = controls == treatments;
    // Quantiles of resampled means of heavy tails fall short of the true mean: it is documented.
    assertTrue(!bootstrap || percent(held, 3) > 80, row);
    for (int e = 0; e < 3; e++) {
      double least = balanced && controls >= 1000 ? 94 : 90;
      assertTrue(percent(held, e) > least && percent(held, e) < 96.5, row);
    }
  }

  private static void count(
      AtomicIntegerArray held, int index, double low, double high, double truth) {
    if (low <= truth && truth <= high) {
      held.incrementAndGet(index);
    }
  }

  private static double percent(AtomicIntegerArray held, int index) {
    return 100.0 * held.get(index) / SIMS;
  }

  /** Values cut at the 0.99 quantile: the interval is of the difference of the cut means. */
  @Test
  void winsorised() throws IOException {
    SplittableRandom random = new SplittableRandom(77);
    Habits many = new Habits(random, 4_000_000, 4_000_000);
    double[] all = Arrays.copyOf(many.control, 8_000_000);
    System.arraycopy(many.treated, 0, all, 4_000_000, 4_000_000);
    Arrays.sort(all);
    double cap = all[(int) (0.99 * all.length)];
    double truth =
        Arrays.stream(many.treated).map(v -> Math.min(v, cap)).sum() / 4e6
            - Arrays.stream(many.control).map(v -> Math.min(v, cap)).sum() / 4e6;
    ExperimentPlan plan =
        ExperimentPlan.of("value", "control").withBootstrap(100, 1).withWinsorQuantile(0.99);
    AtomicIntegerArray held = new AtomicIntegerArray(1);
    double[] errors = new double[SIMS];
    IntStream.range(0, SIMS)
        .parallel()
        .forEach(
            s -> {
              Habits habits = new Habits(new SplittableRandom(1000 + s), 1000, 1000);
              Effect effect = Experiment.of(habits.data(), plan).comparison("treated").difference();
              count(held, 0, effect.low(), effect.high(), truth);
              errors[s] = effect.standardError();
            });
    String row =
        String.format(
            Locale.ROOT,
            "| 1000 + 1000, cut at the 0.99 quantile (effect %.3f) | %.1f %% | %.2f |%n",
            truth,
            percent(held, 0),
            Arrays.stream(errors).sum() / SIMS);
    Files.writeString(Path.of("target", "experiments-winsorised.md"), row);
    assertTrue(percent(held, 0) > 94 && percent(held, 0) < 96, row);
  }

  /** Sixty days of 50 new customers in each arm, a look at the end of every day. */
  @ParameterizedTest
  @CsvSource({"50, 1.5", "500, 1.5", "50, 5", "500, 5"})
  void dailyLooks(int leastPerArm, double tau) throws IOException {
    AtomicIntegerArray found = new AtomicIntegerArray(3);
    IntStream.range(0, SIMS)
        .parallel()
        .forEach(
            s -> {
              Habits habits = new Habits(new SplittableRandom(5000 + s), 3000, 3000);
              double[] same = Arrays.stream(habits.treated).map(v -> v / 1.1).toArray();
              boolean fixed = false;
              boolean decided = false;
              SequentialTest test = SequentialTest.of(tau, 0.95, leastPerArm);
              Effect effect = null;
              for (int n = 50; n <= 3000; n += 50) {
                effect = Looks.welch(habits.control, same, n);
                test = test.look(effect);
                decided |= test.isDecided();
                fixed |= n >= leastPerArm && effect.pValue() <= 0.05;
              }
              found.addAndGet(0, decided ? 1 : 0);
              found.addAndGet(1, fixed ? 1 : 0);
              found.addAndGet(2, effect != null && effect.pValue() <= 0.05 ? 1 : 0);
            });
    String row =
        String.format(
            Locale.ROOT,
            "| %d | %.1f | %.2f %% | %.1f %% | %.1f %% |%n",
            leastPerArm,
            tau,
            percent(found, 0),
            percent(found, 1),
            percent(found, 2));
    Files.writeString(
        Path.of("target", "experiments-looks-" + leastPerArm + "-" + tau + ".md"), row);
    assertTrue(percent(found, 0) <= 5, row);
    assertTrue(percent(found, 1) > 15, row);
  }
}
