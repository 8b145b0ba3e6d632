package org.clv4j.charts;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.io.Table;
import org.clv4j.models.diagnostics.FrequencyFit;
import org.clv4j.models.evaluate.CalibrationBin;
import org.clv4j.models.uncertainty.TrackingBand;
import org.clv4j.models.value.CohortTracking;
import org.jspecify.annotations.Nullable;

/** What a model expects beside what came. */
final class FitCharts {
  private static final Text ACTUAL = Text.of("series.actual");
  private static final Text EXPECTED = Text.of("series.expected");

  private FitCharts() {}

  static Chart tracking(CohortTracking tracking, @Nullable TrackingBand band) {
    int n = tracking.periods();
    if (band != null && !samePeriods(tracking, band)) {
      throw new IllegalArgumentException(
          "band must have the "
              + n
              + " periods of the tracking, to "
              + tracking.end(n - 1)
              + ", but had "
              + band.periods().size());
    }
    Table table =
        new Table(n)
            .with("period_end", tracking::end)
            .with("expected", tracking::expectedCumulative)
            .with("actual", row -> orNull(tracking.actualCumulative(row)));
    LinePlot plot =
        tracked(
            tracking,
            "axis.cumulative-purchases",
            tracking::expectedCumulative,
            period -> (double) tracking.actualCumulative(period).orElseThrow());
    if (band != null) {
      List<TrackingBand.Period> periods = band.periods();
      table =
          table
              .with("low", row -> periods.get(row).low())
              .with("high", row -> periods.get(row).high());
      plot.withBand(
          Text.of("series.band", Text.percent(band.level())),
          Ink.MODEL,
          ends(tracking, n),
          doubles(n, i -> periods.get(i).low()),
          doubles(n, i -> periods.get(i).high()));
    }
    return chart("tracking", tracking, table, plot, n - 1, tracking.expectedCumulative(n - 1));
  }

  static Chart trackingIncremental(CohortTracking tracking) {
    int n = tracking.periods();
    Table table =
        new Table(n)
            .with("period_end", tracking::end)
            .with("expected", tracking::expectedIncremental)
            .with("actual", row -> orNull(tracking.actualIncremental(row)));
    LinePlot plot =
        tracked(
            tracking,
            "axis.purchases-in-period",
            tracking::expectedIncremental,
            period -> (double) tracking.actualIncremental(period).orElseThrow());
    return chart(
        "tracking-incremental", tracking, table, plot, n - 1, tracking.expectedIncremental(n - 1));
  }

  private static boolean samePeriods(CohortTracking tracking, TrackingBand band) {
    int n = tracking.periods();
    return band.periods().size() == n
        && IntStream.range(0, n).allMatch(i -> band.periods().get(i).end().equals(tracking.end(i)));
  }

  private static LinePlot tracked(
      CohortTracking tracking,
      String label,
      IntToDoubleFunction expected,
      IntToDoubleFunction actual) {
    int n = tracking.periods();
    int known = known(tracking);
    LinePlot plot =
        new LinePlot(Axis.of(Axis.Kind.DAY, Text.NONE), Axis.of(Axis.Kind.NUMBER, Text.of(label)));
    if (known > 0) {
      plot.with(
          ACTUAL, Ink.ACTUAL, LinePlot.Look.LINE, ends(tracking, known), doubles(known, actual));
    }
    plot.with(EXPECTED, Ink.MODEL, LinePlot.Look.DASHED, ends(tracking, n), doubles(n, expected));
    CustomerBase cohort = tracking.cohort();
    if (cohort.asOf().isAfter(tracking.end(0)) && cohort.asOf().isBefore(tracking.end(n - 1))) {
      plot.withMark((double) cohort.asOf().toEpochDay(), Text.of("mark.calibration"));
    }
    return plot;
  }

  private static int known(CohortTracking tracking) {
    int known = 0;
    while (known < tracking.periods() && tracking.actualCumulative(known).isPresent()) {
      known++;
    }
    return known;
  }

  private static Chart chart(
      String name, CohortTracking tracking, Table table, LinePlot plot, int last, double expected) {
    Object actual = table.cell(last, 2);
    Text description =
        actual == null
            ? Text.of("description.tracking-expected", tracking.end(last), expected)
            : Text.of("description.tracking", tracking.end(last), expected, actual);
    return new Chart(
        new Content(
            name,
            Text.of("title." + name),
            Text.of("note.customers", tracking.cohort().size()),
            description,
            table,
            plot));
  }

  static Chart frequency(FrequencyFit fit, String model) {
    List<FrequencyFit.Bin> bins = fit.bins();
    int n = bins.size();
    List<String> names =
        IntStream.range(0, n).mapToObj(x -> x == n - 1 ? x + "+" : Integer.toString(x)).toList();
    Table table =
        new Table(n)
            .with("frequency", names::get)
            .with("actual", row -> bins.get(row).actual())
            .with("expected", row -> bins.get(row).expected());
    BarPlot plot =
        BarPlot.named(
                Axis.names(Text.of("axis.repeat-purchases"), names),
                Axis.of(Axis.Kind.NUMBER, Text.of("axis.customers")))
            .with(ACTUAL, Ink.ACTUAL, doubles(n, i -> bins.get(i).actual()))
            .with(EXPECTED, Ink.MODEL, doubles(n, i -> bins.get(i).expected()));
    return new Chart(
        new Content(
            "frequency",
            Text.of("title.frequency"),
            Text.plain(model),
            Text.of("description.frequency", bins.get(0).actual(), bins.get(0).expected()),
            table,
            plot));
  }

  static Chart conditionalExpectation(
      String name, Text label, List<CalibrationBin> bins, String forecast) {
    int n = bins.size();
    Table table =
        new Table(n)
            .with("bin", row -> bins.get(row).label())
            .with("customers", row -> bins.get(row).customers())
            .with("actual", row -> bins.get(row).meanActual())
            .with("expected", row -> bins.get(row).meanPredicted());
    double[] at = doubles(n, i -> i);
    LinePlot plot =
        new LinePlot(
                Axis.names(label, bins.stream().map(CalibrationBin::label).toList()),
                Axis.of(Axis.Kind.NUMBER, Text.of("axis.holdout-purchases")))
            .with(
                ACTUAL,
                Ink.ACTUAL,
                LinePlot.Look.LINE_AND_DOTS,
                at,
                doubles(n, i -> bins.get(i).meanActual()))
            .with(
                EXPECTED,
                Ink.MODEL,
                LinePlot.Look.DASHED_AND_DIAMONDS,
                at,
                doubles(n, i -> bins.get(i).meanPredicted()));
    CalibrationBin last = bins.get(n - 1);
    return new Chart(
        new Content(
            name,
            Text.of("title." + name),
            Text.plain(forecast),
            Text.of(
                "description.conditional-expectation",
                last.label(),
                last.meanActual(),
                last.meanPredicted()),
            table,
            plot));
  }

  private static double[] ends(CohortTracking tracking, int n) {
    return doubles(n, i -> (double) tracking.end(i).toEpochDay());
  }

  static double[] doubles(int n, IntToDoubleFunction value) {
    return IntStream.range(0, n).mapToDouble(value).toArray();
  }

  private static @Nullable Long orNull(java.util.OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }
}
