package org.clv4j.all.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;

/** Why cells of a table are empty, each reason once. */
public final class Reasons {
  private final Set<String> lines = new LinkedHashSet<>();

  /** None so far. */
  public Reasons() {}

  /**
   * Adds one.
   *
   * @param name what is without a value
   * @param reason why
   */
  public void add(String name, String reason) {
    lines.add(name + " without a value: " + reason);
  }

  /**
   * The value of a metric; if there is none the reason is kept.
   *
   * @param metric with a value or a reason
   * @return the value, or null
   */
  public @Nullable Double valueOf(Metric metric) {
    OptionalDouble value = metric.value();
    if (value.isEmpty()) {
      add(metric.name(), String.valueOf(metric.reason()));
      return null;
    }
    return value.getAsDouble();
  }

  /**
   * What was kept.
   *
   * @return in the order in which it came
   */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
