package org.clv4j.benchmarks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.OrderArrays;

/** Orders in arrays and the base that was made of them last. */
final class ArrayInput {
  static final ArrayInput NONE =
      new ArrayInput(OrderData.of(new OrderSource(1), Layout.TIME_ORDER), id -> id);

  private final OrderArrays orders;
  private final Map<Long, Long> customerOfId = new HashMap<>();
  private CustomerBase last;

  ArrayInput(OrderData data, LongUnaryOperator idOfCustomer) {
    long[] ids = Arrays.stream(data.customer).map(idOfCustomer).toArray();
    for (int row = 0; row < ids.length; row++) {
      customerOfId.put(ids[row], data.customer[row]);
    }
    orders = OrderArrays.of(ids, data.day).withAmounts(data.cents, OrderData.EUR);
    last = aggregate(1);
  }

  CustomerBase aggregate(int threads) {
    last = CustomerBase.of(orders, CustomerBase.Options.DEFAULT.withThreads(threads));
    return last;
  }

  /** The checksum of the last base, as if customers had their numbers for ids. */
  long checksum() {
    return Summaries.checksum(last, id -> customerOfId.getOrDefault(Long.parseLong(id), -1L));
  }
}
