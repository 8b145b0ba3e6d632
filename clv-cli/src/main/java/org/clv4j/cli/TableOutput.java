package org.clv4j.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.clv4j.io.Table;
import org.clv4j.io.TableFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a table goes and how. */
final class TableOutput {
  private static final int BUFFER = 1 << 16;

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

  boolean isStated() {
    return format != null || out != null;
  }

  void write(Table table, PrintWriter standardOutput) throws IOException {
    if (out != null) {
      table.writeFile(out, format == null ? TableFormat.CSV : format);
      return;
    }
    boolean terminal = Boolean.getBoolean("clv.terminal.out");
    TableFormat unlessStated = terminal ? TableFormat.TABLE : TableFormat.CSV;
    try (Writer writer = checked(standardOutput)) {
      table.write(writer, format == null ? unlessStated : format);
    }
  }

  /** A print writer keeps failures to itself; this one stops at the first. */
  static Writer checked(PrintWriter standardOutput) {
    return new BufferedWriter(
        new Writer() {
          @Override
          public void write(char[] buffer, int offset, int length) throws IOException {
            standardOutput.write(buffer, offset, length);
            flush();
          }

          @Override
          public void flush() throws IOException {
            if (standardOutput.checkError()) {
              throw new IOException("standard output was closed or is full: not all was written");
            }
          }

          @Override
          public void close() throws IOException {
            flush();
          }
        },
        BUFFER);
  }
}
