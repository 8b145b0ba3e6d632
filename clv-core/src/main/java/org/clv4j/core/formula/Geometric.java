package org.clv4j.core.formula;

/** Sums of powers, without cancellation near 1. */
final class Geometric {
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

  static double gap(double retention, double growth, double discount) {
    double gap = discount + (1 - retention) - retention * growth;
    if (gap > 0) {
      return gap;
    }
    throw new ArithmeticException(
        "retention x (1 + growth) must be below 1 + discount rate, but was "
            + retention * (1 + growth)
            + " against "
            + (1 + discount)
            + "; a finite number of periods has a value");
  }
}
