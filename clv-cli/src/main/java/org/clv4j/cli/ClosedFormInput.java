package org.clv4j.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Values in closed form: from options to figures, or to the cash flows behind them. */
final class ClosedFormInput {
  /** All options of this class. */
  static final List<String> OPTIONS =
      List.of(
          "--average-order-value",
          "--orders-per-year",
          "--lifespan-years",
          "--acquisition-cost",
          "--retention",
          "--growth",
          "--discount-rate",
          "--horizon-years",
          "--explain");

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
      description =
          "Per year, of the margin-retention value; default: ${DEFAULT-VALUE}. The simple value and"
              + " payback are not discounted.")
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
          "Instead: the cash flows of so many years, as a spreadsheet would have them: the"
              + " acquisition cost, then the margins of the value at acquisition with --retention,"
              + " or of the simple value with --lifespan-years.")
  @Nullable Integer explain;

  /** Refuses options that would change nothing. */
  void requireUsed(OrderInput input) {
    boolean hasValue = retention != null || lifespanYears != null;
    if (averageOrderValue == null || ordersPerYear == null) {
      throw input.usage(
          "Missing required options without INPUT: '--average-order-value=MONEY',"
              + " '--orders-per-year=N'");
    }
    if (!hasValue && acquisitionCost == null) {
      throw input.usage(
          "Give at least one of --lifespan-years, --retention and --acquisition-cost");
    }
    if (explain != null) {
      if ((retention == null) == (lifespanYears == null)) {
        throw input.usage(
            "--explain needs --retention or --lifespan-years, one of them: the value to explain");
      }
      input.refuse("does not go with --explain", "--target-ratio");
    }
    if (!hasValue) {
      input.refuse("needs --retention or --lifespan-years", "--target-ratio");
    }
    if (retention == null) {
      input.refuse("needs --retention", "--discount-rate");
      if (acquisitionCost == null || explain != null) {
        input.refuse("needs --retention", "--growth", "--horizon-years");
      }
    }
  }

  /** Figures or cash flows; values are revenue where no margin is known. */
  Table table(@Nullable Double margin, @Nullable Double targetRatio) {
    double orderValue =
        Check.inRange(orZero(averageOrderValue), 0, Double.MAX_VALUE, "average order value");
    double share = Check.inRange(margin == null ? 1 : margin, -Double.MAX_VALUE, 1, "margin");
    Economics economics =
        new Economics(orderValue, OrderRate.perYear(orZero(ordersPerYear)), share);
    return explain == null
        ? table(values(economics, margin != null, targetRatio))
        : table(flows(economics, explain));
  }

  private record Economics(double orderValue, OrderRate rate, double share) {
    double marginPerYear() {
      return orderValue * rate.orders() * share;
    }
  }

  private static Table table(Map<String, OptionalDouble> values) {
    List<Map.Entry<String, OptionalDouble>> rows = List.copyOf(values.entrySet());
    return new Table(rows.size())
        .with("metric", row -> rows.get(row).getKey())
        .with("value", row -> ValueCommand.orNull(rows.get(row).getValue()));
  }

  /** The flows as a spreadsheet has them. */
  static Table table(CashFlowTable flows) {
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

  private CashFlowTable flows(Economics economics, int years) {
    if (retention == null) {
      return simple(economics).explain(years);
    }
    int last = horizonYears == null ? years : Math.min(years, horizonYears);
    CashFlowTable margins = marginRetention(economics, retention).explainAtAcquisition(last);
    double cost = Check.notNegative(orZero(acquisitionCost), "acquisition cost");
    List<CashFlow> flows = new ArrayList<>();
    if (cost > 0) {
      flows.add(new CashFlow(0, "acquisition_cost", -cost, 1, 1));
    }
    flows.addAll(margins.flows());
    return new CashFlowTable(flows, margins.period());
  }

  private SimpleClv simple(Economics economics) {
    return new SimpleClv(
        economics.orderValue(),
        economics.rate(),
        TimeSpan.of(orZero(lifespanYears), PeriodUnit.YEAR),
        economics.share(),
        orZero(acquisitionCost));
  }

  private MarginRetentionClv marginRetention(Economics economics, double share) {
    return new MarginRetentionClv(
        economics.marginPerYear(),
        share,
        growth,
        DiscountRate.annual(discountRate),
        PeriodUnit.YEAR);
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  private Map<String, OptionalDouble> values(
      Economics economics, boolean isMargin, @Nullable Double targetRatio) {
    Map<String, OptionalDouble> values = new LinkedHashMap<>();
    OptionalDouble lifetimeValue = OptionalDouble.empty();
    TimeSpan horizon = null;
    if (retention != null) {
      MarginRetentionClv clv = marginRetention(economics, retention);
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
      SimpleClv clv = simple(economics);
      lifetimeValue = OptionalDouble.of(clv.beforeAcquisitionCost());
      horizon = clv.lifespan();
      values.put("simple_clv", OptionalDouble.of(clv.value()));
    }
    if (lifetimeValue.isPresent() && targetRatio != null) {
      values.put(
          "allowable_acquisition_cost",
          OptionalDouble.of(LtvToCac.allowableCost(lifetimeValue.getAsDouble(), targetRatio)));
    }
    if (acquisitionCost != null) {
      if (lifetimeValue.isPresent() && acquisitionCost > 0) {
        LtvToCac.Basis basis = isMargin ? LtvToCac.Basis.MARGIN : LtvToCac.Basis.REVENUE;
        LtvToCac ratio = new LtvToCac(lifetimeValue.getAsDouble(), acquisitionCost, basis, horizon);
        values.put(LtvToCac.metricName(basis, horizon), OptionalDouble.of(ratio.ratio()));
      }
      values.put("payback_months", paybackMonths(economics, acquisitionCost));
    }
    return values;
  }

  /** By the year, as all else here; nothing comes after the end of the lifespan or the horizon. */
  private OptionalDouble paybackMonths(Economics economics, double cost) {
    double end =
        Math.min(
            lifespanYears == null ? Double.MAX_VALUE : lifespanYears,
            horizonYears == null ? Double.MAX_VALUE : horizonYears);
    OptionalDouble years =
        new Payback(
                economics.marginPerYear(),
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
}
