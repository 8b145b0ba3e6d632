package org.clv4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fullest page on paper: A4 with margins of 1 cm is 718 pixels wide. */
class ReportPaperTest {
  private static final int WIDTH = 718;

  @TempDir static Path dir;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    HtmlReport full = new SampleReport().full();
    for (String language : List.of("en", "fr")) {
      String page = SampleReport.page(full, Locale.forLanguageTag(language));
      Files.writeString(dir.resolve(language + ".html"), page);
    }
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void onScreenAgain() {
    browser.paper(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  void nothingIsWiderThanThePaper(String language) {
    browser.size(WIDTH, 1000);
    browser.paper(true);
    browser.open(dir.resolve(language + ".html"));
    assertEquals(
        List.of(),
        browser.run(
            "return Array.from(document.querySelectorAll('main *')).filter(e =>"
                + " e.offsetParent && !e.closest('.unseen')"
                + " && e.getBoundingClientRect().right > innerWidth + 1)"
                + ".map(e => e.tagName + ' ' + e.textContent.slice(0, 40))"));
    long wide = browser.number("return document.documentElement.scrollWidth");
    assertTrue(wide <= WIDTH, wide + " pixels");
    // Headings that are broken within a word cannot be read.
    assertEquals(
        List.of(),
        browser.run(
            "return Array.from(document.querySelectorAll('.tables thead th')).filter(th =>"
                + " th.scrollWidth > th.clientWidth).map(th => th.textContent)"));
  }

  /** What is too wide makes Chromium shrink all: the matrices of the first page tell. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  void thePaperHasTheSizeOfTheScreen(String language) {
    browser.size(1200, 900);
    browser.open(dir.resolve(language + ".html"));
    byte[] pdf = browser.pdf();
    List<Double> scales =
        Pattern.compile("(\\d*\\.\\d+) 0 0 -?\\1 \\S+ \\S+ cm")
            .matcher(firstDrawing(pdf))
            .results()
            .map(scale -> Double.valueOf(scale.group(1)))
            .limit(2)
            .toList();
    assertEquals(2, scales.size());
    // A pixel is 1/96 of an inch, a point 1/72.
    assertEquals(72.0 / 96, scales.get(0) * scales.get(1), 0.001);
    long pages =
        Pattern.compile("/Type /Page\\b")
            .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
            .results()
            .count();
    assertTrue(pages >= 8 && pages <= 18, pages + " pages");
  }

  /** The first stream of drawing commands that turns the page upside down. */
  private static String firstDrawing(byte[] pdf) {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    Matcher streams = Pattern.compile("stream\r?\n").matcher(text);
    while (streams.find()) {
      Inflater inflater = new Inflater();
      inflater.setInput(pdf, streams.end(), pdf.length - streams.end());
      byte[] some = new byte[4096];
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      try {
        plain.write(some, 0, inflater.inflate(some));
      } catch (DataFormatException e) {
        continue;
      } finally {
        inflater.end();
      }
      String drawn = plain.toString(StandardCharsets.ISO_8859_1);
      if (drawn.contains(" cm\n")) {
        return drawn;
      }
    }
    return "";
  }
}
