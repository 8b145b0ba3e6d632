package org.clv4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** What the charts of the page tell who points at them, on every width. */
class ReportMarksTest {
  @TempDir static Path dir;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    browser.open(
        Files.writeString(dir.resolve("report.html"), new SampleReport().page(Locale.ENGLISH)));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static WebElement plot(String chart) {
    return browser.driver.findElement(By.cssSelector("#chart-" + chart + " .plot"));
  }

  private static String tip() {
    WebElement tip = browser.driver.findElement(By.id("tip"));
    return tip.isDisplayed() ? tip.getText() : "";
  }

  /** The marks of the drawing that is seen, after the script has read their titles. */
  private static List<String> told(String chart) {
    new Actions(browser.driver).moveToElement(plot(chart)).perform();
    Object marks =
        browser.run(
            "return Array.from(document.querySelectorAll('#chart-' + arguments[0]"
                + " + ' [data-meaning]')).filter(m => m.getClientRects().length)"
                + ".map(m => m.getAttribute('data-meaning')).join('\\n')",
            chart);
    return String.valueOf(marks).lines().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 800, 1440})
  void everyChartTellsFiguresOnEveryWidth(int width) {
    browser.size(width, 900);
    for (WebElement figure : browser.driver.findElements(By.tagName("figure"))) {
      String chart = String.valueOf(figure.getAttribute("id")).substring("chart-".length());
      List<String> told = told(chart);
      assertTrue(told.size() >= 3, chart + ": " + told);
      for (String text : told) {
        assertTrue(text.matches(".*\\d.*"), chart + " tells \"" + text + "\"");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "whale-curve, Customers: ",
    "lorenz-curve, Customers: ",
    "tracking, Expected by the model: ",
    "tracking-weekly, Actual: "
  })
  void linesTellTheirValuesByMouseAndByKeys(String chart, String begin) {
    browser.size(1440, 900);
    List<String> told = told(chart).stream().filter(text -> text.startsWith(begin)).toList();
    assertTrue(told.size() >= 20, chart + ": " + told);
    WebElement mark =
        plot(chart).findElements(By.cssSelector("[data-meaning^=\"" + begin + "\"]")).stream()
            .filter(WebElement::isDisplayed)
            .skip(10)
            .findFirst()
            .orElseThrow();
    new Actions(browser.driver).moveToElement(mark).perform();
    assertTrue(tip().matches("(Customers|Actual|Expected by the model|All alike): .*\\d.*"), tip());
    browser.run("arguments[0].focus()", plot(chart));
    new Actions(browser.driver).sendKeys(Keys.END).perform();
    assertTrue(tip().matches(".*: .*\\d.*"), tip());
    new Actions(browser.driver).sendKeys(Keys.ESCAPE).perform();
  }

  /** Neither blank cells without a scale nor a drawing that is stretched by more than a tenth. */
  @Test
  void cohortsCanBeReadOnATablet() {
    browser.size(800, 900);
    for (String chart : List.of("cohort-retention", "cohort-value")) {
      long drawn =
          browser.number(
              "var s = Array.from(document.querySelectorAll('#chart-' + arguments[0]"
                  + " + ' .plot > div > svg')).find(s => s.getClientRects().length);"
                  + "return 100 * s.getBoundingClientRect().width / s.viewBox.baseVal.width",
              chart);
      assertEquals(100.0, (double) drawn, 10, chart);
    }
  }
}
