package org.clv4j.core.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Referrals, and who is inactive, against sums that are written out here once more. */
class CustomerEconomicsTest {
  /** 100 a year for two years; who comes in the second year brings 100 by its end, not 200. */
  @Test
  void referredCustomersEndWithTheHorizonToo() {
    CustomerEconomics base =
        CustomerEconomics.of(100, 1, 1, 1, 0).with(Driver.REFERRALS_PER_YEAR, 1).withHorizon(2);
    assertEquals(200, base.lifetimeValue());
    assertEquals(200 + 100, base.referralValue());
    assertEquals(500, base.value());
    assertEquals(100 + 100, base.residualValue());
    assertEquals(200 - 20 + 100 - 20, base.with(Driver.REFERRAL_REWARD, 20).referralValue(), 1e-12);
  }

  /** A hundred more active years make no difference at 20 % discount and 40 % who leave. */
  @Test
  void aLongHorizonIsForEver() {
    CustomerEconomics forEver =
        CustomerEconomics.of(50, 4, 0.4, 0.6, 0.2)
            .with(Driver.REACTIVATION_RATE, 0.1)
            .with(Driver.REFERRALS_PER_YEAR, 0.3)
            .with(Driver.REFERRAL_REWARD, 15)
            .with(Driver.ACQUISITION_COST, 60);
    CustomerEconomics limited = forEver.withHorizon(400);
    assertEquals(forEver.value(), limited.value(), 1e-12 * forEver.value());
    assertEquals(forEver.residualValue(), limited.residualValue(), 1e-12 * forEver.residualValue());
    assertEquals(
        forEver.valueOfInactive(), limited.valueOfInactive(), 1e-12 * forEver.valueOfInactive());
  }

  @Property(tries = 300)
  void referralsAreTheSumOverYearsAndReferredCustomers(
      @ForAll @DoubleRange(min = 0, max = 1) double retention,
      @ForAll @DoubleRange(min = 0, max = 1) double reactivation,
      @ForAll @DoubleRange(min = 0, max = 0.5) double rate,
      @ForAll @DoubleRange(min = 0, max = 50) double reward,
      @ForAll @IntRange(min = 1, max = 12) int horizon) {
    CustomerEconomics base =
        CustomerEconomics.of(50, 4, 0.4, retention, rate)
            .with(Driver.REACTIVATION_RATE, reactivation)
            .with(Driver.REFERRALS_PER_YEAR, 0.25)
            .with(Driver.REFERRAL_REWARD, reward)
            .withHorizon(horizon);
    double[] won = activity(retention, reactivation, 1, horizon);
    double[] lapsed = activity(retention, reactivation, 0, horizon);
    assertEquals(worth(won, won, rate, reward, 0), base.value(), 1e-9);
    assertEquals(worth(won, won, rate, reward, 1), base.residualValue(), 1e-9);
    assertEquals(worth(lapsed, won, rate, reward, 1), base.valueOfInactive(), 1e-9);
  }

  private static double[] activity(
      double retention, double reactivation, double first, int horizon) {
    double[] active = new double[horizon];
    active[0] = first;
    for (int t = 1; t < horizon; t++) {
      active[t] = active[t - 1] * retention + (1 - active[t - 1]) * reactivation;
    }
    return active;
  }

  /** 80 in every active year, and a quarter of a customer who is referred in it. */
  private static double worth(
      double[] active, double[] referred, double rate, double reward, int from) {
    double sum = 0;
    for (int t = from; t < active.length; t++) {
      double brought = -reward * Math.pow(1 + rate, -t);
      for (int u = t; u < active.length; u++) {
        brought += 80 * referred[u - t] * Math.pow(1 + rate, -u);
      }
      sum += active[t] * (80 * Math.pow(1 + rate, -t) + 0.25 * brought);
    }
    return sum;
  }

  /** V(inactive) = v a / (1 - v (1 - a)) V(active), the value of one who is active from today. */
  @Property(tries = 300)
  void whoIsInactiveIsWorthWhatComesBack(
      @ForAll @DoubleRange(min = 0, max = 0.95) double retention,
      @ForAll @DoubleRange(min = 0, max = 1) double reactivation,
      @ForAll @DoubleRange(min = 0.02, max = 0.5) double rate) {
    CustomerEconomics base =
        CustomerEconomics.of(50, 4, 0.4, retention, rate)
            .with(Driver.REACTIVATION_RATE, reactivation)
            .with(Driver.REFERRALS_PER_YEAR, 0.1);
    double v = 1 / (1 + rate);
    double expected = v * reactivation / (1 - v * (1 - reactivation)) * base.value();
    assertEquals(expected, base.valueOfInactive(), 1e-12 * base.value());
    double sum = 0;
    double active = 0;
    // 1.02^-2500 is 3e-22
    for (int t = 0; t < 2500; t++) {
      sum += active * 80 * Math.pow(v, t);
      active = active * retention + (1 - active) * reactivation;
    }
    CustomerEconomics own = base.with(Driver.REFERRALS_PER_YEAR, 0);
    assertEquals(sum, own.valueOfInactive(), 1e-12 * (1 + sum));
  }

