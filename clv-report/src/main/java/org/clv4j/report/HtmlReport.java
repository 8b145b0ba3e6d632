package org.clv4j.report;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.clv4j.segments.rfm.RfmTable;

/**
 * One self-contained HTML page about a customer base: key figures, value distribution, RFM grid,
 * segments, top customers, what the data were and what was assumed.
 *
 * <p>It loads nothing and runs no script, works from a file, in light and dark, on a phone and on
 * paper. Whatever comes from the data is escaped. The same input gives the same page, byte for
 * byte; it carries no time of its making.
 *
 * @param rfm the customers with their scores and segments; at least one
 * @param source where the orders came from
 */
public record HtmlReport(RfmTable rfm, Source source) {

  /** How many bad rows the page lists at most. */
  public static final int LISTED = 20;

  /** Checks that there is a customer to report on. */
  public HtmlReport {
    Objects.requireNonNull(source, "source must not be null");
    if (rfm.size() == 0) {
      throw new IllegalArgumentException("the base must hold a customer, but is empty");
    }
  }

  /**
   * Where the orders came from, as far as the page tells it.
   *
   * @param inputs the names of the files
   * @param columns what each column was taken for, with its name in the file
   * @param ignoredColumns the other columns
   * @param rows the rows read
   * @param badRows those left out
   * @param firstBadRows the first of them, one text each
   * @param command how the page can be made again
   */
  public record Source(
      List<String> inputs,
      Map<String, String> columns,
      List<String> ignoredColumns,
      long rows,
      long badRows,
      List<String> firstBadRows,
      String command) {

    /** Takes copies of the lists. */
    public Source {
      inputs = List.copyOf(inputs);
      columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
      ignoredColumns = List.copyOf(ignoredColumns);
      firstBadRows = List.copyOf(firstBadRows);
      Objects.requireNonNull(command, "command must not be null");
    }
  }

  /**
   * Writes the page.
   *
   * @param out where to, in UTF-8; neither flushed nor closed
   * @throws IOException if writing fails
   */
  public void write(Appendable out) throws IOException {
    ReportPageRenderer.of().execute(ReportPage.of(this), out);
  }
}
