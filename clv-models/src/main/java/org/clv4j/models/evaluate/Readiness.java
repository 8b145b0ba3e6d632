package org.clv4j.models.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.spend.SpendSummaries;

/**
 * Whether data are fit for a forecast, before any model is fitted.
 *
 * <table>
 * <caption>The gates</caption>
 * <tr><th>gate</th><th>value</th><th>passed</th><th>failed</th></tr>
 * <tr><td>{@code customers}</td><td>their number</td><td>500</td><td>below 50</td></tr>
 * <tr><td>{@code repeat-buyers}</td><td>customers who bought again</td><td>100</td><td>below
 * 30</td></tr>
 * <tr><td>{@code history-length}</td><td>longest age T, in units of the median time between the
 * purchases of a repeat buyer, t<sub>x</sub> / x</td><td>4</td><td>below 1.5</td></tr>
 * <tr><td>{@code one-time-share}</td><td>share of customers who bought once</td><td>at most
 * 0.8</td><td>above 0.98</td></tr>
 * <tr><td>{@code age-spread}</td><td>(90th - 10th percentile of T) / longest T</td><td>0.1</td><td>
 * warns only</td></tr>
 * <tr><td>{@code heaviest-customer}</td><td>the largest share of all repeat purchases that one
 * customer made</td><td>at most 0.05</td><td>above 0.25</td></tr>
 * <tr><td>{@code seasonality}</td><td>the furthest that the repeat orders of a month of the
 * year lie from those of customers as old in other months, 0.3 for 30 %</td><td>at most 0.3, or not significant</td><td>warns only</td></tr>
 * <tr><td>{@code duplicates}</td><td>share of orders that repeat another one in customer, day and
 * amount</td><td>at most 0.01</td><td>above 0.2</td></tr>
 * <tr><td>{@code spend-correlation}</td><td>Pearson's correlation of frequency and mean repeat
 * spend</td><td>within 0.1 of 0, or not significant</td><td>significant and beyond 0.3</td></tr>
 * <tr><td>{@code spend-excluded}</td><td>share of repeat buyers without a repeat spend above
 * 0</td><td>at most 0.01</td><td>above 0.2</td></tr>
 * <tr><td>{@code spend-heaviest}</td><td>the largest share of all repeat spend that one customer
 * made</td><td>at most 0.05</td><td>above 0.25</td></tr>
 * </table>
 *
 * <p>The thresholds are rules of thumb, not tests: below them standard errors of the parameters are
 * mostly larger than half the parameters. Significant is a p-value below 0.01.
 *
 * @param gates in the order above; those of seasonality and duplicates need orders, those of spend
 *     amounts
 */
public record Readiness(List<Gate> gates) {

  /** Takes a copy. */
  public Readiness {
    gates = List.copyOf(gates);
  }

  /**
   * All gates.
   *
   * @param log the orders
   * @param options as-of day, purchase period, threads
   * @return the gates; those of spend are unknown without amounts
   * @throws IllegalStateException if the log is empty and no as-of day is given
   */
  public static Readiness of(OrderLog log, CustomerBase.Options options) {
    CustomerBase base = CustomerBase.of(log, options);
    List<Gate> gates =
        new ArrayList<>(CustomerGates.of(CustomerSummaries.of(base, PeriodUnit.DAY)));
    gates.add(
        base.isEmpty() ? Seasonality.unknown("there is no order") : Seasonality.of(log, base));
    gates.add(OrderGates.duplicates(log, base.asOf()));
    gates.addAll(base.hasAmounts() ? SpendGates.of(SpendSummaries.of(base)) : SpendGates.unknown());
    return new Readiness(gates);
  }

  /**
   * The gates that need neither orders nor amounts; the others are unknown.
   *
   * @param data the customers
   * @return the gates
   */
  public static Readiness of(CustomerSummaries data) {
    List<Gate> gates = new ArrayList<>(CustomerGates.of(data));
    gates.add(Seasonality.unknown("summaries do not tell when orders came"));
    gates.add(OrderGates.unknownDuplicates("summaries do not tell single orders"));
    gates.addAll(SpendGates.unknown());
    return new Readiness(gates);
  }

  /**
   * Whether nothing has failed.
   *
   * @return true if there are warnings at most
   */
  public boolean isReady() {
    return gates.stream().noneMatch(gate -> gate.status() == Gate.Status.FAILED);
  }

  /**
   * One gate.
   *
   * @param name its name
   * @return the gate
   * @throws IllegalArgumentException if there is none of that name
   */
  public Gate gate(String name) {
    Optional<Gate> found = gates.stream().filter(gate -> gate.name().equals(name)).findFirst();
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "gate must be one of "
                    + gates.stream().map(Gate::name).toList()
                    + ", but was \""
                    + name
                    + "\""));
  }
}
