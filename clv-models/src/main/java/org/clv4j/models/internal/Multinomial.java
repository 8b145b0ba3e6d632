package org.clv4j.models.internal;

import java.util.Arrays;
import java.util.List;
import org.clv4j.models.fit.CustomerSummaries;

/** Weights of bootstrap samples: how often customers of each row are drawn, with replacement. */
public final class Multinomial {
  private final int[] rowOfCustomer;
  private final int rows;

  private Multinomial(int[] rowOfCustomer, int rows) {
    this.rowOfCustomer = rowOfCustomer;
    this.rows = rows;
  }

  /** Over all rows of groups of customers, whose weights must be whole. */
  public static Multinomial of(List<CustomerSummaries> groups) {
    double customers = groups.stream().mapToDouble(CustomerSummaries::customers).sum();
    int[] rowOfCustomer = new int[Math.toIntExact((long) customers)];
    int customer = 0;
    int rows = 0;
    for (CustomerSummaries group : groups) {
      for (int row = 0; row < group.rows(); row++, rows++) {
        double weight = group.weight(row);
        if (weight != Math.rint(weight)) {
          throw new IllegalArgumentException(
              "weight of row " + row + " must be a whole number, but was " + weight);
        }
        Arrays.fill(rowOfCustomer, customer, customer + (int) weight, rows);
        customer += (int) weight;
      }
    }
    return new Multinomial(rowOfCustomer, rows);
  }

  /** As many customers, by the rows of all groups one after the other. */
  public double[] weights(Draws draws) {
    double[] weights = new double[rows];
    for (int i = 0; i < rowOfCustomer.length; i++) {
      weights[rowOfCustomer[(int) (rowOfCustomer.length * draws.uniform())]]++;
    }
    return weights;
  }
}
