package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Walks over the records of a small file in UTF-8 with commas; whoever takes them checks them. */
final class CsvRecords {
  private CsvRecords() {}

  /** Hands over every record, the header first. */
  static void forEach(CsvSource source, Consumer<CsvRecord> each) throws IOException {
    forEach(source, builder().ofCsvRecord(CsvText.open(source, StandardCharsets.UTF_8)), each);
  }

  /** Hands over every record below the header, by the names in it. */
  static void forEachNamed(CsvSource source, Consumer<NamedCsvRecord> each) throws IOException {
    forEach(source, builder().ofNamedCsvRecord(CsvText.open(source, StandardCharsets.UTF_8)), each);
  }

  private static CsvReader.CsvReaderBuilder builder() {
    return CsvReader.builder()
        .allowUnclosedQuote(false)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
  }

  private static <T extends CsvRecord> void forEach(
      CsvSource source, CsvReader<T> opened, Consumer<T> each) throws IOException {
    long line = 1;
    try (CsvReader<T> reader = opened) {
      for (T record : reader) {
        line = record.getStartingLineNumber();
        each.accept(record);
      }
    } catch (CsvParseException | UncheckedIOException e) {
      throw new OrderCsvException(
          new BadRow(source.name(), line, null, null, "after this line, " + e.getMessage()), e);
    }
  }
}
