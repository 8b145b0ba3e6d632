package org.clv4j.charts;

import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;
import org.clv4j.core.internal.Check;
import org.clv4j.io.Table;
import org.clv4j.io.WholeFiles;
import org.jfree.chart.ChartPanel;
import org.jfree.chart.JFreeChart;

/**
 * A chart: to be shown, written or put into a page, with its numbers as a table.
 *
 * <p>It never changes; the {@code with} methods give another one. On one machine the same numbers
 * and style give the same bytes. Where lines break and labels stand depends on the fonts that Java
 * finds, so another machine may draw them a little elsewhere.
 *
 * <p>Titles, labels, numbers and dates are in the language of the chart, English or French; names
 * of columns and of models are the same in all languages. What comes from the data is shown as
 * text, whatever it holds.
 */
public final class Chart {
  private static final String SVG = ".svg";
  private static final String PNG = ".png";
  private static final int DOTS_PER_PIXEL = 2;

  private final Content content;
  private final Style style;

  Chart(Content content) {
    this(content, Style.ofHeight(content.height()));
  }

  private Chart(Content content, Style style) {
    this.content = content;
    this.style = style;
  }

  /**
   * What kind of chart it is.
   *
   * @return for example {@code tracking}; fit for a file name
   */
  public String name() {
    return content.name();
  }

  /**
   * The title.
   *
   * @return in the language of the chart
   */
  public String title() {
    return content.title().in(style.locale());
  }

  /**
   * What there is to see, for those who do not see it.
   *
   * @return a sentence or two with the most important figures, in the language of the chart
   */
  public String description() {
    return content.description().in(style.locale());
  }

  /**
   * The numbers of the chart, not rounded.
   *
   * @return a row for each point, bar or cell; columns have the same names in all languages
   */
  public Table table() {
    return content.table();
  }

  /**
   * The same in other colours.
   *
   * @param theme light, the default, or dark
   * @return a new chart
   */
  public Chart withTheme(Theme theme) {
    return new Chart(content, new Style(theme, style.locale(), style.width(), style.height()));
  }

  /**
   * The same for readers of another language.
   *
   * @param locale of numbers and dates, and of words if they are French; all others read English,
   *     the default
   * @return a new chart
   */
  public Chart withLocale(Locale locale) {
    return new Chart(content, new Style(style.theme(), locale, style.width(), style.height()));
  }

  /**
   * The same in another size.
   *
   * @param width in pixels, 200 to 4000; 720 unless another is asked for
   * @param height in pixels, 200 to 4000; unless another is asked for 420, or as many as the rows
   *     of customers or cohorts need
   * @return a new chart
   * @throws IllegalArgumentException if one is out of range
   */
  public Chart withSize(int width, int height) {
    return new Chart(content, new Style(style.theme(), style.locale(), width, height));
  }

  /**
   * The same under another title.
   *
   * @param title in whatever language
   * @return a new chart
   * @throws IllegalArgumentException if it is blank
   */
  public Chart withTitle(String title) {
    return new Chart(content.withTitle(Check.notBlank(title, "title")), style);
  }

  /**
   * The chart as an SVG element, whole in itself: it can stand in a page or be a file. It has a
   * role, a title and a description for screen readers, and no ids; points, bars and cells say what
   * they are when a pointer rests on them.
   *
   * @return the element, from {@code <svg} to {@code </svg>}
   */
  public String svg() {
    SvgElements elements = new SvgElements();
    SvgGraphics graphics = new SvgGraphics(elements);
    draw(graphics);
    graphics.dispose();
    return elements.document(
        style.width(), style.height(), style.locale().toLanguageTag(), title(), description());
  }

  /**
   * The chart as a PNG image, with two dots to a pixel.
   *
   * @return the bytes of the file
   */
  public byte[] png() {
    BufferedImage image =
        new BufferedImage(
            DOTS_PER_PIXEL * style.width(),
            DOTS_PER_PIXEL * style.height(),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(DOTS_PER_PIXEL, DOTS_PER_PIXEL);
    graphics.addRenderingHints(VectorGraphics.EXACT_TEXT);
    draw(graphics);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void draw(Graphics2D graphics) {
    Frame.chart(content, style)
        .draw(graphics, new Rectangle2D.Double(0, 0, style.width(), style.height()));
  }

  /**
   * Writes the chart into a file: the whole chart, or the file stays as it was.
   *
   * @param file made or replaced; its name ends in {@code .svg} or {@code .png}
   * @throws IOException if writing fails
   * @throws IllegalArgumentException if the name ends in anything else
   */
  public void save(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(SVG) && !name.endsWith(PNG)) {
      throw new IllegalArgumentException(
          "file must end in .svg or .png, but was \"" + file.getFileName() + "\"");
    }
    byte[] bytes = name.endsWith(SVG) ? svg().getBytes(StandardCharsets.UTF_8) : png();
    WholeFiles.write(file, out -> out.write(bytes));
  }

  /**
   * Writes the chart into a file, as {@link #save(Path)} does.
   *
   * @param file its name ends in {@code .svg} or {@code .png}
   * @throws IOException if writing fails
   * @throws IllegalArgumentException if the name ends in anything else
   */
  public void save(String file) throws IOException {
    save(Path.of(file));
  }

  /**
   * Opens a window with the chart, in which a part can be made larger by dragging a frame around
   * it.
   *
   * @throws IllegalStateException if there is no screen
   */
  public void show() {
    if (GraphicsEnvironment.isHeadless()) {
      throw new IllegalStateException(
          "a window needs a screen, but this Java has none: save(path) writes the chart to a file");
    }
    JFreeChart chart = Frame.chart(content, style);
    SwingUtilities.invokeLater(
        () -> {
          JFrame window = new JFrame(title());
          window.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
          ChartPanel panel = new ChartPanel(chart);
          panel.setPreferredSize(new java.awt.Dimension(style.width(), style.height()));
          window.setContentPane(panel);
          window.pack();
          window.setLocationByPlatform(true);
          window.setVisible(true);
        });
  }

  /** For example {@code tracking: Cumulative repeat purchases (78 rows)}. */
  @Override
  public String toString() {
    return name() + ": " + title() + " (" + table().rows() + " rows)";
  }
}
