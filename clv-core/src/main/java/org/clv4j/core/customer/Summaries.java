package org.clv4j.core.customer;

import java.util.function.IntFunction;

/** From orders to one row of columns per customer. */
final class Summaries {
  private Summaries() {}

  /**
   * Of orders whose customers are numbered.
   *
   * @param customers how many there are; the columns have a row for each of them
   * @param asOfDay later orders do not count
   * @param idOf the id of a customer, for errors
   */
  static CustomerColumns of(
      OrderRows rows,
      int customers,
      int asOfDay,
      CustomerBase.Options options,
      IntFunction<String> idOf) {
    OrderPayload payload = OrderPayload.amountIfItFits(rows);
    CustomerColumns out =
        new CustomerColumns(customers, rows.hasAmounts(), options.interpurchaseTimes());
    CustomerFold fold =
        new CustomerFold(
            rows, payload, CustomerFold.periods(rows, options.purchasePeriod()), out, idOf);
    new OrderSort(rows, payload, customers, asOfDay, options.threads())
        .run(
            largest ->
                (firstCustomer, words, from, to, all, start) ->
                    fold.addGroup(firstCustomer, words, from, to));
    CustomerFold.finish(out, options.purchasePeriod());
    return out;
  }
}
