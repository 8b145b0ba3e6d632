package org.clv4j.charts;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RectangularShape;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultIntervalXYDataset;

/** Bars of calendar periods on top of each other; what is below 0 hangs from it. */
final class StackPlot implements Drawing {
  private static final double GAP = 0.08;

  /** Pixels of the ground between parts. */
  private static final double BETWEEN = 1;

  private final Axis y;
  private final List<LocalDate> edges;
  private final boolean lastIsOpen;
  private final List<Part> parts = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  private record Part(Text name, Ink ink, double[] values) {}

  /**
   * Bars without parts.
   *
   * @param edges first days of the periods, and the day after the last of them
   * @param lastIsOpen whether the last period is not over
   */
  StackPlot(Axis y, List<LocalDate> edges, boolean lastIsOpen) {
    this.y = y;
    this.edges = List.copyOf(edges);
    this.lastIsOpen = lastIsOpen;
  }

  StackPlot with(Text name, Ink ink, double[] values) {
    parts.add(new Part(name, ink, values));
    return this;
  }

  @Override
  public Picture draw(Style style) {
    int n = edges.size() - 1;
    double[] above = new double[n];
    double[] below = new double[n];
    DefaultIntervalXYDataset data = new DefaultIntervalXYDataset();
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setUseYInterval(true);
    renderer.setBarPainter(new NamedParts(this, style));
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    List<LegendItem> legend = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      data.addSeries(p, places(part.values(), above, below));
      renderer.setSeriesPaint(p, part.ink().of(style.palette()));
      legend.add(
          Frame.shapeItem(
              part.name().in(style.locale()), part.ink(), Frame.SQUARE, style.palette()));
    }
    double least = 0;
    double most = 0;
    for (int i = 0; i < n; i++) {
      least = Math.min(least, below[i]);
      most = Math.max(most, above[i]);
    }
    // Without the day after the end, whose mark would stand half outside.
    Range across = new Range(edges.get(0).toEpochDay(), edges.get(n).toEpochDay() - 0.5);
    XYPlot plot =
        Frame.plot(Axis.of(Axis.Kind.DAY, Text.NONE), across, y, Frame.around(least, most), style);
    plot.setDataset(data);
    plot.setRenderer(renderer);
    return new Picture(plot, legend, List.of());
  }

  /** Middle, begin and end of each bar on both axes. */
  private double[][] places(double[] values, double[] above, double[] below) {
    int n = values.length;
    double[][] places = new double[6][n];
    for (int i = 0; i < n; i++) {
      double from = edges.get(i).toEpochDay();
      double to = edges.get(i + 1).toEpochDay();
      double gap = (to - from) * GAP;
      double[] stack = values[i] < 0 ? below : above;
      places[0][i] = (from + to) / 2;
      places[1][i] = from + gap;
      places[2][i] = to - gap;
      places[4][i] = Math.min(stack[i], stack[i] + values[i]);
      places[5][i] = Math.max(stack[i], stack[i] + values[i]);
      places[3][i] = places[5][i];
      stack[i] += values[i];
    }
    return places;
  }

  /** Flat bars that say what they are. */
  @SuppressWarnings("serial") // never serialized
  private static final class NamedParts extends StandardXYBarPainter {
    private final transient StackPlot of;
    private final transient Style style;

    NamedParts(StackPlot of, Style style) {
      this.of = of;
      this.style = style;
    }

    @Override
    public void paintBar(
        Graphics2D g2,
        XYBarRenderer renderer,
        int row,
        int column,
        RectangularShape bar,
        RectangleEdge base) {
      Part part = of.parts.get(row);
      if (part.values()[column] == 0) {
        return;
      }
      boolean open = of.lastIsOpen && column == of.edges.size() - 2;
      Text meaning =
          Text.of(
              open ? "cell.period-open" : "cell.period",
              part.name(),
              (Text) locale -> of.y.shown(Math.abs(part.values()[column]), locale),
              of.edges.get(column));
      g2.setRenderingHint(SvgGraphics.MEANING, meaning.in(style.locale()));
      double gap = bar.getHeight() > 2 * BETWEEN ? BETWEEN : 0;
      super.paintBar(
          g2,
          renderer,
          row,
          column,
          new Rectangle2D.Double(
              bar.getX(), bar.getY() + gap, bar.getWidth(), bar.getHeight() - gap),
          base);
      g2.setRenderingHint(SvgGraphics.MEANING, "");
    }
  }
}
