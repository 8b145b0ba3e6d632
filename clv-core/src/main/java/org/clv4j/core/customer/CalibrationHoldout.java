package org.clv4j.core.customer;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;

/**
 * One log cut in two at the end of a day: what a model may see, and what it has to foretell.
 *
 * <p>The calibration table is the one that the log would have given on that day; nothing after it
 * has a part in it. The holdout columns have its rows. Customers whose first order came after the
 * calibration have no row.
 */
public final class CalibrationHoldout {
  private final CustomerBase calibration;
  private final CustomerBase whole;
  private final int[] rowInWhole;

  private CalibrationHoldout(CustomerBase calibration, CustomerBase whole) {
    this.calibration = calibration;
    this.whole = whole;
    this.rowInWhole = calibration.ids().indicesIn(whole.ids());
  }

  /**
   * Cuts a log.
   *
   * @param log the orders
   * @param calibrationEnd the last day of the calibration
   * @param holdoutEnd the last day of the holdout, after that of the calibration
   * @return the calibration table and the holdout columns
   * @throws IllegalArgumentException if the holdout does not end after the calibration
   */
  public static CalibrationHoldout of(
      OrderLog log, LocalDate calibrationEnd, LocalDate holdoutEnd) {
    return of(log, calibrationEnd, CustomerBase.Options.DEFAULT.withAsOf(holdoutEnd));
  }

  /**
   * Cuts a log under given options.
   *
   * @param log the orders
   * @param calibrationEnd the last day of the calibration
   * @param options the as-of day ends the holdout; the day of the last order if it is not given
   * @return the calibration table and the holdout columns
   * @throws IllegalArgumentException if the holdout does not end after the calibration
   */
  public static CalibrationHoldout of(
      OrderLog log, LocalDate calibrationEnd, CustomerBase.Options options) {
    CustomerBase whole = CustomerBase.of(log, options);
    if (!whole.asOf().isAfter(calibrationEnd)) {
      throw new IllegalArgumentException(
          "holdout must end after " + calibrationEnd + ", but ended on " + whole.asOf());
    }
    return new CalibrationHoldout(CustomerBase.of(log, options.withAsOf(calibrationEnd)), whole);
  }

  /**
   * The customers as of the end of the calibration.
   *
   * @return the table whose rows all methods here use
   */
  public CustomerBase calibration() {
    return calibration;
  }

  /**
   * The last day of the holdout.
   *
   * @return the local day
   */
  public LocalDate holdoutEnd() {
    return whole.asOf();
  }

  /**
   * How long the holdout is.
   *
   * @return its days, as a time span
   */
  public TimeSpan holdoutLength() {
    long days = ChronoUnit.DAYS.between(calibration.asOf(), whole.asOf());
    return TimeSpan.of((double) days, PeriodUnit.DAY);
  }

  /**
   * x*: the purchase periods with an order in the holdout. One that began in the calibration with
   * an order there is not counted again.
   *
   * @param row a row of {@link #calibration()}
   * @return 0 or more
   */
  public int holdoutFrequency(int row) {
    return whole.frequency(rowInWhole[row]) - calibration.frequency(row);
  }

  /**
   * The orders in the holdout, each counted.
   *
   * @param row a row of {@link #calibration()}
   * @return 0 or more
   */
  public int holdoutOrders(int row) {
    return whole.orders(rowInWhole[row]) - calibration.orders(row);
  }

  /**
   * The spend in the holdout.
   *
   * @param row a row of {@link #calibration()}
   * @return the exact sum
   * @throws IllegalStateException if the orders have no amounts
   */
  public Money holdoutSpend(int row) {
    return whole.spend(rowInWhole[row]).minus(calibration.spend(row));
  }

  /**
   * The customers whose first order came in the holdout, who have no row.
   *
   * @return 0 or more
   */
  public int newCustomers() {
    return whole.size() - calibration.size();
  }
}
