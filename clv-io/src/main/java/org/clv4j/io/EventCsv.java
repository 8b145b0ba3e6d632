package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.clv4j.core.customer.CustomerEvents;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of one kind, such as registrations, carts, contacts or referrals: a CSV file with a
 * header whose columns are the customer, the day or moment and, if there is a third one, a label.
 *
 * <p>What the columns are called does not matter. A label may be blank, which is none.
 */
public final class EventCsv {
  private EventCsv() {}

  /**
   * Reads a file whose moments fall on days of UTC.
   *
   * @param file the file
   * @return the events
   * @throws OrderCsvException as {@link #read(CsvSource, ZoneId)} says
   * @throws IOException if it cannot be read
   */
  public static CustomerEvents read(Path file) throws IOException {
    return read(CsvSource.of(file), ZoneOffset.UTC);
  }

  /**
   * Reads a file.
   *
   * @param source the file, in UTF-8 with commas; days are ISO dates or date-times, or compact
   *     dates
   * @param zone whose local days moments with an offset fall on
   * @return the events, perhaps none
   * @throws OrderCsvException if the header has not two or three columns, a row has not as many, a
   *     customer is blank or a day is none, with line, column and value
   * @throws IOException if it cannot be read
   */
  public static CustomerEvents read(CsvSource source, ZoneId zone) throws IOException {
    CustomerEvents.Builder events = CustomerEvents.builder();
    DayParser days = new DayParser(zone, null);
    List<CsvRecord> header = new ArrayList<>();
    CsvRecords.forEach(
        source,
        record -> {
          if (header.isEmpty()) {
            requireColumns(source, record);
            header.add(record);
          } else {
            add(events, days, source, header.get(0), record);
          }
        });
    if (header.isEmpty()) {
      throw new OrderCsvException(new BadRow(source.name(), 1, null, null, "the file is empty"));
    }
    return events.build();
  }

  private static void requireColumns(CsvSource source, CsvRecord header) {
    int columns = header.getFieldCount();
    if (columns < 2 || columns > 3) {
      throw bad(
          source,
          header,
          null,
          header.getFields().toString(),
          "the columns must be the customer, the day and perhaps a label");
    }
  }

  private static void add(
      CustomerEvents.Builder events,
      DayParser days,
      CsvSource source,
      CsvRecord header,
      CsvRecord record) {
    if (record.getFieldCount() != header.getFieldCount()) {
      throw bad(
          source,
          record,
          null,
          null,
          "the row has "
              + record.getFieldCount()
              + " fields, but the header has "
              + header.getFieldCount());
    }
    String customer = record.getField(0).strip();
    String label = record.getFieldCount() < 3 ? "" : record.getField(2).strip();
    for (int column = 0; column < record.getFieldCount(); column++) {
      if (record.getField(column).indexOf('\uFFFD') >= 0) {
        throw bad(
            source,
            record,
            header.getField(column),
            record.getField(column),
            "holds bytes that are no characters");
      }
    }
    if (customer.isEmpty()) {
      throw bad(source, record, header.getField(0), customer, "must not be empty");
    }
    String day = record.getField(1).strip();
    try {
      events.add(
          customer, LocalDate.ofEpochDay(days.epochDay(day)), label.isEmpty() ? null : label);
    } catch (BadValue e) {
      throw bad(source, record, header.getField(1), day, e.reason());
    }
  }

  private static OrderCsvException bad(
      CsvSource source,
      CsvRecord record,
      @Nullable String column,
      @Nullable String value,
      String reason) {
    return new OrderCsvException(
        new BadRow(source.name(), record.getStartingLineNumber(), column, value, reason));
  }
}
