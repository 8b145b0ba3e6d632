package org.clv4j.segments.behavior;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Which segments every customer belongs to: a set of labels, since segments overlap.
 *
 * <p>Rows are those of {@link Columns}. A row takes 8 bytes for each 64 segments. Rules are looked
 * up once and tested column by column; neither the order of the orders nor the number of threads
 * changes a label. A segment whose rule needs what the data do not have is unknown, with the
 * reason, and has nobody.
 */
public final class BehaviorSegments {
  private static final int BLOCK = 4096;

  private final Columns columns;
  private final SegmentRules rules;
  private final RuleCompiler compiler;
  private final Map<String, Integer> indexOf = new HashMap<>();

  /** By word of 64 segments, then by row. */
  private final long[][] labels;

  private final List<BehaviorSegment> segments;

  private BehaviorSegments(Columns columns, SegmentRules rules) {
    this.columns = columns;
    this.rules = rules;
    this.compiler = new RuleCompiler(columns, rules);
    int count = rules.segments().size();
    for (int i = 0; i < count; i++) {
      indexOf.put(rules.segments().get(i).name(), i);
    }
    this.labels = new long[(count + 63) >>> 6][columns.size()];
    List<CompiledRule> compiled =
        rules.segments().stream().map(segment -> compiler.compile(segment.rule())).toList();
    int parts = columns.made().parts();
    Totals[] totals = new Totals[parts];
    Parallel.run(parts, part -> totals[part] = label(compiled, part, parts));
    this.segments = summaries(totals);
  }

  /**
   * The segments of {@link SegmentRules#DEFAULT}.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @return the labels of every customer who had ordered by then
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31
   */
  public static BehaviorSegments of(CustomerOrders orders, LocalDate asOf) {
    return of(orders, asOf, SegmentRules.DEFAULT);
  }

  /**
   * The segments of some rules.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @param rules who belongs to which segment
   * @return the labels of every customer who had ordered by then
   * @throws IllegalArgumentException if the day lies outside of 1900-01-01 to 2199-12-31, or a rule
   *     looks at a column that there is not
   */
  public static BehaviorSegments of(CustomerOrders orders, LocalDate asOf, SegmentRules rules) {
    return of(Columns.of(orders, asOf), rules);
  }

  /**
   * The segments of some rules.
   *
   * @param columns what the rules look at
   * @param rules who belongs to which segment
   * @return the labels of every customer
   * @throws IllegalArgumentException if a rule looks at a column that there is not, with the names
   *     of those there are
   */
  public static BehaviorSegments of(Columns columns, SegmentRules rules) {
    return new BehaviorSegments(columns, rules);
  }

  /** What the customers in each segment have together, by segment. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Totals(int[] customers, long[] orders, long[] spend) {
    static Totals none(int segments) {
      return new Totals(new int[segments], new long[segments], new long[segments]);
    }

    void add(int segment, int moreCustomers, long moreOrders, long moreSpend) {
      customers[segment] += moreCustomers;
      orders[segment] += moreOrders;
      spend[segment] = Check.addExact(spend[segment], moreSpend, "spend of a segment");
    }
  }

  private Totals label(List<CompiledRule> compiled, int part, int parts) {
    Totals totals = Totals.none(compiled.size());
    int to = Parallel.start(size(), part + 1, parts);
    long @Nullable [] spend = columns.made().spendMinor();
    for (int from = Parallel.start(size(), part, parts); from < to; from += BLOCK) {
      int size = Math.min(BLOCK, to - from);
      for (int segment = 0; segment < compiled.size(); segment++) {
        long[] met = new long[(size + 63) >>> 6];
        compiled.get(segment).mark(from, size, met);
        long[] words = labels[segment >>> 6];
        for (int i = 0; i < met.length; i++) {
          for (long rest = met[i]; rest != 0; rest &= rest - 1) {
            int row = from + (i << 6) + Long.numberOfTrailingZeros(rest);
            words[row] |= 1L << segment;
            totals.add(segment, 1, columns.orders(row), spend == null ? 0 : spend[row]);
          }
        }
      }
    }
    return totals;
  }

  private List<BehaviorSegment> summaries(Totals[] totals) {
    Totals sum = Totals.none(rules.segments().size());
    for (Totals part : totals) {
      for (int i = 0; i < sum.customers.length; i++) {
        sum.add(i, part.customers[i], part.orders[i], part.spend[i]);
      }
    }
    Currency currency = columns.orders().currency();
    List<BehaviorSegment> all = new ArrayList<>();
    for (int i = 0; i < sum.customers.length; i++) {
      SegmentRule rule = rules.segments().get(i);
      all.add(
          new BehaviorSegment(
              rule,
              sum.customers[i],
              sum.orders[i],
              currency == null ? null : Money.ofMinor(sum.spend[i], currency),
              compiler.whyUnknown(rule.rule())));
    }
    return List.copyOf(all);
  }

  /**
   * The number of customers.
   *
   * @return 0 or more
   */
  public int size() {
    return columns.size();
  }

  /**
   * What the rules looked at, and whose rows these are.
   *
   * @return the columns
   */
  public Columns columns() {
    return columns;
  }

  /**
   * Who belongs to which segment.
   *
   * @return the rules, in the order of priority
   */
  public SegmentRules rules() {
    return rules;
  }

