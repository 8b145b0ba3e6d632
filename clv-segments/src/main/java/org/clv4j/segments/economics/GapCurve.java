package org.clv4j.segments.economics;

import java.util.Arrays;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalTimes;

/** The share of orders after which nothing more came for so many days, by Kaplan and Meier. */
final class GapCurve {
  /** S by day; the last entry holds for all later days. */
  private final double[] survival;

  private GapCurve(double[] survival) {
    this.survival = survival;
  }

  /**
   * Two curves: from the first day with an order to the second, and from later ones to the next.
   * The last day of a customer is censored at the as-of day.
   */
  static GapCurve[] ofFirstAndLater(CustomerOrders orders, int asOfDay, int days) {
    int[][] came = new int[2][days + 1];
    int[][] waiting = new int[2][days + 1];
    for (int c = 0; c < orders.size(); c++) {
      int end = orders.end(c, asOfDay);
      int number = 0;
      for (int i = orders.start(c); i < end; i++) {
        boolean last = i + 1 == end;
        int gap = (last ? asOfDay : orders.day(i + 1)) - orders.day(i);
        if (last || gap > 0) {
          int curve = number == 0 ? 0 : 1;
          // After the horizon nothing is asked.
          if (last || gap > days) {
            waiting[curve][Math.min(gap, days)]++;
          } else {
            came[curve][gap]++;
          }
          number++;
        }
      }
    }
    return new GapCurve[] {of(came[0], waiting[0], days), of(came[1], waiting[1], days)};
  }

  private static GapCurve of(int[] came, int[] waiting, int days) {
    double[] survival = new double[days + 1];
    Arrays.fill(survival, 1);
    if (Arrays.stream(came).anyMatch(n -> n > 0)) {
      KaplanMeier curve = KaplanMeier.of(SurvivalTimes.ofCounts(came, waiting));
      double last = 1;
      for (int day = 0; day <= days; day++) {
        last = day <= curve.lastTime() ? curve.survival(day) : last;
        survival[day] = last;
      }
    }
    return new GapCurve(survival);
  }

  /** P(an order within so many days of the last one). */
  double within(int days) {
    return 1 - survival[Math.min(Math.max(days, 0), survival.length - 1)];
  }
}
