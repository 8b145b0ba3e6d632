package org.clv4j.segments.economics;

import java.time.LocalDate;
import java.util.Currency;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;

/** A shop of which everything can be counted by hand. */
final class Shop {
  static final LocalDate START = LocalDate.of(2024, 1, 1);
  static final Currency EUR = Currency.getInstance("EUR");

  private Shop() {}

  static int day(int afterStart) {
    return (int) START.toEpochDay() + afterStart;
  }

  static LocalDate date(int afterStart) {
    return START.plusDays(afterStart);
  }

  /** Four customers of search, two of mail, one who came later and is not watched long enough. */
  static OrderLogBuilder builder(boolean costs) {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    add(builder, costs, "s1", 0, 10_000, "search", 500);
    add(builder, costs, "s1", 10, 5_000, "mail", 0);
    add(builder, costs, "s1", 40, 9_000, "mail", 0);
    add(builder, costs, "s2", 1, 4_000, "search", 1000);
    add(builder, costs, "s3", 2, 6_000, "search", 0);
    add(builder, costs, "s3", 31, 2_000, "search", 0);
    add(builder, costs, "s4", 3, 1_000, "search", 0);
    add(builder, costs, "m1", 0, 8_000, "mail", 0);
    add(builder, costs, "m1", 29, 8_000, "mail", 0);
    add(builder, costs, "m2", 5, 2_000, "mail", 0);
    add(builder, costs, "late", 50, 70_000, "mail", 0);
    return builder;
  }

  private static void add(
      OrderLogBuilder builder,
      boolean costs,
      String customer,
      int day,
      long amount,
      String channel,
      long discount) {
    builder.add(customer, day(day), amount).channel(channel).discount(discount);
    if (costs) {
      builder.cost(amount * 6 / 10);
    }
  }

  static CustomerOrders orders(boolean costs) {
    return CustomerOrders.of(builder(costs).build());
  }
}
