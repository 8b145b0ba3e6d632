package org.clv4j.models.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.clv4j.core.internal.Check;
import org.clv4j.models.transaction.TransactionModel;

/**
 * A quantity for customers of the same age by frequency and recency.
 *
 * @param age T of all
 * @param frequencies x by row: 0, 1, 2 …
 * @param recencies t<sub>x</sub> by column, equally spaced from 0 to T
 * @param values by row and column; at x = 0 the only recency is 0 and so the value is the same in
 *     all columns, as it is of recency 0 for the least one above
 */
public record HistoryMatrix(
    double age, List<Integer> frequencies, List<Double> recencies, List<List<Double>> values) {

  /** Takes copies. */
  public HistoryMatrix {
    frequencies = List.copyOf(frequencies);
    recencies = List.copyOf(recencies);
    values = values.stream().map(List::copyOf).toList();
  }

  private interface Quantity {
    double of(int frequency, double recency);
  }

  /**
   * P(alive) of each history.
   *
   * @param model the model
   * @param age T, above 0, in its unit
   * @param mostPurchases the largest frequency, 0 or more
   * @param steps columns beside that of 0, at least 1
   * @return the matrix
   */
  public static HistoryMatrix probabilityAlive(
      TransactionModel model, double age, int mostPurchases, int steps) {
    return of(age, mostPurchases, steps, (x, tx) -> model.probabilityAlive(x, tx, age));
  }

  /**
   * Expected purchases of each history.
   *
   * @param model the model
   * @param age T, above 0, in its unit
   * @param mostPurchases the largest frequency, 0 or more
   * @param steps columns beside that of 0, at least 1
   * @param horizon how far to look, in its unit
   * @return the matrix
   */
  public static HistoryMatrix expectedPurchases(
      TransactionModel model, double age, int mostPurchases, int steps, double horizon) {
    return of(age, mostPurchases, steps, (x, tx) -> model.expectedPurchases(x, tx, age, horizon));
  }

  private static HistoryMatrix of(double age, int mostPurchases, int steps, Quantity quantity) {
    Check.positive(age, "age");
    Check.notNegative(mostPurchases, "purchases");
    Check.inRange(steps, 1, Integer.MAX_VALUE, "steps");
    List<Integer> frequencies = new ArrayList<>();
    List<Double> recencies = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      recencies.add(age * i / steps);
    }
    List<List<Double>> values = new ArrayList<>();
    for (int x = 0; x <= mostPurchases; x++) {
      frequencies.add(x);
      List<Double> row = new ArrayList<>();
      for (double recency : recencies) {
        double seen = x == 0 ? 0 : Math.max(recency, age * 1e-9);
        row.add(quantity.of(x, seen));
      }
      values.add(row);
    }
    return new HistoryMatrix(age, frequencies, recencies, values);
  }
}
