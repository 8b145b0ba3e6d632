package org.clv4j.core.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.TimeSpan;

/**
 * Customer lifetime value of a customer who buys once in every cycle, with promotion in between.
 *
 * <p>The first contribution is due now, the next ones at the end of each cycle from those who were
 * retained. Promotion is paid in the middle of each cycle for all who were there at its beginning.
 * Berger and Nasr's case 1 has a cycle of a year, case 2a a shorter one, case 2b a longer one; all
 * rates here are per cycle, but the discount rate, which has its own period.
 *
 * @see "Berger &amp; Nasr (1998), Customer lifetime value: marketing models and applications,
 *     Journal of Interactive Marketing 12(1), cases 1, 2a and 2b"
 * @param contribution gross contribution of a purchase
 * @param promotion what is spent on a customer per cycle, 0 or more
 * @param retention probability of buying again at the end of a cycle, in [0, 1]
 * @param cycle from one purchase to the next, longer than 0
 * @param discountRate with its own period
 */
public record PurchaseCycleClv(
    double contribution,
    double promotion,
    double retention,
    TimeSpan cycle,
    DiscountRate discountRate) {

  private static final String NAME = "customer lifetime value";

  /** Checks the ranges. */
  public PurchaseCycleClv {
    Check.finite(contribution, "contribution");
    Check.notNegative(promotion, "promotion");
    Check.inRange(retention, 0, 1, "retention");
    Check.positive(cycle.length(), "cycle");
    Objects.requireNonNull(discountRate, "discountRate must not be null");
  }

  /**
   * A customer just won, whose first contribution is due now, over a number of cycles.
   *
   * <pre>GC sum(i=0..n) (r v)^i - M sum(i=1..n) r^(i-1) v^(i-1/2),  v = (1 + d)^(-cycle)</pre>
   *
   * @param cycles n, so that there are n + 1 purchases at most
   * @return the value
   */
  public double atAcquisition(int cycles) {
    double q = retention * factor(1);
    return Check.result(
        contribution * Geometric.sum(q, Check.notNegative(cycles, "cycles") + 1)
            - promotion * factor(0.5) * Geometric.sum(q, cycles),
        NAME);
  }

  /**
   * A customer just won, whose first contribution is due now, for ever.
   *
   * <pre>(GC - M v^(1/2)) / (1 - r v)</pre>
   *
   * @return the value
   * @throws ArithmeticException if retention is 1 and nothing is discounted
   */
  public double atAcquisition() {
    double perCycle = Math.expm1(logRate());
    return Check.result(
        (contribution - promotion * factor(0.5)) * Geometric.sumForEver(retention, 0, perCycle),
        NAME);
  }

  /**
   * Contributions and promotions of {@link #atAcquisition(int)} one by one.
   *
   * @param cycles n
   * @return 2 n + 1 flows, in units of the cycle's unit of time
   */
  public CashFlowTable explainAtAcquisition(int cycles) {
    Check.notNegative(cycles, "cycles");
    List<CashFlow> flows = new ArrayList<>();
    flows.add(new CashFlow(0, "contribution", contribution, 1, 1));
    for (int i = 1; i <= cycles; i++) {
      flows.add(flow(i - 0.5, "promotion", -promotion, Math.pow(retention, i - 1)));
      flows.add(flow(i, "contribution", contribution, Math.pow(retention, i)));
    }
    return new CashFlowTable(flows, cycle.unit());
  }

  private CashFlow flow(double cycles, String item, double amount, double probability) {
    return new CashFlow(cycles * cycle.length(), item, amount, probability, factor(cycles));
  }

  private double factor(double cycles) {
    return Math.exp(-cycles * logRate());
  }

  private double logRate() {
    return discountRate.continuous(cycle.unit()) * cycle.length();
  }
}
