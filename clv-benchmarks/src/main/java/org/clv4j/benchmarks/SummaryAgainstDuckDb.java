package org.clv4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.OrderArrays;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;

/**
 * The summary of each customer from columns of ids, days and cents, beside DuckDB from a table in
 * memory, turn by turn in one process with the same threads; both must give the same.
 *
 * <p>Wall and CPU seconds of turns after ten to warm up are printed: on a busy machine only CPU
 * seconds compare.
 */
public final class SummaryAgainstDuckDb {
  private static final int WARM_UP = 10;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final OrderData data;
  private final Ids ids;
  private final From from;
  private final long[] seconds;
  private final int[] ints;
  private final int threads;

  /** What the ids are; in each the customers come in scrambled order. */
  private enum Ids {
    /** From 0 without gaps, in an array of longs. */
    DENSE,
    /** From 0 without gaps, in an array of ints. */
    INT,
    /** Anywhere among all longs. */
    SPARSE,
    /** Such as C0001234. */
    TEXT,
    /** Of 36 characters, as a UUID. */
    UUID;

    Object of(long customer) {
      return switch (this) {
        case DENSE, INT -> customer;
        case SPARSE -> OrderSource.mix(customer);
        case TEXT -> "C" + Long.toString(10_000_000 + customer).substring(1);
        case UUID -> new java.util.UUID(OrderSource.mix(customer), customer).toString();
      };
    }

    boolean areNumbers() {
      return this != TEXT && this != UUID;
    }
  }

  /** From where the orders go to a base. */
  private enum From {
    /** From arrays of ids, days and cents. */
    DAYS,
    /** From arrays of ids, seconds and cents. */
    SECONDS,
    /** From a log that is made of the arrays first. */
    LOG
  }

  private SummaryAgainstDuckDb(OrderData data, Ids ids, From from, int threads) {
    this.data = data;
    this.ids = ids;
    this.from = from;
    this.seconds = from == From.SECONDS ? data.seconds() : new long[0];
    this.ints =
        ids == Ids.INT
            ? Arrays.stream(data.customer).mapToInt(Math::toIntExact).toArray()
            : new int[0];
    this.threads = threads;
  }

  /**
   * Measures and prints a row of a table.
   *
   * @param args number of orders, of threads, of turns; then in any order kind of ids, order of the
   *     rows, crowd, and from where
   * @throws SQLException if DuckDB fails
   * @throws IOException if the orders cannot be handed to DuckDB
   */
  public static void main(String[] args) throws SQLException, IOException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    int turns = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    requireNames(args);
    Ids ids = named(Ids.values(), args);
    Layout layout = named(Layout.values(), args);
    Crowd crowd = named(Crowd.values(), args);
    From from = named(From.values(), args);
    OrderSource source = new OrderSource(rows);
    OrderData data = OrderData.of(source, layout, crowd);
    System.out.printf("| %d | %s | %s | %s | %s | %d ", rows, ids, layout, crowd, from, threads);
    new SummaryAgainstDuckDb(data, ids, from, threads).run(turns);
  }

  private static void requireNames(String[] args) {
    Set<String> names =
        Stream.<Enum<?>[]>of(Ids.values(), Layout.values(), Crowd.values(), From.values())
            .flatMap(Arrays::stream)
            .map(Enum::name)
            .collect(Collectors.toSet());
    for (int i = 3; i < args.length; i++) {
      if (!names.contains(args[i])) {
        throw new IllegalArgumentException("must be one of " + names + ", but was " + args[i]);
      }
    }
  }

  /** The one that some argument names; the first if none does. */
  private static <E extends Enum<E>> E named(E[] values, String[] args) {
    return Arrays.stream(values)
        .filter(value -> Arrays.asList(args).contains(value.name()))
        .findFirst()
        .orElse(values[0]);
  }

  private void run(int turns) throws SQLException, IOException {
    long[] numbers = new long[ids.areNumbers() ? data.rows() : 0];
    String[] texts = new String[ids.areNumbers() ? 0 : data.rows()];
    for (int row = 0; row < data.rows(); row++) {
      Object id = ids.of(data.customer[row]);
      if (ids.areNumbers()) {
        numbers[row] = (Long) id;
      } else {
        texts[row] = (String) id;
      }
    }
    ToLongFunction<String> numberOfId = ids.areNumbers() ? Long::parseLong : String::hashCode;
    double[][] ours = new double[turns][];
    double[][] theirs = new double[turns][];
    try (DuckDbOrders duckDb =
        DuckDbOrders.load(
            data,
            ids.areNumbers() ? "BIGINT" : "VARCHAR",
            row -> ids.areNumbers() ? numbers[row] : texts[row],
            threads)) {
      int customers = 0;
      for (int turn = 0; turn < WARM_UP; turn++) {
        customers = base(numbers, texts).size();
      }
      duckDb.summary(customers);
      for (int turn = 0; turn < turns; turn++) {
        double[] start = clocks();
        CustomerBase base = base(numbers, texts);
        double[] between = clocks();
        DuckDbOrders.Summary summary = duckDb.summary(customers);
        double[] end = clocks();
        ours[turn] = new double[] {between[0] - start[0], between[1] - start[1]};
        theirs[turn] = new double[] {end[0] - between[0], end[1] - between[1]};
        Summaries.requireEqual(Summaries.checksum(base, numberOfId), summary.checksum(numberOfId));
      }
    }
    for (int clock = 0; clock < 2; clock++) {
      Measured.Spread a = spread(ours, clock);
      Measured.Spread b = spread(theirs, clock);
      System.out.printf(
          Locale.ROOT,
          "| %.3f (%.3f to %.3f) | %.2f (%.2f to %.2f) | %.1f ",
          a.median(),
          a.min(),
          a.max(),
          b.median(),
          b.min(),
          b.max(),
          b.median() / a.median());
    }
    System.out.println("|");
  }

  private CustomerBase base(long[] numbers, String[] texts) {
    if (from == From.LOG) {
      OrderLogBuilder log = OrderLog.builder(OrderData.EUR).threads(threads);
      return CustomerBase.of(
          (ids.areNumbers()
                  ? log.addAll(numbers, data.day, data.cents)
                  : log.addAll(texts, data.day, data.cents))
              .build(),
          options());
    }
    return CustomerBase.of(
        arrays(numbers, texts).withAmounts(data.cents, OrderData.EUR), options());
  }

  private OrderArrays arrays(long[] numbers, String[] texts) {
    boolean days = from == From.DAYS;
    return switch (ids) {
      case DENSE, SPARSE ->
          days
              ? OrderArrays.of(numbers, data.day)
              : OrderArrays.of(numbers, seconds, ZoneOffset.UTC);
      case INT ->
          days ? OrderArrays.of(ints, data.day) : OrderArrays.of(ints, seconds, ZoneOffset.UTC);
      case TEXT, UUID ->
          days ? OrderArrays.of(texts, data.day) : OrderArrays.of(texts, seconds, ZoneOffset.UTC);
    };
  }

  private CustomerBase.Options options() {
    return CustomerBase.Options.DEFAULT.withThreads(threads);
  }

  private static double[] clocks() {
    return new double[] {System.nanoTime() / 1e9, SYSTEM.getProcessCpuTime() / 1e9};
  }

  private static Measured.Spread spread(double[][] turns, int clock) {
    return Measured.Spread.of(Arrays.stream(turns).mapToDouble(turn -> turn[clock]).toArray());
  }
}
