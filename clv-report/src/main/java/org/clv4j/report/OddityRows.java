package org.clv4j.report;

import java.util.List;
import java.util.Locale;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.quality.QualityFinding.Severity;
import org.clv4j.report.ReportPage.Oddities;
import org.clv4j.report.ReportPage.Oddity;

/** What is odd about the data in words; the counts of rows stand on the page anyway. */
final class OddityRows {
  private OddityRows() {}

  static Oddities of(DataQuality quality) {
    List<Oddity> found =
        quality.findings().stream()
            .filter(finding -> finding.severity() != Severity.INFO || !finding.remedy().isEmpty())
            .map(OddityRows::row)
            .toList();
    return new Oddities(found, found.isEmpty());
  }

  private static Oddity row(QualityFinding finding) {
    return new Oddity(
        finding.id(),
        finding.severity().name().toLowerCase(Locale.ROOT),
        Numbers.whole(finding.count()) + " " + finding.unit(),
        Numbers.percent((double) finding.count(), (double) finding.of()),
        finding.finding() + (finding.remedy().isEmpty() ? "" : "; " + finding.remedy()),
        finding.example());
  }
}
