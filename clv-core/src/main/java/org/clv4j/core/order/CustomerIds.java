package org.clv4j.core.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntBinaryOperator;
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
   * Numbers customers whose ids are in the canonical order already.
   *
   * @param numbers ids that are whole numbers, ascending
   * @param texts all other ids, in the canonical order
   * @return the customers; the arrays are copied
   * @throws IllegalArgumentException if ids are not in order, or a text is a whole number in its
   *     shortest form that fits in a long
   */
  public static CustomerIds of(long[] numbers, String[] texts) {
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i - 1] >= numbers[i]) {
        throw new IllegalArgumentException(
            "numbers must ascend, but " + numbers[i] + " came after " + numbers[i - 1]);
      }
    }
    for (int i = 0; i < texts.length; i++) {
      if (IdTable.isWholeNumber(texts[i])) {
        throw new IllegalArgumentException(
            "ids that are whole numbers must be given as such, but \""
                + texts[i]
                + "\" was a text");
      }
      if (i > 0 && IdOrder.OF_TEXTS.compare(texts[i - 1], texts[i]) >= 0) {
        throw new IllegalArgumentException(
            "texts must ascend, but \"" + texts[i] + "\" came after \"" + texts[i - 1] + "\"");
      }
    }
    return new CustomerIds(numbers.clone(), texts.clone());
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
    int[] numbersHere = other.numberRanks(this);
    int[] textsHere = other.textRanks(this);
    long[] allNumbers = new long[numbers.length + missing(numbersHere)];
    insert(numbers, numbers.length, other.numbers, numbersHere, allNumbers);
    String[] allTexts = new String[texts.length + missing(textsHere)];
    insert(texts, texts.length, other.texts, textsHere, allTexts);
    return new CustomerIds(allNumbers, allTexts);
  }

  private static int missing(int[] ranks) {
    int missing = 0;
    for (int rank : ranks) {
      missing += rank < 0 ? 1 : 0;
    }
    return missing;
  }

  /** Copies an array of ids, in runs, and between them those of another that are not in it. */
  @SuppressWarnings("SuspiciousSystemArraycopy") // arrays of longs or of strings, all three alike
  private static void insert(Object ids, int size, Object more, int[] ranks, Object all) {
    int from = 0;
    int inserted = 0;
    for (int i = 0; i < ranks.length; i++) {
      if (ranks[i] < 0) {
        int to = -1 - ranks[i];
        System.arraycopy(ids, from, all, from + inserted, to - from);
        System.arraycopy(more, i, all, to + inserted, 1);
        from = to;
        inserted++;
      }
    }
    System.arraycopy(ids, from, all, from + inserted, size - from);
  }

  /**
   * Where each of these customers stands in another dictionary.
   *
   * @param other another dictionary
   * @return by index here, the index there or -1
   */
  public int[] indicesIn(CustomerIds other) {
    int[] there = new int[size()];
    int[] ranks = numberRanks(other);
    for (int i = 0; i < ranks.length; i++) {
      there[order.placeOfNumber(i)] = ranks[i] < 0 ? -1 : other.order.placeOfNumber(ranks[i]);
    }
    ranks = textRanks(other);
    for (int i = 0; i < ranks.length; i++) {
      there[order.placeOfText(i)] = ranks[i] < 0 ? -1 : other.order.placeOfText(ranks[i]);
    }
    return there;
  }

  private int[] numberRanks(CustomerIds other) {
    return ranks(
        numbers.length,
        other.numbers.length,
        (i, there) -> Long.compare(numbers[i], other.numbers[there]));
  }

  private int[] textRanks(CustomerIds other) {
    return ranks(
        texts.length,
        other.texts.length,
        (i, there) -> IdOrder.OF_TEXTS.compare(texts[i], other.texts[there]));
  }

  /**
   * The rank of each id among others, or -1 - the rank of the first one above it.
   *
   * <p>From the last place on by steps that double, then by halves: few ids among many cost the
   * logarithm of their distance, many among many a step each.
   */
  private static int[] ranks(int ids, int others, IntBinaryOperator compare) {
    int[] ranks = new int[ids];
    int low = 0;
    for (int i = 0; i < ids; i++) {
      int step = 1;
      while (step <= others - low && compare.applyAsInt(i, low + step - 1) > 0) {
        low += step;
        step <<= 1;
      }
      int high = Math.min(others, low + step - 1);
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (compare.applyAsInt(i, middle) > 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      ranks[i] = low < others && compare.applyAsInt(i, low) == 0 ? low : -1 - low;
    }
    return ranks;
  }
}
