package org.clv4j.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.RectangularShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultIntervalXYDataset;

/** Bars side by side: of names, or of ranges that follow each other. */
final class BarPlot implements Drawing {
  private static final double FILLED = 0.8;
  private static final double HISTOGRAM_GAP = 0.04;

  private final Axis x;
  private final Axis y;
  private final double[] edges;
  private final List<Bars> all = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  private record Bars(Text name, Ink ink, double[] heights) {}

  private BarPlot(Axis x, Axis y, double[] edges) {
    this.x = x;
    this.y = y;
    this.edges = edges;
  }

  /** Bars of names. */
  static BarPlot named(Axis x, Axis y) {
    return new BarPlot(x, y, new double[0]);
  }

  /**
   * Bars of ranges.
   *
   * @param edges one more than there are bars; the last bar takes all from the last but one on
   */
  static BarPlot ranges(Axis x, Axis y, double[] edges) {
    return new BarPlot(x, y, edges);
  }

  BarPlot with(Text name, Ink ink, double[] heights) {
    all.add(new Bars(name, ink, heights));
    return this;
  }

  @Override
  public Picture draw(Style style) {
    Palette palette = style.palette();
    double most =
        all.stream().flatMapToDouble(bars -> Arrays.stream(bars.heights())).max().orElse(1);
    Range across =
        edges.length == 0
            ? Frame.names(x.names().size())
            : new Range(edges[0], edges[edges.length - 1]);
    XYPlot plot = Frame.plot(x, across, y, Frame.around(0, most), style);
    DefaultIntervalXYDataset data = new DefaultIntervalXYDataset();
    XYBarRenderer renderer = new Bar(all.size() == 1 ? edges.length - 2 : -1, palette.muted());
    if (edges.length > 0) {
      // The open bar has no end.
      double last = edges[edges.length - 2];
      Ticks ticks = x.ticks(style.locale());
      plot.setDomainAxis(
          Frame.axis(x, across, (low, high, many) -> ticks.between(low, last, many), style));
    }
    renderer.setBarPainter(new NamedBars(this, style));
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    List<LegendItem> legend = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Bars bars = all.get(i);
      data.addSeries(i, places(i, bars.heights()));
      renderer.setSeriesPaint(i, bars.ink().of(palette));
      legend.add(
          Frame.shapeItem(bars.name().in(style.locale()), bars.ink(), Frame.SQUARE, palette));
    }
    plot.setDataset(data);
    plot.setRenderer(renderer);
    return new Picture(plot, legend.size() > 1 ? legend : List.of(), List.of());
  }

  private String place(int bar, Style style) {
    if (edges.length == 0) {
      return x.shown(bar, style.locale());
    }
    String from = x.shown(edges[bar], style.locale());
    return bar == edges.length - 2
        ? "≥ " + from
        : from + " – " + x.shown(edges[bar + 1], style.locale());
  }

  /** Middle, begin and end of each bar on both axes. */
  private double[][] places(int series, double[] heights) {
    int n = heights.length;
    double[][] places = new double[6][n];
    for (int i = 0; i < n; i++) {
      double from;
      double to;
      if (edges.length == 0) {
        double width = FILLED / all.size();
        from = i - FILLED / 2 + series * width;
        to = from + width;
      } else {
        double gap = (edges[i + 1] - edges[i]) * HISTOGRAM_GAP;
        double width = (edges[i + 1] - edges[i] - 2 * gap) / all.size();
        from = edges[i] + gap + series * width;
        to = from + width;
      }
      places[0][i] = (from + to) / 2;
      places[1][i] = from;
      places[2][i] = to;
      places[3][i] = heights[i];
      places[5][i] = heights[i];
    }
    return places;
  }

  /** The bar that takes all the rest has another colour. */
  @SuppressWarnings("serial") // never serialized
  private static final class Bar extends XYBarRenderer {
    private final int open;
    private final Color ofOpen;

    Bar(int open, Color ofOpen) {
      this.open = open;
      this.ofOpen = ofOpen;
    }

    @Override
    public Paint getItemPaint(int row, int column) {
      return column == open ? ofOpen : super.getItemPaint(row, column);
    }
  }

  /** Flat bars that say what they are. */
  @SuppressWarnings("serial") // never serialized
  private static final class NamedBars extends StandardXYBarPainter {
    private final transient BarPlot of;
    private final transient Style style;

    NamedBars(BarPlot of, Style style) {
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
      Bars bars = of.all.get(row);
      String value = of.y.shown(bars.heights()[column], style.locale());
      String name = of.all.size() > 1 ? bars.name().in(style.locale()) + ": " : "";
      g2.setRenderingHint(SvgGraphics.MEANING, name + value + " (" + of.place(column, style) + ")");
      super.paintBar(g2, renderer, row, column, bar, base);
      g2.setRenderingHint(SvgGraphics.MEANING, "");
    }
  }
}
