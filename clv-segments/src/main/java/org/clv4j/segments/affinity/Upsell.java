package org.clv4j.segments.affinity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;

/**
 * Which somewhat dearer products customers went on to by themselves.
 *
 * <p>Candidates for a product are those whose price lies in the band above its price. They are
 * ranked by uptake, then by rating, then by how near the target their price is, then by name; what
 * is not known comes last. Only prices are looked at: whether the one can stand for the other is
 * the shop's to say. The uptake is observational: it is of customers who were offered nothing.
 *
 * <p>{@code uptake} counts whatever came up to the as-of day, so that it is lower for products that
 * are new. {@code uptake_within_90_days} is that of customers who were observed so long after they
 * first bought the product, and so the same on any as-of day but for more customers.
 */
public final class Upsell {
  private static final int ALL_DAYS = Integer.MAX_VALUE;

  private final Baskets baskets;
  private final int days;
  private final PriceBand band;
  private final Map<String, Product> catalogue = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final TreeMap<BigDecimal, List<Product>> byPrice = new TreeMap<>();
  private final BasketRows basketsOf;
  private final Comparator<UpsellCandidate> order;

  private Upsell(Baskets baskets, Collection<Product> products, PriceBand band, int days) {
    if (baskets.areMerged()) {
      throw new IllegalArgumentException(
          "baskets must be single orders, as a later one is looked for, but were "
              + baskets.scope().window());
    }
    this.baskets = baskets;
    this.days = days;
    this.band = Objects.requireNonNull(band, "band must not be null");
    for (Product product : products) {
      if (catalogue.put(product.name(), product) != null) {
        throw new IllegalArgumentException(
            "product \"" + product.name() + "\" must have one price, but came twice");
      }
      byPrice.computeIfAbsent(product.price(), none -> new ArrayList<>()).add(product);
    }
    List<String> names = baskets.products();
    for (int i = 0; i < names.size(); i++) {
      numbers.put(names.get(i), i);
    }
    this.basketsOf = new BasketRows(baskets.start(), baskets.items()).turned(names.size());
    this.order =
        Comparator.<UpsellCandidate>comparingDouble(c -> -c.uptake().value().orElse(-1))
            .thenComparingDouble(c -> -c.candidate().rating().orElse(-Double.MAX_VALUE))
            .thenComparingDouble(c -> Math.abs(c.premium() - band.target()))
            .thenComparing(c -> c.candidate().name());
  }

  /**
   * Prepares to look for candidates that customers went on to at any later day.
   *
   * @param baskets who bought what when, order by order
   * @param catalogue what products cost, each once; those that nobody bought may be candidates too
   * @param band how much more candidates cost
   * @return what has the candidates of any product
   * @throws IllegalArgumentException if a product comes twice or the baskets are several orders
   *     each
   */
  public static Upsell of(Baskets baskets, Collection<Product> catalogue, PriceBand band) {
    return new Upsell(baskets, catalogue, band, ALL_DAYS);
  }

  /**
   * Prepares to look for candidates that customers went on to within some days.
   *
   * @param baskets who bought what when, order by order
   * @param catalogue what products cost, each once; those that nobody bought may be candidates too
   * @param band how much more candidates cost
   * @param days H, at least 1: the candidate must come up to H days after the first purchase of the
   *     product, and only customers who first bought it at least H days before the as-of day count
   * @return what has the candidates of any product
   * @throws IllegalArgumentException if a product comes twice, the baskets are several orders each
   *     or the days are fewer than 1
   */
  public static Upsell of(
      Baskets baskets, Collection<Product> catalogue, PriceBand band, int days) {
    Check.inRange(days, 1, ALL_DAYS - 1, "days");
    return new Upsell(baskets, catalogue, band, days);
  }

  /**
   * What the uptake looked at.
   *
   * @return that of the baskets
   */
  public Scope scope() {
    return baskets.scope();
  }

  /**
   * The candidates for a product.
   *
   * @param product one of the catalogue
   * @return the best first; none if no price lies in the band
   * @throws IllegalArgumentException if the product has no price
   */
  public List<UpsellCandidate> candidates(String product) {
    Product from = catalogue.get(product);
    if (from == null) {
      throw new IllegalArgumentException(
          "product must have a price, but \"" + product + "\" has none");
    }
    List<Product> dearer =
        byPrice
            .subMap(band.least(from.price()), true, band.most(from.price()), true)
            .values()
            .stream()
            .flatMap(List::stream)
            .filter(other -> !other.name().equals(product))
            .toList();
    if (dearer.isEmpty()) {
      return List.of();
    }
    Map<String, Metric> uptakes = baskets.hasCustomers() ? uptakes(product, dearer) : Map.of();
    Metric unknown = Metric.unknown(uptake(), MetricUnit.SHARE, "the baskets name no customers");
    return dearer.stream()
        .map(to -> new UpsellCandidate(from, to, uptakes.getOrDefault(to.name(), unknown)))
        .sorted(order)
        .toList();
  }

  private String uptake() {
    return days == ALL_DAYS ? "uptake" : "uptake_within_" + days + "_days";
  }

  /** Baskets stand by customer and day. */
  private Map<String, Metric> uptakes(String product, List<Product> dearer) {
    int[] place = new int[baskets.products().size()];
    Arrays.fill(place, -1);
    for (int i = 0; i < dearer.size(); i++) {
      Integer number = numbers.get(dearer.get(i).name());
      if (number != null) {
        place[number] = i;
      }
    }
    long[] moved = new long[dearer.size()];
    long buyers = 0;
    Integer from = numbers.get(product);
    int[] customer = baskets.buyers().customer();
    int[] day = baskets.buyers().day();
    long observedFrom = baskets.scope().asOf().toEpochDay() - (days == ALL_DAYS ? 0 : days);
    int before = -1;
    for (int i = 0; from != null && i < basketsOf.size(from); i++) {
      int basket = basketsOf.items()[basketsOf.start()[from] + i];
      if (customer[basket] != before) {
        before = customer[basket];
        if (day[basket] <= observedFrom) {
          buyers++;
          addLater(basket, place, moved);
        }
      }
    }
    Map<String, Metric> uptakes = new HashMap<>();
    for (int i = 0; i < moved.length; i++) {
      uptakes.put(
          dearer.get(i).name(),
          Metric.ratio(uptake(), moved[i], buyers, MetricUnit.SHARE, nobody()));
    }
    return uptakes;
  }

  private String nobody() {
    return days == ALL_DAYS
        ? "nobody bought the product"
        : "nobody bought the product " + days + " days ago or earlier";
  }

  /** Counts each candidate once that the customer of a basket bought later, but soon enough. */
  private void addLater(int first, int[] place, long[] moved) {
    int[] customer = baskets.buyers().customer();
    int[] day = baskets.buyers().day();
    boolean[] seen = new boolean[moved.length];
    for (int b = first + 1; b < baskets.size() && customer[b] == customer[first]; b++) {
      boolean counts = day[b] > day[first] && day[b] - day[first] <= days;
      for (int i = baskets.start()[b]; counts && i < baskets.start()[b + 1]; i++) {
        int at = place[baskets.items()[i]];
        if (at >= 0 && !seen[at]) {
          seen[at] = true;
          moved[at]++;
        }
      }
    }
  }
}
