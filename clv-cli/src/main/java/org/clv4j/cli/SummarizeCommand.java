package org.clv4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "summarize",
    description = "One row per customer: orders, frequency, recency, age, spend.")
final class SummarizeCommand implements Callable<Integer> {
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final TableOutput output = new TableOutput();

  @Override
  public Integer call() throws IOException {
    OrderInput.Loaded orders = input.load();
    output.write(CustomerTables.summary(orders.base(), input.timeUnit), input.out());
    return 0;
  }
}
