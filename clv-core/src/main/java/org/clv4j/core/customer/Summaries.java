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
    OrderSort sort = new OrderSort(rows, payload, customers, asOfDay, options.threads());
    sort.run(
        OrderSort.passes(rows),
        largest -> {
          CustomerFold fold =
              new CustomerFold(
                  rows,
                  payload,
                  Math.min(sort.groupSize(), customers),
                  periods,
                  options.interpurchaseTimes(),
                  idOf);
          DaySort days = new DaySort();
          return (firstCustomer, words, from, to) -> {
            if (!fold.addGroup(firstCustomer, words, from, to)) {
              fold.addGroup(firstCustomer, days.words(words, from, to), 0, to - from);
            }
            fold.putInColumns(out, firstCustomer);
          };
        });
    return out;
  }
}
