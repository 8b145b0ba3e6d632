package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.io.AliasCsv;
import org.clv4j.io.CsvSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which customer ids are one customer. */
final class AliasOptions {
  @Option(
      names = "--aliases",
      paramLabel = "FILE",
      description =
          "Which ids belong to which accounts, a CSV of customer_id, account_id: their orders and"
              + " events are those of one customer. With --preset addresses count in lower case.")
  @Nullable Path aliases;

  private @Nullable CustomerAliases read;

  /**
   * The aliases; none without a file.
   *
   * @param ofExports whether they are of exports of a shop system
   */
  CustomerAliases aliases(boolean ofExports) throws IOException {
    if (read == null) {
      read = aliases == null ? CustomerAliases.NONE : read(CsvSource.of(aliases), ofExports);
    }
    return read;
  }

  private static CustomerAliases read(CsvSource source, boolean ofExports) throws IOException {
    return ofExports ? AliasCsv.readForExports(source) : AliasCsv.read(source);
  }
}
