package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The CDNOW sample, whose summary is published with two decimals. */
@Tag("reference-data")
class CdnowTest {
  private static final Path DATA =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));

  @BeforeEach
  void needsTheData() {
    assumeTrue(Files.isDirectory(DATA), "there are no reference data at " + DATA.toAbsolutePath());
  }

  private static List<String[]> rows(String csv) {
    return csv.lines().skip(1).map(line -> line.split(",", -1)).toList();
  }

  @Test
  void allRowsEqualThePublishedSummary() throws IOException {
    Clv clv =
        Clv.run(
            "summarize",
            DATA.resolve("cdnow_sample.csv").toString(),
            "--customer=sample_id",
            "--time=date",
            "--amount=dollar_value",
            "--as-of=1997-09-30");
    assertEquals(0, clv.status(), clv.err());
    assertTrue(
        clv.out()
            .startsWith(
                "customer_id,first_order,last_order,orders,frequency,recency,age,total_spend,"
                    + "mean_order_value,mean_repeat_spend,time_since_last_order\n"));
    List<String[]> ours = rows(clv.out());
    List<String[]> published = rows(Files.readString(DATA.resolve("cdnow_summary_rounded.csv")));
    assertEquals(2357, ours.size());
    assertEquals(2457, ours.stream().mapToInt(row -> Integer.parseInt(row[4])).sum());
    assertEquals(946, ours.stream().filter(row -> !row[4].equals("0")).count());
    for (int i = 0; i < ours.size(); i++) {
      String[] row = ours.get(i);
      String[] expected = published.get(i);
      assertEquals(Integer.parseInt(expected[0]), Integer.parseInt(row[0]));
      assertEquals(expected[1], row[4]);
      assertRounded(expected[2], row[5]);
      assertRounded(expected[3], row[6]);
      if (row[4].equals("0")) {
        assertEquals("0.00", expected[4]);
        assertEquals("", row[9]);
      } else {
        assertRounded(expected[4], row[9]);
      }
    }
  }

  /** Half a unit of the last printed digit, and the error of a binary fraction. */
  private static void assertRounded(String published, String ours) {
    assertEquals(Double.parseDouble(published), Double.parseDouble(ours), 0.005 + 1e-9);
  }

  @Test
  void aLogWithoutAmountsIsSummarizedAndScored() {
    String grocery = DATA.resolve("grocery.csv").toString();
    Clv summary = Clv.run("summarize", grocery, "--as-of=2006-12-31");
    assertEquals(0, summary.status(), summary.err());
    assertEquals("", rows(summary.out()).get(0)[7]);
    Clv rfm = Clv.run("rfm", grocery);
    assertEquals(0, rfm.status(), rfm.err());
    assertEquals(1525, rows(rfm.out()).size());
  }

  @Test
  void namesThatAreNotUsualAreAskedFor() {
    String apparel = DATA.resolve("apparel.csv").toString();
    Clv refused = Clv.run("summarize", apparel);
    assertEquals(1, refused.status());
    assertTrue(refused.err().contains("name it with --customer"), refused.err());
    Clv clv = Clv.run("summarize", apparel, "--customer=Id", "--as-of=2006-12-31");
    assertEquals(600, rows(clv.out()).size());
  }
}
