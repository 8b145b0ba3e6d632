package org.clv4j.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.clv4j.all.internal.Reasons;
import org.clv4j.core.order.OrderBook;
import org.clv4j.io.CsvSource;
import org.clv4j.io.RowsCsv;
import org.clv4j.io.Table;
import org.clv4j.segments.affinity.Affinity;
import org.clv4j.segments.affinity.AffinityOptions;
import org.clv4j.segments.affinity.AffinityRule;
import org.clv4j.segments.affinity.Baskets;
import org.clv4j.segments.affinity.Correction;
import org.clv4j.segments.affinity.PriceBand;
import org.clv4j.segments.affinity.Product;
import org.clv4j.segments.affinity.Upsell;
import org.clv4j.segments.affinity.UpsellCandidate;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "affinity",
    description = {
      "Products that are bought together more often than by chance, both ways of each pair.",
      "expected is what chance brings among baskets of as many products, lift_given_size count by"
          + " expected; p_value is that of an exact test, one-sided, adjusted_p_value allows for"
          + " the number of pairs tested; both products must be in --min-count baskets."
    })
final class AffinityCommand implements Callable<Integer> {
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final TableOutput output = new TableOutput();
  private final Reasons reasons = new Reasons();

  @Option(
      names = "--within",
      paramLabel = "DAYS",
      description =
          "A basket is what a customer ordered within so many days of the first order in it;"
              + " default: one order. For --upsell, the days within which customers must go on to"
              + " the dearer product; default: any later day.")
  @Nullable Integer within;

  @Option(
      names = "--min-count",
      paramLabel = "N",
      description = "Baskets that must hold both products; default: ${DEFAULT-VALUE}.")
  int minimumCount = AffinityOptions.DEFAULT.minimumCount();

  @Option(
      names = "--correction",
      paramLabel = "bonferroni|holm|benjamini-hochberg",
      description = "How p-values allow for the number of tests; default: holm.")
  Correction correction = AffinityOptions.DEFAULT.correction();

  @Option(
      names = "--level",
      paramLabel = "P",
      description = "Largest adjusted p-value of a rule; default: ${DEFAULT-VALUE}.")
  double level = AffinityOptions.DEFAULT.level();

  @Option(
      names = "--upsell",
      description =
          "Instead of rules, dearer products that might be offered in place of each: those in the"
              + " price band, by uptake and rating.")
  boolean upsell;

  @Option(
      names = "--band",
      paramLabel = "LOW,TARGET,HIGH",
      split = ",",
      arity = "1",
      description = "How much more they cost; default: 0.05,0.1,0.15.")
  List<Double> band = List.of();

  @Option(
      names = "--products",
      paramLabel = "FILE",
      description =
          "For --upsell, a CSV of product and price, and perhaps rating and cost of a piece;"
              + " default: the list prices when each was last ordered.")
  @Nullable Path products;

  @Override
  public Integer call() throws IOException {
    AffinityOptions options = options();
    PriceBand prices = band();
    input.products = true;
    OrderInput.Loaded loaded = input.load();
    OrderBook book = Objects.requireNonNull(loaded.book(), "orders must have lines");
    Baskets orders = baskets(book, loaded, input);
    if (orders.size() == 0) {
      throw new IllegalArgumentException(
          "no order that counts names a product: name their column with --product");
    }
    if (upsell) {
      input.tell(orders.scope());
      writeCandidates(orders, catalogue(book, orders.scope()), prices);
    } else {
      Baskets baskets = within == null ? orders : orders.within(within);
      input.tell(baskets.scope());
      Affinity affinity = Affinity.of(baskets, options);
      input.tell(affinity);
      output.write(rules(affinity.rules()), input.out());
    }
    reasons.lines().forEach(input::tell);
    return 0;
  }

  /** The products of the orders that count. */
  static Baskets baskets(OrderBook book, OrderInput.Loaded loaded, OrderInput input)
      throws IOException {
    return Baskets.of(book, Scope.of(loaded.base(), "orders"), input.aliases());
  }

