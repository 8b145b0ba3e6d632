package org.clv4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.formula.MarginRetentionClv;
import org.clv4j.core.formula.Payback;
import org.clv4j.core.formula.SimpleClv;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.OrderRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.io.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "value",
    description = {
      "Customer lifetime value in closed form, LTV:CAC and payback.",
      "Gives what the options allow: the simple value with --lifespan-years, the margin-retention"
          + " value with --retention, ratio and payback with --acquisition-cost."
    })
final class ValueCommand implements Callable<Integer> {
  @Mixin final TableOutput output = new TableOutput();

  @Spec @Nullable CommandSpec command;

  @Option(
      names = "--average-order-value",
      paramLabel = "MONEY",
      required = true,
      description = "Spend per order.")
  double averageOrderValue;

  @Option(
      names = "--orders-per-year",
      paramLabel = "N",
      required = true,
      description = "Orders of a customer in a year.")
  double ordersPerYear;

  @Option(
      names = "--lifespan-years",
      paramLabel = "YEARS",
      description = "How long a customer stays.")
  @Nullable Double lifespanYears;

  @Option(
      names = "--acquisition-cost",
      paramLabel = "MONEY",
      description = "What it cost to win a customer.")
  @Nullable Double acquisitionCost;

  @Option(
      names = "--margin",
      paramLabel = "SHARE",
      description = "Share of the spend that is kept; default: 1, values are revenue.")
  @Nullable Double margin;

  @Option(
      names = "--retention",
      paramLabel = "SHARE",
      description = "Share of the customers who stay from one year to the next.")
  @Nullable Double retention;

  @Option(
      names = "--discount-rate",
      paramLabel = "RATE",
      description = "Per year; default: ${DEFAULT-VALUE}.")
  double discountRate = 0;

  @Override
  public Integer call() throws IOException {
    if (lifespanYears == null && retention == null && acquisitionCost == null) {
      throw usage("Give at least one of --lifespan-years, --retention and --acquisition-cost");
    }
    Map<String, OptionalDouble> values;
    try {
      values = values();
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    List<String> metrics = List.copyOf(values.keySet());
    output.write(
        new Table(metrics.size())
            .with("metric", metrics::get)
            .with("value", row -> orNull(Objects.requireNonNull(values.get(metrics.get(row))))),
        spec().commandLine().getOut());
    return 0;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private Map<String, OptionalDouble> values() {
    Check.inRange(averageOrderValue, 0, Double.MAX_VALUE, "average order value");
    OrderRate rate = OrderRate.perYear(ordersPerYear);
    double share = Check.inRange(margin == null ? 1 : margin, -Double.MAX_VALUE, 1, "margin");
    Map<String, OptionalDouble> values = new LinkedHashMap<>();
    OptionalDouble lifetimeValue = OptionalDouble.empty();
    TimeSpan horizon = null;
    if (retention != null) {
      MarginRetentionClv clv =
          new MarginRetentionClv(
              averageOrderValue * rate.orders() * share,
              retention,
              0,
              DiscountRate.annual(discountRate),
              PeriodUnit.YEAR);
      lifetimeValue = OptionalDouble.of(clv.atAcquisition());
      values.put("margin_retention_clv", OptionalDouble.of(clv.residual()));
      values.put("margin_retention_clv_at_acquisition", lifetimeValue);
    }
    if (lifespanYears != null) {
      TimeSpan lifespan = TimeSpan.of(lifespanYears, PeriodUnit.YEAR);
      SimpleClv clv =
          new SimpleClv(
              averageOrderValue,
              rate,
              lifespan,
              share,
              acquisitionCost == null ? 0 : acquisitionCost);
      lifetimeValue = OptionalDouble.of(clv.beforeAcquisitionCost());
      horizon = lifespan;
      values.put("simple_clv", OptionalDouble.of(clv.value()));
    }
    if (acquisitionCost != null) {
      if (lifetimeValue.isPresent() && acquisitionCost > 0) {
        LtvToCac.Basis basis = margin == null ? LtvToCac.Basis.REVENUE : LtvToCac.Basis.MARGIN;
        LtvToCac ratio = new LtvToCac(lifetimeValue.getAsDouble(), acquisitionCost, basis, horizon);
        values.put("ltv_to_cac", OptionalDouble.of(ratio.ratio()));
        PrintWriter err = spec().commandLine().getErr();
        err.println("ltv_to_cac: " + ratio);
        err.flush();
      }
      values.put("payback_periods", paybackMonths(acquisitionCost, share));
    }
    return values;
  }

  private OptionalDouble paybackMonths(double cost, double share) {
    double monthsPerYear = PeriodUnit.YEAR.days() / PeriodUnit.MONTH.days();
    return new Payback(
            averageOrderValue * ordersPerYear * share / monthsPerYear,
            retention == null ? 1 : Math.pow(retention, 1 / monthsPerYear),
            PeriodUnit.MONTH,
            cost,
            lifespanYears == null ? null : TimeSpan.of(lifespanYears, PeriodUnit.YEAR))
        .periods();
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(command, "command must be set by picocli");
  }
}
