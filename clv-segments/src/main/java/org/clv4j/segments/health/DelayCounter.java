package org.clv4j.segments.health;

import java.util.Arrays;
import java.util.OptionalDouble;
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
  private long[] daysByOrders = new long[16];

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
    int first = orders.day(from);
    int before = first;
    for (int i = from + 1; i < to; i++) {
      int day = orders.day(i);
      toNext[day - before]++;
      before = day;
    }
    waitingForNext[asOfDay - before]++;
    int count = to - from;
    if (count == 1) {
      waitingForSecond[asOfDay - first]++;
      return;
    }
    toSecond[orders.day(from + 1) - first]++;
    if (count >= daysByOrders.length) {
      daysByOrders = Arrays.copyOf(daysByOrders, 2 * count);
    }
    daysByOrders[count] += before - first;
    repeaters++;
  }

  void addAll(DelayCounter more) {
    add(toSecond, more.toSecond);
    add(waitingForSecond, more.waitingForSecond);
    add(toNext, more.toNext);
    add(waitingForNext, more.waitingForNext);
    if (more.daysByOrders.length > daysByOrders.length) {
      daysByOrders = Arrays.copyOf(daysByOrders, more.daysByOrders.length);
    }
    for (int i = 0; i < more.daysByOrders.length; i++) {
      daysByOrders[i] += more.daysByOrders[i];
    }
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
    return OptionalDouble.of(sum / repeaters);
  }
}
