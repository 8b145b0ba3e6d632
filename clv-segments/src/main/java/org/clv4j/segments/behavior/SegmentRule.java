package org.clv4j.segments.behavior;

import java.util.Objects;

/**
 * A segment and who belongs to it.
 *
 * @param name not blank, without colon, number sign and line break, nor white space at its ends
 * @param rule what a customer must be like
 */
public record SegmentRule(String name, Rule rule) {
  /** Checks the name. */
  public SegmentRule {
    if (name.isBlank()
        || !name.equals(name.strip())
        || name.chars().anyMatch(c -> c == ':' || c == '#')
        || name.lines().count() != 1
        || name.endsWith("\n")) {
      throw new IllegalArgumentException(
          "name of a segment must be one line without : and #, not blank, nor with white space at"
              + " its ends, but was \""
              + name
              + "\"");
    }
    Objects.requireNonNull(rule, "rule must not be null");
  }

  /** The text form, for example {@code Big fish: spend >= P90 and days_since_last_order < 60}. */
  @Override
  public String toString() {
    return name + ": " + rule;
  }
}
