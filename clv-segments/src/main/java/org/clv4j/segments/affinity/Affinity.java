package org.clv4j.segments.affinity;

import java.util.List;
import java.util.Objects;
import org.clv4j.segments.metric.Scope;

/**
 * Which products are bought together more often than by chance.
 *
 * <p>Tested are all pairs of products that at least {@link AffinityOptions#minimumCount()} baskets
 * hold each. Large baskets hold more of everything, so that chance is reckoned among baskets of
 * about the same number of products: of class s with N<sub>s</sub> baskets, A<sub>s</sub> of them
 * with the one product and B<sub>s</sub> with the other,
 *
 * <pre>
 * E = sum A_s B_s / N_s,   p = P(sum X_s &gt;= n),   X_s hypergeometric(N_s, A_s, B_s)
 * </pre>
 *
 * <p>of n baskets that hold both: the exact one-sided test of independence given the margins of
 * every class, without an approximation. Classes are 2, 3, 4 and 5, 6 and 7, 8 and 9, 10 to 12
 * products and so on (k to k + sqrt(k) - 1). Baskets of one product tell nothing. A basket of k
 * products leaves k - 1 places beside one of them, so that products that have nothing to do with
 * each other stay below E; the test is cautious, most so in baskets of two and three.
 *
 * <p>A pair is a rule if at least the minimum count of baskets hold both, more than E, and the
 * p-value is at most the level after correction for all pairs tested, also for those that hardly
 * any basket holds: which pairs are tested must not depend on how they come out. A rule goes both
 * ways, each with a confidence of its own.
 *
 * <p>The test takes baskets of a size as alike and independent. Where the same customers buy the
 * same again and again it finds rules of a few of them: put their orders together with {@link
 * Baskets#within}. Where products are sold in one season or one shop alone it finds that they are:
 * test the seasons and shops by themselves.
 *
 * <p>No table of pairs is kept: product by product, the baskets that hold it are walked over and
 * what else they hold is counted. It takes 8 bytes per basket and product besides the baskets, 4
 * per product and class, some per product, and 24 per pair with a p-value that a rule may have.
 *
 * @param scope what the baskets are
 * @param options which pairs are rules
 * @param baskets how many there are
 * @param products how many products were tested
 * @param pairs how many pairs were tested
 * @param rules both ways of each pair, the surer first; the smallest p-value first, then the
 *     greatest lift, then by name
 * @see "Fisher (1935), The logic of inductive inference, Journal of the Royal Statistical Society
 *     98; Mantel &amp; Haenszel (1959), Statistical aspects of the analysis of data from
 *     retrospective studies of disease, Journal of the National Cancer Institute 22, and Birch
 *     (1964), The detection of partial association, Journal of the Royal Statistical Society B 26,
 *     of several tables; Holm (1979), A simple sequentially rejective multiple test procedure,
 *     Scandinavian Journal of Statistics 6; Benjamini &amp; Hochberg (1995), Controlling the false
 *     discovery rate, Journal of the Royal Statistical Society B 57"
 */
public record Affinity(
    Scope scope,
    AffinityOptions options,
    int baskets,
    int products,
    long pairs,
    List<AffinityRule> rules) {

  /** Takes a copy of the rules. */
  public Affinity {
    Objects.requireNonNull(scope, "scope must not be null");
    Objects.requireNonNull(options, "options must not be null");
    rules = List.copyOf(rules);
  }

  /**
   * Finds rules under the usual options.
   *
   * @param baskets what was bought together
   * @return the rules
   */
  public static Affinity of(Baskets baskets) {
    return of(baskets, AffinityOptions.DEFAULT);
  }

  /**
   * Finds rules.
   *
   * @param baskets what was bought together
   * @param options which pairs are rules
   * @return the rules
   */
  public static Affinity of(Baskets baskets, AffinityOptions options) {
    return new PairSearch(baskets, options).run();
  }

  /**
   * What goes with a product.
   *
   * @param antecedent the product
   * @return the rules that begin with it, in their order
   */
  public List<AffinityRule> rulesOf(String antecedent) {
    return rules.stream().filter(rule -> rule.antecedent().equals(antecedent)).toList();
  }

  /** For example {@code 12 rules; 44850 pairs of 300 products tested in 1204 baskets, holm}. */
  @Override
  public String toString() {
    return rules.size()
        + " rules; "
        + pairs
        + " pairs of "
        + products
        + " products tested in "
        + baskets
        + " baskets, "
        + options.correction();
  }
}