  @Test
  void nobodyComesBackWithoutReactivation() {
    assertEquals(0, CustomerEconomics.of(50, 4, 0.4, 0.6, 0).valueOfInactive());
    CustomerEconomics never =
        CustomerEconomics.of(50, 4, 0.4, 0.6, 0).with(Driver.REACTIVATION_RATE, 0.1);
    assertThrows(ArithmeticException.class, never::valueOfInactive);
  }

  /** A customer who hardly stays is worth next to nothing from next year on, to the last digit. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-6, 1e-9, 1e-12, 1e-300})
  void theResidualValueOfWhoHardlyStaysKeepsItsDigits(double retention) {
    CustomerEconomics base = CustomerEconomics.of(50, 4, 0.4, retention, 0.1);
    double expected = 80 * retention / (1.1 - retention);
    assertEquals(expected, base.residualValue(), 1e-14 * expected);
    // who leaves may come back: the sum over six hundred years, 1.1^-600 being 1e-25
    CustomerEconomics back = base.with(Driver.REACTIVATION_RATE, 1e-9);
    double sum = back.withHorizon(600).residualValue();
    assertEquals(sum, back.residualValue(), 1e-12 * sum);
  }

  /** 80 of margin and 5 of rewards a year; 0.5 referrals of 20 each, worth what is left of them. */
  @Test
  void theYearsOfACustomerAreLaidOut() {
    CustomerEconomics base =
        CustomerEconomics.of(50, 4, 0.4, 0.5, 0.25)
            .with(Driver.ACQUISITION_COST, 60)
            .with(Driver.REWARD_COST, 5)
            .with(Driver.REFERRALS_PER_YEAR, 0.5)
            .with(Driver.REFERRAL_REWARD, 20)
            .withHorizon(2);
    assertEquals(
        """
        year\titem\tamount\tprobability\texpected\tdiscount_factor\tpresent_value\tcumulative
        0.0\tacquisition_cost\t-60.0\t1.0\t-60.0\t1.0\t-60.0\t-60.0
        0.0\tmargin\t80.0\t1.0\t80.0\t1.0\t80.0\t20.0
        0.0\treward_cost\t-5.0\t1.0\t-5.0\t1.0\t-5.0\t15.0
        0.0\treferrals\t52.5\t1.0\t52.5\t1.0\t52.5\t67.5
        0.0\treferral_reward\t-10.0\t1.0\t-10.0\t1.0\t-10.0\t57.5
        1.0\tmargin\t80.0\t0.5\t40.0\t0.8\t32.0\t89.5
        1.0\treward_cost\t-5.0\t0.5\t-2.5\t0.8\t-2.0\t87.5
        1.0\treferrals\t37.5\t0.5\t18.75\t0.8\t15.0\t102.5
        1.0\treferral_reward\t-10.0\t0.5\t-5.0\t0.8\t-4.0\t98.5
        """,
        base.explain(9).toString());
    assertEquals(98.5, base.value(), 1e-12);
    assertEquals(57.5, base.explain(1).presentValue(), 1e-12);
    assertEquals(
        "revenue", CustomerEconomics.ofRevenue(50, 4, 0.6, 0.1).explain(1).flows().get(0).item());
    assertThrows(IllegalArgumentException.class, () -> base.explain(-1));
  }

  @Property(tries = 300)
  void theFlowsOfAllYearsAreTheValue(
      @ForAll @DoubleRange(min = 0, max = 1) double retention,
      @ForAll @DoubleRange(min = 0, max = 1) double reactivation,
      @ForAll @DoubleRange(min = 0, max = 0.5) double rate,
      @ForAll @DoubleRange(min = 0, max = 2) double referrals,
      @ForAll @IntRange(min = 1, max = 30) int horizon) {
    CustomerEconomics base =
        CustomerEconomics.of(50, 4, 0.4, retention, rate)
            .with(Driver.REACTIVATION_RATE, reactivation)
            .with(Driver.ACQUISITION_COST, 60)
            .with(Driver.REWARD_COST, 3)
            .with(Driver.REFERRALS_PER_YEAR, referrals)
            .with(Driver.REFERRAL_REWARD, 15)
            .withHorizon(horizon);
    double scale = base.lifetimeValue() + base.referralValue() + 100;
    assertEquals(base.value(), base.explain(horizon).presentValue(), 1e-12 * scale);
    // what a customer of a long horizon adds after it is discounted away
    CustomerEconomics forEver =
        CustomerEconomics.of(50, 4, 0.4, 0.9 * retention, 0.2)
            .with(Driver.REACTIVATION_RATE, reactivation)
            .with(Driver.REFERRALS_PER_YEAR, referrals);
    assertEquals(forEver.value(), forEver.explain(250).presentValue(), 1e-12 * forEver.value());
  }
}
