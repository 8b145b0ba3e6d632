package org.clv4j.models.transaction;

import org.clv4j.models.internal.Discounting;

/**
 * A model whose forecast is P(alive) times what is expected of a customer who is alive at T.
 *
 * <p>While a customer is there, purchases come at random at a rate whose distribution, given the
 * history, depends on x and T only; so does the time that is left. t<sub>x</sub> tells no more than
 * whether the customer is still there. Whoever scores many customers computes the second factor
 * once for each pair (x, T), which many share.
 *
 * <p>BG/NBD, MBG/NBD, Pareto/NBD and GGompertz/NBD are such models. CNBD-k models are not; NBD has
 * P(alive) = 1 and needs no table.
 */
public interface FactorizedForecast extends TransactionModel {
  /**
   * The purchases expected in (T, T + t] of a customer who is alive at T.
   *
   * @param frequency x
   * @param age T
   * @param horizon t, 0 or more
   * @return 0 or more
   */
  double expectedPurchasesIfAlive(int frequency, double age, double horizon);

  /**
   * The purchases expected in (T + from, T + to] of a customer who is alive at T.
   *
   * @param frequency x
   * @param age T
   * @param from how long after T the interval begins, 0 or more
   * @param to how long after T it ends, not before {@code from}
   * @return 0 or more
   */
  double expectedPurchasesIfAlive(int frequency, double age, double from, double to);

  /**
   * The purchases expected after T, for ever, of a customer who is alive at T, each discounted back
   * to T.
   *
   * @param frequency x
   * @param age T
   * @param discount the continuous rate per unit, above 0
   * @return 0 or more
   */
  double discountedExpectedResidualTransactionsIfAlive(int frequency, double age, double discount);

  /**
   * The purchases expected in (T, T + t] of a customer who is alive at T, each discounted back to
   * T.
   *
   * @param frequency x
   * @param age T
   * @param discount the continuous rate per unit, 0 or more
   * @param horizon t, 0 or more
   * @return 0 or more
   */
  default double discountedExpectedResidualTransactionsIfAlive(
      int frequency, double age, double discount, double horizon) {
    return Discounting.of(t -> expectedPurchasesIfAlive(frequency, age, t), discount, horizon);
  }

  @Override
  default double expectedPurchases(int frequency, double recency, double age, double horizon) {
    return probabilityAlive(frequency, recency, age)
        * expectedPurchasesIfAlive(frequency, age, horizon);
  }

  @Override
  default double discountedExpectedResidualTransactions(
      int frequency, double recency, double age, double discount) {
    return probabilityAlive(frequency, recency, age)
        * discountedExpectedResidualTransactionsIfAlive(frequency, age, discount);
  }

  @Override
  default double discountedExpectedResidualTransactions(
      int frequency, double recency, double age, double discount, double horizon) {
    return probabilityAlive(frequency, recency, age)
        * discountedExpectedResidualTransactionsIfAlive(frequency, age, discount, horizon);
  }

  @Override
  default double expectedPurchases(
      int frequency, double recency, double age, double from, double to) {
    return probabilityAlive(frequency, recency, age)
        * expectedPurchasesIfAlive(frequency, age, from, to);
  }
}
