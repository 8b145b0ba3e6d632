package org.clv4j.benchmarks;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.spend.SpendSummaries;
import org.clv4j.models.transaction.BgNbd;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Customers who buy as a BG/NBD and spend as a Gamma-Gamma say, with times in whole days: first
 * orders throughout two years, orders to the end of these.
 */
@State(Scope.Benchmark)
public class SimulatedCustomers {
  static final BgNbd TRANSACTIONS = new BgNbd(0.8, 30, 0.35, 5.2, PeriodUnit.DAY);
  static final GammaGamma SPEND = new GammaGamma(6, 4, 15);

  private static final LocalDate START = LocalDate.of(2023, 1, 1);
  private static final LocalDate END = LocalDate.of(2024, 12, 31);

  @Param({"2357", "1000000"})
  int customers;

  private CustomerBase base = CustomerBase.of(OrderLog.builder(OrderData.EUR).build(), END);
  private int[] frequency = {};
  private double[] recency = {};
  private double[] age = {};
  private double[] meanSpend = {};

  @Setup
  public void simulate() {
    BgNbd model = TRANSACTIONS;
    PurchaseProcess process =
        PurchaseProcess.bgNbd(model.r(), model.alpha(), model.a(), model.b(), model.unit());
    SimulationOptions options =
        SimulationOptions.of(customers, 1, START, END).withBirthsUntil(END.minusDays(1));
    base = CustomerBase.of(OrderSimulation.of(process, options).orders(SPEND, OrderData.EUR), END);
    frequency = rows().map(base::frequency).toArray();
    recency = rows().mapToDouble(base::recencyDays).toArray();
    age = rows().mapToDouble(base::ageDays).toArray();
    meanSpend = rows().mapToDouble(row -> base.meanRepeatSpend(row).orElse(0)).toArray();
  }

  private IntStream rows() {
    return IntStream.range(0, base.size());
  }

  CustomerBase base() {
    return base;
  }

  /** Groups the histories. */
  CustomerSummaries summaries() {
    return CustomerSummaries.of(frequency, recency, age, null, PeriodUnit.DAY);
  }

  /** Sorts the mean spends. */
  SpendSummaries spends() {
    return SpendSummaries.of(frequency, meanSpend, null);
  }
}
