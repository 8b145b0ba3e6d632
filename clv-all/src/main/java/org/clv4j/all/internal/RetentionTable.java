package org.clv4j.all.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.clv4j.io.Table;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.WilsonInterval;
import org.clv4j.segments.retention.RetentionSeries;
import org.clv4j.segments.retention.TimeToSecondOrder;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalStep;
import org.jspecify.annotations.Nullable;

/** Who orders a second time, and who of one period orders in the next, as rows. */
public final class RetentionTable {
  private static final String ALL = "all";

  private RetentionTable() {}

  private record Row(
      String metric,
      Object time,
      long atRisk,
      long events,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high) {

    /** Where nobody is left there is no band, as in R. */
    static Row of(SurvivalStep step) {
      boolean some = step.survival() > 0;
      return new Row(
          "survival_to_second_order",
          Math.toIntExact(Math.round(step.time())),
          step.atRisk(),
          step.events(),
          step.survival(),
          some ? (Double) step.low() : null,
          some ? (Double) step.high() : null);
    }

    static Row of(LocalDate start, Metric share, Reasons reasons) {
      long events = count(share.numerator());
      long atRisk = count(share.denominator());
      Optional<WilsonInterval> interval =
          share.value().isPresent() ? WilsonInterval.of(events, atRisk) : Optional.empty();
      return new Row(
          share.name(),
          start,
          atRisk,
          events,
          reasons.valueOf(share),
          interval.map(WilsonInterval::low).orElse(null),
          interval.map(WilsonInterval::high).orElse(null));
    }

    private static long count(@Nullable BigDecimal number) {
      return Objects.requireNonNull(number).longValueExact();
    }
  }

  /**
   * The curve of the second order, then retention and churn of every period.
   *
   * @param second how long customers take
   * @param series the periods
   * @param reasons takes why cells are empty
   * @return columns {@code metric, group, time, at_risk, events, value, ci_low, ci_high}
   */
  public static Table of(TimeToSecondOrder second, RetentionSeries series, Reasons reasons) {
    List<Row> rows = new ArrayList<>();
    second
        .times()
        .ifPresent(
            times ->
                KaplanMeier.of(times).steps().stream()
                    .filter(step -> step.events() > 0)
                    .forEach(step -> rows.add(Row.of(step))));
    if (rows.isEmpty()) {
      reasons.add("survival_to_second_order", "no second order by " + series.scope().asOf());
    }
    for (int t = 1; t < series.periods(); t++) {
      rows.add(Row.of(series.start(t), series.periodRetention(t), reasons));
    }
    for (int t = 1; t < series.periods(); t++) {
      rows.add(Row.of(series.start(t), series.periodChurn(t), reasons));
    }
    if (series.periods() == 1) {
      reasons.valueOf(series.periodRetention(0));
      reasons.valueOf(series.periodChurn(0));
    }
    return table(rows);
  }

  private static Table table(List<Row> rows) {
    return new Table(rows.size())
        .with("metric", row -> rows.get(row).metric())
        .with("group", row -> ALL)
        .with("time", row -> rows.get(row).time())
        .with("at_risk", row -> rows.get(row).atRisk())
        .with("events", row -> rows.get(row).events())
        .with("value", row -> rows.get(row).value())
        .with("ci_low", row -> rows.get(row).low())
        .with("ci_high", row -> rows.get(row).high());
  }
}
