package org.clv4j.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.clv4j.all.internal.MetricTable;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.value.Money;
import org.clv4j.io.Table;
import org.clv4j.segments.health.ContactAdvice;
import org.clv4j.segments.health.CustomerBaseHealth;
import org.clv4j.segments.health.CustomerPopulation;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.health.HealthSeries;
import org.clv4j.segments.health.OrderScope;
import org.clv4j.segments.health.PromotionEffect;
import org.clv4j.segments.health.PromotionEffects;
import org.clv4j.segments.health.ValueBasis;
import org.clv4j.segments.health.ValueIntervals;
import org.clv4j.segments.health.WastedContacts;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "health",
    description = "Answers the questions about the customer base, one metric per row.")
final class HealthCommand implements Callable<Integer> {
  private static final int REPLICATES = 1000;

  @Mixin final OrderInput input = new OrderInput();
  @Mixin final EventFiles events = new EventFiles();
  @Mixin final TableOutput output = new TableOutput();

  @Option(
      names = "--active-window",
      paramLabel = "DAYS|adaptive",
      description =
          "Days within which an order makes a customer active; default: ${DEFAULT-VALUE}.")
  String activeWindow = "365";

  @Option(
      names = "--new-window",
      paramLabel = "DAYS",
      description = "Days within which the first order makes him new; default: ${DEFAULT-VALUE}.")
  int newWindow = 90;

  @Option(
      names = "--basket",
      paramLabel = "N",
      description = "The least satisfying average order value; default: the base's median.")
  @Nullable BigDecimal basket;

  @Option(
      names = "--order-values",
      paramLabel = "lifetime|window",
      description = "Which orders make order values and value shares; default: lifetime.")
  OrderScope orderValues = OrderScope.LIFETIME;

  @Option(
      names = "--value",
      paramLabel = "revenue|margin",
      description = "What customer value is; default: revenue.")
  ValueBasis value = ValueBasis.REVENUE;

  @Option(
      names = "--value-over",
      paramLabel = "buyers|actives|registered",
      description = "Over whom customer value is taken; default: buyers.")
  CustomerPopulation valueOver = CustomerPopulation.BUYERS;

  @Option(
      names = "--repurchase-horizon",
      paramLabel = "DAYS",
      description = "Days of the repurchase rate within a horizon; default: ${DEFAULT-VALUE}.")
  int repurchaseHorizon = 90;

  @Option(
      names = "--registration-period",
      paramLabel = "DAYS",
      description =
          "Registrations of so many days are looked at for who has not ordered; default:"
              + " ${DEFAULT-VALUE}.")
  int registrationPeriod = 90;

  @Option(
      names = "--registration-horizon",
      paramLabel = "DAYS",
      description =
          "Days after which who registered should have ordered; default: ${DEFAULT-VALUE}.")
  int registrationHorizon = 30;

  @Option(
      names = "--contacts",
      paramLabel = "FILE",
      description =
          "Who was contacted when: a CSV of customer, day and perhaps the campaign; adds the share"
              + " of wasted contacts.")
  @Nullable Path contacts;

  @Option(
      names = "--wasted-within",
      paramLabel = "DAYS",
      description = "A contact is wasted so many days after an order; default: ${DEFAULT-VALUE}.")
  int wastedWithin = 7;

  @Option(
      names = "--promotions",
      description =
          "Adds each promotion code beside none, observational: promotion.CODE.new_buyers and so"
              + " on, no_promotion.new_buyers.")
  boolean promotions;

  @Option(
      names = "--intervals",
      paramLabel = "LEVEL",
      description = "Adds bootstrap intervals of the customer values, for example 0.95.")
  @Nullable Double intervals;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of --intervals; default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(
      names = "--series",
      paramLabel = "month|DATES",
      split = ",",
      description =
          "The metrics on several days, each as it was then: the last day of every month, or dates"
              + " with commas between.")
  List<String> series = List.of();

  @Override
  public Integer call() throws IOException {
    HealthOptions stated = options();
    List<LocalDate> statedDates = everyMonth() ? List.of() : statedDates();
    OrderInput.Loaded loaded = input.load();
    CustomerBase base = loaded.base();
    int threads = Runtime.getRuntime().availableProcessors();
    HealthOptions options = known(stated.withThreads(threads), base);
    CustomerOrders orders = CustomerOrders.of(loaded.read().log(), threads);
    CustomerEvents sent = EventFiles.read(contacts, input);
    List<LocalDate> dates =
        series.isEmpty() ? List.of(base.asOf()) : everyMonth() ? months(base) : statedDates;
    List<Row> rows = new ArrayList<>();
    for (CustomerBaseHealth health : HealthSeries.of(orders, options, dates).days()) {
      input.tell(health.scope());
      addRows(rows, health, orders, options, sent);
    }
    Table left = new Table(rows.size());
    output.write(
        MetricTable.of(
            series.isEmpty() ? left : left.with("date", row -> rows.get(row).date()),
            rows.stream().map(Row::metric).toList()),
        input.out());
    return 0;
  }

