package org.clv4j.core.customer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.internal.LogSum;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.ObservationPeriod;
import org.clv4j.core.value.PeriodUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One row per customer, in columns: what each one did up to the end of the as-of day.
 *
 * <p>Rows are in the order of {@link org.clv4j.core.order.CustomerIds}. Neither the order of the
 * orders in the log nor the number of threads changes a bit of it. A row takes 20 bytes, 36 with
 * amounts, and 8 more with interpurchase times. Making the table takes 8 bytes per order besides (4
 * at a time without amounts) and, for each thread, 64 KiB to 1 MiB and where days go backwards 8
 * per order of the largest group of 2048 to 32 768 customers it works on.
 */
public final class CustomerBase {
  private static final Logger LOG = LoggerFactory.getLogger(CustomerBase.class);

  private final CustomerIds ids;
  private final CustomerColumns columns;
  private final @Nullable Currency currency;
  private final ZoneId zone;
  private final OrderPolicy policy;
  private final int asOfDay;
  private final PurchasePeriod purchasePeriod;
  private final OrderCounts counts;

  CustomerBase(
      CustomerIds ids,
      CustomerColumns columns,
      @Nullable Currency currency,
      ZoneId zone,
      OrderPolicy policy,
      int asOfDay,
      PurchasePeriod purchasePeriod,
      OrderCounts counts) {
    this.ids = ids;
    this.columns = columns;
    this.currency = currency;
    this.zone = zone;
    this.policy = policy;
    this.asOfDay = asOfDay;
    this.purchasePeriod = purchasePeriod;
    this.counts = counts;
  }

  /**
   * How many orders count, how many of them have an amount of 0, how many came too late, and how
   * many deductions of those that count did.
   */
  record OrderCounts(long counted, long zeroAmounts, long later, long laterDeductions) {
    static OrderCounts of(OrderLog log, int asOfDay) {
      long laterDeductions = 0;
      for (int i = 0; i < log.deductionCount(); i++) {
        boolean isLater = log.deductionDay(i) > asOfDay;
        laterDeductions += isLater && log.day(log.deductionRow(i)) <= asOfDay ? 1 : 0;
      }
      if (log.isEmpty() || log.lastDay().toEpochDay() <= asOfDay) {
        return new OrderCounts(log.size(), log.zeroAmounts(), 0, laterDeductions);
      }
      long counted = 0;
      long zeros = 0;
      for (int row = 0; row < log.size(); row++) {
        if (log.day(row) <= asOfDay) {
          counted++;
          zeros += log.zeroAmounts() > 0 && log.amount(row) == 0 ? 1 : 0;
        }
      }
      return new OrderCounts(counted, zeros, log.size() - counted, laterDeductions);
    }

    OrderCounts plus(OrderCounts other) {
      return new OrderCounts(
          counted + other.counted,
          zeroAmounts + other.zeroAmounts,
          later + other.later,
          laterDeductions + other.laterDeductions);
    }
  }

  /**
   * How a base is made.
   *
   * @param asOf the last day that counts; null for the day of the log's last order
   * @param purchasePeriod what the models merge into one purchase
   * @param threads at most so many, at least 1
   * @param interpurchaseTimes whether the base has {@link CustomerBase#sumOfLogInterpurchaseDays},
   *     which the CNBD-k models need
   */
  public record Options(
      @Nullable LocalDate asOf,
      PurchasePeriod purchasePeriod,
      int threads,
      boolean interpurchaseTimes) {
    /** As of the last order's day, one purchase a day, one thread, no interpurchase times. */
    public static final Options DEFAULT = new Options(null, PurchasePeriod.DAY, 1);

    /**
     * Options without interpurchase times.
     *
     * @param asOf the last day that counts; null for the day of the log's last order
     * @param purchasePeriod what the models merge into one purchase
     * @param threads at most so many, at least 1
     */
    public Options(@Nullable LocalDate asOf, PurchasePeriod purchasePeriod, int threads) {
      this(asOf, purchasePeriod, threads, false);
    }

    /** Checks that there is a thread. */
    public Options {
      Objects.requireNonNull(purchasePeriod, "purchasePeriod must not be null");
      if (threads < 1) {
        throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
      }
    }

    /**
     * The same with another as-of day.
     *
     * @param day the last day that counts
     * @return new options
     */
    public Options withAsOf(LocalDate day) {
      return new Options(day, purchasePeriod, threads, interpurchaseTimes);
    }

    /**
     * The same with another purchase period.
     *
     * @param period what the models merge
     * @return new options
     */
    public Options withPurchasePeriod(PurchasePeriod period) {
      return new Options(asOf, period, threads, interpurchaseTimes);
    }

    /**
     * The same with another number of threads.
     *
     * @param number at least 1
     * @return new options
     */
    public Options withThreads(int number) {
      return new Options(asOf, purchasePeriod, number, interpurchaseTimes);
    }

    /**
     * The same with the sum of the logs of each customer's interpurchase times.
     *
     * @return new options
     */
    public Options withInterpurchaseTimes() {
      return new Options(asOf, purchasePeriod, threads, true);
    }
  }

