package org.clv4j.segments.survival;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Published data. */
final class SurvivalData {
  private SurvivalData() {}

  /**
   * Freireich et al. (1963), Blood 21, 699: weeks of remission of 42 children with leukemia, as
   * used by Gehan (1965) and Cox (1972). Group 1 had 6-MP, group 0 placebo.
   */
  static final SurvivalTimes SIX_MP =
      of(
          new double[] {6, 6, 6, 7, 10, 13, 16, 22, 23},
          new double[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35});

  static final SurvivalTimes PLACEBO =
      of(
          new double[] {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23},
          new double[0]);

  static final SurvivalTimes FREIREICH = both(SIX_MP, PLACEBO);
  static final int[] FREIREICH_GROUP = IntStream.range(0, 42).map(i -> i < 21 ? 1 : 0).toArray();

  /** Miller (1981), Survival Analysis: acute myelogenous leukemia, weeks; maintained or not. */
  static final SurvivalTimes AML_MAINTAINED =
      of(new double[] {9, 13, 18, 23, 31, 34, 48}, new double[] {13, 28, 45, 161});

  static final SurvivalTimes AML_NOT =
      of(new double[] {5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45}, new double[] {16});

  /**
   * Klein and Moeschberger (2003), section 1.4: months to infection of dialysis patients, catheter
   * placed surgically (43, first) or percutaneously (76).
   */
  static final SurvivalTimes KIDNEY =
      both(
          of(
              new double[] {
                1.5, 3.5, 4.5, 4.5, 5.5, 8.5, 8.5, 9.5, 10.5, 11.5, 15.5, 16.5, 18.5, 23.5, 26.5
              },
              new double[] {
                2.5, 2.5, 3.5, 3.5, 3.5, 4.5, 5.5, 6.5, 6.5, 7.5, 7.5, 7.5, 7.5, 8.5, 9.5, 10.5,
                11.5, 12.5, 12.5, 13.5, 14.5, 14.5, 21.5, 21.5, 22.5, 22.5, 25.5, 27.5
              }),
          of(
              new double[] {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 2.5, 2.5, 3.5, 6.5, 15.5},
              new double[] {
                0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1.5, 1.5, 1.5, 1.5, 2.5, 2.5, 2.5,
                2.5, 2.5, 3.5, 3.5, 3.5, 3.5, 3.5, 4.5, 4.5, 4.5, 5.5, 5.5, 5.5, 5.5, 5.5, 6.5, 7.5,
                7.5, 7.5, 8.5, 8.5, 8.5, 9.5, 9.5, 10.5, 10.5, 10.5, 11.5, 11.5, 12.5, 12.5, 12.5,
                12.5, 14.5, 14.5, 16.5, 16.5, 18.5, 19.5, 19.5, 19.5, 20.5, 22.5, 24.5, 25.5, 26.5,
                26.5, 28.5
              }));

  static final int[] KIDNEY_GROUP = IntStream.range(0, 119).map(i -> i < 43 ? 1 : 2).toArray();

  /**
   * Edmunson et al. (1979), Cancer Treat. Rep. 63, 241: days, died, age, residual disease,
   * treatment, ECOG status of 26 patients with ovarian cancer.
   */
  private static final double[][] OVARIAN_ROWS = {
    {59, 1, 72.3315, 2, 1, 1},
    {115, 1, 74.4932, 2, 1, 1},
    {156, 1, 66.4658, 2, 1, 2},
    {421, 0, 53.3644, 2, 2, 1},
    {431, 1, 50.3397, 2, 1, 1},
    {448, 0, 56.4301, 1, 1, 2},
    {464, 1, 56.9370, 2, 2, 2},
    {475, 1, 59.8548, 2, 2, 2},
    {477, 0, 64.1753, 2, 1, 1},
    {563, 1, 55.1781, 1, 2, 2},
    {638, 1, 56.7562, 1, 1, 2},
    {744, 0, 50.1096, 1, 2, 1},
    {769, 0, 59.6301, 2, 2, 2},
    {770, 0, 57.0521, 2, 2, 1},
    {803, 0, 39.2712, 1, 1, 1},
    {855, 0, 43.1233, 1, 1, 2},
    {1040, 0, 38.8932, 2, 1, 2},
    {1106, 0, 44.6000, 1, 1, 1},
    {1129, 0, 53.9068, 1, 2, 1},
    {1206, 0, 44.2055, 2, 2, 1},
    {1227, 0, 59.5890, 1, 2, 2},
    {268, 1, 74.5041, 2, 1, 2},
    {329, 1, 43.1370, 2, 1, 1},
    {353, 1, 63.2192, 1, 2, 2},
    {365, 1, 64.4247, 2, 2, 1},
    {377, 0, 58.3096, 1, 2, 1}
  };

  static final Table OVARIAN = new Table(OVARIAN_ROWS, 0, 1);

  /** Days of entry, made up for the figures of R on left truncation. */
  static final double[] OVARIAN_ENTRY = {
    0, 30, 100, 0, 200, 0, 50, 400, 0, 0, 300, 0, 10, 0, 0, 500, 0, 0, 700, 0, 0, 0, 100, 0, 360, 0
  };

  /** Kalbfleisch and Prentice (1980): trt, celltype, time, status, karno, diagtime, age, prior. */
  static final Table VETERAN = veteran();

  /** Rows of numbers with a time and an event among them. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Table(double[][] rows, int time, int event) {
    SurvivalTimes times() {
      double[] event = column(this.event);
      boolean[] left = new boolean[event.length];
      for (int i = 0; i < left.length; i++) {
        left[i] = event[i] == 1;
      }
      return SurvivalTimes.of(column(time), left);
    }

    double[] column(int k) {
      return Arrays.stream(rows).mapToDouble(row -> row[k]).toArray();
    }

    int[] labels(int k) {
      return Arrays.stream(rows).mapToInt(row -> (int) row[k]).toArray();
    }

    double[][] columns(int... places) {
      return Arrays.stream(places).mapToObj(this::column).toArray(double[][]::new);
    }
  }

  private static Table veteran() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    SurvivalData.class.getResourceAsStream("veteran.csv"), "veteran.csv"),
                StandardCharsets.UTF_8))) {
      double[][] rows =
          reader
              .lines()
              .skip(3)
              .map(line -> Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble))
              .map(DoubleStream::toArray)
              .toArray(double[][]::new);
      return new Table(rows, 2, 3);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SurvivalTimes of(double[] left, double[] censored) {
    double[] time = Arrays.copyOf(left, left.length + censored.length);
    System.arraycopy(censored, 0, time, left.length, censored.length);
    boolean[] event = new boolean[time.length];
    Arrays.fill(event, 0, left.length, true);
    return SurvivalTimes.of(time, event);
  }

  private static SurvivalTimes both(SurvivalTimes first, SurvivalTimes second) {
    double[] time = new double[first.rows() + second.rows()];
    boolean[] event = new boolean[time.length];
    for (int i = 0; i < time.length; i++) {
      SurvivalTimes from = i < first.rows() ? first : second;
      int row = i < first.rows() ? i : i - first.rows();
      time[i] = from.time(row);
      event[i] = from.event(row);
    }
    return SurvivalTimes.of(time, event);
  }
}
