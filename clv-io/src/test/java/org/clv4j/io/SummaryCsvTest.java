package org.clv4j.io;

import static org.clv4j.io.CsvFiles.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class SummaryCsvTest {
  @Test
  void columnsAreFoundByName() throws IOException {
    CsvSource file =
        source(
            """
            age,weight,customer_id,recency,frequency,mean_repeat_spend,other
            38.86,2,ann,30.43,2,22.35,x
            38.86,1,bob,0,0,,y
            """);
    assertTrue(SummaryCsv.hasSummaries(file));
    assertEquals(
        List.of(
            new SummaryCsv.Row(
                "ann", new CustomerSummary(2, 30.43, 38.86, PeriodUnit.WEEK), 22.35, 2, null),
            new SummaryCsv.Row(
                "bob", new CustomerSummary(0, 0, 38.86, PeriodUnit.WEEK), null, 1, null)),
        SummaryCsv.read(file, PeriodUnit.WEEK));
    assertFalse(SummaryCsv.hasSummaries(source("customer,date\na,2024-01-01\n")));
    List<SummaryCsv.Row> plain =
        SummaryCsv.read(source("frequency,recency,age,litt\n1,2,3,0.7\n"), PeriodUnit.DAY);
    assertEquals("1", plain.get(0).customerId());
    assertEquals(0.7, plain.get(0).sumOfLogInterpurchaseTimes());
  }

  @Test
  void columnsMayBeCalledAsElsewhere() throws IOException {
    List<SummaryCsv.Row> expected =
        List.of(
            new SummaryCsv.Row(
                "ann", new CustomerSummary(2, 30, 39, PeriodUnit.WEEK), 22.35, 1, null));
    for (String text :
        List.of(
            "customer_id,frequency,recency,T,monetary_value\nann,2,30,39,22.35\n",
            "cust,x,t.x,T.cal,monetary_value\nann,2,30,39,22.35\n",
            "Id,x,t_x,T,mean_repeat_spend\nann,2,30,39,22.35\n")) {
      assertTrue(SummaryCsv.hasSummaries(source(text)), text);
      assertEquals(expected, SummaryCsv.read(source(text), PeriodUnit.WEEK));
    }
    CsvSource bad = new CsvSource("s.csv", source("x,t.x,T.cal\n1,2,old\n").opener());
    OrderCsvException error =
        assertThrows(OrderCsvException.class, () -> SummaryCsv.read(bad, PeriodUnit.WEEK));
    assertTrue(error.place().toString().startsWith("s.csv:2: T.cal \"old\" is not a number"));
  }

  @Test
  void aWeightIsAbove0() {
    for (String weight : List.of("0", "-2")) {
      CsvSource bad =
          new CsvSource(
              "s.csv", source("frequency,recency,age,weight\n1,2,3," + weight + "\n").opener());
      OrderCsvException error =
          assertThrows(OrderCsvException.class, () -> SummaryCsv.read(bad, PeriodUnit.WEEK));
      assertTrue(error.place().toString().contains("weight \"" + weight + "\" must be above 0"));
    }
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.5,2,3  | s.csv:2: frequency "1.5" must be a whole number from 0
          -1,2,3   | s.csv:2: frequency "-1" must be a whole number from 0
          1,x,3    | s.csv:2: recency "x" is not a number
          1,2,NaN  | s.csv:2: age "NaN" must be finite
          1,4,3    | s.csv:2: recency must be between 0.0 and 3.0, but was 4.0
          0,1,3    | s.csv:2: recency must be 0 exactly when frequency is 0
          1,2      | s.csv:2: the row has 2 fields, but the header has 3
          """)
  void badRowsAreNamed(String row, String message) {
    CsvSource file =
        new CsvSource("s.csv", source("frequency,recency,age\n" + row + "\n").opener());
    OrderCsvException error =
        assertThrows(OrderCsvException.class, () -> SummaryCsv.read(file, PeriodUnit.WEEK));
    String text = error.place().toString();
    assertTrue(text.startsWith(message), text);
  }

  @Test
  void aHeaderAloneIsAnError() {
    assertThrows(
        OrderCsvException.class,
        () -> SummaryCsv.read(source("frequency,recency,age\n"), PeriodUnit.WEEK));
  }
}
