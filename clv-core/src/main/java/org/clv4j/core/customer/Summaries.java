package org.clv4j.core.customer;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One row of columns per customer.
 *
 * @param firstCustomer whose row is the first
 * @param zeroAmounts how many orders in time have an amount of 0
 */
record Summaries(int firstCustomer, CustomerColumns columns, long zeroAmounts) {
  /**
   * Of orders whose customers are numbered.
   *
   * @param customers how many there may be; the columns have a row for each, but where that is only
   *     a promise none for those before the first one who has orders, or after the last
   * @param asOfDay later orders do not count
   * @param idOf the id of a customer, for errors
   * @return null if the orders are not as promised
   */
  static @Nullable Summaries of(
      OrderRows rows,
      int customers,
      int asOfDay,
      CustomerBase.Options options,
      IntFunction<String> idOf) {
    OrderPayload payload = OrderPayload.amountIfItFits(rows);
    OrderSort sort = new OrderSort(rows, payload, customers, asOfDay, options.threads());
    Range counted = sort.count();
    if (counted == null) {
      return null;
    }
    PeriodOfDay periods = PeriodOfDay.of(rows, options.purchasePeriod());
    int first = counted.size() == 0 ? 0 : (int) counted.least();
    CustomerColumns out =
        new CustomerColumns(counted.size(), rows.hasAmounts(), options.interpurchaseTimes());
    long[] words =
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
              return (firstCustomer, group, from, to) -> {
                if (!fold.addGroup(firstCustomer, group, from, to)) {
                  fold.addGroup(firstCustomer, days.words(group, from, to), 0, to - from);
                }
                fold.putInColumns(out, firstCustomer - first);
              };
            });
    return words == null ? null : new Summaries(first, out, sort.zeroAmounts());
  }
}
