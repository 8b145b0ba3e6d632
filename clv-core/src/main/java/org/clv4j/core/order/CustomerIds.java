package org.clv4j.core.order;

import java.util.Arrays;
import org.clv4j.core.internal.IdTable;

/**
 * The customers of a log, numbered from 0 in one canonical order.
 *
 * <p>Ids that are whole numbers of at most 18 digits in their shortest form come first, by value (7
 * before 10); all others follow by their characters. The order does not depend on the order of the
 * orders. Number ids take 8 bytes each.
 */
public final class CustomerIds {
  private final long[] numbers;
  private final String[] texts;

  CustomerIds(long[] numbers, String[] texts) {
    this.numbers = numbers;
    this.texts = texts;
  }

  /**
   * The number of customers.
   *
   * @return 0 or more
   */
  public int size() {
    return numbers.length + texts.length;
  }

  /**
   * The id of a customer.
   *
   * @param index from 0 to {@link #size()} - 1
   * @return the id
   * @throws IndexOutOfBoundsException if there is no such customer
   */
  public String id(int index) {
    return index < numbers.length ? Long.toString(numbers[index]) : texts[index - numbers.length];
  }

  /**
   * The customer with an id.
   *
   * @param id an id, {@code "42"} for the number 42
   * @return its index, or -1 if the log does not have it
   */
  public int indexOf(CharSequence id) {
    if (IdTable.isWholeNumber(id)) {
      int i = Arrays.binarySearch(numbers, Long.parseLong(id, 0, id.length(), 10));
      return Math.max(i, -1);
    }
    int i = Arrays.binarySearch(texts, id.toString());
    return i < 0 ? -1 : numbers.length + i;
  }
}
