package org.clv4j.models.evaluate;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CalibrationHoldout;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.LongIndex;
import org.clv4j.models.transaction.Nbd;
import org.clv4j.models.value.CohortTracking;
import org.jspecify.annotations.Nullable;

/** What came after the calibration, by its rows, and what forecasts are measured by. */
final class Holdout {
  private static final TimeSpan STEP = TimeSpan.of(1, PeriodUnit.WEEK);
  private static final int ROWS_WORTH_A_THREAD = 1 << 8;

  final CustomerBase calibration;
  final LocalDate end;
  final int days;
  final double[] purchases;
  final double @Nullable [] spend;

  private final PeriodUnit unit;
  private final @Nullable CohortTracking tracked;
  private final int firstWeek;
  private final Alike alike;

  /** Customers in groups that are alike, and a row of each group. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves this class
  private record Alike(int[] groupOf, int[] rowOfGroup) {
    static Alike by(int rows, IntToLongFunction key) {
      LongIndex keys = new LongIndex();
      int[] groupOf = new int[rows];
      int[] first = new int[rows];
      for (int row = 0; row < rows; row++) {
        int before = keys.size();
        groupOf[row] = keys.indexOf(key.applyAsLong(row));
        if (keys.size() > before) {
          first[before] = row;
        }
      }
      return new Alike(groupOf, Arrays.copyOf(first, keys.size()));
    }
  }

  Holdout(OrderLog log, CalibrationHoldout cut, PeriodUnit unit) {
    this.calibration = cut.calibration();
    this.end = cut.holdoutEnd();
    this.days = (int) cut.holdoutLength().in(PeriodUnit.DAY);
    this.unit = unit;
    int n = calibration.size();
    this.purchases = IntStream.range(0, n).mapToDouble(cut::holdoutFrequency).toArray();
    this.spend =
        calibration.hasAmounts()
            ? IntStream.range(0, n).mapToDouble(row -> cut.holdoutSpend(row).majorUnits()).toArray()
            : null;
    this.tracked = tracked(log);
    int first = 0;
    while (tracked != null
        && first < tracked.periods()
        && !tracked.end(first).minusDays(6).isAfter(calibration.asOf())) {
      first++;
    }
    this.firstWeek = first;
    this.alike = alike();
  }

  /** Any model will do: what was bought is read of it, not what was expected. */
  private @Nullable CohortTracking tracked(OrderLog log) {
    LocalDate first = calibration.observationPeriod().firstDay();
    return first.plusDays(6).isAfter(end)
        ? null
        : CohortTracking.of(new Nbd(1, 1, unit), calibration, STEP, end).withActual(log, end);
  }

  /** Customers with the same triple who bought the same in the holdout. */
  private Alike alike() {
    LongIndex times = new LongIndex();
    LongIndex triples = new LongIndex();
    return Alike.by(
        purchases.length,
        row -> {
          long days = ((long) calibration.recencyDays(row) << 32) | calibration.ageDays(row);
          long triple = ((long) times.indexOf(days) << 32) | calibration.frequency(row);
          return ((long) triples.indexOf(triple) << 32) | (int) purchases[row];
        });
  }

  double horizon() {
    return unit.fromDays(days);
  }

  /**
   * ln P(X(T, T + t) = n | history) of what each customer bought; what is too unlikely for a double
   * counts as the smallest normal one.
   */
  double[] logScores(RowModels models, int threads) {
    return byCustomer(
        models,
        threads,
        row ->
            Math.log(Math.max(Double.MIN_NORMAL, probability(models, row, (int) purchases[row]))));
  }

  /** 1 - P(X(T, T + t) = 0 | history). */
  double[] activity(RowModels models, int threads) {
    return byCustomer(
        models, threads, row -> Math.max(0, Math.min(1, 1 - probability(models, row, 0))));
  }

  /**
   * The share of customers whose purchases lie within the middle {@code level} of what the model
   * says of them. Of a count at the edge the part counts that is within: the mean of randomised
   * coverage.
   */
  double coverage(RowModels models, double level, int threads) {
    double low = (1 - level) / 2;
    double[] within =
        byCustomer(
            models,
            threads,
            row -> {
              double below = 0;
              for (int n = 0; n < purchases[row]; n++) {
                below += probability(models, row, n);
              }
              double own = probability(models, row, (int) purchases[row]);
              double inside = Math.min(below + own, 1 - low) - Math.max(below, low);
              return inside > 0 && own > 0 ? Math.min(1, inside / own) : 0;
            });
    return Arrays.stream(within).average().orElse(0);
  }