  private AffinityOptions options() {
    int least = upsell ? 1 : 0;
    if (within != null && within < least) {
      throw input.usage("--within must be at least " + least + ", but was " + within);
    }
    if (!upsell && (products != null || !band.isEmpty())) {
      throw input.usage("--products and --band are for --upsell");
    }
    try {
      return new AffinityOptions(minimumCount, correction, level);
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
  }

  private PriceBand band() {
    if (band.isEmpty()) {
      return PriceBand.DEFAULT;
    }
    if (band.size() != 3) {
      throw input.usage("--band must be three shares, LOW,TARGET,HIGH, but was " + band);
    }
    try {
      return new PriceBand(band.get(0), band.get(2), band.get(1));
    } catch (IllegalArgumentException e) {
      throw input.usage("--band: " + e.getMessage());
    }
  }

  private List<Product> catalogue(OrderBook book, Scope scope) throws IOException {
    if (products == null) {
      return Product.ofLastOrders(book, scope);
    }
    RowsCsv rows = RowsCsv.read(CsvSource.of(products));
    List<String> names = rows.keys("product");
    List<BigDecimal> prices = rows.decimals("price");
    List<Optional<BigDecimal>> ratings = rows.optionalDecimals("rating");
    List<Optional<BigDecimal>> costs = rows.optionalDecimals("cost");
    List<Product> catalogue = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      OptionalDouble rating =
          ratings
              .get(row)
              .map(stars -> OptionalDouble.of(stars.doubleValue()))
              .orElse(OptionalDouble.empty());
      catalogue.add(new Product(names.get(row), prices.get(row), rating, costs.get(row)));
    }
    return catalogue;
  }

  private Table rules(List<AffinityRule> rules) {
    return new Table(rules.size())
        .with("antecedent", row -> rules.get(row).antecedent())
        .with("consequent", row -> rules.get(row).consequent())
        .with("count", row -> rules.get(row).count())
        .with("support", row -> value(rules.get(row).support()))
        .with("confidence", row -> value(rules.get(row).confidence()))
        .with("lift", row -> value(rules.get(row).lift()))
        .with("p_value", row -> rules.get(row).pValue())
        .with("adjusted_p_value", row -> rules.get(row).adjustedPValue())
        .with("leverage", row -> value(rules.get(row).leverage()))
        .with("conviction", row -> value(rules.get(row).conviction()))
        .with("antecedent_count", row -> rules.get(row).antecedentCount())
        .with("consequent_count", row -> rules.get(row).consequentCount())
        .with("baskets", row -> rules.get(row).baskets())
        .with("expected", row -> rules.get(row).expected())
        .with("lift_given_size", row -> value(rules.get(row).liftGivenSize()));
  }

  private @Nullable Double value(Metric metric) {
    return reasons.valueOf(metric);
  }

  private void writeCandidates(Baskets baskets, List<Product> catalogue, PriceBand prices)
      throws IOException {
    Upsell search =
        within == null
            ? Upsell.of(baskets, catalogue, prices)
            : Upsell.of(baskets, catalogue, prices, within);
    List<UpsellCandidate> found = new ArrayList<>();
    catalogue.stream()
        .map(Product::name)
        .sorted()
        .forEach(name -> found.addAll(search.candidates(name)));
    output.write(
        new Table(found.size())
            .with("product", row -> found.get(row).product().name())
            .with("candidate", row -> found.get(row).candidate().name())
            .with("price", row -> found.get(row).product().price())
            .with("candidate_price", row -> found.get(row).candidate().price())
            .with("premium", row -> found.get(row).premium())
            .with("buyers", row -> found.get(row).uptake().denominator())
            .with("uptake", row -> value(found.get(row).uptake()))
            .with("rating", row -> rating(found.get(row).candidate()))
            .with("margin_uplift", row -> found.get(row).marginUplift().orElse(null)),
        input.out());
  }

  private static @Nullable Double rating(Product product) {
    return product.rating().isPresent() ? (Double) product.rating().getAsDouble() : null;
  }
}
