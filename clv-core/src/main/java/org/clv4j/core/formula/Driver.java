package org.clv4j.core.formula;

import java.util.Arrays;
import java.util.Locale;
import org.clv4j.core.internal.Check;

/** What the value of a customer depends on, and what a lever moves. */
public enum Driver {
  /** Spend per order; what upsell raises. */
  AVERAGE_ORDER_VALUE(0, Double.MAX_VALUE),
  /**
   * Items per order; what cross-sell raises. Spend per order moves in proportion: another item is
   * worth as much as those before. Not known unless it was stated.
   */
  ITEMS_PER_ORDER(Double.MIN_NORMAL, Double.MAX_VALUE),
  /** Orders of an active customer in a year. */
  ORDERS_PER_YEAR(0, Double.MAX_VALUE),
  /** The share of the spend that is kept; where it is not known values are revenue. */
  MARGIN(-Double.MAX_VALUE, 1),
  /** The probability that a customer who is active in a year is so in the next. */
  RETENTION(0, 1),
  /** The probability that a customer who is inactive in a year is active in the next. */
  REACTIVATION_RATE(0, 1),
  /** What the loyalty programme costs per active customer and year. */
  REWARD_COST(0, Double.MAX_VALUE),
  /** CAC. */
  ACQUISITION_COST(0, Double.MAX_VALUE),
  /** New customers whom an active customer brings in a year. */
  REFERRALS_PER_YEAR(0, Double.MAX_VALUE),
  /** What is paid for each customer who was referred. */
  REFERRAL_REWARD(0, Double.MAX_VALUE),
  /** Per year. */
  DISCOUNT_RATE(0, Double.MAX_VALUE);

  private final double least;
  private final double most;

  Driver(double least, double most) {
    this.least = least;
    this.most = most;
  }

  /**
   * The smallest value.
   *
   * @return included
   */
  public double least() {
    return least;
  }

  /**
   * The largest value.
   *
   * @return included
   */
  public double most() {
    return most;
  }

  /** Whether its values are shares, which points can be added to. */
  boolean isShare() {
    return this == MARGIN
        || this == RETENTION
        || this == REACTIVATION_RATE
        || this == DISCOUNT_RATE;
  }

  double check(double value) {
    return Check.inRange(value, least, most, toString());
  }

  /**
   * Reads what {@link #toString} writes, in any case; hyphens count as underscores.
   *
   * @param text for example {@code average-order-value}
   * @return the driver
   * @throws IllegalArgumentException if the text names none
   */
  public static Driver parse(String text) {
    String name = text.strip().replace('-', '_').toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(driver -> driver.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "driver must be one of "
                        + Arrays.toString(values())
                        + ", but was \""
                        + text
                        + "\""));
  }

  /** The name in lower case, for example {@code average_order_value}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
