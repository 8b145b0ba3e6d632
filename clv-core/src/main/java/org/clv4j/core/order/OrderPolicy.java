package org.clv4j.core.order;

import java.util.Objects;

/**
 * Which orders count and what they are worth, in words; every result names its policy.
 *
 * @param description one sentence
 */
public record OrderPolicy(String description) {
  /** Every order of the data counts, one of 0 too, and is worth the amount that it states. */
  public static final OrderPolicy AS_STATED =
      new OrderPolicy("every order counts, zero included, at its stated amount");

  /** Checks that there is a description. */
  public OrderPolicy {
    Objects.requireNonNull(description, "description must not be null");
  }

  /** The description. */
  @Override
  public String toString() {
    return description;
  }
}
