package org.clv4j.report;

import java.util.ArrayList;
import java.util.List;
import org.clv4j.charts.Charts;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.rfm.RfmSegment;
import org.clv4j.segments.rfm.RfmTable;

/** The grid of RFM scores, and the segments made of them. */
final class SegmentSection {
  private SegmentSection() {}

  static Section of(RfmTable rfm, Pictures pictures) {
    Words words = pictures.words();
    List<String> columns = new ArrayList<>(List.of("segment", "#customers", "#share", "#orders"));
    if (rfm.base().hasAmounts()) {
      columns.addAll(List.of("#spend", "#spend_share", "#spend_per_customer"));
    }
    return new SectionBuilder("segments", pictures)
        .chart("rfm-grid", () -> Charts.rfm(rfm))
        .table(
            "table.segments",
            columns,
            rfm.segments().stream().map(segment -> row(segment, rfm.base(), words)).toList())
        .build();
  }

  /** The name of a segment in the language of the reader, or as its rules say. */
  static String name(String segment, Words words) {
    return words.or("segment." + segment.replace(' ', '_').replace("'", ""), segment);
  }

  private static List<String> row(RfmSegment segment, CustomerBase base, Words words) {
    List<String> row = new ArrayList<>();
    row.add(name(segment.name(), words));
    row.add(words.whole(segment.customers()));
    row.add(words.percent((double) segment.customers() / base.size()));
    row.add(words.whole(segment.orders()));
    Money spend = segment.spend();
    if (spend != null) {
      long total = base.totalSpend().minorUnits();
      row.add(words.money(spend));
      row.add(total == 0 ? "" : words.percent((double) spend.minorUnits() / total));
      row.add(
          segment.customers() == 0
              ? ""
              : words.money(
                  Money.mean(spend.minorUnits(), segment.customers(), base.currency()),
                  base.currency()));
    }
    return row;
  }
}
