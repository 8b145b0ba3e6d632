package org.clv4j.models.value;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.LongIndex;
import org.clv4j.models.transaction.FactorizedForecast;
import org.clv4j.models.transaction.TransactionModel;

/**
 * The values of all customers of a base, in columns; rows are those of the base.
 *
 * <p>A row takes 16 bytes, 8 more each for expected purchases (if the horizon is finite and there
 * is a discount rate) and for expected spend (with a model of spend). What a {@link
 * FactorizedForecast} says of customers who are alive is computed once for each pair of frequency
 * and age, which takes 4 bytes a row while it is made, and 16 and a place in a table for each pair.
 * Nothing else is allocated per row, but for purchases that CNBD-k models discount over a finite
 * horizon.
 */
public final class CustomerValues {
  private static final int AGE_BITS = 20;
  private static final long AGE_MASK = (1 << AGE_BITS) - 1;
  private static final int ROWS_WORTH_A_THREAD = 1 << 12;
  private static final double[] NONE = {};

  private final Valuation valuation;
  private final CustomerBase base;
  private final double[] probabilityAlive;
  private final double[] expectedPurchases;
  private final double[] discounted;
  private final double[] expectedSpend;

  private CustomerValues(Valuation valuation, CustomerBase base) {
    int n = base.size();
    this.valuation = valuation;
    this.base = base;
    this.probabilityAlive = new double[n];
    this.discounted = new double[n];
    if (valuation.finite()) {
      this.expectedPurchases = valuation.discounts() ? new double[n] : discounted;
    } else {
      this.expectedPurchases = NONE;
    }
    this.expectedSpend = valuation.spend() == null ? NONE : new double[n];
  }

  static CustomerValues of(Valuation valuation, CustomerBase base) {
    if (valuation.spend() != null && !base.hasAmounts()) {
      throw new IllegalStateException("the spend model needs amounts, but this base has none");
    }
    CustomerValues values = new CustomerValues(valuation, base);
    if (valuation.transactions() instanceof FactorizedForecast) {
      values.scoreByPairs();
    } else {
      values.inParallel(values::scoreAlone);
    }
    return values;
  }

  /** Scores the rows from one number to another. */
  private interface Rows {
    void score(int from, int to);
  }

  private void inParallel(Rows rows) {
    int n = probabilityAlive.length;
    int threads = Math.max(1, Math.min(valuation.options().threads(), n / ROWS_WORTH_A_THREAD));
    BlockedSum.inParallel(
        threads,
        thread ->
            rows.score(
                (int) ((long) n * thread / threads), (int) ((long) n * (thread + 1) / threads)));
  }

  private void scoreAlone(int from, int to) {
    TransactionModel model = valuation.transactions();
    PeriodUnit unit = model.unit();
    for (int row = from; row < to; row++) {
      int x = base.frequency(row);
      double recency = unit.fromDays(base.recencyDays(row));
      double age = unit.fromDays(base.ageDays(row));
      set(
          row,
          model.probabilityAlive(x, recency, age),
          valuation.finite() ? valuation.purchases(x, recency, age) : 0,
          valuation.discounts() ? valuation.discounted(x, recency, age) : 0);
    }
  }

  private void scoreByPairs() {
    LongIndex pairs = new LongIndex();
    int[] pairOf = new int[base.size()];
    for (int row = 0; row < pairOf.length; row++) {
      pairOf[row] = pairs.indexOf(((long) base.frequency(row) << AGE_BITS) | base.ageDays(row));
    }
    double[] purchases = new double[pairs.size()];
    double[] later = new double[pairs.size()];
    TransactionModel model = valuation.transactions();
    PeriodUnit unit = model.unit();
    int threads = Math.max(1, Math.min(valuation.options().threads(), pairs.size()));
    BlockedSum.inParallel(
        threads,
        thread -> {
          for (int pair = thread; pair < purchases.length; pair += threads) {
            int x = (int) (pairs.key(pair) >>> AGE_BITS);
            double age = unit.fromDays((double) (pairs.key(pair) & AGE_MASK));
            purchases[pair] = valuation.finite() ? valuation.purchasesIfAlive(x, age) : 0;
            later[pair] = valuation.discounts() ? valuation.discountedIfAlive(x, age) : 0;
          }
        });
    inParallel(
        (from, to) -> {
          for (int row = from; row < to; row++) {
            double alive =
                model.probabilityAlive(
                    base.frequency(row),
                    unit.fromDays(base.recencyDays(row)),
                    unit.fromDays(base.ageDays(row)));
            set(row, alive, alive * purchases[pairOf[row]], alive * later[pairOf[row]]);
          }
        });
  }

