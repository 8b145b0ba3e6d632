package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowsCsvTest {
  private static RowsCsv read(String text) throws IOException {
    return RowsCsv.read(
        new CsvSource(
            "x.csv", () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void columnsByName() throws IOException {
    RowsCsv rows = read("arm, value ,note\nb,1.5,\n\"a, or\",-2e3,x\n");
    assertEquals(2, rows.size());
    assertTrue(rows.has("note"));
    assertFalse(rows.has("pre_value"));
    assertEquals(List.of("b", "a, or"), rows.texts("arm"));
    assertArrayEquals(new double[] {1.5, -2000}, rows.numbers("value"));
  }

  @Test
  void whatIsWrongHasAPlace() throws IOException {
    RowsCsv rows = read("arm,value\nb,1\nb,NaN\n,x\n");
    assertFails("x.csv:3: value \"NaN\" is not a finite number", () -> rows.numbers("value"));
    assertFails("x.csv:4: arm \"\" must not be blank", () -> rows.texts("arm"));
    assertFails(
        "x.csv:1: there must be a column \"pre\", but there were [arm, value]",
        () -> rows.texts("pre"));
    RowsCsv twice = read("id\na\na\n");
    assertFails("x.csv:3: id \"a\" stands there twice", () -> twice.keys("id"));
    assertFails("the row has 1 fields, but the header has 2", () -> read("a,b\n1\n"));
    assertFails("must have a name of its own", () -> read("a,a\n1,2\n"));
    assertFails("there is no header", () -> read(""));
  }

  @Test
  void decimalsAreExactAndMayBeMissing() throws IOException {
    RowsCsv rows = read("product,price,rating\ntea,10.10,\nmilk,0.3,4.5\n");
    assertEquals(List.of(new BigDecimal("10.10"), new BigDecimal("0.3")), rows.decimals("price"));
    assertEquals(
        List.of(Optional.empty(), Optional.of(new BigDecimal("4.5"))),
        rows.optionalDecimals("rating"));
    assertEquals(List.of(Optional.empty(), Optional.empty()), rows.optionalDecimals("cost"));
    assertFails("x.csv:2: rating \"\" must not be blank", () -> rows.decimals("rating"));
    assertFails("there must be a column \"cost\"", () -> rows.decimals("cost"));
    RowsCsv wrong = read("price,cost\n1e999999999,dear\n");
    assertFails(
        "x.csv:2: price \"1e999999999\" is not a number of at most 100 digits",
        () -> wrong.decimals("price"));
    assertFails("x.csv:2: cost \"dear\" is not a number", () -> wrong.optionalDecimals("cost"));
  }

  private static void assertFails(String message, org.junit.jupiter.api.function.Executable run) {
    OrderCsvException error = assertThrows(OrderCsvException.class, run);
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
  }
}
