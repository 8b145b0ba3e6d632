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

  private static final int[] LEAST = {50, 500};
  private static final double[] TAU = {1.5, 5, 15, 50};

  /**
   * Sixty days of 50 new customers in each arm, a look at the end of every day: without an effect,
   * how often one is found; with one, how often the intervals of all looks hold it. The standard
   * error falls from 11 at 50 customers of each arm to 1.5 at 3000.
   */
  @Test
  void dailyLooks() throws IOException {
    int settings = LEAST.length * TAU.length;
    AtomicIntegerArray decided = new AtomicIntegerArray(settings);
    AtomicIntegerArray held = new AtomicIntegerArray(settings);
    AtomicIntegerArray welch = new AtomicIntegerArray(LEAST.length + 1);
    IntStream.range(0, SIMS)
        .parallel()
        .forEach(
            s -> {
              Habits habits = new Habits(new SplittableRandom(5000 + s), 3000, 3000);
              double[] same = Arrays.stream(habits.treated).map(v -> v / 1.1).toArray();
              SequentialTest[] without = tests();
              SequentialTest[] with = tests();
              boolean[] missed = new boolean[settings];
              boolean[] found = new boolean[LEAST.length + 1];
              for (int n = 50; n <= 3000; n += 50) {
                Effect none = Looks.welch(habits.control, same, n);
                Effect tenth = Looks.welch(habits.control, habits.treated, n);
                for (int i = 0; i < settings; i++) {
                  without[i] = without[i].look(none);
                  with[i] = with[i].look(tenth);
                  missed[i] |= with[i].low() > Habits.EFFECT || with[i].high() < Habits.EFFECT;
                }
                for (int l = 0; l < LEAST.length; l++) {
                  found[l] |= n >= LEAST[l] && none.pValue() <= 0.05;
                }
                found[LEAST.length] = none.pValue() <= 0.05;
              }
              for (int i = 0; i < settings; i++) {
                decided.addAndGet(i, without[i].isDecided() ? 1 : 0);
                held.addAndGet(i, missed[i] ? 0 : 1);
              }
              for (int l = 0; l < found.length; l++) {
                welch.addAndGet(l, found[l] ? 1 : 0);
              }
            });
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < settings; i++) {
      rows.append(
          String.format(
              Locale.ROOT,
              "| %d | %.1f | %.2f %% | %.1f %% | %.1f %% | %.1f %% |%n",
              LEAST[i % LEAST.length],
              TAU[i / LEAST.length],
              percent(decided, i),
              percent(held, i),
              percent(welch, i % LEAST.length),
              percent(welch, LEAST.length)));
    }
    Files.writeString(Path.of("target", "experiments-looks.md"), rows);
    for (int i = 0; i < settings; i++) {
      assertTrue(percent(decided, i) <= 5, rows::toString);
      assertTrue(percent(held, i) >= 95, rows::toString);
    }
    assertTrue(percent(welch, 0) > 15 && percent(welch, 1) > 15, rows::toString);
  }

  private static SequentialTest[] tests() {
    SequentialTest[] tests = new SequentialTest[LEAST.length * TAU.length];
    Arrays.setAll(
        tests, i -> SequentialTest.of(TAU[i / LEAST.length], LEAST[i % LEAST.length]));
    return tests;
  }
}
