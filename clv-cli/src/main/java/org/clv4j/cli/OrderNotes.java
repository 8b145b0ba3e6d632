package org.clv4j.cli;

import java.io.PrintWriter;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.AppliedRate;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.io.CsvColumns;
import org.clv4j.io.OrderCsvResult;

/**
 * What is told on standard error of how orders were read.
 *
 * @param quiet whether only the number of bad rows is told
 */
record OrderNotes(PrintWriter err, boolean quiet) {

  /**
   * Tells how they were read.
   *
   * @param namesRates whether the notes of the result do not tell of rates
   */
  void tellHowItWasRead(OrderCsvResult read, boolean namesRates) {
    if (!quiet) {
      CsvColumns first = read.columns().get(0);
      tell(first, "");
      read.columns().stream()
          .filter(
              more -> !more.used().equals(first.used()) || !more.ignored().equals(first.ignored()))
          .forEach(more -> tell(more, more.source() + ": "));
      read.notes().forEach(err::println);
      if (namesRates && !read.log().appliedRates().isEmpty()) {
        err.println(AppliedRate.describe(read.log().appliedRates()));
      }
      if (!read.log().aliases().links().isEmpty()) {
        err.println(aliases(read.log()));
      }
      err.println(read.log());
    }
    if (read.badRows() > 0) {
      err.println("bad rows left out: " + read.badRows() + " of " + read.rows());
    }
    if (!quiet) {
      read.firstBadRows().forEach(row -> err.println("  " + row));
      if (read.badRows() > read.firstBadRows().size()) {
        err.println("  … (the first " + read.firstBadRows().size() + " are listed)");
      }
    }
    err.flush();
  }

  private static String aliases(OrderLog log) {
    int unused = log.unusedAliases().size();
    return log.aliases() + (unused == 0 ? "" : ", but " + unused + " of them came with no order");
  }

  private void tell(CsvColumns columns, String prefix) {
    StringBuilder line = new StringBuilder(prefix).append("columns:");
    columns
        .used()
        .forEach((role, column) -> line.append(' ').append(role).append('=').append(column));
    if (!columns.ignored().isEmpty()) {
      line.append("; ignored: ").append(String.join(", ", columns.ignored()));
    }
    err.println(line);
  }

  void tellWhatCounts(CustomerBase base) {
    StringBuilder line = new StringBuilder("as of " + base.asOf() + ": ");
    line.append(base.orderCount()).append(" orders count");
    append(line, base.laterOrders(), "later left out");
    append(line, base.laterDeductions(), "later refunds of them left out");
    append(line, base.zeroAmountOrders(), "of them with an amount of 0");
    append(
        line, base.mergedOrders(), "merged into a purchase of the same " + base.purchasePeriod());
    tell(line);
  }

  private static void append(StringBuilder line, long orders, String what) {
    if (orders > 0) {
      line.append(", ").append(orders).append(' ').append(what);
    }
  }

  /** But for what was said already: rows and later orders left out. */
  void tellWhatIsOdd(DataQuality found) {
    found.toLookAt().stream()
        .filter(finding -> !List.of("bad-rows", "future-orders").contains(finding.id()))
        .forEach(finding -> tell("data: " + finding));
  }

  /** A line for who did not ask for quiet. */
  void tell(Object line) {
    if (!quiet) {
      err.println(line);
      err.flush();
    }
  }
}
