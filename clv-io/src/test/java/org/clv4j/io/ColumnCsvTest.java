package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.clv4j.models.covariate.Covariates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@link NumberCsv} and {@link CovariateCsv}: files that are read by the names of their columns.
 */
class ColumnCsvTest {
  private static org.clv4j.io.CsvSource file(String text) {
    return new org.clv4j.io.CsvSource(
        "file.csv", () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static NumberCsv numbers(String text) throws IOException {
    return NumberCsv.read(file(text), List.of("tenure", "churned", "weight"));
  }

  @Test
  void numbersAreReadByName() throws IOException {
    NumberCsv csv = numbers("customer_id,churned,other,tenure\na,true,x,1\nb,false,y,2.5\n");
    assertTrue(csv.has("tenure"));
    assertFalse(csv.has("weight"));
    assertArrayEquals(new double[] {1, 2.5}, csv.numbers("tenure"));
    assertArrayEquals(new int[] {1, 0}, csv.wholeNumbers("churned"));
    assertEquals("b", csv.id(1));
    assertEquals("2", numbers("tenure\n1\n2\n").id(1));
    assertEquals(
        "tenure of row 2 must be a whole number, but was 2.5",
        assertThrows(IllegalArgumentException.class, () -> csv.wholeNumbers("tenure"))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> csv.numbers("weight"));
    assertThrows(OrderCsvException.class, () -> numbers("tenure\nx\n"));
    assertThrows(OrderCsvException.class, () -> numbers("tenure\n1e999\n"));
    assertThrows(OrderCsvException.class, () -> numbers("tenure\n\"1\n"));
  }

  @Test
  void covariatesAreNumbersOrCategories() throws IOException {
    Covariates known =
        CovariateCsv.read(
            file("id,age,channel,zip\na,31,web,1000\nb,42.5,shop,2000\nc,50,web,1000\n"),
            Map.of("zip", "1000"));
    assertEquals(List.of("a", "b", "c"), known.customers());
    assertEquals(List.of("age", "channel", "zip"), known.names().stream().sorted().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id,age             | there is no customer
          id,age;a,1;a,2     | stands in line 2 too
          id,age;a,1;b       | has 1 fields, but the header has 2
          id,age;a,1;b,      | must not be blank
          id,age,age;a,1,2   | must have a name of its own
          id,age;a,1;b,x     | age
          id,age;a,1;b,NaN   | age
          id,age;a,1;"b,2    | after this line
          """)
  void brokenCovariatesAreNamed(String lines, String message) {
    Exception e =
        assertThrows(
            OrderCsvException.class,
            () -> CovariateCsv.read(file(lines.replace(';', '\n') + "\n"), Map.of()));
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
  }

  @Test
  void aCategoryMustBeAColumn() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> CovariateCsv.read(file("id,age\na,1\n"), Map.of("zip", "1000")));
    assertTrue(String.valueOf(e.getMessage()).contains("[age], but was \"zip\""), e.getMessage());
  }
}
