package org.clv4j.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.value.Money;
import org.clv4j.io.Table;
import org.clv4j.segments.economics.EconomicsOptions;
import org.clv4j.segments.economics.GroupEconomics;
import org.clv4j.segments.economics.OrderProbability;
import org.clv4j.segments.economics.RetentionCost;
import org.clv4j.segments.economics.UnitEconomics;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  @Mixin final ClosedFormInput closedForm = new ClosedFormInput();
  @Mixin final UnitEconomicsInput unit = new UnitEconomicsInput();
  @Mixin final EventFiles events = new EventFiles();
  @Mixin final TableOutput output = new TableOutput();

  @Option(
      names = "--retention-spend",
      paramLabel = "MONEY",
      description =
          "What was spent on existing customers in the acquisition period (rewards, letters,"
              + " service): adds what keeping one cost, beside winning one. Existing are those who"
              + " ordered before --from.")
  @Nullable BigDecimal retentionSpend;

  @Override
  public Integer call() throws IOException {
    Table table = input.sources.inputs.isEmpty() ? closedForm() : measured();
    output.write(table, input.out());
    return 0;
  }

  private Table closedForm() {
    input.requireForOrders();
    input.refuse("needs INPUT", UnitEconomicsInput.OF_ORDERS);
    input.refuse("needs INPUT", "--retention-spend", "--registrations");
    closedForm.requireUsed(input);
    if (unit.margin == null) {
      input.tellThatValuesAreRevenue();
    }
    try {
      return closedForm.table(unit.margin, unit.targetRatio);
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
  }

  private record GroupMetric(String group, Metric metric) {}

  private Table measured() throws IOException {
    input.refuse("is of a value without INPUT", ClosedFormInput.OPTIONS.toArray(String[]::new));
    UnitEconomicsInput.Measured measured = unit.measure(input, input.load());
    UnitEconomics economics = measured.economics();
    input.tell(economics.scope());
    if (economics.groups().stream().anyMatch(g -> g.basis() == LtvToCac.Basis.REVENUE)) {
      input.tellThatValuesAreRevenue();
    }
    List<GroupMetric> rows = new ArrayList<>();
    unit.acquisitionCosts(economics).forEach(cost -> rows.add(new GroupMetric("(all)", cost)));
    beside(measured).forEach(metric -> rows.add(new GroupMetric("(all)", metric)));
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

  /** What keeping costs, and who orders, of all customers. */
  private List<Metric> beside(UnitEconomicsInput.Measured measured) throws IOException {
    EconomicsOptions options = measured.options();
    List<Metric> metrics = new ArrayList<>();
    if (retentionSpend != null) {
      Currency currency = Objects.requireNonNull(measured.economics().scope().currency());
      RetentionCost keeping;
      try {
        Money spend = Money.of(retentionSpend, currency);
        keeping = RetentionCost.of(measured.orders(), options.from(), options.to(), spend);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw input.usage("--retention-spend: " + e.getMessage());
      }
      metrics.addAll(keeping.metrics(ofAll(measured.economics(), currency)));
    }
    CustomerEvents registered = events.registrations(input);
    if (registered != null) {
      metrics.addAll(
          OrderProbability.of(measured.orders(), registered, measured.asOf(), options.horizonDays())
              .metrics());
    }
    return metrics;
  }

  /** What was spent on all groups, over the new customers of all; null where nothing is known. */
  private static @Nullable AcquisitionCost ofAll(UnitEconomics economics, Currency currency) {
    Money spend = Money.zero(currency);
    long customers = 0;
    boolean isKnown = false;
    for (GroupEconomics group : economics.groups()) {
      AcquisitionCost cost = group.acquisitionCost();
      customers += group.customers();
      if (cost != null) {
        spend = spend.plus(cost.spend());
        isKnown = true;
      }
    }
    return isKnown ? new AcquisitionCost(AcquisitionCost.Kind.BLENDED, spend, customers) : null;
  }

  static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}
