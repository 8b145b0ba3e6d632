package org.clv4j.benchmarks;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;

/**
 * The last days of a log, 1 % of it, added to the base of all days before, beside the base of all
 * orders made anew, turn by turn.
 *
 * <p>Both bases must be the same, row by row.
 */
public final class Incremental {
  private static final int TURNS = 15;

  private Incremental() {}

  /**
   * Measures and prints medians.
   *
   * @param args the number of orders, if not ten million
   */
  public static void main(String[] args) {
    OrderSource source = new OrderSource(args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000);
    int cut = OrderSource.FIRST_DAY + OrderSource.DAYS * 99 / 100;
    int rows = 0;
    while (source.day(rows) <= cut) {
      rows++;
    }
    OrderData data = OrderData.of(source, Layout.TIME_ORDER);
    OrderLog all = data.log();
    int later = rows;
    CustomerBase earlier = CustomerBase.of(all, LocalDate.ofEpochDay(cut));
    double[][] seconds = new double[3][TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      OrderLog added = time(seconds[0], turn, () -> logFrom(data, later));
      CustomerBase merged =
          time(
              seconds[1],
              turn,
              () -> CustomerBase.mergeByDay(earlier, CustomerBase.of(added, all.lastDay())));
      CustomerBase anew = time(seconds[2], turn, () -> CustomerBase.of(all, all.lastDay()));
      requireSame(Summaries.checksum(anew, Long::parseLong), merged);
    }
    print("log of " + (data.rows() - rows) + " new orders", seconds[0]);
    print("added to " + rows + " orders of " + earlier.size() + " customers", seconds[1]);
    print("made anew", seconds[2]);
  }

  private static OrderLog logFrom(OrderData data, int row) {
    int rows = data.rows();
    return OrderLog.builder(OrderData.EUR)
        .addAll(
            Arrays.copyOfRange(data.customer, row, rows),
            Arrays.copyOfRange(data.day, row, rows),
            Arrays.copyOfRange(data.cents, row, rows))
        .build();
  }

  private static <T> T time(double[] seconds, int turn, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    seconds[turn] = (System.nanoTime() - start) / 1e9;
    return result;
  }

  private static void requireSame(long expected, CustomerBase merged) {
    long found = Summaries.checksum(merged, Long::parseLong);
    if (found != expected) {
      throw new IllegalStateException("checksum must be " + expected + ", but was " + found);
    }
  }

  private static void print(String what, double[] seconds) {
    double[] sorted = Arrays.stream(seconds).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f ms | %.1f to %.1f |%n",
        what,
        1000 * sorted[TURNS / 2],
        1000 * sorted[0],
        1000 * sorted[TURNS - 1]);
  }
}
