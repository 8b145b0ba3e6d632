package org.clv4j.segments.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for any customers. */
class SurvivalLawsTest {
  private static final List<String> NAMES = List.of("size", "flag");

  /** Rows of customers in some order. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Rows(
      double[] time, boolean[] event, double[] entry, int[] weight, int[] group, double[][] x) {
    SurvivalTimes times() {
      return SurvivalTimes.of(time, event).withEntry(entry).withWeight(weight);
    }

    Rows in(List<Integer> order) {
      return new Rows(
          order.stream().mapToDouble(i -> time[i]).toArray(),
          events(order),
          order.stream().mapToDouble(i -> entry[i]).toArray(),
          order.stream().mapToInt(i -> weight[i]).toArray(),
          order.stream().mapToInt(i -> group[i]).toArray(),
          Arrays.stream(x)
              .map(column -> order.stream().mapToDouble(i -> column[i]).toArray())
              .toArray(double[][]::new));
    }

    private boolean[] events(List<Integer> order) {
      boolean[] events = new boolean[order.size()];
      for (int i = 0; i < events.length; i++) {
        events[i] = event[order.get(i)];
      }
      return events;
    }

    Rows repeated() {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < weight.length; i++) {
        order.addAll(Collections.nCopies(weight[i], i));
      }
      Rows all = in(order);
      return new Rows(all.time, all.event, all.entry, ones(order.size()), all.group, all.x);
    }
  }

  private static int[] ones(int n) {
    return IntStream.range(0, n).map(i -> 1).toArray();
  }

  /** Some times are whole, some not; many ties; some come late. */
  private static Rows rows(long seed, boolean whole) {
    Random random = new Random(seed);
    int n = 30 + random.nextInt(60);
    Rows rows =
        new Rows(
            new double[n], new boolean[n], new double[n], new int[n], new int[n], new double[2][n]);
    for (int i = 0; i < n; i++) {
      rows.time[i] = 1 + random.nextInt(25) + (whole ? 0 : 0.1 * random.nextInt(5));
      rows.event[i] = random.nextInt(3) > 0;
      rows.entry[i] = random.nextInt(3) == 0 ? Math.floor(rows.time[i] * random.nextDouble()) : 0;
      rows.weight[i] = 1 + random.nextInt(3);
      rows.group[i] = random.nextInt(3);
      rows.x[0][i] = random.nextInt(2) == 0 ? random.nextGaussian() : random.nextInt(3);
      rows.x[1][i] = random.nextInt(2);
    }
    return rows;
  }

  private static List<Object> everything(Rows rows) {
    SurvivalTimes times = rows.times();
    KaplanMeier curve = KaplanMeier.of(times);
    LogRank test =
        LogRank.test(
            times,
            rows.group,
            LogRankWeights.flemingHarrington(0.5, 1),
            Arrays.stream(rows.x[1]).mapToInt(v -> (int) v).toArray());
    CoxModel model = CoxModel.fit(times, NAMES, rows.x, CoxOptions.DEFAULT.withStrata(rows.group));
    return List.of(
        List.copyOf(curve.steps()),
        curve.median(),
        curve.restrictedMean(curve.lastTime()),
        List.copyOf(NelsonAalen.of(times).steps()),
        test.groups(),
        test.test(),
        model.coefficients(),
        model.covariance(0, 1),
        model.logLikelihood(),
        model.scoreTest(),
        model.waldTest(),
        model.concordance(),
        model.baselineHazard(1, rows.group[0]));
  }

