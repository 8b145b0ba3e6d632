package org.clv4j.core.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginRetentionClvTest {
  /**
   * Gupta &amp; Lehmann's multiples of the margin; exact fractions, so only rounding is allowed.
   */
  @ParameterizedTest
  @CsvSource({"0.8, 0.12, 2.5", "0.8, 0.10, 2.6666666666666667", "0.9, 0.10, 4.5"})
  void residualMultiplesOfGuptaAndLehmann(double retention, double rate, double multiple) {
    assertEquals(multiple, clv(1, retention, 0, rate).residual(), 1e-14 * multiple * 10);
    assertEquals(multiple + 1, clv(1, retention, 0, rate).atAcquisition(), 1e-13);
  }

  @Property
  void finiteHorizonIsTheSumOfItsMargins(
      @ForAll @DoubleRange(min = 0, max = 1) double retention,
      @ForAll @DoubleRange(min = -0.5, max = 0.5) double growth,
      @ForAll @DoubleRange(min = 0, max = 1) double rate,
      @ForAll @IntRange(max = 50) int periods) {
    double sum = 0;
    double residual = 0;
    for (int t = 0; t < periods; t++) {
      double margin = 100 * Math.pow(1 + growth, t);
      sum += margin * Math.pow(retention, t) / Math.pow(1 + rate, t);
      residual += margin * Math.pow(retention, t + 1) / Math.pow(1 + rate, t + 1);
    }
    MarginRetentionClv clv = clv(100, retention, growth, rate);
    assertEquals(sum, clv.atAcquisition(periods), 1e-12 * sum);
    assertEquals(residual, clv.residual(periods), 1e-12 * residual);
    assertEquals(sum / (1 + rate), clv.inArrears(periods), 1e-12 * sum);
    assertEquals(sum, clv.explainAtAcquisition(periods).presentValue(), 1e-12 * sum);
    assertEquals(residual, clv.explainResidual(periods).presentValue(), 1e-12 * residual);
    assertEquals(sum / (1 + rate), clv.explainInArrears(periods).presentValue(), 1e-12 * sum);
  }

  /**
   * What comes for ever is what comes in n periods and, from those who are left, for ever after.
   */
  @Property
  void forEverIsTheSumOfAllMargins(
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(4) double retention,
      @ForAll @DoubleRange(min = -0.5, max = 0.5) @Scale(4) double growth,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(4) double rate) {
    Assume.that(retention * (1 + growth) <= 0.98 * (1 + rate));
    MarginRetentionClv clv = clv(100, retention, growth, rate);
    double sum = 0;
    double residual = 0;
    double q = retention * (1 + growth) / (1 + rate);
    // 0.98^2000 is 3e-18
    for (int t = 2000; t >= 0; t--) {
      double value = 100 * Math.pow(q, t);
      sum += value;
      residual += value * retention / (1 + rate);
    }
    assertEquals(sum, clv.atAcquisition(), 1e-12 * sum);
    assertEquals(residual, clv.residual(), 1e-12 * residual);
    assertEquals(sum / (1 + rate), clv.inArrears(), 1e-12 * sum);
  }

  @Test
  void aSubscriptionIsPriceByGrossMarginOverChurn() {
    MarginRetentionClv clv =
        MarginRetentionClv.ofSubscription(
            30, 0.8, 0.05, 0, DiscountRate.annual(0), PeriodUnit.MONTH);
    assertEquals(480, clv.atAcquisition(), 1e-11);
    // 0.93 x 1.2 = 1.116
    MarginRetentionClv growing =
        MarginRetentionClv.ofSubscription(
            30, 0.8, 0.07, 0.2, new DiscountRate(0.116, PeriodUnit.MONTH), PeriodUnit.MONTH);
    assertEquals(0.93, growing.retention());
    assertThrows(ArithmeticException.class, growing::atAcquisition);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            MarginRetentionClv.ofSubscription(
                30, 0.8, 1.05, 0, DiscountRate.annual(0), PeriodUnit.MONTH));
  }

  /** The share that stays pays a price that expands: the sum over all billing periods. */
  @Property
  void aSubscriptionThatExpandsIsTheSumOfItsPrices(
      @ForAll @DoubleRange(min = 0.02, max = 1) @Scale(4) double churn,
      @ForAll @DoubleRange(min = -0.2, max = 0.2) @Scale(4) double expansion,
      @ForAll @DoubleRange(min = 0, max = 0.05) @Scale(4) double rate) {
    double q = (1 - churn) * (1 + expansion) / (1 + rate);
    Assume.that(q <= 0.98);
    MarginRetentionClv clv =
        MarginRetentionClv.ofSubscription(
            30, 0.8, churn, expansion, new DiscountRate(rate, PeriodUnit.MONTH), PeriodUnit.MONTH);
    double sum = 0;
    for (int t = 2000; t >= 0; t--) {
      double price = 30 * Math.pow(1 + expansion, t);
      sum += price * 0.8 * Math.pow((1 - churn) / (1 + rate), t);
    }
    assertEquals(sum, clv.atAcquisition(), 1e-12 * sum);
    assertEquals(sum / (1 + rate), clv.inArrears(), 1e-12 * sum);
  }

  /** A ten thousandth and a hundred millionth above the pole: nothing is lost in the difference. */
  @Test
  void theDenominatorKeepsItsDigits() {
    // 1.0001 - 0.999 x 1.001 = 0.000101 and 1.00000001 - 1
    assertEquals(100 * 1.0001 / 0.000101, clv(100, 0.999, 0.001, 1e-4).atAcquisition(), 1e-6);
    assertEquals(1e10, clv(100, 1, 0, 1e-8).inArrears(), 1e-4);
  }

  /** 0.95 x 1.2 = 1.14, in decimals, whatever the bits of the doubles come to. */
  @Test
  void aMarginThatGrowsAsItIsDiscountedHasNoValue() {
    int boundaries = 0;
    for (int retained = 34; retained <= 100; retained++) {
      for (int percent = 0; percent <= 200; percent++) {
        BigDecimal rate = BigDecimal.valueOf(retained * (100L + percent) - 10_000, 4);
        if (rate.signum() >= 0) {
          boundaries++;
          double retention = BigDecimal.valueOf(retained, 2).doubleValue();
          hasNoValue(retention, BigDecimal.valueOf(percent, 2).doubleValue(), rate);
        }
      }
    }
    assertEquals(9148, boundaries);
  }

  private static void hasNoValue(double retention, double growth, BigDecimal rate) {
    MarginRetentionClv same = clv(100, retention, growth, rate.doubleValue());
    assertThrows(ArithmeticException.class, same::atAcquisition);
    assertThrows(ArithmeticException.class, same::inArrears);
    assertThrows(ArithmeticException.class, same::residual);
    ContinuousClv flow =
        new ContinuousClv(100, retention, growth, same.discountRate(), PeriodUnit.YEAR);
    assertThrows(ArithmeticException.class, flow::fromNow);
    // a billionth more of discount is the whole denominator
    double more = rate.add(BigDecimal.valueOf(1, 9)).doubleValue();
    MarginRetentionClv beside = clv(100, retention, growth, more);
    assertEquals(1e11, beside.inArrears(), 1e-12 * 1e11);
    double decay = Math.log1p(1e-9 / rate.add(BigDecimal.ONE).doubleValue());
    double forEver =
        new ContinuousClv(100, retention, growth, beside.discountRate(), PeriodUnit.YEAR).fromNow();
    assertEquals(100 / decay, forEver, 1e-12 * forEver);
  }

  @Test
  void flowsAreLinesOfASpreadsheet() {
    CashFlowTable table = clv(100, 0.5, 0.1, 0.25).explainAtAcquisition(2);
    assertEquals(
        """
        year\titem\tamount\tprobability\texpected\tdiscount_factor\tpresent_value\tcumulative
        0.0\tmargin\t100.0\t1.0\t100.0\t1.0\t100.0\t100.0
        1.0\tmargin\t110.00000000000001\t0.5\t55.00000000000001\t0.8\t44.00000000000001\t144.0
        """,
        table.toString());
    assertEquals(100, table.presentValue(1));
  }

  @Test
  void fullRetentionWithDiscountIsFinite() {
    assertEquals(1100, clv(100, 1, 0, 0.1).atAcquisition(), 1e-9);
  }

  @Test
  void aSumWithoutEndIsAnErrorNotInfinity() {
    assertThrows(ArithmeticException.class, () -> clv(100, 1, 0, 0).atAcquisition());
    assertThrows(ArithmeticException.class, () -> clv(100, 0.9, 0.5, 0.1).residual());
    assertEquals(300, clv(100, 1, 0, 0).atAcquisition(3));
    assertThrows(IllegalArgumentException.class, () -> clv(100, 1.1, 0, 0.1));
    assertThrows(IllegalArgumentException.class, () -> clv(Double.NaN, 0.9, 0, 0.1));
  }

  private static MarginRetentionClv clv(
      double margin, double retention, double growth, double rate) {
    return new MarginRetentionClv(
        margin, retention, growth, DiscountRate.annual(rate), PeriodUnit.YEAR);
  }
}
