package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.io.CsvSource;
import org.clv4j.io.EventCsv;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Registrations, and how files of customer, day and label are read. */
final class EventFiles {
  @Option(
      names = "--registrations",
      paramLabel = "FILE",
      description = "Who registered when: a CSV of customer, day and perhaps the channel.")
  @Nullable Path registrations;

  @Nullable CustomerEvents registrations(OrderInput input) throws IOException {
    return read(registrations, input);
  }

  /** The events of the customers that the aliases make. */
  static @Nullable CustomerEvents read(@Nullable Path file, OrderInput input) throws IOException {
    return file == null
        ? null
        : EventCsv.read(CsvSource.of(file), input.zone).withAliases(input.aliases());
  }
}
