package org.clv4j.segments.behavior;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up the columns and thresholds of rules, each once. */
final class RuleCompiler {
  private final Columns columns;
  private final Map<String, double[]> known = new HashMap<>();
  private final Map<String, Ranked> ranked = new HashMap<>();
  private final Map<Threshold, OptionalDouble> thresholds = new HashMap<>();

  RuleCompiler(Columns columns, SegmentRules rules) {
    this.columns = columns;
    Set<String> wanted = new LinkedHashSet<>();
    for (SegmentRule segment : rules.segments()) {
      try {
        for (String name : segment.rule().columns()) {
          if (columns.whyUnknown(name).isEmpty()) {
            wanted.add(name);
          }
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "segment \"" + segment.name() + "\": " + e.getMessage(), e);
      }
    }
    List<String> names = new ArrayList<>(wanted);
    List<double[]> values = columns.values(names);
    for (int i = 0; i < names.size(); i++) {
      known.put(names.get(i), values.get(i));
    }
  }

  CompiledRule compile(Rule rule) {
    if (rule instanceof Rule.All all) {
      return new CompiledRule.All(all.rules().stream().map(this::compile).toList());
    }
    if (rule instanceof Rule.Any any) {
      return new CompiledRule.Any(any.rules().stream().map(this::compile).toList());
    }
    Rule.Condition condition = (Rule.Condition) rule;
    double[] column = known.get(condition.column());
    OptionalDouble threshold = threshold(condition);
    if (column == null || !known.containsKey(condition.threshold().columnFor(condition))) {
      return new CompiledRule.Nobody(true);
    }
    return threshold.isEmpty()
        ? new CompiledRule.Nobody(false)
        : new CompiledRule.Compared(column, condition.comparison(), threshold.getAsDouble());
  }

  /** Why nobody can meet a rule: what its columns lack; null if somebody can. */
  @Nullable String whyUnknown(Rule rule) {
    return compile(rule).unknown()
        ? rule.columns().stream()
            .map(columns::whyUnknown)
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(null)
        : null;
  }

  OptionalDouble threshold(Rule.Condition condition) {
    String column = condition.threshold().columnFor(condition);
    Threshold threshold = condition.threshold();
    if (threshold.kind() == Threshold.Kind.NUMBER) {
      return OptionalDouble.of(threshold.level());
    }
    double[] values = known.get(column);
    return values == null
        ? OptionalDouble.empty()
        : thresholds.computeIfAbsent(
            threshold.ofColumn(column),
            key -> ranked.computeIfAbsent(column, name -> new Ranked(values)).threshold(key));
  }

  OptionalDouble value(String column, int row) {
    double[] values = known.get(column);
    return values == null || Double.isNaN(values[row])
        ? OptionalDouble.empty()
        : OptionalDouble.of(values[row]);
  }
}
