package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.clv4j.core.customer.CustomerEvents;
import org.junit.jupiter.api.Test;

class EventCsvTest {
  private static CustomerEvents read(String text, ZoneId zone) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return EventCsv.read(new CsvSource("e.csv", () -> new ByteArrayInputStream(bytes)), zone);
  }

  private static String error(String text) {
    return String.valueOf(
        assertThrows(OrderCsvException.class, () -> read(text, ZoneOffset.UTC)).getMessage());
  }

  @Test
  void eventsHaveTheirLocalDayAndLabel() throws IOException {
    CustomerEvents events =
        read(
            "who,when,channel\nbob,2024-03-01T23:30:00Z,search\nanna,20240105,\n",
            ZoneId.of("Europe/Paris"));
    assertEquals("2 events of 2 customers", events.toString());
    assertEquals("anna", events.customers().id(0));
    assertNull(events.label(0));
    assertEquals(LocalDate.of(2024, 3, 2).toEpochDay(), events.day(1));
    assertEquals("search", events.label(1));
  }

  @Test
  void aHeaderAloneIsNoEvent() throws IOException {
    assertEquals(0, read("customer_id,date\n", ZoneOffset.UTC).size());
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    assertEquals("e.csv:1: the file is empty", error(""));
    assertEquals(
        "e.csv:2: date \"yesterday\" is not a date like 2024-03-01; state another form with"
            + " --date-format",
        error("customer_id,date\nbob,yesterday\n"));
    assertEquals(
        "e.csv:3: customer_id \"\" must not be empty",
        error("customer_id,date\nbob,2024-01-01\n,2024-01-01\n"));
    assertEquals(
        "e.csv:2: the row has 1 fields, but the header has 2", error("customer_id,date\nbob\n"));
    assertEquals(
        "e.csv:1: \"[id]\" the columns must be the customer, the day and perhaps a label",
        error("id\n"));
  }
}
