package org.clv4j.segments.behavior;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a customer must be like to belong to a segment: comparisons of {@linkplain Columns columns}
 * with thresholds, joined by and and or.
 *
 * <p>The text form, which {@link #parse} reads and {@code toString} writes, is for example
 *
 * <pre>
 * spend &gt;= P90 and days_since_last_order &lt; 60
 * orders = 1 and days_since_first_order &gt; P90(days_to_second_order)
 * orders &gt;= 2 and (discounted_order_share &gt;= 0.7 or discount_share &gt;= 0.2)
 * </pre>
 *
 * <p>Comparisons are {@code < <= = >= > !=}. A threshold is a number, {@code P90} (a quantile) or
 * {@code COVER50} (the least value in the smallest set of customers that has 50 % of the sum), of
 * the compared column or of the one in brackets behind it. {@code and} binds closer than {@code
 * or}. A customer of whom the column is not known (the gap between orders of one who ordered once)
 * never meets a comparison.
 */
public sealed interface Rule {

  /** How a value is compared with the threshold. */
  enum Comparison {
    /** Below. */
    LESS("<"),
    /** At most. */
    AT_MOST("<="),
    /** Equal, to the bit. */
    EQUAL("="),
    /** At least. */
    AT_LEAST(">="),
    /** Above. */
    GREATER(">"),
    /** Known and not equal. */
    NOT_EQUAL("!=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    boolean holds(double value, double threshold) {
      return switch (this) {
        case LESS -> value < threshold;
        case AT_MOST -> value <= threshold;
        case EQUAL -> value == threshold;
        case AT_LEAST -> value >= threshold;
        case GREATER -> value > threshold;
        case NOT_EQUAL -> value < threshold || value > threshold;
      };
    }

    /** The sign, for example {@code >=}. */
    @Override
    public String toString() {
      return sign;
    }
  }

  /**
   * One comparison.
   *
   * @param column the name of a column, as {@link Columns#with} wants it
   * @param comparison how
   * @param threshold with what
   */
  record Condition(String column, Comparison comparison, Threshold threshold) implements Rule {
    /** Checks the name. */
    public Condition {
      ColumnName.check(column);
      Objects.requireNonNull(comparison, "comparison must not be null");
      Objects.requireNonNull(threshold, "threshold must not be null");
    }

    /** For example {@code spend >= P90}. */
    @Override
    public String toString() {
      return column + " " + comparison + " " + threshold;
    }
  }

  /**
   * All of several rules.
   *
   * @param rules at least two; an All among them is the same as its rules
   */
  record All(List<Rule> rules) implements Rule {
    /** Checks the number. */
    public All {
      rules = joined(rules, "and", rule -> rule instanceof All all ? all.rules() : List.of(rule));
    }

    /** For example {@code orders >= 2 and (spend >= P90 or clv >= P90)}. */
    @Override
    public String toString() {
      return rules.stream()
          .map(rule -> rule instanceof Any ? "(" + rule + ")" : rule.toString())
          .collect(Collectors.joining(" and "));
    }
  }

  /**
   * At least one of several rules.
   *
   * @param rules at least two; an Any among them is the same as its rules
   */
  record Any(List<Rule> rules) implements Rule {
    /** Checks the number. */
    public Any {
      rules = joined(rules, "or", rule -> rule instanceof Any any ? any.rules() : List.of(rule));
    }

    /** For example {@code spend >= P90 or orders >= 5 and mean_gap < 30}. */
    @Override
    public String toString() {
      return rules.stream().map(Rule::toString).collect(Collectors.joining(" or "));
    }
  }

  private static List<Rule> joined(
      List<Rule> rules, String word, Function<Rule, List<Rule>> members) {
    if (rules.size() < 2) {
      throw new IllegalArgumentException(
          "\"" + word + "\" must join at least 2 rules, but joined " + rules.size());
    }
    return rules.stream().flatMap(rule -> members.apply(rule).stream()).toList();
  }

  /**
   * Begins a comparison.
   *
   * @param column the name of a column of {@link Columns}, or one that is handed in
   * @return what to say how it is compared
   * @throws IllegalArgumentException if no column can have the name
   */
  static Where where(String column) {
    return new Where(column);
  }

  /**
   * A column that waits for its comparison.
   *
   * @param column its name
   */
  record Where(String column) {
    /** Checks the name. */
    public Where {
      ColumnName.check(column);
    }

    /**
     * Compares.
     *
     * @param comparison how
     * @param threshold with what
     * @return the rule
     */
    public Rule is(Comparison comparison, Threshold threshold) {
      return new Condition(column, comparison, threshold);
    }

    /**
     * Below a number.
     *
     * @param number finite
     * @return the rule
     */
    public Rule below(double number) {
      return is(Comparison.LESS, Threshold.of(number));
    }

    /**
     * At most a number.
     *
     * @param number finite
     * @return the rule
     */
    public Rule atMost(double number) {
      return is(Comparison.AT_MOST, Threshold.of(number));
    }

    /**
     * A number itself.
     *
     * @param number finite
     * @return the rule
     */
    public Rule equalTo(double number) {
      return is(Comparison.EQUAL, Threshold.of(number));
    }

    /**
     * At least a number.
     *
     * @param number finite
     * @return the rule
     */
    public Rule atLeast(double number) {
      return is(Comparison.AT_LEAST, Threshold.of(number));
    }

    /**
     * Above a number.
     *
     * @param number finite
     * @return the rule
     */
    public Rule above(double number) {
      return is(Comparison.GREATER, Threshold.of(number));
    }

    /**
     * At most a quantile of the column.
     *
     * @param level from 0 to 1
     * @return the rule
     */
    public Rule atMostQuantile(double level) {
      return is(Comparison.AT_MOST, Threshold.quantile(level));
    }

    /**
     * At least a quantile of the column.
     *
     * @param level from 0 to 1, for example 0.9
     * @return the rule
     */
    public Rule atLeastQuantile(double level) {
      return is(Comparison.AT_LEAST, Threshold.quantile(level));
    }

    /**
     * In the smallest set of customers, the greatest first, that has a share of the column's sum;
     * who is equal to the last of them is in it too.
     *
     * @param share from 0 to 1, for example 0.5
     * @return the rule
     */
    public Rule amongThoseCovering(double share) {
      return is(Comparison.AT_LEAST, Threshold.cover(share));
    }
  }

  /**
   * This rule and another.
   *
   * @param other what must be met too
   * @return the rule that both are met
   */
  default Rule and(Rule other) {
    return new All(List.of(this, other));
  }

  /**
   * This rule or another.
   *
   * @param other what suffices too
   * @return the rule that one of them is met
   */
  default Rule or(Rule other) {
    return new Any(List.of(this, other));
  }

  /**
   * The columns that the rule looks at.
   *
   * @return in the order of the rule
   */
  default Set<String> columns() {
    Set<String> names = new LinkedHashSet<>();
    conditions()
        .forEach(
            condition -> {
              names.add(condition.column());
              names.add(condition.threshold().columnFor(condition));
            });
    return names;
  }

  /**
   * The comparisons in the rule.
   *
   * @return in the order of the rule
   */
  default Stream<Condition> conditions() {
    List<Rule> parts =
        this instanceof All all ? all.rules() : this instanceof Any any ? any.rules() : List.of();
    return this instanceof Condition condition
        ? Stream.of(condition)
        : parts.stream().flatMap(Rule::conditions);
  }

  /**
   * Reads the text form.
   *
   * @param text a rule
   * @return the rule, which writes itself as a text that reads the same
   * @throws IllegalArgumentException if it cannot be read, with what was expected and found
   */
  static Rule parse(String text) {
    return new RuleParser(text).rule();
  }
}
