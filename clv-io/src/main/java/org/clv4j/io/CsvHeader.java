package org.clv4j.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.clv4j.core.order.OrderDetail;
import org.jspecify.annotations.Nullable;

/** The names in the first line of a file, what separates them, and which column is which. */
final class CsvHeader {
  static final String CUSTOMER = "customer";
  static final String TIME = "time";
  static final String AMOUNT = "amount";
  static final String CURRENCY = "currency";
  static final String DISCOUNT = "discount";
  static final String COST = "cost";
  static final String PROMOTION = "promotion";
  static final String CHANNEL = "channel";

  private static final List<String> ROLES =
      List.of(CUSTOMER, TIME, AMOUNT, CURRENCY, DISCOUNT, COST, PROMOTION, CHANNEL);

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
          CURRENCY,
          List.of("currency", "currency_code"),
          DISCOUNT,
          List.of("total_discount", "discount_amount", "discount_total", "discount"),
          COST,
          List.of("total_cost", "cost_of_goods", "cost_of_goods_sold", "cogs", "cost"),
          PROMOTION,
          List.of(
              "promotion",
              "promotion_code",
              "promo",
              "promo_code",
              "coupon_code",
              "coupon",
              "discount_code",
              "voucher",
              "voucher_code"),
          CHANNEL,
          List.of("channel", "sales_channel", "acquisition_channel", "utm_source", "source"));

  /** Beside a quantity they may be those of one piece. */
  private static final Set<String> MAY_BE_OF_ONE_PIECE = Set.of("discount", "cost");

  private static final Set<String> QUANTITIES =
      Set.of("quantity", "qty", "units", "pieces", "count", "items");

  private final String source;
  private final char delimiter;
  private final List<String> names;
  private final Map<String, Integer> indexOf = new LinkedHashMap<>();
  private int orderId = -1;
  private List<OrderDetail> details = List.of();

  private CsvHeader(String source, char delimiter, List<String> names) {
    this.source = source;
    this.delimiter = delimiter;
    this.names = names;
  }

  static CsvHeader parse(String source, String line, OrderCsv settings) {
    HeaderLine header =
        HeaderLine.of(
            source,
            line,
            settings.delimiter,
            names -> new CsvHeader(source, ',', names).wanted(settings));
    return new CsvHeader(source, header.delimiter(), header.names()).match(settings);
  }

  /** The columns of something that is no CSV. */
  static CsvHeader of(String source, List<String> names, OrderCsv settings) {
    return new CsvHeader(source, ',', List.copyOf(names)).match(settings);
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
    for (OrderDetail detail : CsvDetails.ALL) {
      if (settings.details.containsKey(detail)) {
        match(role(detail), settings.details.get(detail), true);
      }
    }
    requireOneRoleEach();
    requireAmountsBeside(DISCOUNT);
    requireAmountsBeside(COST);
    CsvDetails.ALL.forEach(this::recognise);
    details = CsvDetails.ALL.stream().filter(detail -> index(role(detail)) >= 0).toList();
    if (settings.amount == null && "price".equals(HeaderLine.spelled(column(AMOUNT)))) {
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

  private void requireAmountsBeside(String role) {
    if (index(role) >= 0 && index(AMOUNT) < 0) {
      throw error(
          source,
          "no column looks like the amount, which a "
              + role
              + " needs beside it; name it with --amount, the columns are "
              + names);
    }
  }

  /** Takes a column for a detail if there is no doubt about it, and never fails. */
  private void recognise(OrderDetail detail) {
    String role = role(detail);
    boolean isMoney = detail == OrderDetail.DISCOUNT || detail == OrderDetail.COST;
    if (index(role) >= 0 || (isMoney && index(AMOUNT) < 0)) {
      return;
    }
    for (String name : Objects.requireNonNull(USUAL_NAMES.get(role))) {
      List<Integer> found = indices(HeaderLine.spelled(name), true);
      boolean mayBeOfOnePiece = MAY_BE_OF_ONE_PIECE.contains(name) && quantity() != null;
      if (found.size() == 1 && !indexOf.containsValue(found.get(0)) && !mayBeOfOnePiece) {
        indexOf.put(role, found.get(0));
        return;
      }
    }
  }

  private void refuseUnitPrice() {
    String quantity = quantity();
    if (quantity != null) {
      throw error(
          source,
          "the column \""
              + column(AMOUNT)
              + "\" beside \""
              + quantity
              + "\" may be the price of one piece; name the column of the order's amount with"
              + " --amount");
    }
  }

  private @Nullable String quantity() {
    return names.stream()
        .filter(name -> QUANTITIES.contains(HeaderLine.spelled(name)))
        .findFirst()
        .orElse(null);
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
      List<Integer> found = indices(HeaderLine.spelled(name), true);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<Integer> indices(String wanted, boolean anySpelling) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (wanted.equals(anySpelling ? HeaderLine.spelled(names.get(i)) : names.get(i))) {
        found.add(i);
      }
    }
    return found;
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

  /** The index of an ignored column whose values are counted, or -1. */
  int orderId() {
    return orderId;
  }

  void countOrderIds(@Nullable String column) {
    orderId = column == null ? -1 : names.indexOf(column);
  }

  /** The name of the column with a role. */
  @Nullable String column(String role) {
    return index(role) < 0 ? null : names.get(index(role));
  }

  /** The details that have a column. */
  List<OrderDetail> details() {
    return details;
  }

  /** The role of a detail's column. */
  static String role(OrderDetail detail) {
    return switch (detail) {
      case DISCOUNT -> DISCOUNT;
      case COST -> COST;
      case PROMOTION -> PROMOTION;
      case CHANNEL -> CHANNEL;
    };
  }

  /** Ignores the column of a detail from now on. */
  void ignore(OrderDetail detail) {
    indexOf.remove(role(detail));
    details = details.stream().filter(other -> other != detail).toList();
  }

  CsvColumns columns() {
    Map<String, String> used = new LinkedHashMap<>();
    for (String role : ROLES) {
      String column = column(role);
      if (column != null) {
        used.put(role, column);
      }
    }
    return new CsvColumns(source, used, ignored());
  }

  private List<String> ignored() {
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
