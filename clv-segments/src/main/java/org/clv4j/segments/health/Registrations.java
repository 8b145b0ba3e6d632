package org.clv4j.segments.health;

import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;

/** Registrations beside orders, as known on a day. */
final class Registrations {
  /** By customer index of the orders, whether he had registered. */
  final boolean[] registered;

  final Delay toFirstOrder;
  final long customers;
  final long prospects;

  /** Who registered within the period and could be watched for the horizon. */
  final long recent;

  /** Of the recent, who had no order by the end of the horizon. */
  final long recentWithoutOrder;

  Registrations(CustomerEvents events, CustomerOrders orders, HealthOptions options, int asOfDay) {
    int[] inOrders = events.customers().indicesIn(orders.customers());
    registered = new boolean[orders.size()];
    int longest = 0;
    for (int e = 0; e < events.size(); e++) {
      longest = Math.max(longest, asOfDay - events.day(e));
    }
    int[] ended = new int[longest + 1];
    int[] waiting = new int[longest + 1];
    long all = 0;
    long without = 0;
    long young = 0;
    long youngWithout = 0;
    for (int c = 0; c < inOrders.length; c++) {
      int day = events.day(events.start(c));
      if (day > asOfDay) {
        continue;
      }
      all++;
      int first = Integer.MAX_VALUE;
      if (inOrders[c] >= 0) {
        registered[inOrders[c]] = true;
        int from = orders.start(inOrders[c]);
        first = orders.end(inOrders[c], asOfDay) > from ? orders.day(from) : first;
      }
      if (first == Integer.MAX_VALUE) {
        without++;
        waiting[asOfDay - day]++;
      } else if (first >= day) {
        ended[first - day]++;
      }
      if (day > asOfDay - options.registrationPeriod()
          && day + options.registrationHorizon() <= asOfDay) {
        young++;
        youngWithout += first > day + options.registrationHorizon() ? 1 : 0;
      }
    }
    toFirstOrder = new Delay(ended, waiting);
    customers = all;
    prospects = without;
    recent = young;
    recentWithoutOrder = youngWithout;
  }
}