  /**
   * The same rules with the numbers that this base made in place of quantiles, and with days since
   * the first order in place of days past the repurchase deadline: on a later base they tell who
   * has changed, and not who was merely overtaken.
   *
   * @return the rules; a quantile that no value made stays one
   */
  public SegmentRules frozenRules() {
    return new Frozen(columns, compiler).rules(rules);
  }

  /**
   * The segments of a later day by the numbers of this one: those of {@link #frozenRules()}, and of
   * the RFM table if a rule looks at {@link Columns#CHAMPION_OR_LOYAL}.
   *
   * @param later the columns of the later day
   * @return its segments
   * @throws IllegalArgumentException if the RFM table of this day has no cut points (ranks, nested
   *     quantiles), or a rule looks at a column that there is not
   */
  public BehaviorSegments frozenAt(Columns later) {
    return of(Frozen.columns(columns, rules, later), frozenRules());
  }

  /**
   * As-of day, zone, order policy and currency; which days count is in the rules.
   *
   * @return the scope
   */
  public Scope scope() {
    return Scope.of(columns.orders(), columns.asOf(), "days as in the rules");
  }

  /**
   * Every segment with its customers, orders and spend.
   *
   * @return in the order of the rules, with those that are empty or unknown
   */
  public List<BehaviorSegment> segments() {
    return segments;
  }

  /**
   * Whether a customer is in a segment.
   *
   * @param row from 0 to {@link #size()} - 1
   * @param segment the name of a segment
   * @return true if so
   * @throws IllegalArgumentException if there is no such segment
   */
  public boolean has(int row, String segment) {
    return isIn(checked(row), index(segment));
  }

  private boolean isIn(int row, int segment) {
    return (labels[segment >>> 6][row] >>> segment & 1) != 0;
  }

  /**
   * The segments of a customer.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return their places in the rules, ascending; perhaps none
   */
  public int[] indices(int row) {
    checked(row);
    int[] found = new int[Arrays.stream(labels).mapToInt(word -> Long.bitCount(word[row])).sum()];
    int n = 0;
    for (int word = 0; word < labels.length; word++) {
      for (long rest = labels[word][row]; rest != 0; rest &= rest - 1) {
        found[n++] = (word << 6) + Long.numberOfTrailingZeros(rest);
      }
    }
    return found;
  }

  /**
   * The segments of a customer.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return their names in the order of priority; perhaps none
   */
  public List<String> labels(int row) {
    return IntStream.of(indices(row)).mapToObj(i -> rules.segments().get(i).name()).toList();
  }

  /**
   * The one segment of a customer that comes first.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return its place in the rules; empty if the customer is in none
   */
  public OptionalInt first(int row) {
    checked(row);
    for (int word = 0; word < labels.length; word++) {
      if (labels[word][row] != 0) {
        return OptionalInt.of((word << 6) + Long.numberOfTrailingZeros(labels[word][row]));
      }
    }
    return OptionalInt.empty();
  }

  /**
   * The one label of a customer that comes first.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return its name; empty if the customer is in no segment
   */
  public Optional<String> single(int row) {
    OptionalInt first = first(row);
    return first.isPresent()
        ? Optional.of(rules.segments().get(first.getAsInt()).name())
        : Optional.empty();
  }

  /**
   * Why a customer is in the segments that it is in.
   *
   * @param row from 0 to {@link #size()} - 1
   * @return one for each of {@link #labels}
   */
  public List<Evidence> explain(int row) {
    return IntStream.of(indices(row))
        .mapToObj(i -> explain(row, rules.segments().get(i).name()))
        .toList();
  }

  /**
   * Why a customer is in a segment or not.
   *
   * @param row from 0 to {@link #size()} - 1
   * @param segment the name of a segment
   * @return every comparison with the customer's value and the threshold
   * @throws IllegalArgumentException if there is no such segment
   */
  public Evidence explain(int row, String segment) {
    int index = index(segment);
    SegmentRule rule = rules.segments().get(index);
    return new Evidence(
        columns.id(checked(row)),
        rule,
        isIn(row, index),
        rule.rule().conditions().map(condition -> compare(row, condition)).toList());
  }

  private Evidence.Compared compare(int row, Rule.Condition condition) {
    OptionalDouble value = compiler.value(condition.column(), row);
    OptionalDouble threshold = compiler.threshold(condition);
    boolean holds =
        value.isPresent()
            && threshold.isPresent()
            && condition.comparison().holds(value.getAsDouble(), threshold.getAsDouble());
    return new Evidence.Compared(condition, value, threshold, holds);
  }

  private int index(String segment) {
    Integer index = indexOf.get(segment);
    if (index == null) {
      throw new IllegalArgumentException(
          "segment must be one of "
              + rules.segments().stream().map(SegmentRule::name).toList()
              + ", but was \""
              + segment
              + "\"");
    }
    return index;
  }

  private int checked(int row) {
    return Objects.checkIndex(row, size());
  }

  /** The scope, and the segments on a line each. */
  @Override
  public String toString() {
    return size()
        + " customers, "
        + scope()
        + segments.stream().map(segment -> "\n" + segment).collect(Collectors.joining());
  }
}
