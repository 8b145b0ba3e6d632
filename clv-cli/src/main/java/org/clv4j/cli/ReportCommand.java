package org.clv4j.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.clv4j.io.BadRow;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.io.Table;
import org.clv4j.io.TableFormat;
import org.clv4j.io.WholeFiles;
import org.clv4j.report.HtmlReport;
import org.clv4j.segments.rfm.RfmTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "report",
    description = "One HTML page about the customers, with its tables as CSV beside it.")
final class ReportCommand implements Callable<Integer> {
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final RfmOptions rfm = new RfmOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for report.html, customers.csv, rfm.csv and segments.csv.")
  @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Path dir = Objects.requireNonNull(out, "--out must be set by picocli");
    RfmOptions.Chosen chosen = rfm.choose(input);
    OrderInput.Loaded orders = input.load();
    RfmTable table = chosen.table(orders.base(), input);
    HtmlReport report = new HtmlReport(table, source(orders.read()));
    Map<Path, WholeFiles.Content> files = new LinkedHashMap<>();
    files.put(
        dir.resolve("customers.csv"), csv(CustomerTables.summary(orders.base(), input.timeUnit)));
    files.put(dir.resolve("rfm.csv"), csv(CustomerTables.rfm(table)));
    files.put(dir.resolve("segments.csv"), csv(CustomerTables.segments(table)));
    files.put(
        dir.resolve("report.html"),
        stream -> {
          Writer html = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
          report.write(html);
          html.flush();
        });
    Files.createDirectories(dir);
    WholeFiles.write(files);
    if (!input.quiet) {
      input.err().println("written: " + dir.resolve("report.html"));
      input.err().flush();
    }
    return 0;
  }

  private HtmlReport.Source source(OrderCsvResult read) {
    return new HtmlReport.Source(
        input.inputs,
        read.columns().get(0).used(),
        read.columns().get(0).ignored(),
        read.rows(),
        read.badRows(),
        read.firstBadRows().stream().map(BadRow::toString).limit(HtmlReport.LISTED).toList(),
        input.commandLine());
  }

  private static WholeFiles.Content csv(Table table) {
    return stream ->
        table.write(new OutputStreamWriter(stream, StandardCharsets.UTF_8), TableFormat.CSV);
  }
}
