package org.clv4j.segments.health;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.clv4j.core.customer.CustomerOrders;
import org.jspecify.annotations.Nullable;

/** Counts the days between the orders of some customers; belongs to one thread. */
final class DelayCounter {
  private final CustomerOrders orders;
  private final int asOfDay;
  private final int[] toSecond;
  private final int[] waitingForSecond;
  private final int[] toNext;
  private final int[] waitingForNext;

  /** By number of orders, the days from first to last order of all customers who have so many. */
  private final long[] daysByOrders = new long[1024];

  private final SortedMap<Integer, Long> daysByManyOrders = new TreeMap<>();

  private long repeaters;

  DelayCounter(CustomerOrders orders, int asOfDay) {
    this.orders = orders;
    this.asOfDay = asOfDay;
    int days = orders.orderCount() == 0 ? 1 : Math.max(0, asOfDay - firstDay(orders)) + 1;
    toSecond = new int[days];
    waitingForSecond = new int[days];
    toNext = new int[days];
    waitingForNext = new int[days];
  }

  private static int firstDay(CustomerOrders orders) {
    return (int) orders.log().firstDay().toEpochDay();
  }

  /** Takes the orders {@code from} to {@code to} - 1 of a customer, at least one. */
  void add(int from, int to) {
    int last = orders.day(from);
    for (int i = from + 1; i < to; i++) {
      int day = orders.day(i);
      addNext(day - last);
      last = day;
    }
    addCustomer(from, to);
  }

  /** Takes the days from an order of a customer to the next. */
  void addNext(int days) {
    toNext[days]++;
  }

  /** Takes a customer's other delays; those from order to order are taken before or after. */
  void addCustomer(int from, int to) {
    int first = orders.day(from);
    int last = orders.day(to - 1);
    int count = to - from;
    waitingForNext[asOfDay - last]++;
    if (count == 1) {
      waitingForSecond[asOfDay - first]++;
      return;
    }
    toSecond[orders.day(from + 1) - first]++;
    if (count < daysByOrders.length) {
      daysByOrders[count] += last - first;
    } else {
      daysByManyOrders.merge(count, (long) last - first, Long::sum);
    }
    repeaters++;
  }

  void addAll(DelayCounter more) {
    add(toSecond, more.toSecond);
    add(waitingForSecond, more.waitingForSecond);
    add(toNext, more.toNext);
    add(waitingForNext, more.waitingForNext);
    for (int i = 0; i < daysByOrders.length; i++) {
      daysByOrders[i] += more.daysByOrders[i];
    }
    more.daysByManyOrders.forEach((count, days) -> daysByManyOrders.merge(count, days, Long::sum));
    repeaters += more.repeaters;
  }

  private static void add(int[] sums, int[] more) {
    for (int i = 0; i < more.length; i++) {
      sums[i] += more[i];
    }
  }

  PurchaseDelays delays(@Nullable Delay registrationToFirst) {
    // Who has ordered once waits for the second order and for the next alike.
    int[] repeatersWaiting = new int[waitingForNext.length];
    Arrays.setAll(repeatersWaiting, day -> waitingForNext[day] - waitingForSecond[day]);
    return new PurchaseDelays(
        registrationToFirst,
        new Delay(toSecond, waitingForSecond),
        new Delay(toNext, waitingForNext),
        new Delay(toNext, repeatersWaiting),
        meanOfCustomers());
  }

  private OptionalDouble meanOfCustomers() {
    if (repeaters == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int count = 2; count < daysByOrders.length; count++) {
      sum += (double) daysByOrders[count] / (count - 1);
    }
    for (Map.Entry<Integer, Long> many : daysByManyOrders.entrySet()) {
      sum += (double) many.getValue() / (many.getKey() - 1);
    }
    return OptionalDouble.of(sum / repeaters);
  }
}
