package org.clv4j.models.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.contract.Tenures;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.Draws;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.OpportunityHistories;
import org.jspecify.annotations.Nullable;

/**
 * Orders as a model says that they come.
 *
 * <p>Each customer has random numbers of their own, made from the seed and the customer's number
 * (xoshiro256++ 1.0, state filled by SplitMix64): the first 100 customers of a large simulation are
 * those of a small one, no number of threads changes anything, and every JVM gives the same bits.
 * Amounts have numbers of their own too: with or without them, the days are the same.
 *
 * <p>Orders fall on whole days. A purchase t days after the first, however early on the day, stands
 * on the day ceil(t) after it, so that exactly the purchases in (0, T] are on or before day T. Two
 * effects remain. Purchases of one customer on the same day are separate orders that a {@link
 * org.clv4j.core.customer.CustomerBase} merges into one: with a rate of lambda per day, about
 * lambda / 2 of the purchases are lost to its frequency, and their amounts are added up. And
 * recency is half a day late in the mean. Where this matters, {@link #summaries} gives the same
 * histories unrounded.
 */
public final class OrderSimulation {
  private static final double LARGEST_AMOUNT = 1L << 53;
  private static final Set<PurchaseProcess.Kind> CONTRACTS =
      EnumSet.of(PurchaseProcess.Kind.CONTRACT_PERIODS, PurchaseProcess.Kind.CONTRACT_TIMES);

  private final PurchaseProcess process;
  private final SimulationOptions options;

  private OrderSimulation(PurchaseProcess process, SimulationOptions options) {
    this.process = Objects.requireNonNull(process, "process must not be null");
    this.options = Objects.requireNonNull(options, "options must not be null");
  }

  /**
   * A simulation. The same one asked twice gives the same twice.
   *
   * @param process how customers buy and leave
   * @param options who and when
   * @return the simulation
   */
  public static OrderSimulation of(PurchaseProcess process, SimulationOptions options) {
    return new OrderSimulation(process, options);
  }

  /**
   * The orders, without amounts.
   *
   * @return the log, by customer and day
   * @throws ArithmeticException if a customer makes more than a million purchases
   */
  public OrderLog orders() {
    return simulate(null, OrderLog.builderWithoutAmounts(), 0);
  }

  /**
   * The orders with amounts, rounded to the nearest minor unit; what is below half of one becomes
   * 0.
   *
   * @param spend the model of the amounts; the first order has one too
   * @param currency their currency
   * @return the log, by customer and day
   * @throws ArithmeticException if a customer makes more than a million purchases or an amount
   *     exceeds 2^53 minor units
   */
  public OrderLog orders(GammaGamma spend, Currency currency) {
    Objects.requireNonNull(spend, "spend must not be null");
    return simulate(
        spend, OrderLog.builder(currency), Math.rint(1 / Money.majorUnits(1.0, currency)));
  }

  private OrderLog simulate(
      @Nullable GammaGamma spend, OrderLogBuilder log, double minorUnitsPerMajor) {
    int n = options.customers();
    int threads = Math.min(options.threads(), n);
    Columns[] parts = new Columns[threads];
    BlockedSum.inParallel(
        threads,
        thread -> {
          Columns columns = new Columns(spend != null);
          int end = (int) ((long) n * (thread + 1) / threads);
          for (int customer = (int) ((long) n * thread / threads) + 1;
              customer <= end;
              customer++) {
            addOrders(customer, spend, minorUnitsPerMajor, columns);
          }
          parts[thread] = columns;
        });
    for (Columns part : parts) {
      part.addTo(log);
    }
    return log.build();
  }

  private void addOrders(
      int customer, @Nullable GammaGamma spend, double minorUnitsPerMajor, Columns columns) {
    int birth = birthDay(customer);
    int first = columns.size;
    columns.add(customer, birth);
    for (double time : purchaseTimes(customer)) {
      columns.add(customer, birth + day(time));
    }
    if (spend != null) {
      Draws draws = Draws.of(options.seed(), customer, Draws.AMOUNTS);
      double scale = spend.gamma() / draws.gamma(spend.q());
      for (int i = first; i < columns.size; i++) {
        double amount = Math.rint(draws.gamma(spend.p()) * scale * minorUnitsPerMajor);
        if (!(amount <= LARGEST_AMOUNT)) {
          throw new ArithmeticException(
              "amounts must not exceed 2^53 minor units, but one of customer "
                  + customer
                  + " was "
                  + amount
                  + "; q near or below 1 makes such customers");
        }
        columns.amount[i] = (long) amount;
      }
    }
  }

  /** The day of a purchase, counted from that of the first. */
  private int day(double time) {
    return (int) Math.ceil(process.unit().toDays(time));
  }

  /** The epoch day of the first order. */
  private int birthDay(int customer) {
    int start = (int) options.start().toEpochDay();
    int days = (int) (options.birthsUntil().toEpochDay() - start) + 1;
    return days == 1
        ? start
        : start + (int) (days * Draws.of(options.seed(), customer, Draws.BIRTHS).uniform());
  }

