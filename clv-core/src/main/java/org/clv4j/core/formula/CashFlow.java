package org.clv4j.core.formula;

import java.util.Objects;
import org.clv4j.core.internal.Check;

/**
 * One expected payment of a customer, a line of a spreadsheet.
 *
 * @param time when it is due, in periods from today
 * @param item what it is, for example {@code margin}
 * @param amount what is paid if it is paid; negative for costs
 * @param probability that it is paid, in [0, 1]
 * @param discountFactor what one unit of money at that time is worth today
 */
public record CashFlow(
    double time, String item, double amount, double probability, double discountFactor) {

  /** Checks the ranges. */
  public CashFlow {
    Check.notNegative(time, "time");
    Objects.requireNonNull(item, "item must not be null");
    Check.result(amount, "amount");
    Check.inRange(probability, 0, 1, "probability");
    Check.notNegative(discountFactor, "discount factor");
  }

  /**
   * What is paid on average.
   *
   * @return amount x probability
   */
  public double expected() {
    return amount * probability;
  }

  /**
   * What that is worth today.
   *
   * @return amount x probability x discount factor
   */
  public double presentValue() {
    return amount * probability * discountFactor;
  }
}
