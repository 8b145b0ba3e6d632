package org.clv4j.models.value;

import java.util.Map;
import java.util.OptionalDouble;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.transaction.TransactionModel;

/** A model that keeps to itself that its forecast factorises. */
record Unfactorized(TransactionModel model) implements TransactionModel {
  @Override
  public String name() {
    return model.name();
  }

  @Override
  public PeriodUnit unit() {
    return model.unit();
  }

  @Override
  public Map<String, Double> parameters() {
    return model.parameters();
  }

  @Override
  public double logLikelihood(int frequency, double recency, double age) {
    return model.logLikelihood(frequency, recency, age);
  }

  @Override
  public double probabilityAlive(int frequency, double recency, double age) {
    return model.probabilityAlive(frequency, recency, age);
  }

  @Override
  public double probabilityAlive(int frequency, double recency, double age, double later) {
    return model.probabilityAlive(frequency, recency, age, later);
  }

  @Override
  public double expectedPurchases(double horizon) {
    return model.expectedPurchases(horizon);
  }

  @Override
  public double expectedPurchases(int frequency, double recency, double age, double horizon) {
    return model.expectedPurchases(frequency, recency, age, horizon);
  }

  @Override
  public double probabilityOfPurchases(int purchases, double horizon) {
    return model.probabilityOfPurchases(purchases, horizon);
  }

  @Override
  public double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon) {
    return model.probabilityOfPurchases(frequency, recency, age, purchases, horizon);
  }

  @Override
  public double probabilityOfAnyPurchase(
      int frequency, double recency, double age, double horizon) {
    return model.probabilityOfAnyPurchase(frequency, recency, age, horizon);
  }

  @Override
  public double discountedExpectedResidualTransactions(
      int frequency, double recency, double age, double discount) {
    return model.discountedExpectedResidualTransactions(frequency, recency, age, discount);
  }

  @Override
  public double discountedExpectedResidualTransactions(
      int frequency, double recency, double age, double discount, double horizon) {
    return model.discountedExpectedResidualTransactions(frequency, recency, age, discount, horizon);
  }

  @Override
  public double expectedTransactionRate(int frequency, double recency, double age) {
    return model.expectedTransactionRate(frequency, recency, age);
  }

  @Override
  public OptionalDouble expectedTimeToNextPurchase(int frequency, double recency, double age) {
    return model.expectedTimeToNextPurchase(frequency, recency, age);
  }
}
