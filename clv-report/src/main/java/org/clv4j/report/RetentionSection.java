package org.clv4j.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.clv4j.charts.Charts;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.health.PurchaseDelays;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.retention.RetentionCurve;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalTimes;

/**
 * How long customers stay. Who has been silent for longer than a time has left, so of the last days
 * of that length nobody knows yet: both curves end before them.
 */
final class RetentionSection {
  private static final int MOST_PERIODS = 36;

  private RetentionSection() {}

  static Section of(HtmlReport report, CustomerOrders orders, Pictures pictures) {
    CustomerBase base = report.rfm().base();
    Words words = pictures.words();
    SectionBuilder section = new SectionBuilder("retention", pictures);
    OptionalInt deadline = PurchaseDelays.repurchaseDeadline(orders, base.asOf());
    if (deadline.isEmpty()) {
      return section.note(words.of("retention.none")).build();
    }
    int silence = deadline.getAsInt();
    LocalDate known = base.asOf().minusDays(silence);
    List<Double> shares = shares(CohortSection.cohorts(base, orders), known);
    if (shares.size() > 1) {
      RetentionCurve curve =
          RetentionCurve.of(shares.stream().mapToDouble(Double::doubleValue).toArray());
      section.chart(
          "retention-curve",
          () -> Charts.retention(curve, Math.min(MOST_PERIODS, curve.observed() - 1)));
    } else {
      section.note(words.of("retention.no-curve", words.day(known)));
    }
    KaplanMeier stay = KaplanMeier.of(stays(base, silence));
    return section
        .chart("survival-curve", () -> Charts.survival(stay, PeriodUnit.DAY))
        .note(words.of("retention.left", words.whole(silence), words.day(known)))
        .build();
  }

  /**
   * By period since the first order, the share of the customers who ordered then or later: of the
   * cohorts for which the period is over by a day, with all orders up to the as-of day.
   */
  static List<Double> shares(CohortTable cohorts, LocalDate known) {
    CalendarPeriod calendar = cohorts.options().cohorts();
    int open = calendar.indexOf((int) known.plusDays(1).toEpochDay());
    List<Double> shares = new ArrayList<>();
    for (int period = 0; period < cohorts.periods(); period++) {
      long retained = 0;
      long customers = 0;
      for (int cohort = 0; cohort < cohorts.cohorts(); cohort++) {
        int start = calendar.indexOf((int) cohorts.start(cohort).toEpochDay());
        Metric share = cohorts.value(CohortMeasure.RETENTION_ON_OR_AFTER, cohort, period);
        if (start + period < open && share.value().isPresent()) {
          retained += Objects.requireNonNull(share.numerator()).longValueExact();
          customers += cohorts.customers(cohort);
        }
      }
      if (customers == 0) {
        break;
      }
      shares.add((double) retained / customers);
    }
    return shares;
  }

  /**
   * Of the customers who came before the last days, in which nobody can be known to have left: from
   * the first order to the last of those who are silent for too long, else to the day before which
   * all is known.
   */
  static SurvivalTimes stays(CustomerBase base, int silence) {
    int end = (int) base.asOf().toEpochDay() - silence;
    int days = (int) base.observationPeriod().days() + 1;
    int[] left = new int[days];
    int[] stayed = new int[days];
    for (int row = 0; row < base.size(); row++) {
      int first = (int) base.firstOrder(row).toEpochDay();
      int last = (int) base.lastOrder(row).toEpochDay();
      if (last < end) {
        left[last - first]++;
      } else if (first <= end) {
        stayed[end - first]++;
      }
    }
    return SurvivalTimes.ofCounts(left, stayed);
  }
}
