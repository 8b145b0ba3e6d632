package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipException;

/** Walks over the records of a file; whoever takes them checks them. */
final class CsvRecords {
  private CsvRecords() {}

  /** Takes the first line of a file. */
  interface HeaderTaker {
    /** Takes it, and says what separates the fields. */
    char take(String line);
  }

  /** Hands over the first line, then every record below it. */
  static void forEachBelow(
      CsvSource source, Charset charset, HeaderTaker header, Consumer<CsvRecord> each)
      throws IOException {
    long line = 0;
    try (CsvBytes bytes = CsvBytes.open(source, charset)) {
      String first = bytes.header(source);
      char delimiter = header.take(first);
      try (CsvReader<CsvRecord> reader =
          builder().fieldSeparator(delimiter).ofCsvRecord(bytes.restOfText())) {
        reader.skipLines((int) first.lines().count());
        for (CsvRecord record : reader) {
          line = record.getStartingLineNumber();
          each.accept(record);
        }
      }
    } catch (UncheckedIOException | CsvParseException | EOFException | ZipException e) {
      throw OrderCsvFile.unreadable(source, line, 0, e);
    }
  }

  /** Hands over every record of a file in UTF-8 with commas, the header first. */
  static void forEach(CsvSource source, Consumer<CsvRecord> each) throws IOException {
    forEach(source, text -> builder().ofCsvRecord(text), each);
  }

  /** Hands over every record below the header of such a file, by the names in it. */
  static void forEachNamed(CsvSource source, Consumer<NamedCsvRecord> each) throws IOException {
    forEach(source, text -> builder().ofNamedCsvRecord(text), each);
  }

  private static CsvReader.CsvReaderBuilder builder() {
    return CsvReader.builder()
        .allowUnclosedQuote(false)
        .maxBufferSize(OrderCsvFile.LONGEST_FIELD)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
  }

  private static <T extends CsvRecord> void forEach(
      CsvSource source, Function<Reader, CsvReader<T>> opener, Consumer<T> each)
      throws IOException {
    long line = 0;
    try (Reader text = CsvText.open(source, StandardCharsets.UTF_8);
        CsvReader<T> reader = opener.apply(text)) {
      for (T record : reader) {
        line = record.getStartingLineNumber();
        each.accept(record);
      }
    } catch (UncheckedIOException | CsvParseException | EOFException | ZipException e) {
      throw OrderCsvFile.unreadable(source, line, 0, e);
    }
  }
}
