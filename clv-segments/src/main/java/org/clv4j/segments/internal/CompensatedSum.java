package org.clv4j.segments.internal;

/** A sum that keeps what rounding takes from it (Neumaier 1974). */
public final class CompensatedSum {
  private double sum;
  private double lost;

  /** A sum of nothing. */
  public CompensatedSum() {}

  /**
   * The sum of some numbers.
   *
   * @param numbers finite
   * @return their sum
   */
  public static double of(double[] numbers) {
    CompensatedSum sum = new CompensatedSum();
    for (double number : numbers) {
      sum.add(number);
    }
    return sum.value();
  }

  /**
   * Adds a number.
   *
   * @param number finite
   */
  public void add(double number) {
    double more = sum + number;
    lost += Math.abs(sum) >= Math.abs(number) ? sum - more + number : number - more + sum;
    sum = more;
  }

  /**
   * What was added.
   *
   * @return 0 if nothing was
   */
  public double value() {
    return sum + lost;
  }
}
