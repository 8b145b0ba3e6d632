package org.clv4j.models.contract;

import java.util.Arrays;

/**
 * Tenures by period: of those at risk in period t = 1, 2 …, how many stayed and how many left. That
 * is all that the likelihood of a contract depends on, because a lifetime is a chain of renewals.
 *
 * @param retained by period - 1
 * @param lost by period - 1
 * @param active still there after so many periods, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record Periods(double[] retained, double[] lost, double[] active) {

  static Periods of(Tenures tenures, String model) {
    int longest = 0;
    for (int row = 0; row < tenures.rows(); row++) {
      longest = Math.max(longest, whole(tenures, row, model));
    }
    double[] lost = new double[longest];
    double[] active = new double[longest + 1];
    for (int row = 0; row < tenures.rows(); row++) {
      int t = (int) tenures.tenure(row);
      active[t] = tenures.active(row);
      if (t > 0) {
        lost[t - 1] = tenures.churned(row);
      }
    }
    double[] retained = new double[longest];
    double later = 0;
    for (int t = longest; t >= 1; t--) {
      later += active[t];
      retained[t - 1] = later;
      later += lost[t - 1];
    }
    return new Periods(retained, lost, active);
  }

  private static int whole(Tenures tenures, int row, String model) {
    double tenure = tenures.tenure(row);
    if (tenure != Math.rint(tenure) || tenure > Tenures.MOST_PERIODS) {
      throw new IllegalArgumentException(
          model
              + " counts whole periods, at most "
              + Tenures.MOST_PERIODS
              + ", but a tenure was "
              + tenure
              + "; round up those of customers who left, and round down the others");
    }
    return (int) tenure;
  }

  int count() {
    return lost.length;
  }

  double lostCustomers() {
    return Arrays.stream(lost).sum();
  }

  double retainedPeriods() {
    return Arrays.stream(retained).sum();
  }

  /** Refuses what has no maximum. */
  Periods requireFittable(String model, int parameters) {
    if (lostCustomers() == 0) {
      throw new IllegalArgumentException(
          model + " needs customers who left, but nobody did; follow them longer");
    }
    if (retainedPeriods() == 0) {
      throw new IllegalArgumentException(
          model + " needs customers who stayed, but all left in period 1; use a shorter period");
    }
    if (count() < parameters) {
      throw new IllegalArgumentException(
          model
              + " has "
              + parameters
              + " parameters and needs customers followed for as many periods, but the longest"
              + " tenure was "
              + count());
    }
    return this;
  }
}
