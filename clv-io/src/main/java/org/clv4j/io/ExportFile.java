package org.clv4j.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A file of a shop's export: its columns, how its fields are read, and what is to be noted. */
final class ExportFile {
  private final CsvSource source;
  private final List<String> columns;
  private final List<String> spelled;
  private final ShopExportCsv settings;
  private final long number;
  private final DayParser days;
  private long anonymous;
  private long undatedRefunds;
  private long foreignFees;
  private final List<String> notes = new ArrayList<>();

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

  /** Somebody ordered of whom nothing is known. */
  void countAnonymous() {
    anonymous++;
  }

  /** Something was refunded, nobody knows when. */
  void countUndatedRefund() {
    undatedRefunds++;
  }

  /** A fee is in another currency than its payment. */
  void countForeignFee() {
    foreignFees++;
  }

  void note(String note) {
    notes.add(source.name() + ": " + note);
  }

  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (anonymous > 0) {
      all.add(
          source.name()
              + ": orders that name no customer, each counted as a customer of its own: "
              + anonymous);
    }
    if (undatedRefunds > 0) {
      all.add(
          source.name()
              + ": refunds of which the export does not tell the day, taken for that of the"
              + " cancellation or else of the order: "
              + undatedRefunds);
    }
    if (foreignFees > 0) {
      all.add(
          source.name()
              + ": fees settled in another currency than that of the payment, which no variable cost"
              + " has: "
              + foreignFees);
    }
    return all;
  }
}
