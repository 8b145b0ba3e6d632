package org.clv4j.models.simulate;

import java.util.Arrays;
import org.clv4j.models.fit.CustomerSummaries;

/** Histories as a model says that they are, of customers with the ages of others. */
public final class HistorySimulation {
  private HistorySimulation() {}

  /**
   * One history for each customer.
   *
   * <p>Where all times of the others are whole days, so are those of the simulated, and purchases
   * of one day are one. They have litt if the others have.
   *
   * @param process how customers buy and leave
   * @param others whose ages are taken; weights are whole numbers
   * @param seed the same seed gives the same histories
   * @return as many customers
   * @throws IllegalArgumentException if the units differ or a weight is not whole
   */
  public static CustomerSummaries like(
      PurchaseProcess process, CustomerSummaries others, long seed) {
    if (process.unit() != others.unit()) {
      throw new IllegalArgumentException(
          "customers must be measured in "
              + process.unit()
              + " like the process, but were in "
              + others.unit());
    }
    int n = Math.toIntExact((long) others.customers());
    int[] frequency = new int[n];
    double[] recency = new double[n];
    double[] age = new double[n];
    double[] logTimes = new double[n];
    int customer = 0;
    for (int row = 0; row < others.rows(); row++) {
      double weight = others.weight(row);
      if (weight != Math.rint(weight)) {
        throw new IllegalArgumentException(
            "weight of row " + row + " must be a whole number, but was " + weight);
      }
      for (int i = 0; i < weight; i++, customer++) {
        age[customer] = others.age(row);
        draw(process, others.wholeDays(), seed, customer, age, frequency, recency, logTimes);
      }
    }
    int[] x = Arrays.copyOf(frequency, customer);
    return others.hasInterpurchaseTimes()
        ? CustomerSummaries.withInterpurchaseTimes(x, recency, age, logTimes, null, others.unit())
        : CustomerSummaries.of(x, recency, age, null, others.unit());
  }

  private static void draw(
      PurchaseProcess process,
      boolean wholeDays,
      long seed,
      int customer,
      double[] age,
      int[] frequency,
      double[] recency,
      double[] logTimes) {
    double last = 0;
    for (double time : process.purchaseTimes(seed, customer + 1L, age[customer])) {
      double seen = time;
      if (wholeDays) {
        double day = Math.ceil(process.unit().toDays(time));
        seen = Math.min(age[customer], process.unit().fromDays(day));
      }
      if (seen > last) {
        frequency[customer]++;
        logTimes[customer] += Math.log(seen - last);
        last = seen;
      }
    }
    recency[customer] = last;
  }
}
