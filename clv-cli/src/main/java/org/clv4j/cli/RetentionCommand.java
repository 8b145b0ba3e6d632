package org.clv4j.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.io.Table;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.WilsonInterval;
import org.clv4j.segments.retention.RetentionSeries;
import org.clv4j.segments.retention.TimeToSecondOrder;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalStep;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "retention",
    description = {
      "Who orders a second time, and who of one period orders in the next.",
      "survival_to_second_order: the share that has not ordered again after so many days"
          + " (Kaplan-Meier, log-log intervals of 95 %%). period_retention, period_churn: of those"
          + " who ordered in the period before, the share that did, or did not, in the one that"
          + " begins on that day (Wilson intervals of 95 %%); without a value if it is not over."
    })
final class RetentionCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Mixin final OrderInput input = new OrderInput();
  @Mixin final CalendarOptions calendar = new CalendarOptions();
  @Mixin final TableOutput output = new TableOutput();

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

  @Override
  public Integer call() throws IOException {
    OrderInput.Loaded loaded = input.load();
    int threads = Runtime.getRuntime().availableProcessors();
    CustomerOrders orders = CustomerOrders.of(loaded.read().log(), threads);
    LocalDate asOf = loaded.base().asOf();
    List<Row> rows = new ArrayList<>();
    Reasons reasons = new Reasons();
    TimeToSecondOrder.of(orders, asOf)
        .times()
        .ifPresent(
            times ->
                KaplanMeier.of(times).steps().stream()
                    .filter(step -> step.events() > 0)
                    .forEach(step -> rows.add(Row.of(step))));
    RetentionSeries series =
        RetentionSeries.of(orders, asOf, calendar.period(input.weekStart), threads);
    input.tell(series.scope());
    if (rows.isEmpty()) {
      reasons.add("survival_to_second_order", "no second order by " + asOf);
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
    output.write(table(rows), input.out());
    reasons.tell(input);
    return 0;
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
