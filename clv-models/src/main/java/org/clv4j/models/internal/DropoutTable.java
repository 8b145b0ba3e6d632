package org.clv4j.models.internal;

/**
 * For customers of one frequency whose times are whole days: {@link DropoutSums} over all times of
 * dropout after a day, by day. Those between two days are the difference of two entries, and what
 * the subtraction loses is small beside the weight of being there at the later one.
 */
final class DropoutTable {
  private final DropoutDays days;
  private final int x;
  private final double m;
  private final int first;
  private final double reference;
  private final double[] sums;
  private final double logFactor;

  /** For some rows of equal frequency, the one with the earliest last purchase first. */
  DropoutTable(DropoutDays days, int from) {
    this.days = days;
    this.x = days.data.frequency(from);
    this.m = days.r + x;
    this.first = days.day(days.data.recency(from));
    int lastNode = days.nodeWeight.length - 1;
    double highest = days.exponentAtEnd(m, days.last);
    for (int node = days.firstNode[first]; node <= lastNode; node++) {
      highest = Math.max(highest, days.exponent(m, node));
    }
    this.reference = highest;
    this.logFactor = reference + days.logFactor - x * Math.log(days.alpha + days.time(days.last));
    int size = days.layout.size();
    this.sums = new double[(days.last - first + 1) * size];
    double[] z = new double[size];
    int node = lastNode;
    for (int d = days.last - 1; d >= first; d--) {
      for (; node >= days.firstNode[d]; node--) {
        double weight = days.nodeWeight[node] * Math.exp(days.exponent(m, node) - reference);
        int at = node * DropoutTime.DERIVATIVES;
        days.layout.add(weight, days.r, days.alpha, x, days.nodeDerivatives, at, z);
      }
      System.arraycopy(z, 0, sums, (d - first) * size, size);
    }
  }

  /**
   * The sums of one row.
   *
   * @param z to be filled
   * @return the log of the factor that turns z[0] into the likelihood without Gamma(r+x)/Gamma(r)
   */
  double row(int row, double[] z) {
    int age = days.day(days.data.age(row));
    int later = (age - first) * z.length;
    int sooner = (days.day(days.data.recency(row)) - first) * z.length;
    for (int i = 0; i < z.length; i++) {
      z[i] = sums[sooner + i] - sums[later + i];
    }
    double weight = Math.exp(days.exponentAtEnd(m, age) - reference);
    int at = age * DropoutTime.DERIVATIVES;
    days.layout.add(weight, days.r, days.alpha, x, days.endDerivatives, at, z);
    return logFactor;
  }
}
