package org.clv4j.charts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** Marks on axes, contours, thinned lines, elements, words. */
class DrawingPartsTest {
  private static double day(int year, int month, int day) {
    return (double) LocalDate.of(year, month, day).toEpochDay();
  }

  private static List<String> labels(Ticks ticks, double low, double high, int most) {
    return ticks.between(low, high, most).stream().map(Ticks.Tick::label).toList();
  }

  @Test
  void marksAreRoundNumbers() {
    Ticks numbers = Ticks.numbers(false, false, Locale.ENGLISH);
    assertEquals(List.of("0", "20", "40", "60", "80", "100"), labels(numbers, 0, 104, 6));
    assertEquals(List.of("0.00", "0.05", "0.10"), labels(numbers, 0, 0.1, 3));
    assertEquals(List.of("-2", "-1", "0", "1"), labels(numbers, -2, 1.9, 5));
    assertEquals(
        List.of("0%", "50%", "100%"), labels(Ticks.numbers(false, true, Locale.ENGLISH), 0, 1, 3));
    assertEquals(
        List.of("0", "1", "2"), labels(Ticks.numbers(true, false, Locale.ENGLISH), 0, 2, 9));
    assertEquals(List.of("a", "c"), labels(Ticks.names(List.of("a", "b", "c", "d")), 0, 3, 2));
  }

