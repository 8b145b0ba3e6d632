package org.clv4j.segments.behavior;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.segments.rfm.RfmCuts;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;

/** Rules and columns with the numbers of one day, for a later one. */
final class Frozen {
  private final Columns columns;
  private final RuleCompiler compiler;

  Frozen(Columns columns, RuleCompiler compiler) {
    this.columns = columns;
    this.compiler = compiler;
  }

  SegmentRules rules(SegmentRules rules) {
    return new SegmentRules(
        rules.segments().stream()
            .map(segment -> new SegmentRule(segment.name(), rule(segment.rule())))
            .toList());
  }

  private Rule rule(Rule rule) {
    if (rule instanceof Rule.All all) {
      return new Rule.All(all.rules().stream().map(this::rule).toList());
    }
    if (rule instanceof Rule.Any any) {
      return new Rule.Any(any.rules().stream().map(this::rule).toList());
    }
    Rule.Condition condition = (Rule.Condition) rule;
    OptionalDouble threshold = compiler.threshold(condition);
    if (threshold.isEmpty()) {
      return condition;
    }
    String column = condition.column();
    double number = threshold.getAsDouble();
    if (column.equals(Columns.DAYS_PAST_REPURCHASE_DEADLINE)) {
      OptionalInt deadline = columns.made().deadline();
      column = deadline.isPresent() ? Columns.DAYS_SINCE_FIRST_ORDER : column;
      number += deadline.orElse(0);
    }
    return new Rule.Condition(column, condition.comparison(), Threshold.of(number));
  }

  /** The later columns, with an RFM table by the cut points of the earlier where rules need it. */
  static Columns columns(Columns earlier, SegmentRules rules, Columns later) {
    if (!rules.lookAt(Columns.CHAMPION_OR_LOYAL)) {
      return later;
    }
    RfmTable table = earlier.rfm();
    RfmCuts cuts =
        table
            .cuts()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "RFM table of "
                            + earlier.asOf()
                            + " must have cut points, but "
                            + table.scoring()
                            + " of "
                            + table.size()
                            + " customers made none"));
    CustomerBase base = later.orders().base(CustomerBase.Options.DEFAULT.withAsOf(later.asOf()));
    return later.withRfm(RfmTable.of(base, RfmScoring.cuts(cuts), table.rules()));
  }
}