  /**
   * The customers as of the day of the last order.
   *
   * @param log the orders, at least one
   * @return one row per customer
   * @throws IllegalStateException if the log is empty
   */
  public static CustomerBase of(OrderLog log) {
    return of(log, Options.DEFAULT);
  }

  /**
   * The customers as of the end of a day; later orders do not count.
   *
   * @param log the orders
   * @param asOf the last day that counts
   * @return one row per customer who had ordered by then
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public static CustomerBase of(OrderLog log, LocalDate asOf) {
    Objects.requireNonNull(asOf, "asOf must not be null");
    return of(log, Options.DEFAULT.withAsOf(asOf));
  }

  /**
   * The customers under given options.
   *
   * @param log the orders
   * @param options as-of day, purchase period, threads, interpurchase times
   * @return one row per customer who had ordered by then
   * @throws IllegalArgumentException if the as-of day lies outside of 1900-01-01 to 2199-12-31
   * @throws IllegalStateException if the log is empty and no as-of day is given
   * @throws ArithmeticException if the spend of a customer does not fit in a long of minor units
   */
  public static CustomerBase of(OrderLog log, Options options) {
    LocalDate asOf = options.asOf() == null ? log.lastDay() : options.asOf();
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    OrderRows rows = new LogRows(LogColumns.of(log));
    CustomerIds ids = log.customers();
    Summaries all = Summaries.of(rows, ids.size(), asOfDay, options, ids::id);
    return of(log, options, asOfDay, Objects.requireNonNull(all, "logs keep all rules").columns());
  }

  /**
   * The customers of orders in arrays, under given options.
   *
   * @param orders the orders
   * @param options as-of day, purchase period, threads, interpurchase times
   * @return one row per customer who had ordered by then, as of a log of the same orders
   * @throws IllegalArgumentException if a row breaks a rule of {@link OrderArrays}, or the as-of
   *     day lies outside of 1900-01-01 to 2199-12-31
   * @throws IllegalStateException if there are no orders and no as-of day is given
   * @throws ArithmeticException if the spend of a customer does not fit in a long of minor units
   */
  public static CustomerBase of(OrderArrays orders, Options options) {
    return ArraySummary.of(orders, options);
  }

  /**
   * The customers of orders that are sorted already.
   *
   * @param orders the orders
   * @param options as-of day, purchase period, threads, interpurchase times
   * @return one row per customer who had ordered by then
   * @throws IllegalArgumentException if the as-of day lies outside of 1900-01-01 to 2199-12-31
   * @throws IllegalStateException if there is no order and no as-of day is given
   * @throws ArithmeticException if the spend of a customer does not fit in a long of minor units
   */
  public static CustomerBase of(CustomerOrders orders, Options options) {
    LocalDate asOf = options.asOf() == null ? orders.log().lastDay() : options.asOf();
    int asOfDay = OrderColumns.checkDay(asOf, "as-of day");
    return of(orders.log(), options, asOfDay, orders.columns(asOfDay, options));
  }

