package org.clv4j.charts;

import static org.clv4j.charts.FitCharts.doubles;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.io.Table;
import org.clv4j.models.diagnostics.AliveHistory;
import org.clv4j.models.diagnostics.Heterogeneity;
import org.clv4j.models.diagnostics.HistoryMatrix;
import org.clv4j.models.diagnostics.LikelihoodSurface;
import org.clv4j.models.transaction.TransactionModel;

/** What a model says. */
final class ModelCharts {
  private static final int MATRIX_STEPS = 40;
  private static final int STEPS = 100;
  private static final int DENSITY_POINTS = 400;
  private static final double FAR = 4;
  private static final double[] FALLS = {16, 8, 4, 2, 1, 0.5};
  private static final int LONGEST_ID = 40;

  private ModelCharts() {}

  private static Text unit(PeriodUnit unit) {
    return Text.of("unit." + unit);
  }

  private static Text length(TimeSpan span, PeriodUnit unit) {
    double length = span.in(unit);
    Text word = length == 1 ? Text.of("unit-one." + unit) : unit(unit);
    return Text.of("length", length, word);
  }

  static Chart probabilityAlive(TransactionModel model, TimeSpan age, int mostPurchases) {
    HistoryMatrix matrix =
        HistoryMatrix.probabilityAlive(model, age.in(model.unit()), mostPurchases, MATRIX_STEPS);
    Text note = Text.of("note.model-age", model.name(), length(age, model.unit()));
    Axis value = Axis.of(Axis.Kind.PERCENT, Text.of("axis.probability-alive"));
    return matrix("probability-alive", matrix, model, note, value, 1);
  }

  static Chart expectedPurchases(
      TransactionModel model, TimeSpan age, int mostPurchases, TimeSpan horizon) {
    HistoryMatrix matrix =
        HistoryMatrix.expectedPurchases(
            model, age.in(model.unit()), mostPurchases, MATRIX_STEPS, horizon.in(model.unit()));
    Text note =
        Text.of(
            "note.model-age-horizon",
            model.name(),
            length(age, model.unit()),
            length(horizon, model.unit()));
    Axis value = Axis.of(Axis.Kind.NUMBER, Text.of("axis.expected-purchases"));
    double most =
        matrix.values().stream().flatMap(List::stream).mapToDouble(v -> v).max().orElse(1);
    return matrix("expected-purchases", matrix, model, note, value, most);
  }

