package org.clv4j.core.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;

/**
 * What all customers are worth: those of today, and the cohorts to come net of what it costs to win
 * them.
 *
 * <pre>existing + sum(t) n(t) (CLV - CAC) / (1 + d)^t</pre>
 *
 * <p>The CLV is that at acquisition, on the day the cohort is won.
 *
 * @see "Gupta, Lehmann &amp; Stuart (2004), Valuing customers, Journal of Marketing Research 41(1)"
 * @param existingCustomers what today's customers are still worth, together
 * @param futureCohorts what later ones will be worth, net of acquisition, today
 */
public record CustomerEquity(double existingCustomers, double futureCohorts) {

  /** Checks that both are finite. */
  public CustomerEquity {
    Check.result(existingCustomers, "value of existing customers");
    Check.result(futureCohorts, "value of future cohorts");
  }

  /**
   * What a cohort is made of.
   *
   * @param valueAtAcquisition CLV of one customer on the day of acquisition, before its cost
   * @param acquisitionCost CAC, 0 or more
   * @param discountRate with its own period
   * @param period the time between two cohorts
   */
  public record Cohorts(
      double valueAtAcquisition,
      double acquisitionCost,
      DiscountRate discountRate,
      PeriodUnit period) {

    /** Checks the ranges. */
    public Cohorts {
      Check.finite(valueAtAcquisition, "value at acquisition");
      Check.notNegative(acquisitionCost, "acquisition cost");
      Objects.requireNonNull(discountRate, "discountRate must not be null");
      Objects.requireNonNull(period, "period must not be null");
    }

    double net() {
      return valueAtAcquisition - acquisitionCost;
    }
  }

  /**
   * With a given number of new customers in each period.
   *
   * @param existing what today's customers are still worth, together
   * @param newCustomers n(0) won now, n(1) in one period, …; none negative
   * @param cohorts what each of them is worth and costs
   * @return the equity
   * @throws IllegalArgumentException if a number is negative
   */
  public static CustomerEquity of(double existing, double[] newCustomers, Cohorts cohorts) {
    return new CustomerEquity(existing, explain(newCustomers, cohorts).presentValue());
  }

  /**
   * With numbers of new customers that grow for ever.
   *
   * <pre>sum(t=0..inf) n (1 + g)^t (CLV - CAC) / (1 + d)^t = n (CLV - CAC) (1 + d) / (d - g)</pre>
   *
   * @param existing what today's customers are still worth, together
   * @param newCustomers n, won now, 0 or more
   * @param growth g per period, at least -1
   * @param cohorts what each of them is worth and costs
   * @return the equity
   * @throws ArithmeticException unless growth is below the discount rate
   */
  public static CustomerEquity ofGrowth(
      double existing, double newCustomers, double growth, Cohorts cohorts) {
    Check.notNegative(newCustomers, "new customers");
    Check.inRange(growth, -1, Double.MAX_VALUE, "growth");
    double d = cohorts.discountRate.per(cohorts.period);
    if (growth >= d) {
      throw new ArithmeticException(
          "growth must be below the discount rate, but was "
              + growth
              + " against "
              + d
              + "; a finite number of cohorts has a value");
    }
    return new CustomerEquity(existing, newCustomers * cohorts.net() * ((1 + d) / (d - growth)));
  }

  /**
   * The cohorts one by one.
   *
   * @param newCustomers n(0) won now, n(1) in one period, …; none negative
   * @param cohorts what each of them is worth and costs
   * @return two flows per cohort: its value and its acquisition
   */
  public static CashFlowTable explain(double[] newCustomers, Cohorts cohorts) {
    double d = cohorts.discountRate.per(cohorts.period);
    List<CashFlow> flows = new ArrayList<>();
    for (int t = 0; t < newCustomers.length; t++) {
      double n = Check.notNegative(newCustomers[t], "new customers of period " + t);
      double factor = Math.pow(1 + d, -t);
      flows.add(new CashFlow(t, "value", n * cohorts.valueAtAcquisition, 1, factor));
      flows.add(new CashFlow(t, "acquisition", -n * cohorts.acquisitionCost, 1, factor));
    }
    return new CashFlowTable(flows, cohorts.period);
  }

  /**
   * All together.
   *
   * @return existing customers and future cohorts
   */
  public double total() {
    return existingCustomers + futureCohorts;
  }
}
