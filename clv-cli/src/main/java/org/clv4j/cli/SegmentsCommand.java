package org.clv4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clv4j.all.internal.LabelTable;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.value.Money;
import org.clv4j.io.CsvSource;
import org.clv4j.io.CustomerColumnCsv;
import org.clv4j.segments.behavior.BehaviorSegment;
import org.clv4j.segments.behavior.BehaviorSegments;
import org.clv4j.segments.behavior.Columns;
import org.clv4j.segments.behavior.SegmentRules;
import org.clv4j.segments.lifecycle.LifecycleOptions;
import org.clv4j.segments.lifecycle.LifecycleStages;
import org.clv4j.segments.lifecycle.StageResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "segments",
    description = {
      "Behaviour segments and lifecycle stage of each customer, one row per label.",
      "A customer can be in several segments and is in one stage, whose name begins with"
          + " Lifecycle."
    })
final class SegmentsCommand implements Callable<Integer> {
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final EventFiles events = new EventFiles();
  @Mixin final TableOutput output = new TableOutput();

  @Option(
      names = "--carts",
      paramLabel = "FILE",
      description =
          "Who filled a cart when: a CSV of customer and day. Who never ordered is a customer too.")
  @Nullable Path carts;

  @Option(
      names = "--referrals",
      paramLabel = "FILE",
      description = "Who referred whom: a CSV of customer, day and the customer referred.")
  @Nullable Path referrals;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Segments of your own, instead of the ten usual ones, in the order of their priority; a"
              + " line looks like: Big fish: spend >= P90 and days_since_last_order < 60")
  @Nullable Path rules;

  @Option(
      names = "--columns",
      paramLabel = "FILE",
      description =
          "More columns for the rules: a CSV of numbers with the customer column first, such as"
              + " the output of predict, whose clv and probability_alive the usual rules know.")
  @Nullable Path columns;

  @Option(
      names = "--single",
      description =
          "One row per customer: the first segment by priority, or the stage of who is in none.")
  boolean single;

  @Option(
      names = "--repurchase-horizon",
      paramLabel = "DAYS",
      description =
          "Days after the first order within which the second makes a customer retained; default:"
              + " 90.")
  @Nullable Integer repurchaseHorizon;

  @Option(
      names = "--acquisition-cost",
      paramLabel = "MONEY",
      description = "What it cost to win a customer, which the revenue stage has paid back.")
  @Nullable BigDecimal acquisitionCost;

  @Option(
      names = "--margin",
      paramLabel = "SHARE",
      description = "Share of the amounts that is margin, without a cost column; default: 1.")
  @Nullable Double margin;

  @Override
  public Integer call() throws IOException {
    LifecycleOptions options = options();
    SegmentRules segmentRules =
        rules == null ? SegmentRules.DEFAULT : RfmOptions.parse(rules, SegmentRules::parse);
    OrderInput.Loaded loaded = input.load();
    LocalDate asOf = loaded.base().asOf();
    int threads = Runtime.getRuntime().availableProcessors();
    CustomerOrders orders = CustomerOrders.of(loaded.read().log(), threads);
    BehaviorSegments segments = segments(columns(orders, asOf).withThreads(threads), segmentRules);
    LifecycleStages stages = LifecycleStages.of(orders, asOf, withData(options, orders));
    tell(segments, stages);
    output.write(LabelTable.of(segments, stages, single), input.out());
    return 0;
  }

  private BehaviorSegments segments(Columns all, SegmentRules segmentRules) {
    try {
      return BehaviorSegments.of(all, segmentRules);
    } catch (IllegalArgumentException e) {
      throw rules == null ? e : new IllegalArgumentException(rules + ": " + e.getMessage(), e);
    }
  }

  private LifecycleOptions options() {
    LifecycleOptions options = LifecycleOptions.DEFAULT;
    try {
      options =
          repurchaseHorizon == null ? options : options.withRepurchaseHorizon(repurchaseHorizon);
      return margin == null ? options : options.withMargin(margin);
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
  }

  private LifecycleOptions withData(LifecycleOptions options, CustomerOrders orders)
      throws IOException {
    LifecycleOptions known = options;
    CustomerEvents registered = events.registrations(input);
    known = registered == null ? known : known.withRegistrations(registered);
    CustomerEvents referred = EventFiles.read(referrals, input);
    known = referred == null ? known : known.withReferrals(referred);
    Currency currency = orders.currency();
    return acquisitionCost == null || currency == null
        ? known
        : known.withAcquisitionCost(Money.of(acquisitionCost, currency));
  }

  private Columns columns(CustomerOrders orders, LocalDate asOf) throws IOException {
    Columns all = Columns.of(orders, asOf);
    CustomerEvents filled = EventFiles.read(carts, input);
    all = filled == null ? all : all.withCarts(filled);
    if (columns != null) {
      for (Map.Entry<String, double[]> column :
          CustomerColumnCsv.read(CsvSource.of(columns), all.ids()).entrySet()) {
        all = all.with(column.getKey(), column.getValue());
      }
    }
    return all;
  }

  private void tell(BehaviorSegments segments, LifecycleStages stages) {
    if (input.quiet) {
      return;
    }
    PrintWriter err = input.err();
    err.println("Segments: " + segments.scope());
    for (BehaviorSegment segment : segments.segments()) {
      err.println(segment);
    }
    err.println("Lifecycle: " + stages.scope());
    for (StageResult stage : stages.stages()) {
      String reason = stage.conversion().reason();
      boolean unknown = stage.customers() == 0 && reason != null;
      err.println(
          "Lifecycle: "
              + stage.stage()
              + ": "
              + (unknown ? "unknown, " + reason : stage.customers() + " customers"));
    }
    err.flush();
  }
}