  private static CustomerBase of(
      OrderLog log, Options options, int asOfDay, CustomerColumns columns) {
    CustomerIds ids = log.customers();
    deduct(log, options.purchasePeriod(), asOfDay, columns);
    if (columns.withOrders() < ids.size()) {
      int[] present = columns.present();
      columns = columns.select(present);
      ids = ids.select(present);
    }
    OrderCounts counts = OrderCounts.of(log, asOfDay);
    LOG.debug(
        "{} orders of {} customers as of {}",
        counts.counted,
        ids.size(),
        LocalDate.ofEpochDay(asOfDay));
    return new CustomerBase(
        ids,
        columns,
        log.hasAmounts() ? log.currency() : null,
        log.zone(),
        log.policy(),
        asOfDay,
        options.purchasePeriod(),
        counts);
  }

  /** Takes what was deducted by the as-of day from the spend of those who had ordered by then. */
  private static void deduct(
      OrderLog log, PurchasePeriod period, int asOfDay, CustomerColumns columns) {
    for (int i = 0; i < log.deductionCount(); i++) {
      if (log.deductionDay(i) <= asOfDay) {
        int row = log.deductionRow(i);
        int customer = log.customer(row);
        long minor = -log.deductionMinor(i);
        columns.spend[customer] = Check.addExact(columns.spend[customer], minor, "total spend");
        int first = columns.firstDay[customer];
        if (period.indexOf(log.day(row)) != period.indexOf(first)) {
          columns.repeatSpend[customer] =
              Check.addExact(columns.repeatSpend[customer], minor, "repeat spend");
        }
      }
    }
  }

  /**
   * A base of customers who were summarized elsewhere, for example by a database.
   *
   * @param currency of their spend, or null if they have none
   * @param interpurchaseTimes whether each states {@link #sumOfLogInterpurchaseDays}
   * @return an empty builder
   * @throws IllegalArgumentException if the currency has no minor units
   */
  public static CustomerBaseBuilder builder(
      @Nullable Currency currency, boolean interpurchaseTimes) {
    if (currency != null) {
      Money.scale(currency);
    }
    return new CustomerBaseBuilder(currency, interpurchaseTimes);
  }

  /**
   * One base of several over different customers: the split that Spark or a sharded database makes.
   *
   * <p>It is the base that all their orders together would give. Bases that share a customer do not
   * merge this way, because the distinct periods of two parts do not add up.
   *
   * @param parts at least one; no customer in two of them, and the same as-of day, purchase period,
   *     zone and currency in all
   * @return the customers of all parts
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static CustomerBase mergeByCustomer(List<CustomerBase> parts) {
    return CustomerBaseMerge.byCustomer(parts);
  }

  /**
   * One base of two over different days: what was known, and what came after.
   *
   * <p>It is the base that all their orders together would give as of the later as-of day. It costs
   * one copy of the earlier columns, in time and in memory, and what the later ones take: to add a
   * day's orders to a base, make a base of them alone and merge.
   *
   * <p>A refund that was booked after the earlier base's day has no place in either: where there
   * are any, bases do not merge, and logs do.
   *
   * @param earlier the customers up to its as-of day, which must end a purchase period; without
   *     {@link #laterDeductions}
   * @param later the customers of the orders after that day and of no other order; with the same
   *     purchase period, zone and currency
   * @return the customers of both
   * @throws IllegalArgumentException if a rule above is broken
   * @throws ArithmeticException if the spend of a customer does not fit in a long of minor units
   */
  public static CustomerBase mergeByDay(CustomerBase earlier, CustomerBase later) {
    return CustomerBaseMerge.byDay(earlier, later);
  }

  /**
   * The number of customers.
   *
   * @return 0 or more
   */
  public int size() {
    return ids.size();
  }

  /**
   * Whether there is no customer.
   *
   * @return true if so
   */
  public boolean isEmpty() {
    return size() == 0;
  }

  /**
   * The id of a customer.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return the id
   */
  public String id(int row) {
    return ids.id(row);
  }

  /**
   * The ids of all rows.
   *
   * @return the id of row i at index i
   */
  public CustomerIds ids() {
    return ids;
  }

  /**
   * The row of a customer.
   *
   * @param id the id
   * @return the row, or -1 if the customer had not ordered by the as-of day
   */
  public int row(CharSequence id) {
    return ids.indexOf(id);
  }