  @Property
  void marksLieWithinAndAreNotTooMany(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
      @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e6) double length,
      @ForAll @IntRange(min = 2, max = 20) int most) {
    List<Ticks.Tick> ticks =
        Ticks.numbers(false, false, Locale.ENGLISH).between(low, low + length, most);
    assertTrue(ticks.size() <= most + 1, () -> ticks.size() + " of " + most);
    // A sum of low and length is itself rounded.
    double rounding = 1e-6 * length + 4 * Math.ulp(Math.abs(low) + length);
    for (Ticks.Tick tick : ticks) {
      assertTrue(
          tick.value() >= low - rounding && tick.value() <= low + length + rounding,
          tick::toString);
    }
  }

  /** A mark alone says how late it is, but not how long anything takes. */
  @Test
  void ofDaysThereAreTwoMarksAtLeast() {
    Ticks days = Ticks.days(Locale.ENGLISH);
    assertEquals(
        List.of("Jan 2025", "Jul 2025"), labels(days, day(2024, 11, 2), day(2025, 12, 20), 2));
    assertEquals(1, labels(days, day(2024, 11, 2), day(2025, 12, 20), 1).size());
    assertEquals(
        List.of("Jul 2024", "Jul 2025"), labels(days, day(2024, 2, 2), day(2025, 12, 20), 2));
  }

  @Test
  void marksOfDaysBeginMonthsAndYears() {
    double low = day(2023, 1, 15);
    Ticks days = Ticks.days(Locale.ENGLISH);
    assertEquals(
        List.of("Feb 2023", "Mar 2023", "Apr 2023"), labels(days, low, day(2023, 4, 20), 4));
    assertEquals(List.of("2024", "2025", "2026"), labels(days, low, day(2026, 4, 20), 4));
    // 2023-01-16 was a Monday.
    assertEquals(List.of("16 Jan", "23 Jan", "30 Jan"), labels(days, low, day(2023, 2, 2), 4));
    assertEquals(
        List.of("janv. 2023", "juil. 2023"),
        labels(Ticks.days(Locale.FRENCH), day(2023, 1, 1), day(2023, 12, 1), 2));
    assertEquals(
        List.of("1900", "2000", "2100"), labels(days, day(1900, 1, 1), day(2199, 1, 1), 1));
  }

  /** Of a cone over a fine grid: all points of the contour lie on the circle. */
  @Test
  void contoursRunAtTheirHeight() {
    List<Double> axis = IntStream.rangeClosed(-50, 50).mapToObj(i -> i / 10.0).toList();
    List<List<Double>> cone =
        axis.stream().map(y -> axis.stream().map(x -> Math.hypot(x, y)).toList()).toList();
    Contours contours = new Contours(axis, axis, cone);
    List<Contours.Segment> circle = contours.at(3);
    assertTrue(circle.size() > 100);
    for (Contours.Segment s : circle) {
      assertEquals(3, Math.hypot(s.x1(), s.y1()), 2e-3);
      assertEquals(3, Math.hypot(s.x2(), s.y2()), 2e-3);
    }
    assertEquals(List.of(), contours.at(9));
  }

  /** Which corners of a saddle belong together is what the middle says. */
  @Test
  void aSaddleIsCutByItsMiddle() {
    List<Double> side = List.of(0.0, 1.0);
    Contours high = new Contours(side, side, List.of(List.of(3.0, 0.0), List.of(0.0, 3.0)));
    // The middle is above 1: each low corner is cut off, at two thirds of the way.
    assertEquals(
        List.of(
            new Contours.Segment(2 / 3.0, 0, 1, 1 / 3.0),
            new Contours.Segment(1 / 3.0, 1, 0, 2 / 3.0)),
        high.at(1).stream().map(DrawingPartsTest::rounded).toList());
    // At 2 it lies below: each high corner is.
    assertEquals(
        List.of(
            new Contours.Segment(1, 2 / 3.0, 2 / 3.0, 1),
            new Contours.Segment(0, 1 / 3.0, 1 / 3.0, 0)),
        high.at(2).stream().map(DrawingPartsTest::rounded).toList());
  }

  private static Contours.Segment rounded(Contours.Segment s) {
    return new Contours.Segment(third(s.x1()), third(s.y1()), third(s.x2()), third(s.y2()));
  }

  private static double third(double value) {
    return Math.rint(value * 3) / 3;
  }

  @Test
  void longLinesKeepTheirShape() {
    int n = 100_000;
    double[] x = IntStream.range(0, n).mapToDouble(i -> i).toArray();
    double[] y = new double[n];
    y[77_777] = 5;
    y[3] = -5;
    int[] kept = Thinning.of(x, y);
    assertTrue(kept.length <= 3300, kept.length + " points");
    assertEquals(0, kept[0]);
    assertEquals(n - 1, kept[kept.length - 1]);
    assertTrue(Arrays.binarySearch(kept, 77_777) >= 0, "the peak is gone");
    assertTrue(Arrays.binarySearch(kept, 3) >= 0, "the valley is gone");
    assertTrue(IntStream.range(1, kept.length).allMatch(i -> kept[i] > kept[i - 1]));
    assertArrayEquals(new int[] {0, 1, 2}, Thinning.of(new double[] {1, 2, 3}, new double[3]));
    double[] back = new double[n];
    assertEquals(n, Thinning.of(back, y).length, "no line from left to right");
  }

  private static String drawn(java.util.function.Consumer<SvgGraphics> drawing) {
    SvgElements elements = new SvgElements();
    SvgGraphics graphics = new SvgGraphics(elements);
    drawing.accept(graphics);
    return elements.document(100, 100, "en", "t", "d").replaceAll("(?s).*</desc>\n|</svg>\n$", "");
  }

  @Test
  void shapesBecomeElements() {
    assertEquals(
        "<rect x=\"1\" y=\"2.5\" width=\"3.25\" height=\"0.01\" fill=\"#0a0b0c\"/>\n",
        drawn(
            g -> {
              g.setPaint(new Color(10, 11, 12));
              g.fill(new Rectangle2D.Double(1, 2.5, 3.25, 0.011));
            }));
    assertEquals(
        "<circle cx=\"12\" cy=\"13\" r=\"2\" fill=\"#ffffff\" fill-opacity=\"0.2\"/>\n",
        drawn(
            g -> {
              g.translate(10, 10);
              g.setPaint(new Color(255, 255, 255, 51));
              g.fill(new Ellipse2D.Double(0, 1, 4, 4));
            }));
    assertEquals(
        "<line x1=\"0\" y1=\"0\" x2=\"-1.5\" y2=\"1\" fill=\"none\" stroke=\"#000000\""
            + " stroke-width=\"2\" stroke-dasharray=\"4 2\"><title>a &lt; b</title></line>\n",
        drawn(
            g -> {
              g.setPaint(Color.BLACK);
              g.setStroke(new BasicStroke(2, 0, 0, 10, new float[] {4, 2}, 0));
              g.setRenderingHint(SvgGraphics.MEANING, "a < b");
              g.draw(new Line2D.Double(0, 0, -1.5, 1));
            }));
  }

  @Test
  void whatReachesOverTheClipIsCutAndWhatLiesOutsideIsLeftOut() {
    Rectangle clip = new Rectangle(10, 10, 20, 20);
    assertEquals(
        """
        <svg x="10" y="10" width="20" height="20" viewBox="10 10 20 20">
        <rect x="5" y="15" width="10" height="10" fill="#000000"/>
        </svg>
        """,
        drawn(
            g -> {
              g.setPaint(Color.BLACK);
              g.setClip(clip);
              g.fill(new Rectangle(5, 15, 10, 10));
              g.fill(new Rectangle(50, 15, 10, 10));
            }));
    assertEquals(
        "<rect x=\"12\" y=\"15\" width=\"10\" height=\"10\" fill=\"#000000\"/>\n",
        drawn(
            g -> {
              g.setPaint(Color.BLACK);
              g.clip(clip);
              g.fill(new Rectangle(12, 15, 10, 10));
            }));
  }

  @Test
  void chartsHaveNeitherGradientsNorImages() {
    assertThrows(
        IllegalStateException.class,
        () ->
            drawn(
                g -> {
                  g.setPaint(new GradientPaint(0, 0, Color.BLACK, 1, 1, Color.WHITE));
                  g.fill(new Rectangle(1, 1, 2, 2));
                }));
    assertThrows(
        UnsupportedOperationException.class, () -> drawn(g -> g.copyArea(0, 0, 1, 1, 1, 1)));
  }

  @Test
  void textIsEscaped() {
    assertEquals(
        "&lt;a href=&quot;x&quot;&gt;&#39;&amp;\uFFFD\t",
        SvgElements.escaped("<a href=\"x\">'&\u0001\t"));
    assertEquals("\uFFFD\uFFFD😀", SvgElements.escaped("\uD800\uFFFF😀"));
  }

  @Test
  void numbersHaveTwoDecimalsAtMost() {
    assertEquals(
        List.of("0", "1", "-1.5", "0.01", "-0.05", "123456.79", "0"),
        Stream.of(0.0, 1.0, -1.5, 0.0149, -0.05, 123456.789, -0.001)
            .map(SvgElements::number)
            .toList());
  }

  @Test
  void significantDigits() {
    assertEquals("1,235", Numbers.significant(1234.56, 4, Locale.ENGLISH));
    assertEquals("0.001235", Numbers.significant(0.00123456, 4, Locale.ENGLISH));
    assertEquals("0", Numbers.significant(-0.0, 4, Locale.ENGLISH));
    assertEquals("12,300,000", Numbers.significant(12_304_567, 3, Locale.ENGLISH));
    assertEquals("0,5", Numbers.significant(0.5, 3, Locale.GERMAN));
  }

  /** Each word has a use and each use a word, in both languages with the same places. */
  @Test
  void theWordsAreComplete() throws IOException {
    Set<String> english = new TreeSet<>(Text.Words.of(Locale.ENGLISH).keySet());
    assertEquals(english, new TreeSet<>(Text.Words.of(Locale.FRENCH).keySet()));
    for (String key : english) {
      assertEquals(
          places(Text.Words.of(Locale.ENGLISH), key),
          places(Text.Words.of(Locale.FRENCH), key),
          key);
    }
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/org/clv4j/charts"))) {
      for (Path file : files.sorted().toList()) {
        sources.append(Files.readString(file));
      }
    }
    Pattern key =
        Pattern.compile("\"((?:title|axis|series|mark|note|cell|description)\\.[a-z-]+)\"");
    Set<String> used = new TreeSet<>();
    key.matcher(sources).results().forEach(match -> used.add(match.group(1)));
    Set<String> missing = new TreeSet<>(used);
    missing.removeAll(english);
    assertEquals(Set.of(), missing);
    Set<String> idle = new TreeSet<>(english);
    idle.removeAll(used);
    // Titles, units and measures are made of a name; so are some descriptions.
    idle.removeIf(
        word ->
            word.matches("(unit|unit-one|measure|concentration|length).*")
                || sources.indexOf("\"" + word.replaceFirst("^(title|description)\\.", "") + "\"")
                    >= 0);
    assertEquals(Set.of(), idle);
    assertNull(Text.Words.of(Locale.GERMAN).get("nothing"));
    assertThrows(IllegalStateException.class, () -> Text.of("nothing").in(Locale.ENGLISH));
  }

  private static Set<String> places(Map<String, String> words, String key) {
    Set<String> places = new TreeSet<>();
    Text.PLACE
        .matcher(Objects.requireNonNull(words.get(key)))
        .results()
        .forEach(match -> places.add(match.group(1)));
    return places;
  }

  /** 3 to 1, what WCAG 2 asks of graphics; 4.5 to 1 of words. */
  @Test
  void coloursStandOutFromTheBackground() {
    for (Theme theme : Theme.values()) {
      Palette palette = Palette.of(theme);
      for (Color colour : palette.groups()) {
        assertTrue(contrast(colour, palette.background()) >= 3, theme + " " + colour);
      }
      assertTrue(contrast(palette.text(), palette.background()) >= 4.5, theme.toString());
      assertTrue(contrast(palette.muted(), palette.background()) >= 4.5, theme.toString());
      double before = -2;
      for (int i = 0; i <= 100; i++) {
        Color ground = palette.scaled(i / 100.0);
        assertTrue(contrast(Palette.on(ground), ground) >= 4.5, theme + " " + ground);
        double light = Palette.luminance(ground) * (theme == Theme.DARK ? 1 : -1);
        assertTrue(light > before, "the scale turns at " + i);
        before = light;
      }
    }
  }

  /** Of neighbours in a chart; 20 in Lab is as far apart as two shades with names of their own. */
  @Test
  void coloursAreToldApartByTheColourBlind() {
    for (Theme theme : Theme.values()) {
      Palette palette = Palette.of(theme);
      List<Color> groups = palette.groups();
      for (ColourVision eye : ColourVision.values()) {
        for (int i = 0; i + 1 < groups.size(); i++) {
          assertApart(eye, groups.get(i), groups.get(i + 1));
        }
        // Parts of a stack, and what hangs below it.
        assertApart(eye, groups.get(0), groups.get(2));
        for (int i = 0; i < 3; i++) {
          assertApart(eye, groups.get(i), palette.muted());
        }
      }
    }
    double greenAndBlue =
        ColourVision.WITHOUT_BLUE.distance(new Color(0x0072B2), new Color(0x00785A));
    assertEquals(10.9, greenAndBlue, 0.05);
  }

  private static void assertApart(ColourVision eye, Color a, Color b) {
    double distance = eye.distance(a, b);
    assertTrue(distance >= 20, eye + ": " + a + " and " + b + " are " + distance + " apart");
  }

  private static double contrast(Color a, Color b) {
    double one = Palette.luminance(a) + 0.05;
    double other = Palette.luminance(b) + 0.05;
    return Math.max(one, other) / Math.min(one, other);
  }
}
