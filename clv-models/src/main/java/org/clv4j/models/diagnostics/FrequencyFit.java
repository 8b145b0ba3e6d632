package org.clv4j.models.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.transaction.TransactionModel;

/**
 * How many customers made 0, 1, 2 … repeat purchases, and how many a model expects: the sum over
 * customers of P(X(T) = x) of a new customer.
 *
 * <p>It shows how well a model fits what it was fitted to, not how well it foretells.
 *
 * @param bins by frequency, ascending; the last is of all who made as many or more
 */
public record FrequencyFit(List<Bin> bins) {

  /**
   * Customers of a frequency.
   *
   * @param frequency x; of the last bin the least
   * @param actual customers with it
   * @param expected customers with it by the model
   */
  public record Bin(int frequency, double actual, double expected) {}

  /** Takes a copy. */
  public FrequencyFit {
    bins = List.copyOf(bins);
  }

  /**
   * Compares.
   *
   * @param model the model
   * @param customers the customers, in its unit
   * @param last the least frequency of the last bin, at least 1
   * @return last + 1 bins
   * @throws IllegalArgumentException if the unit is another, or {@code last} out of range
   */
  public static FrequencyFit of(TransactionModel model, CustomerSummaries customers, int last) {
    if (last < 1) {
      throw new IllegalArgumentException("last bin must be 1 or more, but was " + last);
    }
    if (customers.unit() != model.unit()) {
      throw new IllegalArgumentException(
          "customers must be measured in "
              + model.unit()
              + " like this model, but were in "
              + customers.unit());
    }
    AgeGroups ages = AgeGroups.of(customers);
    double[] actual = new double[last + 1];
    for (int row = 0; row < customers.rows(); row++) {
      actual[Math.min(last, customers.frequency(row))] += customers.weight(row);
    }
    List<Bin> bins = new ArrayList<>();
    double rest = customers.customers();
    for (int x = 0; x < last; x++) {
      double expected = 0;
      for (int i = 0; i < ages.age().length; i++) {
        expected += ages.customers()[i] * model.probabilityOfPurchases(x, ages.age()[i]);
      }
      rest -= expected;
      bins.add(new Bin(x, actual[x], expected));
    }
    bins.add(new Bin(last, actual[last], Math.max(0, rest)));
    return new FrequencyFit(bins);
  }
}
