package org.clv4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.OutputType;

/**
 * Takes the pictures of the README; {@code clv-report/screenshots.sh} runs it, nothing else does.
 * The pages lie in the folder {@code clv.screenshots}.
 */
class Screenshots {
  private static final Path IMAGES = Path.of("../docs/images");

  @Test
  void ofThePage() throws IOException {
    Path pages =
        Path.of(Objects.requireNonNull(System.getProperty("clv.screenshots"))).toAbsolutePath();
    try (Browser browser = Browser.start()) {
      browser.size(1280, 1000);
      browser.scheme("light");
      browser.open(pages.resolve("en/report.html"));
      save(browser, "report-en.png");
      browser.size(390, 800);
      browser.scheme("dark");
      browser.open(pages.resolve("fr/report.html"));
      browser.run("document.getElementById('figures').scrollIntoView()");
      save(browser, "report-fr-phone.png");
      assertEquals(List.of(), browser.console());
    }
  }

  private static void save(Browser browser, String name) throws IOException {
    Files.write(IMAGES.resolve(name), browser.driver.getScreenshotAs(OutputType.BYTES));
  }
}
