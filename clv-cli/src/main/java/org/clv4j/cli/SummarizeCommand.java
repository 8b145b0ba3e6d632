package org.clv4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.clv4j.all.internal.CustomerTables;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.io.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "summarize",
    description = "One row per customer: orders, frequency, recency, age, spend.")
final class SummarizeCommand implements Callable<Integer> {
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final TableOutput output = new TableOutput();

  @Option(
      names = "--litt",
      description =
          "Also the sum of the logs of the interpurchase times, which the CNBD-k models need.")
  boolean litt;

  @Option(
      names = "--in-database",
      description =
          "PostgreSQL, or DuckDB for Parquet files, makes the rows, so that only customers travel;"
              + " the same table, but nothing is told of the orders.")
  boolean inDatabase;

  @Override
  public Integer call() throws IOException {
    input.interpurchaseTimes = litt;
    CustomerBase base = inDatabase ? input.summarizedInDatabase() : input.load().base();
    Table table = CustomerTables.summary(base, input.timeUnit);
    double logUnit = Math.log(input.timeUnit.days());
    output.write(
        litt
            ? table.with(
                "litt", row -> base.sumOfLogInterpurchaseDays(row) - base.frequency(row) * logUnit)
            : table,
        input.out());
    return 0;
  }
}
