package org.clv4j.segments.concentration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * How a total is spread over customers, or over the rows of any column.
 *
 * <p>With the values in ascending order x<sub>1</sub> to x<sub>n</sub> and their sum S,
 *
 * <pre>
 * Gini  = sum (2k - n - 1) x_k / (n S) = sum (n + 1 - 2k) (x_(n+1-k) - x_k) / (n S),  k to n / 2
 * </pre>
 *
 * <p>which is the Gini of the customers as a whole population: 0 where all have the same, (n - 1) /
 * n where one has all. {@link #giniOfSample} estimates that of a larger population that they were
 * drawn from, n / (n - 1) times as much. In the second form no term is negative, so nothing
 * cancels. Values below 0 are treated as {@link NegativeValues} says; where they are kept the Gini
 * may exceed 1. Unless S is above 0 shares and Gini have no value, nor where it is below 1e-12 of
 * the sum of the values above 0: a share of what is left of them but for rounding tells nothing.
 *
 * <p>Money is summed in minor units, exactly as far as the values above 0 sum up to at most
 * 2<sup>53</sup>, and other columns in order of size with compensation, so that the order of the
 * rows changes no bit. It takes 8 bytes per row.
 *
 * @see "Gini (1912), Variabilita e mutabilita; Lorenz (1905), Methods of measuring the
 *     concentration of wealth, Publications of the American Statistical Association 9"
 */
public final class Concentration {
  private static final double MOST = 1e100;
  private static final double NEGLIGIBLE = 1e-12;
  private static final String WHOLE_HISTORY = "whole history";

  private final Scope scope;
  private final String measure;
  private final NegativeValues negatives;
  private final @Nullable Currency currency;
  private final RankedSums sums;

  private Concentration(Column column, NegativeValues negatives) {
    this.scope = column.scope;
    this.measure = column.measure;
    this.negatives = Objects.requireNonNull(negatives, "negatives must not be null");
    this.currency = column.currency;
    this.sums = new RankedSums(column.values, negatives);
  }

  /** Values of rows; the array is its own. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Column(Scope scope, String measure, double[] values, @Nullable Currency currency) {

    /** Checks the values; what a row is called is asked for only where one is wrong. */
    Concentration concentration(NegativeValues negatives, IntFunction<String> row) {
      for (int i = 0; i < values.length; i++) {
        double value = values[i];
        if (value >= 0 && value <= MOST) {
          // Else -0 would come before 0.
          values[i] = value + 0.0;
          continue;
        }
        String name = measure + " of " + row.apply(i);
        Check.inRange(value, -MOST, MOST, name);
        if (negatives == NegativeValues.REFUSE) {
          throw new IllegalArgumentException(
              name
                  + " must not be negative where negative values are refused, but was "
                  + (currency == null ? value : Money.ofMinor((long) value, currency)));
        }
      }
      return new Concentration(this, negatives);
    }
  }

  /**
   * How the spend of a base is spread over its customers, those who spent 0 too.
   *
   * @param base the customers, with amounts
   * @param negatives what becomes of customers whose refunds exceed their orders
   * @return the concentration of {@code spend} as of the base's day
   * @throws IllegalArgumentException if a spend is negative and that is refused
   * @throws IllegalStateException if the base has no amounts
   */
  public static Concentration ofSpend(CustomerBase base, NegativeValues negatives) {
    Currency currency = base.currency();
    double[] values = new double[base.size()];
    Arrays.setAll(values, base::spendMinor);
    return new Column(Scope.of(base, WHOLE_HISTORY), "spend", values, currency)
        .concentration(negatives, row -> customer(base.id(row)));
  }

  /**
   * How the orders of a base are spread over its customers.
   *
   * @param base the customers
   * @return the concentration of {@code orders} as of the base's day
   */
  public static Concentration ofOrders(CustomerBase base) {
    double[] values = new double[base.size()];
    Arrays.setAll(values, base::orders);
    return new Column(Scope.of(base, WHOLE_HISTORY), "orders", values, null)
        .concentration(NegativeValues.REFUSE, row -> customer(base.id(row)));
  }

  /**
   * How the margin is spread over the customers: what their orders are worth less the costs of
   * their goods.
   *
   * @param orders the orders, with amounts and costs
   * @param asOf the last day that counts
   * @param negatives what becomes of customers who cost more than they bring
   * @return the concentration of {@code margin} over those who had ordered by then
   * @throws IllegalArgumentException if a margin is negative and that is refused, or the day lies
   *     outside of 1900-01-01 to 2199-12-31
   * @throws IllegalStateException if the orders have no amounts or no costs
   * @throws ArithmeticException if a margin does not fit in a long of minor units
   */
  public static Concentration ofMargin(
      CustomerOrders orders, LocalDate asOf, NegativeValues negatives) {
    int day = OrderColumns.checkDay(asOf, "as-of day");
    Currency currency = orders.log().currency();
    int[] buyers = orders.buyers(day);
    double[] values = new double[buyers.length];
    for (int row = 0; row < buyers.length; row++) {
      long margin = 0;
      int end = orders.end(buyers[row], day);
      for (int order = orders.start(buyers[row]); order < end; order++) {
        margin = Check.addExact(margin, orders.valueMinor(order, day), "margin");
        margin = Check.addExact(margin, -orders.costMinor(order), "margin");
      }
      values[row] = margin;
    }
    return new Column(Scope.of(orders, asOf, WHOLE_HISTORY), "margin", values, currency)
        .concentration(negatives, row -> customer(orders.customers().id(buyers[row])));
  }

  /**
   * How any column is spread over its rows.
   *
   * @param scope what the values looked at
   * @param measure what they are, for example {@code expected spend}
   * @param values one per row, from -1e100 to 1e100; they stay as they are
   * @param negatives what becomes of values below 0
   * @return the concentration
   * @throws IllegalArgumentException if a value is no number in that range, or negative and that is
   *     refused
   */
  public static Concentration of(
      Scope scope, String measure, double[] values, NegativeValues negatives) {
    Objects.requireNonNull(scope, "scope must not be null");
    Check.notBlank(measure, "measure");
    return new Column(scope, measure, values.clone(), null)
        .concentration(negatives, row -> "row " + row);
  }

  private static String customer(String id) {
    return "customer \"" + id + "\"";
  }

  /**
   * What the values looked at.
   *
   * @return as-of day, window, zone, policy, currency
   */
  public Scope scope() {
    return scope;
  }

  /**
   * What the values are.
   *
   * @return for example {@code spend}
   */
  public String measure() {
    return measure;
  }

  /**
   * What became of values below 0.
   *
   * @return the rule
   */
  public NegativeValues negatives() {
    return negatives;
  }

  /**
   * The number of customers, or rows.
   *
   * @return n, 0 or more
   */
  public int size() {
    return sums.size();
  }

  /**
   * How many values were below 0, before {@link NegativeValues#CLAMP} made them 0.
   *
   * @return 0 or more
   */
  public int negativeCount() {
    return sums.negative;
  }

  /**
   * The Gini of the customers as a whole population: the sum of (2k - n - 1) x<sub>k</sub> over n
   * S.
   *
   * @return {@code gini}, 0 to 1 unless negative values are kept
   */
  public Metric gini() {
    return ratio(
        "gini", sums.differences, exact(sums.total()).multiply(BigDecimal.valueOf(size())));
  }

  /**
   * The Gini of a larger population, estimated from the customers as a sample of it: the numerator
   * of {@link #gini} over (n - 1) S.
   *
   * @return {@code gini_of_sample}; empty for a single customer
   */
  public Metric giniOfSample() {
    BigDecimal others = BigDecimal.valueOf(Math.max(0, size() - 1));
    return size() == 1
        ? Metric.unknown("gini_of_sample", MetricUnit.RATIO, "one customer is no sample")
        : ratio("gini_of_sample", sums.differences, exact(sums.total()).multiply(others));
  }

  /**
   * What the customers with the largest values have of it all.
   *
   * @param share of the customers, 0 to 1, rounded up to a whole number of customers
   * @return {@code top_20_percent_share} for 0.2
   */
  public Metric topShare(double share) {
    Check.inRange(share, 0, 1, "share");
    String name = "top_" + percent(share) + "_share";
    BigDecimal top = BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(size()));
    return ofTotal(name, top.setScale(0, RoundingMode.CEILING).intValueExact());
  }

  /**
   * The smallest number of customers who together have a share of it all.
   *
   * @param share of the total, 0 to 1
   * @return {@code customers_for_80_percent} for 0.8; its numerator over its denominator is the
   *     smallest share of the customers
   */
  public Metric customersFor(double share) {
    String name = "customers_for_" + percent(share);
    return hasShares()
        ? Metric.count(name, sums.needed(share), size(), MetricUnit.CUSTOMERS)
        : Metric.unknown(name, MetricUnit.CUSTOMERS, noShares());
  }

  /**
   * The smallest share of the customers who together have a share of it all.
   *
   * @param share of the total, 0 to 1
   * @return {@code share_of_customers_for_80_percent} for 0.8
   */
  public Metric shareOfCustomersFor(double share) {
    String name = "share_of_customers_for_" + percent(share);
    return hasShares()
        ? Metric.ratio(name, sums.needed(share), size(), MetricUnit.SHARE, noShares())
        : Metric.unknown(name, MetricUnit.SHARE, noShares());
  }

  /**
   * The top of the whale curve: what all customers above 0 have of the total. It exceeds 1 exactly
   * where others take from it.
   *
   * @return {@code whale_peak}
   */
  public Metric whalePeak() {
    return ofTotal("whale_peak", sums.positive);
  }

  /**
   * Where the whale curve has its top: the customers above 0.
   *
   * @return {@code customers_at_whale_peak}, of all
   */
  public Metric customersAtWhalePeak() {
    return Metric.count("customers_at_whale_peak", sums.positive, size(), MetricUnit.CUSTOMERS);
  }

  /**
   * How many had a value below 0, whatever became of it.
   *
   * @return {@code customers_below_0}, of all
   */
  public Metric customersBelowZero() {
    return Metric.count("customers_below_0", negativeCount(), size(), MetricUnit.CUSTOMERS);
  }

  /**
   * The usual figures: Gini of the population and of a sample, share of the top 20 %, customers for
   * 80 % as a number and as a share, top of the whale curve, customers below 0.
   *
   * @return the metrics
   */
  public List<Metric> metrics() {
    return List.of(
        gini(),
        giniOfSample(),
        topShare(0.2),
        customersFor(0.8),
        shareOfCustomersFor(0.8),
        whalePeak(),
        customersAtWhalePeak(),
        customersBelowZero());
  }

  /**
   * The Lorenz curve: what the customers with the smallest values have, from (0, 0) to (1, 1).
   *
   * @param steps how many steps along the customers, at least 1; no more points than customers and
   *     one are given
   * @return the points; none unless the values add up to more than 0
   */
  public List<CurvePoint> lorenzCurve(int steps) {
    return hasShares() ? sums.smallestFirst(steps) : List.of();
  }

  /**
   * The whale curve: what the customers with the largest values have, from (0, 0) over its top to
   * (1, 1). Without negative values it is the Lorenz curve from the other end.
   *
   * @param steps how many steps along the customers, at least 1; a top above 1 is a point besides
   * @return the points; none unless the values add up to more than 0
   */
  public List<CurvePoint> whaleCurve(int steps) {
    return hasShares() ? sums.largestFirst(steps) : List.of();
  }

  private boolean hasShares() {
    return sums.total() > NEGLIGIBLE * sums.ofLargest(sums.positive);
  }

  private String noShares() {
    if (size() == 0) {
      return "there are no customers";
    }
    if (sums.total() > 0) {
      return "the values add up to next to nothing beside those above 0";
    }
    return "the values add up to " + (sums.total() == 0 ? "0" : "less than 0");
  }

  private Metric ofTotal(String name, int top) {
    return metric(name, exact(sums.ofLargest(top)), exact(sums.total()), MetricUnit.SHARE);
  }

  private Metric ratio(String name, double numerator, BigDecimal denominator) {
    return metric(name, exact(numerator), denominator, MetricUnit.RATIO);
  }

  private Metric metric(
      String name, BigDecimal numerator, BigDecimal denominator, MetricUnit unit) {
    return hasShares()
        ? Metric.ratio(name, numerator, denominator, unit, noShares())
        : new Metric(name, numerator, denominator, OptionalDouble.empty(), unit, noShares());
  }

  /** Money in major units; another number as it is written. */
  private BigDecimal exact(double sum) {
    return currency == null
        ? BigDecimal.valueOf(sum)
        : new BigDecimal(sum).movePointLeft(Money.scale(currency));
  }

  private static String percent(double share) {
    Check.inRange(share, 0, 1, "share");
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString()
        + "_percent";
  }

  /** For example {@code spend of 4 customers, negative values refused: gini = 0.36 ratio (…)}. */
  @Override
  public String toString() {
    return measure + " of " + size() + " customers, negative values: " + negatives + "; " + gini();
  }
}
