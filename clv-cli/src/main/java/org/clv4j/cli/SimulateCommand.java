package org.clv4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.Table;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.TransactionModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "simulate", description = "Made-up orders of customers who behave as a model says.")
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

  @Override
  public Integer call() throws IOException {
    OrderLog log;
    try {
      SimulationOptions options =
          SimulationOptions.of(customers, seed, start, end)
              .withBirthsUntil(birthsUntil == null ? start : birthsUntil)
              .withThreads(Runtime.getRuntime().availableProcessors());
      OrderSimulation simulation =
          OrderSimulation.of(TransactionModels.process(transactions()), options);
      GammaGamma spend = models.spend();
      log = spend == null ? simulation.orders() : simulation.orders(spend, Money.UNSTATED);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()));
    }
    Table table =
        new Table(log.size())
            .with("customer_id", row -> log.customers().id(log.customer(row)))
            .with("date", row -> LocalDate.ofEpochDay(log.day(row)));
    if (log.hasAmounts()) {
      Currency currency = log.currency();
      table = table.with("amount", row -> Money.ofMinor(log.amount(row), currency).toBigDecimal());
    }
    PrintWriter out = spec().commandLine().getOut();
    output.write(table, out);
    return 0;
  }

  private TransactionModel transactions() throws IOException {
    boolean unitStated = spec().commandLine().getParseResult().hasMatchedOption("--time-unit");
    return models.transactions(timeUnit, unitStated);
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(command, "command must be set by picocli");
  }
}
