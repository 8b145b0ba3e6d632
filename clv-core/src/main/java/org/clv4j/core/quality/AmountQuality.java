package org.clv4j.core.quality;

import java.util.List;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.quality.QualityFinding.Severity;
import org.clv4j.core.value.Money;

/** Amounts far from the others, and of 0. */
final class AmountQuality {
  private static final int FEWEST_ORDERS = 30;
  private static final double LEAST_SCORE = 3.5;

  /** Standard deviations of a normal distribution per median and mean absolute deviation. */
  private static final double PER_MEDIAN_DEVIATION = 1 / 0.6745;

  private static final double PER_MEAN_DEVIATION = 1.2533;
  private static final double MANY_ZEROS = 0.05;

  private final OrderLog log;
  private final OrderCounts counts;
  private final int[] bySize;
  private final long positive;

  AmountQuality(OrderLog log, OrderCounts counts) {
    this.log = log;
    this.counts = counts;
    this.bySize = counts.bySize;
    this.positive = log.size() - log.zeroAmounts();
  }

  void addTo(List<QualityFinding> found) {
    if (positive >= FEWEST_ORDERS) {
      addOutliers(found);
    }
    if (log.zeroAmounts() > 0) {
      boolean many = log.zeroAmounts() >= MANY_ZEROS * counts.orders;
      found.add(
          new QualityFinding(
              "zero-amounts",
              many ? Severity.WARNING : Severity.INFO,
              log.zeroAmounts(),
              counts.orders,
              "orders",
              "orders have an amount of 0 and count as orders",
              "",
              "leave them out if they are tests, replacements or given away"));
    }
  }

  private void addOutliers(List<QualityFinding> found) {
    double median = OrderCounts.log(medianSize());
    double unit = deviation(median);
    if (unit == 0) {
      return;
    }
    double most = Math.max(LEAST_SCORE, Math.sqrt(2 * Math.log(100.0 * positive))) * unit;
    long low = 0;
    long high = 0;
    for (int size = 0; size < bySize.length; size++) {
      if (bySize[size] > 0) {
        double away = OrderCounts.log(size) - median;
        low += away < -most ? bySize[size] : 0;
        high += away > most ? bySize[size] : 0;
      }
    }
    if (low + high > 0) {
      found.add(
          new QualityFinding(
              "outlying-amounts",
              Severity.WARNING,
              low + high,
              counts.orders,
              "orders",
              outliers(low, high),
              examples(low > 0, high > 0, median),
              "see whether they are real, in other units or currencies, or sums of several orders"));
    }
  }

  private static String outliers(long low, long high) {
    if (low == 0) {
      return "amounts are far above the others";
    }
    return high == 0
        ? "amounts are far below the others"
        : "amounts are far from the others, " + low + " below and " + high + " above";
  }

  private String examples(boolean low, boolean high, double median) {
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int row = 0; row < log.size(); row++) {
      long amount = log.amount(row);
      least = amount > 0 ? Math.min(least, amount) : least;
      most = Math.max(most, amount);
    }
    return (low ? "least " + money(least) : "")
        + (low && high ? ", " : "")
        + (high ? "most " + money(most) : "")
        + ", median about "
        + money(Math.round(Math.exp(median)));
  }

  private String money(long minorUnits) {
    return Money.ofMinor(minorUnits, log.currency()).toBigDecimal().toPlainString();
  }

  private int medianSize() {
    long before = 0;
    int size = 0;
    while (before + bySize[size] < (positive + 1) / 2) {
      before += bySize[size];
      size++;
    }
    return size;
  }

  /** What one standard deviation of the logs would be; 0 if all are the same. */
  private double deviation(double median) {
    int middle = medianSize();
    int below = middle - 1;
    int above = middle;
    long seen = 0;
    double furthest = 0;
    // From the middle outwards, the nearer side first: the distance by which half are seen.
    while (seen < (positive + 1) / 2) {
      boolean up =
          below < 0
              || (above < bySize.length
                  && OrderCounts.log(above) - median <= median - OrderCounts.log(below));
      int size = up ? above++ : below--;
      if (bySize[size] > 0) {
        furthest = Math.abs(OrderCounts.log(size) - median);
        seen += bySize[size];
      }
    }
    if (furthest > 0) {
      return furthest * PER_MEDIAN_DEVIATION;
    }
    double sum = 0;
    for (int size = 0; size < bySize.length; size++) {
      if (bySize[size] > 0) {
        sum += bySize[size] * Math.abs(OrderCounts.log(size) - median);
      }
    }
    return sum / positive * PER_MEAN_DEVIATION;
  }
}
