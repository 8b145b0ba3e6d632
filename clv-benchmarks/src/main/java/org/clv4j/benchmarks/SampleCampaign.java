package org.clv4j.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the bundled sample {@code samples/campaign.csv}: a letter to half of the customers of
 * {@code samples/orders.csv} who had ordered before 2025-07-01.
 *
 * <p>Lots decide who gets it. {@code value} is what a customer spent in the 90 days from then on,
 * {@code pre_value} in the 90 days before, both of the sample's own orders; and who had ordered in
 * those 90 days and got the letter orders once more with probability 0.8, at his mean order value.
 * So the effect is known. The bytes written are the same on every Java virtual machine.
 */
public final class SampleCampaign {
  private static final long SEED = 20_260_701;
  private static final LocalDate DAY = LocalDate.of(2025, 7, 1);
  private static final int HORIZON = 90;
  private static final double MOVED = 0.8;

  private SampleCampaign() {}

  private static final class Customer {
    private long orders;
    private long spend;
    private long before;
    private long after;
  }

  /**
   * Writes the sample to a file.
   *
   * @param args the file
   * @throws IOException if it cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("usage: SampleCampaign FILE");
    }
    try (Writer out = Files.newBufferedWriter(Path.of(args[0]))) {
      write(out);
    }
  }

  /**
   * Writes the sample: a header and one line per customer, in the order of their ids.
   *
   * @param out where to
   * @throws IOException if it cannot be written
   */
  public static void write(Appendable out) throws IOException {
    Draws draws = new Draws(SEED);
    out.append("customer_id,arm,value,pre_value\n");
    for (Map.Entry<String, Customer> entry : customers().entrySet()) {
      Customer customer = entry.getValue();
      boolean letter = draws.happens(0.5);
      boolean moved = draws.happens(MOVED) && letter && customer.before > 0;
      long value = customer.after + (moved ? customer.spend / customer.orders : 0);
      out.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%d.%02d,%d.%02d\n",
              entry.getKey(),
              letter ? "letter" : "control",
              value / 100,
              value % 100,
              customer.before / 100,
              customer.before % 100));
    }
  }

  private static Map<String, Customer> customers() throws IOException {
    StringBuilder sample = new StringBuilder();
    SampleOrders.write(sample);
    List<String[]> rows =
        sample.toString().lines().skip(1).map(line -> line.split(",", -1)).toList();
    Map<String, Customer> customers = new TreeMap<>();
    for (String[] row : rows) {
      LocalDate day = LocalDate.parse(row[2]);
      long cents = Long.parseLong(row[3].replace(".", ""));
      if (day.isBefore(DAY)) {
        Customer customer = customers.computeIfAbsent(row[1], id -> new Customer());
        customer.orders++;
        customer.spend += cents;
        customer.before += day.isBefore(DAY.minusDays(HORIZON)) ? 0 : cents;
      } else if (day.isBefore(DAY.plusDays(HORIZON)) && customers.containsKey(row[1])) {
        customers.get(row[1]).after += cents;
      }
    }
    return customers;
  }
}
