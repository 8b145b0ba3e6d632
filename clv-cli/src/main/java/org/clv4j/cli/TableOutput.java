package org.clv4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.clv4j.io.Table;
import org.clv4j.io.TableFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a table goes and how. */
final class TableOutput {
  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      description = "Default: table on a terminal, else csv.")
  @Nullable TableFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Written whole or not at all; default: standard output.")
  @Nullable Path out;

  void write(Table table, PrintWriter standardOutput) throws IOException {
    if (out != null) {
      table.writeFile(out, format == null ? TableFormat.CSV : format);
      return;
    }
    boolean terminal = Boolean.getBoolean("clv.terminal.out");
    TableFormat unlessStated = terminal ? TableFormat.TABLE : TableFormat.CSV;
    table.write(standardOutput, format == null ? unlessStated : format);
    if (standardOutput.checkError()) {
      throw new IOException("Broken pipe");
    }
  }
}