  private record Row(LocalDate date, Metric metric) {}

  private void addRows(
      List<Row> rows,
      CustomerBaseHealth health,
      CustomerOrders orders,
      HealthOptions options,
      @Nullable CustomerEvents sent) {
    LocalDate date = health.scope().asOf();
    List<Metric> metrics = new ArrayList<>(health.metrics());
    metrics.addAll(ContactAdvice.of(orders, date, options.threads()).metrics());
    if (sent != null) {
      metrics.add(WastedContacts.of(orders, sent, date, wastedWithin).wastedContactShare());
    }
    if (promotions) {
      PromotionEffects effects =
          PromotionEffects.of(orders, date, options.repurchaseHorizon(), options.threads());
      effects
          .promotions()
          .forEach(
              effect -> metrics.addAll(renamed("promotion." + effect.promotion() + ".", effect)));
      metrics.addAll(renamed("no_promotion.", effects.without()));
    }
    if (intervals != null) {
      ValueIntervals found =
          ValueIntervals.of(orders, options.withAsOf(date), intervals, REPLICATES, seed);
      for (ValueIntervals.Interval interval : List.of(found.mean(), found.median(), found.p90())) {
        metrics.add(end(interval, "_ci_low", interval.low()));
        metrics.add(end(interval, "_ci_high", interval.high()));
      }
    }
    metrics.forEach(metric -> rows.add(new Row(date, metric)));
  }

  private static List<Metric> renamed(String prefix, PromotionEffect effect) {
    return effect.metrics().stream()
        .map(
            metric ->
                new Metric(
                    prefix + metric.name(),
                    metric.numerator(),
                    metric.denominator(),
                    metric.value(),
                    metric.unit(),
                    metric.reason()))
        .toList();
  }

  private static Metric end(ValueIntervals.Interval interval, String suffix, OptionalDouble end) {
    Metric of = interval.estimate();
    return end.isPresent()
        ? Metric.of(of.name() + suffix, end.getAsDouble(), of.unit())
        : Metric.unknown(of.name() + suffix, of.unit(), String.valueOf(of.reason()));
  }

  private HealthOptions options() {
    try {
      HealthOptions options =
          activeWindow.toLowerCase(Locale.ROOT).equals("adaptive")
              ? HealthOptions.DEFAULT.withAdaptiveWindow()
              : HealthOptions.DEFAULT.withActiveWindow(days(activeWindow));
      if (intervals != null && !(intervals > 0 && intervals < 1)) {
        throw input.usage("--intervals must be above 0 and below 1, but was " + intervals);
      }
      if (basket != null && basket.signum() < 0) {
        throw input.usage("--basket must not be negative, but was " + basket);
      }
      if (wastedWithin < 1) {
        throw input.usage("--wasted-within must be at least 1, but was " + wastedWithin);
      }
      return options
          .withNewWindow(newWindow)
          .withScope(orderValues)
          .withBasis(value)
          .withPopulation(valueOver)
          .withRegistrationPeriod(registrationPeriod)
          .withHorizons(repurchaseHorizon, registrationHorizon);
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
  }

  private static int days(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--active-window must be a number of days or adaptive, but was \"" + text + "\"", e);
    }
  }

  private HealthOptions known(HealthOptions stated, CustomerBase base) throws IOException {
    CustomerEvents registered = events.registrations(input);
    HealthOptions options = registered == null ? stated : stated.withRegistrations(registered);
    return basket == null ? options : options.withBasket(money(basket, base));
  }

  private Money money(BigDecimal least, CustomerBase base) {
    try {
      return Money.of(least, base.hasAmounts() ? base.currency() : Money.UNSTATED);
    } catch (ArithmeticException e) {
      throw input.usage("--basket: " + e.getMessage());
    }
  }

  private boolean everyMonth() {
    return series.equals(List.of("month"));
  }

  /** The last days of all months up to the as-of day, and that day. */
  private static List<LocalDate> months(CustomerBase base) {
    LocalDate asOf = base.asOf();
    LocalDate first = base.observationPeriod().firstDay();
    List<LocalDate> dates = new ArrayList<>();
    for (YearMonth month = YearMonth.from(first);
        month.atEndOfMonth().isBefore(asOf);
        month = month.plusMonths(1)) {
      dates.add(month.atEndOfMonth());
    }
    dates.add(asOf);
    return dates;
  }

  private List<LocalDate> statedDates() {
    List<LocalDate> dates = series.stream().map(this::date).toList();
    LocalDate asOf = input.statedAsOf();
    LocalDate before = LocalDate.MIN;
    for (LocalDate date : dates) {
      if (!date.isAfter(before)) {
        throw input.usage("--series must rise, but " + date + " came after " + before);
      }
      if (asOf != null && date.isAfter(asOf)) {
        throw input.usage("--series must not go beyond --as-of " + asOf + ", but had " + date);
      }
      before = date;
    }
    return dates;
  }

  private LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw input.usage("--series must be month or dates, but had \"" + text + "\"");
    }
  }
}
