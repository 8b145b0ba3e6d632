package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names in the first line of a file, what separates them, and which column is which. */
final class CsvHeader {
  static final String CUSTOMER = "customer";
  static final String TIME = "time";
  static final String AMOUNT = "amount";
  static final String CURRENCY = "currency";

  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  /** The usual names, the surest first; spelling and case do not matter. */
  private static final Map<String, List<String>> USUAL_NAMES =
      Map.of(
          CUSTOMER,
              List.of(
                  "customer_id",
                  "customer",
                  "cust_id",
                  "cust",
                  "client_id",
                  "client",
                  "user_id",
                  "user",
                  "customer_email",
                  "email"),
          TIME,
              List.of(
                  "date",
                  "order_date",
                  "purchase_date",
                  "transaction_date",
                  "invoice_date",
                  "timestamp",
                  "datetime",
                  "time",
                  "created_at",
                  "ordered_at",
                  "day"),
          AMOUNT,
              List.of(
                  "amount",
                  "order_amount",
                  "total",
                  "order_total",
                  "total_price",
                  "total_amount",
                  "order_value",
                  "value",
                  "revenue",
                  "price"),
          CURRENCY, List.of("currency", "currency_code"));

  private static final Set<String> QUANTITIES =
      Set.of("quantity", "qty", "units", "pieces", "count", "items");

  private final String source;
  private final char delimiter;
  private final List<String> names;
  private final Map<String, Integer> indexOf = new LinkedHashMap<>();

  private CsvHeader(String source, char delimiter, List<String> names) {
    this.source = source;
    this.delimiter = delimiter;
    this.names = names;
  }

  static CsvHeader parse(String source, String line, OrderCsv settings) {
    if (line.indexOf('\0') >= 0) {
      throw error(
          source, "the header holds NUL characters: is the file text, and in which charset?");
    }
    if (settings.delimiter != null) {
      return split(source, line, settings.delimiter).match(settings);
    }
    // The one that shows most of the wanted columns; comma if none shows any.
    CsvHeader best = split(source, line, DELIMITERS[0]);
    for (char delimiter : DELIMITERS) {
      CsvHeader header = split(source, line, delimiter);
      if (header.wanted(settings) > best.wanted(settings)) {
        best = header;
      }
    }
    return best.match(settings);
  }

  private static CsvHeader split(String source, String line, char delimiter) {
    List<String> names;
    try {
      names = CsvReader.builder().fieldSeparator(delimiter).ofSingleCsvRecord(line).getFields();
    } catch (CsvParseException e) {
      // Behind a quote stands the delimiter of another try.
      names = List.of(line);
    }
    return new CsvHeader(source, delimiter, names.stream().map(String::strip).toList());
  }

  private int wanted(OrderCsv settings) {
    int found = find(CUSTOMER, settings.customer).isEmpty() ? 0 : 1;
    found += find(TIME, settings.time).isEmpty() ? 0 : 1;
    return found + (find(AMOUNT, settings.amount).isEmpty() ? 0 : 1);
  }

  private CsvHeader match(OrderCsv settings) {
    match(CUSTOMER, settings.customer, true);
    match(TIME, settings.time, true);
    match(AMOUNT, settings.amount, settings.amount != null);
    match(CURRENCY, settings.currencyColumn, settings.currencyColumn != null);
    requireOneRoleEach();
    if (settings.amount == null && "price".equals(spelled(column(AMOUNT)))) {
      refuseUnitPrice();
    }
    return this;
  }

  private void requireOneRoleEach() {
    Map<Integer, String> roleOf = new LinkedHashMap<>();
    indexOf.forEach(
        (role, index) -> {
          String other = roleOf.put(index, role);
          if (other != null) {
            throw error(
                source,
                "the column \"" + names.get(index) + "\" cannot be both " + other + " and " + role);
          }
        });
  }

  private void refuseUnitPrice() {
    for (String name : names) {
      if (QUANTITIES.contains(spelled(name))) {
        throw error(
            source,
            "the column \""
                + column(AMOUNT)
                + "\" beside \""
                + name
                + "\" may be the price of one piece; name the column of the order's amount with"
                + " --amount");
      }
    }
  }

  private void match(String role, @Nullable String stated, boolean needed) {
    List<Integer> found = find(role, stated);
    if (found.size() > 1) {
      throw error(source, "the column \"" + names.get(found.get(0)) + "\" stands there twice");
    }
    if (!found.isEmpty()) {
      indexOf.put(role, found.get(0));
    } else if (needed) {
      throw error(
          source,
          stated != null
              ? "there is no column \"" + stated + "\"; the columns are " + names
              : "no column looks like the "
                  + role
                  + "; name it with --"
                  + role
                  + ", the columns are "
                  + names);
    }
  }

  private List<Integer> find(String role, @Nullable String stated) {
    if (stated != null) {
      return indices(stated, false);
    }
    for (String name : Objects.requireNonNull(USUAL_NAMES.get(role))) {
      List<Integer> found = indices(spelled(name), true);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<Integer> indices(String wanted, boolean anySpelling) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (wanted.equals(anySpelling ? spelled(names.get(i)) : names.get(i))) {
        found.add(i);
      }
    }
    return found;
  }

  private static String spelled(@Nullable String name) {
    return name == null ? "" : name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  String source() {
    return source;
  }

  char delimiter() {
    return delimiter;
  }

  int size() {
    return names.size();
  }

  /** The index of the column with a role, or -1. */
  int index(String role) {
    return indexOf.getOrDefault(role, -1);
  }

  /** The name of the column with a role. */
  @Nullable String column(String role) {
    return index(role) < 0 ? null : names.get(index(role));
  }

  Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    indexOf.forEach((role, index) -> columns.put(role, names.get(index)));
    return columns;
  }

  List<String> ignored() {
    List<String> ignored = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!indexOf.containsValue(i) && !names.get(i).isEmpty()) {
        ignored.add(names.get(i));
      }
    }
    return ignored;
  }

  private static OrderCsvException error(String source, String reason) {
    return new OrderCsvException(new BadRow(source, 1, null, null, reason));
  }
}
