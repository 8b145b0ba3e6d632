package org.clv4j.charts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.transaction.BgNbd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
  private static final BgNbd MODEL = new BgNbd(0.243, 4.414, 0.793, 2.426, PeriodUnit.WEEK);

  @TempDir Path dir = Path.of(".");

  private static Chart chart() {
    return Charts.pmf(MODEL, Shop.weeks(39), 5);
  }

  @Test
  void theSuffixSaysHowItIsSaved() throws IOException {
    chart().save(dir.resolve("a.svg"));
    assertEquals(chart().svg(), Files.readString(dir.resolve("a.svg")));
    chart().save(dir.resolve("b.PNG"));
    assertArrayEquals(chart().png(), Files.readAllBytes(dir.resolve("b.PNG")));
    for (String other : List.of("c.pdf", "svg", "d.svg.gz")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> chart().save(dir.resolve(other)));
      assertEquals("file must end in .svg or .png, but was \"" + other + "\"", e.getMessage());
    }
  }

  @Test
  void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
    assertThrows(
        NoSuchFileException.class, () -> chart().save(dir.resolve("missing").resolve("a.svg")));
    try (Stream<Path> files = Files.list(dir)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void withoutAScreenThereIsNoWindow() {
    assumeTrue(GraphicsEnvironment.isHeadless(), "this machine has a screen");
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> chart().show());
    assertTrue(String.valueOf(e.getMessage()).contains("save(path)"), e::toString);
  }

  @Test
  void aStyleIsPartOfANewChart() {
    Chart chart = chart();
    String before = chart.svg();
    Chart other =
        chart
            .withTheme(Theme.DARK)
            .withLocale(Locale.FRENCH)
            .withSize(300, 200)
            .withTitle("Achats <en> \"39\" semaines");
    assertEquals(before, chart.svg());
    assertEquals("Achats <en> \"39\" semaines", other.title());
    assertEquals("300", Svg.of(other).root().getAttribute("width"));
    assertTrue(Svg.of(other).texts().contains("Probabilité"));
    assertEquals("pmf: Number of purchases within 39 weeks (6 rows)", chart.toString());
    assertThrows(IllegalArgumentException.class, () -> chart.withSize(100, 300));
    assertThrows(IllegalArgumentException.class, () -> chart.withSize(300, 5000));
    assertThrows(IllegalArgumentException.class, () -> chart.withTitle(" "));
  }

  @Test
  void numbersAreWrittenAsTheLanguageDoes() {
    CustomerBase base =
        CustomerBase.of(
            OrderLog.builder(Currency.getInstance("EUR")).add("a", 0, 123_456_700).build());
    Chart chart = Charts.valueDistribution(base);
    assertTrue(Svg.of(chart).texts().stream().anyMatch(text -> text.contains("1,000,000")));
    assertTrue(
        Svg.of(chart.withLocale(Locale.GERMANY)).texts().stream()
            .anyMatch(text -> text.contains("1.000.000")));
  }

  /** Markup, quotes, characters that XML does not know, text that runs from right to left. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert('1')</script>",
        "\"><img src=x onerror=\"alert(1)\">&amp;",
        "]]><!-- {0} {1} \\$1",
        "مشتري",
        "\u202Eevil\u202C",
        "a\u0000b\nc\uFFFFd\uD800",
        "😀"
      })
  void idsAreTextWhateverTheyHold(String id) {
    OrderLogBuilder builder = OrderLog.builderWithoutAmounts();
    for (int day : new int[] {19_000, 19_030, 19_050}) {
      builder.add(id, day);
    }
    CustomerOrders orders = CustomerOrders.of(builder.build());
    Chart history = Charts.aliveHistory(MODEL, orders, id, java.time.LocalDate.ofEpochDay(19_060));
    Chart timing =
        Charts.timingPatterns(orders, java.time.LocalDate.ofEpochDay(19_060), 5).withSize(900, 400);
    assertEquals(id, timing.table().cell(0, 0));
    for (Chart chart : List.of(history, timing, history.withLocale(Locale.FRENCH))) {
      Svg svg = Svg.of(chart);
      for (String tag : List.of("script", "img", "foreignObject", "a", "style")) {
        assertEquals(0, svg.all(tag).size(), tag);
      }
      assertFalse(chart.svg().contains("\u202E"), "turns what follows");
      assertTrue(chart.png().length > 1000);
    }
    assertTrue(history.title().endsWith(Text.id(id, 40)), history.title());
    assertTrue(Svg.of(timing).texts().contains(Text.id(id, 16)), Svg.of(timing).texts()::toString);
  }

  @Test
  void whatIsNoCharacterToSeeIsReplacedAndWhatIsTooLongIsCut() {
    assertEquals("a\uFFFDb\uFFFDc\uFFFD", Text.id("a\u0000b\nc\u202E", 16));
    assertEquals("abc…", Text.id("abcdef", 4));
    assertEquals("abcd", Text.id("abcd", 4));
    assertEquals("😀😀…", Text.id("😀😀😀😀", 3));
  }
}
