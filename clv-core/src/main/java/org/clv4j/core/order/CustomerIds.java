package org.clv4j.core.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.clv4j.core.internal.IdOrder;
import org.clv4j.core.internal.IdTable;
import org.jspecify.annotations.Nullable;

/**
 * The customers of a log, numbered from 0 in one canonical order.
 *
 * <p>Ids of digits alone and negative whole numbers that fit in a long come first, by value and
 * then by length (7 before 07 before 10); all others follow by their characters. The order does not
 * depend on the order of the orders. Ids that are whole numbers in their shortest form and fit in a
 * long take 8 bytes each.
 */
public final class CustomerIds {
  private final long[] numbers;
  private final String[] texts;
  private final IdOrder order;

  CustomerIds(long[] numbers, String[] texts) {
    this.numbers = numbers;
    this.texts = texts;
    this.order = new IdOrder(numbers, texts);
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
    int at = order.at(Objects.checkIndex(index, size()));
    return at < 0 ? Long.toString(numbers[-1 - at]) : texts[at];
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
      return i < 0 ? -1 : order.placeOfNumber(i);
    }
    int i = Arrays.binarySearch(texts, id.toString(), IdOrder.OF_TEXTS);
    return i < 0 ? -1 : order.placeOfText(i);
  }

  /**
   * Some of these customers.
   *
   * @param indices the ones to keep, each above the one before
   * @return their ids, numbered from 0 in the same order
   * @throws IllegalArgumentException if the indices do not ascend
   * @throws IndexOutOfBoundsException if there is no such customer
   */
  public CustomerIds select(int[] indices) {
    long[] keptNumbers = new long[indices.length];
    int n = 0;
    List<String> keptTexts = new ArrayList<>();
    int last = -1;
    for (int index : indices) {
      if (index <= last) {
        throw new IllegalArgumentException(
            "indices must ascend, but " + index + " came after " + last);
      }
      last = index;
      int at = order.at(Objects.checkIndex(index, size()));
      if (at < 0) {
        keptNumbers[n++] = numbers[-1 - at];
      } else {
        keptTexts.add(texts[at]);
      }
    }
    return new CustomerIds(Arrays.copyOf(keptNumbers, n), keptTexts.toArray(String[]::new));
  }

  /** Adds all ids to a table; their indices there, null if they are those here. */
  int @Nullable [] addTo(IdTable table) {
    return table.addAll(numbers, texts);
  }

  /**
   * The customers of two dictionaries, each once.
   *
   * @param other another dictionary
   * @return all ids of both
   */
  public CustomerIds union(CustomerIds other) {
    return new CustomerIds(
        LongStream.concat(Arrays.stream(numbers), Arrays.stream(other.numbers))
            .sorted()
            .distinct()
            .toArray(),
        Stream.concat(Arrays.stream(texts), Arrays.stream(other.texts))
            .sorted(IdOrder.OF_TEXTS)
            .distinct()
            .toArray(String[]::new));
  }

  /**
   * Where each of these customers stands in another dictionary.
   *
   * @param other another dictionary
   * @return by index here, the index there or -1
   */
  public int[] indicesIn(CustomerIds other) {
    int[] there = new int[size()];
    int n = 0;
    for (int i = 0; i < numbers.length; i++) {
      while (n < other.numbers.length && other.numbers[n] < numbers[i]) {
        n++;
      }
      boolean found = n < other.numbers.length && other.numbers[n] == numbers[i];
      there[order.placeOfNumber(i)] = found ? other.order.placeOfNumber(n) : -1;
    }
    int t = 0;
    for (int i = 0; i < texts.length; i++) {
      int comparison = 1;
      while (t < other.texts.length
          && (comparison = IdOrder.OF_TEXTS.compare(other.texts[t], texts[i])) < 0) {
        t++;
      }
      there[order.placeOfText(i)] = comparison == 0 ? other.order.placeOfText(t) : -1;
    }
    return there;
  }
}
