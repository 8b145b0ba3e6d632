package org.clv4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.PurchasePeriod;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.BadRow;
import org.clv4j.io.CsvSource;
import org.clv4j.io.OrderCsv;
import org.clv4j.io.OrderCsvResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From the options that say where the orders are and how they count to a customer base. */
final class OrderInput {
  private static final String STANDARD_INPUT = "-";

  enum OnBadRow {
    FAIL,
    SKIP
  }

  enum Period {
    DAY,
    WEEK,
    MONTH
  }

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files of orders (CSV, gzipped or not), or - for standard input.")
  List<String> inputs = new ArrayList<>();

  @Option(names = "--customer", paramLabel = "COLUMN", description = "Column of the customer ids.")
  @Nullable String customer;

  @Option(names = "--time", paramLabel = "COLUMN", description = "Column of the dates or moments.")
  @Nullable String time;

  @Option(names = "--amount", paramLabel = "COLUMN", description = "Column of the amounts.")
  @Nullable String amount;

  @Option(
      names = "--currency-column",
      paramLabel = "COLUMN",
      description = "Column of the currency codes.")
  @Nullable String currencyColumn;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "Currency of the analysis; default: the currency column's, else unstated.")
  @Nullable String currency;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Last day that counts; default: the last order's.")
  @Nullable LocalDate asOf;

  @Option(
      names = "--time-unit",
      paramLabel = "UNIT",
      description = "day, week, month or year; default: ${DEFAULT-VALUE}.")
  PeriodUnit timeUnit = PeriodUnit.WEEK;

  @Option(
      names = "--zone",
      paramLabel = "ID",
      description = "Whose local days the orders fall on; default: UTC.")
  ZoneId zone = ZoneOffset.UTC;

  @Option(
      names = "--purchase-period",
      paramLabel = "PERIOD",
      description =
          "Calendar day, week or month whose orders are one purchase for frequency and recency;"
              + " default: day.")
  Period purchasePeriod = Period.DAY;

  @Option(
      names = "--week-start",
      paramLabel = "DAY",
      description = "First day of a purchase week; default: ${DEFAULT-VALUE}.")
  DayOfWeek weekStart = DayOfWeek.MONDAY;

  @Option(
      names = "--date-format",
      paramLabel = "PATTERN",
      description = "For example dd/MM/yyyy; default: ISO dates and date-times, 19970101.")
  @Nullable String dateFormat;

  @Option(
      names = "--decimal",
      paramLabel = "SIGN",
      description = "Decimal sign of the amounts, . or , ; default: point.")
  char decimal = '.';

  @Option(
      names = "--delimiter",
      paramLabel = "SIGN",
      description = "Between the fields, a sign or tab; default: , ; tab or | as the header shows.")
  @Nullable String delimiter;

  @Option(names = "--charset", paramLabel = "NAME", description = "Encoding; default: UTF-8.")
  Charset charset = StandardCharsets.UTF_8;

  @Option(
      names = "--on-bad-row",
      paramLabel = "fail|skip",
      description = "Stop at a bad row, or leave it out and list it; default: fail.")
  OnBadRow onBadRow = OnBadRow.FAIL;

  @Option(names = "--quiet", description = "Nothing on standard error but errors.")
  boolean quiet;

  /** What was read, and the base made of it. */
  record Loaded(OrderCsvResult read, CustomerBase base) {}

  Loaded load() throws IOException {
    OrderCsv csv = settings();
    OrderCsvResult read;
    try (Progress progress = new Progress(quiet ? null : err())) {
      read = csv.readAll(sources(progress));
    }
    if (!quiet) {
      tell(read);
    }
    if (read.log().isEmpty()) {
      throw new IllegalArgumentException("no order is left: all " + read.rows() + " rows are bad");
    }
    return new Loaded(read, CustomerBase.of(read.log(), baseOptions()));
  }

  private CustomerBase.Options baseOptions() {
    PurchasePeriod period =
        switch (purchasePeriod) {
          case DAY -> PurchasePeriod.DAY;
          case WEEK -> PurchasePeriod.week(weekStart);
          case MONTH -> PurchasePeriod.MONTH;
        };
    CustomerBase.Options options =
        CustomerBase.Options.DEFAULT
            .withPurchasePeriod(period)
            .withThreads(Runtime.getRuntime().availableProcessors());
    return asOf == null ? options : options.withAsOf(asOf);
  }

  private OrderCsv settings() {
    try {
      return new OrderCsv()
          .customer(customer)
          .time(time)
          .amount(amount)
          .currencyColumn(currencyColumn)
          .currency(currencyOrNull())
          .zone(zone)
          .dateFormat(dateFormat)
          .decimal(decimal)
          .delimiter(delimiterSign())
          .charset(charset)
          .skipBadRows(onBadRow == OnBadRow.SKIP);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private @Nullable Currency currencyOrNull() {
    try {
      return currency == null ? null : Currency.getInstance(currency);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "currency must be an ISO 4217 code, but was \"" + currency + "\"", e);
    }
  }

  private @Nullable Character delimiterSign() {
    if (delimiter == null || delimiter.length() == 1) {
      return delimiter == null ? null : (Character) delimiter.charAt(0);
    }
    if (delimiter.equals("tab") || delimiter.equals("\\t")) {
      return '\t';
    }
    throw new IllegalArgumentException(
        "delimiter must be one sign or \"tab\", but was \"" + delimiter + "\"");
  }

  private List<CsvSource> sources(Progress progress) throws IOException {
    List<CsvSource> sources = new ArrayList<>();
    for (String input : inputs) {
      if (input.equals(STANDARD_INPUT)) {
        progress.addUnknownTotal();
        sources.add(new CsvSource("standard input", () -> progress.watch(System.in)));
      } else {
        Path file = Path.of(input);
        progress.addTotal(Files.size(file));
        sources.add(
            new CsvSource(
                CsvSource.of(file).name(), () -> progress.watch(Files.newInputStream(file))));
      }
    }
    return sources;
  }

  private void tell(OrderCsvResult read) {
    PrintWriter err = err();
    StringBuilder line = new StringBuilder("columns:");
    read.columns()
        .forEach((role, column) -> line.append(' ').append(role).append('=').append(column));
    if (!read.ignoredColumns().isEmpty()) {
      line.append("; ignored: ").append(String.join(", ", read.ignoredColumns()));
    }
    err.println(line);
    err.println(read.log());
    if (read.badRows() > 0) {
      err.println("bad rows left out: " + read.badRows() + " of " + read.rows());
      for (BadRow row : read.firstBadRows()) {
        err.println("  " + row);
      }
      if (read.badRows() > read.firstBadRows().size()) {
        err.println("  … (the first " + read.firstBadRows().size() + " are listed)");
      }
    }
    err.flush();
  }

  /** The command as it was given, for the page to say how it can be made again. */
  String commandLine() {
    return spec().root().commandLine().getParseResult().originalArgs().stream()
        .map(OrderInput::quoted)
        .collect(Collectors.joining(" ", "./clv ", ""));
  }

  private static String quoted(String arg) {
    return arg.matches("[\\w./:=,+@%-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'";
  }

  ParameterException usage(@Nullable String message) {
    return new ParameterException(spec().commandLine(), String.valueOf(message));
  }

  PrintWriter err() {
    return spec().commandLine().getErr();
  }

  PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private CommandSpec spec() {
    return java.util.Objects.requireNonNull(command, "command must be set by picocli");
  }
}
