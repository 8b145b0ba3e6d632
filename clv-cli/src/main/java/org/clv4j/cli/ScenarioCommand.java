package org.clv4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.CashFlowTable;
import org.clv4j.core.formula.CustomerEconomics;
import org.clv4j.core.formula.Driver;
import org.clv4j.core.formula.Lever;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.formula.Scenario;
import org.clv4j.core.formula.ScenarioSimulation;
import org.clv4j.core.formula.Sensitivity;
import org.clv4j.core.formula.Spread;
import org.clv4j.io.Table;
import org.clv4j.segments.economics.MeasuredEconomics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "scenario",
    description = {
      "What a lever changes: every figure before and after.",
      "The base is measured in the orders, or given by --average-order-value, --orders-per-year and"
          + " --retention; what is given takes the place of what was measured.",
      "Levers: retention+5%%, retention+5pp, average-order-value+10%%, items-per-order+0.3,"
          + " reward-cost+2.5, margin=0.4 and so on."
    })
final class ScenarioCommand implements Callable<Integer> {
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final EconomicsInput economics = new EconomicsInput();
  @Mixin final TableOutput output = new TableOutput();

  /** Which value tables and draws are about. */
  enum Figure {
    VALUE,
    RESIDUAL_VALUE,
    VALUE_OF_INACTIVE;

    ToDoubleFunction<CustomerEconomics> function() {
      return switch (this) {
        case VALUE -> CustomerEconomics::value;
        case RESIDUAL_VALUE -> CustomerEconomics::residualValue;
        case VALUE_OF_INACTIVE -> CustomerEconomics::valueOfInactive;
      };
    }
  }

