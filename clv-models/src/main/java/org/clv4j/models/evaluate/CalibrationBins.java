package org.clv4j.models.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;

/** What was predicted of customers alike, and what they did. */
final class CalibrationBins {
  private static final int MANY = 7;
  private static final int PARTS_OF_AGE = 8;
  private static final int TENTHS = 10;

  private final Holdout holdout;
  private final CustomerBase base;

  CalibrationBins(Holdout holdout) {
    this.holdout = holdout;
    this.base = holdout.calibration;
  }

  List<CalibrationBin> byFrequency(Forecast forecast) {
    return purchases(
        forecast,
        MANY + 1,
        row -> Math.min(MANY, base.frequency(row)),
        bin -> bin == MANY ? MANY + "+" : Integer.toString(bin));
  }

  /** Customers who bought once are a bin of their own. */
  List<CalibrationBin> byRecency(Forecast forecast) {
    int width = width();
    return purchases(
        forecast,
        PARTS_OF_AGE + 1,
        row -> (base.recencyDays(row) + width - 1) / width,
        bin -> bin == 0 ? "0" : days((bin - 1) * width + 1, bin * width));
  }

  List<CalibrationBin> byAge(Forecast forecast) {
    return byDays(forecast, base::ageDays);
  }

  List<CalibrationBin> byTimeSinceLastPurchase(Forecast forecast) {
    return byDays(forecast, row -> base.ageDays(row) - base.recencyDays(row));
  }

  private List<CalibrationBin> byDays(Forecast forecast, IntUnaryOperator daysOf) {
    int width = width();
    return purchases(
        forecast,
        PARTS_OF_AGE,
        row -> Math.max(0, daysOf.applyAsInt(row) - 1) / width,
        bin -> days(bin == 0 ? 0 : bin * width + 1, (bin + 1) * width));
  }

  /** Of a part of the longest age. */
  private int width() {
    int longest = IntStream.range(0, base.size()).map(base::ageDays).max().orElse(0);
    return Math.max(1, (longest + PARTS_OF_AGE - 1) / PARTS_OF_AGE);
  }

  private static String days(int from, int to) {
    return from == to ? Integer.toString(to) : from + "-" + to;
  }

  List<CalibrationBin> byActivity(Forecast forecast) {
    double[] active = forecast.activity();
    return bins(
        TENTHS,
        row -> (int) Math.min(TENTHS - 1.0, active[row] * TENTHS),
        Arrays.stream(holdout.purchases).map(n -> n > 0 ? 1 : 0).toArray(),
        active,
        bin -> TENTHS * bin + "-" + TENTHS * (bin + 1) + "%");
  }

  private List<CalibrationBin> purchases(
      Forecast forecast, int count, IntUnaryOperator binOf, IntFunction<String> label) {
    return bins(count, binOf, holdout.purchases, forecast.purchases(), label);
  }

  private static List<CalibrationBin> bins(
      int count,
      IntUnaryOperator binOf,
      double[] actual,
      double[] predicted,
      IntFunction<String> label) {
    int[] customers = new int[count];
    double[] came = new double[count];
    double[] foretold = new double[count];
    for (int row = 0; row < actual.length; row++) {
      int bin = binOf.applyAsInt(row);
      customers[bin]++;
      came[bin] += actual[row];
      foretold[bin] += predicted[row];
    }
    return IntStream.range(0, count)
        .filter(bin -> customers[bin] > 0)
        .mapToObj(
            bin ->
                new CalibrationBin(
                    label.apply(bin),
                    customers[bin],
                    came[bin] / customers[bin],
                    foretold[bin] / customers[bin]))
        .toList();
  }
}
