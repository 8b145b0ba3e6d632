package org.clv4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.clv4j.core.formula.CashFlow;
import org.clv4j.core.formula.CashFlowTable;
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
import org.clv4j.segments.economics.UnitEconomics;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "value",
    description = {
      "Customer lifetime value in closed form, LTV:CAC and payback; with INPUT unit economics, by"
          + " group.",
      "Gives what the options allow: the simple value with --lifespan-years, the margin-retention"
          + " value with --retention, ratio and payback with --acquisition-cost."
    })
final class ValueCommand implements Callable<Integer> {
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final UnitEconomicsInput unit = new UnitEconomicsInput();
  @Mixin final TableOutput output = new TableOutput();

  @Option(
      names = "--average-order-value",
      paramLabel = "MONEY",
      description = "Spend per order; needed without INPUT.")
  @Nullable Double averageOrderValue;

  @Option(
      names = "--orders-per-year",
      paramLabel = "N",
      description = "Orders of a customer in a year; needed without INPUT.")
  @Nullable Double ordersPerYear;

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
      names = "--retention",
      paramLabel = "SHARE",
      description = "Share of the customers who stay from one year to the next.")
  @Nullable Double retention;

  @Option(
      names = "--growth",
      paramLabel = "RATE",
      description = "Of the margin per year; default: ${DEFAULT-VALUE}.")
  double growth = 0;

  @Option(
      names = "--discount-rate",
      paramLabel = "RATE",
      description = "Per year; default: ${DEFAULT-VALUE}.")
  double discountRate = 0;

  @Option(
      names = "--horizon-years",
      paramLabel = "YEARS",
      description = "Margins of the margin-retention value; default: for ever.")
  @Nullable Integer horizonYears;

  @Option(
      names = "--explain",
      paramLabel = "YEARS",
      description =
          "Instead: the margins from acquisition on, year by year, as a spreadsheet would have"
              + " them.")
  @Nullable Integer explain;

  @Override
  public Integer call() throws IOException {
    if (!input.sources.inputs.isEmpty()) {
      UnitEconomics economics = unit.economics(input, input.load());
      input.tell(economics.scope());
      output.write(table(economics), input.out());
      return 0;
    }
    if (averageOrderValue == null || ordersPerYear == null) {
      throw usage(
          "Missing required options without INPUT: '--average-order-value=MONEY',"
              + " '--orders-per-year=N'");
    }
    if (lifespanYears == null && retention == null && acquisitionCost == null) {
      throw usage("Give at least one of --lifespan-years, --retention and --acquisition-cost");
    }
    Table table;
    try {
      table =
          explain == null
              ? table(values(averageOrderValue, ordersPerYear))
              : table(marginRetention(averageOrderValue * ordersPerYear, explain));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    output.write(table, input.out());
    return 0;
  }

  private ParameterException usage(String message) {
    return input.usage(message);
  }

  private static Table table(Map<String, OptionalDouble> values) {
    List<String> metrics = List.copyOf(values.keySet());
    return new Table(metrics.size())
        .with("metric", metrics::get)
        .with("value", row -> orNull(Objects.requireNonNull(values.get(metrics.get(row)))));
  }

  private static Table table(CashFlowTable flows) {
    List<CashFlow> rows = flows.flows();
    return new Table(rows.size())
        .with(flows.period().toString(), row -> rows.get(row).time())
        .with("item", row -> rows.get(row).item())
        .with("amount", row -> rows.get(row).amount())
        .with("probability", row -> rows.get(row).probability())
        .with("expected", row -> rows.get(row).expected())
        .with("discount_factor", row -> rows.get(row).discountFactor())
        .with("present_value", row -> rows.get(row).presentValue())
        .with("cumulative", row -> flows.presentValue(row + 1));
  }

  private record GroupMetric(String group, Metric metric) {}

  private Table table(UnitEconomics economics) {
    List<GroupMetric> rows = new ArrayList<>();
    unit.acquisitionCosts(economics).forEach(cost -> rows.add(new GroupMetric("(all)", cost)));
    economics
        .groups()
        .forEach(
            group ->
                group.metrics().forEach(metric -> rows.add(new GroupMetric(group.name(), metric))));
    return new Table(rows.size())
        .with("group", row -> rows.get(row).group())
        .with("metric", row -> rows.get(row).metric().name())
        .with("value", row -> orNull(rows.get(row).metric().value()))
        .with("unit", row -> rows.get(row).metric().unit().toString())
        .with("reason", row -> rows.get(row).metric().reason());
  }

  private MarginRetentionClv marginRetention(double spendPerYear) {
    return new MarginRetentionClv(
        spendPerYear * share(),
        retention == null ? 1 : retention,
        growth,
        DiscountRate.annual(discountRate),
        PeriodUnit.YEAR);
  }

  private CashFlowTable marginRetention(double spendPerYear, int years) {
    return marginRetention(spendPerYear).explainAtAcquisition(years);
  }

  private double share() {
    return Check.inRange(unit.margin == null ? 1 : unit.margin, -Double.MAX_VALUE, 1, "margin");
  }

  private Map<String, OptionalDouble> values(double orderValue, double yearly) {
    Check.inRange(orderValue, 0, Double.MAX_VALUE, "average order value");
    OrderRate rate = OrderRate.perYear(yearly);
    Map<String, OptionalDouble> values = new LinkedHashMap<>();
    OptionalDouble lifetimeValue = OptionalDouble.empty();
    TimeSpan horizon = null;
    if (retention != null) {
      MarginRetentionClv clv = marginRetention(orderValue * rate.orders());
      lifetimeValue =
          OptionalDouble.of(
              horizonYears == null ? clv.atAcquisition() : clv.atAcquisition(horizonYears));
      horizon = horizonYears == null ? null : TimeSpan.of(horizonYears, PeriodUnit.YEAR);
      values.put(
          "margin_retention_clv",
          OptionalDouble.of(horizonYears == null ? clv.residual() : clv.residual(horizonYears)));
      values.put("margin_retention_clv_at_acquisition", lifetimeValue);
    }
    if (lifespanYears != null) {
      TimeSpan lifespan = TimeSpan.of(lifespanYears, PeriodUnit.YEAR);
      SimpleClv clv =
          new SimpleClv(
              orderValue, rate, lifespan, share(), acquisitionCost == null ? 0 : acquisitionCost);
      lifetimeValue = OptionalDouble.of(clv.beforeAcquisitionCost());
      horizon = lifespan;
      values.put("simple_clv", OptionalDouble.of(clv.value()));
    }
    if (lifetimeValue.isPresent() && unit.targetRatio != null) {
      values.put(
          "allowable_acquisition_cost",
          OptionalDouble.of(LtvToCac.allowableCost(lifetimeValue.getAsDouble(), unit.targetRatio)));
    }
    if (acquisitionCost != null) {
      if (lifetimeValue.isPresent() && acquisitionCost > 0) {
        LtvToCac.Basis basis = unit.margin == null ? LtvToCac.Basis.REVENUE : LtvToCac.Basis.MARGIN;
        LtvToCac ratio = new LtvToCac(lifetimeValue.getAsDouble(), acquisitionCost, basis, horizon);
        values.put(LtvToCac.metricName(basis, horizon), OptionalDouble.of(ratio.ratio()));
      }
      values.put("payback_months", paybackMonths(acquisitionCost, orderValue * yearly));
    }
    return values;
  }

  /** By the year, as all else here; nothing comes after the end of the lifespan or the horizon. */
  private OptionalDouble paybackMonths(double cost, double spendPerYear) {
    double end =
        Math.min(
            lifespanYears == null ? Double.MAX_VALUE : lifespanYears,
            horizonYears == null ? Double.MAX_VALUE : horizonYears);
    OptionalDouble years =
        new Payback(
                spendPerYear * share(),
                retention == null ? 1 : retention,
                growth,
                PeriodUnit.YEAR,
                cost,
                TimeSpan.of(end, PeriodUnit.YEAR))
            .periods();
    return years.isEmpty()
        ? years
        : OptionalDouble.of(TimeSpan.of(years.getAsDouble(), PeriodUnit.YEAR).in(PeriodUnit.MONTH));
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}
