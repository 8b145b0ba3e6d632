package org.clv4j.core.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

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
}
