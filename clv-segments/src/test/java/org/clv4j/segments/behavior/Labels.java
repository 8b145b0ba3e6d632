package org.clv4j.segments.behavior;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;

/** Orders and labels in few words. */
final class Labels {
  static final Currency EUR = Currency.getInstance("EUR");
  static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);

  private Labels() {}

  /** {@code id day amount [discount]}, with amounts in cents. */
  static CustomerOrders orders(String... rows) {
    OrderLogBuilder log = OrderLog.builder(EUR);
    for (String row : rows) {
      String[] part = row.split(" ", -1);
      OrderDetails details =
          part.length < 4
              ? OrderDetails.NONE
              : new OrderDetails(Money.ofMinor(Long.parseLong(part[3]), EUR), null, null, null);
      log.add(
          new Order(
              part[0],
              LocalDate.parse(part[1]),
              Money.ofMinor(Long.parseLong(part[2]), EUR),
              details));
    }
    return CustomerOrders.of(log.build());
  }

  static List<String> members(BehaviorSegments segments, String name) {
    return IntStream.range(0, segments.size())
        .filter(row -> segments.has(row, name))
        .mapToObj(row -> segments.columns().id(row))
        .toList();
  }

  static List<String> members(CustomerOrders orders, String rule) {
    return members(Columns.of(orders, AS_OF), rule);
  }

  static List<String> members(Columns columns, String rule) {
    return members(BehaviorSegments.of(columns, SegmentRules.parse("it: " + rule)), "it");
  }

  static String ruleOf(String name) {
    return SegmentRules.DEFAULT.segments().stream()
        .filter(segment -> segment.name().equals(name))
        .findFirst()
        .orElseThrow()
        .rule()
        .toString();
  }
}
