package org.clv4j.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.clv4j.all.internal.MetricTable;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.io.Table;
import org.clv4j.segments.concentration.Concentration;
import org.clv4j.segments.concentration.CurvePoint;
import org.clv4j.segments.concentration.NegativeValues;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "concentration",
    description = "How value is spread over customers: Gini, share of the top, whale curve.")
final class ConcentrationCommand implements Callable<Integer> {
  enum Of {
    SPEND,
    MARGIN,
    ORDERS
  }

  enum Curve {
    LORENZ,
    WHALE
  }

  @Mixin final OrderInput input = new OrderInput();
  @Mixin final TableOutput output = new TableOutput();

  @Option(
      names = "--of",
      paramLabel = "spend|margin|orders",
      description =
          "What is spread; margin needs the costs of orders; default: spend, without amounts"
              + " orders.")
  @Nullable Of of;

  @Option(
      names = "--negative",
      paramLabel = "refuse|clamp|keep",
      description =
          "Customers worth less than 0 are an error, count as 0 or count as they are; default:"
              + " refuse.")
  NegativeValues negative = NegativeValues.REFUSE;

  @Option(
      names = "--top",
      paramLabel = "SHARE",
      description = "Share of the customers whose part is told; default: ${DEFAULT-VALUE}.")
  double top = 0.2;

  @Option(
      names = "--reach",
      paramLabel = "SHARE",
      description =
          "Share of the whole that the fewest customers are counted for; default:"
              + " ${DEFAULT-VALUE}.")
  double reach = 0.8;

  @Option(
      names = "--curve",
      paramLabel = "lorenz|whale",
      description =
          "The points of a curve instead: those with the smallest values first, or those with the"
              + " largest first.")
  @Nullable Curve curve;

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "Steps of the curve; default: ${DEFAULT-VALUE}.")
  int points = 100;

  @Override
  public Integer call() throws IOException {
    requireShare("--top", top);
    requireShare("--reach", reach);
    if (points < 1) {
      throw input.usage("--points must be at least 1, but was " + points);
    }
    Concentration concentration = concentration(input.load());
    input.tell(
        concentration.scope()
            + ", "
            + concentration.measure()
            + ", negative values: "
            + concentration.negatives());
    if (curve == null) {
      writeMetrics(concentration);
    } else {
      writeCurve(concentration, curve);
    }
    return 0;
  }

  private void requireShare(String option, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw input.usage(option + " must be between 0 and 1, but was " + share);
    }
  }

  private Concentration concentration(OrderInput.Loaded loaded) {
    Of unlessStated = loaded.base().hasAmounts() ? Of.SPEND : Of.ORDERS;
    return switch (of == null ? unlessStated : of) {
      case SPEND -> Concentration.ofSpend(loaded.base(), negative);
      case ORDERS -> Concentration.ofOrders(loaded.base());
      case MARGIN ->
          Concentration.ofMargin(
              CustomerOrders.of(loaded.read().log()), loaded.base().asOf(), negative);
    };
  }

  private void writeMetrics(Concentration concentration) throws IOException {
    List<Metric> metrics =
        List.of(
            concentration.gini(),
            concentration.giniOfSample(),
            concentration.topShare(top),
            concentration.customersFor(reach),
            concentration.shareOfCustomersFor(reach),
            concentration.whalePeak(),
            concentration.customersAtWhalePeak(),
            concentration.customersBelowZero());
    output.write(MetricTable.of(new Table(metrics.size()), metrics), input.out());
  }

  private void writeCurve(Concentration concentration, Curve kind) throws IOException {
    List<CurvePoint> of =
        kind == Curve.LORENZ ? concentration.lorenzCurve(points) : concentration.whaleCurve(points);
    if (of.isEmpty()) {
      input.tell("no curve: " + concentration.gini().reason());
    }
    output.write(
        new Table(of.size())
            .with("customers", row -> of.get(row).customers())
            .with("share_of_customers", row -> of.get(row).shareOfCustomers())
            .with("share_of_" + concentration.measure(), row -> of.get(row).shareOfValue()),
        input.out());
  }
}