  /**
   * How many orders the customer placed, each counted.
   *
   * @param row a row
   * @return at least 1
   */
  public int orders(int row) {
    return columns.orders[checked(row)];
  }

  /**
   * The day of the first order.
   *
   * @param row a row
   * @return the local day
   */
  public LocalDate firstOrder(int row) {
    return LocalDate.ofEpochDay(firstOrderDay(row));
  }

  /**
   * The day of the last order by the as-of day.
   *
   * @param row a row
   * @return the local day
   */
  public LocalDate lastOrder(int row) {
    return LocalDate.ofEpochDay(lastOrderDay(row));
  }

  /**
   * The day of the first order.
   *
   * @param row a row
   * @return the epoch day
   */
  public int firstOrderDay(int row) {
    return columns.firstDay[checked(row)];
  }

  /**
   * The day of the last order by the as-of day.
   *
   * @param row a row
   * @return the epoch day
   */
  public int lastOrderDay(int row) {
    return columns.lastDay[checked(row)];
  }

  /**
   * x: the number of purchase periods with an order, less one.
   *
   * @param row a row
   * @return 0 or more
   */
  public int frequency(int row) {
    return columns.frequency[checked(row)];
  }

  /**
   * t<sub>x</sub>: days from the first order to the last purchase; the day of a purchase is the day
   * of its first order, which matters only for purchase periods longer than a day.
   *
   * @param row a row
   * @return 0 or more, 0 exactly when the frequency is 0
   */
  public int recencyDays(int row) {
    return columns.recency[checked(row)];
  }

  /**
   * Whether the interpurchase times were asked for.
   *
   * @return true if so
   */
  public boolean hasInterpurchaseTimes() {
    return columns.interpurchaseTimes;
  }

  /**
   * litt: the sum of ln(days from one purchase to the next), what the CNBD-k models need.
   *
   * <p>The days of the purchases are those of {@link #recencyDays}. The logs are added as whole
   * multiples of 2<sup>-44</sup>, so that the sum is the same however a base was merged; it is off
   * by 3e-14 at most for each purchase.
   *
   * @param row a row
   * @return 0 or more, 0 when the frequency is 0
   * @throws IllegalStateException if the base was made without interpurchase times
   */
  public double sumOfLogInterpurchaseDays(int row) {
    if (!columns.interpurchaseTimes) {
      throw new IllegalStateException(
          "this base has no interpurchase times; make it with Options.withInterpurchaseTimes()");
    }
    return LogSum.toDouble(columns.logGaps[checked(row)]);
  }

  /**
   * T: days from the first order to the as-of day.
   *
   * @param row a row
   * @return 0 or more
   */
  public int ageDays(int row) {
    return asOfDay - firstOrderDay(row);
  }

  /**
   * Days from the last order to the as-of day: what RFM calls recency.
   *
   * @param row a row
   * @return 0 or more
   */
  public int daysSinceLastOrder(int row) {
    return asOfDay - lastOrderDay(row);
  }

  /**
   * All the customer's orders together, less what was deducted by the as-of day: the historic
   * value.
   *
   * @param row a row
   * @return the exact sum; below 0 only where deductions exceed the amounts
   * @throws IllegalStateException if the orders have no amounts
   */
  public Money spend(int row) {
    return Money.ofMinor(spendMinor(row), currency());
  }

  /**
   * {@link #spend} in minor units.
   *
   * @param row a row
   * @return the exact sum
   * @throws IllegalStateException if the orders have no amounts
   */
  public long spendMinor(int row) {
    currency();
    return columns.spend[checked(row)];
  }

  /**
   * The part of the spend that came after the first purchase; a deduction goes with its order.
   *
   * @param row a row
   * @return the exact sum in minor units, 0 when the frequency is 0
   * @throws IllegalStateException if the orders have no amounts
   */
  public long repeatSpendMinor(int row) {
    currency();
    return columns.repeatSpend[checked(row)];
  }

  /**
   * Spend per order.
   *
   * @param row a row
   * @return the mean in major units
   * @throws IllegalStateException if the orders have no amounts
   */
  public double meanOrderValue(int row) {
    return Money.mean(spendMinor(row), orders(row), currency());
  }

