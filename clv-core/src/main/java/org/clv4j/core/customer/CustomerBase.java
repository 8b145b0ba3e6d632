package org.clv4j.core.customer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One row per customer, in columns: what each one did up to the end of the as-of day.
 *
 * <p>Rows are in the order of {@link org.clv4j.core.order.CustomerIds}. Neither the order of the
 * orders in the log nor the number of threads changes a bit of it. A row takes 24 bytes, 40 with
 * amounts; making the table takes 8 bytes per order besides.
 */
public final class CustomerBase {
  private static final Logger LOG = LoggerFactory.getLogger(CustomerBase.class);

  private final OrderLog log;
  private final CustomerColumns columns;
  private final int[] customer;
  private final int asOfDay;
  private final PurchasePeriod purchasePeriod;
  private final long orderCount;

  private CustomerBase(
      OrderLog log, CustomerColumns columns, int asOfDay, PurchasePeriod purchasePeriod) {
    this.log = log;
    this.columns = columns;
    this.asOfDay = asOfDay;
    this.purchasePeriod = purchasePeriod;
    int[] kept = new int[columns.orders.length];
    int rows = 0;
    long orders = 0;
    for (int c = 0; c < kept.length; c++) {
      if (columns.orders[c] > 0) {
        columns.move(c, rows);
        kept[rows++] = c;
        orders += columns.orders[rows - 1];
      }
    }
    this.customer = rows == kept.length ? kept : Arrays.copyOf(kept, rows);
    this.orderCount = orders;
  }

  /**
   * How a base is made.
   *
   * @param asOf the last day that counts; null for the day of the log's last order
   * @param purchasePeriod what the models merge into one purchase
   * @param threads at most so many, at least 1
   */
  public record Options(@Nullable LocalDate asOf, PurchasePeriod purchasePeriod, int threads) {
    /** As of the last order's day, one purchase a day, one thread. */
    public static final Options DEFAULT = new Options(null, PurchasePeriod.DAY, 1);

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
      return new Options(day, purchasePeriod, threads);
    }

    /**
     * The same with another purchase period.
     *
     * @param period what the models merge
     * @return new options
     */
    public Options withPurchasePeriod(PurchasePeriod period) {
      return new Options(asOf, period, threads);
    }

    /**
     * The same with another number of threads.
     *
     * @param number at least 1
     * @return new options
     */
    public Options withThreads(int number) {
      return new Options(asOf, purchasePeriod, number);
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
   */
  public static CustomerBase of(OrderLog log, LocalDate asOf) {
    return of(log, Options.DEFAULT.withAsOf(asOf));
  }

  /**
   * The customers under given options.
   *
   * @param log the orders
   * @param options as-of day, purchase period, threads
   * @return one row per customer who had ordered by then
   * @throws IllegalStateException if the log is empty and no as-of day is given
   * @throws ArithmeticException if the spend of a customer does not fit in a long of minor units
   */
  public static CustomerBase of(OrderLog log, Options options) {
    LocalDate asOf = options.asOf() == null ? log.lastDay() : options.asOf();
    int asOfDay = Math.toIntExact(asOf.toEpochDay());
    CustomerColumns columns =
        new CustomerAggregator(
                log.columns(),
                log.customers().size(),
                asOfDay,
                options.purchasePeriod(),
                options.threads())
            .aggregate();
    CustomerBase base = new CustomerBase(log, columns, asOfDay, options.purchasePeriod());
    LOG.debug("{} orders of {} customers as of {}", base.orderCount, base.size(), asOf);
    return base;
  }

  /**
   * The number of customers.
   *
   * @return 0 or more
   */
  public int size() {
    return customer.length;
  }

  /**
   * Whether there is no customer.
   *
   * @return true if so
   */
  public boolean isEmpty() {
    return customer.length == 0;
  }

  /**
   * The id of a customer.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return the id
   */
  public String id(int row) {
    return log.customers().id(customer[row]);
  }

  /**
   * The row of a customer.
   *
   * @param id the id
   * @return the row, or -1 if the customer had not ordered by the as-of day
   */
  public int row(CharSequence id) {
    int index = log.customers().indexOf(id);
    return index < 0 ? -1 : Math.max(-1, Arrays.binarySearch(customer, index));
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
   * All the customer's orders together: the historic value.
   *
   * @param row a row
   * @return the exact sum
   * @throws IllegalStateException if the log has no amounts
   */
  public Money spend(int row) {
    return Money.ofMinor(spendMinor(row), currency());
  }

  /**
   * {@link #spend} in minor units.
   *
   * @param row a row
   * @return the exact sum
   * @throws IllegalStateException if the log has no amounts
   */
  public long spendMinor(int row) {
    currency();
    return columns.spend[checked(row)];
  }

  /**
   * The part of the spend that came after the first purchase.
   *
   * @param row a row
   * @return the exact sum in minor units, 0 when the frequency is 0
   * @throws IllegalStateException if the log has no amounts
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
   * @throws IllegalStateException if the log has no amounts
   */
  public double meanOrderValue(int row) {
    return spend(row).majorUnits() / orders(row);
  }

  /**
   * z-bar: repeat spend per repeat purchase, what the Gamma-Gamma model needs.
   *
   * @param row a row
   * @return the mean in major units, empty when the frequency is 0
   * @throws IllegalStateException if the log has no amounts
   */
  public OptionalDouble meanRepeatSpend(int row) {
    Money repeat = Money.ofMinor(repeatSpendMinor(row), currency());
    return frequency(row) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(repeat.majorUnits() / frequency(row));
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
    return log.hasAmounts();
  }

  /**
   * The currency of all amounts.
   *
   * @return the currency
   * @throws IllegalStateException if the log has no amounts
   */
  public Currency currency() {
    return log.currency();
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
   * The zone of the days.
   *
   * @return the zone
   */
  public ZoneId zone() {
    return log.zone();
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
    return orderCount;
  }

  /**
   * The orders after the as-of day, which do not count.
   *
   * @return 0 or more
   */
  public long laterOrders() {
    return log.size() - orderCount;
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
    return orderCount - purchases;
  }

  /**
   * The spend of all customers.
   *
   * @return the exact sum
   * @throws IllegalStateException if the log has no amounts
   * @throws ArithmeticException if it does not fit in a long of minor units
   */
  public Money totalSpend() {
    long sum = 0;
    for (int row = 0; row < size(); row++) {
      sum = Math.addExact(sum, spendMinor(row));
    }
    return Money.ofMinor(sum, currency());
  }

  private int checked(int row) {
    return Objects.checkIndex(row, customer.length);
  }
}
