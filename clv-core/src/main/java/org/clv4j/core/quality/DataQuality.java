package org.clv4j.core.quality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.quality.QualityFinding.Severity;
import org.clv4j.core.value.Money;

/**
 * What is odd about the orders of a log: what was left out when they were read, orders of the
 * future, gaps, incomplete first and last days, outlying amounts, amounts of 0, and customers that
 * are none.
 *
 * <p>Nothing is changed or left out by this; it only tells. One walk over the orders, whatever
 * their order. Findings:
 *
 * <ul>
 *   <li>{@code rows-read}, {@code orders-used}: counts, for the record.
 *   <li>whatever the reader left out, such as {@code bad-rows}, as it states it.
 *   <li>{@code future-orders}: orders after the given day. Serious.
 *   <li>{@code gap}: days without an order that chance does not explain. In a window of 56 days on
 *       either side a share q of the days is empty, which counts one more than there are unless the
 *       median day has 20 orders or more; g empty days in a row are a gap if fewer than 0.01 such
 *       runs were to be expected, that is days x q<sup>g</sup> &lt; 0.01. A warning from 7 days in
 *       a row on.
 *   <li>{@code incomplete-first-day}, {@code incomplete-last-day}: less than half the median of the
 *       same weekday in the next or last 8 weeks, and at least 4 times its square root below it;
 *       only where that median is 20 orders or more, of 4 weeks at least. Information for the first
 *       day, a warning for the last one.
 *   <li>{@code outlying-amounts}: the modified z-score 0.6745 |ln x - median| / MAD of the logs of
 *       the amounts above 0 is more than sqrt(2 ln(100 n)), and more than 3.5: of n orders whose
 *       amounts are log-normal, such would be expected in one shop out of a hundred. Where MAD is 0
 *       it is |ln x - median| / (1.2533 mean absolute deviation). 30 orders at least. A warning.
 *       Medians are known to one part in 4096.
 *   <li>{@code zero-amounts}: information, a warning from 5 % on.
 *   <li>{@code no-currency}: the data name no currency. Information.
 *   <li>{@code placeholder-customer}: an id that is the name of nobody, such as null, guest or
 *       test@example.com, with two orders or more; 0 and -1 only with 1 % of 1000 orders or more,
 *       or with 5 % of any number that are three times the mean of all customers. Serious from 1 %
 *       of the orders on, else a warning.
 *   <li>{@code dominant-customer}: another id that has 5 % of the orders or more, where there are
 *       at least 1000 orders and 100 customers. Serious.
 *   <li>{@code unused-aliases}: ids that belong to another account and came with no order, nor did
 *       an id that belongs to them. A warning.
 * </ul>
 *
 * @param rows the rows read, bad ones included
 * @param used the orders that became part of the log
 * @param asOf the last day that is not the future
 * @param findings in the order above
 * @see <a href="https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h.htm">NIST handbook,
 *     detection of outliers: the modified z-score of Iglewicz and Hoaglin (1993)</a>
 */
public record DataQuality(long rows, long used, LocalDate asOf, List<QualityFinding> findings) {

  /** Takes a copy of the findings. */
  public DataQuality {
    Objects.requireNonNull(asOf, "as-of day must not be null");
    findings = List.copyOf(findings);
  }

  /**
   * Looks at the orders of a log.
   *
   * @param log the orders
   * @param asOf the last day that is not the future, such as that of the export
   * @return what was found
   */
  public static DataQuality of(OrderLog log, LocalDate asOf) {
    return of(log, log.size(), List.of(), asOf);
  }

  /**
   * Looks at the orders of a log and tells what their reader left out.
   *
   * @param log the orders
   * @param rows the rows from which they were read
   * @param leftOut what the reader left out or put together, and why
   * @param asOf the last day that is not the future, such as that of the export
   * @return what was found
   * @throws IllegalArgumentException if there are fewer rows than orders
   */
  public static DataQuality of(
      OrderLog log, long rows, List<QualityFinding> leftOut, LocalDate asOf) {
    List<QualityFinding> found = new ArrayList<>();
    found.add(info("rows-read", rows, rows, "rows", "rows were read"));
    found.add(info("orders-used", log.size(), rows, "rows", "rows became orders of the log"));
    found.addAll(leftOut);
    if (!log.isEmpty()) {
      OrderCounts counts = new OrderCounts(log);
      new DayQuality(counts, asOf).addTo(found);
      if (log.hasAmounts()) {
        new AmountQuality(log, counts).addTo(found);
        if (log.currency().equals(Money.UNSTATED)) {
          found.add(noCurrency(log.size()));
        }
      }
      new CustomerQuality(log, counts).addTo(found);
    }
    return new DataQuality(rows, log.size(), asOf, found);
  }

  private static QualityFinding noCurrency(long orders) {
    return new QualityFinding(
        "no-currency",
        Severity.INFO,
        orders,
        orders,
        "orders",
        "the data name no currency, so that two would not be told apart",
        "",
        "state the currency, or name its column");
  }

  private static QualityFinding info(String id, long count, long of, String unit, String finding) {
    return new QualityFinding(id, Severity.INFO, count, of, unit, finding, "", "");
  }

  /**
   * The findings that somebody should look at.
   *
   * @return those that are more than information, the serious ones first
   */
  public List<QualityFinding> toLookAt() {
    List<QualityFinding> some = new ArrayList<>();
    for (Severity severity : List.of(Severity.SERIOUS, Severity.WARNING)) {
      findings.stream().filter(finding -> finding.severity() == severity).forEach(some::add);
    }
    return List.copyOf(some);
  }
}
