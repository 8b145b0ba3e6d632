package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.clv4j.core.subscription.BillingInterval;
import org.clv4j.core.subscription.Coupon;
import org.clv4j.core.subscription.PlanTerms;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * Reads subscriptions: a CSV file in UTF-8 with commas and decimal points that has in each row what
 * happened to a subscription on a day, in any order.
 *
 * <p>The columns {@code subscription_id}, {@code customer_id}, {@code date} and {@code event} say
 * what happened: {@code start}, {@code trial_end} (the first day that costs, also if it is yet to
 * come), {@code change}, {@code pause}, {@code resume} or {@code end} (the first day without it). A
 * start and a change state all that holds from then on, in {@code amount} (price of one piece per
 * interval), {@code interval} (as {@link BillingInterval#parse} reads it) and, where there are such
 * columns, {@code currency}, {@code quantity} (1 if blank), {@code tax} (the part of the amount
 * that is tax), {@code metered} (true or false), and for a coupon {@code coupon_percent} or {@code
 * coupon_amount} and {@code coupon_until} (the first day without it; blank if it is forever). Other
 * columns do not count; a row that comes twice counts once. Nothing but the end of its trial may
 * come after the end of a subscription: who comes back starts another one, under an id of its own.
 */
public final class SubscriptionCsv {
  private static final List<String> REQUIRED =
      List.of("subscription_id", "customer_id", "date", "event", "amount", "interval");
  private static final List<String> OPTIONAL =
      List.of(
          "currency",
          "quantity",
          "tax",
          "metered",
          "coupon_percent",
          "coupon_amount",
          "coupon_until");

  private static final Set<Event> ONCE = EnumSet.of(Event.START, Event.TRIAL_END, Event.END);

  private final CsvSource source;
  private final DayParser days;
  private final @Nullable Currency stated;
  private List<String> header = List.of();
  private final Map<String, List<Row>> rows = new TreeMap<>();

  private enum Event {
    START,
    TRIAL_END,
    CHANGE,
    RESUME,
    PAUSE,
    END
  }

  /** A row: its fields by the names of the columns that count. */
  private record Row(long line, LocalDate day, Event event, Map<String, String> fields) {
    String field(String column) {
      return fields.getOrDefault(column, "");
    }
  }

  private SubscriptionCsv(CsvSource source, ZoneId zone, @Nullable Currency stated) {
    this.source = source;
    this.days = new DayParser(zone, null);
    this.stated = stated;
  }

  /**
   * Reads a file.
   *
   * @param source the file
   * @param zone whose local days moments with an offset fall on
   * @param currency of the amounts where no column names it; null for {@link Money#UNSTATED}
   * @return the subscriptions, sorted by id, perhaps none
   * @throws OrderCsvException if a column is missing, a row has not the fields of the header, a
   *     field cannot be read, or what the rows of a subscription say does not fit together, with
   *     line, column and value
   * @throws IOException if it cannot be read
   */
  public static List<Subscription> read(CsvSource source, ZoneId zone, @Nullable Currency currency)
      throws IOException {
    return new SubscriptionCsv(source, zone, currency).read();
  }

  private List<Subscription> read() throws IOException {
    CsvRecords.forEach(source, this::accept);
    if (header.isEmpty()) {
      throw bad(1, null, null, "the file is empty");
    }
    List<Subscription> subscriptions = new ArrayList<>();
    rows.forEach((id, events) -> subscriptions.add(subscription(id, events)));
    return List.copyOf(subscriptions);
  }

  private void accept(CsvRecord record) {
    List<String> fields = record.getFields().stream().map(String::strip).toList();
    long line = record.getStartingLineNumber();
    if (header.isEmpty()) {
      header = fields.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      requireColumns(line);
      return;
    }
    if (fields.size() != header.size()) {
      String reason =
          "the row has " + fields.size() + " fields, but the header has " + header.size();
      throw bad(line, null, null, reason);
    }
    Map<String, String> byColumn = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      String column = header.get(i);
      if (REQUIRED.contains(column) || OPTIONAL.contains(column)) {
        if (fields.get(i).indexOf('\uFFFD') >= 0) {
          throw bad(line, column, fields.get(i), "holds bytes that are no characters");
        }
        byColumn.put(column, fields.get(i));
      }
    }
    add(line, byColumn);
  }

  private void requireColumns(long line) {
    for (String column : REQUIRED) {
      if (!header.contains(column)) {
        throw bad(line, null, header.toString(), "must have the columns " + REQUIRED + " once");
      }
    }
    for (String column : header) {
      boolean counts = REQUIRED.contains(column) || OPTIONAL.contains(column);
      if (counts && header.indexOf(column) != header.lastIndexOf(column)) {
        throw bad(line, null, header.toString(), "must have the column " + column + " once");
      }
    }
  }

  private void add(long line, Map<String, String> fields) {
    for (String column : REQUIRED.subList(0, 2)) {
      if (String.valueOf(fields.get(column)).isEmpty()) {
        throw bad(line, column, "", "must not be empty");
      }
    }
    String dayText = String.valueOf(fields.get("date"));
    LocalDate day = read(line, "date", dayText, text -> LocalDate.ofEpochDay(days.epochDay(text)));
    Event event = read(line, "event", String.valueOf(fields.get("event")), SubscriptionCsv::event);
    Row row = new Row(line, day, event, fields);
    boolean hasTerms = event == Event.START || event == Event.CHANGE;
    for (String column : hasTerms ? List.<String>of() : termColumns()) {
      if (!row.field(column).isEmpty()) {
        throw bad(line, column, row.field(column), "must be blank but for a start or a change");
      }
    }
    List<Row> events = rows.computeIfAbsent(row.field("subscription_id"), id -> new ArrayList<>());
    if (!events.isEmpty()) {
      requireSameCustomer(events.get(0), row);
    }
    if (events.stream().noneMatch(other -> other.fields().equals(fields))) {
      events.add(row);
    }
  }

  private static List<String> termColumns() {
    List<String> columns = new ArrayList<>(REQUIRED.subList(4, REQUIRED.size()));
    columns.addAll(OPTIONAL);
    columns.remove("currency");
    return columns;
  }

  private void requireSameCustomer(Row first, Row row) {
    if (!first.field("customer_id").equals(row.field("customer_id"))) {
      throw bad(
          row.line(),
          "customer_id",
          row.field("customer_id"),
          "must be the one customer of subscription "
              + row.field("subscription_id")
              + ", which was "
              + first.field("customer_id")
              + " in line "
              + first.line());
    }
  }

  private static Event event(String text) {
    for (Event event : Event.values()) {
      if (event.name().equalsIgnoreCase(text)) {
        return event;
      }
    }
    throw new BadValue(
        "must be one of "
            + Arrays.stream(Event.values()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList());
  }

  private Subscription subscription(String id, List<Row> events) {
    List<Row> sorted =
        events.stream().sorted(Comparator.comparing(Row::day).thenComparing(Row::event)).toList();
    List<PlanTerms> terms = new ArrayList<>();
    List<Subscription.Pause> pauses = new ArrayList<>();
    Map<Event, Row> latest = new EnumMap<>(Event.class);
    Row pause = null;
    for (Row row : sorted) {
      Row other = latest.put(row.event(), row);
      if (other != null && (ONCE.contains(row.event()) || other.day().equals(row.day()))) {
        throw misplaced(row, "comes twice, in line " + other.line() + " too");
      }
      if (row.event() == Event.START || row.event() == Event.CHANGE) {
        terms.add(terms(row));
      } else if (row.event() == Event.PAUSE) {
        if (pause != null) {
          throw misplaced(row, "comes within the pause of line " + pause.line());
        }
        pause = row;
      } else if (row.event() == Event.RESUME) {
        if (pause == null) {
          throw misplaced(row, "comes without a pause before it");
        }
        pauses.add(pause(pause, row));
        pause = null;
      }
    }
    if (sorted.get(0).event() != Event.START) {
      throw misplaced(sorted.get(0), "comes before the start of subscription " + id);
    }
    if (pause != null) {
      pauses.add(new Subscription.Pause(pause.day(), null));
    }
    requireNothingAfter(latest.get(Event.END), sorted);
    Row first = sorted.get(0);
    return built(
        first,
        id,
        () ->
            new Subscription(
                id,
                first.field("customer_id"),
                terms,
                day(latest.get(Event.TRIAL_END)),
                pauses,
                day(latest.get(Event.END))));
  }

  private void requireNothingAfter(@Nullable Row end, List<Row> sorted) {
    if (end == null) {
      return;
    }
    for (Row row : sorted) {
      boolean begins = row.event() == Event.CHANGE || row.event() == Event.PAUSE;
      boolean late =
          row.day().isAfter(end.day())
              ? begins || row.event() == Event.RESUME
              : begins && row.day().equals(end.day());
      if (late) {
        throw misplaced(
            row,
            "of "
                + row.day()
                + " must come before the end of "
                + end.day()
                + " in line "
                + end.line()
                + "; a subscription that comes back needs an id of its own");
      }
    }
  }

  private Subscription.Pause pause(Row from, Row resume) {
    return built(resume, null, () -> new Subscription.Pause(from.day(), resume.day()));
  }

  private static @Nullable LocalDate day(@Nullable Row row) {
    return row == null ? null : row.day();
  }

  private PlanTerms terms(Row row) {
    long line = row.line();
    Currency currency = currency(row);
    AmountParser amounts = new AmountParser('.', Money.scale(currency));
    long amount = read(line, "amount", row.field("amount"), amounts::minorUnits);
    String taxText = row.field("tax");
    long tax = taxText.isEmpty() ? 0 : read(line, "tax", taxText, amounts::minorUnits);
    if (tax > amount) {
      throw bad(line, "tax", taxText, "must be at most the amount, " + row.field("amount"));
    }
    BillingInterval interval =
        read(line, "interval", row.field("interval"), BillingInterval::parse);
    String quantity = row.field("quantity");
    return built(
        row,
        null,
        () ->
            new PlanTerms(
                row.day(),
                Money.ofMinor(amount - tax, currency),
                interval,
                quantity.isEmpty() ? 1 : read(line, "quantity", quantity, ShopFields::revision),
                read(line, "metered", row.field("metered"), ShopFields::flag),
                coupon(row, currency, amounts)));
  }

  private Currency currency(Row row) {
    String code = row.field("currency");
    if (header.contains("currency")) {
      return read(row.line(), "currency", code, OrderCsvRows::currencyOf);
    }
    return stated == null ? Money.UNSTATED : stated;
  }

  private @Nullable Coupon coupon(Row row, Currency currency, AmountParser amounts) {
    String percent = row.field("coupon_percent");
    String amount = row.field("coupon_amount");
    String until = row.field("coupon_until");
    if (percent.isEmpty() && amount.isEmpty()) {
      if (!until.isEmpty()) {
        throw bad(row.line(), "coupon_until", until, "needs a coupon_percent or coupon_amount");
      }
      return null;
    }
    return new Coupon(
        percent.isEmpty()
            ? null
            : read(row.line(), "coupon_percent", percent, SubscriptionCsv::number),
        amount.isEmpty()
            ? null
            : Money.ofMinor(
                read(row.line(), "coupon_amount", amount, amounts::minorUnits), currency),
        until.isEmpty()
            ? null
            : read(
                row.line(),
                "coupon_until",
                until,
                text -> LocalDate.ofEpochDay(days.epochDay(text))));
  }

  private static BigDecimal number(String text) {
    if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
      throw new BadValue("is not a percentage: a plain number up to 100");
    }
    return new BigDecimal(text);
  }

  /** Reads a field. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(String text);
  }

  private <T> T read(long line, String column, String text, Reader<T> reader) {
    try {
      return reader.read(text);
    } catch (BadValue e) {
      throw bad(line, column, text, e.reason());
    } catch (IllegalArgumentException e) {
      throw bad(line, column, text, "cannot be read: " + e.getMessage());
    }
  }

  /** What a row or all rows of a subscription make, or where it breaks a rule. */
  private <T> T built(Row row, @Nullable String id, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (OrderCsvException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      String of = id == null ? "" : "subscription " + id + ": ";
      throw bad(row.line(), null, null, of + e.getMessage());
    }
  }

  private OrderCsvException misplaced(Row row, String reason) {
    return bad(row.line(), "event", row.field("event"), reason);
  }

  private OrderCsvException bad(
      long line, @Nullable String column, @Nullable String value, String reason) {
    return new OrderCsvException(new BadRow(source.name(), line, column, value, reason));
  }
}
