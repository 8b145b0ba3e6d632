package org.clv4j.io;

import java.util.ArrayList;
import java.util.List;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.quality.QualityFinding.Severity;

/** What became of rows that are neither an order of their own nor bad, as findings. */
final class RowFindings {
  private RowFindings() {}

  /**
   * Rows that are part of an order.
   *
   * @param folded further lines of an order
   * @param refunds refunds of an order in another row
   * @param rows all rows read
   */
  static List<QualityFinding> of(long folded, long refunds, long rows) {
    List<QualityFinding> findings = new ArrayList<>();
    if (folded > 0) {
      findings.add(info("rows-folded", folded, rows, "rows are further lines of an order"));
    }
    if (refunds > 0) {
      findings.add(info("refund-rows", refunds, rows, "rows are refunds of an order"));
    }
    return findings;
  }

  private static QualityFinding info(String id, long count, long rows, String finding) {
    return new QualityFinding(id, Severity.INFO, count, rows, "rows", finding, "", "");
  }

  /**
   * Refunds of orders that nobody knows.
   *
   * @param lost where they stand, at least one
   * @param of how many there are of what they are counted in
   * @param unit what that is
   */
  static QualityFinding withoutOrder(List<OrderPlace> lost, long of, String unit) {
    return new QualityFinding(
        "refunds-without-order",
        Severity.WARNING,
        lost.size(),
        of,
        unit,
        "refunds are of orders that are in no file, so they are left out like these",
        lost.get(0).toString(),
        "read the export of the days of these orders too");
  }
}
