package org.clv4j.segments.rfm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The RFM scores and the segment of every customer of a base, row by row as in the base.
 *
 * <p>r is the score of the days since the last order, f that of the number of orders, each counted,
 * and m that of the spend; the highest score is the best. A row takes 3 bytes. Making the table
 * takes time in proportion to the rows, without a sort, and 8 bytes a row (12 where scores are
 * nested, none with given cut points) and half a MiB besides. Neither the order of the orders nor
 * the number of threads of the base changes a score.
 */
public final class RfmTable {
  private static final Logger LOG = LoggerFactory.getLogger(RfmTable.class);
  private static final int FEW_CUSTOMERS = 50;

  private final CustomerBase base;
  private final RfmScoring scoring;
  private final RfmRules rules;
  private final RfmScores scores;
  private final List<String> warnings;

  private RfmTable(
      CustomerBase base,
      RfmScoring scoring,
      RfmRules rules,
      RfmScores scores,
      List<String> warnings) {
    this.base = base;
    this.scoring = scoring;
    this.rules = rules;
    this.scores = scores;
    this.warnings = warnings;
  }

  /**
   * Five scores by value quantiles, named by {@link RfmRules#RFM_11}.
   *
   * @param base the customers, with amounts
   * @return the table
   * @throws IllegalStateException if the base has no amounts
   */
  public static RfmTable of(CustomerBase base) {
    return of(base, RfmScoring.quantiles(), RfmRules.RFM_11);
  }

  /**
   * Scores and segments.
   *
   * @param base the customers; may be empty, and fewer than 50 are a {@linkplain #warnings()
   *     warning}
   * @param scoring how the scores are made
   * @param rules how they are named
   * @return the table
   * @throws IllegalArgumentException if scoring and rules have not the same number of scores, or
   *     the rules look at m and the given cut points have none of the spend
   * @throws IllegalStateException if the rules look at m and the base has no amounts
   */
  public static RfmTable of(CustomerBase base, RfmScoring scoring, RfmRules rules) {
    if (scoring.bins() != rules.bins()) {
      throw new IllegalArgumentException(
          "bins of the scoring must be those of the rules, "
              + rules.bins()
              + ", but were "
              + scoring.bins());
    }
    if (rules.usesMonetary()) {
      requireMonetary(base, scoring);
    }
    List<String> warnings = new ArrayList<>();
    if (base.size() < FEW_CUSTOMERS) {
      String warning =
          "RFM scores say little of fewer than "
              + FEW_CUSTOMERS
              + " customers, and here are "
              + base.size();
      LOG.warn(warning);
      warnings.add(warning);
    }
    return new RfmTable(base, scoring, rules, RfmScores.of(base, scoring), List.copyOf(warnings));
  }

  private static void requireMonetary(CustomerBase base, RfmScoring scoring) {
    if (!base.hasAmounts()) {
      throw new IllegalStateException(
          "these rules look at m and need amounts, but the base has none;"
              + " RfmRules.RF_10 (rf-10) needs none");
    }
    RfmCuts cuts = scoring.cuts();
    if (cuts != null && !cuts.hasSpend()) {
      throw new IllegalArgumentException(
          "cut points of the spend must be given for rules that look at m, but are missing");
    }
  }

  /**
   * The number of customers.
   *
   * @return 0 or more
   */
  public int size() {
    return base.size();
  }

  /**
   * The customers.
   *
   * @return the base whose rows these are
   */
  public CustomerBase base() {
    return base;
  }

  /**
   * How the scores were made.
   *
   * @return the scoring
   */
  public RfmScoring scoring() {
    return scoring;
  }

  /**
   * How they were named.
   *
   * @return the rules
   */
  public RfmRules rules() {
    return rules;
  }

  /**
   * The cut points between the scores, to score a later base with {@link RfmScoring#cuts(RfmCuts)}.
   *
   * @return those given, or those that the quantiles made; empty for other methods and where
   *     quantiles had no customers
   */
  public Optional<RfmCuts> cuts() {
    return Optional.ofNullable(scores.cuts());
  }

  /**
   * What to keep in mind.
   *
   * @return a sentence each, also logged; empty if there is nothing
   */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * The score of the days since the last order.
   *
   * @param row a row of the base
   * @return from 1 to the number of bins; the highest for the most recent
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public int r(int row) {
    return scores.r(checked(row));
  }

  /**
   * The score of the number of orders.
   *
   * @param row a row of the base
   * @return from 1 to the number of bins
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public int f(int row) {
    return scores.f(checked(row));
  }

  /**
   * The score of the spend.
   *
   * @param row a row of the base
   * @return from 1 to the number of bins
   * @throws IllegalStateException if m is not scored
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public int m(int row) {
    return scores.m(checked(row));
  }

  /**
   * Whether m is scored.
   *
   * @return false if the orders have no amounts, or given cut points none of the spend
   */
  public boolean hasMonetary() {
    return scores.hasMonetary();
  }

