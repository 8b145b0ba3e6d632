package org.clv4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.report.ReportPage.Curve;
import org.clv4j.report.ReportPage.CurveRow;
import org.clv4j.report.ReportPage.Figure;
import org.clv4j.report.ReportPage.Spread;
import org.clv4j.report.ReportPage.Tick;
import org.clv4j.segments.concentration.Concentration;
import org.clv4j.segments.concentration.CurvePoint;
import org.clv4j.segments.concentration.NegativeValues;
import org.clv4j.segments.metric.Metric;

/** Turns the concentration of spend, without amounts of orders, into the texts of the page. */
final class SpreadSection {
  private static final int WIDTH = ReportPageBuilder.CHART_WIDTH;
  private static final int HEIGHT = ReportPageBuilder.CHART_HEIGHT;
  private static final int AXIS = ReportPageBuilder.AXIS_HEIGHT;
  private static final int STEPS = 100;
  private static final int TENTHS = 10;
  private static final int TICKS = 5;

  private SpreadSection() {}

  static Spread of(CustomerBase base) {
    Concentration concentration =
        base.hasAmounts()
            ? Concentration.ofSpend(base, NegativeValues.KEEP)
            : Concentration.ofOrders(base);
    String measure = concentration.measure();
    List<CurvePoint> points = concentration.whaleCurve(STEPS);
    if (points.isEmpty()) {
      String reason = Objects.requireNonNull(concentration.gini().reason());
      return new Spread("The " + measure + " has no shares: " + reason + ".", List.of(), List.of());
    }
    String negative =
        concentration.negativeCount() == 0
            ? ""
            : " Worth less than 0, and counted as that: "
                + Numbers.whole(concentration.negativeCount())
                + ".";
    return new Spread(
        "How unlike the customers are in " + measure + "." + negative,
        figures(concentration),
        List.of(curve(concentration, points)));
  }

  private static List<Figure> figures(Concentration concentration) {
    String measure = concentration.measure();
    Metric needed = concentration.customersFor(0.8);
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "Gini",
            Numbers.decimal(value(concentration.gini()), 2),
            "0 where all have the same " + measure + ", near 1 where one has it all."));
    figures.add(
        new Figure(
            "Share of the top 20 %",
            Numbers.percent(value(concentration.topShare(0.2)), 1),
            "What the best fifth of the customers has of the " + measure + "."));
    figures.add(
        new Figure(
            "Customers for 80 %",
            Numbers.whole((long) value(needed)),
            "The fewest who have four fifths of the "
                + measure
                + ": "
                + Numbers.percent(value(needed), concentration.size())
                + " of all."));
    double peak = value(concentration.whalePeak());
    if (peak > 1) {
      figures.add(
          new Figure(
              "Peak",
              Numbers.percent(peak, 1),
              "What the "
                  + Numbers.whole((long) value(concentration.customersAtWhalePeak()))
                  + " customers above 0 have of the "
                  + measure
                  + "; the others take from it."));
    }
    return figures;
  }

  private static Curve curve(Concentration concentration, List<CurvePoint> points) {
    double top = Math.max(1, value(concentration.whalePeak()));
    String measure = concentration.measure();
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < TICKS; i++) {
      ticks.add(
          new Tick(
              ReportPageBuilder.coordinate((double) WIDTH * i / TICKS),
              HEIGHT + AXIS - 4,
              100 * i / TICKS + " %"));
    }
    // Left of the curve, which is still low there.
    ticks.add(new Tick("4.0", (int) Math.round(HEIGHT * (1 - 1 / top)) + AXIS - 4, "100 %"));
    return new Curve(
        WIDTH,
        HEIGHT,
        HEIGHT + AXIS,
        y(1, top),
        "Share of the " + measure + " by share of the customers, the best first",
        "Share of the " + measure,
        points.stream()
            .map(
                point ->
                    ReportPageBuilder.coordinate(WIDTH * point.shareOfCustomers())
                        + ","
                        + y(point.shareOfValue(), top))
            .collect(Collectors.joining(" ")),
        ticks,
        concentration.whaleCurve(TENTHS).stream().map(SpreadSection::row).toList());
  }

  private static CurveRow row(CurvePoint point) {
    return new CurveRow(
        Numbers.whole(point.customers()),
        Numbers.percent(point.shareOfCustomers(), 1),
        Numbers.percent(point.shareOfValue(), 1));
  }

  private static String y(double share, double top) {
    return ReportPageBuilder.coordinate(HEIGHT * (1 - share / top));
  }

  /** Of a total above 0 every figure has a value. */
  private static double value(Metric metric) {
    return metric.value().orElseThrow();
  }
}
