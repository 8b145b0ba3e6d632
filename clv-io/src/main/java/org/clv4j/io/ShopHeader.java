package org.clv4j.io;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names in the first line of a shop's file, what separates them, and which column is which. */
final class ShopHeader {
  private final String source;
  private final char delimiter;
  private final List<String> names;
  private final Map<ShopColumn, Integer> indexOf = new EnumMap<>(ShopColumn.class);

  private ShopHeader(String source, char delimiter, List<String> names) {
    this.source = source;
    this.delimiter = delimiter;
    this.names = names;
  }

  static ShopHeader parse(String source, String line, ShopOrderCsv settings) {
    HeaderLine header =
        HeaderLine.of(
            source,
            line,
            settings.delimiter,
            names -> new ShopHeader(source, ',', names).match(settings).indexOf.size());
    return new ShopHeader(source, header.delimiter(), header.names())
        .match(settings)
        .checked(settings);
  }

  /** The columns of something that is no CSV. */
  static ShopHeader of(String source, List<String> names, ShopOrderCsv settings) {
    return new ShopHeader(source, ',', List.copyOf(names)).match(settings).checked(settings);
  }

  private ShopHeader match(ShopOrderCsv settings) {
    settings.columns.forEach(
        (role, name) -> {
          if (!OrderRefunds.takes(role, settings)) {
            findStated(role, name);
          }
        });
    for (ShopColumn role : ShopColumn.values()) {
      if (!settings.columns.containsKey(role) && !OrderRefunds.takes(role, settings)) {
        recognise(role);
      }
    }
    return this;
  }

  private void findStated(ShopColumn role, String name) {
    int index = name.isEmpty() ? -1 : names.indexOf(name);
    if (index >= 0) {
      indexOf.put(role, index);
    }
  }

  private void recognise(ShopColumn role) {
    for (String name : role.usualNames()) {
      for (int i = 0; i < names.size(); i++) {
        if (HeaderLine.spelled(names.get(i)).equals(HeaderLine.spelled(name))
            && !indexOf.containsValue(i)) {
          indexOf.put(role, i);
          return;
        }
      }
    }
  }

  private ShopHeader checked(ShopOrderCsv settings) {
    Map<Integer, ShopColumn> roleOf = new LinkedHashMap<>();
    settings.columns.forEach(
        (role, name) -> {
          if (!name.isEmpty() && !has(role) && !OrderRefunds.takes(role, settings)) {
            throw error(source, "there is no column \"" + name + "\"; the columns are " + names);
          }
        });
    indexOf.forEach(
        (role, index) -> {
          ShopColumn other = roleOf.put(index, role);
          if (other != null) {
            throw error(
                source,
                "the column \"" + names.get(index) + "\" cannot be both " + other + " and " + role);
          }
          if (names.indexOf(names.get(index)) != names.lastIndexOf(names.get(index))) {
            throw error(source, "the column \"" + names.get(index) + "\" stands there twice");
          }
        });
    require(ShopColumn.CUSTOMER);
    require(ShopColumn.TIME);
    if (!has(ShopColumn.UNIT_PRICE)) {
      if (!settings.amountsOptional || !hasLines()) {
        require(ShopColumn.AMOUNT);
      }
    } else if (!settings.columns.containsKey(ShopColumn.UNIT_PRICE)) {
      // Recognised only, so the amount says it all.
      if (has(ShopColumn.AMOUNT)) {
        indexOf.remove(ShopColumn.UNIT_PRICE);
      }
    } else if (!settings.columns.containsKey(ShopColumn.AMOUNT)) {
      indexOf.remove(ShopColumn.AMOUNT);
    } else {
      throw error(source, "the amount and the unit price cannot both be named");
    }
    if (has(ShopColumn.UNIT_PRICE)) {
      require(ShopColumn.QUANTITY);
    }
    if (hasLines() || settings.refunds != null) {
      require(ShopColumn.ORDER);
    }
    requireBeside(ShopColumn.REFUND_TIME, ShopColumn.REFUND, settings);
    requireBeside(ShopColumn.STATUS_TIME, ShopColumn.STATUS, settings);
    requireBeside(ShopColumn.SHIPPING_TAX, ShopColumn.SHIPPING, settings);
    requireBeside(ShopColumn.REVISION, ShopColumn.ORDER, settings);
    requireLines(ShopColumn.ORDER_DISCOUNT, ShopColumn.DISCOUNT);
    requireLines(ShopColumn.ORDER_TAX, ShopColumn.TAX);
    if (settings.laterFileWins) {
      require(ShopColumn.ORDER);
      if (has(ShopColumn.REVISION)) {
        throw error(source, "either the revision decides or the later file, but not both");
      }
    }
    if (hasLines() && settings.meaning == AmountMeaning.TOTAL) {
      throw error(
          source,
          "the amount of a line cannot be the total of its order; name goods or goods-and-tax");
    }
    return this;
  }

  private void requireBeside(ShopColumn role, ShopColumn other, ShopOrderCsv settings) {
    if (!has(role) || has(other)) {
      return;
    }
    if (settings.columns.containsKey(role)) {
      require(other);
    }
    indexOf.remove(role);
  }

  /** Where rows are orders, the amount of a row has it within it or not, as its meaning says. */
  private void requireLines(ShopColumn ofOrder, ShopColumn ofRow) {
    if (has(ofOrder) && !hasLines()) {
      throw error(
          source,
          "the column \""
              + column(ofOrder)
              + "\" cannot be the "
              + ofOrder
              + " where rows are orders; name it as the "
              + ofRow);
    }
  }

  private void require(ShopColumn role) {
    if (!has(role)) {
      throw error(
          source,
          "no column looks like the "
              + role
              + "; name it with --"
              + (role == ShopColumn.ORDER ? "order-id" : role)
              + ", the columns are "
              + names);
    }
  }

  /** Whether several rows may be one order. */
  boolean hasLines() {
    return has(ShopColumn.PRODUCT) || has(ShopColumn.QUANTITY) || has(ShopColumn.UNIT_PRICE);
  }

  boolean has(ShopColumn role) {
    return indexOf.containsKey(role);
  }

  /** The index of the column, or -1. */
  int index(ShopColumn role) {
    return indexOf.getOrDefault(role, -1);
  }

  /** The name of the column. */
  @Nullable String column(ShopColumn role) {
    return has(role) ? names.get(index(role)) : null;
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

  CsvColumns columns() {
    Map<String, String> used = new LinkedHashMap<>();
    indexOf.forEach((role, index) -> used.put(role.toString(), names.get(index)));
    List<String> ignored = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!indexOf.containsValue(i) && !names.get(i).isEmpty()) {
        ignored.add(names.get(i));
      }
    }
    return new CsvColumns(source, used, ignored);
  }

  private static OrderCsvException error(String source, String reason) {
    return new OrderCsvException(new BadRow(source, 1, null, null, reason));
  }
}
