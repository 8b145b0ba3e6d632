package org.clv4j.core.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
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
    // fifty terms of a few roundings each
    assertEquals(sum, clv.atAcquisition(periods), 1e-12 * (1 + sum));
    assertEquals(residual, clv.residual(periods), 1e-12 * (1 + residual));
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
