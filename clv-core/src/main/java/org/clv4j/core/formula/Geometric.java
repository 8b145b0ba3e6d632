package org.clv4j.core.formula;

import java.math.BigDecimal;

/** Sums of powers, without cancellation near 1. */
final class Geometric {
  /** In units of the last digit of 1 + d: what rounding leaves of numbers that were computed. */
  private static final int ROUNDING = 4;

  private Geometric() {}

  /** 1 + q + … + q^(n-1) for q of 0 or more. */
  static double sum(double q, int n) {
    if (q == 1 || n == 0) {
      return n;
    }
    return q == 0 ? 1 : Math.expm1(n * Math.log(q)) / (q - 1);
  }

  /**
   * 1 / (1 - retention x factor) as (1 + d) / (1 + d - retention (1 + growth)).
   *
   * @throws ArithmeticException unless retention x (1 + growth) &lt; 1 + discount
   */
  static double sumForEver(double retention, double growth, double discount) {
    return (1 + discount) / gap(retention, growth, discount);
  }

  /**
   * 1 + d - retention (1 + growth) of the numbers as they are written in decimals: 0.95 x 1.2 is
   * 1.14, whatever the last bits of the doubles say.
   *
   * @throws ArithmeticException unless it is above 0 and above what rounding leaves
   */
  static double gap(double retention, double growth, double discount) {
    double gap = decimal(discount).add(loss(retention, growth)).doubleValue();
    if (gap > ROUNDING * Math.ulp(1 + discount)) {
      return gap;
    }
    throw new ArithmeticException(
        "retention x (1 + growth) must be below 1 + discount rate, but was "
            + retention * (1 + growth)
            + " against "
            + (1 + discount)
            + "; a finite number of periods has a value");
  }

  /** 1 - retention (1 + growth), exact. */
  static BigDecimal loss(double retention, double growth) {
    BigDecimal factor = decimal(retention).multiply(decimal(growth).add(BigDecimal.ONE));
    return BigDecimal.ONE.subtract(factor);
  }

  static BigDecimal decimal(double number) {
    return BigDecimal.valueOf(number);
  }
}
