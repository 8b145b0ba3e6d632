package org.clv4j.segments.economics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.formula.Payback;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the customers of a group cost and bring.
 *
 * @param name of the group
 * @param customers who were won in the acquisition period
 * @param acquisitionCost of one of them; null where no spend is known
 * @param basis whether values are margin or revenue
 * @param horizonDays days of value
 * @param contributions mean value of a customer on each day, the first at index 0, of those who did
 *     not order too; in major units
 * @param standardError of the lifetime value, customers as independent, in major units; empty below
 *     two customers
 * @param waterfall from list prices to what is left, of all of them together: {@code list_prices},
 *     {@code discounts}, {@code refunds} (what was deducted on days of their own, as far as the
 *     horizon reaches), {@code revenue}; of margins {@code cost_of_goods}, {@code gross_margin},
 *     {@code order_costs} and what they contribute; where a cost is known {@code acquisition},
 *     {@code after_acquisition}
 * @param repeatRevenueShare of the revenue within the horizon, the part of later orders than the
 *     first: {@code repeat_revenue_share}
 * @param targetRatio LTV:CAC that is wanted
 */
public record GroupEconomics(
    String name,
    long customers,
    @Nullable AcquisitionCost acquisitionCost,
    LtvToCac.Basis basis,
    int horizonDays,
    List<Double> contributions,
    OptionalDouble standardError,
    List<WaterfallLine> waterfall,
    Metric repeatRevenueShare,
    double targetRatio) {
  private static final String NOBODY = "nobody was won in the acquisition period";

  /** Takes copies. */
  public GroupEconomics {
    Objects.requireNonNull(name, "name must not be null");
    contributions = List.copyOf(contributions);
    waterfall = List.copyOf(waterfall);
  }

  /**
   * A step from list prices to what is left.
   *
   * @param item for example {@code discounts}
   * @param amount in major units; what is taken off is negative, a sum so far is as it is
   * @param isSum whether it is the sum of all lines before that are none
   */
  public record WaterfallLine(String item, double amount, boolean isSum) {}

  static GroupEconomics of(
      String name,
      GroupSums sums,
      @Nullable AcquisitionCost cost,
      LtvToCac.Basis basis,
      EconomicsOptions options,
      Currency currency) {
    Money orderCost = options.orderCost();
    double perOrder = orderCost == null ? 0 : (double) orderCost.minorUnits();
    double[] contributions = new double[sums.customers() == 0 ? 0 : sums.days()];
    for (int day = 0; day < contributions.length; day++) {
      double goods = goods(sums.revenue(day), sums.cost(day), basis, options.margin());
      double minor = sums.revenue(day) - goods - perOrder * sums.orders(day);
      contributions[day] = Money.majorUnits(minor, currency) / sums.customers();
    }
    Metric repeat =
        sums.revenue() < 0
            ? Metric.unknown(
                "repeat_revenue_share", MetricUnit.SHARE, "the orders are worth less than 0")
            : Metric.ratio(
                "repeat_revenue_share",
                Money.ofMinor(sums.repeatRevenue(), currency).toBigDecimal(),
                Money.ofMinor(sums.revenue(), currency).toBigDecimal(),
                MetricUnit.SHARE,
                sums.customers() == 0 ? NOBODY : "the orders are worth 0");
    return new GroupEconomics(
        name,
        sums.customers(),
        cost,
        basis,
        options.horizonDays(),
        Arrays.stream(contributions).boxed().toList(),
        standardError(sums, currency),
        waterfall(sums, cost, basis, options.margin(), perOrder, currency),
        repeat,
        options.targetRatio());
  }

  private static OptionalDouble standardError(GroupSums sums, Currency currency) {
    OptionalDouble minor = sums.standardError();
    return minor.isEmpty()
        ? minor
        : OptionalDouble.of(Money.majorUnits(minor.getAsDouble(), currency));
  }

  private static double goods(
      long revenue, long cost, LtvToCac.Basis basis, @Nullable Double margin) {
    if (basis == LtvToCac.Basis.REVENUE) {
      return 0;
    }
    return margin == null ? (double) cost : revenue * (1 - margin);
  }

  private static List<WaterfallLine> waterfall(
      GroupSums sums,
      @Nullable AcquisitionCost cost,
      LtvToCac.Basis basis,
      @Nullable Double margin,
      double perOrder,
      Currency currency) {
    double revenue = (double) sums.revenue();
    double goods = goods(sums.revenue(), sums.cost(), basis, margin);
    double variable = perOrder * sums.orders();
    double spend = cost == null ? 0 : (double) cost.spend().minorUnits();
    List<WaterfallLine> lines = new ArrayList<>();
    double discounts = (double) sums.discounts();
    double refunds = (double) sums.refunds();
    add(lines, "list_prices", revenue + refunds + discounts, false, currency);
    add(lines, "discounts", -discounts, false, currency);
    add(lines, "refunds", -refunds, false, currency);
    add(lines, "revenue", revenue, true, currency);
    if (basis == LtvToCac.Basis.MARGIN) {
      add(lines, "cost_of_goods", -goods, false, currency);
      add(lines, "gross_margin", revenue - goods, true, currency);
      add(lines, "order_costs", -variable, false, currency);
      add(lines, "contribution", revenue - goods - variable, true, currency);
    }
    if (cost != null) {
      add(lines, "acquisition", -spend, false, currency);
      add(lines, "after_acquisition", revenue - goods - variable - spend, true, currency);
    }
    return lines;
  }

  private static void add(
      List<WaterfallLine> lines, String item, double minor, boolean isSum, Currency currency) {
    lines.add(new WaterfallLine(item, Money.majorUnits(minor, currency) + 0.0, isSum));
  }

  /**
   * What a customer brings within the horizon, before the acquisition cost.
   *
   * @return the sum of the contributions; empty where nobody was won
   */
  public OptionalDouble lifetimeValue() {
    return contributions.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(contributions.stream().mapToDouble(value -> value).sum());
  }

  /**
   * How sure the lifetime value is.
   *
   * @return empty below two customers
   */
  public Optional<MeanEstimate> lifetimeValueEstimate() {
    return estimate(1);
  }

  /**
   * How sure LTV:CAC is, what was spent and how many came as fixed.
   *
   * @return empty below two customers, or where the cost is not known or 0
   */
  public Optional<MeanEstimate> ltvToCacEstimate() {
    double cost = costPerCustomer().orElse(0);
    return cost == 0 ? Optional.empty() : estimate(cost);
  }

  private Optional<MeanEstimate> estimate(double cost) {
    OptionalDouble value = lifetimeValue();
    return standardError.isEmpty() || value.isEmpty()
        ? Optional.empty()
        : Optional.of(
            MeanEstimate.of(
                value.getAsDouble() / cost, standardError.getAsDouble() / cost, customers));
  }

  /**
   * Lifetime value over acquisition cost, at the horizon and on the basis of this group.
   *
   * @return empty where nobody was won, or the cost is not known or 0
   */
  public Optional<LtvToCac> ltvToCac() {
    OptionalDouble value = lifetimeValue();
    OptionalDouble cost = costPerCustomer();
    return value.isEmpty() || cost.orElse(0) == 0
        ? Optional.empty()
        : Optional.of(new LtvToCac(value.getAsDouble(), cost.getAsDouble(), basis, horizon()));
  }

  private TimeSpan horizon() {
    return TimeSpan.of(horizonDays, PeriodUnit.DAY);
  }

  /**
   * Days from the first order until contributions have paid the acquisition cost.
   *
   * @return with a fraction within the day; empty where nobody was won, no cost is known, or the
   *     horizon ends before
   */
  public OptionalDouble paybackDays() {
    OptionalDouble cost = costPerCustomer();
    return cost.isEmpty()
        ? OptionalDouble.empty()
        : Payback.periods(
            contributions.stream().mapToDouble(value -> value).toArray(), cost.getAsDouble());
  }

  private OptionalDouble costPerCustomer() {
    return acquisitionCost == null ? OptionalDouble.empty() : acquisitionCost.perCustomer();
  }

  /**
   * All figures.
   *
   * @return {@code new_customers}, {@code KIND_acquisition_cost}, {@code
   *     BASIS_per_customer_within_N_days}, {@code BASIS_ltv_to_cac_within_N_days}, each with {@code
   *     …_standard_error}, {@code …_ci_low} and {@code …_ci_high} of 95 %, {@code payback_days},
   *     {@code allowable_acquisition_cost}, {@code repeat_revenue_share} and the lines of the
   *     waterfall as {@code waterfall.ITEM}
   */
  public List<Metric> metrics() {
    String within = "_within_" + horizonDays + "_days";
    String noCost =
        acquisitionCost == null ? "no acquisition spend was given" : "nothing was spent";
    String reason = customers == 0 ? NOBODY : noCost;
    OptionalDouble value = lifetimeValue();
    Optional<LtvToCac> ratio = ltvToCac();
    OptionalDouble payback = paybackDays();
    List<Metric> metrics = new ArrayList<>();
    metrics.add(Metric.of("new_customers", (double) customers, MetricUnit.CUSTOMERS));
    metrics.add(
        acquisitionCost == null
            ? Metric.unknown("acquisition_cost", MetricUnit.MONEY, noCost)
            : metric(acquisitionCost));
    String one = customers == 0 ? NOBODY : "one customer has nothing to differ from";
    String ofValue = basis + "_per_customer" + within;
    metrics.add(known(ofValue, value, MetricUnit.MONEY, NOBODY));
    addEstimate(metrics, ofValue, lifetimeValueEstimate(), MetricUnit.MONEY, one);
    String ofRatio = LtvToCac.metricName(basis, horizon());
    metrics.add(
        known(
            ofRatio,
            ratio.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(ratio.get().ratio()),
            MetricUnit.RATIO,
            reason));
    String noRatio = ratio.isEmpty() ? reason : one;
    addEstimate(metrics, ofRatio, ltvToCacEstimate(), MetricUnit.RATIO, noRatio);
    metrics.add(
        known(
            "payback_days",
            payback,
            MetricUnit.DAYS,
            customers == 0 || acquisitionCost == null
                ? reason
                : "the cost is not paid back within " + horizonDays + " days"));
    metrics.add(
        known(
            "allowable_acquisition_cost",
            value.isEmpty()
                ? value
                : OptionalDouble.of(LtvToCac.allowableCost(value.getAsDouble(), targetRatio)),
            MetricUnit.MONEY,
            NOBODY));
    metrics.add(repeatRevenueShare);
    waterfall.forEach(
        line ->
            metrics.add(Metric.of("waterfall." + line.item(), line.amount(), MetricUnit.MONEY)));
    return List.copyOf(metrics);
  }

  private static void addEstimate(
      List<Metric> metrics,
      String of,
      Optional<MeanEstimate> estimate,
      MetricUnit unit,
      String reason) {
    Map<String, ToDoubleFunction<MeanEstimate>> parts = new LinkedHashMap<>();
    parts.put("_standard_error", MeanEstimate::standardError);
    parts.put("_ci_low", MeanEstimate::low);
    parts.put("_ci_high", MeanEstimate::high);
    parts.forEach(
        (suffix, part) ->
            metrics.add(
                known(of + suffix, estimate.stream().mapToDouble(part).findFirst(), unit, reason)));
  }

  /**
   * A cost with what it is made of.
   *
   * @param cost for example of {@link UnitEconomics#acquisitionCosts}
   * @return {@code KIND_acquisition_cost}; empty where nobody was won
   */
  public static Metric metric(AcquisitionCost cost) {
    return Metric.moneyPer(
        cost.kind() + "_acquisition_cost", cost.spend(), cost.newCustomers(), NOBODY);
  }

  private static Metric known(String name, OptionalDouble value, MetricUnit unit, String reason) {
    return value.isPresent()
        ? Metric.of(name, value.getAsDouble(), unit)
        : Metric.unknown(name, unit, reason);
  }

  /** For example {@code search: 40 customers, blended CAC 25.0 (…), 75.0 margin in 365 days, …}. */
  @Override
  public String toString() {
    return name
        + ": "
        + customers
        + " customers, "
        + (acquisitionCost == null ? "no cost known" : acquisitionCost)
        + (lifetimeValue().isPresent()
            ? ", " + lifetimeValue().getAsDouble() + " " + basis + " in " + horizonDays + " days"
            : "")
        + ltvToCac().map(ratio -> ", LTV:CAC " + ratio.ratio()).orElse("")
        + (paybackDays().isPresent() ? ", paid back in " + paybackDays().getAsDouble() : "");
  }
}
