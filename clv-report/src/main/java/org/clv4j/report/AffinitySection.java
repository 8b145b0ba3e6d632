package org.clv4j.report;

import java.util.List;
import java.util.Locale;
import org.clv4j.report.ReportPage.Rule;
import org.clv4j.report.ReportPage.Together;
import org.clv4j.segments.affinity.Affinity;
import org.clv4j.segments.affinity.AffinityRule;

/** Turns rules into the texts of the page. */
final class AffinitySection {
  private static final int MOST = 20;

  private AffinitySection() {}

  static Together of(Affinity affinity) {
    List<AffinityRule> rules = affinity.rules();
    return new Together(
        Numbers.whole(affinity.pairs())
            + " pairs of products were tested in "
            + Numbers.whole(affinity.baskets())
            + " baskets ("
            + affinity.scope().window()
            + "); "
            + (rules.isEmpty()
                ? "none is bought together more often than chance would bring."
                : "both ways of "
                    + Numbers.whole(rules.size() / 2)
                    + " pairs are more than chance after correction ("
                    + affinity.options().correction()
                    + ")"
                    + (rules.size() > MOST ? ", the surest are shown." : ".")),
        rules.stream().limit(MOST).map(AffinitySection::row).toList());
  }

  private static Rule row(AffinityRule rule) {
    return new Rule(
        rule.antecedent(),
        rule.consequent(),
        Numbers.whole(rule.count()),
        Numbers.percent(rule.count(), rule.antecedentCount()),
        Numbers.decimal(rule.lift().value().orElseThrow(), 2),
        String.format(Locale.ENGLISH, "%.1e", rule.adjustedPValue()));
  }
}
