package org.clv4j.segments.health;

import java.util.Arrays;

/** What each of some customers is worth, as it is found; belongs to one thread. */
final class CustomerFigures {
  private final long[] values;
  private int valued;

  /** Those of active customers from the front, of others from the back. */
  private final long[] baskets;

  private int ofActives;
  private int ofOthers;

  /** With room for so many customers. */
  CustomerFigures(int customers) {
    values = new long[customers];
    baskets = new long[customers];
  }

  /** Takes the lifetime value of a customer of the population, in minor units. */
  void addValue(long minor) {
    values[valued++] = minor;
  }

  /** Takes the key of the average order value of a customer, in minor units. */
  void addBasket(boolean isActive, long key) {
    if (isActive) {
      baskets[ofActives++] = key;
    } else {
      baskets[baskets.length - ++ofOthers] = key;
    }
  }

  /** How many baskets of active customers there are. */
  int activeBaskets() {
    return ofActives;
  }

  /** The values of the customers of all parts. */
  static long[] values(CustomerFigures[] parts) {
    long[] all = new long[Arrays.stream(parts).mapToInt(part -> part.valued).sum()];
    int end = 0;
    for (CustomerFigures part : parts) {
      System.arraycopy(part.values, 0, all, end, part.valued);
      end += part.valued;
    }
    return all;
  }

  /** The baskets of all parts, those of active customers first. */
  static long[] baskets(CustomerFigures[] parts) {
    int actives = Arrays.stream(parts).mapToInt(CustomerFigures::activeBaskets).sum();
    int others = Arrays.stream(parts).mapToInt(part -> part.ofOthers).sum();
    long[] all = new long[actives + others];
    int end = 0;
    int endOfOthers = actives;
    for (CustomerFigures part : parts) {
      System.arraycopy(part.baskets, 0, all, end, part.ofActives);
      end += part.ofActives;
      int first = part.baskets.length - part.ofOthers;
      System.arraycopy(part.baskets, first, all, endOfOthers, part.ofOthers);
      endOfOthers += part.ofOthers;
    }
    return all;
  }
}
