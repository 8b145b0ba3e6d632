package org.clv4j.segments.affinity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clv4j.segments.internal.RowOrder;

/**
 * Counts pairs product by product and keeps those whose p-value may be small enough after all tests
 * are allowed for.
 */
final class PairSearch {
  /** What the rounding of E may come to. */
  private static final double ROUNDING = 1e-12;

  private final Baskets baskets;
  private final AffinityOptions options;

  /** Baskets that hold a product. */
  private final int[] size;

  /** Those of the baskets; ~ marks the last one of a basket. */
  private final int[] items;

  /** Where among the items each product stands that is not the last one of its basket. */
  private final int[] start;

  private final int[] place;
  private final SizeClasses classes;

  /** Products that are tested. */
  private final int products;

  /** Pairs of them. */
  private final long pairs;

  /** The largest p-value that a rule may have. */
  private final double largest;

  private int found;
  private int[] first = new int[64];
  private int[] second = new int[64];
  private int[] both = new int[64];
  private double[] pValue = new double[64];

  PairSearch(Baskets baskets, AffinityOptions options) {
    this.baskets = baskets;
    this.options = options;
    int named = baskets.products().size();
    this.items = baskets.items().clone();
    for (int basket = 0; basket < baskets.size(); basket++) {
      int last = baskets.start()[basket + 1] - 1;
      items[last] = ~items[last];
    }
    this.size = new int[named];
    this.start = new int[named + 1];
    for (int item : items) {
      size[product(item)]++;
      start[product(item) + 1] += item >= 0 ? 1 : 0;
    }
    for (int product = 0; product < named; product++) {
      start[product + 1] += start[product];
    }
    this.place = new int[start[named]];
    int[] end = start.clone();
    for (int i = 0; i < items.length; i++) {
      if (items[i] >= 0) {
        place[end[items[i]]++] = i;
      }
    }
    this.classes = new SizeClasses(baskets, size, options.minimumCount());
    this.products =
        (int) Arrays.stream(size).filter(count -> count >= options.minimumCount()).count();
    this.pairs = (long) products * (products - 1) / 2;
    this.largest =
        options
            .correction()
            .largest(options.level(), pairs, mostOf(baskets) / options.minimumCount());
  }

  /** How often two products are in one basket, whichever they are. */
  private static long mostOf(Baskets baskets) {
    long pairs = 0;
    for (int basket = 0; basket < baskets.size(); basket++) {
      long held = (long) baskets.start()[basket + 1] - baskets.start()[basket];
      pairs += held * (held - 1) / 2;
    }
    return pairs;
  }

  private static int product(int item) {
    return item < 0 ? ~item : item;
  }

  Affinity run() {
    int[] together = new int[size.length];
    int[] others = new int[size.length];
    for (int product = 0; product < size.length; product++) {
      if (size[product] >= options.minimumCount()) {
        test(product, together, others, count(product, together, others));
      }
    }
    return new Affinity(baskets.scope(), options, baskets.size(), products, pairs, rules());
  }

  /**
   * Counts the products of greater number in the baskets of one.
   *
   * @param together by product, all 0
   * @param others where the products that were found go
   * @return how many were found
   */
  private int count(int product, int[] together, int[] others) {
    int seen = 0;
    for (int i = start[product]; i < start[product + 1]; i++) {
      int at = place[i];
      int item;
      do {
        item = items[++at];
        int other = product(item);
        if (together[other]++ == 0) {
          others[seen++] = other;
        }
      } while (item >= 0);
    }
    return seen;
  }

  private void test(int product, int[] together, int[] others, int seen) {
    for (int i = 0; i < seen; i++) {
      int other = others[i];
      int count = together[other];
      together[other] = 0;
      if (count < options.minimumCount()) {
        continue;
      }
      double expected = classes.expected(product, other);
      if (count > expected * (1 + ROUNDING)
          && classes.mayReach(count, expected, product, other, largest)) {
        double p = classes.pValue(count, product, other);
        if (p <= largest) {
          keep(product, other, count, p);
        }
      }
    }
  }

  private void keep(int product, int other, int count, double p) {
    if (found == first.length) {
      first = Arrays.copyOf(first, 2 * found);
      second = Arrays.copyOf(second, 2 * found);
      both = Arrays.copyOf(both, 2 * found);
      pValue = Arrays.copyOf(pValue, 2 * found);
    }
    first[found] = product;
    second[found] = other;
    both[found] = count;
    pValue[found++] = p;
  }

  private List<AffinityRule> rules() {
    int[] order = RowOrder.natural(found);
    RowOrder.sort(order, 0, found, this::compare, new int[found]);
    double[] ascending = Arrays.stream(order).mapToDouble(pair -> pValue[pair]).toArray();
    double[] adjusted = options.correction().adjusted(ascending, pairs);
    List<AffinityRule> rules = new ArrayList<>();
    for (int i = 0; i < found && adjusted[i] <= options.level(); i++) {
      int pair = order[i];
      int surer = surer(pair);
      int other = other(pair);
      rules.add(rule(surer, other, pair, adjusted[i]));
      rules.add(rule(other, surer, pair, adjusted[i]));
    }
    return rules;
  }

  private int compare(int a, int b) {
    int byP = Double.compare(pValue[a], pValue[b]);
    int byLift = byP == 0 ? Double.compare(lift(b), lift(a)) : byP;
    int bySurer = byLift == 0 ? name(surer(a)).compareTo(name(surer(b))) : byLift;
    return bySurer == 0 ? name(other(a)).compareTo(name(other(b))) : bySurer;
  }

  private double lift(int pair) {
    return both[pair] / ((double) size[first[pair]] * size[second[pair]]);
  }

  /** The product that fewer baskets hold, so that the rule that begins with it is surer. */
  private int surer(int pair) {
    int a = first[pair];
    int b = second[pair];
    int bySize = Integer.compare(size[a], size[b]);
    return bySize < 0 || (bySize == 0 && name(a).compareTo(name(b)) < 0) ? a : b;
  }

  private int other(int pair) {
    return first[pair] + second[pair] - surer(pair);
  }

  private String name(int product) {
    return baskets.products().get(product);
  }

  private AffinityRule rule(int antecedent, int consequent, int pair, double adjusted) {
    return new AffinityRule(
        name(antecedent),
        name(consequent),
        baskets.size(),
        size[antecedent],
        size[consequent],
        both[pair],
        classes.expected(antecedent, consequent),
        pValue[pair],
        adjusted);
  }
}
