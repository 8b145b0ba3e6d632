package org.clv4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page as a reader has it: in a browser, by mouse, keys and screen reader. */
class ReportBrowserTest {
  @TempDir static Path dir;
  private static Browser browser;
  private static Path english;
  private static Path french;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    browser.driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    SampleReport sample = new SampleReport();
    english = Files.writeString(dir.resolve("report.html"), sample.page(Locale.ENGLISH));
    french = Files.writeString(dir.resolve("rapport.html"), sample.page(Locale.FRENCH));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void asItComes() {
    browser.scheme("light");
    browser.size(1440, 900);
    browser.open(english);
  }

  private static WebElement find(String selector) {
    return browser.driver.findElement(By.cssSelector(selector));
  }

  private static Actions actions() {
    return new Actions(browser.driver);
  }

  private static String tip() {
    WebElement tip = find("#tip");
    return tip.isDisplayed() ? tip.getText() : "";
  }

  @Test
  void theConsoleIsSilent() {
    browser.console();
    browser.open(english);
    browser.open(french);
    assertEquals(List.of(), browser.console());
    assertTrue(
        String.valueOf(browser.run("return location.href")).startsWith("file:"), "from a file");
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 820, 1440})
  void everyChartDrawsOneDrawing(int width) {
    browser.size(width, 900);
    List<WebElement> figures = browser.driver.findElements(By.tagName("figure"));
    assertEquals(18, figures.size());
    for (WebElement figure : figures) {
      String id = figure.getAttribute("id");
      List<WebElement> seen =
          figure.findElements(By.cssSelector(".plot > div > svg")).stream()
              .filter(WebElement::isDisplayed)
              .toList();
      assertEquals(1, seen.size(), id);
      assertTrue(seen.get(0).getSize().getWidth() > 0.5 * figure.getSize().getWidth(), id);
      assertTrue(seen.get(0).getSize().getHeight() > 200, id);
      assertTrue(figure.getSize().getWidth() <= width, id);
      // Data, that is shapes that say what they mean, of a size to be seen and inside the drawing.
      long marks =
          browser.number(
              "var box = arguments[0].getBoundingClientRect();"
                  + "return Array.from(arguments[0].querySelectorAll('title')).filter(t => {"
                  + "  var b = t.parentNode.getBoundingClientRect();"
                  + "  return b.width + b.height > 1 && b.left >= box.left - 1"
                  + "    && b.right <= box.right + 1; }).length",
              seen.get(0));
      assertTrue(marks >= 1, id);
      assertTrue(
          browser.number("return arguments[0].querySelectorAll('text').length", seen.get(0)) > 4,
          id);
    }
  }

  @Test
  void definitionsShowByMouseAndByKeys() {
    WebElement term = find("#figures .term");
    WebElement meaning = find("#figures .meaning");
    assertFalse(meaning.isDisplayed());
    actions().moveToElement(term).perform();
    assertTrue(meaning.isDisplayed());
    assertEquals("Customers with at least one order by then.", meaning.getText());
    actions().moveToElement(find("h1")).perform();
    assertFalse(meaning.isDisplayed());
    // From the top: the skip link, the contents, the first figure.
    browser.open(english);
    WebElement again = find("#figures .term");
    for (int tabs = 0; tabs < 40 && !again.equals(active()); tabs++) {
      actions().sendKeys(Keys.TAB).perform();
    }
    assertEquals(again, active());
    assertTrue(find("#figures .meaning").isDisplayed());
    actions().sendKeys(Keys.ESCAPE).perform();
    assertFalse(find("#figures .meaning").isDisplayed());
  }

  private static WebElement active() {
    return browser.driver.switchTo().activeElement();
  }

  @Test
  void pointsOfChartsSayWhatTheyAreByMouseAndByKeys() {
    WebElement plot = find("#chart-frequency-fit .plot");
    actions().moveToElement(plot).perform();
    WebElement bar = plot.findElement(By.cssSelector(".on-wide [data-meaning]"));
    actions().moveToElement(bar).perform();
    assertEquals(bar.getAttribute("data-meaning"), tip());
    assertTrue(tip().startsWith("Actual: "), tip());
    actions().moveToElement(find("#forecast h2")).perform();
    assertEquals("", tip());

    browser.run("arguments[0].focus()", plot);
    actions().sendKeys(Keys.ARROW_RIGHT).perform();
    String first = tip();
    assertTrue(first.startsWith("Actual: "), first);
    actions().sendKeys(Keys.ARROW_RIGHT).perform();
    assertNotEquals(first, tip());
    actions().sendKeys(Keys.ARROW_LEFT).perform();
    assertEquals(first, tip());
    actions().sendKeys(Keys.END).perform();
    assertTrue(tip().startsWith("Expected by the model: "), tip());
    actions().sendKeys(Keys.ESCAPE).perform();
    assertEquals("", tip());
  }

  /** A cell of scores (r, f) and the one a row below it. */
  @Test
  void arrowKeysWalkHeatMapsInTwoDirections() {
    WebElement plot = find("#chart-rfm-grid .plot");
    browser.run("arguments[0].focus()", plot);
    actions().sendKeys(Keys.HOME).perform();
    String corner = tip();
    actions().sendKeys(Keys.ARROW_UP).perform();
    assertEquals(corner, tip(), "there is no row above the first");
    assertTrue(corner.startsWith("r 5, f 1:"), corner);
    actions().sendKeys(Keys.ARROW_DOWN).perform();
    assertTrue(tip().startsWith("r 4, f 1:"), tip());
    actions().sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_DOWN).perform();
    assertTrue(tip().startsWith("r 3, f 2:"), tip());
    actions().sendKeys(Keys.ARROW_UP, Keys.ARROW_UP, Keys.ARROW_LEFT).perform();
    assertEquals(corner, tip());
    // Where nothing stands in rows, down is on and up is back.
    browser.run("arguments[0].focus()", find("#chart-retention-curve .plot"));
    actions().sendKeys(Keys.HOME).perform();
    String first = tip();
    actions().sendKeys(Keys.ARROW_DOWN).perform();
    assertNotEquals(first, tip());
    actions().sendKeys(Keys.ARROW_UP).perform();
    assertEquals(first, tip());
  }

  @Test
  void aTapOnAPointSaysWhatItIsUntilOneElsewhere() {
    browser.size(390, 844);
    browser.touch(true);
    try {
      WebElement plot = find("#chart-frequency-fit .plot");
      browser.run("arguments[0].scrollIntoView({block: 'center'})", plot);
      String bar =
          "#chart-frequency-fit .on-narrow rect:has(title), "
              + "#chart-frequency-fit .on-narrow [data-meaning]";
      browser.tap(bar);
      assertTrue(tip().startsWith("Actual: "), tip());
      browser.tap("#chart-frequency-fit summary");
      assertEquals("", tip());
      browser.tap("#figures .term");
      assertTrue(find("#figures .meaning").isDisplayed());
    } finally {
      browser.touch(false);
    }
  }

  @Test
  void everyChartHasItsTableByMouseAndByKeys() {
    List<WebElement> figures = browser.driver.findElements(By.tagName("figure"));
    boolean mouse = true;
    for (WebElement figure : figures) {
      WebElement table = figure.findElement(By.tagName("table"));
      WebElement summary = figure.findElement(By.tagName("summary"));
      assertFalse(table.isDisplayed());
      if (mouse) {
        summary.click();
      } else {
        browser.run("arguments[0].focus()", summary);
        actions().sendKeys(Keys.ENTER).perform();
      }
      assertTrue(table.isDisplayed(), figure.getAttribute("id"));
      assertTrue(table.findElements(By.cssSelector("tbody tr")).size() > 0);
      mouse = !mouse;
    }
    WebElement link = find("#chart-rfm-grid a[download]");
    assertEquals("rfm-grid.csv", link.getDomAttribute("href"));
  }

  @Test
  void frenchReadersReadFrench() {
    browser.open(french);
    assertEquals("fr", find("html").getDomAttribute("lang"));
    String page = String.valueOf(browser.run("return document.body.innerText"));
    for (String term :
        List.of(
            "Valeur vie client",
            "Panier moyen",
            "Taux de réachat",
            "Taux d’attrition",
            "Taux de rétention",
            "Chiffre d’affaires",
            "Coût d’acquisition")) {
      assertTrue(page.contains(term), term);
    }
    // 2023-01-02 and 104 weeks are 2024-12-30.
    assertTrue(page.contains("30 déc. 2024"), page.substring(0, 200));
    assertTrue(page.matches("(?s).*\\d\\u202F\\d{3},\\d{2}\\u00A0€.*"), "amounts");
    String drawn = String.valueOf(browser.run("return document.body.textContent"));
    assertTrue(drawn.contains("Réachats"), "charts too");
    assertFalse(drawn.contains("Repeat orders"), "no English chart");
  }

  @Test
  void darkIsDark() {
    String colour = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]";
    Object paper = browser.run(colour, "body", "backgroundColor");
    Object card = browser.run(colour, "figure", "backgroundColor");
    Object bar = browser.run(colour, "#chart-frequency-fit rect:has(title)", "fill");
    assertEquals("rgb(255, 255, 255)", card);
    browser.scheme("dark");
    assertNotEquals(paper, browser.run(colour, "body", "backgroundColor"));
    assertEquals("rgb(20, 25, 31)", browser.run(colour, "figure", "backgroundColor"));
    // The ground of the drawing is that of the card.
    assertEquals("rgb(20, 25, 31)", browser.run(colour, "figure svg rect", "fill"));
    assertNotEquals(bar, browser.run(colour, "#chart-frequency-fit rect:has(title)", "fill"));
  }

  @ParameterizedTest
  @CsvSource({"320, en", "360, en", "360, fr", "820, en", "1440, fr", "2560, en"})
  void nothingIsWiderThanTheScreen(int width, String language) {
    browser.size(width, 800);
    browser.open(language.equals("fr") ? french : english);
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    assertEquals(width, browser.number("return window.innerWidth"));
    long wide = browser.number("return document.documentElement.scrollWidth");
    assertTrue(wide <= width, wide + " pixels");
  }

  @Test
  void hostileIdsAreText() {
    String cells =
        String.valueOf(
            browser.run(
                "return Array.from(document.querySelectorAll('tbody bdi'))"
                    + ".map(b => b.textContent).join('\\n')"));
    for (String id : SampleReport.HOSTILE) {
      assertTrue(cells.contains(id), id);
    }
    assertNull(browser.run("return window.hacked"));
    assertEquals(1, browser.driver.findElements(By.tagName("script")).size());
    assertEquals(0, browser.driver.findElements(By.tagName("img")).size());
    // A text that turns its direction does not turn what stands beside it.
    assertEquals(
        "isolate",
        browser.run("return getComputedStyle(document.querySelector('tbody bdi')).unicodeBidi"));
  }

  @Test
  void noOtherScriptRuns() {
    browser.run(
        "var s = document.createElement('script'); s.textContent = 'hacked = 2';"
            + "document.body.append(s)");
    assertNull(browser.run("return window.hacked"));
    browser.console();
  }

  /** Contrast, names, roles, order of headings, keyboard: what axe can tell. */
  @ParameterizedTest
  @CsvSource({"1440, light, en", "1440, dark, fr", "360, light, fr", "360, dark, en"})
  void axeFindsNothingSerious(int width, String scheme, String language) throws IOException {
    browser.size(width, 900);
    browser.scheme(scheme);
    browser.open(language.equals("fr") ? french : english);
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    try (InputStream in =
        Objects.requireNonNull(
            ReportBrowserTest.class.getResourceAsStream("/axe.min.js"), "axe is missing")) {
      browser.run(new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; window.axe = axe;");
    }
    Object found =
        browser.driver.executeAsyncScript(
            "var done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations']}).then("
                + "r => done(r.passes.length + ' passes\\n' + r.violations"
                + "  .filter(v => v.impact === 'serious' || v.impact === 'critical')"
                + "  .map(v => v.id + ': ' + v.nodes.length + ' times, ' + v.nodes[0].html + ' '"
                + "    + v.nodes[0].failureSummary).join('\\n')),"
                + "e => done('axe failed: ' + e));");
    String[] lines = String.valueOf(found).split("\n", 2);
    assertTrue(lines[0].matches("[1-9]\\d+ passes"), lines[0]);
    assertEquals("", lines[1]);
  }
}
