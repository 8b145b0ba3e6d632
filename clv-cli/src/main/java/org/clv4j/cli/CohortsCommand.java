package org.clv4j.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.clv4j.all.internal.CohortTables;
import org.clv4j.all.internal.Reasons;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.io.Table;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.cohort.CustomerLabels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "cohorts",
    description = "Puts customers into cohorts by their first order and follows each over time.")
final class CohortsCommand implements Callable<Integer> {
  enum Mode {
    ON(CohortMeasure.RETENTION),
    ON_OR_AFTER(CohortMeasure.RETENTION_ON_OR_AFTER),
    EVERY(CohortMeasure.RETENTION_EVERY);

    private final CohortMeasure measure;

    Mode(CohortMeasure measure) {
      this.measure = measure;
    }
  }

  enum Clock {
    CALENDAR,
    ROLLING
  }

  @Mixin final OrderInput input = new OrderInput();
  @Mixin final CalendarOptions calendar = new CalendarOptions();
  @Mixin final TableOutput output = new TableOutput();
  private final Reasons reasons = new Reasons();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "retention, customers, orders, revenue, margin, cumulative-value, cumulative-margin (both"
              + " per original customer) or average-order-value; default: retention.")
  CohortMeasure metric = CohortMeasure.RETENTION;

  @Option(
      names = "--mode",
      paramLabel = "on|on-or-after|every",
      description =
          "Retained is who ordered in the period, in it or a later one, or in it and every one"
              + " before; default: on.")
  @Nullable Mode mode;

  @Option(
      names = "--clock",
      paramLabel = "calendar|rolling",
      description =
          "Periods of the calendar, or 1, 7, 30, 90 or 365 days from each customer's own first"
              + " order; default: calendar.")
  Clock clock = Clock.CALENDAR;

  @Option(
      names = "--brackets",
      paramLabel = "N",
      split = ",",
      description = "First period of each bracket, for example 0,1,3,6; the last has no end.")
  int @Nullable [] brackets;

  @Option(
      names = "--by-channel",
      description = "A triangle for each channel of the first order, with a column of its name.")
  boolean byChannel;

  @Override
  public Integer call() throws IOException {
    if (mode != null && metric != CohortMeasure.RETENTION) {
      throw input.usage("--mode says what retention is; leave out --mode or --metric");
    }
    OrderInput.Loaded loaded = input.load();
    int threads = Runtime.getRuntime().availableProcessors();
    CustomerOrders orders = CustomerOrders.of(loaded.read().log(), threads);
    CohortMeasure measure = mode == null ? metric : mode.measure;
    CohortOptions options = options(loaded.base().asOf()).withThreads(threads);
    if (!byChannel) {
      CohortTable table = CohortTable.of(orders, options);
      input.tell(table.scope());
      write(CohortTables.cells(List.of(table), measure, reasons));
      return 0;
    }
    if (!orders.hasChannels()) {
      throw new IllegalArgumentException(
          "the orders have no channels: name their column with --channel");
    }
    CustomerLabels channels = CustomerLabels.firstChannel(orders);
    List<CohortTable> tables = List.copyOf(CohortTable.byLabel(orders, options, channels).values());
    input.tell(tables.get(0).scope());
    int rows = CohortTables.cells(tables.subList(0, 1), measure, reasons).rows();
    write(
        CohortTables.cells(tables, measure, reasons)
            .with("channel", row -> channels.names().get(row / rows)));
    return 0;
  }

  private void write(Table table) throws IOException {
    output.write(table, input.out());
    reasons.lines().forEach(input::tell);
  }

  private CohortOptions options(LocalDate asOf) {
    CohortOptions options = CohortOptions.asOf(asOf).withCohorts(calendar.period(input.weekStart));
    if (clock == Clock.ROLLING) {
      options = options.withRollingClock();
    }
    try {
      return brackets == null ? options : options.withBrackets(brackets);
    } catch (IllegalArgumentException e) {
      throw input.usage("--brackets: " + e.getMessage());
    }
  }
}
