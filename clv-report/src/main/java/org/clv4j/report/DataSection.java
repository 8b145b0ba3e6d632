package org.clv4j.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.quality.QualityFinding.Severity;
import org.clv4j.report.ReportPage.Section;

/** What the data were, and what is odd about them. */
final class DataSection {
  /** Findings whose examples are days and numbers, not ids. */
  private static final Set<String> MEASURED =
      Set.of(
          "future-orders",
          "gap",
          "incomplete-first-day",
          "incomplete-last-day",
          "outlying-amounts");

  private DataSection() {}

  static Section of(HtmlReport report, Pictures pictures) {
    CustomerBase base = report.rfm().base();
    HtmlReport.Source source = report.source();
    Words words = pictures.words();
    SectionBuilder section =
        new SectionBuilder("data", pictures)
            .fact("files", String.join(", ", source.inputs()))
            .fact(
                "columns",
                source.columns().entrySet().stream()
                    .map(
                        column ->
                            words.of(
                                "fact.columns.value",
                                role(column.getKey(), words),
                                column.getValue()))
                    .collect(Collectors.joining(", ")));
    if (!source.ignoredColumns().isEmpty()) {
      section.fact("ignored-columns", String.join(", ", source.ignoredColumns()));
    }
    section
        .fact("rows", words.whole(source.rows()))
        .fact("bad-rows", words.whole(source.badRows()))
        .fact("later-orders", words.whole(base.laterOrders()))
        .fact("orders", words.whole(base.orderCount()));
    if (base.hasAmounts()) {
      section.fact("zero-orders", words.whole(base.zeroAmountOrders()));
    }
    if (base.laterDeductions() > 0) {
      section.fact("later-refunds", words.whole(base.laterDeductions()));
    }
    section
        .fact("merged-orders", words.whole(base.mergedOrders()))
        .fact(
            "days",
            words.of(
                "fact.days.value",
                words.day(base.observationPeriod().firstDay()),
                words.day(base.asOf()),
                words.whole(base.observationPeriod().days())))
        .notes(source.firstBadRows().stream().map(words::said).toList());
    if (report.quality() != null) {
      addOddities(section, report.quality(), words);
    }
    return section.build();
  }

  /** The counts of rows stand on the page anyway. */
  private static void addOddities(SectionBuilder section, DataQuality quality, Words words) {
    List<List<String>> found =
        quality.findings().stream()
            .filter(finding -> finding.severity() != Severity.INFO || !finding.remedy().isEmpty())
            .map(finding -> row(finding, words))
            .toList();
    if (found.isEmpty()) {
      section.note(words.of("data.nothing-odd"));
    } else {
      section.table(
          "table.quality",
          List.of("finding", "severity", "#count", "#share", "meaning", "example"),
          found);
    }
  }

  private static List<String> row(QualityFinding finding, Words words) {
    return List.of(
        words.or("quality." + finding.id(), finding.id()),
        words.of("severity." + finding.severity().name().toLowerCase(Locale.ROOT)),
        words.whole(finding.count()) + " " + words.or("unit." + finding.unit(), finding.unit()),
        words.percent(finding.share()),
        finding.remedy().isEmpty()
            ? words.said(finding.finding())
            : words.of("quality", words.said(finding.finding()), words.said(finding.remedy())),
        MEASURED.contains(finding.id()) ? words.said(finding.example()) : finding.example());
  }

  private static String role(String column, Words words) {
    return words.or("fact.columns." + column, column);
  }
}
