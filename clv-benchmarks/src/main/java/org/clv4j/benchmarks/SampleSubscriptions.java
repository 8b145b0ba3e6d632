package org.clv4j.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Writes the bundled sample {@code samples/subscriptions.csv}, the subscribers of a made-up service
 * over two years.
 *
 * <p>Each customer leaves at the end of a month with a probability of his own (so that those who
 * are prone to leave go first), changes plan, pauses, and may come back. Most begin with a trial,
 * from which some never pay; some have a coupon, for three months or forever. A fifth pays by the
 * year. The bytes written are the same on every Java virtual machine.
 */
public final class SampleSubscriptions {
  private static final long SEED = 20_260_801;
  private static final int CUSTOMERS = 400;
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);
  private static final long DAYS = LAST_DAY.toEpochDay() - FIRST_DAY.toEpochDay() + 1;

  private static final int[] PRICES = {1900, 4900, 9900};
  private static final int TRIAL_DAYS = 14;
  private static final double TRIAL = 0.7;
  private static final double CONVERTS = 0.55;
  private static final double ANNUAL = 0.2;
  private static final double LEAVE_A = 0.6;
  private static final double LEAVE_B = 12;
  private static final double COMES_BACK = 0.15;
  private static final double UPGRADES = 0.03;
  private static final double DOWNGRADES = 0.012;
  private static final double PAUSES = 0.008;

  private final Draws draws = new Draws(SEED);
  private final List<Row> rows = new ArrayList<>();
  private int subscriptions;

  private SampleSubscriptions() {}

  private record Row(LocalDate day, int subscription, int customer, String event, String terms) {}

  /**
   * Writes the sample to a file.
   *
   * @param args the file
   * @throws IOException if it cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("usage: SampleSubscriptions FILE");
    }
    try (Writer out = Files.newBufferedWriter(Path.of(args[0]))) {
      write(out);
    }
  }

  /**
   * Writes the sample: a header and one line per event, in the order of time.
   *
   * @param out where to
   * @throws IOException if it cannot be written
   */
  public static void write(Appendable out) throws IOException {
    SampleSubscriptions sample = new SampleSubscriptions();
    for (int customer = 1; customer <= CUSTOMERS; customer++) {
      sample.simulate(customer);
    }
    sample.rows.sort(Comparator.comparing(Row::day).thenComparing(Row::subscription));
    out.append(
        "subscription_id,customer_id,date,event,amount,currency,interval,quantity,"
            + "coupon_percent,coupon_until\n");
    for (Row row : sample.rows) {
      out.append(
          String.format(
              Locale.ROOT,
              "S%04d,C%04d,%s,%s,%s\n",
              row.subscription,
              row.customer,
              row.day,
              row.event,
              row.terms));
    }
  }

  private void simulate(int customer) {
    LocalDate start = FIRST_DAY.plusDays((long) (draws.uniform() * DAYS));
    double leaves = draws.beta(LEAVE_A, LEAVE_B);
    LocalDate end = subscribe(customer, start, leaves, draws.happens(TRIAL));
    while (draws.happens(COMES_BACK) && !end.isAfter(LAST_DAY)) {
      LocalDate again = end.plusDays(20 + (long) draws.exponential(60));
      end = again.isAfter(LAST_DAY) ? again : subscribe(customer, again, leaves, false);
    }
  }

  /** From a start to the end, or beyond the last day. */
  private LocalDate subscribe(int customer, LocalDate start, double leaves, boolean trial) {
    int id = ++subscriptions;
    boolean annual = draws.happens(ANNUAL);
    int plan = (int) (draws.uniform() * draws.uniform() * PRICES.length);
    int quantity = 1 + (int) draws.exponential(0.7);
    String coupon = coupon(start);
    add(start, id, customer, "start", terms(plan, annual, quantity, coupon));
    LocalDate paid = start;
    if (trial && !start.plusDays(TRIAL_DAYS).isAfter(LAST_DAY)) {
      paid = start.plusDays(TRIAL_DAYS);
      add(paid, id, customer, "trial_end", ",,,,,");
      if (!draws.happens(CONVERTS)) {
        add(paid, id, customer, "end", ",,,,,");
        return paid;
      }
    }
    int months = annual ? 12 : 1;
    for (LocalDate bill = paid.plusMonths(months); ; bill = bill.plusMonths(months)) {
      if (bill.isAfter(LAST_DAY)) {
        return bill;
      }
      double stays = StrictMath.pow(1 - leaves, months);
      if (!draws.happens(stays)) {
        add(bill, id, customer, "end", ",,,,,");
        return bill;
      }
      double change = draws.uniform() / months;
      if (change < UPGRADES) {
        plan = Math.min(plan + 1, PRICES.length - 1);
        quantity += plan == PRICES.length - 1 ? 1 : 0;
        add(bill, id, customer, "change", terms(plan, annual, quantity, coupon));
      } else if (change < UPGRADES + DOWNGRADES && (plan > 0 || quantity > 1)) {
        quantity -= plan == 0 ? 1 : 0;
        plan = Math.max(plan - 1, 0);
        add(bill, id, customer, "change", terms(plan, annual, quantity, coupon));
      } else if (change < UPGRADES + DOWNGRADES + PAUSES && !annual) {
        add(bill, id, customer, "pause", ",,,,,");
        bill = bill.plusMonths(2);
        if (!bill.isAfter(LAST_DAY)) {
          add(bill, id, customer, "resume", ",,,,,");
        }
      }
    }
  }

  private String coupon(LocalDate start) {
    double kind = draws.uniform();
    if (kind < 0.12) {
      return "20," + start.plusMonths(3);
    }
    return kind < 0.18 ? "10," : ",";
  }

  /** A year costs ten months. */
  private static String terms(int plan, boolean annual, int quantity, String coupon) {
    int cents = PRICES[plan] * (annual ? 10 : 1);
    return String.format(
        Locale.ROOT,
        "%d.%02d,EUR,%s,%d,%s",
        cents / 100,
        cents % 100,
        annual ? "year" : "month",
        quantity,
        coupon);
  }

  private void add(LocalDate day, int subscription, int customer, String event, String terms) {
    if (!day.isAfter(LAST_DAY)) {
      rows.add(new Row(day, subscription, customer, event, terms));
    }
  }
}
