package org.clv4j.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jfree.chart.LegendItem;
import org.jfree.chart.annotations.XYPolygonAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.entity.EntityCollection;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/** Lines, points and bands over one axis. */
final class LinePlot implements Drawing {
  private static final float BAND_ALPHA = 0.18f;
  private static final double MARGIN = 0.012;

  /** What of a line without points can be pointed at. */
  private static final Shape HOLD = new Ellipse2D.Double(-6, -6, 12, 12);

  /** How far such places lie apart at least. */
  private static final double REACH = 6;

  private static final Color TRANSPARENT = new Color(0, 0, 0, 0);

  private final Axis x;
  private final Axis y;
  private final List<Line> lines = new ArrayList<>();
  private final List<Band> bands = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private @Nullable Range xRange;
  private @Nullable Range yRange;

  /**
   * How a line looks.
   *
   * @param stroke of the line, null for none
   * @param shape of the points, null for none
   */
  record Look(@Nullable Stroke stroke, @Nullable Shape shape) {
    static final Look LINE = new Look(Frame.LINE, null);
    static final Look DASHED = new Look(Frame.DASHED, null);
    static final Look FINE = new Look(Frame.FINELY_DASHED, null);
    static final Look THIN = new Look(Frame.THIN, null);
    static final Look LINE_AND_DOTS = new Look(Frame.LINE, Frame.DOT);
    static final Look DASHED_AND_DIAMONDS = new Look(Frame.DASHED, Frame.DIAMOND);
    static final Look DOTS = new Look(null, Frame.DOT);
    static final Look DIAMONDS = new Look(null, Frame.DIAMOND);
  }

  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  private record Line(Text name, Ink ink, Look look, double[] x, double[] y) {
    /** Whether its values are told where no points are: of one piece, from left to right. */
    boolean tells(Locale locale) {
      if (look.shape() != null || name.in(locale).isEmpty()) {
        return false;
      }
      for (int i = 0; i < x.length; i++) {
        if (Double.isNaN(y[i]) || (i > 0 && x[i] < x[i - 1])) {
          return false;
        }
      }
      return true;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  private record Band(Text name, Ink ink, double[] x, double[] low, double[] high) {}

  private record Mark(double x, Text name) {}

  LinePlot(Axis x, Axis y) {
    this.x = x;
    this.y = y;
  }

  /** A line or points; those without a name are not in the legend. */
  LinePlot with(Text name, Ink ink, Look look, double[] at, double[] values) {
    lines.add(new Line(name, ink, look, at, values));
    return this;
  }

  /** Where both are the same share. */
  LinePlot withDiagonal(Text name) {
    return with(name, Ink.MUTED, Look.FINE, new double[] {0, 1}, new double[] {0, 1});
  }

  /** What lies between two lines. */
  LinePlot withBand(Text name, Ink ink, double[] at, double[] low, double[] high) {
    bands.add(new Band(name, ink, at, low, high));
    return this;
  }

  /** A line from top to bottom. */
  LinePlot withMark(double at, Text name) {
    marks.add(new Mark(at, name));
    return this;
  }

  LinePlot withXRange(double low, double high) {
    xRange = new Range(low, high);
    return this;
  }

  LinePlot withYRange(double low, double high) {
    yRange = new Range(low, high);
    return this;
  }

  @Override
  public Picture draw(Style style) {
    Palette palette = style.palette();
    Range across = xRange == null ? xRange() : xRange;
    Range up = yRange == null ? yRange() : yRange;
    XYPlot plot = Frame.plot(x, across, y, up, style);
    DefaultXYDataset data = new DefaultXYDataset();
    NamedLines renderer = new NamedLines(this, style);
    List<LegendItem> legend = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      int[] kept = Thinning.of(line.x(), line.y());
      double[][] points = {pick(line.x(), kept), pick(line.y(), kept)};
      data.addSeries(i, points);
      renderer.setSeriesPaint(i, line.ink().of(palette));
      renderer.setSeriesLinesVisible(i, line.look().stroke() != null);
      renderer.setSeriesShapesVisible(i, line.look().shape() != null);
      if (line.look().stroke() != null) {
        renderer.setSeriesStroke(i, line.look().stroke());
      }
      String name = line.name().in(style.locale());
      if (!name.isEmpty()) {
        legend.add(item(name, line, palette));
      }
    }
    for (Band band : bands) {
      int[] kept = Thinning.of(band.x(), band.low());
      renderer.addAnnotation(
          new XYPolygonAnnotation(
              polygon(band, kept), null, null, translucent(band.ink(), palette)),
          Layer.BACKGROUND);
      String name = band.name().in(style.locale());
      if (!name.isEmpty()) {
        legend.add(Frame.shapeItem(name, p -> translucent(band.ink(), p), Frame.SQUARE, palette));
      }
    }
    plot.setDataset(data);
    plot.setRenderer(renderer);
    plot.setRangeGridlinesVisible(y.kind() != Axis.Kind.NAMES);
    marks.forEach(mark -> plot.addDomainMarker(marker(mark, across, style), Layer.BACKGROUND));
    return new Picture(plot, legend.size() > 1 ? legend : List.of(), List.of());
  }

  private static Color translucent(Ink ink, Palette palette) {
    float[] rgb = ink.of(palette).getRGBColorComponents(null);
    return new Color(rgb[0], rgb[1], rgb[2], BAND_ALPHA);
  }

  private static LegendItem item(String name, Line line, Palette palette) {
    if (line.look().stroke() == null && line.look().shape() != null) {
      return Frame.shapeItem(name, line.ink(), line.look().shape(), palette);
    }
    Stroke stroke = line.look().stroke() == null ? Frame.LINE : line.look().stroke();
    return Frame.lineItem(name, line.ink(), stroke, palette);
  }

  private static ValueMarker marker(Mark mark, Range across, Style style) {
    ValueMarker marker = new ValueMarker(mark.x(), style.palette().muted(), Frame.FINELY_DASHED);
    marker.setLabel(mark.name().in(style.locale()));
    marker.setLabelFont(Frame.SMALL);
    marker.setLabelPaint(style.palette().muted());
    marker.setLabelBackgroundColor(TRANSPARENT);
    boolean right = mark.x() < across.getCentralValue();
    marker.setLabelAnchor(right ? RectangleAnchor.TOP_RIGHT : RectangleAnchor.TOP_LEFT);
    marker.setLabelTextAnchor(right ? TextAnchor.TOP_LEFT : TextAnchor.TOP_RIGHT);
    return marker;
  }

  private Range xRange() {
    if (x.kind() == Axis.Kind.NAMES) {
      return Frame.names(x.names().size());
    }
    double low = all(true).min().orElse(0);
    double high = all(true).max().orElse(1);
    boolean points = lines.stream().anyMatch(line -> line.look().shape() != null);
    double margin = points ? (high - low) * MARGIN : 0;
    return low < high ? new Range(low - margin, high + margin) : new Range(low - 0.5, high + 0.5);
  }

  private Range yRange() {
    return y.kind() == Axis.Kind.NAMES
        ? Frame.names(y.names().size())
        : Frame.around(all(false).min().orElse(0), all(false).max().orElse(1));
  }

  private DoubleStream all(boolean across) {
    DoubleStream ofLines =
        lines.stream().flatMapToDouble(line -> Arrays.stream(across ? line.x() : line.y()));
    DoubleStream ofBands =
        bands.stream()
            .flatMapToDouble(
                band ->
                    across
                        ? Arrays.stream(band.x())
                        : DoubleStream.concat(
                            Arrays.stream(band.low()), Arrays.stream(band.high())));
    return DoubleStream.concat(ofLines, ofBands);
  }

  private static double[] pick(double[] values, int[] kept) {
    return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
  }

  /** There along the lower line and back along the upper one. */
  private static double[] polygon(Band band, int[] kept) {
    int n = kept.length;
    double[] polygon = new double[4 * n];
    for (int i = 0; i < n; i++) {
      polygon[2 * i] = band.x()[kept[i]];
      polygon[2 * i + 1] = band.low()[kept[i]];
      polygon[4 * n - 2 * i - 2] = band.x()[kept[i]];
      polygon[4 * n - 2 * i - 1] = band.high()[kept[i]];
    }
    return polygon;
  }

  /** Each line drawn in one go, and all that is drawn says what it is. */
  @SuppressWarnings("serial") // never serialized
  private static final class NamedLines extends XYLineAndShapeRenderer {
    private final transient LinePlot of;
    private final transient Style style;
    private final transient boolean[] tells;
    private transient int heldOf;
    private transient int heldItem;
    private transient double held;

    NamedLines(LinePlot of, Style style) {
      super(true, true);
      this.of = of;
      this.style = style;
      this.tells = new boolean[of.lines.size()];
      for (int i = 0; i < tells.length; i++) {
        tells[i] = of.lines.get(i).tells(style.locale());
      }
      setDrawSeriesLineAsPath(true);
      setDrawOutlines(false);
    }

    @Override
    protected void drawFirstPassShape(Graphics2D g2, int pass, int series, int item, Shape shape) {
      g2.setRenderingHint(
          SvgGraphics.MEANING,
          tells[series] || of.lines.get(series).look().shape() != null
              ? ""
              : of.lines.get(series).name().in(style.locale()));
      super.drawFirstPassShape(g2, pass, series, item, shape);
      g2.setRenderingHint(SvgGraphics.MEANING, "");
    }

    @Override
    protected void drawSecondaryPass(
        Graphics2D g2,
        XYPlot plot,
        XYDataset dataset,
        int pass,
        int series,
        int item,
        ValueAxis domainAxis,
        Rectangle2D dataArea,
        ValueAxis rangeAxis,
        CrosshairState crosshairState,
        EntityCollection entities) {
      Shape seen = of.lines.get(series).look().shape();
      Shape shape = seen == null ? HOLD : seen;
      double x = dataset.getXValue(series, item);
      double y = dataset.getYValue(series, item);
      if (Double.isNaN(y)
          || (seen == null && !isHold(dataset, series, item, domainAxis, dataArea, plot))) {
        return;
      }
      String name = of.lines.get(series).name().in(style.locale());
      String there = of.x.shown(x, style.locale());
      String value = of.y.shown(y, style.locale());
      g2.setRenderingHint(
          SvgGraphics.MEANING, (name.isEmpty() ? "" : name + ": ") + value + " (" + there + ")");
      Color colour = of.lines.get(series).ink().of(style.palette());
      g2.setPaint(seen == null ? unseen(colour) : colour);
      g2.fill(
          placed(
              shape,
              domainAxis.valueToJava2D(x, dataArea, plot.getDomainAxisEdge()),
              rangeAxis.valueToJava2D(y, dataArea, plot.getRangeAxisEdge())));
      g2.setRenderingHint(SvgGraphics.MEANING, "");
    }

    /**
     * Whether a line tells its value here: of points at one place the last, and the next no nearer
     * than a pointer can tell apart.
     */
    private boolean isHold(
        XYDataset dataset, int series, int item, ValueAxis across, Rectangle2D area, XYPlot plot) {
      if (!tells[series]) {
        return false;
      }
      if (series != heldOf || item <= heldItem) {
        held = Double.NEGATIVE_INFINITY;
      }
      heldOf = series;
      heldItem = item;
      double x = dataset.getXValue(series, item);
      double at = across.valueToJava2D(x, area, plot.getDomainAxisEdge());
      boolean isLast = item == dataset.getItemCount(series) - 1;
      boolean isHold =
          at - held >= (isLast ? Math.ulp(at) : REACH)
              && (isLast || dataset.getXValue(series, item + 1) > x);
      held = isHold ? at : held;
      return isHold;
    }

    private static Color unseen(Color colour) {
      return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0);
    }

    /** A circle stays one. */
    private static Shape placed(Shape shape, double x, double y) {
      return shape instanceof Ellipse2D e
          ? new Ellipse2D.Double(x + e.getX(), y + e.getY(), e.getWidth(), e.getHeight())
          : AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape);
    }
  }
}
