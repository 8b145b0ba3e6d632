package org.clv4j.segments.behavior;

import java.time.LocalDate;
import java.util.Arrays;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.CustomerIds;

/** The customers of the columns, in the order of their ids, and their orders by the as-of day. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Rows(CustomerOrders orders, int asOfDay, int[] customers) {

  static Rows of(CustomerOrders orders, int asOfDay) {
    return new Rows(orders, asOfDay, orders.buyers(asOfDay));
  }

  LocalDate asOf() {
    return LocalDate.ofEpochDay(asOfDay);
  }

  int size() {
    return customers.length;
  }

  int start(int row) {
    return orders.start(customers[row]);
  }

  int end(int row) {
    return orders.end(customers[row], asOfDay);
  }

  CustomerIds ids() {
    CustomerIds all = orders.customers();
    return all.size() == size() ? all : all.select(customers);
  }

  String id(int row) {
    return orders.customers().id(customers[row]);
  }

  int row(CharSequence id) {
    int customer = orders.customers().indexOf(id);
    return customer < 0 ? -1 : Math.max(-1, Arrays.binarySearch(customers, customer));
  }
}