  /**
   * The exact times of a customer's repeat purchases.
   *
   * @param customer from 1 to the number of customers
   * @return times after the first purchase in the unit of the process, ascending, up to the end
   * @throws IndexOutOfBoundsException if there is no such customer
   * @throws ArithmeticException if there are more than a million
   */
  public double[] purchaseTimes(int customer) {
    Objects.checkIndex(customer - 1, options.customers());
    return process.purchaseTimes(options.seed(), customer, age(customer));
  }

  /**
   * The histories of all customers with unrounded times, of which none are merged.
   *
   * @return (x, t<sub>x</sub>, T) in the unit of the process, in the order of the ids
   * @throws ArithmeticException if a customer makes more than a million purchases
   */
  public List<CustomerSummary> summaries() {
    List<CustomerSummary> summaries = new ArrayList<>(options.customers());
    PeriodUnit unit = process.unit();
    IntStream.rangeClosed(1, options.customers())
        .forEach(
            customer -> {
              double[] times = purchaseTimes(customer);
              double age = age(customer);
              double last = times.length == 0 ? 0 : Math.min(age, times[times.length - 1]);
              summaries.add(new CustomerSummary(times.length, last, age, unit));
            });
    return summaries;
  }

  /**
   * The histories of all customers of BG/BB, for whom opportunities come once a unit.
   *
   * @return (x, t<sub>x</sub>, n), n the whole units from the first purchase to the end
   * @throws IllegalStateException if the process has no opportunities
   */
  public OpportunityHistories opportunityHistories() {
    requireKind(EnumSet.of(PurchaseProcess.Kind.OPPORTUNITIES), "opportunities are those of bg-bb");
    int n = options.customers();
    int[] frequency = new int[n];
    int[] recency = new int[n];
    int[] opportunities = new int[n];
    for (int row = 0; row < n; row++) {
      double[] times = purchaseTimes(row + 1);
      frequency[row] = times.length;
      recency[row] = times.length == 0 ? 0 : (int) times[times.length - 1];
      opportunities[row] = (int) age(row + 1);
    }
    return OpportunityHistories.of(frequency, recency, opportunities, null);
  }

  /**
   * How long all customers of a contract model stayed, or have stayed at the end.
   *
   * @return whole periods, or exact times for exponential-gamma
   * @throws IllegalStateException if nobody sees when customers of the process leave
   */
  public Tenures tenures() {
    int n = options.customers();
    double[] tenure = new double[n];
    boolean[] churned = new boolean[n];
    for (int row = 0; row < n; row++) {
      Tenure of = tenure(row + 1);
      tenure[row] = of.time();
      churned[row] = of.churned();
    }
    return process.kind() == PurchaseProcess.Kind.CONTRACT_TIMES
        ? Tenures.ofTimes(tenure, churned, null, process.unit())
        : Tenures.ofPeriods(
            Arrays.stream(tenure).mapToInt(time -> (int) time).toArray(),
            churned,
            null,
            process.unit());
  }

  /**
   * How long a customer stayed.
   *
   * @param time in the unit of the process
   * @param churned whether the customer left then, or was still there
   */
  public record Tenure(double time, boolean churned) {}

  /**
   * How long a customer of a contract model stayed, or has stayed at the end.
   *
   * @param customer from 1 to the number of customers
   * @return a number of periods, or an exact time for exponential-gamma
   * @throws IndexOutOfBoundsException if there is no such customer
   * @throws IllegalStateException if nobody sees when customers of the process leave
   */
  public Tenure tenure(int customer) {
    requireKind(CONTRACTS, "tenures are those of a contract");
    Objects.checkIndex(customer - 1, options.customers());
    double age = age(customer);
    double seen = process.kind() == PurchaseProcess.Kind.CONTRACT_PERIODS ? Math.floor(age) : age;
    double end = process.draw(Draws.of(options.seed(), customer, Draws.TIMES)).end();
    return end <= seen ? new Tenure(end, true) : new Tenure(seen, false);
  }

  private void requireKind(Set<PurchaseProcess.Kind> kinds, String rule) {
    if (!kinds.contains(process.kind())) {
      throw new IllegalStateException(rule + ", but this process is another");
    }
  }

  /** From the first purchase to the end. */
  private double age(int customer) {
    return process.unit().fromDays((int) options.end().toEpochDay() - birthDay(customer));
  }

  /** Orders in growing columns. */
  private static final class Columns {
    private final boolean amounts;
    private long[] customer = new long[1024];
    private int[] day = new int[1024];
    private long[] amount;
    private int size;

    Columns(boolean amounts) {
      this.amounts = amounts;
      this.amount = new long[amounts ? 1024 : 0];
    }

    void add(int who, int when) {
      if (size == day.length) {
        customer = Arrays.copyOf(customer, 2 * size);
        day = Arrays.copyOf(day, 2 * size);
        amount = amounts ? Arrays.copyOf(amount, 2 * size) : amount;
      }
      customer[size] = who;
      day[size++] = when;
    }

    void addTo(OrderLogBuilder log) {
      log.addAll(
          Arrays.copyOf(customer, size),
          Arrays.copyOf(day, size),
          amounts ? Arrays.copyOf(amount, size) : null);
    }
  }
}
