package org.clv4j.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.customer.OrderArrays;
import org.clv4j.core.order.OrderLog;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.health.CustomerBaseHealth;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.rfm.RfmTable;

/**
 * The questions of {@link OldBesideNew}, with answers that tell most differences between builds.
 */
public final class TurnQuestions {
  private TurnQuestions() {}

  /**
   * The questions about made-up orders.
   *
   * @param rows the number of orders
   * @param threads of those questions that can have several
   * @param layout the name of the {@link Layout}
   * @return by name, in the order to ask them
   */
  public static Map<String, Callable<String>> of(int rows, int threads, String layout) {
    OrderData data = OrderData.of(new OrderSource(rows), Layout.valueOf(layout));
    OrderLog log = data.log();
    long[] anywhere = LongStream.of(data.customer).map(OrderSource::mix).toArray();
    CustomerBase.Options options = CustomerBase.Options.DEFAULT.withThreads(threads);
    CustomerOrders orders = CustomerOrders.of(log, threads);
    CustomerBase base = orders.base(options);
    HealthOptions health = HealthOptions.DEFAULT.withThreads(threads);
    CohortOptions cohorts = CohortOptions.asOf(log.lastDay()).withThreads(threads);
    Map<String, Callable<String>> questions = new LinkedHashMap<>();
    questions.put("base of a log", () -> answer(CustomerBase.of(log, options)));
    questions.put(
        "base of arrays, ids close together",
        () -> answer(CustomerBase.of(arrays(data, data.customer), options)));
    questions.put(
        "base of arrays, ids anywhere",
        () -> answer(CustomerBase.of(arrays(data, anywhere), options)));
    questions.put("orders by customer", () -> answer(CustomerOrders.of(log, threads)));
    questions.put("health", () -> CustomerBaseHealth.of(orders, health).toString());
    questions.put("cohorts", () -> CohortTable.of(orders, cohorts).toString());
    questions.put("RFM", () -> RfmTable.of(base).toString());
    return questions;
  }

  private static OrderArrays arrays(OrderData data, long[] ids) {
    return OrderArrays.of(ids, data.day).withAmounts(data.cents, OrderData.EUR);
  }

  private static String answer(CustomerBase base) {
    return base + " " + base.spendMinor(base.size() / 2);
  }

  private static String answer(CustomerOrders orders) {
    int middle = orders.start(orders.size() / 2);
    return orders + " " + orders.day(middle) + " " + orders.amountMinor(middle);
  }
}
