package org.clv4j.cli;

import java.util.LinkedHashSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;

/** Why cells of a table are empty, each reason once. */
final class Reasons {
  private final Set<String> lines = new LinkedHashSet<>();

  void add(String name, String reason) {
    lines.add(name + " without a value: " + reason);
  }

  /** The value of a metric; if there is none the reason is kept. */
  @Nullable Double valueOf(Metric metric) {
    OptionalDouble value = metric.value();
    if (value.isEmpty()) {
      add(metric.name(), String.valueOf(metric.reason()));
      return null;
    }
    return value.getAsDouble();
  }

  void tell(OrderInput input) {
    lines.forEach(input::tell);
  }
}
