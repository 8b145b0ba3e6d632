package org.clv4j.charts;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis with {@link Ticks}, as many as can be read easily. */
@SuppressWarnings("serial") // never serialized
final class TickAxis extends NumberAxis {
  private static final double GAP = 14;
  private static final double GAP_OF_NUMBERS = 36;
  private static final double LINES_PER_TICK = 2.6;
  private static final double LINES_PER_NAME = 1.15;
  private static final int FIRST_GUESS = 6;
  private static final double ROOM = 1.1;
  private static final float SMALLEST = 9;

  /** What a label says after a colon, to its end or a unit in brackets. */
  private static final Pattern EXPLANATION = Pattern.compile("\\s?:[^(]*[^( ]");

  private final transient Ticks ticks;
  private final boolean names;

  TickAxis(String label, Ticks ticks, boolean names) {
    super(label);
    this.ticks = ticks;
    this.names = names;
    setAutoTickUnitSelection(false);
    setTickUnit(new NumberTickUnit(1));
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
    g2.setFont(getTickLabelFont());
    FontMetrics metrics = g2.getFontMetrics();
    boolean horizontal = RectangleEdge.isTopOrBottom(edge);
    double low = getRange().getLowerBound();
    double high = getRange().getUpperBound();
    TextAnchor anchor =
        edge.equals(RectangleEdge.BOTTOM)
            ? TextAnchor.TOP_CENTER
            : edge.equals(RectangleEdge.TOP)
                ? TextAnchor.BOTTOM_CENTER
                : edge.equals(RectangleEdge.LEFT)
                    ? TextAnchor.CENTER_RIGHT
                    : TextAnchor.CENTER_LEFT;
    double space =
        horizontal
            ? widest(ticks.between(low, high, names ? Integer.MAX_VALUE : FIRST_GUESS), metrics)
                + (names ? GAP : GAP_OF_NUMBERS)
            : metrics.getHeight() * (names ? LINES_PER_NAME : LINES_PER_TICK);
    int most = (int) ((horizontal ? area.getWidth() : area.getHeight()) / space);
    List<NumberTick> marks = new ArrayList<>();
    for (Ticks.Tick tick : ticks.between(low, high, Math.max(2, most))) {
      marks.add(new NumberTick(tick.value(), tick.label(), anchor, anchor, 0));
    }
    return marks;
  }

  /**
   * As text, turned at the sides (the library's own turned text is outlines of letters), and
   * smaller or cut where there is no room.
   */
  @Override
  protected AxisState drawLabel(
      String label,
      Graphics2D g2,
      Rectangle2D plotArea,
      Rectangle2D dataArea,
      RectangleEdge edge,
      AxisState state) {
    boolean horizontal = RectangleEdge.isTopOrBottom(edge);
    double room = ROOM * (horizontal ? dataArea.getWidth() : dataArea.getHeight());
    g2.setFont(getLabelFont());
    String full = label;
    double wide = g2.getFontMetrics().stringWidth(full);
    if (SMALLEST * wide > room * getLabelFont().getSize2D()) {
      full = EXPLANATION.matcher(full).replaceFirst("");
      wide = g2.getFontMetrics().stringWidth(full);
    }
    if (wide > room) {
      float size = getLabelFont().getSize2D();
      g2.setFont(
          getLabelFont().deriveFont(Math.max(SMALLEST, (float) (0.96 * size * room / wide))));
    }
    g2.setPaint(getLabelPaint());
    FontMetrics metrics = g2.getFontMetrics();
    String shown = cut(full, metrics, room);
    double away = getLabelInsets().getTop() + metrics.getHeight() / 2.0;
    boolean after = edge.equals(RectangleEdge.BOTTOM) || edge.equals(RectangleEdge.RIGHT);
    double across = state.getCursor() + (after ? away : -away);
    double x = horizontal ? dataArea.getCenterX() : across;
    double y = horizontal ? across : dataArea.getCenterY();
    AffineTransform before = g2.getTransform();
    g2.rotate(horizontal ? 0 : -Math.PI / 2, x, y);
    g2.drawString(
        shown,
        (float) (x - metrics.stringWidth(shown) / 2.0),
        (float) (y + (metrics.getAscent() - metrics.getDescent()) / 2.0));
    g2.setTransform(before);
    return state;
  }

  private static String cut(String label, FontMetrics metrics, double room) {
    String shown = label;
    for (int end = label.length() - 1; end > 0 && metrics.stringWidth(shown) > room; end--) {
      shown = label.substring(0, end).stripTrailing() + "…";
    }
    return shown;
  }

  private static double widest(List<Ticks.Tick> ticks, FontMetrics metrics) {
    return ticks.stream().mapToDouble(tick -> metrics.stringWidth(tick.label())).max().orElse(0);
  }
}
