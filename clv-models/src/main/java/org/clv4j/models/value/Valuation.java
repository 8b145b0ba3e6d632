package org.clv4j.models.value;

import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.FactorizedForecast;
import org.clv4j.models.transaction.TransactionModel;
import org.jspecify.annotations.Nullable;

/**
 * Customer lifetime value: purchases to come, times spend per purchase, times margin, discounted.
 *
 * <pre>
 * residual = margin x E[spend | x, z] x integral over (0, horizon] of e^(-delta t) dE[X(t) | x, t_x, T]
 * historic = margin x spend so far
 * total    = historic + residual</pre>
 *
 * <p>delta is the continuous rate ln(1 + annual rate) per year. The historic value is what was
 * booked, neither discounted nor compounded. Spend is taken as independent of how often a customer
 * buys. A customer's value is the same bits alone, in any base and with any number of threads.
 *
 * @param transactions when customers buy and leave
 * @param spend how much per purchase, with q above 1; null to forecast purchases only
 * @param options horizon, discount rate, margin, threads
 * @see "Fader, Hardie &amp; Lee (2005), RFM and CLV: using iso-value curves for customer base
 *     analysis, Journal of Marketing Research 42"
 */
public record Valuation(
    TransactionModel transactions, @Nullable GammaGamma spend, ValueOptions options) {

  /** Checks that the model of spend can tell an expected spend. */
  public Valuation {
    Objects.requireNonNull(transactions, "transactions must not be null");
    Objects.requireNonNull(options, "options must not be null");
    if (spend != null && !spend.hasPopulationMean()) {
      throw new IllegalArgumentException(
          "q of the spend model must be above 1 for an expected spend to exist, but was "
              + spend.q());
    }
  }

  /**
   * The value of one customer whose amounts are known.
   *
   * @param customer the history, in the unit of the model
   * @param meanRepeatSpend mean spend per repeat purchase in major units, 0 or more; of no effect
   *     for a customer without one
   * @param spendSoFar of all orders, in major units; below 0 where refunds exceed amounts
   * @return the value
   * @throws IllegalArgumentException if the unit is not that of the model or an amount out of range
   * @throws ArithmeticException if a result is not finite
   */
  public CustomerValue value(CustomerSummary customer, double meanRepeatSpend, double spendSoFar) {
    double perPurchase = expectedSpend(customer.frequency(), meanRepeatSpend);
    double historic = historic(Check.finite(spendSoFar, "spend so far"));
    return forecast(customer, perPurchase, historic);
  }

  /**
   * What is expected of one customer whose amounts are not known.
   *
   * @param customer the history, in the unit of the model
   * @return the forecast, without values
   * @throws IllegalArgumentException if the unit is not that of the model
   * @throws IllegalStateException if there is a model of spend, which needs the amounts
   * @throws ArithmeticException if a result is not finite
   */
  public CustomerValue value(CustomerSummary customer) {
    if (spend != null) {
      throw new IllegalStateException("the spend model needs the amounts of the customer");
    }
    return forecast(customer, Double.NaN, Double.NaN);
  }

  /**
   * The value of one customer of a base. One whose repeat purchases are worth less than 0, because
   * refunds exceed them, is forecast as one for whom they are worth 0.
   *
   * @param base the customers
   * @param row a row of the base
   * @return what {@link #values} gives for this row
   * @throws IllegalStateException if there is a model of spend, but the base has no amounts
   * @throws ArithmeticException if a result is not finite
   */
  public CustomerValue value(CustomerBase base, int row) {
    CustomerSummary customer = base.summary(row, transactions.unit());
    if (spend == null && !base.hasAmounts()) {
      return value(customer);
    }
    double meanRepeatSpend = Math.max(0, base.meanRepeatSpend(row).orElse(0));
    return value(customer, meanRepeatSpend, base.spend(row).majorUnits());
  }

  /**
   * The values of all customers of a base.
   *
   * @param base the customers
   * @return one row per customer, in the order of the base
   * @throws IllegalStateException if there is a model of spend, but the base has no amounts
   * @throws ArithmeticException if a result is not finite
   */
  public CustomerValues values(CustomerBase base) {
    return CustomerValues.of(this, base);
  }

  private CustomerValue forecast(CustomerSummary customer, double perPurchase, double historic) {
    if (customer.unit() != transactions.unit()) {
      throw new IllegalArgumentException(
          "customer must be measured in "
              + transactions.unit()
              + " like this model, but was in "
              + customer.unit());
    }
    int x = customer.frequency();
    double alive = transactions.probabilityAlive(x, customer.recency(), customer.age());
    double purchases = Double.NaN;
    double discounted;
    if (transactions instanceof FactorizedForecast) {
      purchases = finite() ? alive * purchasesIfAlive(x, customer.age()) : Double.NaN;
      discounted = discounts() ? alive * discountedIfAlive(x, customer.age()) : purchases;
    } else {
      purchases = finite() ? purchases(x, customer.recency(), customer.age()) : Double.NaN;
      discounted = discounts() ? discounted(x, customer.recency(), customer.age()) : purchases;
    }
    return of(alive, purchases, discounted, perPurchase, historic);
  }

  /** A row of results; NaN for what does not exist. */
  CustomerValue of(
      double alive, double purchases, double discounted, double perPurchase, double historic) {
    double residual = discounted * perPurchase * options.margin();
    return new CustomerValue(
        Check.result(alive, "P(alive)"),
        optional(purchases, finite(), "expected purchases"),
        Check.result(discounted, "discounted expected residual transactions"),
        optional(perPurchase, spend != null, "expected spend"),
        Double.isNaN(historic) ? OptionalDouble.empty() : OptionalDouble.of(historic),
        optional(residual, spend != null, "residual value"),
        optional(historic + residual, spend != null, "total value"));
  }

  private static OptionalDouble optional(double value, boolean exists, String name) {
    return exists ? OptionalDouble.of(Check.result(value, name)) : OptionalDouble.empty();
  }

  double historic(double spendSoFar) {
    return spendSoFar * options.margin();
  }

  double expectedSpend(int frequency, double meanRepeatSpend) {
    return spend == null ? Double.NaN : spend.expectedSpend(frequency, meanRepeatSpend);
  }

  double expectedSpend(CustomerBase base, int row) {
    int x = base.frequency(row);
    return expectedSpend(
        x, x == 0 ? 0 : Money.mean(Math.max(0, base.repeatSpendMinor(row)), x, base.currency()));
  }

  /** Whether the horizon is finite, so that undiscounted purchases are asked for. */
  boolean finite() {
    return options.horizon() != null;
  }

  /** Whether discounted purchases differ from undiscounted ones. */
  boolean discounts() {
    return options.discountRate().rate() > 0;
  }

  private double horizon() {
    TimeSpan horizon = options.horizon();
    return horizon == null ? Double.POSITIVE_INFINITY : horizon.in(transactions.unit());
  }

  private double delta() {
    return options.discountRate().continuous(transactions.unit());
  }

  double purchasesIfAlive(int frequency, double age) {
    return ((FactorizedForecast) transactions).expectedPurchasesIfAlive(frequency, age, horizon());
  }

  double discountedIfAlive(int frequency, double age) {
    FactorizedForecast model = (FactorizedForecast) transactions;
    return finite()
        ? model.discountedExpectedResidualTransactionsIfAlive(frequency, age, delta(), horizon())
        : model.discountedExpectedResidualTransactionsIfAlive(frequency, age, delta());
  }

  double purchases(int frequency, double recency, double age) {
    return transactions.expectedPurchases(frequency, recency, age, horizon());
  }

  double discounted(int frequency, double recency, double age) {
    return finite()
        ? transactions.discountedExpectedResidualTransactions(
            frequency, recency, age, delta(), horizon())
        : transactions.discountedExpectedResidualTransactions(frequency, recency, age, delta());
  }
}
