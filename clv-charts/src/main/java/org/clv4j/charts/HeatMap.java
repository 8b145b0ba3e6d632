package org.clv4j.charts;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/**
 * Cells of a table whose colour tells their value.
 *
 * @param columns the axis below
 * @param rows the axis at the left
 * @param topDown whether the first row is the highest
 * @param value what the colours tell
 * @param least the value of the palest colour
 * @param most the value of the strongest one
 * @param withScale whether the colours are explained beside the cells even where their words fit
 * @param cells those that have something to show
 */
record HeatMap(
    Axis columns,
    Axis rows,
    boolean topDown,
    Axis value,
    double least,
    double most,
    boolean withScale,
    List<Cell> cells)
    implements Drawing {
  /** Pixels that edges, axis and gaps take from the width, and titles from the height. */
  private static final double BESIDE = 76;

  private static final double ABOVE = 120;

  /**
   * A cell.
   *
   * @param x the middle on the axis below
   * @param y the middle on the axis at the left
   * @param width along the axis below
   * @param value what its colour tells
   * @param open whether the value may still change
   * @param words its text, in as many lines as there are; shown where it fits
   * @param meaning what it is in full
   */
  record Cell(
      double x, double y, double width, double value, boolean open, Text words, Text meaning) {}

  HeatMap {
    cells = List.copyOf(cells);
  }

  @Override
  public Picture draw(Style style) {
    XYPlot plot = Frame.plot(columns, across(), rows, upwards(), style);
    plot.setRangeGridlinesVisible(false);
    if (topDown) {
      plot.getRangeAxis().setInverted(true);
      plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
    }
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries(
        0,
        new double[][] {
          cells.stream().mapToDouble(Cell::x).toArray(),
          cells.stream().mapToDouble(Cell::y).toArray()
        });
    plot.setDataset(data);
    boolean words = wordsFit(style);
    plot.setRenderer(new CellRenderer(this, style, words));
    List<Title> titles = new ArrayList<>();
    if (withScale || !words) {
      titles.add(scale(style));
    }
    return new Picture(plot, List.of(), titles);
  }

  /** Whether most cells have room for their words, before it is known where they will lie. */
  private boolean wordsFit(Style style) {
    if (columns.kind() != Axis.Kind.NAMES || rows.kind() != Axis.Kind.NAMES) {
      return false;
    }
    Graphics2D graphics = VectorGraphics.newState();
    FontMetrics labels = graphics.getFontMetrics(Frame.SMALL);
    int beside =
        rows.names().stream()
            .mapToInt(name -> labels.stringWidth(name.in(style.locale())))
            .max()
            .orElse(0);
    double width = (style.width() - BESIDE - beside) / columns.names().size();
    double height = (style.height() - ABOVE) / rows.names().size();
    Rectangle2D box = new Rectangle2D.Double(0, 0, width, height);
    boolean fit =
        CellRenderer.mostFit(
            cells,
            graphics.getFontMetrics(CellRenderer.FONTS.get(CellRenderer.FONTS.size() - 1)),
            box,
            style);
    graphics.dispose();
    return fit;
  }

  private Range across() {
    return columns.kind() == Axis.Kind.NAMES
        ? Frame.names(columns.names().size())
        : new Range(
            cells.stream().mapToDouble(cell -> cell.x() - cell.width() / 2).min().orElse(0),
            cells.stream().mapToDouble(cell -> cell.x() + cell.width() / 2).max().orElse(1));
  }

  private Range upwards() {
    return rows.kind() == Axis.Kind.NAMES
        ? Frame.names(rows.names().size())
        : new Range(
            cells.stream().mapToDouble(Cell::y).min().orElse(0) - 0.5,
            cells.stream().mapToDouble(Cell::y).max().orElse(0) + 0.5);
  }

  private Color colour(double of, Palette palette) {
    return palette.scaled(most > least ? (of - least) / (most - least) : 0);
  }

  private Title scale(Style style) {
    Palette palette = style.palette();
    double end = most > least ? most : least + 1;
    TickAxis axis = Frame.axis(value, new Range(least, end), style);
    PaintScaleLegend legend = new PaintScaleLegend(new Shades(this, palette, end), axis);
    legend.setPosition(RectangleEdge.RIGHT);
    legend.setAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
    legend.setBackgroundPaint(palette.background());
    legend.setStripWidth(12);
    legend.setSubdivisionCount(60);
    legend.setStripOutlineVisible(false);
    legend.setMargin(new RectangleInsets(8, 14, 40, 0));
    return legend;
  }

  private record Shades(HeatMap of, Palette palette, double end) implements PaintScale {
    @Override
    public double getLowerBound() {
      return of.least();
    }

    @Override
    public double getUpperBound() {
      return end;
    }

    @Override
    public Color getPaint(double value) {
      return of.colour(value, palette);
    }
  }

  @SuppressWarnings("serial") // never serialized
  private static final class CellRenderer extends AbstractXYItemRenderer {
    private static final double GAP = 1;
    private static final double HATCH = 7;
    private static final List<Font> FONTS =
        List.of(Frame.SMALL, Frame.SMALL.deriveFont(10f), Frame.SMALL.deriveFont(9f));
    private static final double MOST = 0.9;
    private static final int HATCH_ALPHA = 110;

    private final transient HeatMap of;
    private final transient Style style;
    private final boolean withWords;
    private transient Font font = Frame.SMALL;

    CellRenderer(HeatMap of, Style style, boolean withWords) {
      this.of = of;
      this.style = style;
      this.withWords = withWords;
    }

    @Override
    public void drawItem(
        Graphics2D g2,
        XYItemRendererState state,
        Rectangle2D dataArea,
        @Nullable PlotRenderingInfo info,
        XYPlot plot,
        ValueAxis domainAxis,
        ValueAxis rangeAxis,
        XYDataset dataset,
        int series,
        int item,
        @Nullable CrosshairState crosshairState,
        int pass) {
      Cell cell = of.cells().get(item);
      RectangleEdge below = plot.getDomainAxisEdge();
      RectangleEdge left = plot.getRangeAxisEdge();
      double x1 = domainAxis.valueToJava2D(cell.x() - cell.width() / 2, dataArea, below);
      double x2 = domainAxis.valueToJava2D(cell.x() + cell.width() / 2, dataArea, below);
      double y1 = rangeAxis.valueToJava2D(cell.y() - 0.5, dataArea, left);
      double y2 = rangeAxis.valueToJava2D(cell.y() + 0.5, dataArea, left);
      boolean apart = x2 - x1 > 12;
      double gap = apart ? GAP : 0;
      Rectangle2D box =
          new Rectangle2D.Double(x1, Math.min(y1, y2), x2 - x1 - gap, Math.abs(y2 - y1) - gap);
      Color colour = of.colour(cell.value(), style.palette());
      g2.setPaint(colour);
      g2.setRenderingHint(SvgGraphics.MEANING, cell.meaning().in(style.locale()));
      g2.fill(box);
      g2.setRenderingHint(SvgGraphics.MEANING, "");
      Color ink = Palette.on(colour);
      if (cell.open()) {
        g2.setPaint(new Color(ink.getRed(), ink.getGreen(), ink.getBlue(), HATCH_ALPHA));
        g2.setStroke(Frame.THIN);
        g2.draw(hatch(box));
      }
      if (item == 0 && withWords) {
        font = fitting(g2, box);
      }
      String words = cell.words().in(style.locale());
      if (withWords && !words.isEmpty() && fits(words, g2.getFontMetrics(font), box)) {
        g2.setFont(font);
        drawLines(g2, words.split("\n", -1), box, ink, cell.open() ? colour : null);
      }
    }

    /** The largest font in which most words fit, or else the smallest. */
    private Font fitting(Graphics2D g2, Rectangle2D box) {
      for (Font candidate : FONTS) {
        if (mostFit(of.cells(), g2.getFontMetrics(candidate), box, style)) {
          return candidate;
        }
      }
      return FONTS.get(FONTS.size() - 1);
    }

    static boolean mostFit(List<Cell> cells, FontMetrics metrics, Rectangle2D box, Style style) {
      long fitting =
          cells.stream()
              .filter(cell -> fits(cell.words().in(style.locale()), metrics, box))
              .count();
      return fitting >= MOST * cells.size();
    }

    private static boolean fits(String words, FontMetrics metrics, Rectangle2D box) {
      String[] lines = words.split("\n", -1);
      for (String line : lines) {
        if (metrics.stringWidth(line) + 3 > box.getWidth()) {
          return false;
        }
      }
      return lines.length * metrics.getHeight() <= box.getHeight();
    }

    private static void drawLines(
        Graphics2D g2, String[] lines, Rectangle2D box, Color ink, @Nullable Color ground) {
      FontMetrics metrics = g2.getFontMetrics();
      double height = lines.length * (double) metrics.getHeight();
      if (ground != null) {
        int width = 0;
        for (String line : lines) {
          width = Math.max(width, metrics.stringWidth(line));
        }
        g2.setPaint(ground);
        g2.fill(
            new Rectangle2D.Double(
                box.getCenterX() - width / 2.0 - 2,
                box.getCenterY() - height / 2 + 1,
                width + 4,
                height - 2));
      }
      g2.setPaint(ink);
      double y = box.getCenterY() - height / 2 + metrics.getAscent();
      for (String line : lines) {
        g2.drawString(
            line, (float) (box.getCenterX() - metrics.stringWidth(line) / 2.0), (float) y);
        y += metrics.getHeight();
      }
    }

    /** Lines from bottom left to top right, equally far apart. */
    private static Path2D hatch(Rectangle2D box) {
      Path2D lines = new Path2D.Double();
      double w = box.getWidth();
      double h = box.getHeight();
      for (double d = HATCH; d < w + h; d += HATCH) {
        double left = Math.max(0, d - h);
        double right = Math.min(w, d);
        lines.moveTo(box.getX() + left, box.getY() + d - left);
        lines.lineTo(box.getX() + right, box.getY() + d - right);
      }
      return lines;
    }
  }
}
