package org.clv4j.core.internal;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whole columns of orders whose customers are coded, as by a dictionary, for the readers of this
 * library: no text is made for a row, only one for each customer.
 *
 * @param codes by row; two are equal exactly where the ids are
 * @param idOfCode the id of a code, not blank; asked once for each different code or more often
 * @param days epoch days by row
 * @param amounts minor units by row; null in a log without amounts
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record CodedOrders(
    long[] codes, LongFunction<String> idOfCode, int[] days, long @Nullable [] amounts) {
  private static volatile @Nullable BiConsumer<Object, CodedOrders> key;

  /** Handed over once by the class of the builders. */
  public static void lend(BiConsumer<Object, CodedOrders> newKey) {
    key = newKey;
  }

  /**
   * Adds the orders to a log that is being built; all of them or, if a row breaks a rule, none.
   *
   * @param builder a builder of order logs
   * @throws IllegalArgumentException if a day or an amount breaks a rule of the builder
   */
  public void addTo(Object builder) {
    Objects.requireNonNull(key, "the builder lends its key when its class is made")
        .accept(builder, this);
  }
}
