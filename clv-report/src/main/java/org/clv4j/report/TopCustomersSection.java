package org.clv4j.report;

import java.util.ArrayList;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.rfm.RfmTable;

/** Who has spent most, or ordered most where there are no amounts. */
final class TopCustomersSection {
  private TopCustomersSection() {}

  static Section of(RfmTable rfm, Pictures pictures) {
    CustomerBase base = rfm.base();
    Words words = pictures.words();
    boolean amounts = base.hasAmounts();
    List<String> columns =
        new ArrayList<>(List.of("customer", "#orders", "#first_order", "#last_order"));
    if (amounts) {
      columns.add("#spend");
    }
    columns.add("segment");
    List<List<String>> rows = new ArrayList<>();
    for (int row : Best.of(base.size(), r -> amounts ? base.spendMinor(r) : base.orders(r))) {
      List<String> cells = new ArrayList<>();
      cells.add(base.id(row));
      cells.add(words.whole(base.orders(row)));
      cells.add(words.day(base.firstOrder(row)));
      cells.add(words.day(base.lastOrder(row)));
      if (amounts) {
        cells.add(words.money(base.spend(row)));
      }
      cells.add(SegmentSection.name(rfm.segment(row), words));
      rows.add(cells);
    }
    return new SectionBuilder("top", pictures)
        .table(amounts ? "table.top.spend" : "table.top.orders", columns, rows)
        .build();
  }
}
