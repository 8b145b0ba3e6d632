package org.clv4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.PurchasePeriod;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.RateProvider;
import org.clv4j.io.CsvSource;
import org.clv4j.io.OrderCsvException;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.io.QualityTable;
import org.clv4j.io.ShopPreset;
import org.clv4j.io.SummaryCsv;
import org.clv4j.io.TableFormat;
import org.clv4j.models.evaluate.Readiness;
import org.clv4j.sql.JdbcUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** From the options that say where the orders are and how they count to a customer base. */
final class OrderInput {
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

  @Mixin final OrderSources sources = new OrderSources();

  @Mixin final ColumnOptions columns = new ColumnOptions();

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
      names = "--calibration-end",
      paramLabel = "DATE",
      description =
          "For backtest the last day that models may know, default: at two thirds of the days; for"
              + " others another name of --as-of.")
  @Nullable LocalDate calibrationEnd;

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
      description = "First day of a week; default: ${DEFAULT-VALUE}.")
  DayOfWeek weekStart = DayOfWeek.MONDAY;

  @Option(
      names = "--on-bad-row",
      paramLabel = "fail|skip",
      description = "Stop at a bad row, or leave it out and list it; default: fail.")
  OnBadRow onBadRow = OnBadRow.FAIL;

  @Option(
      names = "--quality",
      paramLabel = "FILE",
      description =
          "What is odd about the orders, written whole or not at all; JSON if it ends in .json, else"
              + " CSV.")
  @Nullable Path quality;

  @Option(
      names = "--quiet",
      description = "Nothing on standard error but errors and the number of bad rows left out.")
  boolean quiet;

  @Option(
      names = "--preset",
      paramLabel = "shopify|woocommerce|stripe",
      description = "The inputs are order exports of this system, whose columns are known.")
  @Nullable ShopPreset preset;

  @Mixin ShopOptions shop = new ShopOptions();
  @Mixin RateOptions exchange = new RateOptions();
  @Mixin AliasOptions identity = new AliasOptions();

  /** Whether the base is to have the interpurchase times. */
  boolean interpurchaseTimes;

  /** Whether the products of the orders are asked about, which amounts are not needed for. */
  boolean products;

  /** Whether the user gave an option. */
  boolean states(String option) {
    return spec().commandLine().getParseResult().hasMatchedOption(option);
  }

  /** Refuses options that would change nothing. */
  void refuse(String why, String... options) {
    for (String option : options) {
      if (states(option)) {
        throw usage(option + " " + why);
      }
    }
  }

  /** Refuses the options of orders where there are none. */
  void requireForOrders() {
    spec().mixins().values().stream()
        .filter(mixin -> mixin.userObject() == this)
        .flatMap(mixin -> mixin.options().stream())
        .map(OptionSpec::longestName)
        .filter(option -> !option.equals("--quiet"))
        .forEach(option -> refuse("needs INPUT", option));
  }

  /** The customers of summary files; empty where the input are orders. */
  List<SummaryCsv.Row> summaries() throws IOException {
    List<SummaryCsv.Row> rows = new ArrayList<>();
    List<OrderSources.Source> all = sources.all();
    int summaries = 0;
    for (OrderSources.Source input : all) {
      boolean isFile = input.kind() == OrderSources.Kind.CSV && Files.isRegularFile(input.file());
      if (isFile && SummaryCsv.hasSummaries(CsvSource.of(input.file()))) {
        rows.addAll(SummaryCsv.read(CsvSource.of(input.file()), timeUnit));
        summaries++;
      }
    }
    if (summaries > 0 && summaries < all.size()) {
      throw usage("either all inputs must be summaries or none, but " + summaries + " are");
    }
    return rows;
  }

  /** The orders with their lines, where they were read as those of a shop. */
  private @Nullable OrderBook book;

  /** What was read, and the base made of it. */
  record Loaded(
      OrderCsvResult read, CustomerBase base, DataQuality quality, @Nullable OrderBook book) {}

  Loaded load() throws IOException {
    OrderReader<?> reader = reader();
    CustomerAliases aliases = aliases();
    OrderCsvResult read;
    try (Progress progress = new Progress(quiet ? null : err())) {
      read = sources.read(reader, progress);
    }
    read = read.withAliases(aliases);
    OrderNotes notes = notes();
    notes.tellHowItWasRead(read, preset == null && !shop.isUsed());
    if (read.log().isEmpty()) {
      throw new IllegalArgumentException(
          read.badRows() == read.rows()
              ? "no order is left: all " + read.rows() + " rows are bad"
              : "no order is left: the policy " + read.log().policy() + " counts none");
    }
    CustomerBase base = CustomerBase.of(read.log(), baseOptions());
    if (base.isEmpty()) {
      throw new IllegalArgumentException(
          "no order came by " + base.asOf() + ": the first is of " + read.log().firstDay());
    }
    notes.tellWhatCounts(base);
    DataQuality found = read.quality(base);
    notes.tellWhatIsOdd(found);
    if (quality != null) {
      boolean json = quality.toString().endsWith(".json");
      QualityTable.of(found).writeFile(quality, json ? TableFormat.JSON : TableFormat.CSV);
    }
    return new Loaded(read, base, found, book);
  }

  /** Which ids are one customer. */
  CustomerAliases aliases() throws IOException {
    return identity.aliases(preset != null);
  }

  /** The base, made where the orders are; nothing else is known of them then. */
  CustomerBase summarizedInDatabase() throws IOException {
    for (String option : OrderSettings.NEEDING_ORDERS) {
      if (states(option)) {
        throw usage("--in-database does not read the orders, which " + option + " needs");
      }
    }
    CustomerBase base = sources.summarize(settings(null).mapping(), baseOptions());
    notes().tellWhatCounts(base);
    return base;
  }

  @Nullable LocalDate statedAsOf() {
    return calibrationEnd == null ? asOf : calibrationEnd;
  }

  /** Whether the orders are fit for a forecast as of the day of the base. */
  Readiness readiness(Loaded loaded) {
    return Readiness.of(
        loaded.read().log(),
        CustomerBase.Options.DEFAULT
            .withPurchasePeriod(loaded.base().purchasePeriod())
            .withThreads(Runtime.getRuntime().availableProcessors())
            .withAsOf(loaded.base().asOf()));
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
    if (interpurchaseTimes) {
      options = options.withInterpurchaseTimes();
    }
    LocalDate last = statedAsOf();
    return last == null ? options : options.withAsOf(last);
  }

  /** Plain orders, those of a shop, or an export whose form is known. */
  private OrderReader<?> reader() throws IOException {
    OrderSettings settings = settings(rates());
    try {
      if (preset != null) {
        requireNoColumns();
        if (!sources.areCsv()) {
          throw usage("--preset reads CSV files, as the system exports them");
        }
        return settings.export(preset, read -> book = read);
      }
      String option = shop.needingOneKind();
      if (option != null && !sources.areOfOneKind()) {
        throw usage(option + " needs inputs of one kind: CSV, Parquet and JSON, a database");
      }
      return shop.isUsed() || products
          ? settings.shop(products, read -> book = read)
          : settings.plain();
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private OrderSettings settings(@Nullable RateProvider rates) {
    try {
      return new OrderSettings(
          columns,
          shop,
          currency == null ? null : RateOptions.currency(currency, "currency"),
          rates,
          zone,
          onBadRow == OnBadRow.SKIP);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private @Nullable RateProvider rates() throws IOException {
    RateProvider rates;
    try {
      rates = exchange.rates();
    } catch (OrderCsvException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    if (rates != null && currency == null) {
      throw usage("--rates needs --currency, the currency of the analysis");
    }
    return rates;
  }

  private void requireNoColumns() {
    for (String option : OrderSettings.OF_COLUMNS) {
      if (states(option)) {
        throw usage("--preset knows the columns; leave out " + option);
      }
    }
  }

  /**
   * The command as it was given, but for passwords; for the page to say how it can be made again.
   */
  String commandLine() {
    return spec().root().commandLine().getParseResult().originalArgs().stream()
        .map(JdbcUrl::redact)
        .map(OrderInput::quoted)
        .collect(Collectors.joining(" ", "./clv ", ""));
  }

  private static String quoted(String arg) {
    return arg.matches("[\\w./:=,+@%-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'";
  }

  /** A line on standard error for who did not ask for quiet. */
  void tell(Object line) {
    notes().tell(line);
  }

  void tellThatValuesAreRevenue() {
    tell("values are revenue, because no margin is known");
  }

  private OrderNotes notes() {
    return new OrderNotes(err(), quiet);
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
    return Objects.requireNonNull(command, "command must be set by picocli");
  }
}
