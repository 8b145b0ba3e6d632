package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The CDNOW figures of docs/metrics.md are those that the commands give. */
@Tag("reference-data")
class MetricsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final Path DATA =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));
  private static final Pattern METRIC = Pattern.compile("\\| `(\\w+)` \\| ([\\d.]+) \\|");
  private static final Pattern SEGMENT = Pattern.compile("\\| (\\w[\\w -]*\\w) \\| (\\d+) \\|");

  private static List<String[]> rows(String command) {
    assumeTrue(Files.isDirectory(DATA), "there are no reference data at " + DATA.toAbsolutePath());
    Clv clv =
        Clv.run(
            command,
            DATA.resolve("cdnow_sample.csv").toString(),
            "--customer",
            "sample_id",
            "--time",
            "date",
            "--amount",
            "dollar_value",
            "--as-of",
            "1998-06-30",
            "--quiet");
    assertEquals(0, clv.status(), clv.err());
    return clv.out().lines().map(line -> line.split(",", -1)).toList();
  }

  private static String section() throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(page.indexOf("## The CDNOW log"), page.indexOf("## Survival"));
  }

  @Test
  void healthIsWhatThePageSays() throws IOException {
    List<String[]> health = rows("health");
    List<MatchResult> promised = METRIC.matcher(section()).results().toList();
    assertTrue(promised.size() >= 14, "figures of health");
    for (MatchResult figure : promised) {
      String[] row =
          health.stream().filter(r -> r[0].equals(figure.group(1))).findFirst().orElseThrow();
      BigDecimal expected = new BigDecimal(figure.group(2));
      assertEquals(
          expected,
          new BigDecimal(row[3]).setScale(expected.scale(), RoundingMode.HALF_EVEN),
          figure.group(1));
    }
  }

  @Test
  void segmentsAreWhatThePageSays() throws IOException {
    List<String> labels = rows("segments").stream().map(row -> row[1]).toList();
    List<MatchResult> promised = SEGMENT.matcher(section()).results().toList();
    assertEquals(6, promised.size());
    for (MatchResult figure : promised) {
      long customers = labels.stream().filter(figure.group(1)::equals).count();
      assertEquals(Long.parseLong(figure.group(2)), customers, figure.group(1));
    }
  }

  @Test
  void cohortsAndRetentionAreWhatThePageSays() throws IOException {
    List<String> found = new ArrayList<>();
    for (String[] row : rows("retention")) {
      if (row[0].equals("survival_to_second_order") && Integer.parseInt(row[2]) <= 365) {
        found.add(0, new BigDecimal(row[5]).setScale(4, RoundingMode.HALF_EVEN).toString());
      }
      if (row[0].equals("period_retention") && row[2].equals("1998-06-01")) {
        found.add(row[4] + " of " + row[3]);
      }
    }
    assertTrue(section().contains("stands at " + found.get(0)), found.get(0));
    assertTrue(section().contains(found.get(found.size() - 1)), found.get(found.size() - 1));
    String[] january =
        rows("cohorts").stream()
            .filter(row -> row[0].equals("1997-01-01") && row[2].equals("1"))
            .findFirst()
            .orElseThrow();
    assertTrue(section().contains("124 of " + january[1]), january[1]);
    assertEquals(124.0 / 781, Double.parseDouble(january[3]), 1e-15);
  }
}
