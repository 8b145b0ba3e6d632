package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.core.order.OrderLog;
import org.junit.jupiter.api.Test;

class CustomerColumnCsvTest {
  private static final CustomerIds IDS =
      OrderLog.builderWithoutAmounts()
          .add("anna", 19_000)
          .add("bob", 19_000)
          .add("carl", 19_000)
          .build()
          .customers();

  private static Map<String, double[]> read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return CustomerColumnCsv.read(
        new CsvSource("c.csv", () -> new ByteArrayInputStream(bytes)), IDS);
  }

  private static String error(String text) {
    return String.valueOf(assertThrows(OrderCsvException.class, () -> read(text)).getMessage());
  }

  @Test
  void numbersStandInTheOrderOfTheIds() throws IOException {
    Map<String, double[]> columns = read("id, clv ,alive\ncarl,3.5,\neve,1,1\nanna,-1e2,0.5\n");
    assertEquals(List.of("clv", "alive"), List.copyOf(columns.keySet()));
    assertArrayEquals(new double[] {-100, Double.NaN, 3.5}, columns.get("clv"));
    assertArrayEquals(new double[] {0.5, Double.NaN, Double.NaN}, columns.get("alive"));
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    assertEquals("c.csv:1: there is no column besides the customer's", error("id\n"));
    assertEquals("c.csv:1: there is no column besides the customer's", error(""));
    assertEquals("c.csv:2: clv \"much\" is not a number", error("id,clv\nanna,much\n"));
    assertEquals("c.csv:2: clv \"NaN\" is not a finite number", error("id,clv\nanna,NaN\n"));
    assertEquals("c.csv:3: id \"anna\" stands there twice", error("id,clv\nanna,1\nanna,1\n"));
    assertEquals("c.csv:2: the row has 1 fields, but the header has 2", error("id,clv\nanna\n"));
    assertEquals("c.csv:1: clv must have a name of its own", error("id,clv,clv\nanna,1,1\n"));
  }
}
