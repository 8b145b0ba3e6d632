package org.clv4j.core.order;

import java.util.List;

/**
 * How many orders something holds of, and some of them.
 *
 * @param orders how many, 0 or more
 * @param ids the ids of the first {@value #NAMED} by id
 */
public record OrderExamples(long orders, List<String> ids) {
  /** How many orders are named at most. */
  public static final int NAMED = 5;

  /** No order. */
  public static final OrderExamples NONE = new OrderExamples(0, List.of());

  /** Takes a copy of the ids. */
  public OrderExamples {
    ids = List.copyOf(ids);
  }

  /** For example {@code 2 (1001, 1007)}. */
  @Override
  public String toString() {
    return orders == 0
        ? "0"
        : orders + " (" + String.join(", ", ids) + (orders > ids.size() ? ", …" : "") + ")";
  }
}
