package org.clv4j.segments.economics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.clv4j.segments.cohort.CustomerLabels;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

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
   *     group, by its name; no cost is known of a group that is not there, and spend of one that no
   *     customer has won nobody: its cost per customer is empty
   * @param kind what that spend is, see {@link AcquisitionCost.Kind}; that of a channel or campaign
   *     over the customers who came through it is never blended
   * @param options acquisition period, horizon, margin
   * @return the economics
   * @throws IllegalArgumentException if there is not one label per customer, spend is negative, or
   *     orders cost something and neither a margin nor the costs of the orders are known
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
    acquisitionSpend.values().forEach(spend -> spend.plus(Money.zero(currency)));
    LtvToCac.Basis basis = basis(orders, options);
    Money orderCost = options.orderCost();
    if (orderCost != null) {
      orderCost.plus(Money.zero(currency));
      if (basis == LtvToCac.Basis.REVENUE) {
        throw new IllegalArgumentException(
            "an order cost is part of a margin: margin or the costs of the orders must be known,"
                + " but neither is");
      }
    }
    Map<String, GroupSums> sums = new LinkedHashMap<>();
    List<GroupSums> ofLabels = GroupSums.of(orders, labels, options);
    for (int g = 0; g < ofLabels.size(); g++) {
      sums.put(labels.names().get(g), ofLabels.get(g));
    }
    for (String name : new TreeSet<>(acquisitionSpend.keySet())) {
      sums.putIfAbsent(name, GroupSums.none(options));
    }
    List<GroupEconomics> groups = new ArrayList<>();
    sums.forEach(
        (name, ofGroup) -> {
          Money spend = acquisitionSpend.get(name);
          AcquisitionCost cost =
              spend == null ? null : new AcquisitionCost(kind, spend, ofGroup.customers());
          groups.add(GroupEconomics.of(name, ofGroup, cost, basis, options, currency));
        });
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

  /**
   * Measures the cohorts of customers who were won in the same calendar period, as far as the whole
   * period lies in the acquisition period: spend of a month is that of all who were won in it.
   *
   * @param orders the orders, with amounts
   * @param cohorts the period of the first order
   * @param acquisitionSpend what was spent in a period, by its first day; that of other periods
   *     than those of the acquisition is left out
   * @param kind {@code BLENDED} or {@code FULLY_LOADED}, as a cohort has all new customers
   * @param options acquisition period, horizon, margin
   * @return the economics, in the order of time
   * @throws IllegalArgumentException as {@link #of}, or if spend is of a day that begins no period,
   *     or no whole period lies in the acquisition period
   */
  public static UnitEconomics byCohort(
      CustomerOrders orders,
      CalendarPeriod cohorts,
      Map<LocalDate, Money> acquisitionSpend,
      AcquisitionCost.Kind kind,
      EconomicsOptions options) {
    EconomicsOptions whole = options.withWhole(cohorts);
    Map<String, Money> spend = new TreeMap<>();
    acquisitionSpend.forEach(
        (day, money) -> {
          int epochDay = (int) day.toEpochDay();
          if (cohorts.firstDay(cohorts.indexOf(epochDay)) != epochDay) {
            throw new IllegalArgumentException(
                "spend must be of the first day of a " + cohorts.unit() + ", but was of " + day);
          }
          if (isWithin(whole, day)) {
            spend.put(day.toString(), money);
          }
        });
    UnitEconomics all = of(orders, CustomerLabels.firstOrder(orders, cohorts), spend, kind, whole);
    return new UnitEconomics(
        all.scope,
        all.groups.stream()
            .filter(group -> !group.name().equals(CustomerLabels.NONE))
            .filter(group -> isWithin(whole, LocalDate.parse(group.name())))
            .sorted(Comparator.comparing(GroupEconomics::name))
            .toList());
  }

  private static boolean isWithin(EconomicsOptions options, LocalDate day) {
    return !day.isBefore(options.from()) && !day.isAfter(options.to());
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
   * @return in the order of the labels, those without customers too; then those that spend alone
   *     names
   */
  public List<GroupEconomics> groups() {
    return groups;
  }

  /**
   * What a customer cost, three figures of one table of spend: that of the groups is spend on paid
   * channels.
   *
   * @param overhead salaries, tools and agencies of the acquisition period; null where not known
   * @return {@code PAID}, of the groups on which something was spent; {@code BLENDED}, the same
   *     spend over all new customers; and {@code FULLY_LOADED}, with the overhead, if it is known
   * @throws IllegalStateException if spend of a group is not {@code PAID}
   * @throws CurrencyMismatchException if the overhead is in another currency than the orders
   * @throws IllegalArgumentException if the overhead is negative
   */
  public List<AcquisitionCost> acquisitionCosts(@Nullable Money overhead) {
    Money spend = Money.zero(Objects.requireNonNull(scope.currency()));
    long paid = 0;
    long all = 0;
    for (GroupEconomics group : groups) {
      AcquisitionCost cost = group.acquisitionCost();
      all += group.customers();
      if (cost != null && cost.kind() != AcquisitionCost.Kind.PAID) {
        throw new IllegalStateException(
            "spend of the groups must be paid, but that of " + group.name() + " is " + cost.kind());
      }
      if (cost != null && cost.spend().minorUnits() > 0) {
        spend = spend.plus(cost.spend());
        paid += cost.newCustomers();
      }
    }
    List<AcquisitionCost> costs = new ArrayList<>();
    costs.add(new AcquisitionCost(AcquisitionCost.Kind.PAID, spend, paid));
    costs.add(new AcquisitionCost(AcquisitionCost.Kind.BLENDED, spend, all));
    if (overhead != null) {
      if (overhead.isNegative()) {
        throw new IllegalArgumentException("overhead must not be negative, but was " + overhead);
      }
      costs.add(new AcquisitionCost(AcquisitionCost.Kind.FULLY_LOADED, spend.plus(overhead), all));
    }
    return List.copyOf(costs);
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
