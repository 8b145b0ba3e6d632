package org.clv4j.charts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.clv4j.io.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What holds for every chart. */
class AllChartsTest {
  private static final Map<String, Chart> CHARTS = Shop.charts();

  static Stream<String> names() {
    return CHARTS.keySet().stream();
  }

  private static Chart chart(String name) {
    return Objects.requireNonNull(CHARTS.get(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void itDrawsAndSaysWhatItIs(String name) {
    Chart chart = chart(name);
    Svg svg = Svg.of(chart);
    Element root = svg.root();
    assertEquals("img", root.getAttribute("role"));
    assertEquals("en", root.getAttribute("lang"));
    assertTrue(root.getAttribute("viewBox").startsWith("0 0 720 "), "the usual width");
    List<Element> titles = svg.all("title");
    assertEquals(root, titles.get(0).getParentNode());
    assertEquals(chart.title(), titles.get(0).getTextContent());
    assertEquals(chart.description(), svg.all("desc").get(0).getTextContent());
    assertTrue(String.join(" ", svg.texts()).contains(chart.title()), svg.texts().toString());
    assertTrue(titles.size() > 1, "no shape says what it means");
    assertFalse(chart.svg().contains(" id="), "an id may be there twice in a page");
    assertFalse(chart.svg().contains("NaN"), name);
    assertTrue(name.startsWith(chart.name()), chart.name());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameNumbersGiveTheSameBytes(String name) {
    Chart chart = chart(name);
    assertEquals(chart.svg(), chart.svg());
    assertArrayEquals(chart.png(), chart.png());
  }

  @ParameterizedTest
  @MethodSource("names")
  void darkIsDarkAndLightIsLight(String name) {
    Chart light = chart(name);
    Chart dark = light.withTheme(Theme.DARK);
    assertNotEquals(light.svg(), dark.svg());
    assertEquals("#ffffff", Svg.of(light).all("rect").get(0).getAttribute("fill"));
    assertEquals("#14191f", Svg.of(dark).all("rect").get(0).getAttribute("fill"));
    assertEquals(light.svg(), dark.withTheme(Theme.LIGHT).svg());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theImageHasTwoDotsToAPixelAndMoreThanOneColour(String name) throws IOException {
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(chart(name).withSize(500, 300).png()));
    assertEquals(1000, image.getWidth());
    assertEquals(600, image.getHeight());
    long colours =
        java.util.Arrays.stream(image.getRGB(0, 0, 1000, 600, null, 0, 1000)).distinct().count();
    assertTrue(colours > 10, colours + " colours");
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyCellOfTheTableCanBeWritten(String name) {
    Table table = chart(name).table();
    assertTrue(table.rows() > 0);
    for (int row = 0; row < table.rows(); row++) {
      for (int column = 0; column < table.names().size(); column++) {
        Object cell = table.cell(row, column);
        assertTrue(
            cell != null || List.of("to", "actual").contains(table.names().get(column)),
            table.names().get(column) + " in row " + row);
      }
    }
    assertTrue(
        table.names().stream().allMatch(column -> column.matches("[a-z_]+")),
        table.names().toString());
  }

  @ParameterizedTest
  @MethodSource("names")
  void frenchReadersReadFrench(String name) {
    Chart english = chart(name);
    Chart french = english.withLocale(Locale.FRANCE);
    assertNotEquals(english.description(), french.description());
    assertEquals("fr-FR", Svg.of(french).root().getAttribute("lang"));
    assertEquals(english.table().names(), french.table().names());
    // All others read English with their own numbers.
    assertEquals(english.title(), english.withLocale(Locale.GERMANY).title());
  }

  @ParameterizedTest
  @MethodSource("names")
  void itFitsIntoASmallBox(String name) {
    Svg svg = Svg.of(chart(name).withSize(320, 260));
    assertEquals("0 0 320 260", svg.root().getAttribute("viewBox"));
  }
}
