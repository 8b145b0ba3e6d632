package org.clv4j.models.internal;

import java.util.Arrays;
import java.util.List;
import org.clv4j.models.fit.CustomerSummaries;

/** Weights of bootstrap samples: how often customers of each row are drawn, with replacement. */
public final class Multinomial {
  /** Up to here whole numbers are exact. */
  private static final double MOST_CUSTOMERS = 0x1p53;

  private final double[] customersOfRow;
  private final double customers;

  private Multinomial(double[] customersOfRow, double customers) {
    this.customersOfRow = customersOfRow;
    this.customers = customers;
  }

  /** Over all rows of groups of customers, whose weights must be whole. */
  public static Multinomial of(List<CustomerSummaries> groups) {
    double[] customersOfRow = new double[groups.stream().mapToInt(CustomerSummaries::rows).sum()];
    int rows = 0;
    for (CustomerSummaries group : groups) {
      for (int row = 0; row < group.rows(); row++) {
        double weight = group.weight(row);
        if (weight != Math.rint(weight)) {
          throw new IllegalArgumentException(
              "weight of row " + row + " must be a whole number, but was " + weight);
        }
        customersOfRow[rows++] = weight;
      }
    }
    double customers = Arrays.stream(customersOfRow).sum();
    if (customers > MOST_CUSTOMERS) {
      throw new IllegalArgumentException(
          "customers must be at most " + MOST_CUSTOMERS + ", but were " + customers);
    }
    return new Multinomial(customersOfRow, customers);
  }

  /**
   * As many customers, by the rows of all groups one after the other: each binomial given those
   * before.
   */
  public double[] weights(Draws draws) {
    double[] weights = new double[customersOfRow.length];
    double remaining = customers;
    long left = (long) customers;
    for (int row = 0; row < weights.length && left > 0; row++) {
      double own = customersOfRow[row];
      long drawn = own >= remaining ? left : draws.binomial(left, own / remaining);
      weights[row] = drawn;
      left -= drawn;
      remaining -= own;
    }
    return weights;
  }
}
