package org.clv4j.models.evaluate;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CalibrationHoldout;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.LongIndex;
import org.clv4j.models.transaction.Nbd;
import org.clv4j.models.transaction.TransactionModel;
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
  private final int[] groupOf;
  private final int[] rowOfGroup;

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
    this.groupOf = new int[n];
    this.rowOfGroup = grouped();
  }

  /** Any model will do: what was bought is read of it, not what was expected. */
  private @Nullable CohortTracking tracked(OrderLog log) {
    LocalDate first = calibration.observationPeriod().firstDay();
    return first.plusDays(6).isAfter(end)
        ? null
        : CohortTracking.of(new Nbd(1, 1, unit), calibration, STEP, end).withActual(log, end);
  }

  /** Customers with the same triple who bought the same in the holdout have the same score. */
  private int[] grouped() {
    LongIndex times = new LongIndex();
    LongIndex triples = new LongIndex();
    LongIndex outcomes = new LongIndex();
    int[] rows = new int[groupOf.length];
    for (int row = 0; row < groupOf.length; row++) {
      int time =
          times.indexOf(((long) calibration.recencyDays(row) << 32) | calibration.ageDays(row));
      int triple = triples.indexOf(((long) time << 32) | calibration.frequency(row));
      groupOf[row] = outcomes.indexOf(((long) triple << 32) | (int) purchases[row]);
      if (groupOf[row] == outcomes.size() - 1) {
        rows[groupOf[row]] = row;
      }
    }
    return Arrays.copyOf(rows, outcomes.size());
  }

  double horizon() {
    return unit.fromDays(days);
  }

  /**
   * ln P(X(T, T + t) = n | history) of what each customer bought; what is too unlikely for a double
   * counts as the smallest normal one.
   */
  double[] logScores(TransactionModel model, int threads) {
    return byCustomer(
        threads,
        row ->
            Math.log(Math.max(Double.MIN_NORMAL, probability(model, row, (int) purchases[row]))));
  }

  /**
   * The share of customers whose purchases lie within the middle {@code level} of what the model
   * says of them. Of a count at the edge the part counts that is within: the mean of randomised
   * coverage.
   */
  double coverage(TransactionModel model, double level, int threads) {
    double low = (1 - level) / 2;
    double[] within =
        byCustomer(
            threads,
            row -> {
              double below = 0;
              for (int n = 0; n < purchases[row]; n++) {
                below += probability(model, row, n);
              }
              double own = probability(model, row, (int) purchases[row]);
              double inside = Math.min(below + own, 1 - low) - Math.max(below, low);
              return inside > 0 && own > 0 ? Math.min(1, inside / own) : 0;
            });
    return Arrays.stream(within).average().orElse(0);
  }

  private double probability(TransactionModel model, int row, int n) {
    return model.probabilityOfPurchases(
        calibration.frequency(row),
        unit.fromDays(calibration.recencyDays(row)),
        unit.fromDays(calibration.ageDays(row)),
        n,
        horizon());
  }

  /** A number for each customer, found once for all who are alike. */
  private double[] byCustomer(int threads, IntToDoubleFunction ofRow) {
    double[] byGroup = new double[rowOfGroup.length];
    int used = Math.max(1, Math.min(threads, byGroup.length / ROWS_WORTH_A_THREAD));
    BlockedSum.inParallel(
        used,
        thread -> {
          for (int group = thread; group < byGroup.length; group += used) {
            byGroup[group] = ofRow.applyAsDouble(rowOfGroup[group]);
          }
        });
    return Arrays.stream(groupOf).mapToDouble(group -> byGroup[group]).toArray();
  }

  /** What a model expects of the cohort week by week, from the first birth on. */
  Optional<TrackingError> trackingError(TransactionModel model) {
    if (tracked == null || firstWeek == tracked.periods()) {
      return Optional.empty();
    }
    CohortTracking expected = CohortTracking.of(model, calibration, STEP, end);
    return trackingError(
        IntStream.range(0, expected.periods()).mapToDouble(expected::expectedCumulative).toArray());
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
