package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Map;
import org.clv4j.core.order.CustomerAliases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasCsvTest {
  private static CustomerAliases read(String content) throws IOException {
    return AliasCsv.read(
        new org.clv4j.io.CsvSource("aliases.csv", CsvFiles.source(content).opener()));
  }

  @Test
  void columnsAreFoundByTheirNames() throws IOException {
    assertEquals(
        CustomerAliases.of(Map.of("g1", "ann", "g2", "g1")),
        read(
            "since,account_id,customer_id\n2024,ann, g1\n2024,g1,g2\n2024,ann,ann\n2024,ann,g1\n"));
    assertEquals(CustomerAliases.NONE, read("customer_id,account_id\n"));
  }

  /** Of exports addresses are customers in lower case, other ids as they stand. */
  @Test
  void addressesOfExportsAreInLowerCase() throws IOException {
    org.clv4j.io.CsvSource file =
        new org.clv4j.io.CsvSource(
            "aliases.csv",
            CsvFiles.source(
                    "customer_id,account_id\nGuest@Example.com,Cus_1\nCus_1,ANN@example.com\n")
                .opener());
    assertEquals(
        CustomerAliases.of(Map.of("guest@example.com", "Cus_1", "Cus_1", "ann@example.com")),
        AliasCsv.readForExports(file));
    assertEquals("Cus_1", AliasCsv.read(file).links().get("Guest@Example.com"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | aliases.csv:1: the file is empty",
        "'guest,account' | aliases.csv:1: \"[guest, account]\" must have the columns [customer_id,"
            + " account_id] once",
        "'customer_id,account_id,account_id' | aliases.csv:1: \"[customer_id, account_id,"
            + " account_id]\" must have the columns [customer_id, account_id] once",
        "'customer_id,account_id#g1' | aliases.csv:2: the row has 1 fields, but the header has 2",
        "'customer_id,account_id#g1,' | aliases.csv:2: account_id \"\" must not be empty",
        "'customer_id,account_id# ,ann' | aliases.csv:2: customer_id \"\" must not be empty",
        "'customer_id,account_id#g1,ann#g1,bob' | aliases.csv:3: account_id \"bob\" must be one"
            + " account of customer g1, which belongs to ann by line 2",
        "'customer_id,account_id#ann,ann#ann,bob' | aliases.csv:3: account_id \"bob\" must be one"
            + " account of customer ann, which belongs to ann by line 2",
        "'customer_id,account_id#guest,a#a,b#b,guest' | aliases.csv: aliases must not be circular,"
            + " but are a -> b -> guest -> a",
        "'customer_id,account_id#\"guest,a' | aliases.csv:1: after this line, the file is no CSV: "
            + "Unclosed quoted field",
      })
  void badFilesAreNamedWithTheirPlace(String content, String message) {
    String lines = content.replace('#', '\n');
    String found =
        String.valueOf(assertThrows(OrderCsvException.class, () -> read(lines)).getMessage());
    assertEquals(message, found.substring(0, Math.min(found.length(), message.length())));
  }
}
