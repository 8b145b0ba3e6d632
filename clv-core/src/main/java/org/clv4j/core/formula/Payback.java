package org.clv4j.core.formula;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes until the contribution of an average customer has paid the acquisition cost.
 *
 * <p>Period k = 1, 2, … of a customer won at time 0 contributes, on average over those who stay and
 * those who leave,
 *
 * <pre>contribution x (retention (1 + growth))^(k-1)</pre>
 *
 * <p>and within a period the contribution comes in evenly. Nothing is discounted. What is given by
 * the year is paid back by the year: a retention of 0.8 a year loses nobody within the first, which
 * is another time than that of 0.8^(1/12) a month.
 *
 * @param contribution margin of the first period
 * @param retention probability of staying from one period to the next, in [0, 1]; 1 where the
 *     lifespan alone ends the contributions
 * @param growth of the contribution per period, at least -1
 * @param period the period of all three
 * @param acquisitionCost what it cost to win the customer, 0 or more
 * @param lifespan after which nothing more comes, or null
 */
public record Payback(
    double contribution,
    double retention,
    double growth,
    PeriodUnit period,
    double acquisitionCost,
    @Nullable TimeSpan lifespan) {

  /** A smaller part of all contributions may be what rounding left of the cost. */
  private static final double ROUNDING = 4 * Math.ulp(1.0);

  /** Checks the ranges. */
  public Payback {
    Check.finite(contribution, "contribution");
    Check.inRange(retention, 0, 1, "retention");
    Check.inRange(growth, -1, Double.MAX_VALUE, "growth");
    Objects.requireNonNull(period, "period must not be null");
    Check.inRange(acquisitionCost, 0, Double.MAX_VALUE, "acquisition cost");
  }

  /**
   * The time until the cost is paid back. A cost of as much as all contributions for ever, or of
   * less by no more than rounding, never is.
   *
   * @return periods, with a fraction; 0 where there is no cost, empty where it is never paid back
   */
  public OptionalDouble periods() {
    double periods = unlimited();
    double limit = lifespan == null ? Double.MAX_VALUE : lifespan.in(period);
    return periods <= limit ? OptionalDouble.of(periods) : OptionalDouble.empty();
  }

  /**
   * The time until measured contributions have paid the cost.
   *
   * @param contributions of an average customer in the periods 1, 2, … after acquisition, of those
   *     who left too; may be negative
   * @param acquisitionCost what it cost to win the customer, 0 or more
   * @return periods, with a fraction, at which the cost is paid for the first time; 0 where there
   *     is none, empty where the contributions do not pay it
   * @throws IllegalArgumentException if a number is not finite or the cost is negative
   */
  public static OptionalDouble periods(double[] contributions, double acquisitionCost) {
    Check.notNegative(acquisitionCost, "acquisition cost");
    if (acquisitionCost == 0) {
      return OptionalDouble.of(0);
    }
    double paid = 0;
    for (int t = 0; t < contributions.length; t++) {
      double next = Check.finite(contributions[t], "contribution of period " + (t + 1));
      if (paid + next >= acquisitionCost) {
        return OptionalDouble.of(t + (acquisitionCost - paid) / next);
      }
      paid += next;
    }
    return OptionalDouble.empty();
  }

  /** Without a lifespan; infinite if it is never paid back. */
  private double unlimited() {
    if (acquisitionCost == 0) {
      return 0;
    }
    double needed = acquisitionCost / contribution;
    if (contribution <= 0 || needed <= 1) {
      return contribution <= 0 ? Double.POSITIVE_INFINITY : needed;
    }
    BigDecimal exactLoss = Geometric.loss(retention, growth);
    double unneeded = unneeded(exactLoss);
    double loss = exactLoss.doubleValue();
    if (unneeded <= ROUNDING || loss == 0) {
      return loss == 0 ? needed : Double.POSITIVE_INFINITY;
    }
    double perPeriod = Math.log1p(-loss);
    double inTheEnd = unneeded < 0.5 ? Math.log(unneeded) : Math.log1p(-needed * loss);
    double whole = Math.floor(inTheEnd / perPeriod);
    double paid = -contribution * Math.expm1(whole * perPeriod) / loss;
    return whole + (acquisitionCost - paid) / (contribution * Math.exp(whole * perPeriod));
  }

  /**
   * What the cost leaves of all contributions for ever, as a part of them, of the numbers as they
   * are written in decimals: 1 - cost / contribution x (1 - retention (1 + growth)).
   */
  private double unneeded(BigDecimal loss) {
    BigDecimal taken = Geometric.decimal(acquisitionCost).multiply(loss);
    return Geometric.decimal(contribution).subtract(taken).doubleValue() / contribution;
  }
}
