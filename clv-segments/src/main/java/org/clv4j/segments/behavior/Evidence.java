package org.clv4j.segments.behavior;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a customer is in a segment, or not.
 *
 * @param customerId the customer
 * @param segment the segment and its rule
 * @param member whether the customer is in it
 * @param comparisons each comparison of the rule, in its order
 */
public record Evidence(
    String customerId, SegmentRule segment, boolean member, List<Compared> comparisons) {

  /** Takes a copy. */
  public Evidence {
    Objects.requireNonNull(customerId, "customerId must not be null");
    Objects.requireNonNull(segment, "segment must not be null");
    comparisons = List.copyOf(comparisons);
  }

  /**
   * A comparison with its two numbers.
   *
   * @param condition the comparison as in the rule
   * @param value what the customer has; empty if it is not known
   * @param threshold what it is compared with; empty if no value of a customer makes one
   * @param holds whether it is met
   */
  public record Compared(
      Rule.Condition condition, OptionalDouble value, OptionalDouble threshold, boolean holds) {

    /** For example {@code spend 120.5 >= 88.25 (P90)}. */
    @Override
    public String toString() {
      boolean made = condition.threshold().kind() != Threshold.Kind.NUMBER;
      return condition.column()
          + " "
          + text(value)
          + " "
          + condition.comparison()
          + " "
          + text(threshold)
          + (made ? " (" + condition.threshold() + ")" : "");
    }

    private static String text(OptionalDouble number) {
      return number.isPresent() ? Threshold.number(number.getAsDouble()) : "unknown";
    }
  }

  /**
   * The comparisons that make the customer a member, in words: of alternatives only those that are
   * met as a whole.
   *
   * @return for example {@code orders 3 >= 3, spend 120.5 >= 88.25 (P90)}; empty of no member
   */
  public String met() {
    return met(segment.rule(), comparisons.iterator())
        .map(Compared::toString)
        .collect(Collectors.joining(", "));
  }

  /** Takes the comparisons of the rule from the rest; returns none if it is not met. */
  private static Stream<Compared> met(Rule rule, Iterator<Compared> rest) {
    if (rule instanceof Rule.Condition) {
      return Stream.of(rest.next()).filter(Compared::holds);
    }
    boolean all = rule instanceof Rule.All;
    List<Rule> parts = all ? ((Rule.All) rule).rules() : ((Rule.Any) rule).rules();
    List<List<Compared>> met = parts.stream().map(part -> met(part, rest).toList()).toList();
    return all && met.stream().anyMatch(List::isEmpty)
        ? Stream.empty()
        : met.stream().flatMap(List::stream);
  }

  /** The segment, and each comparison on a line of its own. */
  @Override
  public String toString() {
    return customerId
        + (member ? " is in " : " is not in ")
        + segment
        + comparisons.stream()
            .map(comparison -> "\n  " + (comparison.holds() ? "yes " : "no  ") + comparison)
            .collect(Collectors.joining());
  }
}
