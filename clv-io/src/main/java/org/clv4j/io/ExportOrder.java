package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.order.ShopOrderBuilder;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/** The rows of one order in a shop's export. */
final class ExportOrder {
  private final ExportFile file;
  private final List<CsvRecord> records = new ArrayList<>();
  private final List<ExportOrder> refunds = new ArrayList<>();
  private final List<ExportNote> notes = new ArrayList<>();
  private @Nullable OrderCsvException unreadable;
  private boolean unexplained;

  ExportOrder(ExportFile file) {
    this.file = file;
  }

  void add(CsvRecord record) {
    records.add(record);
  }

  ExportFile file() {
    return file;
  }

  /** Its refunds that are rows of their own, perhaps of other files. */
  List<ExportOrder> refunds() {
    return refunds;
  }

  void note(ExportNote note) {
    notes.add(note);
  }

  /** What was noted while the order was made. */
  List<ExportNote> notes() {
    return notes;
  }

  /** Its lines do not come to what it states of them as a whole. */
  void markUnexplained() {
    unexplained = true;
  }

  boolean isUnexplained() {
    return unexplained;
  }

  /** A row of it cannot be read, so it is left out as a whole. */
  void giveUp(OrderCsvException reason) {
    unreadable = unreadable == null ? reason : unreadable;
  }

  void requireReadable() {
    if (unreadable != null) {
      throw unreadable;
    }
  }

  Cell id() {
    return cell(file.settings().preset.format().id());
  }

  /** Begins the order. */
  ShopOrderBuilder builder(String customer, LocalDate day, Currency currency) {
    ShopOrderBuilder order = ShopOrder.builder(id().text(), customer, day, currency);
    return file.settings().laterFileWins ? order.revision(file.number()) : order;
  }

  /** One field of one row; empty where the file has no such column. */
  record Cell(ExportFile file, CsvRecord record, int column) {
    String text() {
      return column < 0 ? "" : record.getField(column).strip();
    }

    boolean isEmpty() {
      return text().isEmpty();
    }

    String needed() {
      if (isEmpty()) {
        throw bad("must not be empty");
      }
      return text();
    }

    /** Minor units, not negative; 0 where nothing stands. */
    long money(Currency currency) {
      return isEmpty() ? 0 : amount(currency, text());
    }

    /** Minor units, negative if a minus sign stands before them. */
    long signedMoney(Currency currency) {
      return text().startsWith("-") ? -amount(currency, text().substring(1)) : money(currency);
    }

    private long amount(Currency currency, String text) {
      try {
        return new AmountParser(file.settings().decimal, Money.scale(currency)).minorUnits(text);
      } catch (BadValue e) {
        throw bad(e.reason());
      }
    }

    /** Whether 0 stands there, as a number. */
    boolean isZero() {
      return text().replace(file.settings().decimal, '.').matches("0+(\\.0+)?");
    }

    BigDecimal quantity() {
      String plain = text().replace(file.settings().decimal, '.');
      if (!plain.matches("[0-9]{1,12}(\\.[0-9]{1,6})?") || new BigDecimal(plain).signum() == 0) {
        throw bad("is not a quantity: a plain number above 0");
      }
      return new BigDecimal(plain);
    }

    LocalDate day() {
      return day(file.days()::epochDay);
    }

    /** A moment without an offset of its own is in UTC. */
    LocalDate utcDay() {
      return day(file.days()::epochDayOfUtc);
    }

    private LocalDate day(ToIntFunction<String> parser) {
      try {
        return LocalDate.ofEpochDay(parser.applyAsInt(needed()));
      } catch (BadValue e) {
        throw bad(e.reason());
      }
    }

    Currency currency() {
      try {
        Currency found = Currency.getInstance(needed().toUpperCase(Locale.ROOT));
        Money.scale(found);
        return found;
      } catch (IllegalArgumentException e) {
        throw e instanceof OrderCsvException known
            ? known
            : bad("is not the code of a currency with minor units");
      }
    }

    OrderCsvException bad(String reason) {
      return new OrderCsvException(
          new BadRow(
              file.source().name(),
              record.getStartingLineNumber(),
              column < 0 ? null : file.columns().get(column),
              column < 0 ? null : text(),
              reason));
    }
  }

  /** A field of the order, by the first of some names that the file has: what any row says. */
  Cell cell(String... names) {
    Cell found = new Cell(file, records.get(0), file.column(names));
    for (Cell cell : cells(names)) {
      if (found.isEmpty() && !cell.isEmpty()) {
        found = cell;
      } else if (!cell.isEmpty() && !cell.text().equals(found.text())) {
        throw cell.bad(
            "must be \""
                + found.text()
                + "\" as in line "
                + found.record().getStartingLineNumber()
                + ", which is of the same order");
      }
    }
    return found;
  }

  /** A field of each row. */
  List<Cell> cells(String... names) {
    int column = file.column(names);
    return records.stream().map(record -> new Cell(file, record, column)).toList();
  }

  /** The row of a line, for a field beside another. */
  static Cell beside(Cell cell, String... names) {
    return new Cell(cell.file(), cell.record(), cell.file().column(names));
  }

  long money(Currency currency, String... names) {
    return cell(names).money(currency);
  }

  @Nullable String label(String... names) {
    Cell cell = cell(names);
    return cell.isEmpty() ? null : cell.text();
  }

  /**
   * The customer: an id if there is one, else an address, in lower case so that one guest is one
   * customer; else the order stands for itself.
   */
  String customer(String[] ids, String[] addresses) {
    Cell id = cell(ids);
    if (!id.isEmpty() && !id.text().equals("0")) {
      return id.text();
    }
    for (String name : addresses) {
      Cell address = cell(name);
      if (!address.isEmpty()) {
        return lower(address.text());
      }
    }
    note(ExportNote.NO_CUSTOMER);
    return "order " + id().text();
  }

  static String lower(String address) {
    return address.toLowerCase(Locale.ROOT);
  }

  OrderPlace place() {
    return places().get(0);
  }

  /** Those of its rows. */
  List<OrderPlace> places() {
    return records.stream()
        .map(record -> new OrderPlace(file.source().name(), record.getStartingLineNumber()))
        .toList();
  }

  /** The order as a whole is to blame. */
  OrderCsvException bad(String reason) {
    return new OrderCsvException(place().bad(reason));
  }
}
