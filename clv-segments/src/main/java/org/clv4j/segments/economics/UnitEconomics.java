package org.clv4j.segments.economics;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.clv4j.segments.cohort.CustomerLabels;
import org.clv4j.segments.metric.Scope;

/**
 * What customers cost and bring, by group: a channel, a campaign, a cohort, a segment.
 *
 * <p>All figures of a group are of the same customers, those whose first order lies in the
 * acquisition period, and of the same number of days of each: value and cost of different
 * customers, or of different horizons, cannot be compared.
 *
 * <pre>{@code
 * CustomerLabels channels = CustomerLabels.firstChannel(orders);
 * UnitEconomics.of(orders, channels, spend, AcquisitionCost.Kind.PAID, options).groups();
 * }</pre>
 */
public final class UnitEconomics {
  private final Scope scope;
  private final List<GroupEconomics> groups;

  private UnitEconomics(Scope scope, List<GroupEconomics> groups) {
    this.scope = scope;
    this.groups = groups;
  }

  /**
   * Measures every group.
   *
   * @param orders the orders, with amounts
   * @param labels the group of each customer, known at the first order
   * @param acquisitionSpend what was spent in the acquisition period to win the customers of a
   *     group, by its name; no cost is known of a group that is not there
   * @param kind what that spend is, see {@link AcquisitionCost.Kind}
   * @param options acquisition period, horizon, margin
   * @return the economics
   * @throws IllegalArgumentException if there is not one label per customer, or spend of a group
   *     that does not exist or is negative
   * @throws IllegalStateException if the orders have no amounts
   * @throws CurrencyMismatchException if a cost is in another currency than the orders
   * @throws ArithmeticException if a sum does not fit in a long of minor units
   */
  public static UnitEconomics of(
      CustomerOrders orders,
      CustomerLabels labels,
      Map<String, Money> acquisitionSpend,
      AcquisitionCost.Kind kind,
      EconomicsOptions options) {
    Currency currency = currency(orders);
    for (Map.Entry<String, Money> spend : acquisitionSpend.entrySet()) {
      if (!labels.names().contains(spend.getKey())) {
        throw new IllegalArgumentException(
            "spend must be of a group, but was of "
                + spend.getKey()
                + "; the groups are "
                + labels.names());
      }
      spend.getValue().plus(Money.zero(currency));
    }
    Money orderCost = options.orderCost();
    if (orderCost != null) {
      orderCost.plus(Money.zero(currency));
    }
    List<GroupSums> sums = GroupSums.of(orders, labels, options);
    List<GroupEconomics> groups = new ArrayList<>();
    for (int g = 0; g < sums.size(); g++) {
      Money spend = acquisitionSpend.get(labels.names().get(g));
      AcquisitionCost cost =
          spend == null ? null : new AcquisitionCost(kind, spend, sums.get(g).customers());
      groups.add(
          GroupEconomics.of(
              labels.names().get(g), sums.get(g), cost, basis(orders, options), options, currency));
    }
    String window =
        "won from "
            + options.from()
            + " to "
            + options.to()
            + ", "
            + options.horizonDays()
            + " days of value";
    return new UnitEconomics(
        Scope.of(orders, options.to().plusDays(options.horizonDays() - 1L), window),
        List.copyOf(groups));
  }

  static Currency currency(CustomerOrders orders) {
    Currency currency = orders.currency();
    if (currency == null) {
      throw new IllegalStateException("the orders must have amounts, but have none");
    }
    return currency;
  }

  private static LtvToCac.Basis basis(CustomerOrders orders, EconomicsOptions options) {
    return options.margin() != null || orders.hasCosts()
        ? LtvToCac.Basis.MARGIN
        : LtvToCac.Basis.REVENUE;
  }

  /**
   * Acquisition period, horizon, zone, policy; the as-of day is the last day that counts.
   *
   * @return the scope
   */
  public Scope scope() {
    return scope;
  }

  /**
   * All groups.
   *
   * @return in the order of the labels, those without customers too
   */
  public List<GroupEconomics> groups() {
    return groups;
  }

  /**
   * One group.
   *
   * @param name its name
   * @return its economics
   * @throws NoSuchElementException if there is no such group
   */
  public GroupEconomics group(String name) {
    return groups.stream()
        .filter(group -> Objects.equals(group.name(), name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "there is no group \""
                        + name
                        + "\"; there are "
                        + groups.stream().map(GroupEconomics::name).toList()));
  }

  /** The scope, and a group per line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scope.toString());
    groups.forEach(group -> text.append("\n  ").append(group));
    return text.toString();
  }
}