  /**
   * z-bar: repeat spend per repeat purchase, what the Gamma-Gamma model needs.
   *
   * @param row a row
   * @return the mean in major units, empty when the frequency is 0
   * @throws IllegalStateException if the orders have no amounts
   */
  public OptionalDouble meanRepeatSpend(int row) {
    return frequency(row) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Money.mean(repeatSpendMinor(row), frequency(row), currency()));
  }

  /**
   * A customer as the models see it.
   *
   * @param row a row
   * @param unit the unit of the times wanted
   * @return (x, t<sub>x</sub>, T)
   */
  public CustomerSummary summary(int row, PeriodUnit unit) {
    return new CustomerSummary(
        frequency(row), unit.fromDays(recencyDays(row)), unit.fromDays(ageDays(row)), unit);
  }

  /**
   * Whether the orders have amounts.
   *
   * @return true if so
   */
  public boolean hasAmounts() {
    return currency != null;
  }

  /**
   * The currency of all amounts.
   *
   * @return the currency
   * @throws IllegalStateException if the orders have no amounts
   */
  public Currency currency() {
    if (currency == null) {
      throw new IllegalStateException("this base has no amounts");
    }
    return currency;
  }

  /**
   * The last day that counts.
   *
   * @return the local day
   */
  public LocalDate asOf() {
    return LocalDate.ofEpochDay(asOfDay);
  }

  /**
   * The days watched: from the first order counted to the as-of day.
   *
   * @return the period
   * @throws IllegalStateException if the base is empty
   */
  public ObservationPeriod observationPeriod() {
    int first =
        IntStream.range(0, size())
            .map(this::firstOrderDay)
            .min()
            .orElseThrow(
                () -> new IllegalStateException("the base must hold a customer, but is empty"));
    return new ObservationPeriod(LocalDate.ofEpochDay(first), asOf(), zone);
  }

  /**
   * The zone of the days.
   *
   * @return the zone
   */
  public ZoneId zone() {
    return zone;
  }

  /**
   * Which orders count and at what amount.
   *
   * @return the policy of the log
   */
  public OrderPolicy policy() {
    return policy;
  }

  /**
   * What was merged into one purchase.
   *
   * @return the period
   */
  public PurchasePeriod purchasePeriod() {
    return purchasePeriod;
  }

  /**
   * The orders counted, of all customers.
   *
   * @return 0 or more
   */
  public long orderCount() {
    return counts.counted;
  }

  /**
   * The orders counted whose amount is 0.
   *
   * @return 0 or more; 0 without amounts
   */
  public long zeroAmountOrders() {
    return counts.zeroAmounts;
  }

  /**
   * The orders after the as-of day, which do not count.
   *
   * @return 0 or more
   */
  public long laterOrders() {
    return counts.later;
  }

  /**
   * The deductions after the as-of day from orders that count, such as refunds that were booked
   * later: the spend does not know them.
   *
   * @return 0 or more
   */
  public long laterDeductions() {
    return counts.laterDeductions;
  }

  /**
   * The orders that shared a purchase period with an earlier one of the same customer.
   *
   * @return 0 or more
   */
  public long mergedOrders() {
    long purchases = 0;
    for (int row = 0; row < size(); row++) {
      purchases += columns.frequency[row] + 1;
    }
    return counts.counted - purchases;
  }

  /**
   * The spend of all customers.
   *
   * @return the exact sum
   * @throws IllegalStateException if the orders have no amounts
   * @throws ArithmeticException if it does not fit in a long of minor units
   */
  public Money totalSpend() {
    long sum = 0;
    for (int row = 0; row < size(); row++) {
      sum = Check.addExact(sum, spendMinor(row), "total spend");
    }
    return Money.ofMinor(sum, currency());
  }

  /** For example {@code 2357 customers, 5186 orders, EUR 12.34, as of 1997-09-30}. */
  @Override
  public String toString() {
    return size()
        + " customers, "
        + orderCount()
        + " orders, "
        + (hasAmounts() ? totalSpend() + ", " : "")
        + "as of "
        + asOf();
  }

  private int checked(int row) {
    return Objects.checkIndex(row, size());
  }

  CustomerColumns columns() {
    return columns;
  }

  OrderCounts counts() {
    return counts;
  }
}
