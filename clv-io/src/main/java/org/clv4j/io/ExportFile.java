package org.clv4j.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A file of a shop's export: its columns, how its fields are read, and what is to be noted. */
final class ExportFile {
  private final CsvSource source;
  private final List<String> columns;
  private final List<String> spelled;
  private final ShopExportCsv settings;
  private final long number;
  private final DayParser days;
  private final List<String> notes = new ArrayList<>();
  private final Map<ExportNote, Long> counts = new EnumMap<>(ExportNote.class);

  /**
   * Begins a file.
   *
   * @param number how many files were before it
   */
  ExportFile(CsvSource source, List<String> columns, ShopExportCsv settings, long number) {
    this.number = number;
    this.source = source;
    this.columns = columns;
    this.spelled = columns.stream().map(ExportFile::spelled).toList();
    this.settings = settings;
    this.days = new DayParser(settings.zone, settings.dateFormat);
  }

  private static String spelled(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}#]", "");
  }

  CsvSource source() {
    return source;
  }

  List<String> columns() {
    return columns;
  }

  ShopExportCsv settings() {
    return settings;
  }

  DayParser days() {
    return days;
  }

  long number() {
    return number;
  }

  boolean has(String... names) {
    return column(names) >= 0;
  }

  /** The first of some names that the file has, in any spelling; -1 if it has none. */
  int column(String... names) {
    for (String name : names) {
      int index = spelled.indexOf(spelled(name));
      if (index >= 0) {
        if (index != spelled.lastIndexOf(spelled(name))) {
          throw error("the column \"" + columns.get(index) + "\" stands there twice");
        }
        return index;
      }
    }
    return -1;
  }

  void require(String... names) {
    if (!has(names)) {
      throw error(
          "an export of "
              + settings.preset
              + " must have a column "
              + String.join(" or ", Arrays.stream(names).map(name -> "\"" + name + "\"").toList())
              + ", but has "
              + columns);
    }
  }

  private OrderCsvException error(String reason) {
    return new OrderCsvException(new BadRow(source.name(), 1, null, null, reason));
  }

  void note(String note) {
    notes.add(source.name() + ": " + note);
  }

  /** Counts what there is to note of an order that was taken. */
  void count(ExportNote note) {
    counts.merge(note, 1L, Long::sum);
  }

  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    counts.forEach((note, count) -> all.add(source.name() + ": " + note + ": " + count));
    return all;
  }
}
