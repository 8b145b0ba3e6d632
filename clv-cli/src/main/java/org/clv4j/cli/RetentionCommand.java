package org.clv4j.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.clv4j.all.internal.Reasons;
import org.clv4j.all.internal.RetentionTable;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.segments.retention.RetentionSeries;
import org.clv4j.segments.retention.TimeToSecondOrder;
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
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final CalendarOptions calendar = new CalendarOptions();
  @Mixin final TableOutput output = new TableOutput();

  @Override
  public Integer call() throws IOException {
    OrderInput.Loaded loaded = input.load();
    int threads = Runtime.getRuntime().availableProcessors();
    CustomerOrders orders = CustomerOrders.of(loaded.read().log(), threads);
    LocalDate asOf = loaded.base().asOf();
    Reasons reasons = new Reasons();
    RetentionSeries series =
        RetentionSeries.of(orders, asOf, calendar.period(input.weekStart), threads);
    input.tell(series.scope());
    output.write(
        RetentionTable.of(TimeToSecondOrder.of(orders, asOf), series, reasons), input.out());
    reasons.lines().forEach(input::tell);
    return 0;
  }
}