  /**
   * The scores as one word.
   *
   * @param row a row of the base
   * @return for example {@code 543}, or {@code 54} where m is not scored
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public String code(int row) {
    return "" + r(row) + f(row) + (hasMonetary() ? m(row) : "");
  }

  /**
   * The segment of a customer.
   *
   * @param row a row of the base
   * @return its name
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public String segment(int row) {
    return rules.segments().get(segmentIndex(checked(row)));
  }

  int segmentIndex(int row) {
    return rules.indexOf(scores.r(row), scores.f(row), scores.hasMonetary() ? scores.m(row) : 1);
  }

  /**
   * The size and the spend of every segment.
   *
   * @return in the order of the rules, with those that are empty
   * @throws ArithmeticException if the spend of a segment does not fit in a long of minor units
   */
  public List<RfmSegment> segments() {
    List<String> names = rules.segments();
    int[] customers = new int[names.size()];
    long[] orders = new long[names.size()];
    long[] spend = new long[names.size()];
    for (int row = 0; row < size(); row++) {
      int segment = segmentIndex(row);
      customers[segment]++;
      orders[segment] += base.orders(row);
      if (base.hasAmounts()) {
        spend[segment] =
            Check.addExact(
                spend[segment],
                base.spendMinor(row),
                "spend of segment \"" + names.get(segment) + "\"");
      }
    }
    List<RfmSegment> segments = new ArrayList<>();
    for (int i = 0; i < customers.length; i++) {
      Money money = base.hasAmounts() ? Money.ofMinor(spend[i], base.currency()) : null;
      segments.add(new RfmSegment(names.get(i), customers[i], orders[i], money));
    }
    return List.copyOf(segments);
  }

  /**
   * The customers of each pair of scores r and f, the grid of the table.
   *
   * @return from the highest r to 1, in it from f 1 to the highest; with those that are empty
   * @throws ArithmeticException if the spend of a cell does not fit in a long of minor units
   */
  public List<RfmCell> grid() {
    return RfmCell.all(this);
  }

  /**
   * Why a customer is in a segment.
   *
   * @param customerId the customer
   * @return values, scores, cut points and the rule
   * @throws IllegalArgumentException if the base does not have the customer
   */
  public RfmExplanation explain(String customerId) {
    int row = base.row(customerId);
    if (row < 0) {
      throw new IllegalArgumentException(
          "customer must have an order by "
              + base.asOf()
              + ", but \""
              + customerId
              + "\" has none");
    }
    return explain(row);
  }

  /**
   * Why a customer is in a segment.
   *
   * @param row a row of the base
   * @return values, scores, cut points and the rule
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public RfmExplanation explain(int row) {
    checked(row);
    Measure days = Measure.days(base);
    Measure orders = Measure.orders(base);
    RfmCuts cuts = scores.cuts();
    List<RfmExplanation.Score> parts = new ArrayList<>();
    parts.add(
        explain(
            days, row, r(row), cuts == null ? null : cuts.daysSinceLastOrder(), all -> true, null));
    parts.add(
        explain(
            orders,
            row,
            f(row),
            cuts == null ? null : cuts.orders(),
            other -> r(other) == r(row),
            "customers with r " + r(row)));
    if (hasMonetary()) {
      parts.add(
          explain(
              Measure.spend(base, scoring.spendMeasure()),
              row,
              m(row),
              cuts == null ? null : cuts.spend(),
              other -> r(other) == r(row) && f(other) == f(row),
              "customers with r " + r(row) + " and f " + f(row)));
    }
    String segment = segment(row);
    return new RfmExplanation(base.id(row), base.asOf(), parts, segment, rules.line(segment));
  }

  /** By cut points, by those of the customer's group, or by rank. */
  private RfmExplanation.Score explain(
      Measure measure,
      int row,
      int score,
      @Nullable List<BigDecimal> cuts,
      IntPredicate sameGroup,
      @Nullable String group) {
    if (cuts != null) {
      return RfmExplanation.score(measure, row, score, null, cuts);
    }
    if (scoring.method() == RfmScoring.Method.RANKS) {
      return RfmExplanation.score(measure, row, score, rank(measure, row), List.of());
    }
    long[] keys = IntStream.range(0, size()).filter(sameGroup).mapToLong(measure::key).toArray();
    List<BigDecimal> ofGroup = RfmScores.quantiles(measure, keys, scoring.bins());
    return RfmExplanation.score(measure, row, score, group, ofGroup);
  }

  private String rank(Measure measure, int row) {
    long key = measure.key(row);
    long worse = 0;
    long equal = 0;
    for (int other = 0; other < size(); other++) {
      int order = Long.compare(measure.key(other), key);
      equal += order == 0 ? 1 : 0;
      worse += (measure.fewIsGood() ? order > 0 : order < 0) ? 1 : 0;
    }
    double rank = worse + (equal + 1) / 2.0;
    return "rank " + rank + " of " + size() + ", the last being the best";
  }

  private int checked(int row) {
    return Objects.checkIndex(row, size());
  }

  /** The segments, one a line with customers, orders and spend. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(base.toString());
    for (RfmSegment segment : segments()) {
      text.append(
          String.format(
              Locale.ROOT,
              "\n%-24s %9d customers %10d orders",
              segment.name(),
              segment.customers(),
              segment.orders()));
      if (segment.spend() != null) {
        text.append(" ").append(segment.spend());
      }
    }
    return text.toString();
  }
}
