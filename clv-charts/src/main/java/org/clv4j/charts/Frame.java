package org.clv4j.charts;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.VerticalAlignment;
import org.jfree.data.Range;

/** What all charts look like: titles, axes, legends. */
final class Frame {
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  static final Stroke THIN = new BasicStroke(1);
  static final Stroke LINE = new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  static final Stroke DASHED =
      new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {7, 4}, 0);
  static final Stroke FINELY_DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {4, 3}, 0);
  static final Shape DOT = new Ellipse2D.Double(-3.5, -3.5, 7, 7);
  static final Shape DIAMOND = diamond();
  static final Shape SQUARE = new Rectangle2D.Double(-5, -5, 10, 10);

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Shape SAMPLE = new Line2D.Double(-10, 0, 10, 0);
  private static final double ABOVE = 1.06;

  private Frame() {}

  private static Shape diamond() {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -4.5);
    path.lineTo(4.5, 0);
    path.lineTo(0, 4.5);
    path.lineTo(-4.5, 0);
    path.closePath();
    return path;
  }

  static JFreeChart chart(Content content, Style style) {
    Palette palette = style.palette();
    Picture picture = content.drawing().draw(style);
    JFreeChart chart = new JFreeChart(null, null, picture.plot(), false);
    chart.setBackgroundPaint(palette.background());
    chart.setPadding(new RectangleInsets(14, 14, 10, 26));
    TextTitle title = title(content.title().in(style.locale()), TITLE);
    title.setPaint(palette.text());
    chart.setTitle(title);
    String note = content.note().in(style.locale());
    if (!note.isEmpty()) {
      TextTitle subtitle = title(note, LABEL);
      subtitle.setPaint(palette.muted());
      chart.addSubtitle(subtitle);
    }
    if (!picture.legend().isEmpty()) {
      chart.addSubtitle(legend(picture.legend(), palette));
    }
    for (Title more : picture.titles()) {
      chart.addSubtitle(more);
    }
    return chart;
  }

  private static TextTitle title(String words, Font font) {
    TextTitle title = new TextTitle(words, font);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setVerticalAlignment(VerticalAlignment.TOP);
    title.setMargin(0, 2, 5, 0);
    return title;
  }

  private static LegendTitle legend(List<LegendItem> items, Palette palette) {
    LegendItemCollection all = new LegendItemCollection();
    items.forEach(all::add);
    LegendTitle legend = new LegendTitle(() -> all);
    legend.setPosition(RectangleEdge.TOP);
    legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
    legend.setFrame(BlockBorder.NONE);
    legend.setItemFont(LABEL);
    legend.setItemPaint(palette.text());
    legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 12));
    legend.setBackgroundPaint(palette.background());
    legend.setMargin(1, 0, 6, 0);
    return legend;
  }

  static LegendItem lineItem(String words, Ink ink, Stroke stroke, Palette palette) {
    return item(words, ink, SAMPLE, stroke, SQUARE, false, palette);
  }

  static LegendItem shapeItem(String words, Ink ink, Shape shape, Palette palette) {
    return item(words, ink, SAMPLE, THIN, shape, true, palette);
  }

  private static LegendItem item(
      String words,
      Ink ink,
      Shape line,
      Stroke stroke,
      Shape shape,
      boolean isShape,
      Palette palette) {
    return new LegendItem(
        words,
        null,
        null,
        null,
        isShape,
        shape,
        true,
        ink.of(palette),
        false,
        ink.of(palette),
        THIN,
        !isShape,
        line,
        stroke,
        ink.of(palette));
  }

  /** A plot without data. */
  static XYPlot plot(Axis x, Range xRange, Axis y, Range yRange, Style style) {
    Palette palette = style.palette();
    XYPlot plot = new XYPlot();
    plot.setDomainAxis(axis(x, xRange, style));
    plot.setRangeAxis(axis(y, yRange, style));
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(palette.grid());
    plot.setRangeGridlineStroke(THIN);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.setDomainPannable(true);
    plot.setRangePannable(true);
    return plot;
  }

  static TickAxis axis(Axis of, Range range, Style style) {
    return axis(of, range, of.ticks(style.locale()), style);
  }

  static TickAxis axis(Axis of, Range range, Ticks ticks, Style style) {
    Palette palette = style.palette();
    TickAxis axis =
        new TickAxis(of.label().in(style.locale()), ticks, of.kind() == Axis.Kind.NAMES);
    axis.setAutoRange(false);
    axis.setRange(range);
    axis.setLabelFont(LABEL);
    axis.setLabelPaint(palette.muted());
    axis.setTickLabelFont(SMALL);
    axis.setTickLabelPaint(palette.text());
    axis.setAxisLinePaint(palette.muted());
    axis.setTickMarkPaint(palette.muted());
    return axis;
  }

  /** From the least to the most, and a little above; from 0 if nothing is below. */
  static Range around(double least, double most) {
    double low = Math.min(0, least) * ABOVE;
    double high = Math.max(0, most) * ABOVE;
    return low < high ? new Range(low, high) : new Range(0, 1);
  }

  static Range names(int count) {
    return new Range(-0.5, Math.max(0, count - 1) + 0.5);
  }
}
