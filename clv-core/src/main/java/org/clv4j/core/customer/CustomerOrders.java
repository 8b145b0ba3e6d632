package org.clv4j.core.customer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.internal.LogColumns;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The orders of every customer in the order of time: one sort, from which all that was known on any
 * day can be read.
 *
 * <p>Customer c has the orders {@code start(c)} to {@code start(c + 1)} - 1. Those up to the end of
 * a day are the first of them, which {@link #end} tells; so a result as of a day never sees a later
 * order. Orders of one day stand by amount, the smallest first, because logs know no hours, and
 * then by their details. Neither the order of the log's rows nor the number of threads changes
 * anything. An order takes 8 bytes besides the log, a customer 4, a deduction 16. While they are
 * sorted, each thread takes 8 bytes for each order of the largest of its groups of 2048 to 32 768
 * neighboring customers, of which there are 32 or more where there are more than 65 536 customers;
 * 4 for each day from the first to the last, 128 KiB besides; and where there are deductions a bit
 * for each order.
 */
public final class CustomerOrders {
  private final OrderLog log;
  private final OrderColumns columns;
  private final OrderPayload payload;
  private final long[] words;
  private final int[] start;

  /** The customers in the words are counted anew after so many. */
  private final int groupSize;

  private final int firstDay;
  private final OrderDeductions deductions;

  private CustomerOrders(
      OrderLog log, OrderPayload payload, long[] words, int[] start, int groupSize) {
    this.log = log;
    this.groupSize = groupSize;
    this.columns = LogColumns.of(log);
    this.payload = payload;
    this.words = words;
    this.start = start;
    this.firstDay = columns.minDay();
    this.deductions = OrderDeductions.of(columns, words);
  }

  /**
   * Sorts the orders of a log.
   *
   * @param log the orders; may be empty
   * @return the same orders by customer
   */
  public static CustomerOrders of(OrderLog log) {
    return of(log, 1);
  }

  /**
   * Sorts the orders of a log.
   *
   * @param log the orders; may be empty
   * @param threads at most so many, at least 1
   * @return the same orders by customer
   */
  public static CustomerOrders of(OrderLog log, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    int customers = log.customers().size();
    OrderRows rows = new LogRows(LogColumns.of(log));
    OrderPayload payload =
        LogColumns.of(log).details().isEmpty()
            ? OrderPayload.amountIfItFits(rows)
            : OrderPayload.row(rows);
    OrderSort sort = new OrderSort(rows, payload, customers, OrderColumns.LAST_DAY, threads);
    int[] start = new int[customers + 1];
    int groupSize = sort.groupSize();
    Objects.requireNonNull(sort.count(), "logs keep all rules");
    long[] words =
        sort.run(1, largest -> new WordsByCustomer(log, payload, start, groupSize, largest));
    Objects.requireNonNull(words, "logs keep all rules");
    start[customers] = words.length;
    return new CustomerOrders(log, payload, words, start, groupSize);
  }

  /**
   * What was known of the customers on a day.
   *
   * @param options as-of day, purchase period, threads, interpurchase times
   * @return one row per customer who had ordered by then
   * @throws IllegalStateException if there is no order and no as-of day is given
   * @see CustomerBase#of(OrderLog, CustomerBase.Options)
   */
  public CustomerBase base(CustomerBase.Options options) {
    return CustomerBase.of(this, options);
  }

  /** Fills the columns of the customers who had ordered by a day. */
  CustomerColumns columns(int asOfDay, CustomerBase.Options options) {
    CustomerColumns out =
        new CustomerColumns(size(), log.hasAmounts(), options.interpurchaseTimes());
    OrderRows rows = new LogRows(columns);
    PeriodOfDay periods = PeriodOfDay.of(rows, options.purchasePeriod());
    int threads = options.threads();
    Parallel.run(
        threads,
        t -> {
          CustomerFold fold =
              new CustomerFold(
                  rows,
                  payload,
                  Math.min(groupSize, size()),
                  periods,
                  options.interpurchaseTimes(),
                  customers()::id);
          int to = Parallel.start(size(), t + 1, threads);
          for (int c = Parallel.start(size(), t, threads); c < to; c++) {
            int firstOfGroup = c & -groupSize;
            fold.addGroup(firstOfGroup, words, start[c], end(c, asOfDay));
            if (c + 1 == to || (c + 1) % groupSize == 0) {
              fold.putInColumns(out, firstOfGroup);
            }
          }
        });
    return out;
  }

  /**
   * The number of customers in the log.
   *
   * @return 0 or more
   */
  public int size() {
    return start.length - 1;
  }

  /**
   * The number of orders.
   *
   * @return 0 or more
   */
  public int orderCount() {
    return words.length;
  }

  /**
   * The customers.
   *
   * @return the ids by customer index
   */
  public CustomerIds customers() {
    return log.customers();
  }

  /**
   * The log that was sorted.
   *
   * @return the log
   */
  public OrderLog log() {
    return log;
  }

  /**
   * The first order of a customer.
   *
   * @param customer from 0 to {@link #size()}; for the size itself the number of orders
   * @return the index of the order
   */
  public int start(int customer) {
    return start[customer];
  }

  /**
   * After the last order that a customer had placed by the end of a day.
   *
   * @param customer from 0 to {@link #size()} - 1
   * @param asOfDay the epoch day
   * @return from {@code start(customer)}, if there was none, to {@code start(customer + 1)}
   */
  public int end(int customer, int asOfDay) {
    int from = start[customer];
    int to = start[customer + 1];
    int last = asOfDay - firstDay;
    if (to == from || OrderWord.dayOf(words[to - 1]) <= last) {
      return to;
    }
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (OrderWord.dayOf(words[middle]) <= last) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /**
   * Who had ordered by the end of a day.
   *
   * @param asOfDay the epoch day
   * @return customers from 0 to {@link #size()} - 1, ascending; a new array
   */
  public int[] buyers(int asOfDay) {
    int[] buyers = new int[size()];
    int n = 0;
    for (int customer = 0; customer < buyers.length; customer++) {
      if (end(customer, asOfDay) > start[customer]) {
        buyers[n++] = customer;
      }
    }
    return Arrays.copyOf(buyers, n);
  }

  /**
   * The day of an order.
   *
   * @param order from 0 to {@link #orderCount()} - 1
   * @return the local day, as {@link LocalDate#toEpochDay()}
   */
  public int day(int order) {
    return firstDay + OrderWord.dayOf(words[order]);
  }

  /**
   * The amount of an order, before deductions.
   *
   * @param order from 0 to {@link #orderCount()} - 1
   * @return minor units; 0 where {@link #hasAmounts()} says that there are none
   */
  public long amountMinor(int order) {
    return payload.amountOf(words[order]);
  }

  /**
   * What an order is worth at the end of a day: its amount less its deductions by then, such as
   * refunds that were booked.
   *
   * @param order from 0 to {@link #orderCount()} - 1
   * @param asOfDay the epoch day
   * @return minor units, which may be negative; the amount where there are no deductions
   */
  public long valueMinor(int order, int asOfDay) {
    return deductions.isEmpty()
        ? amountMinor(order)
        : amountMinor(order) - deductions.sum(order, asOfDay);
  }

  /**
   * Whether anything is deducted from orders on days of its own.
   *
   * @return true if so
   */
  public boolean hasDeductions() {
    return !deductions.isEmpty();
  }

  /**
   * The deductions of the orders before one, by order and then by day; so those of customer c are
   * {@code firstDeduction(start(c))} to {@code firstDeduction(start(c + 1))} - 1.
   *
   * @param order from 0 to {@link #orderCount()}
   * @return how many there are; the index of the first one at or after the order
   */
  public int firstDeduction(int order) {
    return deductions.firstOf(order);
  }

  /**
   * The day of a deduction.
   *
   * @param deduction from 0 to {@code firstDeduction(orderCount())} - 1
   * @return the local day, as {@link LocalDate#toEpochDay()}; not before that of the order
   */
  public int deductionDay(int deduction) {
    return deductions.day(deduction);
  }

  /**
   * What a deduction takes.
   *
   * @param deduction from 0 to {@code firstDeduction(orderCount())} - 1
   * @return minor units, above 0
   */
  public long deductionMinor(int deduction) {
    return deductions.minor(deduction);
  }

  /**
   * What the list prices of an order were reduced by.
   *
   * @param order from 0 to {@link #orderCount()} - 1
   * @return minor units; 0 for an order that states none
   */
  public long discountMinor(int order) {
    return hasDiscounts() ? log.discount(OrderWord.rowOf(words[order])) : 0;
  }

  /**
   * The cost of the goods of an order.
   *
   * @param order from 0 to {@link #orderCount()} - 1
   * @return minor units
   * @throws IllegalStateException if the orders have no costs
   */
  public long costMinor(int order) {
    return log.cost(hasCosts() ? OrderWord.rowOf(words[order]) : 0);
  }

  /**
   * The promotion of an order.
   *
   * @param order from 0 to {@link #orderCount()} - 1
   * @return an index into {@link #promotions()}, or -1 if it has none
   */
  public int promotion(int order) {
    return hasPromotions() ? log.promotion(OrderWord.rowOf(words[order])) : -1;
  }

  /**
   * The channel of an order.
   *
   * @param order from 0 to {@link #orderCount()} - 1
   * @return an index into {@link #channels()}, or -1 if it has none
   */
  public int channel(int order) {
    return hasChannels() ? log.channel(OrderWord.rowOf(words[order])) : -1;
  }

  /**
   * The promotions of the orders.
   *
   * @return each once, sorted; empty without any
   */
  public List<String> promotions() {
    return log.promotions();
  }

  /**
   * The channels of the orders.
   *
   * @return each once, sorted; empty without any
   */
  public List<String> channels() {
    return log.channels();
  }

  /**
   * Whether any order states a discount.
   *
   * @return true if so
   */
  public boolean hasDiscounts() {
    return log.hasDiscounts();
  }

  /**
   * Whether the orders have costs.
   *
   * @return true if every order has one
   */
  public boolean hasCosts() {
    return log.hasCosts();
  }

  /**
   * Whether any order has a promotion.
   *
   * @return true if so
   */
  public boolean hasPromotions() {
    return log.hasPromotions();
  }

  /**
   * Whether any order has a channel.
   *
   * @return true if so
   */
  public boolean hasChannels() {
    return log.hasChannels();
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
   * @return null where there are none
   */
  public @Nullable Currency currency() {
    return log.hasAmounts() ? log.currency() : null;
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
   * Which orders count and at what amount.
   *
   * @return the policy of the log
   */
  public OrderPolicy policy() {
    return log.policy();
  }

  /** For example {@code 6919 orders of 2357 customers, 1997-01-01 to 1998-06-30}. */
  @Override
  public String toString() {
    return Objects.toString(log);
  }
}
