package org.clv4j.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.Table;
import org.clv4j.models.catalog.ContractModels;
import org.clv4j.models.catalog.OpportunityModels;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.spend.GammaGamma;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "simulate",
    description = {
      "Made-up orders of customers who behave as a model says.",
      "Under a contract (sbg, bdw, exponential-gamma) these are the payments, one a period; for"
          + " bg-bb the opportunities used, of which there is one a period."
    })
final class SimulateCommand implements Callable<Integer> {
  @Mixin final ModelOptions models = new ModelOptions();
  @Mixin final TableOutput output = new TableOutput();

  @Spec @Nullable CommandSpec command;

  @Option(
      names = "--time-unit",
      paramLabel = "UNIT",
      description =
          "Of the parameters: day, week, month or year; default: the model file's, else"
              + " ${DEFAULT-VALUE}.")
  PeriodUnit timeUnit = PeriodUnit.WEEK;

  @Option(names = "--customers", paramLabel = "N", required = true, description = "How many.")
  int customers;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "The same seed gives the same orders; default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(names = "--start", paramLabel = "DATE", required = true, description = "First day.")
  LocalDate start = LocalDate.EPOCH;

  @Option(names = "--end", paramLabel = "DATE", required = true, description = "Last day.")
  LocalDate end = LocalDate.EPOCH;

  @Option(
      names = "--births-until",
      paramLabel = "DATE",
      description = "First orders are spread from the start to then; default: all at the start.")
  @Nullable LocalDate birthsUntil;

  @Option(
      names = "--tenures",
      description =
          "Of sbg, bdw and exponential-gamma how long customers stayed, in --time-unit, instead of"
              + " their payments.")
  boolean tenures;

  @Override
  public Integer call() throws IOException {
    Table table;
    try {
      SimulationOptions options =
          SimulationOptions.of(customers, seed, start, end)
              .withBirthsUntil(birthsUntil == null ? start : birthsUntil)
              .withThreads(Runtime.getRuntime().availableProcessors());
      String name = models.name();
      OrderSimulation simulation = OrderSimulation.of(process(name), options);
      if (tenures && !ContractModels.names().contains(name)) {
        throw new IllegalArgumentException(
            "--tenures needs one of " + ContractModels.names() + ", but the model is " + name);
      }
      GammaGamma spend = models.spend();
      table =
          tenures
              ? tenures(simulation)
              : orders(
                  spend == null ? simulation.orders() : simulation.orders(spend, Money.UNSTATED));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()));
    }
    output.write(table, spec().commandLine().getOut());
    return 0;
  }

  private static Table orders(OrderLog log) {
    Table table =
        new Table(log.size())
            .with("customer_id", row -> log.customers().id(log.customer(row)))
            .with("date", row -> LocalDate.ofEpochDay(log.day(row)));
    if (!log.hasAmounts()) {
      return table;
    }
    Currency currency = log.currency();
    return table.with("amount", row -> Money.ofMinor(log.amount(row), currency).toBigDecimal());
  }

  private Table tenures(OrderSimulation simulation) {
    return new Table(customers)
        .with("customer_id", row -> row + 1)
        .with("tenure", row -> number(simulation.tenure(row + 1).time()))
        .with("churned", row -> simulation.tenure(row + 1).churned() ? 1 : 0);
  }

  /** Periods as whole numbers. */
  private static Number number(double time) {
    return time == Math.rint(time) ? (Number) (long) time : (Number) time;
  }

  private PurchaseProcess process(String name) throws IOException {
    boolean unitStated = spec().commandLine().getParseResult().hasMatchedOption("--time-unit");
    if (ContractModels.names().contains(name)) {
      return ContractModels.process(models.contract(timeUnit, unitStated));
    }
    return OpportunityModels.names().contains(name)
        ? OpportunityModels.process(models.opportunities(), timeUnit)
        : TransactionModels.process(models.transactions(timeUnit, unitStated));
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(command, "command must be set by picocli");
  }
}
