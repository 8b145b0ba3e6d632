package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.clv4j.io.CsvSource;
import org.clv4j.io.SubscriptionCsv;
import org.clv4j.io.Table;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.subscription.CouponRule;
import org.clv4j.segments.subscription.SubscriptionOptions;
import org.clv4j.segments.subscription.SubscriptionSeries;
import org.clv4j.segments.subscription.VendorComparison;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "subscriptions",
    description = {
      "Monthly recurring revenue and what moves it, churn, retention (GRR, NRR) and lifetime value"
          + " by preset, one row per month and metric.",
      "The file has subscription_id, customer_id, date, event (start, trial_end, change, pause,"
          + " resume, end), amount and interval, and perhaps currency, quantity, tax, metered,"
          + " coupon_percent, coupon_amount, coupon_until."
    })
final class SubscriptionsCommand implements Callable<Integer> {
  @Mixin final RateOptions rates = new RateOptions();
  @Mixin final TableOutput output = new TableOutput();

  @Spec @Nullable CommandSpec command;

  @Parameters(paramLabel = "INPUT", description = "A CSV file, gzipped or not.")
  @Nullable Path input;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description =
          "The last day that counts; default: that of the last start, change, pause or resumption,"
              + " as ends may be planned.")
  @Nullable LocalDate asOf;

  @Option(
      names = "--zone",
      paramLabel = "ID",
      description = "Whose local days moments fall on; default: UTC.")
  ZoneId zone = ZoneOffset.UTC;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "Of the analysis; default: that of the file, if there is one.")
  @Nullable String currency;

  @Option(
      names = "--coupons",
      paramLabel = "forever|all",
      description =
          "Which coupons reduce the revenue: those that last forever, as Stripe has it, or all, as"
              + " ChartMogul has it; default: forever.")
  CouponRule coupons = CouponRule.FOREVER;

  @Option(
      names = "--margin",
      paramLabel = "SHARE",
      description = "Share of the revenue that is kept, for ltv_margin_over_logo_churn.")
  @Nullable Double margin;

  @Option(
      names = "--vendors",
      description =
          "Instead: figures by the definitions of Stripe and ChartMogul, side by side; --coupons is"
              + " theirs.")
  boolean vendors;

  @Option(names = "--quiet", description = "No line on standard error but errors.")
  boolean quiet;

  @Override
  public Integer call() throws IOException {
    Path file = Objects.requireNonNull(input, "INPUT must be set by picocli");
    Currency stated = currency == null ? null : RateOptions.currency(currency, "--currency");
    RateProvider provider = rates.rates();
    if (provider != null && stated == null) {
      throw usage("--rates needs --currency, into which it converts");
    }
    List<Subscription> subscriptions = SubscriptionCsv.read(CsvSource.of(file), zone, stated);
    SubscriptionOptions options =
        options(stated == null ? onlyCurrency(subscriptions) : stated, provider);
    LocalDate day = asOf == null ? lastDone(subscriptions) : asOf;
    Table table =
        vendors ? vendors(subscriptions, day, options) : months(subscriptions, day, options);
    output.write(table, spec().commandLine().getOut());
    return 0;
  }

  private Table months(
      List<Subscription> subscriptions, LocalDate day, SubscriptionOptions options) {
    SubscriptionSeries series = SubscriptionSeries.of(subscriptions, day, options);
    tell(subscriptions.size() + " subscriptions, " + series);
    tell(series.scope().toString());
    return table(series);
  }

  private Table vendors(
      List<Subscription> subscriptions, LocalDate day, SubscriptionOptions options) {
    VendorComparison comparison = VendorComparison.of(subscriptions, day, options);
    tell(subscriptions.size() + " subscriptions");
    tell("stripe: " + comparison.stripeScope());
    tell("chartmogul: " + comparison.chartMogulScope());
    return table(comparison.figures());
  }

  private SubscriptionOptions options(Currency analysis, @Nullable RateProvider provider) {
    try {
      SubscriptionOptions options =
          SubscriptionOptions.of(analysis).withCoupons(coupons).withZone(zone);
      options = provider == null ? options : options.withRates(provider);
      return margin == null ? options : options.withMargin(margin);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  static Currency onlyCurrency(Collection<Subscription> subscriptions) {
    SortedSet<String> codes = new TreeSet<>();
    subscriptions.forEach(
        each -> codes.add(each.terms().get(0).price().currency().getCurrencyCode()));
    if (codes.size() > 1) {
      throw new IllegalArgumentException(
          "the subscriptions are in " + codes + ": state --currency and --rates");
    }
    return codes.isEmpty() ? Money.UNSTATED : Currency.getInstance(codes.first());
  }

  /** The last day of what was done; ends and trial ends may be planned and say nothing of today. */
  private LocalDate lastDone(Collection<Subscription> subscriptions) {
    LocalDate last =
        subscriptions.stream()
            .map(Subscription::lastDone)
            .max(LocalDate::compareTo)
            .orElseThrow(() -> new IllegalArgumentException("there is no subscription"));
    long later =
        subscriptions.stream().filter(each -> each.eventDays().last().isAfter(last)).count();
    tell(
        "as of "
            + last
            + ", the last start, change, pause or resumption"
            + (later == 0
                ? ""
                : "; ends and trial ends after it do not count, of "
                    + later
                    + " subscriptions: --as-of states another day"));
    return last;
  }

  private record Row(LocalDate month, Metric metric) {}

  static Table table(SubscriptionSeries series) {
    List<Row> rows = new ArrayList<>();
    series
        .months()
        .forEach(
            month -> month.metrics().forEach(metric -> rows.add(new Row(month.start(), metric))));
    return new Table(rows.size())
        .with("month", row -> rows.get(row).month())
        .with("metric", row -> rows.get(row).metric().name())
        .with("numerator", row -> rows.get(row).metric().numerator())
        .with("denominator", row -> rows.get(row).metric().denominator())
        .with("value", row -> value(rows.get(row).metric()))
        .with("unit", row -> rows.get(row).metric().unit().toString())
        .with("reason", row -> rows.get(row).metric().reason())
        .with("assumption", row -> rows.get(row).metric().assumption());
  }

  private static Table table(List<VendorComparison.Figure> rows) {
    return new Table(rows.size())
        .with("month", row -> rows.get(row).month())
        .with("figure", row -> rows.get(row).name())
        .with("stripe", row -> value(rows.get(row).stripe()))
        .with("chartmogul", row -> value(rows.get(row).chartMogul()))
        .with("difference", row -> orNull(rows.get(row)))
        .with("stripe_reason", row -> rows.get(row).stripe().reason())
        .with("chartmogul_reason", row -> rows.get(row).chartMogul().reason())
        .with("stripe_assumption", row -> rows.get(row).stripe().assumption());
  }

  private static @Nullable Double orNull(VendorComparison.Figure row) {
    return row.difference().isPresent() ? (Double) row.difference().getAsDouble() : null;
  }

  /** Counts whole, sums exactly, quotients as they come. */
  private static @Nullable Object value(Metric metric) {
    if (metric.value().isEmpty()) {
      return null;
    }
    double value = metric.value().getAsDouble();
    if (metric.unit() == MetricUnit.CUSTOMERS) {
      return (long) value;
    }
    boolean isSum = metric.numerator() != null && metric.denominator() == null;
    return isSum ? (Object) metric.numerator() : (Object) value;
  }

  private void tell(String line) {
    if (!quiet) {
      spec().commandLine().getErr().println(line);
      spec().commandLine().getErr().flush();
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(command, "command must be set by picocli");
  }
}
