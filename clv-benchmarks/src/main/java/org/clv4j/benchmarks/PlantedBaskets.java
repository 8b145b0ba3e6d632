package org.clv4j.benchmarks;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.segments.affinity.AffinityRule;
import org.clv4j.segments.affinity.Baskets;
import org.clv4j.segments.metric.Scope;

/**
 * Baskets as shops have them: a few products are bought very often, and baskets hold one to twelve
 * products, five on average, by chance; but who buys one of a planted pair takes the other too, one
 * time in five.
 *
 * <p>The number of products does not depend on which they are, so that no other pair is bought
 * together more often than by chance.
 */
final class PlantedBaskets {
  static final int PRODUCTS = 10_000;

  /** Pairs of products 2i and 2i + 1 from here on, where products are neither rare nor usual. */
  private static final int FIRST = 200;

  static final int PAIRS = 100;

  private static final List<String> NAMES =
      IntStream.range(0, PRODUCTS).mapToObj(i -> String.format(Locale.ROOT, "%05d", i)).toList();

  private static final double EXPONENT = 0.9;
  private static final double FOLLOWS = 0.2;
  private static final double EACH = 4.0 / 11;
  private static final int MORE = 11;

  final int baskets;
  private int[] order;
  private int[] product;
  private int rows;

  PlantedBaskets(int baskets, long seed) {
    this.baskets = baskets;
    this.order = new int[8 * baskets];
    this.product = new int[8 * baskets];
    double[] cumulated = popularity();
    Draws draws = new Draws(seed);
    for (int basket = 0; basket < baskets; basket++) {
      int items = 1;
      for (int i = 0; i < MORE; i++) {
        items += draws.happens(EACH) ? 1 : 0;
      }
      for (int i = 0; i < items; i++) {
        int found = Arrays.binarySearch(cumulated, draws.uniform());
        int drawn = Math.min(PRODUCTS - 1, found < 0 ? -found - 1 : found);
        add(basket, drawn);
        if (isPlanted(drawn) && draws.happens(FOLLOWS)) {
          add(basket, drawn ^ 1);
        }
      }
    }
    order = Arrays.copyOf(order, rows);
    product = Arrays.copyOf(product, rows);
  }

  private static double[] popularity() {
    double[] cumulated = new double[PRODUCTS];
    double sum = 0;
    for (int i = 0; i < PRODUCTS; i++) {
      sum += StrictMath.pow(i + 5.0, -EXPONENT);
      cumulated[i] = sum;
    }
    for (int i = 0; i < PRODUCTS; i++) {
      cumulated[i] /= sum;
    }
    return cumulated;
  }

  private void add(int basket, int item) {
    if (rows == order.length) {
      order = Arrays.copyOf(order, 2 * rows);
      product = Arrays.copyOf(product, 2 * rows);
    }
    order[rows] = basket;
    product[rows++] = item;
  }

  int rows() {
    return rows;
  }

  private static boolean isPlanted(int product) {
    return product >= FIRST && product < FIRST + 2 * PAIRS;
  }

  static boolean isPlanted(AffinityRule rule) {
    int a = Integer.parseInt(rule.antecedent());
    int b = Integer.parseInt(rule.consequent());
    return isPlanted(a) && (a ^ 1) == b;
  }

  Baskets baskets() {
    Scope scope =
        new Scope(
            LocalDate.of(2025, 12, 31), "generated", ZoneOffset.UTC, OrderPolicy.AS_STATED, null);
    return Baskets.of(scope, order, product, NAMES);
  }
}
