package org.clv4j.report;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium as the system has it; nothing is downloaded. */
final class Browser implements AutoCloseable {
  final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts a browser; without one tests are skipped, or fail under -Dclv.browser=required. */
  static Browser start() {
    Optional<Path> chromium = find("chromium", "chromium-browser", "google-chrome");
    Optional<Path> chromedriver = find("chromedriver");
    boolean found = chromium.isPresent() && chromedriver.isPresent();
    String missing = "no browser: chromium and chromedriver must be on the path";
    if ("required".equals(System.getProperty("clv.browser"))) {
      Assertions.assertTrue(found, missing);
    }
    Assumptions.assumeTrue(found, missing);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--force-prefers-reduced-motion");
    options.setCapability("goog:loggingPrefs", logs);
    File executable = chromedriver.orElseThrow().toFile();
    return new Browser(
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(executable).build(), options));
  }

  private static Optional<Path> find(String... names) {
    List<String> folders =
        Arrays.asList(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1));
    return Arrays.stream(names)
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** As it looks on paper, or as on the screen again. */
  void paper(boolean on) {
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", on ? "print" : ""));
  }

  void touch(boolean on) {
    driver.executeCdpCommand(
        "Emulation.setTouchEmulationEnabled", Map.of("enabled", on, "maxTouchPoints", 1));
  }

  /** Puts a finger on the middle of an element and lifts it. */
  void tap(String selector) {
    List<?> middle =
        (List<?>)
            run(
                "var e = document.querySelector(arguments[0]);"
                    + "e.scrollIntoView({block: 'nearest'}); var b = e.getBoundingClientRect();"
                    + "return [b.x + b.width / 2, b.y + b.height / 2]",
                selector);
    driver.executeCdpCommand(
        "Input.dispatchTouchEvent",
        Map.of(
            "type",
            "touchStart",
            "touchPoints",
            List.of(Map.of("x", middle.get(0), "y", middle.get(1)))));
    driver.executeCdpCommand(
        "Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
  }

  /** The page on A4, as many times as it takes. */
  byte[] pdf() {
    Object data =
        driver
            .executeCdpCommand(
                "Page.printToPDF",
                Map.of("paperWidth", 8.27, "paperHeight", 11.69, "preferCSSPageSize", true))
            .get("data");
    return Base64.getDecoder().decode(String.valueOf(data));
  }

  void open(Path file) {
    driver.get(file.toUri().toString());
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  long number(String script, Object... arguments) {
    return Math.round(((Number) run(script, arguments)).doubleValue());
  }

  /** What the console says, warnings too. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(Object::toString)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
