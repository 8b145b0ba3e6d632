package org.clv4j.charts;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is drawn as SVG: shapes and text in plain colours, which is all that charts draw.
 * Nothing has an id, so that many drawings can stand in one page; what is clipped stands in an
 * inner {@code svg}.
 */
final class SvgGraphics extends VectorGraphics {
  /**
   * Says what the shapes drawn next mean; empty for those that mean nothing. A shape without colour
   * that means something can be pointed at.
   */
  static final RenderingHints.Key MEANING = new Meaning();

  /** By how much a shape may reach over the clip before it is cut. */
  private static final double OVER = 1;

  private final SvgElements out;

  private static final class Meaning extends RenderingHints.Key {
    Meaning() {
      super(0x2026);
    }

    @Override
    public boolean isCompatibleValue(@Nullable Object value) {
      return value instanceof String;
    }
  }

  SvgGraphics(SvgElements out) {
    this(out, newState());
  }

  private SvgGraphics(SvgElements out, Graphics2D state) {
    super(state);
    this.out = out;
  }

  @Override
  public void draw(Shape shape) {
    if (state.getStroke() instanceof BasicStroke stroke) {
      write(shape, stroke);
    } else {
      fill(state.getStroke().createStrokedShape(shape));
    }
  }

  @Override
  public void fill(Shape shape) {
    write(shape, null);
  }

  private void write(Shape shape, @Nullable BasicStroke stroke) {
    AffineTransform transform = state.getTransform();
    Shape seen = transform.isIdentity() ? shape : moved(shape, transform);
    Rectangle2D bounds = seen.getBounds2D();
    double half = stroke == null ? 0 : stroke.getLineWidth() / 2;
    Rectangle2D clip = clip();
    String meaning = state.getRenderingHint(MEANING) instanceof String text ? text : "";
    boolean unseen = colour().getAlpha() == 0 && meaning.isEmpty();
    if (unseen || (clip != null && !touches(clip, bounds, half))) {
      return;
    }
    boolean cut = clip != null && !holds(clip, bounds);
    if (clip != null && cut) {
      out.beginClip(clip);
    }
    out.shape(seen, stroke, colour(), alpha(), meaning);
    if (cut) {
      out.endClip();
    }
  }

  private static boolean touches(Rectangle2D clip, Rectangle2D bounds, double half) {
    return bounds.getMinX() - half <= clip.getMaxX()
        && bounds.getMaxX() + half >= clip.getMinX()
        && bounds.getMinY() - half <= clip.getMaxY()
        && bounds.getMaxY() + half >= clip.getMinY();
  }

  private static boolean holds(Rectangle2D clip, Rectangle2D bounds) {
    return bounds.getMinX() >= clip.getMinX() - OVER
        && bounds.getMaxX() <= clip.getMaxX() + OVER
        && bounds.getMinY() >= clip.getMinY() - OVER
        && bounds.getMaxY() <= clip.getMaxY() + OVER;
  }

  /** Rectangles stay rectangles, lines lines and circles circles where they are only moved. */
  private static Shape moved(Shape shape, AffineTransform transform) {
    double x = transform.getTranslateX();
    double y = transform.getTranslateY();
    if (transform.getType() != AffineTransform.TYPE_TRANSLATION) {
      return transform.createTransformedShape(shape);
    }
    if (shape instanceof Rectangle2D r) {
      return new Rectangle2D.Double(r.getX() + x, r.getY() + y, r.getWidth(), r.getHeight());
    }
    if (shape instanceof Ellipse2D e) {
      return new Ellipse2D.Double(e.getX() + x, e.getY() + y, e.getWidth(), e.getHeight());
    }
    if (shape instanceof Line2D l) {
      return new Line2D.Double(l.getX1() + x, l.getY1() + y, l.getX2() + x, l.getY2() + y);
    }
    return transform.createTransformedShape(shape);
  }

  private @Nullable Rectangle2D clip() {
    Shape clip = state.getClip();
    return clip == null ? null : state.getTransform().createTransformedShape(clip).getBounds2D();
  }

  private Color colour() {
    if (state.getPaint() instanceof Color colour) {
      return colour;
    }
    throw new IllegalStateException("charts have plain colours, but was " + state.getPaint());
  }

  private double alpha() {
    double composite = state.getComposite() instanceof AlphaComposite alpha ? alpha.getAlpha() : 1;
    return composite * colour().getAlpha() / 255;
  }

  @Override
  public void drawString(String text, float x, float y) {
    out.text(text, x, y, state.getTransform(), state.getFont(), colour(), alpha());
  }

  @Override
  public Graphics create() {
    return new SvgGraphics(out, (Graphics2D) state.create());
  }
}
