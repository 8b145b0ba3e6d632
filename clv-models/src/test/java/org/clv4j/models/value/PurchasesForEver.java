package org.clv4j.models.value;

import java.util.Map;
import java.util.OptionalDouble;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.transaction.FactorizedForecast;

/** Rates Gamma(r, alpha) and nobody ever leaves, so that every answer is elementary. */
record PurchasesForEver(double r, double alpha, PeriodUnit unit) implements FactorizedForecast {
  @Override
  public String name() {
    return "purchases-for-ever";
  }

  @Override
  public Map<String, Double> parameters() {
    return Map.of("r", r, "alpha", alpha);
  }

  @Override
  public double logLikelihood(int frequency, double recency, double age) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double probabilityAlive(int frequency, double recency, double age) {
    return 1;
  }

  @Override
  public double probabilityAlive(int frequency, double recency, double age, double later) {
    return 1;
  }

  @Override
  public double expectedPurchases(double horizon) {
    return r / alpha * horizon;
  }

  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double horizon) {
    return expectedTransactionRate(frequency, 0, age) * horizon;
  }

  @Override
  public double expectedPurchasesIfAlive(int frequency, double age, double from, double to) {
    return expectedPurchasesIfAlive(frequency, age, to - from);
  }

  @Override
  public double probabilityOfPurchases(int purchases, double horizon) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double probabilityOfAnyPurchase(
      int frequency, double recency, double age, double horizon) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount) {
    return expectedTransactionRate(frequency, 0, age) / discount;
  }

  @Override
  public double expectedTransactionRate(int frequency, double recency, double age) {
    return (r + frequency) / (alpha + age);
  }

  @Override
  public OptionalDouble expectedTimeToNextPurchase(int frequency, double recency, double age) {
    return OptionalDouble.empty();
  }
}
