package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.io.CsvSource;
import org.clv4j.io.EventCsv;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is known of customers beside their orders: CSV files of customer, day and label. */
final class EventFiles {
  @Option(
      names = "--registrations",
      paramLabel = "FILE",
      description = "Who registered when: a CSV of customer, day and perhaps the channel.")
  @Nullable Path registrations;

  @Option(
      names = "--carts",
      paramLabel = "FILE",
      description = "Who filled a cart when: a CSV of customer and day.")
  @Nullable Path carts;

  @Option(
      names = "--contacts",
      paramLabel = "FILE",
      description = "Who was contacted when: a CSV of customer, day and perhaps the campaign.")
  @Nullable Path contacts;

  @Option(
      names = "--referrals",
      paramLabel = "FILE",
      description = "Who referred whom: a CSV of customer, day and the customer referred.")
  @Nullable Path referrals;

  static @Nullable CustomerEvents read(@Nullable Path file, ZoneId zone) throws IOException {
    return file == null ? null : EventCsv.read(CsvSource.of(file), zone);
  }
}
