package org.clv4j.segments.health;

/** The Kaplan-Meier curve of whole days. */
final class ProductLimit {
  /** Above the rounding of a product of 100 000 factors, below any true distance. */
  private static final double ROUNDING = 1e-11;

  private ProductLimit() {}

  /**
   * The part that has not ended by the end of each day: the product of 1 - d / n over the days up
   * to it, where n have neither ended nor gone out of sight before the day and d end on it.
   *
   * @param ended how many end after each number of days
   * @param waiting how many were last seen waiting after each number of days; as long as {@code
   *     ended}
   */
  static double[] survival(int[] ended, int[] waiting) {
    long atRisk = 0;
    for (int day = 0; day < ended.length; day++) {
      atRisk += ended[day] + waiting[day];
    }
    double[] survival = new double[ended.length];
    double left = 1;
    for (int day = 0; day < ended.length; day++) {
      if (ended[day] > 0) {
        left *= (double) (atRisk - ended[day]) / atRisk;
      }
      survival[day] = left;
      atRisk -= ended[day] + waiting[day];
    }
    return survival;
  }

  /** The first day by whose end at most a part is left, or -1 if it never comes to that. */
  static int firstDayAtMost(double[] survival, double part) {
    for (int day = 0; day < survival.length; day++) {
      if (survival[day] <= part + ROUNDING) {
        return day;
      }
    }
    return -1;
  }
}
