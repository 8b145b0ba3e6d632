package org.clv4j.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * How large the page {@code clv.page} is and how long a browser takes to open it; {@code
 * clv-benchmarks/report.sh} runs it, nothing else does, for the time depends on what else the
 * machine does.
 */
class PageTime {
  private static final int MOST_BYTES = 5_000_000;
  private static final long MOST_MILLIS = 2_000;
  private static final int TURNS = 5;

  @Test
  void ofThePage() throws IOException {
    Path page = Path.of(Objects.requireNonNull(System.getProperty("clv.page"))).toAbsolutePath();
    long[] millis = new long[TURNS];
    try (Browser browser = Browser.start()) {
      browser.size(1440, 900);
      for (int turn = 0; turn < TURNS; turn++) {
        browser.open(page);
        millis[turn] =
            browser.number("return performance.getEntriesByType('navigation')[0].domComplete");
      }
    }
    Arrays.sort(millis);
    long median = millis[TURNS / 2];
    System.out.println(
        "page: "
            + Files.size(page)
            + " bytes, open after "
            + median
            + " ms ("
            + millis[0]
            + " to "
            + millis[TURNS - 1]
            + ")");
    assertTrue(Files.size(page) < MOST_BYTES, "bytes");
    assertTrue(median > 0 && median < MOST_MILLIS, "milliseconds");
  }
}
