package org.clv4j.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.io.Table;
import org.clv4j.segments.drift.ColumnDrift;
import org.clv4j.segments.drift.CustomerDrift;
import org.clv4j.segments.drift.DriftBin;
import org.clv4j.segments.drift.DriftOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "drift",
    description = {
      "What changed about the customers between two dates, column by column.",
      "psi is the population stability index over bins of equal share on the first date; alert says"
          + " stable, watch or alert; recency and age are in days."
    })
final class DriftCommand implements Callable<Integer> {
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final TableOutput output = new TableOutput();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      required = true,
      description = "The first date, whose bins are frozen.")
  @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "The second date, another name of --as-of; default: the last order's.")
  @Nullable LocalDate to;

  @Option(
      names = "--bins",
      paramLabel = "N",
      description = "At most so many bins; default: ${DEFAULT-VALUE}.")
  int bins = DriftOptions.DEFAULT.bins();

  @Option(
      names = "--watch",
      paramLabel = "PSI",
      description = "From here on a column is to be watched; default: ${DEFAULT-VALUE}.")
  double watch = DriftOptions.DEFAULT.watch();

  @Option(
      names = "--alert",
      paramLabel = "PSI",
      description = "Above this there is an alert; default: ${DEFAULT-VALUE}.")
  double alert = DriftOptions.DEFAULT.alert();

  @Option(
      names = "--empty-share",
      paramLabel = "SHARE",
      description =
          "What a bin counts as that is empty on one date only; default: ${DEFAULT-VALUE}.")
  double emptyShare = DriftOptions.DEFAULT.emptyShare();

  @Option(
      names = "--new-within",
      paramLabel = "DAYS",
      description =
          "Only customers whose first order came in so many days up to each date, so that like is"
              + " held against like; default: all customers.")
  @Nullable Integer newWithin;

  @Override
  public Integer call() throws IOException {
    DriftOptions options = options();
    LocalDate first = Objects.requireNonNull(from, "--from must be set by picocli");
    if (to != null) {
      if (input.statedAsOf() != null) {
        throw input.usage("--to is another name of --as-of; leave out one of them");
      }
      input.asOf = to;
    }
    OrderInput.Loaded loaded = input.load();
    CustomerDrift drift = drift(loaded, first, newWithin, options, input);
    output.write(table(drift.columns()), input.out());
    return 0;
  }

  /** The customers of the loaded base beside those of an earlier day; of either perhaps the new. */
  static CustomerDrift drift(
      OrderInput.Loaded loaded,
      LocalDate first,
      @Nullable Integer newWithin,
      DriftOptions options,
      OrderInput input) {
    CustomerBase now = loaded.base();
    if (!first.isBefore(now.asOf())) {
      throw input.usage("the first date must be before " + now.asOf() + ", but was " + first);
    }
    int threads = Runtime.getRuntime().availableProcessors();
    CustomerBase before =
        CustomerOrders.of(loaded.read().log(), threads)
            .base(
                CustomerBase.Options.DEFAULT
                    .withAsOf(first)
                    .withPurchasePeriod(now.purchasePeriod())
                    .withThreads(threads));
    if (before.isEmpty()) {
      throw new IllegalArgumentException(
          "no order came by " + first + ": the first is of " + loaded.read().log().firstDay());
    }
    CustomerDrift drift =
        newWithin == null
            ? CustomerDrift.of(before, now, options)
            : CustomerDrift.ofNew(before, now, newWithin, options);
    ColumnDrift any = drift.columns().get(0);
    input.tell(
        any.from()
            + ": "
            + any.bins().stream().mapToInt(DriftBin::before).sum()
            + " customers; as of "
            + now.asOf()
            + ": "
            + any.bins().stream().mapToInt(DriftBin::after).sum());
    return drift;
  }

  private DriftOptions options() {
    if (newWithin != null && newWithin < 1) {
      throw input.usage("--new-within must be at least 1, but was " + newWithin);
    }
    try {
      return DriftOptions.DEFAULT
          .withBins(bins)
          .withThresholds(watch, alert)
          .withEmptyShare(emptyShare)
          .withQuantiles(List.of(0.5));
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
  }

  static Table table(List<ColumnDrift> columns) {
    return new Table(columns.size())
        .with("column", row -> columns.get(row).column())
        .with("psi", row -> orNull(columns.get(row).psi().value()))
        .with("median_from", row -> orNull(columns.get(row).quantiles().get(0).before()))
        .with("median_to", row -> orNull(columns.get(row).quantiles().get(0).after()))
        .with("alert", row -> columns.get(row).level().map(Object::toString).orElse(null));
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}
