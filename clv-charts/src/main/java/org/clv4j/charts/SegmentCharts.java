package org.clv4j.charts;

import static org.clv4j.charts.FitCharts.doubles;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.Table;
import org.clv4j.segments.experiment.UpliftCurve;
import org.clv4j.segments.retention.RetentionCurve;
import org.clv4j.segments.rfm.RfmCell;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalStep;
import org.jspecify.annotations.Nullable;

/** Grids of scores, curves of staying, the curve of an experiment. */
final class SegmentCharts {
  private static final int LONGEST_LABEL = 40;

  private SegmentCharts() {}

  static Chart rfm(RfmTable rfm) {
    List<RfmCell> grid = rfm.grid();
    int bins = rfm.scoring().bins();
    double all = rfm.base().hasAmounts() ? rfm.base().totalSpend().minorUnits() : 0;
    List<HeatMap.Cell> cells = new ArrayList<>();
    int most = 0;
    for (RfmCell cell : grid) {
      most = Math.max(most, cell.customers());
      Text spend = all > 0 ? share(cell.spend(), all) : Text.NONE;
      cells.add(
          new HeatMap.Cell(
              cell.f() - 1.0,
              bins - (double) cell.r(),
              1,
              cell.customers(),
              false,
              all > 0
                  ? Text.of("cell.rfm", cell.customers(), spend)
                  : Text.of("cell.rfm-customers", cell.customers()),
              all > 0
                  ? Text.of("cell.rfm-meaning", cell.r(), cell.f(), cell.customers(), spend)
                  : Text.of("cell.rfm-meaning-customers", cell.r(), cell.f(), cell.customers())));
    }
    Table table =
        new Table(grid.size())
            .with("r", row -> grid.get(row).r())
            .with("f", row -> grid.get(row).f())
            .with("customers", row -> grid.get(row).customers());
    if (rfm.base().hasAmounts()) {
      table = table.with("spend", row -> exact(grid.get(row).spend()));
    }
    List<String> up = IntStream.rangeClosed(1, bins).mapToObj(Integer::toString).toList();
    List<String> down = new ArrayList<>(up);
    Collections.reverse(down);
    HeatMap plot =
        new HeatMap(
            Axis.names(Text.of("axis.f-score"), up),
            Axis.names(Text.of("axis.r-score"), down),
            true,
            Axis.of(Axis.Kind.WHOLE, Text.of("axis.customers")),
            0,
            most,
            false,
            cells);
    RfmCell best = grid.get(bins - 1);
    return new Chart(
        new Content(
            "rfm",
            Text.of("title.rfm"),
            Text.of(all > 0 ? "note.rfm" : "note.rfm-customers"),
            Text.of("description.rfm", best.customers(), rfm.size()),
            table,
            plot));
  }

  private static Text share(@Nullable Money spend, double all) {
    double part = spend == null ? 0 : spend.minorUnits() / all;
    return locale -> Numbers.percent(part, 1, locale);
  }

  private static @Nullable Object exact(@Nullable Money spend) {
    return spend == null ? null : spend.toBigDecimal();
  }

