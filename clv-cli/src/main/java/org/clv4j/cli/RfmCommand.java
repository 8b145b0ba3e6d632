package org.clv4j.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.clv4j.all.internal.CustomerTables;
import org.clv4j.io.WholeFiles;
import org.clv4j.segments.rfm.RfmCuts;
import org.clv4j.segments.rfm.RfmTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rfm",
    description = "Scores recency, frequency and spend of each customer and names segments.")
final class RfmCommand implements Callable<Integer> {
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final RfmOptions rfm = new RfmOptions();
  @Mixin final TableOutput output = new TableOutput();

  @Option(
      names = "--explain",
      paramLabel = "ID",
      description = "Why this customer has its scores and segment, instead of the table.")
  @Nullable String explain;

  @Option(
      names = "--save-cuts",
      paramLabel = "FILE",
      description = "Keep the cut points for a later --cuts.")
  @Nullable Path saveCuts;

  @Override
  public Integer call() throws IOException {
    if (explain != null && output.isStated()) {
      throw input.usage("--explain prints a text; leave out --format and --out");
    }
    RfmOptions.Chosen chosen = rfm.choose(input);
    RfmTable table = chosen.table(input.load().base(), input);
    if (saveCuts != null) {
      RfmCuts cuts =
          table
              .cuts()
              .orElseThrow(() -> input.usage("--save-cuts needs --method quantiles or --cuts"));
      WholeFiles.write(saveCuts, out -> out.write((cuts + "\n").getBytes(StandardCharsets.UTF_8)));
    }
    if (explain != null) {
      try (Writer out = TableOutput.checked(input.out())) {
        out.write(table.explain(explain) + "\n");
      }
    } else {
      output.write(CustomerTables.rfm(table), input.out());
    }
    return 0;
  }
}
