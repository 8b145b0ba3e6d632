package org.clv4j.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Writes the bundled sample {@code samples/spend.csv}: what the shop of {@code samples/orders.csv}
 * spent in each month of its two years to win customers.
 *
 * <p>2000 to 4000 euros a month, whatever came of them. The bytes written are the same on every
 * Java virtual machine.
 */
public final class SampleSpend {
  private static final long SEED = 20_261_126;
  private static final LocalDate FIRST_MONTH = LocalDate.of(2024, 1, 1);
  private static final int MONTHS = 24;

  private SampleSpend() {}

  /**
   * Writes the sample to a file.
   *
   * @param args the file
   * @throws IOException if it cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("usage: SampleSpend FILE");
    }
    try (Writer out = Files.newBufferedWriter(Path.of(args[0]))) {
      write(out);
    }
  }

  /**
   * Writes the sample: a header and one line per month, named by its first day.
   *
   * @param out where to
   * @throws IOException if it cannot be written
   */
  public static void write(Appendable out) throws IOException {
    Draws draws = new Draws(SEED);
    out.append("group,spend\n");
    for (int month = 0; month < MONTHS; month++) {
      long euros = Math.round(2000 + 2000 * draws.uniform());
      out.append(FIRST_MONTH.plusMonths(month) + "," + euros + ".00\n");
    }
  }
}
