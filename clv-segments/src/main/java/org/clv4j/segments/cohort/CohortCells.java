package org.clv4j.segments.cohort;

import java.util.Arrays;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Parallel;
import org.jspecify.annotations.Nullable;

/**
 * The sums of all cells, in whole numbers. First each is that of its period alone; at the end the
 * sums over periods run along a cohort, which makes every question one or two look-ups.
 */
final class CohortCells {
  /** 4095 daily cohorts; 134 MB with amounts, 201 MB with costs too. */
  static final int MAX_CELLS = 1 << 23;

  private static final int ORDERS_WORTH_A_THREAD = 1 << 17;

  final int[] customers;
  final int[] oldest;
  final int[] youngest;
  final int[] active;
  final int[] lastSeen;
  final int[] unbroken;
  final int[] orders;
  final long @Nullable [] revenue;
  final long @Nullable [] cost;

  private CohortCells(int rows, int cells, CustomerOrders log) {
    customers = new int[rows];
    oldest = new int[rows];
    youngest = new int[rows];
    Arrays.fill(oldest, Integer.MAX_VALUE);
    Arrays.fill(youngest, Integer.MIN_VALUE);
    active = new int[cells];
    lastSeen = new int[cells];
    unbroken = new int[cells];
    orders = new int[cells];
    revenue = log.hasAmounts() ? new long[cells] : null;
    cost = log.hasCosts() ? new long[cells] : null;
  }

  /** Counts all orders by the as-of day in one pass. */
  static CohortCells of(
      CustomerOrders orders, CohortGrid grid, CustomerLabels labels, int threads) {
    int groups = labels.groups();
    long cells = grid.cells(groups);
    if (cells > MAX_CELLS) {
      throw new IllegalArgumentException(
          "cells must be at most "
              + MAX_CELLS
              + ", but "
              + grid.cohorts()
              + " cohorts"
              + (groups > 1 ? " of " + groups + " groups" : "")
              + " have "
              + cells
              + ": take longer cohorts"
              + (groups > 1 ? " or fewer groups" : "")
              + ", longer periods or brackets");
    }
    int parts = Math.min(threads, orders.orderCount() / ORDERS_WORTH_A_THREAD);
    int workers = (int) Math.max(1, Math.min(parts, MAX_CELLS / Math.max(1, cells)));
    CohortCells[] part = new CohortCells[workers];
    Parallel.run(
        workers,
        t -> {
          part[t] = new CohortCells(groups * grid.cohorts(), (int) cells, orders);
          int to = Parallel.start(orders.size(), t + 1, workers);
          for (int c = Parallel.start(orders.size(), t, workers); c < to; c++) {
            part[t].add(orders, c, grid, labels.groupOf(c));
          }
        });
    for (int t = 1; t < workers; t++) {
      part[0].merge(part[t]);
    }
    part[0].sumAlongCohorts(grid, groups);
    return part[0];
  }

  private void add(CustomerOrders log, int customer, CohortGrid grid, int group) {
    int i = log.start(customer);
    int end = log.end(customer, grid.asOfDay());
    if (i == end) {
      return;
    }
    int first = log.day(i);
    int cohort = grid.cohort(first);
    int row = group * grid.cohorts() + cohort;
    customers[row]++;
    oldest[row] = Math.min(oldest[row], first);
    youngest[row] = Math.max(youngest[row], first);
    int start = group * grid.cells() + grid.firstCell(cohort);
    int origin = grid.origin(first);
    int base = grid.base(first);
    int run = -1;
    int period = 0;
    while (i < end) {
      int from = i;
      long amounts = log.amountMinor(i);
      for (i++; i < end && grid.period(origin, base, log.day(i)) == period; i++) {
        amounts = Math.addExact(amounts, log.amountMinor(i));
      }
      active[start + period]++;
      orders[start + period] += i - from;
      if (revenue != null) {
        revenue[start + period] = Math.addExact(revenue[start + period], amounts);
      }
      if (cost != null) {
        for (int o = from; o < i; o++) {
          cost[start + period] = Math.addExact(cost[start + period], log.costMinor(o));
        }
      }
      run = run == period - 1 ? period : run;
      if (i == end) {
        lastSeen[start + period]++;
      } else {
        period = grid.period(origin, base, log.day(i));
      }
    }
    unbroken[start + run]++;
    if (revenue != null && log.hasDeductions()) {
      int to = log.firstDeduction(end);
      for (int d = log.firstDeduction(log.start(customer)); d < to; d++) {
        if (log.deductionDay(d) <= grid.asOfDay()) {
          int cell = start + grid.period(origin, base, log.deductionDay(d));
          revenue[cell] = Math.subtractExact(revenue[cell], log.deductionMinor(d));
        }
      }
    }
  }

  private void merge(CohortCells other) {
    for (int row = 0; row < customers.length; row++) {
      customers[row] += other.customers[row];
      oldest[row] = Math.min(oldest[row], other.oldest[row]);
      youngest[row] = Math.max(youngest[row], other.youngest[row]);
    }
    for (int cell = 0; cell < active.length; cell++) {
      active[cell] += other.active[cell];
      lastSeen[cell] += other.lastSeen[cell];
      unbroken[cell] += other.unbroken[cell];
      orders[cell] += other.orders[cell];
    }
    merge(revenue, other.revenue);
    merge(cost, other.cost);
  }

  private static void merge(long @Nullable [] sums, long @Nullable [] more) {
    if (sums != null && more != null) {
      Arrays.setAll(sums, cell -> Math.addExact(sums[cell], more[cell]));
    }
  }

  /** Orders and money from period 0 on; who was seen last, or without a gap, up to the end. */
  private void sumAlongCohorts(CohortGrid grid, int groups) {
    for (int group = 0; group < groups; group++) {
      for (int cohort = 0; cohort < grid.cohorts(); cohort++) {
        int from = group * grid.cells() + grid.firstCell(cohort);
        int to = group * grid.cells() + grid.firstCell(cohort + 1);
        for (int cell = from + 1; cell < to; cell++) {
          orders[cell] += orders[cell - 1];
        }
        sumUp(revenue, from, to);
        sumUp(cost, from, to);
        for (int cell = to - 2; cell >= from; cell--) {
          lastSeen[cell] += lastSeen[cell + 1];
          unbroken[cell] += unbroken[cell + 1];
        }
      }
    }
  }

  private static void sumUp(long @Nullable [] sums, int from, int to) {
    for (int cell = from + 1; sums != null && cell < to; cell++) {
      sums[cell] = Math.addExact(sums[cell], sums[cell - 1]);
    }
  }
}