  private void set(int row, double alive, double purchases, double later) {
    probabilityAlive[row] = alive;
    if (valuation.finite()) {
      expectedPurchases[row] = purchases;
    }
    if (valuation.discounts()) {
      discounted[row] = later;
    }
    double spend = expectedSpend == NONE ? 0 : valuation.expectedSpend(base, row);
    if (expectedSpend != NONE) {
      expectedSpend[row] = spend;
    }
    if (!Double.isFinite(alive + purchases + later + spend)) {
      throw new ArithmeticException(
          "customer "
              + base.id(row)
              + ": results must be finite, but were P(alive) "
              + alive
              + ", expected purchases "
              + purchases
              + ", discounted "
              + later
              + ", expected spend "
              + spend);
    }
  }

  /**
   * Models and options that made the values.
   *
   * @return the valuation
   */
  public Valuation valuation() {
    return valuation;
  }

  /**
   * The customers.
   *
   * @return the base whose rows these are
   */
  public CustomerBase base() {
    return base;
  }

  /**
   * The date from which the horizon runs and to which values are discounted.
   *
   * @return the end of this local day
   */
  public LocalDate asOf() {
    return base.asOf();
  }

  /**
   * The currency of all values.
   *
   * @return the currency
   * @throws IllegalStateException if the orders have no amounts
   */
  public Currency currency() {
    return base.currency();
  }

  /**
   * The number of customers.
   *
   * @return 0 or more
   */
  public int size() {
    return probabilityAlive.length;
  }

  /**
   * The id of a customer.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return the id
   */
  public String id(int row) {
    return base.id(row);
  }

  /**
   * All results of one customer.
   *
   * @param row a row
   * @return the same bits as {@link Valuation#value(CustomerBase, int)}
   */
  public CustomerValue value(int row) {
    return valuation.of(
        probabilityAlive(row),
        expectedPurchases == NONE ? Double.NaN : expectedPurchases[row],
        discounted[row],
        expectedSpend == NONE ? Double.NaN : expectedSpend[row],
        base.hasAmounts() ? historic(row) : Double.NaN);
  }

  /**
   * The probability that a customer is still there.
   *
   * @param row a row
   * @return in [0, 1]
   */
  public double probabilityAlive(int row) {
    return probabilityAlive[Objects.checkIndex(row, size())];
  }

  /**
   * The purchases expected within the horizon.
   *
   * @param row a row
   * @return 0 or more, empty if the horizon is infinite
   */
  public OptionalDouble expectedPurchases(int row) {
    Objects.checkIndex(row, size());
    return expectedPurchases == NONE
        ? OptionalDouble.empty()
        : OptionalDouble.of(expectedPurchases[row]);
  }

  /**
   * The purchases expected within the horizon, each discounted back to the as-of date.
   *
   * @param row a row
   * @return 0 or more
   */
  public double discountedExpectedResidualTransactions(int row) {
    return discounted[Objects.checkIndex(row, size())];
  }

  /**
   * The spend expected per purchase, in major units.
   *
   * @param row a row
   * @return the amount, empty without a model of spend
   */
  public OptionalDouble expectedSpend(int row) {
    Objects.checkIndex(row, size());
    return expectedSpend == NONE ? OptionalDouble.empty() : OptionalDouble.of(expectedSpend[row]);
  }

  /**
   * The margin of all spend so far, in major units.
   *
   * @param row a row
   * @return 0 or more
   * @throws IllegalStateException if the orders have no amounts
   */
  public double historic(int row) {
    return valuation.historic(base.spend(row).majorUnits());
  }

  /**
   * The margin of the spend to come within the horizon, discounted to the as-of date, in major
   * units.
   *
   * @param row a row
   * @return 0 or more
   * @throws IllegalStateException if there is no model of spend
   */
  public double residual(int row) {
    Objects.checkIndex(row, size());
    if (expectedSpend == NONE) {
      throw new IllegalStateException("a residual value needs a model of spend");
    }
    return discounted[row] * expectedSpend[row] * valuation.options().margin();
  }

  /**
   * Historic and residual value together, in major units.
   *
   * @param row a row
   * @return 0 or more
   * @throws IllegalStateException if there is no model of spend
   */
  public double total(int row) {
    return historic(row) + residual(row);
  }
}
