package org.clv4j.charts;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
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
  private static final int LONGEST_NAME = 40;
  private static final List<LinePlot.Look> LOOKS =
      List.of(LinePlot.Look.DASHED, LinePlot.Look.FINE, LinePlot.Look.LINE);

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

  /** Several models of the same customers. */
  static Chart tracking(Map<String, CohortTracking> trackings) {
    if (trackings.isEmpty()) {
      throw new IllegalArgumentException("trackings must not be empty");
    }
    List<String> names = List.copyOf(trackings.keySet());
    List<CohortTracking> all = List.copyOf(trackings.values());
    CohortTracking first = all.get(0);
    int n = first.periods();
    for (int i = 1; i < all.size(); i++) {
      if (!samePeriods(first, all.get(i))) {
        throw new IllegalArgumentException(
            "trackings must have the periods and customers of the first, "
                + names.get(0)
                + ", but those of "
                + names.get(i)
                + " are others");
      }
    }
    Table table =
        new Table(n * all.size())
            .with("period_end", row -> first.end(row % n))
            .with("model", row -> names.get(row / n))
            .with("expected", row -> all.get(row / n).expectedCumulative(row % n))
            .with("actual", row -> orNull(all.get(row / n).actualCumulative(row % n)));
    int known = known(first);
    LinePlot plot =
        new LinePlot(
            Axis.of(Axis.Kind.DAY, Text.NONE),
            Axis.of(Axis.Kind.NUMBER, Text.of("axis.cumulative-purchases")));
    if (known > 0) {
      plot.with(
          ACTUAL,
          Ink.ACTUAL,
          LinePlot.Look.LINE,
          ends(first, known),
          doubles(known, i -> (double) first.actualCumulative(i).orElseThrow()));
    }
    for (int i = 0; i < all.size(); i++) {
      CohortTracking tracking = all.get(i);
      plot.with(
          Text.plain(Text.id(names.get(i), LONGEST_NAME)),
          Ink.group(i == 0 ? 0 : i + 1),
          LOOKS.get(i % LOOKS.size()),
          ends(first, n),
          doubles(n, tracking::expectedCumulative));
    }
    mark(plot, first);
    double[] last = all.stream().mapToDouble(t -> t.expectedCumulative(n - 1)).sorted().toArray();
    Text range =
        Text.of(
            "description.tracking-models",
            all.size(),
            first.end(n - 1),
            last[0],
            last[last.length - 1]);
    return new Chart(
        new Content(
            "tracking",
            Text.of("title.tracking"),
            Text.of("note.customers", first.cohort().size()),
            known < n
                ? range
                : Text.of(
                    "description.tracking-models-actual",
                    range,
                    first.actualCumulative(n - 1).orElseThrow()),
            table,
            plot));
  }

  private static boolean samePeriods(CohortTracking a, CohortTracking b) {
    return a.periods() == b.periods()
        && a.cohort().size() == b.cohort().size()
        && IntStream.range(0, a.periods())
            .allMatch(
                i ->
                    a.end(i).equals(b.end(i))
                        && a.actualCumulative(i).equals(b.actualCumulative(i)));
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
    mark(plot, tracking);
    return plot;
  }

  private static void mark(LinePlot plot, CohortTracking tracking) {
    LocalDate asOf = tracking.cohort().asOf();
    if (asOf.isAfter(tracking.end(0)) && asOf.isBefore(tracking.end(tracking.periods() - 1))) {
      plot.withMark((double) asOf.toEpochDay(), Text.of("mark.calibration"));
    }
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

  /** Whether those buy of whom the model says so. */
  static Chart activity(List<CalibrationBin> bins, String model) {
    int n = bins.size();
    Table table =
        new Table(n)
            .with("bin", row -> bins.get(row).label())
            .with("customers", row -> bins.get(row).customers())
            .with("actual", row -> bins.get(row).meanActual())
            .with("expected", row -> bins.get(row).meanPredicted());
    LinePlot plot =
        new LinePlot(
                Axis.of(Axis.Kind.PERCENT, Text.of("axis.activity-expected")),
                Axis.of(Axis.Kind.PERCENT, Text.of("axis.activity-actual")))
            .withDiagonal(Text.of("series.as-expected"))
            .with(
                Text.of("series.customers"),
                Ink.ACTUAL,
                LinePlot.Look.LINE_AND_DOTS,
                doubles(n, i -> bins.get(i).meanPredicted()),
                doubles(n, i -> bins.get(i).meanActual()))
            .withYRange(0, 1.03);
    CalibrationBin last = bins.get(n - 1);
    return new Chart(
        new Content(
            "activity",
            Text.of("title.activity"),
            Text.plain(model),
            Text.of(
                "description.activity",
                last.customers(),
                (Text) locale -> Numbers.percent(last.meanPredicted(), 1, locale),
                (Text) locale -> Numbers.percent(last.meanActual(), 1, locale)),
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
