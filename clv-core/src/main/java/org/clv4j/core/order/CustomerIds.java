package org.clv4j.core.order;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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

  /**
   * Some of these customers.
   *
   * @param indices the ones to keep, ascending
   * @return their ids, numbered from 0 in the same order
   */
  public CustomerIds select(int[] indices) {
    int split = Arrays.binarySearch(indices, numbers.length);
    int numberCount = split < 0 ? -split - 1 : split;
    long[] keptNumbers = new long[numberCount];
    Arrays.setAll(keptNumbers, i -> numbers[indices[i]]);
    String[] keptTexts = new String[indices.length - numberCount];
    Arrays.setAll(keptTexts, i -> texts[indices[numberCount + i] - numbers.length]);
    return new CustomerIds(keptNumbers, keptTexts);
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
            .sorted()
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
      there[i] = n < other.numbers.length && other.numbers[n] == numbers[i] ? n : -1;
    }
    int t = 0;
    for (int i = 0; i < texts.length; i++) {
      int order = 1;
      while (t < other.texts.length && (order = other.texts[t].compareTo(texts[i])) < 0) {
        t++;
      }
      there[numbers.length + i] = order == 0 ? other.numbers.length + t : -1;
    }
    return there;
  }
}
