package org.clv4j.segments.lifecycle;

import java.time.LocalDate;
import org.clv4j.core.customer.CustomerOrders;

/** Counts by period, of some of the customers. */
final class FlowCounts {
  private final int[] newcomers;
  private final int[] returning;
  private final int[] reactivated;

  FlowCounts(int periods) {
    newcomers = new int[periods];
    returning = new int[periods];
    reactivated = new int[periods];
  }

  void count(CustomerOrders orders, int asOfDay, int from, int to, int[] periodOf, int firstDay) {
    for (int customer = from; customer < to; customer++) {
      int end = orders.end(customer, asOfDay);
      int last = -1;
      for (int i = orders.start(customer); i < end; i++) {
        int period = periodOf[orders.day(i) - firstDay] - periodOf[0];
        if (last < 0) {
          newcomers[period]++;
        } else if (period == last + 1) {
          returning[period]++;
        } else if (period > last) {
          reactivated[period]++;
        }
        last = period;
      }
    }
  }

  void add(FlowCounts other) {
    for (int i = 0; i < newcomers.length; i++) {
      newcomers[i] += other.newcomers[i];
      returning[i] += other.returning[i];
      reactivated[i] += other.reactivated[i];
    }
  }

  CustomerFlow flow(int period, LocalDate start, boolean complete) {
    int before = period == 0 ? 0 : active(period - 1);
    return new CustomerFlow(
        start,
        complete,
        active(period),
        newcomers[period],
        returning[period],
        reactivated[period],
        before - returning[period]);
  }

  private int active(int period) {
    return newcomers[period] + returning[period] + reactivated[period];
  }
}
