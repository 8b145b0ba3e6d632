package org.clv4j.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.clv4j.all.internal.CustomerTables;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.RateProvider;
import org.clv4j.io.BadRow;
import org.clv4j.io.CsvSource;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.io.QualityTable;
import org.clv4j.io.SubscriptionCsv;
import org.clv4j.io.Table;
import org.clv4j.io.TableFormat;
import org.clv4j.io.WholeFiles;
import org.clv4j.models.evaluate.Backtest;
import org.clv4j.models.evaluate.BacktestOptions;
import org.clv4j.models.evaluate.Readiness;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.models.value.Valuation;
import org.clv4j.models.value.ValueOptions;
import org.clv4j.report.HtmlPage;
import org.clv4j.report.HtmlReport;
import org.clv4j.segments.affinity.Affinity;
import org.clv4j.segments.affinity.Baskets;
import org.clv4j.segments.drift.DriftOptions;
import org.clv4j.segments.economics.UnitEconomics;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.segments.subscription.SubscriptionOptions;
import org.clv4j.segments.subscription.SubscriptionSeries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "report",
    description = "One HTML page about the customers, with its tables as CSV beside it.")
final class ReportCommand implements Callable<Integer> {
  @Mixin final OrderInput input = new OrderInput();
  @Mixin final RfmOptions rfm = new RfmOptions();
  @Mixin final UnitEconomicsInput unit = new UnitEconomicsInput();
  @Mixin final ForecastOptions forecasts = new ForecastOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "Folder for report.html, the numbers of each of its charts as CSV, customers.csv,"
              + " rfm.csv, segments.csv, predictions.csv and quality.csv.")
  @Nullable Path out;

  @Option(
      names = "--drift-from",
      paramLabel = "DATE",
      description = "An earlier day: what changed since then has a section.")
  @Nullable LocalDate driftFrom;

  @Option(
      names = "--subscriptions",
      paramLabel = "FILE",
      description = "Adds a section and subscriptions.csv: the file that clv subscriptions reads.")
  @Nullable Path subscriptions;

  /** The languages that the page speaks. */
  enum Language {
    EN(Locale.ENGLISH),
    FR(Locale.FRENCH);

    private final Locale locale;

    Language(Locale locale) {
      this.locale = locale;
    }
  }

  @Option(
      names = "--lang",
      paramLabel = "en|fr",
      description = "Language of the page, its numbers, dates and amounts; default: en.")
  Language language = Language.EN;

  @Override
  public Integer call() throws IOException {
    Path dir = Objects.requireNonNull(out, "--out must be set by picocli");
    RfmOptions.Chosen chosen = rfm.choose(input);
    ValueOptions values = forecasts.check(input, unit);
    OrderInput.Loaded orders = input.load();
    RfmTable table = chosen.table(orders.base(), input);
    ForecastOrReason forecast = forecast(orders, values);
    if (!input.quiet) {
      forecast.notes().forEach(note -> input.err().println("forecast: " + note));
    }
    OrderLog log = orders.read().log();
    SubscriptionSeries series = subscriptions(orders.base().asOf());
    HtmlPage page =
        HtmlReport.of(table, source(orders.read()))
            .withOrders(CustomerOrders.of(log, Runtime.getRuntime().availableProcessors()))
            .withForecast(forecast.onPage())
            .withEconomics(economics(orders))
            .withQuality(orders.quality())
            .withAffinity(affinity(orders))
            .withDrift(
                driftFrom == null
                    ? null
                    : DriftCommand.drift(orders, driftFrom, DriftOptions.DEFAULT, input))
            .withSubscriptions(series)
            .withLocale(language.locale)
            .page();
    Map<Path, WholeFiles.Content> files = new LinkedHashMap<>();
    files.put(
        dir.resolve("customers.csv"), csv(CustomerTables.summary(orders.base(), input.timeUnit)));
    files.put(dir.resolve("rfm.csv"), csv(CustomerTables.rfm(table)));
    files.put(dir.resolve("segments.csv"), csv(CustomerTables.segments(table)));
    CustomerValues foretold = forecast.values();
    if (foretold != null) {
      files.put(
          dir.resolve("predictions.csv"),
          csv(CustomerTables.values(foretold.size(), foretold::id, foretold::value)));
    }
    files.put(dir.resolve("quality.csv"), csv(QualityTable.of(orders.quality())));
    if (series != null) {
      files.put(dir.resolve("subscriptions.csv"), csv(SubscriptionsCommand.table(series)));
    }
    page.tables().forEach((name, numbers) -> files.put(dir.resolve(name), csv(numbers)));
    files.put(
        dir.resolve("report.html"),
        stream -> {
          Writer html = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
          page.write(html);
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

  /** Where the orders name products. */
  private @Nullable Affinity affinity(OrderInput.Loaded orders) throws IOException {
    OrderBook book = orders.book();
    Baskets baskets = book == null ? null : AffinityCommand.baskets(book, orders, input);
    return baskets == null || baskets.size() == 0 ? null : Affinity.of(baskets);
  }

  private @Nullable SubscriptionSeries subscriptions(LocalDate asOf) throws IOException {
    if (subscriptions == null) {
      return null;
    }
    Currency stated =
        input.currency == null ? null : RateOptions.currency(input.currency, "--currency");
    List<Subscription> read = SubscriptionCsv.read(CsvSource.of(subscriptions), input.zone, stated);
    SubscriptionOptions options =
        SubscriptionOptions.of(stated == null ? SubscriptionsCommand.onlyCurrency(read) : stated)
            .withZone(input.zone);
    RateProvider rates = input.exchange.rates();
    return SubscriptionSeries.of(read, asOf, rates == null ? options : options.withRates(rates));
  }

  /** If anything is known of what customers cost; costs of the orders alone must not stop it. */
  private @Nullable UnitEconomics economics(OrderInput.Loaded orders) throws IOException {
    if (unit.isGiven()) {
      return unit.economics(input, orders);
    }
    if (!orders.read().log().hasCosts()) {
      return null;
    }
    try {
      return unit.economics(input, orders);
    } catch (ParameterException e) {
      input.tell("no unit economics, because " + e.getMessage());
      return null;
    }
  }

  /** What is expected, or why nothing can be said. */
  private record ForecastOrReason(
      @Nullable CustomerValues values, List<String> notes, HtmlReport.@Nullable Trial trial) {
    HtmlReport.@Nullable Forecast onPage() {
      return values == null ? null : new HtmlReport.Forecast(values, notes, trial);
    }
  }

  private ForecastOrReason forecast(OrderInput.Loaded orders, ValueOptions options) {
    CustomerBase base = orders.base();
    List<String> notes = new ArrayList<>();
    try {
      TransactionModel model = forecasts.fit(base, notes);
      GammaGamma spend = base.hasAmounts() ? spend(base, notes) : null;
      CustomerValues values = new Valuation(model, spend, options).values(base);
      return new ForecastOrReason(values, notes, trial(orders, notes));
    } catch (IllegalArgumentException | FitException e) {
      notes.add("none, because " + e.getMessage());
      return new ForecastOrReason(null, notes, null);
    }
  }

  /** The same model asked for the last third of the days, from the orders before. */
  private HtmlReport.@Nullable Trial trial(OrderInput.Loaded orders, List<String> notes) {
    OrderLog log = orders.read().log();
    CustomerBase base = orders.base();
    LocalDate first = log.firstDay();
    LocalDate split = first.plusDays(ChronoUnit.DAYS.between(first, base.asOf()) * 2 / 3);
    BacktestOptions options =
        BacktestOptions.DEFAULT
            .withModels(List.of(forecasts.model))
            .withPurchasePeriod(base.purchasePeriod())
            .withThreads(ForecastOptions.threads());
    try {
      Backtest backtest = Backtest.of(log, split, base.asOf(), options);
      String failure = backtest.failures().get(forecasts.model);
      if (failure == null) {
        return new HtmlReport.Trial(backtest, readiness(orders, notes));
      }
      notes.add("not tried on the past, because " + failure);
    } catch (IllegalArgumentException e) {
      notes.add("not tried on the past, because " + e.getMessage());
    }
    return null;
  }

  /** What cannot be judged takes nothing from a forecast that could be tried. */
  private Readiness readiness(OrderInput.Loaded orders, List<String> notes) {
    try {
      return input.readiness(orders);
    } catch (IllegalArgumentException e) {
      notes.add("the data could not be judged, because " + e.getMessage());
      return new Readiness(List.of());
    }
  }

  private static @Nullable GammaGamma spend(CustomerBase base, List<String> notes) {
    try {
      FitResult<GammaGamma> fit = GammaGamma.fit(base);
      notes.addAll(fit.warnings());
      if (fit.model().hasPopulationMean()) {
        return fit.model();
      }
      notes.add("no value, because q of the spend model is not above 1");
    } catch (IllegalArgumentException | FitException e) {
      notes.add("no value, because " + e.getMessage());
    }
    return null;
  }

  private HtmlReport.Source source(OrderCsvResult read) {
    return new HtmlReport.Source(
        input.sources.shown(),
        read.columns().get(0).used(),
        read.columns().get(0).ignored(),
        read.rows(),
        read.badRows(),
        read.firstBadRows().stream().map(BadRow::toString).limit(HtmlReport.LISTED).toList(),
        input.commandLine(),
        String.join(", ", new Main.Version().getVersion()));
  }

  private static WholeFiles.Content csv(Table table) {
    return stream ->
        table.write(new OutputStreamWriter(stream, StandardCharsets.UTF_8), TableFormat.CSV);
  }
}