  @Property(tries = 60)
  void theOrderOfTheRowsChangesNoBit(@ForAll long seed, @ForAll boolean whole) {
    Rows rows = rows(seed, whole);
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows.time.length).boxed().toList());
    // The first row names a stratum in everything().
    Collections.shuffle(order.subList(1, order.size()), new Random(~seed));
    assertEquals(everything(rows), everything(rows.in(order)));
  }

  @Property(tries = 60)
  void aWeightIsTheRowRepeatedToTheBit(@ForAll long seed, @ForAll boolean whole) {
    Rows rows = rows(seed, whole);
    assertEquals(everything(rows), everything(rows.repeated()));
  }

  @Property(tries = 60)
  void daysThatAreCountedGiveWhatSortedTimesGive(@ForAll long seed) {
    Rows days = rows(seed, true);
    // Tiny times are whole numbers of a unit that is not.
    double unit = 0x1p-40;
    SurvivalTimes counted = days.times();
    SurvivalTimes sorted =
        SurvivalTimes.of(Arrays.stream(days.time).map(t -> t * unit).toArray(), days.event)
            .withEntry(Arrays.stream(days.entry).map(t -> t * unit).toArray())
            .withWeight(days.weight);
    List<SurvivalStep> a = KaplanMeier.of(counted).steps();
    List<SurvivalStep> b = KaplanMeier.of(sorted).steps();
    assertEquals(a.size(), b.size());
    for (int i = 0; i < a.size(); i++) {
      assertEquals(a.get(i).time() * unit, b.get(i).time());
      assertEquals(a.get(i).atRisk(), b.get(i).atRisk());
      assertEquals(a.get(i).survival(), b.get(i).survival());
      assertEquals(a.get(i).high(), b.get(i).high());
    }
    assertEquals(
        CoxModel.fit(counted, NAMES, days.x).coefficients(),
        CoxModel.fit(sorted, NAMES, days.x).coefficients());
  }

  @Property(tries = 100)
  void curvesFallAndBandsHoldThem(@ForAll long seed, @ForAll boolean whole) {
    KaplanMeier curve = KaplanMeier.of(rows(seed, whole).times());
    double before = 1;
    for (SurvivalStep step : curve.steps()) {
      assertTrue(step.survival() <= before && step.survival() >= 0);
      assertTrue(0 <= step.low() && step.low() <= step.survival());
      assertTrue(step.survival() <= step.high() && step.high() <= 1);
      assertTrue(Double.isFinite(step.standardError()));
      before = step.survival();
    }
  }

  /** Without ties and censoring, and seen from the start, S is the share that stays longer. */
  @Property(tries = 30)
  void withoutCensoringSurvivalIsAShare(@ForAll @IntRange(min = 1, max = 50) int n) {
    double[] time = IntStream.rangeClosed(1, n).mapToDouble(i -> i * 0.7).toArray();
    boolean[] event = new boolean[n];
    Arrays.fill(event, true);
    KaplanMeier curve = KaplanMeier.of(SurvivalTimes.of(time, event));
    for (int i = 0; i < n; i++) {
      // n factors, each rounded
      assertEquals((n - 1.0 - i) / n, curve.steps().get(i).survival(), n * 0x1p-53);
    }
  }

  /** Without ties the score test of a group is its log-rank test (Cox 1972). */
  @Property(tries = 30)
  void theScoreTestIsTheLogRankTest(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 40;
    double[] time = IntStream.range(0, n).mapToDouble(i -> random.nextDouble()).toArray();
    boolean[] event = new boolean[n];
    int[] group = IntStream.range(0, n).map(i -> i % 2).toArray();
    for (int i = 0; i < n; i++) {
      event[i] = random.nextBoolean() || i < 2;
    }
    SurvivalTimes times = SurvivalTimes.of(time, event);
    double[][] x = {Arrays.stream(group).asDoubleStream().toArray()};
    double logRank = LogRank.test(times, group).test().statistic();
    double score = CoxModel.fit(times, List.of("group"), x).scoreTest().statistic();
    assertEquals(logRank, score, 1e-10 * (1 + logRank));
  }

  @Property(tries = 30)
  void pairsAreAsManyAsCountedOneByOne(@ForAll long seed, @ForAll boolean whole) {
    Rows rows = rows(seed, whole).repeated();
    CoxModel model = CoxModel.fit(rows.times(), NAMES, rows.x);
    long[] counts = new long[3];
    for (int i = 0; i < rows.time.length; i++) {
      for (int j = 0; j < rows.time.length; j++) {
        boolean longer =
            rows.time[j] > rows.time[i] || (rows.time[j] == rows.time[i] && !rows.event[j]);
        if (rows.event[i] && longer && rows.entry[j] < rows.time[i]) {
          double a = model.relativeRisk(rows.x[0][i], rows.x[1][i]);
          double b = model.relativeRisk(rows.x[0][j], rows.x[1][j]);
          counts[a > b ? 2 : a == b ? 1 : 0]++;
        }
      }
    }
    Concordance found = model.concordance().orElseThrow();
    assertEquals(counts[2], found.concordant());
    assertEquals(counts[1], found.tied());
    assertEquals(counts[0], found.discordant());
  }
}
