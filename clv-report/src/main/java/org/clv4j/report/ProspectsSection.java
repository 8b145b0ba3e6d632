package org.clv4j.report;

import java.util.ArrayList;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.rfm.RfmTable;

/** Whom to keep: those of whom most is expected, and those with whom most may be lost. */
final class ProspectsSection {
  private static final double DOUBTFUL = 0.5;

  private final RfmTable rfm;
  private final CustomerBase base;
  private final CustomerValues values;
  private final boolean money;
  private final Pictures pictures;
  private final Words words;

  ProspectsSection(HtmlReport report, HtmlReport.Forecast forecast, Pictures pictures) {
    this.rfm = report.rfm();
    this.base = rfm.base();
    this.values = forecast.values();
    this.money = values.valuation().spend() != null;
    this.pictures = pictures;
    this.words = pictures.words();
  }

  Section section() {
    return new SectionBuilder("prospects", pictures)
        .table("table.promising", promisingColumns(), promising())
        .table(
            "table.at-risk",
            atRiskColumns(),
            Best.of(base.size(), this::worthAtRisk).stream()
                .filter(row -> worthAtRisk(row) > 0)
                .map(this::atRisk)
                .toList())
        .note(words.of("prospects.at-risk"))
        .build();
  }

  private List<String> promisingColumns() {
    List<String> columns = new ArrayList<>(List.of("customer", "#p_alive", "#expected_purchases"));
    if (money) {
      columns.add("#expected_value");
    }
    columns.add("segment");
    return columns;
  }

  private List<List<String>> promising() {
    List<List<String>> rows = new ArrayList<>();
    for (int row : Best.of(base.size(), this::worth)) {
      List<String> cells = new ArrayList<>();
      cells.add(base.id(row));
      cells.add(words.percent(values.probabilityAlive(row)));
      cells.add(words.decimal(values.expectedPurchases(row).orElse(0), 2));
      if (money) {
        cells.add(words.money(values.residual(row), base.currency()));
      }
      cells.add(SegmentSection.name(rfm.segment(row), words));
      rows.add(cells);
    }
    return rows;
  }

  private List<String> atRiskColumns() {
    List<String> columns =
        new ArrayList<>(List.of("customer", "#p_alive", "#days_since_last_order"));
    if (money) {
      columns.add("#spend");
    }
    columns.addAll(List.of(money ? "#expected_value" : "#expected_purchases", "segment"));
    return columns;
  }

  private List<String> atRisk(int row) {
    List<String> cells = new ArrayList<>();
    cells.add(base.id(row));
    cells.add(words.percent(values.probabilityAlive(row)));
    cells.add(words.whole(base.asOf().toEpochDay() - base.lastOrder(row).toEpochDay()));
    if (money) {
      cells.add(words.money(base.spend(row)));
      cells.add(words.money(worth(row), base.currency()));
    } else {
      cells.add(words.decimal(worth(row), 2));
    }
    cells.add(SegmentSection.name(rfm.segment(row), words));
    return cells;
  }

  private double worth(int row) {
    return money ? values.residual(row) : values.expectedPurchases(row).orElse(0);
  }

  /** Only of those who are more likely gone than there. */
  private double worthAtRisk(int row) {
    return values.probabilityAlive(row) < DOUBTFUL ? worth(row) : 0;
  }
}
