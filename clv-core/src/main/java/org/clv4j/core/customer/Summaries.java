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
    int[] periods = CustomerFold.periods(rows, options.purchasePeriod());
    CustomerColumns out =
        new CustomerColumns(customers, rows.hasAmounts(), options.interpurchaseTimes());
    new OrderSort(rows, payload, customers, asOfDay, options.threads())
        .run(
            largest -> {
              CustomerFold fold =
                  new CustomerFold(
                      rows,
                      payload,
                      Math.min(OrderSort.GROUP, customers),
                      periods,
                      options.interpurchaseTimes(),
                      idOf);
              return (firstCustomer, words, from, to, all, start) -> {
                fold.addGroup(firstCustomer, words, from, to);
                fold.putInColumns(out, firstCustomer);
              };
            });
    return out;
  }
}
