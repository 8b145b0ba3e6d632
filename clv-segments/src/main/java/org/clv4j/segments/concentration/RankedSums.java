package org.clv4j.segments.concentration;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.CompensatedSum;

/** The sums of the largest 0, 1, 2 … of some values. */
final class RankedSums {
  /** How many values are below 0, before they were made 0. */
  final int negative;

  /** How many are above 0: from there on the sums do not rise. */
  final int positive;

  /** The sum of (2k - n - 1) x_k, from terms of which none is negative. */
  final double differences;

  private final double[] largest;

  /**
   * Ranks values.
   *
   * @param x finite; sorted, and perhaps clamped, in place
   */
  RankedSums(double[] x, NegativeValues negatives) {
    Arrays.sort(x);
    int n = x.length;
    negative = (int) Arrays.stream(x).takeWhile(value -> value < 0).count();
    if (negatives == NegativeValues.CLAMP) {
      Arrays.fill(x, 0, negative, 0);
    }
    CompensatedSum unlike = new CompensatedSum();
    for (int k = 0; k < n / 2; k++) {
      unlike.add((n - 1.0 - 2 * k) * (x[n - 1 - k] - x[k]));
    }
    differences = unlike.value();
    largest = new double[n + 1];
    CompensatedSum sum = new CompensatedSum();
    int above = 0;
    for (int k = 1; k <= n; k++) {
      above += x[n - k] > 0 ? 1 : 0;
      sum.add(x[n - k]);
      largest[k] = sum.value();
    }
    positive = above;
  }

  int size() {
    return largest.length - 1;
  }

  double ofLargest(int k) {
    return largest[k];
  }

  double total() {
    return largest[size()];
  }

  /** Of a total above 0; numbers are the decimals that they are written as. */
  int needed(double share) {
    BigDecimal least = BigDecimal.valueOf(total()).multiply(BigDecimal.valueOf(share));
    int low = 0;
    int high = positive;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (BigDecimal.valueOf(largest[middle]).compareTo(least) >= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  List<CurvePoint> smallestFirst(int steps) {
    double total = total();
    return points(places(steps), k -> (total - largest[size() - k]) / total);
  }

  List<CurvePoint> largestFirst(int steps) {
    SortedSet<Integer> places = places(steps);
    if (largest[positive] > total()) {
      places.add(positive);
    }
    return points(places, k -> largest[k] / total());
  }

  private SortedSet<Integer> places(int steps) {
    int most = Math.min(Check.inRange(steps, 1, Integer.MAX_VALUE, "steps"), size());
    SortedSet<Integer> places = new TreeSet<>();
    IntStream.rangeClosed(0, most).forEach(i -> places.add((int) ((long) i * size() / most)));
    return places;
  }

  private List<CurvePoint> points(SortedSet<Integer> places, IntToDoubleFunction share) {
    return places.stream()
        .map(
            k ->
                new CurvePoint(
                    k, (double) k / size(), Check.result(share.applyAsDouble(k), "share")))
        .toList();
  }
}
