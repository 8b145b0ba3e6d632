package org.clv4j.segments.economics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.clv4j.segments.cohort.CustomerLabels;

/**
 * Exact sums of the customers of a group by days since the first order; refunds and other
 * deductions on the days they are booked. Beside them how far the values of the customers are from
 * their mean (Welford 1962), in the order of the customers.
 */
final class GroupSums {
  private long customers;
  private final long[] orders;
  private final long[] revenue;
  private final long[] cost;
  private long discounts;
  private long refunds;
  private long firstRevenue;
  private final EconomicsOptions options;
  private double meanValue;
  private double squares;

  private GroupSums(EconomicsOptions options) {
    this.options = options;
    orders = new long[options.horizonDays()];
    revenue = new long[options.horizonDays()];
    cost = new long[options.horizonDays()];
  }

  static List<GroupSums> of(CustomerOrders log, CustomerLabels labels, EconomicsOptions options) {
    if (labels.customers() != log.size()) {
      throw new IllegalArgumentException(
          "labels must be one for each of the "
              + log.size()
              + " customers, but were "
              + labels.customers());
    }
    List<GroupSums> groups = new ArrayList<>();
    for (int g = 0; g < labels.names().size(); g++) {
      groups.add(none(options));
    }
    long from = options.from().toEpochDay();
    long to = options.to().toEpochDay();
    for (int c = 0; c < log.size(); c++) {
      int start = log.start(c);
      if (start < log.start(c + 1) && log.day(start) >= from && log.day(start) <= to) {
        groups.get(labels.groupOf(c)).add(log, c, start);
      }
    }
    return groups;
  }

  /** Of a group in which nobody was won. */
  static GroupSums none(EconomicsOptions options) {
    return new GroupSums(options);
  }

  private void add(CustomerOrders log, int customer, int start) {
    customers++;
    int firstDay = log.day(start);
    int end = log.end(customer, firstDay + orders.length - 1);
    long brought = 0;
    long goods = 0;
    for (int i = start; i < end; i++) {
      int age = log.day(i) - firstDay;
      orders[age]++;
      revenue[age] = Check.addExact(revenue[age], log.amountMinor(i), "revenue");
      brought = Check.addExact(brought, log.amountMinor(i), "revenue");
      discounts = Check.addExact(discounts, log.discountMinor(i), "discounts");
      if (log.hasCosts()) {
        cost[age] = Check.addExact(cost[age], log.costMinor(i), "cost");
        goods = Check.addExact(goods, log.costMinor(i), "cost");
      }
    }
    if (log.hasDeductions()) {
      int last = log.firstDeduction(end);
      for (int d = log.firstDeduction(start); d < last; d++) {
        int age = log.deductionDay(d) - firstDay;
        if (age < revenue.length) {
          revenue[age] = Check.addExact(revenue[age], -log.deductionMinor(d), "revenue");
          brought = Check.addExact(brought, -log.deductionMinor(d), "revenue");
          refunds = Check.addExact(refunds, log.deductionMinor(d), "refunds");
        }
      }
    }
    long ofFirst = log.valueMinor(start, firstDay + orders.length - 1);
    firstRevenue = Check.addExact(firstRevenue, ofFirst, "revenue");
    addValue(brought, goods, end - start);
  }

  private void addValue(long brought, long goods, int ordered) {
    Double margin = options.margin();
    Money orderCost = options.orderCost();
    double kept = margin == null ? brought - (double) goods : brought * margin;
    double value = kept - (orderCost == null ? 0 : (double) orderCost.minorUnits() * ordered);
    double off = value - meanValue;
    meanValue += off / customers;
    squares += off * (value - meanValue);
  }

  /**
   * Of the mean value of a customer, in minor units.
   *
   * @return empty below two customers
   */
  OptionalDouble standardError() {
    return customers < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(squares / (customers - 1) / customers));
  }

  long customers() {
    return customers;
  }

  int days() {
    return orders.length;
  }

  long orders(int day) {
    return orders[day];
  }

  long revenue(int day) {
    return revenue[day];
  }

  long cost(int day) {
    return cost[day];
  }

  long orders() {
    return total(orders, "orders");
  }

  long revenue() {
    return total(revenue, "revenue");
  }

  long cost() {
    return total(cost, "cost");
  }

  long discounts() {
    return discounts;
  }

  /** And whatever else was deducted on days of its own. */
  long refunds() {
    return refunds;
  }

  long repeatRevenue() {
    return revenue() - firstRevenue;
  }

  private static long total(long[] byDay, String name) {
    long sum = 0;
    for (long ofDay : byDay) {
      sum = Check.addExact(sum, ofDay, name);
    }
    return sum;
  }
}
