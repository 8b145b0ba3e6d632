package org.clv4j.report;

import java.util.List;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.affinity.Affinity;
import org.clv4j.segments.affinity.AffinityRule;

/** Which products are bought together. */
final class AffinitySection {
  private static final int MOST = 20;

  private AffinitySection() {}

  static Section of(Affinity affinity, Pictures pictures) {
    Words words = pictures.words();
    List<AffinityRule> rules = affinity.rules();
    SectionBuilder section =
        new SectionBuilder("affinity", pictures)
            .intro(
                words.of(
                    "affinity.tested",
                    words.whole(affinity.pairs()),
                    words.whole(affinity.baskets()),
                    affinity.options().correction()));
    if (rules.isEmpty()) {
      return section.note(words.of("affinity.none")).build();
    }
    return section
        .table(
            "table.affinity",
            List.of(
                "antecedent",
                "consequent",
                "#baskets",
                "#confidence",
                "#lift",
                "#adjusted_p_value"),
            rules.stream().limit(MOST).map(rule -> row(rule, words)).toList())
        .build();
  }

  private static List<String> row(AffinityRule rule, Words words) {
    return List.of(
        rule.antecedent(),
        rule.consequent(),
        words.whole(rule.count()),
        words.percent((double) rule.count() / rule.antecedentCount()),
        words.decimal(rule.lift().value().orElseThrow(), 2),
        String.format(words.locale(), "%.1e", rule.adjustedPValue()));
  }
}