  private double probability(RowModels models, int row, int n) {
    return models
        .at(row)
        .probabilityOfPurchases(
            calibration.frequency(row),
            unit.fromDays(calibration.recencyDays(row)),
            unit.fromDays(calibration.ageDays(row)),
            n,
            horizon());
  }

  /** A number for each customer, found once for all who are alike and have the same model. */
  private double[] byCustomer(RowModels models, int threads, IntToDoubleFunction ofRow) {
    Alike groups =
        models.areSame()
            ? alike
            : Alike.by(
                purchases.length, row -> ((long) alike.groupOf[row] << 32) | models.number(row));
    double[] byGroup = new double[groups.rowOfGroup.length];
    int used = Math.max(1, Math.min(threads, byGroup.length / ROWS_WORTH_A_THREAD));
    BlockedSum.inParallel(
        used,
        thread -> {
          for (int group = thread; group < byGroup.length; group += used) {
            byGroup[group] = ofRow.applyAsDouble(groups.rowOfGroup[group]);
          }
        });
    return Arrays.stream(groups.groupOf).mapToDouble(group -> byGroup[group]).toArray();
  }

  /** What models expect of the cohort week by week, from the first birth on. */
  Optional<TrackingError> trackingError(RowModels models, int threads) {
    if (tracked == null || firstWeek == tracked.periods()) {
      return Optional.empty();
    }
    if (!models.areSame()) {
      return trackingError(expectedByWeek(tracked, models, threads));
    }
    CohortTracking expected = CohortTracking.of(models.at(0), calibration, STEP, end);
    return trackingError(
        IntStream.range(0, expected.periods()).mapToDouble(expected::expectedCumulative).toArray());
  }

  /** As {@link CohortTracking} has it, of customers whose models differ. */
  private double[] expectedByWeek(CohortTracking weeks, RowModels models, int threads) {
    Alike cohorts =
        Alike.by(
            purchases.length,
            row -> ((long) models.number(row) << 32) | calibration.firstOrderDay(row));
    int[] sizes = new int[cohorts.rowOfGroup.length];
    for (int cohort : cohorts.groupOf) {
      sizes[cohort]++;
    }
    double[] expected = new double[weeks.periods()];
    int used = Math.min(threads, expected.length);
    BlockedSum.inParallel(
        used,
        thread -> {
          for (int week = thread; week < expected.length; week += used) {
            int day = (int) weeks.end(week).toEpochDay();
            for (int cohort = 0; cohort < sizes.length; cohort++) {
              int row = cohorts.rowOfGroup[cohort];
              int age = day - calibration.firstOrderDay(row);
              expected[week] +=
                  age < 0
                      ? 0
                      : sizes[cohort] * models.at(row).expectedPurchases(unit.fromDays(age));
            }
          }
        });
    return expected;
  }

  /** A total that is to come evenly over the holdout, after what had come before. */
  Optional<TrackingError> trackingError(double total) {
    if (tracked == null) {
      return Optional.empty();
    }
    double before = IntStream.range(0, calibration.size()).mapToLong(calibration::frequency).sum();
    long split = calibration.asOf().toEpochDay();
    return trackingError(
        IntStream.range(0, tracked.periods())
            .mapToDouble(week -> before + total * (tracked.end(week).toEpochDay() - split) / days)
            .toArray());
  }

  private Optional<TrackingError> trackingError(double[] expected) {
    if (tracked == null || firstWeek == 0) {
      return Optional.empty();
    }
    double relative = 0;
    double off = 0;
    double came = 0;
    for (int week = firstWeek; week < expected.length; week++) {
      double actual = tracked.actualCumulative(week).orElseThrow();
      double last = tracked.actualCumulative(week - 1).orElseThrow();
      relative += actual > 0 ? Math.abs(expected[week] - actual) / actual : 0;
      off += Math.abs(expected[week] - expected[week - 1] - (actual - last));
      came += actual - last;
    }
    return came > 0
        ? Optional.of(new TrackingError(relative / (expected.length - firstWeek), off / came))
        : Optional.empty();
  }

  /** The share of the spend of the holdout that came from the tenth predicted to be worth most. */
  OptionalDouble valueCapture(double[] value) {
    return spend == null
        ? OptionalDouble.empty()
        : Ranking.topShare(value, spend, ForecastAccuracy.TOP);
  }
}
