package org.clv4j.report;

import java.util.OptionalInt;
import org.clv4j.charts.Charts;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.health.PurchaseDelays;
import org.clv4j.segments.retention.RetentionCurve;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalTimes;

/** How long customers stay. */
final class RetentionSection {
  private static final int MOST_PERIODS = 36;

  private RetentionSection() {}

  static Section of(HtmlReport report, CustomerOrders orders, Pictures pictures) {
    CustomerBase base = report.rfm().base();
    Words words = pictures.words();
    SectionBuilder section = new SectionBuilder("retention", pictures);
    section.chart(
        "retention-curve",
        () -> {
          CohortTable cohorts = CohortSection.cohorts(base, orders);
          RetentionCurve curve = RetentionCurve.of(cohorts, CohortMeasure.RETENTION_ON_OR_AFTER);
          return Charts.retention(curve, Math.min(MOST_PERIODS, curve.observed() - 1));
        });
    OptionalInt deadline = PurchaseDelays.repurchaseDeadline(orders, base.asOf());
    if (deadline.isEmpty()) {
      return section.note(words.of("retention.no-survival")).build();
    }
    KaplanMeier stay = KaplanMeier.of(stays(base, deadline.getAsInt()));
    return section
        .chart("survival-curve", () -> Charts.survival(stay, PeriodUnit.DAY))
        .note(words.of("retention.left", words.whole(deadline.getAsInt())))
        .build();
  }

  /** From the first order to the last of those who are silent for too long, else to the end. */
  private static SurvivalTimes stays(CustomerBase base, int silence) {
    int end = (int) base.asOf().toEpochDay();
    int days = (int) base.observationPeriod().days() + 1;
    int[] left = new int[days];
    int[] stayed = new int[days];
    for (int row = 0; row < base.size(); row++) {
      int first = (int) base.firstOrder(row).toEpochDay();
      int last = (int) base.lastOrder(row).toEpochDay();
      if (end - last > silence) {
        left[last - first]++;
      } else {
        stayed[end - first]++;
      }
    }
    return SurvivalTimes.ofCounts(left, stayed);
  }
}