  static Chart survival(Map<String, KaplanMeier> curves, PeriodUnit unit) {
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("curves must not be empty");
    }
    List<String> groups = List.copyOf(curves.keySet());
    LinePlot plot =
        new LinePlot(
                Axis.of(Axis.Kind.NUMBER, Text.of("axis.time", Text.of("unit." + unit))),
                Axis.of(Axis.Kind.PERCENT, Text.of("axis.still-there")))
            .withYRange(0, 1.03);
    List<String> groupOf = new ArrayList<>();
    List<SurvivalStep> steps = new ArrayList<>();
    LinePlot.Look[] looks = {LinePlot.Look.LINE, LinePlot.Look.DASHED};
    double last = 0;
    for (int g = 0; g < groups.size(); g++) {
      KaplanMeier curve = Objects.requireNonNull(curves.get(groups.get(g)));
      Text name =
          groups.size() == 1
              ? Text.of("series.survival")
              : Text.plain(Text.id(groups.get(g), LONGEST_LABEL));
      addSteps(plot, curve, name, Ink.group(g), looks[g % looks.length], groups.size() == 1);
      for (SurvivalStep step : curve.steps()) {
        groupOf.add(groups.get(g));
        steps.add(step);
      }
      last = Math.max(last, curve.lastTime());
    }
    plot.withXRange(0, last > 0 ? last : 1);
    Table table = new Table(steps.size());
    if (groups.size() > 1) {
      table = table.with("group", groupOf::get);
    }
    table =
        table
            .with("time", row -> steps.get(row).time())
            .with("at_risk", row -> steps.get(row).atRisk())
            .with("left", row -> steps.get(row).events())
            .with("survival", row -> steps.get(row).survival())
            .with("low", row -> steps.get(row).low())
            .with("high", row -> steps.get(row).high());
    KaplanMeier first = Objects.requireNonNull(curves.get(groups.get(0)));
    SurvivalStep end = first.steps().get(first.steps().size() - 1);
    return new Chart(
        new Content(
            "survival",
            Text.of("title.survival"),
            Text.of("note.survival", Text.percent(first.level())),
            Text.of(
                "description.survival",
                (Text) locale -> Numbers.percent(end.survival(), 1, locale),
                end.time(),
                Text.of("unit." + unit)),
            table,
            plot));
  }

  /** The share falls at each step and runs level between. */
  private static void addSteps(
      LinePlot plot, KaplanMeier curve, Text name, Ink ink, LinePlot.Look look, boolean alone) {
    List<SurvivalStep> steps = curve.steps();
    int n = steps.size();
    double[] at = doubles(2 * n + 1, i -> i == 0 ? 0 : steps.get((i - 1) / 2).time());
    plot.with(name, ink, look, at, doubles(2 * n + 1, i -> level(i, k -> steps.get(k).survival())))
        .withBand(
            alone ? Text.of("series.band", Text.percent(curve.level())) : Text.NONE,
            ink,
            at,
            doubles(2 * n + 1, i -> level(i, k -> steps.get(k).low())),
            doubles(2 * n + 1, i -> level(i, k -> steps.get(k).high())));
  }

  /** Of the corners of steps: before the first 1, at each that of the step before and its own. */
  private static double level(int corner, IntToDoubleFunction ofStep) {
    return corner < 2 ? 1 : ofStep.applyAsDouble(corner / 2 - 1);
  }

  static Chart retention(RetentionCurve curve, int last) {
    if (last < 1) {
      throw new IllegalArgumentException("last period must be 1 or more, but was " + last);
    }
    int observed = Math.min(curve.observed(), last + 1);
    int known = observed;
    while (known <= last && curve.at(known).isPresent()) {
      known++;
    }
    int rows = known;
    LinePlot plot =
        new LinePlot(
                Axis.of(Axis.Kind.WHOLE, Text.of("axis.periods-since-first")),
                Axis.of(Axis.Kind.PERCENT, Text.of("axis.retained")))
            .with(
                Text.of("series.observed"),
                Ink.ACTUAL,
                LinePlot.Look.LINE_AND_DOTS,
                doubles(observed, i -> i),
                doubles(observed, i -> curve.at(i).orElseThrow()))
            .withYRange(0, 1.03);
    if (rows > observed) {
      int from = observed - 1;
      plot.with(
          Text.of("series.projected"),
          Ink.MODEL,
          LinePlot.Look.DASHED,
          doubles(rows - from, i -> i + from),
          doubles(rows - from, i -> curve.at(i + from).orElseThrow()));
    }
    Table table =
        new Table(rows)
            .with("period", row -> row)
            .with("retained", row -> curve.at(row).orElseThrow())
            .with("kind", row -> row < observed ? "observed" : "projected");
    double end = curve.at(observed - 1).orElseThrow();
    return new Chart(
        new Content(
            "retention",
            Text.of("title.retention"),
            curve.scope().isPresent()
                ? Text.of("note.as-of", curve.scope().get().asOf())
                : Text.NONE,
            Text.of(
                "description.retention",
                (Text) locale -> Numbers.percent(end, 1, locale),
                (observed - 1)),
            table,
            plot));
  }

  static Chart qini(UpliftCurve curve) {
    List<UpliftCurve.Point> points = curve.points();
    int n = points.size();
    UpliftCurve.Point last = points.get(n - 1);
    LinePlot plot =
        new LinePlot(
                Axis.of(Axis.Kind.PERCENT, Text.of("axis.treated-share")),
                Axis.of(Axis.Kind.NUMBER, Text.of("axis.gain")))
            .with(
                Text.of("series.random"),
                Ink.MUTED,
                LinePlot.Look.FINE,
                new double[] {0, last.share()},
                new double[] {0, last.gain()})
            .with(
                Text.of("series.by-score"),
                Ink.MODEL,
                LinePlot.Look.LINE,
                doubles(n + 1, i -> i == 0 ? 0 : points.get(i - 1).share()),
                doubles(n + 1, i -> i == 0 ? 0 : points.get(i - 1).gain()));
    Table table =
        new Table(n)
            .with("score", row -> points.get(row).score())
            .with("share", row -> points.get(row).share())
            .with("gain", row -> points.get(row).gain());
    return new Chart(
        new Content(
            "qini",
            Text.of("title.qini"),
            Text.of("note.qini", curve.qini()),
            Text.of("description.qini", last.gain(), curve.qini()),
            table,
            plot));
  }
}