  /** Who bought once was last seen then: of frequency 0 there is but one cell. */
  private static Chart matrix(
      String name,
      HistoryMatrix matrix,
      TransactionModel model,
      Text note,
      Axis value,
      double most) {
    int columns = matrix.recencies().size();
    int cells = 1 + (matrix.frequencies().size() - 1) * columns;
    double step = matrix.age() / MATRIX_STEPS;
    List<HeatMap.Cell> drawn = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      double recency = matrix.recencies().get(column(cell, columns));
      double of = matrix.values().get(row(cell, columns)).get(column(cell, columns));
      Integer frequency = row(cell, columns);
      drawn.add(
          new HeatMap.Cell(
              recency,
              frequency,
              step,
              of,
              false,
              Text.NONE,
              Text.of(
                  "cell.matrix",
                  frequency,
                  recency,
                  unit(model.unit()),
                  (Text) locale -> value.shown(of, locale))));
    }
    String column = name.replace('-', '_');
    Table table =
        new Table(cells)
            .with("frequency", cell -> row(cell, columns))
            .with("recency", cell -> matrix.recencies().get(column(cell, columns)))
            .with(
                column, cell -> matrix.values().get(row(cell, columns)).get(column(cell, columns)));
    HeatMap plot =
        new HeatMap(
            Axis.of(Axis.Kind.NUMBER, Text.of("axis.recency", unit(model.unit()))),
            Axis.of(Axis.Kind.WHOLE, Text.of("axis.frequency")),
            false,
            value,
            0,
            most,
            true,
            drawn);
    HeatMap.Cell last = drawn.get(cells - 1);
    return new Chart(
        new Content(
            name,
            Text.of("title." + name),
            note,
            Text.of(
                "description." + name,
                (Text) locale -> value.shown(last.value(), locale),
                row(cells - 1, columns)),
            table,
            plot));
  }

  private static int row(int cell, int columns) {
    return cell == 0 ? 0 : 1 + (cell - 1) / columns;
  }

  private static int column(int cell, int columns) {
    return cell == 0 ? 0 : (cell - 1) % columns;
  }

  static Chart expectedRepeatPurchases(TransactionModel model, TimeSpan until) {
    double end = until.in(model.unit());
    double[] at = doubles(STEPS + 1, i -> end * i / STEPS);
    double[] expected = doubles(STEPS + 1, i -> model.expectedPurchases(at[i]));
    LinePlot plot =
        new LinePlot(
                Axis.of(Axis.Kind.NUMBER, Text.of("axis.time-since-first", unit(model.unit()))),
                Axis.of(Axis.Kind.NUMBER, Text.of("axis.cumulative-purchases")))
            .with(Text.of("series.expected"), Ink.MODEL, LinePlot.Look.LINE, at, expected);
    return new Chart(
        new Content(
            "expected-repeat-purchases",
            Text.of("title.expected-repeat-purchases"),
            Text.of("note.model-of", model.name(), Text.of("note.new-customer")),
            Text.of(
                "description.expected-repeat-purchases",
                expected[STEPS],
                length(until, model.unit())),
            new Table(STEPS + 1)
                .with("time", row -> at[row])
                .with("expected", row -> expected[row]),
            plot));
  }

  static Chart heterogeneity(String name, TransactionModel model, Heterogeneity.Density density) {
    double spread = Math.sqrt(density.first()) / density.second();
    double end = density.beta() ? 1 : density.mean() + FAR * spread;
    double[] at = doubles(DENSITY_POINTS, i -> end * (i + 0.5) / DENSITY_POINTS);
    double[] of = doubles(DENSITY_POINTS, i -> density.at(at[i]));
    // Many of these densities have no bound at an end: the first and the last hundredth may leave.
    int margin = DENSITY_POINTS / 100;
    double top =
        IntStream.range(margin, of.length - margin).mapToDouble(i -> of[i]).max().orElse(1);
    Text label =
        density.beta()
            ? Text.of("axis.dropout-probability")
            : Text.of(
                name.startsWith("dropout") ? "axis.dropout-rate" : "axis.transaction-rate",
                Text.of("unit-one." + model.unit()));
    Table table =
        new Table(DENSITY_POINTS).with("rate", row -> at[row]).with("density", row -> of[row]);
    LinePlot plot =
        new LinePlot(
                Axis.of(Axis.Kind.NUMBER, label),
                Axis.of(Axis.Kind.NUMBER, Text.of("axis.density")))
            .with(Text.of("axis.density"), Ink.MODEL, LinePlot.Look.LINE, at, of)
            .withBand(
                Text.NONE,
                Ink.MODEL,
                at,
                new double[at.length],
                doubles(of.length, i -> Math.min(of[i], 1.1 * top)))
            .withMark(density.mean(), Text.of("mark.mean", density.mean()))
            .withXRange(0, end)
            .withYRange(0, 1.06 * top);
    Text law =
        Text.of(
            density.beta() ? "note.beta" : "note.gamma",
            model.name(),
            density.first(),
            density.second());
    return new Chart(
        new Content(
            name,
            Text.of("title." + name),
            law,
            Text.of("description.heterogeneity", density.mean()),
            table,
            plot));
  }

  static Chart aliveHistory(TransactionModel model, String customer, AliveHistory history) {
    List<AliveHistory.Day> days = history.days();
    int n = days.size();
    int[] bought = IntStream.range(0, n).filter(i -> days.get(i).purchase()).toArray();
    Table table =
        new Table(n)
            .with("date", row -> days.get(row).date())
            .with("purchase", row -> days.get(row).purchase() ? 1 : 0)
            .with("probability_alive", row -> days.get(row).probabilityAlive());
    LinePlot plot =
        new LinePlot(
                Axis.of(Axis.Kind.DAY, Text.NONE),
                Axis.of(Axis.Kind.PERCENT, Text.of("axis.probability-alive")))
            .with(
                Text.of("axis.probability-alive"),
                Ink.MODEL,
                LinePlot.Look.LINE,
                doubles(n, i -> (double) days.get(i).date().toEpochDay()),
                doubles(n, i -> days.get(i).probabilityAlive()))
            .with(
                Text.of("series.purchase"),
                Ink.ACTUAL,
                LinePlot.Look.DIAMONDS,
                doubles(bought.length, i -> (double) days.get(bought[i]).date().toEpochDay()),
                doubles(bought.length, i -> days.get(bought[i]).probabilityAlive()))
            .withYRange(0, 1.03);
    AliveHistory.Day last = days.get(n - 1);
    LocalDate end = last.date();
    return new Chart(
        new Content(
            "alive-history",
            Text.of("title.alive-history", Text.id(customer, LONGEST_ID)),
            Text.plain(model.name()),
            Text.of(
                "description.alive-history",
                bought.length,
                end,
                (Text) locale -> Numbers.percent(last.probabilityAlive(), 1, locale)),
            table,
            plot));
  }

  static Chart pmf(TransactionModel model, TimeSpan horizon, double[] probabilities, Text whose) {
    int n = probabilities.length;
    List<String> names = IntStream.range(0, n).mapToObj(Integer::toString).toList();
    Table table =
        new Table(n).with("purchases", row -> row).with("probability", row -> probabilities[row]);
    BarPlot plot =
        BarPlot.named(
                Axis.names(Text.of("axis.purchases"), names),
                Axis.of(Axis.Kind.PERCENT, Text.of("axis.probability")))
            .with(Text.of("axis.probability"), Ink.MODEL, probabilities);
    return new Chart(
        new Content(
            "pmf",
            Text.of("title.pmf", length(horizon, model.unit())),
            Text.of("note.model-of", model.name(), whose),
            Text.of(
                "description.pmf", (Text) locale -> Numbers.percent(probabilities[0], 1, locale)),
            table,
            plot));
  }

  static Chart likelihood(LikelihoodSurface surface, String model) {
    int columns = surface.firstValues().size();
    int rows = surface.secondValues().size();
    double x = surface.firstValues().get(columns / 2);
    double y = surface.secondValues().get(rows / 2);
    double top = surface.logLikelihood().get(rows / 2).get(columns / 2);
    Contours contours =
        new Contours(surface.firstValues(), surface.secondValues(), surface.logLikelihood());
    LinePlot plot =
        new LinePlot(
                Axis.of(Axis.Kind.NUMBER, Text.plain(surface.first())),
                Axis.of(Axis.Kind.NUMBER, Text.plain(surface.second())))
            .withXRange(surface.firstValues().get(0), surface.firstValues().get(columns - 1))
            .withYRange(surface.secondValues().get(0), surface.secondValues().get(rows - 1));
    for (int i = 0; i < FALLS.length; i++) {
      List<Contours.Segment> line = contours.at(top - FALLS[i]);
      if (!line.isEmpty()) {
        Text fall = Text.of("series.fall", FALLS[i]);
        Ink ink = Ink.scaled((double) i / (FALLS.length - 1));
        plot.with(fall, ink, LinePlot.Look.LINE, across(line), upwards(line));
      }
    }
    plot.with(
        Text.of("series.estimate"),
        Ink.ACTUAL,
        LinePlot.Look.DIAMONDS,
        new double[] {x},
        new double[] {y});
    Table table =
        new Table(rows * columns)
            .with(surface.first(), row -> surface.firstValues().get(row % columns))
            .with(surface.second(), row -> surface.secondValues().get(row / columns))
            .with(
                "log_likelihood",
                row -> surface.logLikelihood().get(row / columns).get(row % columns));
    return new Chart(
        new Content(
            "likelihood",
            Text.of("title.likelihood", surface.first(), surface.second()),
            Text.of("note.likelihood", model),
            Text.of("description.likelihood", surface.first(), x, surface.second(), y, top),
            table,
            plot));
  }

  /** Pieces end to end with a gap between them, which the plot does not draw. */
  private static double[] across(List<Contours.Segment> line) {
    return line.stream()
        .flatMapToDouble(s -> java.util.stream.DoubleStream.of(s.x1(), s.x2(), s.x2()))
        .toArray();
  }

  private static double[] upwards(List<Contours.Segment> line) {
    return line.stream()
        .flatMapToDouble(s -> java.util.stream.DoubleStream.of(s.y1(), s.y2(), Double.NaN))
        .toArray();
  }
}
