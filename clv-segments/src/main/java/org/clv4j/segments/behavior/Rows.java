package org.clv4j.segments.behavior;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.CustomerIds;
import org.jspecify.annotations.Nullable;

/**
 * The customers of the columns, in the order of their ids, and their orders by the as-of day.
 *
 * @param customers by row, of the orders; -1 of who never ordered
 * @param withCarts the ids by row if carts were given; null if all rows are buyers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Rows(CustomerOrders orders, int asOfDay, int[] customers, @Nullable CustomerIds withCarts) {

  static Rows of(CustomerOrders orders, int asOfDay) {
    return new Rows(orders, asOfDay, orders.buyers(asOfDay), null);
  }

  /** Buyers, and who had filled a cart by the day. */
  static Rows of(CustomerOrders orders, int asOfDay, CustomerEvents carts) {
    int[] filled =
        IntStream.range(0, carts.customers().size())
            .filter(customer -> carts.day(carts.start(customer)) <= asOfDay)
            .toArray();
    CustomerIds ids = of(orders, asOfDay).ids().union(carts.customers().select(filled));
    return new Rows(orders, asOfDay, ids.indicesIn(orders.customers()), ids);
  }

  LocalDate asOf() {
    return LocalDate.ofEpochDay(asOfDay);
  }

  int size() {
    return customers.length;
  }

  int start(int row) {
    return customers[row] < 0 ? 0 : orders.start(customers[row]);
  }

  int end(int row) {
    return customers[row] < 0 ? 0 : orders.end(customers[row], asOfDay);
  }

  /** How many rows have an order. */
  int buyers() {
    return withCarts == null
        ? size()
        : (int) IntStream.range(0, size()).filter(row -> end(row) > start(row)).count();
  }

  CustomerIds ids() {
    if (withCarts != null) {
      return withCarts;
    }
    CustomerIds all = orders.customers();
    return all.size() == size() ? all : all.select(customers);
  }

  String id(int row) {
    return withCarts == null ? orders.customers().id(customers[row]) : withCarts.id(row);
  }

  int row(CharSequence id) {
    if (withCarts != null) {
      return withCarts.indexOf(id);
    }
    int customer = orders.customers().indexOf(id);
    return customer < 0 ? -1 : Math.max(-1, Arrays.binarySearch(customers, customer));
  }

  /** The values of other rows by the rows of these, NaN of who was not there. */
  double[] moved(double[] values, CustomerIds from) {
    return Arrays.stream(ids().indicesIn(from))
        .mapToDouble(row -> row < 0 ? Double.NaN : values[row])
        .toArray();
  }
}
