package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.clv4j.core.order.CustomerAliases;
import org.jspecify.annotations.Nullable;

/**
 * Reads which customer ids belong to which accounts: a CSV file in UTF-8 with commas whose columns
 * {@code customer_id} and {@code account_id} name an id and its account. Other columns do not
 * count; a row whose account is the id itself says that it belongs to no other.
 */
public final class AliasCsv {
  private static final List<String> COLUMNS = List.of("customer_id", "account_id");

  private AliasCsv() {}

  private record Link(String account, long line) {}

  /**
   * Reads a file.
   *
   * @param source the file
   * @return the aliases, perhaps none
   * @throws OrderCsvException if a column is missing, a row has not the fields of the header, an id
   *     is blank, an id belongs to two accounts or links are circular, with line, column and value
   * @throws IOException if it cannot be read
   */
  public static CustomerAliases read(CsvSource source) throws IOException {
    return read(source, UnaryOperator.identity());
  }

  /**
   * Reads a file for {@linkplain ShopExportCsv exports of shop systems}, in which e-mail addresses
   * are customers in lower case: so are ids here that hold an at sign.
   *
   * @param source the file
   * @return the aliases, perhaps none
   * @throws OrderCsvException as {@link #read}
   * @throws IOException if it cannot be read
   */
  public static CustomerAliases readForExports(CsvSource source) throws IOException {
    return read(source, id -> id.indexOf('@') < 0 ? id : ExportOrder.lower(id));
  }

  private static CustomerAliases read(CsvSource source, UnaryOperator<String> spelling)
      throws IOException {
    List<String> header = new ArrayList<>();
    Map<String, Link> links = new HashMap<>();
    CsvRecords.forEach(
        source,
        record -> {
          List<String> fields = record.getFields().stream().map(String::strip).toList();
          if (header.isEmpty()) {
            header.addAll(fields);
            requireColumns(source, header);
          } else {
            add(source, record, header, fields, links, spelling);
          }
        });
    if (header.isEmpty()) {
      throw bad(source, 1, null, null, "the file is empty");
    }
    Map<String, String> accounts = new HashMap<>();
    links.forEach((customer, link) -> accounts.put(customer, link.account()));
    try {
      return CustomerAliases.of(accounts);
    } catch (IllegalArgumentException e) {
      throw bad(source, 0, null, null, String.valueOf(e.getMessage()));
    }
  }

  private static void requireColumns(CsvSource source, List<String> header) {
    for (String column : COLUMNS) {
      if (header.indexOf(column) < 0 || header.indexOf(column) != header.lastIndexOf(column)) {
        throw bad(source, 1, null, header.toString(), "must have the columns " + COLUMNS + " once");
      }
    }
  }

  private static void add(
      CsvSource source,
      CsvRecord record,
      List<String> header,
      List<String> fields,
      Map<String, Link> links,
      UnaryOperator<String> spelling) {
    long line = record.getStartingLineNumber();
    if (fields.size() != header.size()) {
      String reason =
          "the row has " + fields.size() + " fields, but the header has " + header.size();
      throw bad(source, line, null, null, reason);
    }
    for (String column : COLUMNS) {
      String id = fields.get(header.indexOf(column));
      if (id.isEmpty()) {
        throw bad(source, line, column, id, "must not be empty");
      }
      if (id.indexOf('\uFFFD') >= 0) {
        throw bad(source, line, column, id, "holds bytes that are no characters");
      }
    }
    String customer = spelling.apply(fields.get(header.indexOf(COLUMNS.get(0))));
    String account = spelling.apply(fields.get(header.indexOf(COLUMNS.get(1))));
    Link other = links.putIfAbsent(customer, new Link(account, line));
    if (other != null && !other.account().equals(account)) {
      String reason =
          "must be one account of customer "
              + customer
              + ", which belongs to "
              + other.account()
              + " by line "
              + other.line();
      throw bad(source, line, COLUMNS.get(1), account, reason);
    }
  }

  private static OrderCsvException bad(
      CsvSource source, long line, @Nullable String column, @Nullable String value, String reason) {
    return new OrderCsvException(new BadRow(source.name(), line, column, value, reason));
  }
}
