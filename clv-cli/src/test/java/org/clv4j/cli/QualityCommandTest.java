package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands tell of odd data. */
class QualityCommandTest {
  private static final String ORDERS =
      """
      customer,date,amount
      ann,2024-03-01,12.50
      guest,2024-03-01,3.00
      guest,2024-03-02,3.00
      <b>,2024-03-02,0
      bob,2024-03-02,x
      """;

  @TempDir Path dir = Path.of(".");

  private Path orders() throws IOException {
    return Files.writeString(dir.resolve("orders.csv"), ORDERS);
  }

  @Test
  void findingsAreToldAndWritten() throws IOException {
    Path json = dir.resolve("quality.json");
    Clv clv =
        Clv.run(
            "summarize", orders().toString(), "--on-bad-row", "skip", "--quality", json.toString());
    assertEquals(0, clv.status(), clv.err());
    assertTrue(
        clv.err()
            .contains(
                "data: placeholder-customer: 2 of 4 orders: orders are those of an id that is"
                    + " nobody's (guest); leave these orders out"),
        clv.err());
    assertFalse(clv.err().contains("data: bad-rows"), "they are listed anyway");
    String written = Files.readString(json);
    assertTrue(
        written.contains("\"finding\":\"bad-rows\",\"severity\":\"serious\",\"count\":1"), written);
    assertTrue(written.contains("\"finding\":\"zero-amounts\""), written);
    assertTrue(written.contains(":6 \\\"x\\\"\""), written);
  }

  @Test
  void quietTellsNothingButWritesATable() throws IOException {
    Path csv = dir.resolve("quality.csv");
    Clv clv =
        Clv.run(
            "rfm",
            orders().toString(),
            "--on-bad-row",
            "skip",
            "--quiet",
            "--quality",
            csv.toString());
    assertEquals(0, clv.status(), clv.err());
    assertFalse(clv.err().contains("data:"), clv.err());
    assertEquals(
        "finding,severity,count,of,unit,share,meaning,example,remedy",
        Files.readAllLines(csv).get(0));
  }

  @Test
  void ordersAfterTheAsOfDayAreInTheTableAndAreToldOnce() throws IOException {
    Path csv = dir.resolve("quality.csv");
    Clv clv =
        Clv.run(
            "summarize",
            orders().toString(),
            "--on-bad-row",
            "skip",
            "--as-of",
            "2024-03-01",
            "--quality",
            csv.toString());
    assertTrue(Files.readString(csv).contains("\nfuture-orders,"), Files.readString(csv));
    assertTrue(clv.err().contains("2 later left out"), clv.err());
    assertFalse(clv.err().contains("future-orders"), clv.err());
  }

  @Test
  void mergedOrdersAndUnusedColumnsAreInTheTable() throws IOException {
    String file =
        Files.writeString(
                dir.resolve("shop.csv"),
                """
                order_id,customer,date,amount,status
                1,ann,2024-03-01,12.50,paid
                1,ann,2024-03-01,12.50,paid
                2,bob,2024-03-01,3.00,cancelled
                """)
            .toString();
    Path csv = dir.resolve("quality.csv");
    Clv clv = Clv.run("summarize", file, "--quality", csv.toString());
    assertEquals(0, clv.status(), clv.err());
    String table = Files.readString(csv);
    assertTrue(table.contains("\nmerged-orders,info,1,3,orders,"), table);
    assertTrue(table.contains("\nrepeated-order-ids,warning,1,3,rows,"), table);
    assertTrue(table.contains("\nunused-order-columns,warning,1,5,columns,"), table);
    assertTrue(clv.err().contains("data: repeated-order-ids: 1 of 3 rows: "), clv.err());
    Clv shop = Clv.run("summarize", file, "--policy=basis=net", "--quality", csv.toString());
    assertTrue(Files.readString(csv).contains("\nduplicate-orders,info,1,3,"), shop.err());
  }

  @Test
  void aFolderThatIsMissingIsAnErrorAndNothingIsWritten() throws IOException {
    Path out = dir.resolve("customers.csv");
    Clv clv =
        Clv.run(
            "summarize",
            orders().toString(),
            "--on-bad-row",
            "skip",
            "--out",
            out.toString(),
            "--quality",
            dir.resolve("none/quality.csv").toString());
    assertEquals(1, clv.status());
    assertTrue(clv.err().contains("there is no such folder"), clv.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void thePageHasThem() throws IOException {
    Path out = dir.resolve("report");
    Clv clv =
        Clv.run("report", orders().toString(), "--on-bad-row", "skip", "--out", out.toString());
    assertEquals(0, clv.status(), clv.err());
    String page = Files.readString(out.resolve("report.html"));
    String section = page.substring(page.indexOf("<h3>What is odd about the data</h3>"));
    assertTrue(
        section.contains(">Generic or anonymous id</bdi></th><td class=\"text\">serious</td>"),
        section);
    assertTrue(section.contains("<td>2 orders</td><td>50.0%</td>"), section);
    assertFalse(section.contains("rows-read"), section);
    assertTrue(Files.readString(out.resolve("quality.csv")).contains("rows-read,info,5,5"));
  }
}
