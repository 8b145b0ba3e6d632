package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Currency;
import org.clv4j.core.value.DailyRates;
import org.clv4j.core.value.RateProvider;
import org.clv4j.io.CsvSource;
import org.clv4j.io.RateCsv;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** At which rates orders in other currencies are converted into that of --currency. */
final class RateOptions {
  @Option(
      names = "--rates",
      paramLabel = "FILE",
      description =
          "Daily exchange rates, a CSV of date, from, to, rate; each order is converted at the"
              + " rate of its day. Needs --currency.")
  @Nullable Path rates;

  @Option(
      names = "--rates-base",
      paramLabel = "CODE",
      description =
          "The rates have a day in each row and a column for each currency: its units for one of"
              + " this, as the European Central Bank has them for EUR.")
  @Nullable String base;

  @Option(
      names = "--rates-within",
      paramLabel = "DAYS",
      description =
          "Where a day has no rate, the last known one of so many days before counts; default: 0,"
              + " which makes a missing rate an error.")
  int within;

  @Option(
      names = "--rates-inverse",
      description = "Also the inverse of a rate where the rate itself is missing.")
  boolean inverse;

  @Option(
      names = "--rates-via",
      paramLabel = "CODE",
      description = "Also two rates of one day by way of this currency.")
  @Nullable String via;

  /** The rates; null without them. */
  @Nullable RateProvider rates() throws IOException {
    if (rates == null) {
      if (base != null || within != 0 || inverse || via != null) {
        throw new IllegalArgumentException(
            "--rates-base, --rates-within, --rates-inverse and --rates-via need --rates");
      }
      return null;
    }
    CsvSource source = CsvSource.of(rates);
    DailyRates read =
        base == null ? RateCsv.read(source) : RateCsv.read(source, currency(base, "--rates-base"));
    read = read.lastKnownWithin(within);
    read = inverse ? read.withInverses() : read;
    return via == null ? read : read.withCrossRates(currency(via, "--rates-via"));
  }

  static Currency currency(String code, String name) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + " must be an ISO 4217 code, but was \"" + code + "\"", e);
    }
  }
}
