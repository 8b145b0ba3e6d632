package org.clv4j.segments.behavior;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

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
   * The comparisons that are met, in words.
   *
   * @return for example {@code orders 3 >= 3, spend 120.5 >= 88.25 (P90)}
   */
  public String met() {
    return comparisons.stream()
        .filter(Compared::holds)
        .map(Compared::toString)
        .collect(Collectors.joining(", "));
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
