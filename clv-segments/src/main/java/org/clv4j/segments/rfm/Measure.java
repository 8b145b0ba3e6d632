package org.clv4j.segments.rfm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.Money;

/**
 * What one score looks at: a whole number per customer, the key, 0 or more, that sorts as the value
 * does.
 *
 * <p>Days, orders and total spend in minor units are whole numbers already. A mean order value is a
 * double that is not negative, and the bits of those sort as they do.
 */
final class Measure {
  private static final int CUT_DECIMALS = 6;

  private final String letter;
  private final String name;
  private final Keys keys;
  private final int scale;
  private final boolean mean;

  private Measure(String letter, String name, Keys keys, int scale, boolean mean) {
    this.letter = letter;
    this.name = name;
    this.keys = keys;
    this.scale = scale;
    this.mean = mean;
  }

  /** Reads the keys of consecutive rows; a loop for each measure, so that none calls per row. */
  private interface Keys {
    void read(int firstRow, long[] into, int rows);
  }

  static Measure days(CustomerBase base) {
    Keys keys =
        (firstRow, into, rows) -> {
          for (int i = 0; i < rows; i++) {
            into[i] = base.daysSinceLastOrder(firstRow + i);
          }
        };
    return new Measure("r", "days since last order", keys, 0, false);
  }

  static Measure orders(CustomerBase base) {
    Keys keys =
        (firstRow, into, rows) -> {
          for (int i = 0; i < rows; i++) {
            into[i] = base.orders(firstRow + i);
          }
        };
    return new Measure("f", "orders", keys, 0, false);
  }

  static Measure spend(CustomerBase base, SpendMeasure measure) {
    boolean mean = measure == SpendMeasure.MEAN_ORDER_VALUE;
    return new Measure(
        "m",
        measure + (base.currency().equals(Money.UNSTATED) ? "" : " in " + base.currency()),
        mean ? meanSpend(base) : totalSpend(base),
        Money.scale(base.currency()),
        mean);
  }

  /** Who is worth less than 0, because deductions exceed the amounts, scores as one worth 0. */
  private static long spendMinor(CustomerBase base, int row) {
    return Math.max(0, base.spendMinor(row));
  }

  private static Keys totalSpend(CustomerBase base) {
    return (firstRow, into, rows) -> {
      for (int i = 0; i < rows; i++) {
        into[i] = spendMinor(base, firstRow + i);
      }
    };
  }

  private static Keys meanSpend(CustomerBase base) {
    return (firstRow, into, rows) -> {
      for (int i = 0; i < rows; i++) {
        int row = firstRow + i;
        into[i] = Double.doubleToLongBits((double) spendMinor(base, row) / base.orders(row));
      }
    };
  }

  String letter() {
    return letter;
  }

  String name() {
    return name;
  }

  boolean isMean() {
    return mean;
  }

  boolean fewIsGood() {
    return letter.equals("r");
  }

  /** The keys of consecutive rows, each 0 or more, into the front of an array. */
  void keys(int firstRow, long[] into, int rows) {
    keys.read(firstRow, into, rows);
  }

  long key(int row) {
    long[] one = new long[1];
    keys.read(row, one, 1);
    return one[0];
  }

  /** The score of a value above {@code below} of the cut points. */
  int score(int below, int bins) {
    return fewIsGood() ? bins - below : 1 + below;
  }

  /** The value of a key, in days, orders or major units; a mean to a millionth of a minor unit. */
  BigDecimal value(long key) {
    return mean
        ? new BigDecimal(Double.longBitsToDouble(key))
            .setScale(CUT_DECIMALS, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .movePointLeft(scale)
        : BigDecimal.valueOf(key, scale);
  }

  /** The largest key that a cut point is not strictly below. */
  long largestKeyUpTo(BigDecimal cut) {
    BigDecimal minor = cut.movePointRight(scale);
    if (mean) {
      return Double.doubleToLongBits(minor.doubleValue());
    }
    BigDecimal whole = minor.setScale(0, RoundingMode.FLOOR);
    return whole.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
  }

  /**
   * The number at {@code numerator} / {@code denominator} of the way between two keys, to a
   * millionth of a minor unit (or day, or order), but never at or above the upper value unless that
   * is the lower one too: so no value changes sides.
   */
  BigDecimal between(long lower, long upper, long numerator, int denominator) {
    BigDecimal minor =
        mean
            ? between(
                Double.longBitsToDouble(lower),
                Double.longBitsToDouble(upper),
                (double) numerator / denominator)
            : BigDecimal.valueOf(upper)
                .subtract(BigDecimal.valueOf(lower))
                .multiply(BigDecimal.valueOf(numerator))
                .divide(BigDecimal.valueOf(denominator), CUT_DECIMALS, RoundingMode.FLOOR)
                .add(BigDecimal.valueOf(lower));
    return minor.movePointLeft(scale).stripTrailingZeros();
  }

  private static BigDecimal between(double lower, double upper, double fraction) {
    double point = lower + fraction * (upper - lower);
    BigDecimal exact = new BigDecimal(point < upper ? point : lower);
    for (int decimals = CUT_DECIMALS; ; decimals++) {
      BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_EVEN);
      double read = rounded.doubleValue();
      if (read == lower || (read > lower && read < upper)) {
        return rounded;
      }
    }
  }
}
