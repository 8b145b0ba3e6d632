package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.clv4j.core.value.DailyRates;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * Reads daily exchange rates: a CSV file in UTF-8 with commas and decimal points, whose header says
 * which of two forms it has.
 *
 * <p>Either a rate in each row, with the columns {@code date}, {@code from}, {@code to} and {@code
 * rate}: units of {@code to} for one of {@code from}. Or a day in each row, as the European Central
 * Bank publishes them: {@code Date} and a column for each currency, with units of that currency for
 * one of a base; {@code N/A} and blank fields are no rates.
 *
 * @see <a
 *     href="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html">Euro
 *     reference rates</a>
 */
public final class RateCsv {
  private static final List<String> COLUMNS = List.of("date", "from", "to", "rate");
  private static final String NOT_AVAILABLE = "N/A";

  private final CsvSource source;
  private final @Nullable Currency base;
  private final DailyRates.Builder rates;
  private final DayParser days = new DayParser(ZoneOffset.UTC, null);
  private List<String> header = List.of();

  /** By column of the second form; null elsewhere. */
  private final List<@Nullable Currency> currencies = new ArrayList<>();

  private RateCsv(CsvSource source, @Nullable Currency base) {
    this.source = source;
    this.base = base;
    this.rates = DailyRates.builder(source.name());
  }

  /**
   * Reads a file that has a rate in each row.
   *
   * @param source the file, by whose name the rates say where they come from
   * @return the rates, perhaps none
   * @throws OrderCsvException if a column is missing, a row has not the fields of the header, a
   *     day, currency or rate is none, or a day has two rates between two currencies, with line,
   *     column and value
   * @throws IOException if it cannot be read
   */
  public static DailyRates read(CsvSource source) throws IOException {
    return new RateCsv(source, null).read();
  }

  /**
   * Reads a file that has a day in each row.
   *
   * @param source the file, by whose name the rates say where they come from
   * @param base the currency of which the file says what one unit is worth, such as EUR
   * @return the rates, perhaps none
   * @throws OrderCsvException as {@link #read(CsvSource)}
   * @throws IOException if it cannot be read
   */
  public static DailyRates read(CsvSource source, Currency base) throws IOException {
    return new RateCsv(source, base).read();
  }

  private DailyRates read() throws IOException {
    CsvRecords.forEach(source, this::accept);
    if (header.isEmpty()) {
      throw new OrderCsvException(new BadRow(source.name(), 1, null, null, "the file is empty"));
    }
    return rates.build();
  }

  private void accept(CsvRecord record) {
    List<String> fields = record.getFields().stream().map(String::strip).toList();
    if (header.isEmpty()) {
      header = fields;
      requireColumns(record);
    } else if (fields.size() != header.size()) {
      throw bad(
          record,
          null,
          null,
          "the row has " + fields.size() + " fields, but the header has " + header.size());
    } else if (base == null) {
      addRate(record, fields);
    } else {
      addDay(record, fields, base);
    }
  }

  private void requireColumns(CsvRecord record) {
    if (base == null) {
      for (String column : COLUMNS) {
        if (index(column) < 0 || header.lastIndexOf(header.get(index(column))) != index(column)) {
          throw bad(
              record,
              null,
              header.toString(),
              "must have the columns "
                  + COLUMNS
                  + " once each; a table with a column for each currency needs its base stated");
        }
      }
      return;
    }
    if (!header.get(0).equalsIgnoreCase("date")) {
      throw bad(record, null, header.get(0), "must be date, the first column of a table of rates");
    }
    currencies.add(null);
    for (String code : header.subList(1, header.size())) {
      currencies.add(code.isEmpty() ? null : currency(record, null, code));
    }
  }

  private int index(String column) {
    return header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList().indexOf(column);
  }

  private void addRate(CsvRecord record, List<String> fields) {
    Currency from = currency(record, "from", fields.get(index("from")));
    Currency to = currency(record, "to", fields.get(index("to")));
    add(record, day(record, fields.get(index("date"))), from, to, index("rate"), fields);
  }

  private void addDay(CsvRecord record, List<String> fields, Currency of) {
    LocalDate day = day(record, fields.get(0));
    for (int column = 1; column < fields.size(); column++) {
      Currency to = currencies.get(column);
      String rate = fields.get(column);
      if (to != null && !rate.isEmpty() && !rate.equals(NOT_AVAILABLE)) {
        add(record, day, of, to, column, fields);
      }
    }
  }

  private void add(
      CsvRecord record,
      LocalDate day,
      Currency from,
      Currency to,
      int column,
      List<String> fields) {
    String text = fields.get(column);
    try {
      rates.add(day, from, to, new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw bad(record, header.get(column), text, "is not a number");
    } catch (IllegalArgumentException e) {
      throw bad(record, header.get(column), text, "is no rate: " + e.getMessage());
    }
  }

  private Currency currency(CsvRecord record, @Nullable String column, String code) {
    try {
      Currency found = Currency.getInstance(code);
      Money.scale(found);
      return found;
    } catch (IllegalArgumentException e) {
      throw bad(record, column, code, "is not the code of a currency with minor units");
    }
  }

  private LocalDate day(CsvRecord record, String text) {
    try {
      return LocalDate.ofEpochDay(days.epochDay(text));
    } catch (BadValue e) {
      throw bad(record, "date", text, e.reason());
    }
  }

  private OrderCsvException bad(
      CsvRecord record, @Nullable String column, @Nullable String value, String reason) {
    return new OrderCsvException(
        new BadRow(source.name(), record.getStartingLineNumber(), column, value, reason));
  }
}
