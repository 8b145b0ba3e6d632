package org.clv4j.segments.health;

import java.util.List;
import java.util.NoSuchElementException;
import org.clv4j.segments.metric.Metric;

/**
 * Every customer in one state: the shares add up to 1.
 *
 * @param parts one per state, in the order of {@link CustomerState}
 */
public record CustomerPartition(List<Part> parts) {
  /**
   * The customers of one state.
   *
   * @param state the state
   * @param customers how many
   * @param byOrders how many of them have placed 1, 2, 3, 4 and 5 or more orders by the as-of day;
   *     all 0 for prospects
   * @param share of all customers of the partition; without a value if there are none
   */
  public record Part(CustomerState state, long customers, List<Long> byOrders, Metric share) {
    /** Keeps a copy. */
    public Part {
      byOrders = List.copyOf(byOrders);
    }
  }

  /** Keeps a copy. */
  public CustomerPartition {
    parts = List.copyOf(parts);
  }

  /**
   * The customers of a state.
   *
   * @param state one of the partition's
   * @return the part
   * @throws NoSuchElementException if the state was not set apart
   */
  public Part part(CustomerState state) {
    return parts.stream()
        .filter(part -> part.state() == state)
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException("the partition does not set " + state + " apart"));
  }

  /** For example {@code new 1, active 2, inactive 1}. */
  @Override
  public String toString() {
    return String.join(
        ", ", parts.stream().map(part -> part.state() + " " + part.customers()).toList());
  }
}
