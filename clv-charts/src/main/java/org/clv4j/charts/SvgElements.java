package org.clv4j.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import org.jspecify.annotations.Nullable;

/** The elements of an SVG drawing. Numbers have two decimals; all text is escaped. */
final class SvgElements {
  private static final String FONTS = "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

  private final StringBuilder out = new StringBuilder();

  /** A whole drawing that says what it is to those who do not see it. */
  String document(int width, int height, String language, String title, String description) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" lang=\""
        + escaped(language)
        + "\" width=\""
        + width
        + "\" height=\""
        + height
        + "\" viewBox=\"0 0 "
        + width
        + " "
        + height
        + "\" font-family=\""
        + FONTS
        + "\">\n<title>"
        + escaped(title)
        + "</title>\n<desc>"
        + escaped(description)
        + "</desc>\n"
        + out
        + "</svg>\n";
  }

  void beginClip(Rectangle2D clip) {
    out.append("<svg");
    rectangle(clip);
    out.append(" viewBox=\"").append(number(clip.getX())).append(' ').append(number(clip.getY()));
    out.append(' ').append(number(clip.getWidth())).append(' ').append(number(clip.getHeight()));
    out.append("\">\n");
  }

  void endClip() {
    out.append("</svg>\n");
  }

  private void rectangle(Rectangle2D r) {
    attribute("x", r.getX());
    attribute("y", r.getY());
    attribute("width", r.getWidth());
    attribute("height", r.getHeight());
  }

  /** A shape, filled if there is no stroke; its meaning is what a pointer over it shows. */
  void shape(
      Shape shape, @Nullable BasicStroke stroke, Color colour, double alpha, String meaning) {
    String element = geometry(shape);
    if (stroke == null) {
      colour("fill", colour, alpha);
    } else {
      out.append(" fill=\"none\"");
      colour("stroke", colour, alpha);
      stroke(stroke);
    }
    if (meaning.isEmpty()) {
      out.append("/>\n");
    } else {
      out.append("><title>").append(escaped(meaning)).append("</title></");
      out.append(element).append(">\n");
    }
  }

  private String geometry(Shape shape) {
    if (shape instanceof Rectangle2D r) {
      out.append("<rect");
      rectangle(r);
      return "rect";
    }
    if (shape instanceof Line2D line) {
      out.append("<line");
      attribute("x1", line.getX1());
      attribute("y1", line.getY1());
      attribute("x2", line.getX2());
      attribute("y2", line.getY2());
      return "line";
    }
    if (shape instanceof Ellipse2D e && e.getWidth() == e.getHeight()) {
      out.append("<circle");
      attribute("cx", e.getCenterX());
      attribute("cy", e.getCenterY());
      attribute("r", e.getWidth() / 2);
      return "circle";
    }
    out.append("<path d=\"");
    path(shape.getPathIterator(null));
    out.append('"');
    return "path";
  }

  private void path(PathIterator path) {
    double[] at = new double[6];
    for (; !path.isDone(); path.next()) {
      switch (path.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> points('M', at, 2);
        case PathIterator.SEG_LINETO -> points('L', at, 2);
        case PathIterator.SEG_QUADTO -> points('Q', at, 4);
        case PathIterator.SEG_CUBICTO -> points('C', at, 6);
        default -> out.append('Z');
      }
    }
  }

  private void points(char command, double[] at, int numbers) {
    out.append(command);
    for (int i = 0; i < numbers; i++) {
      out.append(i == 0 ? "" : " ").append(number(at[i]));
    }
  }

  private void stroke(BasicStroke stroke) {
    attribute("stroke-width", stroke.getLineWidth());
    float[] dashes = stroke.getDashArray();
    if (dashes != null) {
      out.append(" stroke-dasharray=\"");
      for (int i = 0; i < dashes.length; i++) {
        out.append(i == 0 ? "" : " ").append(number(dashes[i]));
      }
      out.append('"');
    }
    if (stroke.getEndCap() == BasicStroke.CAP_ROUND) {
      out.append(" stroke-linecap=\"round\"");
    }
    if (stroke.getLineJoin() == BasicStroke.JOIN_ROUND) {
      out.append(" stroke-linejoin=\"round\"");
    }
  }

  void text(
      String text,
      double x,
      double y,
      AffineTransform moved,
      Font font,
      Color colour,
      double alpha) {
    out.append("<text");
    int type = moved.getType();
    if (type == AffineTransform.TYPE_IDENTITY || type == AffineTransform.TYPE_TRANSLATION) {
      attribute("x", x + moved.getTranslateX());
      attribute("y", y + moved.getTranslateY());
    } else {
      attribute("x", x);
      attribute("y", y);
      double[] matrix = new double[6];
      moved.getMatrix(matrix);
      out.append(" transform=\"matrix(");
      for (int i = 0; i < matrix.length; i++) {
        out.append(i == 0 ? "" : " ").append(number(matrix[i]));
      }
      out.append(")\"");
    }
    attribute("font-size", font.getSize2D());
    if (font.isBold()) {
      out.append(" font-weight=\"600\"");
    }
    colour("fill", colour, alpha);
    out.append('>').append(escaped(text)).append("</text>\n");
  }

  private void colour(String name, Color colour, double alpha) {
    String rgb = Integer.toHexString(0x1000000 | (colour.getRGB() & 0xFFFFFF)).substring(1);
    out.append(' ').append(name).append("=\"#").append(rgb).append('"');
    if (alpha < 1) {
      attribute(name + "-opacity", alpha);
    }
  }

  private void attribute(String name, double value) {
    out.append(' ').append(name).append("=\"").append(number(value)).append('"');
  }

  /** Two decimals, no zeros behind the last. */
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    long size = Math.abs(hundredths);
    String sign = hundredths < 0 ? "-" : "";
    long part = size % 100;
    if (part == 0) {
      return sign + size / 100;
    }
    return sign
        + size / 100
        + (part % 10 == 0 ? "." + part / 10 : part < 10 ? ".0" + part : "." + part);
  }

  /** Text that neither ends its element nor breaks the document. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  /** The characters that XML 1.0 allows. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
