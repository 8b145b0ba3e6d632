package org.clv4j.segments.affinity;

import java.util.Arrays;
import org.clv4j.segments.internal.StratifiedTail;

/**
 * Baskets by how many products they hold, and how many of each class hold a product: what a pair is
 * held against. Baskets of one product are in no class, as they can hold no pair.
 *
 * <p>A class has the sizes from k to k + sqrt(k) - 1: 2, 3, 4 and 5, 6 and 7, 8 and 9, 10 to 12,
 * and so on, so that few baskets stand alone. How far sizes lie apart in one brings less than 1 /
 * (4 k) of the pairs that are expected; that a product leaves only k - 1 places beside it takes 1 /
 * k.
 */
final class SizeClasses {
  /** By class, of those with baskets. */
  private final int[] baskets;

  /** By product where its counts begin, -1 if it is not tested. */
  private final int[] place;

  /** By product and class. */
  private final int[] holding;

  /**
   * Counts.
   *
   * @param size by product, how many baskets hold it
   * @param minimumCount of those that are tested
   */
  SizeClasses(Baskets of, int[] size, int minimumCount) {
    int[] start = of.start();
    int largest = 1;
    for (int basket = 0; basket < of.size(); basket++) {
      largest = Math.max(largest, start[basket + 1] - start[basket]);
    }
    int[] bySize = new int[largest + 1];
    for (int basket = 0; basket < of.size(); basket++) {
      bySize[start[basket + 1] - start[basket]]++;
    }
    int[] classOf = new int[largest + 1];
    this.baskets = classes(bySize, classOf);
    this.place = new int[size.length];
    int tested = 0;
    for (int product = 0; product < size.length; product++) {
      place[product] = size[product] >= minimumCount ? baskets.length * tested++ : -1;
    }
    this.holding = new int[Math.multiplyExact(baskets.length, tested)];
    for (int basket = 0; basket < of.size(); basket++) {
      int its = classOf[start[basket + 1] - start[basket]];
      for (int i = start[basket]; its >= 0 && i < start[basket + 1]; i++) {
        int at = place[of.items()[i]];
        if (at >= 0) {
          holding[at + its]++;
        }
      }
    }
  }

  /** Numbers the classes in {@code classOf} and returns how many baskets each has. */
  private static int[] classes(int[] bySize, int[] classOf) {
    Arrays.fill(classOf, -1);
    int[] baskets = new int[bySize.length];
    int classes = 0;
    int next;
    for (int from = 2; from < bySize.length; from = next) {
      next = Math.min(bySize.length, from + (int) Math.sqrt(from));
      int of = Arrays.stream(bySize, from, next).sum();
      if (of > 0) {
        Arrays.fill(classOf, from, next, classes);
        baskets[classes++] = of;
      }
    }
    return Arrays.copyOf(baskets, classes);
  }

  /** How many baskets would hold both if those of a class did so by chance. */
  double expected(int a, int b) {
    double sum = 0;
    for (int c = 0; c < baskets.length; c++) {
      sum += (double) holding[place[a] + c] * holding[place[b] + c] / baskets[c];
    }
    return sum;
  }

  /**
   * Whether so many baskets that hold both may have a p-value of up to a level: false where the
   * square of their excess, in standard deviations, is below half of ln(1 / level). The whole of it
   * would still be on the safe side: where a tail ends soonest, all of many baskets that hold a
   * product with near certainty, P(X &gt;= E + z s) is exp(-z<sup>2</sup>).
   */
  boolean mayReach(int count, double expected, int a, int b, double level) {
    double variance = 0;
    for (int c = 0; c < baskets.length; c++) {
      double all = baskets[c];
      double first = holding[place[a] + c];
      double second = holding[place[b] + c];
      // A single basket is sure, and has a numerator of 0.
      variance +=
          first * second / all * ((all - first) * (all - second) / (all * Math.max(1, all - 1)));
    }
    double excess = count - expected;
    return excess * excess >= 0.5 * -Math.log(level) * variance;
  }

  /** P(X &gt;= count) if in each class the baskets with b were any of them. */
  double pValue(int count, int a, int b) {
    return StratifiedTail.of(count, ofProduct(a), ofProduct(b), baskets);
  }

  private int[] ofProduct(int product) {
    return Arrays.copyOfRange(holding, place[product], place[product] + baskets.length);
  }
}
