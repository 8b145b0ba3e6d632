package org.clv4j.core.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the orders of a log beside customer, day and amount, in blocks as {@link
 * OrderColumns} has them; a column is null where no order states it.
 *
 * @param discount minor units, by block and row
 * @param cost minor units, by block and row
 * @param promotion the promotions
 * @param channel the channels
 * @param deductions what is taken from values on days of their own; empty where no order states any
 */
@SuppressWarnings("ArrayRecordComponent") // shared inside the library, never compared
public record OrderDetailColumns(
    long @Nullable [][] discount,
    long @Nullable [][] cost,
    @Nullable Labels promotion,
    @Nullable Labels channel,
    DeductionColumns deductions) {

  /** Stands where an order does not have what the column holds. */
  public static final int NONE = -1;

  /**
   * A column of labels.
   *
   * @param names each label that an order has, once, sorted as customer ids are
   * @param code index into the names or {@link #NONE}, by block and row
   */
  @SuppressWarnings("ArrayRecordComponent") // shared inside the library, never compared
  public record Labels(List<String> names, int[][] code) {}

  /** Whether no order states any. */
  public boolean isEmpty() {
    return discount == null
        && cost == null
        && promotion == null
        && channel == null
        && deductions.size() == 0;
  }
}
