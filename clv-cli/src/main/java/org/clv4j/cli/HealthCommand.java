package org.clv4j.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.value.Money;
import org.clv4j.io.Table;
import org.clv4j.segments.health.CustomerBaseHealth;
import org.clv4j.segments.health.CustomerPopulation;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.health.HealthSeries;
import org.clv4j.segments.health.OrderScope;
import org.clv4j.segments.health.ValueBasis;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "health",
    description = "Answers the questions about the customer base, one metric per row.")
final class HealthCommand implements Callable<Integer> {
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
      names = "--series",
      paramLabel = "month|DATES",
      split = ",",
      description =
          "The metrics on several days, each as it was then: the last day of every month, or dates"
              + " with commas between.")
  List<String> series = List.of();

  @Override
  public Integer call() throws IOException {
    HealthOptions options = options();
    OrderInput.Loaded loaded = input.load();
    CustomerBase base = loaded.base();
    CustomerEvents registrations = EventFiles.read(events.registrations, input.zone);
    if (registrations != null) {
      options = options.withRegistrations(registrations);
    }
    if (basket != null) {
      Currency currency = base.hasAmounts() ? base.currency() : Money.UNSTATED;
      options = options.withBasket(Money.of(basket, currency));
    }
    int threads = Runtime.getRuntime().availableProcessors();
    options = options.withAsOf(base.asOf()).withThreads(threads);
    CustomerOrders orders = CustomerOrders.of(loaded.read().log(), threads);
    if (series.isEmpty()) {
      CustomerBaseHealth health = CustomerBaseHealth.of(orders, options);
      tell(health);
      output.write(table(health.metrics()), input.out());
    } else {
      HealthSeries days = HealthSeries.of(orders, options, dates(base));
      output.write(table(days), input.out());
    }
    return 0;
  }

  private HealthOptions options() {
    HealthOptions options = HealthOptions.DEFAULT;
    try {
      options =
          activeWindow.toLowerCase(Locale.ROOT).equals("adaptive")
              ? options.withAdaptiveWindow()
              : options.withActiveWindow(Integer.parseInt(activeWindow));
    } catch (NumberFormatException e) {
      throw input.usage(
          "--active-window must be a number of days or adaptive, but was \"" + activeWindow + "\"");
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
    try {
      return options
          .withNewWindow(newWindow)
          .withScope(orderValues)
          .withBasis(value)
          .withPopulation(valueOver)
          .withHorizons(repurchaseHorizon, options.registrationHorizon());
    } catch (IllegalArgumentException e) {
      throw input.usage(e.getMessage());
    }
  }
}
