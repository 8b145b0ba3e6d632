package org.clv4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleOrdersTest {
  private static final Path BUNDLED = Path.of("..", "samples", "orders.csv");

  private static String sample = "";
  private static List<String[]> rows = List.of();

  @BeforeAll
  static void generate() throws IOException {
    StringBuilder out = new StringBuilder();
    SampleOrders.write(out);
    sample = out.toString();
    rows = sample.lines().skip(1).map(line -> line.split(",", -1)).toList();
  }

  @Test
  void bundledFileIsTheGeneratorsOutput() throws IOException {
    assertArrayEquals(sample.getBytes(StandardCharsets.US_ASCII), Files.readAllBytes(BUNDLED));
  }

  @Test
  void linesHaveTheirForm() {
    assertEquals(
        "order_id,customer_id,date,amount,currency", sample.lines().findFirst().orElseThrow());
    assertTrue(sample.endsWith("\n"));
    for (String[] row : rows) {
      assertTrue(
          String.join(",", row).matches("O\\d{6},C\\d{5},202[45]-\\d\\d-\\d\\d,\\d+\\.\\d\\d,EUR"),
          () -> String.join(",", row));
    }
  }

  @Test
  void rowsAreInTimeOrderOverBothYears() {
    List<String> dates = rows.stream().map(row -> row[2]).toList();
    assertEquals(dates.stream().sorted().toList(), dates);
    assertEquals("2024-01-01", dates.get(0));
    assertEquals("2025-12-31", dates.get(dates.size() - 1));
  }

  @Test
  void shopHasWhatReadersTripOver() {
    Set<String> customerDays = new HashSet<>();
    long sameDay = rows.stream().filter(row -> !customerDays.add(row[1] + row[2])).count();
    long free = rows.stream().filter(row -> row[3].equals("0.00")).count();
    Set<String> customers = new HashSet<>(rows.stream().map(row -> row[1]).toList());
    assertEquals(2000, customers.size());
    assertTrue(customers.contains("C00042"));
    assertTrue(sameDay > rows.size() / 50, () -> sameDay + " same-day repeats");
    assertTrue(free > 5, () -> free + " orders of 0");
  }
}
