package org.clv4j.io;

import java.util.List;
import java.util.Locale;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.quality.QualityFinding;
import org.jspecify.annotations.Nullable;

/** What was found about orders as a table, one row for each finding. */
public final class QualityTable {
  private QualityTable() {}

  /**
   * The findings.
   *
   * @param quality what was found
   * @return columns {@code finding, severity, count, of, unit, share, meaning, example, remedy};
   *     the severity is info, warning or serious, the share from 0 to 1, and an example or remedy
   *     that there is none of is null
   */
  public static Table of(DataQuality quality) {
    List<QualityFinding> findings = quality.findings();
    return new Table(findings.size())
        .with("finding", row -> findings.get(row).id())
        .with("severity", row -> findings.get(row).severity().name().toLowerCase(Locale.ROOT))
        .with("count", row -> findings.get(row).count())
        .with("of", row -> findings.get(row).of())
        .with("unit", row -> findings.get(row).unit())
        .with("share", row -> findings.get(row).share())
        .with("meaning", row -> findings.get(row).finding())
        .with("example", row -> emptyIsNull(findings.get(row).example()))
        .with("remedy", row -> emptyIsNull(findings.get(row).remedy()));
  }

  private static @Nullable String emptyIsNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