  @Option(
      names = "--lever",
      paramLabel = "LEVER",
      description = "A change, for example retention+5%%; may be given again.")
  List<String> levers = new ArrayList<>();

  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "Active customers of the base, in place of those of the orders.")
  @Nullable Long customers;

  @Option(
      names = "--inactive-customers",
      paramLabel = "N",
      description =
          "Customers who did not order in the last year, in place of those of the orders; who"
              + " of them comes back is part of the value of the base.")
  @Nullable Long inactiveCustomers;

  @Option(
      names = "--figure",
      paramLabel = "value|residual-value|value-of-inactive",
      description =
          "Of --tornado, --break-even and --draws: of a customer just won, or of an active or an"
              + " inactive one from next year on; default: value.")
  Figure figure = Figure.VALUE;

  @Option(
      names = "--tornado",
      paramLabel = "PERCENT",
      description =
          "Instead of levers: every driver moved by so much, down and up, the one that matters most"
              + " first, with its elasticity.")
  @Nullable Double tornado;

  @Option(
      names = "--break-even",
      description =
          "Adds break_even.DRIVER: how far each driver may go until the figure after is back at the"
              + " one of before.")
  boolean breakEven;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description =
          "Adds mean, 5 %% and 95 %% quantile and probability of a loss of the difference over"
              + " draws of what was measured, of --base-spread and of --spread, and how many draws"
              + " were out of range and drawn again.")
  @Nullable Integer draws;

  @Option(
      names = "--spread",
      paramLabel = "DRIVER=SD",
      split = ",",
      description = "Standard deviation of a lever's amount, for example retention=2 of 5 points.")
  Map<String, Double> spreads = new LinkedHashMap<>();

  @Option(
      names = "--base-spread",
      paramLabel = "DRIVER=SD",
      split = ",",
      description =
          "Standard deviation of a driver of the base, for example margin=0.05, in place of the"
              + " standard error of what was measured.")
  Map<String, Double> baseSpreads = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of --draws; default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(
      names = "--explain",
      paramLabel = "YEARS",
      description =
          "Instead: the cash flows of a customer just won in so many years, after the levers if"
              + " there are any, as a spreadsheet would have them.")
  @Nullable Integer explain;

  @Override
  public Integer call() throws IOException {
    List<Lever> moved = levers();
    requireUsed();
    Base base = base();
    if (tornado != null) {
      output.write(tornado(base.economics), input.out());
      return 0;
    }
    if (explain != null) {
      output.write(ClosedFormInput.table(flows(base.economics, moved, explain)), input.out());
      return 0;
    }
    Scenario scenario;
    List<Row> rows = new ArrayList<>();
    try {
      scenario = Scenario.of(base.economics, moved).forCustomers(base.active, base.inactive);
      scenario.rows().forEach(row -> rows.add(Row.of(row)));
      if (breakEven) {
        addBreakEven(rows, scenario);
      }
      if (draws != null) {
        addDraws(rows, scenario, base.spreads);
      }
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
    output.write(
        new Table(rows.size())
            .with("metric", row -> rows.get(row).metric())
            .with("before", row -> rows.get(row).before())
            .with("after", row -> rows.get(row).after())
            .with("difference", row -> rows.get(row).difference())
            .with("relative", row -> rows.get(row).relative()),
        input.out());
    return 0;
  }

  private record Base(
      CustomerEconomics economics, long active, long inactive, Map<Driver, Spread> spreads) {}

  private record Row(
      String metric,
      @Nullable Double before,
      @Nullable Double after,
      @Nullable Double difference,
      @Nullable Double relative) {
    static Row of(Scenario.Row row) {
      return new Row(
          row.metric(),
          orNull(row.before()),
          orNull(row.after()),
          orNull(row.difference()),
          orNull(row.relative()));
    }
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }

  private CashFlowTable flows(CustomerEconomics base, List<Lever> moved, int years) {
    try {
      return Scenario.of(base, moved).after().explain(years);
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
  }

  /** Refuses options that would change nothing. */
  private void requireUsed() {
    if (input.sources.inputs.isEmpty()) {
      input.requireForOrders();
    }
    String[] ofDraws = {"--spread", "--base-spread", "--seed"};
    if (tornado != null || explain != null) {
      String why = "does not go with " + (tornado != null ? "--tornado" : "--explain");
      input.refuse(why, "--break-even", "--draws", "--customers", "--inactive-customers");
      input.refuse(why, ofDraws);
    } else if (draws == null) {
      input.refuse("needs --draws", ofDraws);
    }
    if (explain != null || (tornado == null && draws == null && !breakEven)) {
      input.refuse("needs --tornado, --break-even or --draws", "--figure");
    }
  }

  private List<Lever> levers() {
    boolean isOne = tornado == null ? explain != null || !levers.isEmpty() : levers.isEmpty();
    if (!isOne || (tornado != null && explain != null)) {
      throw input.usage(
          "give either --lever, at least once, or --tornado, or --explain with levers or without");
    }
    try {
      return levers.stream().map(Lever::parse).toList();
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
  }

  private Base base() throws IOException {
    if (input.sources.inputs.isEmpty()) {
      if (!economics.statesTheBase()) {
        throw input.usage(
            "without INPUT the base takes --average-order-value, --orders-per-year and"
                + " --retention");
      }
      try {
        return told(new Base(economics.stated(), active(0), inactive(0), Map.of()));
      } catch (IllegalArgumentException e) {
        throw input.usage(e.getMessage());
      }
    }
    OrderInput.Loaded loaded = input.load();
    CustomerOrders orders = CustomerOrders.of(loaded.read().log());
    MeasuredEconomics measured =
        MeasuredEconomics.of(
            orders, loaded.base().asOf(), economics.margin, economics.discountRate);
    input.tell(measured);
    CustomerEconomics base = economics.over(measured.economics());
    Map<Driver, Spread> unsure = new EnumMap<>(Driver.class);
    measured
        .spreads()
        .forEach(
            (driver, spread) -> {
              if (base.get(driver) == measured.economics().get(driver)) {
                unsure.put(driver, spread);
              }
            });
    return told(
        new Base(
            base,
            active(measured.activeCustomers()),
            inactive(measured.inactiveCustomers()),
            unsure));
  }

  private long active(long known) {
    return customers == null ? known : customers;
  }

  private long inactive(long known) {
    return inactiveCustomers == null ? known : inactiveCustomers;
  }

  private Base told(Base base) {
    if (base.economics.basis() == LtvToCac.Basis.REVENUE) {
      input.tellThatValuesAreRevenue();
    }
    return base;
  }

  private Table tornado(CustomerEconomics base) {
    List<Lever> all = new ArrayList<>();
    double percent = tornado == null ? 0 : tornado;
    for (Driver driver : Driver.values()) {
      if (base.isKnown(driver) && base.get(driver) != 0) {
        all.add(Lever.percent(driver, percent));
      }
    }
    Sensitivity sensitivity = Sensitivity.of(base, figure.function());
    List<Sensitivity.Bar> bars = sensitivity.tornado(all);
    return new Table(bars.size())
        .with("driver", row -> bars.get(row).lever().driver().toString())
        .with("down", row -> orNull(bars.get(row).down()))
        .with("base", row -> bars.get(row).base())
        .with("up", row -> orNull(bars.get(row).up()))
        .with("elasticity", row -> orNull(sensitivity.elasticity(bars.get(row).lever().driver())));
  }

  /** The value of each driver, all else after, at which nothing is gained. */
  private void addBreakEven(List<Row> rows, Scenario scenario) {
    ToDoubleFunction<CustomerEconomics> of = figure.function();
    double before = of.applyAsDouble(scenario.before());
    Sensitivity after = Sensitivity.of(scenario.after(), of);
    for (Driver driver : Driver.values()) {
      if (scenario.after().isKnown(driver)) {
        double value = scenario.after().get(driver);
        OptionalDouble found = after.reaches(driver, before);
        rows.add(Row.of(new Scenario.Row("break_even." + driver, OptionalDouble.of(value), found)));
      }
    }
  }

  private void addDraws(List<Row> rows, Scenario scenario, Map<Driver, Spread> measured) {
    Map<Driver, Spread> ofLevers = new EnumMap<>(Driver.class);
    spreads.forEach((driver, sd) -> ofLevers.put(Driver.parse(driver), Spread.normal(sd)));
    Map<Driver, Spread> ofBase = new EnumMap<>(Driver.class);
    ofBase.putAll(measured);
    baseSpreads.forEach((driver, sd) -> ofBase.put(Driver.parse(driver), Spread.normal(sd)));
    ScenarioSimulation simulation =
        ScenarioSimulation.of(
            scenario, figure.function(), ofBase, ofLevers, draws == null ? 1 : draws, seed);
    rows.add(drawn("draws.mean", simulation.mean()));
    rows.add(drawn("draws.quantile_0.05", simulation.quantile(0.05)));
    rows.add(drawn("draws.quantile_0.95", simulation.quantile(0.95)));
    rows.add(drawn("draws.probability_of_loss", simulation.probabilityOfLoss()));
    rows.add(drawn("draws.redrawn", (double) simulation.redrawn()));
  }

  private static Row drawn(String metric, double difference) {
    return new Row(metric, null, null, difference, null);
  }
}
