package org.clv4j.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Writes the bundled sample {@code samples/orders.csv}, a made-up shop over two years.
 *
 * <p>The customers behave as BG/NBD has it (Fader, Hardie &amp; Lee 2005): each orders at a rate of
 * its own and may drop out for good after any order. First orders are spread evenly over the two
 * years. The bytes written are the same on every Java virtual machine.
 */
public final class SampleOrders {
  private static final long SEED = 20_260_101;
  private static final int CUSTOMERS = 2000;
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);
  private static final long DAYS = LAST_DAY.toEpochDay() - FIRST_DAY.toEpochDay() + 1;

  private static final double RATE_SHAPE = 0.8;
  private static final double RATE_SCALE_DAYS = 30;
  private static final double DROPOUT_A = 0.35;
  private static final double DROPOUT_B = 5.2;
  private static final double SAME_DAY_REPEAT = 0.03;
  private static final double FREE_ORDER = 0.002;

  private final Draws draws = new Draws(SEED);
  private final List<Sale> sales = new ArrayList<>();

  private SampleOrders() {}

  private record Sale(double time, int customer, long cents) {}

  /**
   * Writes the sample to a file.
   *
   * @param args the file
   * @throws IOException if it cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("usage: SampleOrders FILE");
    }
    try (Writer out = Files.newBufferedWriter(Path.of(args[0]))) {
      write(out);
    }
  }

  /**
   * Writes the sample: a header and one line per order, in the order of time.
   *
   * @param out where to
   * @throws IOException if it cannot be written
   */
  public static void write(Appendable out) throws IOException {
    List<Sale> sales = new SampleOrders().simulate();
    out.append("order_id,customer_id,date,amount,currency\n");
    for (int i = 0; i < sales.size(); i++) {
      Sale sale = sales.get(i);
      out.append(
          String.format(
              Locale.ROOT,
              "O%06d,C%05d,%s,%d.%02d,EUR\n",
              i + 1,
              sale.customer,
              FIRST_DAY.plusDays((long) sale.time),
              sale.cents / 100,
              sale.cents % 100));
    }
  }

  private List<Sale> simulate() {
    double[] joined = new double[CUSTOMERS];
    Arrays.setAll(joined, c -> draws.uniform() * DAYS);
    Arrays.sort(joined);
    for (int c = 0; c < CUSTOMERS; c++) {
      simulate(c + 1, joined[c]);
    }
    sales.sort(Comparator.comparingDouble(Sale::time));
    return sales;
  }

  private void simulate(int customer, double joined) {
    double meanGap = RATE_SCALE_DAYS / draws.gamma(RATE_SHAPE);
    double dropout = draws.beta(DROPOUT_A, DROPOUT_B);
    double level = draws.logNormal(3.4, 0.5);
    double time = joined;
    do {
      sales.add(new Sale(time, customer, cents(level)));
      if (draws.happens(SAME_DAY_REPEAT)) {
        double midnight = StrictMath.floor(time) + 1;
        sales.add(new Sale(time + draws.uniform() * (midnight - time), customer, cents(level)));
      }
      time += draws.exponential(meanGap);
    } while (!draws.happens(dropout) && time < DAYS);
  }

  private long cents(double level) {
    return draws.happens(FREE_ORDER)
        ? 0
        : Math.max(1, Math.round(100 * level * draws.logNormal(0, 0.45)));
  }
}
