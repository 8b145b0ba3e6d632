package org.clv4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.PurchasePeriod;
import org.clv4j.core.order.AppliedRate;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderDetail;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.RateProvider;
import org.clv4j.io.CsvColumns;
import org.clv4j.io.CsvSource;
import org.clv4j.io.OrderCsv;
import org.clv4j.io.OrderCsvException;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.io.QualityTable;
import org.clv4j.io.ShopColumn;
import org.clv4j.io.ShopExportCsv;
import org.clv4j.io.ShopOrderCsv;
import org.clv4j.io.ShopOrderCsvResult;
import org.clv4j.io.ShopPreset;
import org.clv4j.io.SummaryCsv;
import org.clv4j.io.TableFormat;
import org.clv4j.models.evaluate.Readiness;
import org.clv4j.sql.JdbcUrl;
import org.clv4j.sql.OrderMapping;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** From the options that say where the orders are and how they count to a customer base. */
final class OrderInput {
  /** What a preset knows. */
  private static final List<String> COLUMNS =
      List.of(
          "--customer",
          "--time",
          "--amount",
          "--currency-column",
          "--discount",
          "--cost",
          "--promotion",
          "--channel",
          "--delimiter",
          "--charset");

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
      names = "--discount",
      paramLabel = "COLUMN",
      description = "Column of what was taken off the list price.")
  @Nullable String discount;

  @Option(
      names = "--cost",
      paramLabel = "COLUMN",
      description = "Column of what the goods of an order cost the shop.")
  @Nullable String cost;

  @Option(names = "--promotion", paramLabel = "COLUMN", description = "Column of the promotions.")
  @Nullable String promotion;

  @Option(names = "--channel", paramLabel = "COLUMN", description = "Column of the channels.")
  @Nullable String channel;

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
      names = "--date-format",
      paramLabel = "PATTERN",
      description = "For example dd/MM/yyyy; default: ISO dates and date-times, 19970101.")
  @Nullable String dateFormat;

  @Option(
      names = "--decimal",
      paramLabel = "SIGN",
      description = "Decimal sign of the amounts, . or , ; default: point.")
  String decimal = ".";

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

  /** The customers of summary files; empty where the input are orders. */
  List<SummaryCsv.Row> summaries() throws IOException {
    List<SummaryCsv.Row> rows = new ArrayList<>();
    List<Path> files = sources.csvFiles();
    int summaries = 0;
    for (Path file : files) {
      CsvSource source = CsvSource.of(file);
      if (SummaryCsv.hasSummaries(source)) {
        rows.addAll(SummaryCsv.read(source, timeUnit));
        summaries++;
      }
    }
    if (summaries > 0 && summaries < sources.inputs.size()) {
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
    Reader reader = reader(rates());
    CustomerAliases aliases = identity.aliases();
    OrderCsvResult read;
    try (Progress progress = new Progress(quiet ? null : err())) {
      read = reader.read(sources, progress);
    }
    read = read.withAliases(aliases);
    tellHowItWasRead(read);
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
    tellWhatCounts(base);
    DataQuality found = read.quality(base.asOf());
    tellWhatIsOdd(found);
    return new Loaded(read, base, found, book);
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

  private interface Reader {
    OrderCsvResult read(OrderSources from, Progress progress) throws IOException;
  }

  /** Plain orders, those of a shop, or an export whose form is known. */
  private Reader reader(@Nullable RateProvider rates) {
    if (preset != null) {
      ShopExportCsv csv = export(preset, rates);
      return (from, progress) -> from.read(files -> kept(csv.readAll(files)), null, progress);
    }
    if (shop.isUsed() || products) {
      ShopOrderCsv csv = shopSettings().rates(rates).amountsOptional(products);
      return (from, progress) -> from.read(files -> kept(csv.readAll(files)), null, progress);
    }
    OrderCsv csv = settings().rates(rates);
    OrderMapping mapping = rates == null ? mapping() : null;
    return (from, progress) -> from.read(csv::readAll, mapping, progress);
  }

  private OrderCsvResult kept(ShopOrderCsvResult shopOrders) {
    book = shopOrders.book();
    return shopOrders.toOrders();
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

  private ShopExportCsv export(ShopPreset of, @Nullable RateProvider rates) {
    List<String> known = new ArrayList<>(ShopOptions.COLUMNS);
    known.addAll(COLUMNS);
    for (String option : known) {
      if (states(option)) {
        throw usage("--preset knows the columns and how they are written; leave out " + option);
      }
    }
    try {
      return new ShopExportCsv(of)
          .policy(shop.policyOrNull())
          .currency(currencyOrNull())
          .rates(rates)
          .zone(zone)
          .dateFormat(dateFormat)
          .decimal(decimalSign())
          .skipBadRows(onBadRow == OnBadRow.SKIP);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private OrderCsv settings() {
    try {
      return new OrderCsv()
          .customer(customer)
          .time(time)
          .amount(amount)
          .currencyColumn(currencyColumn)
          .discount(discount)
          .cost(cost)
          .promotion(promotion)
          .channel(channel)
          .currency(currencyOrNull())
          .zone(zone)
          .dateFormat(dateFormat)
          .decimal(decimalSign())
          .delimiter(delimiterSign())
          .charset(charset)
          .threads(Runtime.getRuntime().availableProcessors())
          .skipBadRows(onBadRow == OnBadRow.SKIP);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private ShopOrderCsv shopSettings() {
    try {
      return shop.settings()
          .column(ShopColumn.CUSTOMER, customer)
          .column(ShopColumn.TIME, time)
          .column(ShopColumn.AMOUNT, amount)
          .column(ShopColumn.CURRENCY, currencyColumn)
          .column(ShopColumn.DISCOUNT, discount)
          .column(ShopColumn.COST, cost)
          .column(ShopColumn.PROMOTION, promotion)
          .column(ShopColumn.CHANNEL, channel)
          .currency(currencyOrNull())
          .zone(zone)
          .dateFormat(dateFormat)
          .decimal(decimalSign())
          .delimiter(delimiterSign())
          .charset(charset)
          .skipBadRows(onBadRow == OnBadRow.SKIP);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  /** The same for what is no CSV. */
  private OrderMapping mapping() {
    return new OrderMapping()
        .customer(customer)
        .time(time)
        .amount(amount)
        .currencyColumn(currencyColumn)
        .detail(OrderDetail.DISCOUNT, discount)
        .detail(OrderDetail.COST, cost)
        .detail(OrderDetail.PROMOTION, promotion)
        .detail(OrderDetail.CHANNEL, channel)
        .currency(currencyOrNull())
        .zone(zone)
        .dateFormat(dateFormat)
        .decimal(decimalSign())
        .skipBadRows(onBadRow == OnBadRow.SKIP);
  }

  private char decimalSign() {
    if (decimal.length() != 1) {
      throw new IllegalArgumentException(
          "decimal sign must be \".\" or \",\", but was \"" + decimal + "\"");
    }
    return decimal.charAt(0);
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

  private void tellHowItWasRead(OrderCsvResult read) {
    PrintWriter err = err();
    if (!quiet) {
      CsvColumns first = read.columns().get(0);
      tell(first, "");
      read.columns().stream()
          .filter(
              more -> !more.used().equals(first.used()) || !more.ignored().equals(first.ignored()))
          .forEach(more -> tell(more, more.source() + ": "));
      read.notes().forEach(err::println);
      if (preset == null && !shop.isUsed() && !read.log().appliedRates().isEmpty()) {
        err.println(AppliedRate.describe(read.log().appliedRates()));
      }
      if (!read.log().aliases().links().isEmpty()) {
        err.println(read.log().aliases());
      }
      err.println(read.log());
    }
    if (read.badRows() > 0) {
      err.println("bad rows left out: " + read.badRows() + " of " + read.rows());
    }
    if (!quiet) {
      read.firstBadRows().forEach(row -> err.println("  " + row));
      if (read.badRows() > read.firstBadRows().size()) {
        err.println("  … (the first " + read.firstBadRows().size() + " are listed)");
      }
    }
    err.flush();
  }

  private void tell(CsvColumns columns, String prefix) {
    StringBuilder line = new StringBuilder(prefix).append("columns:");
    columns
        .used()
        .forEach((role, column) -> line.append(' ').append(role).append('=').append(column));
    if (!columns.ignored().isEmpty()) {
      line.append("; ignored: ").append(String.join(", ", columns.ignored()));
    }
    err().println(line);
  }

  private void tellWhatCounts(CustomerBase base) {
    StringBuilder line = new StringBuilder("as of " + base.asOf() + ": ");
    line.append(base.orderCount()).append(" orders count");
    append(line, base.laterOrders(), "later left out");
    append(line, base.laterDeductions(), "later refunds of them left out");
    append(line, base.zeroAmountOrders(), "of them with an amount of 0");
    append(
        line, base.mergedOrders(), "merged into a purchase of the same " + base.purchasePeriod());
    tell(line);
  }

  /** But for what was said already: rows and later orders left out. */
  private void tellWhatIsOdd(DataQuality found) throws IOException {
    found.toLookAt().stream()
        .filter(finding -> !List.of("bad-rows", "future-orders").contains(finding.id()))
        .forEach(finding -> tell("data: " + finding));
    if (quality != null) {
      boolean json = quality.toString().endsWith(".json");
      QualityTable.of(found).writeFile(quality, json ? TableFormat.JSON : TableFormat.CSV);
    }
  }

  private static void append(StringBuilder line, long orders, String what) {
    if (orders > 0) {
      line.append(", ").append(orders).append(' ').append(what);
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
    if (!quiet) {
      err().println(line);
      err().flush();
    }
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
