package org.clv4j.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.value.Money;
import org.clv4j.io.CsvSource;
import org.clv4j.io.RowsCsv;
import org.clv4j.segments.cohort.CustomerLabels;
import org.clv4j.segments.economics.EconomicsOptions;
import org.clv4j.segments.economics.UnitEconomics;
import org.clv4j.segments.metric.CalendarPeriod;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What customers cost, and by which groups: from options to unit economics. */
final class UnitEconomicsInput {
  /** What customers are grouped by, all known at the first order. */
  enum By {
    ALL,
    CHANNEL,
    CAMPAIGN,
    COHORT;

    CustomerLabels labels(CustomerOrders orders) {
      return switch (this) {
        case ALL -> CustomerLabels.same(orders);
        case CHANNEL -> CustomerLabels.firstChannel(orders);
        case CAMPAIGN -> CustomerLabels.firstPromotion(orders);
        case COHORT -> CustomerLabels.firstOrder(orders, CalendarPeriod.MONTH);
      };
    }
  }

  @Option(
      names = "--by",
      paramLabel = "all|channel|campaign|cohort",
      description =
          "Groups of unit economics: channel or promotion of the first order, its month; default:"
              + " all.")
  By by = By.ALL;

  @Option(
      names = "--spend",
      paramLabel = "FILE",
      description =
          "What was spent to win the customers of the acquisition period: a CSV of group and"
              + " spend.")
  @Nullable Path spend;

  @Option(
      names = "--spend-kind",
      paramLabel = "paid|blended|fully-loaded",
      description = "What that spend is; default: blended.")
  AcquisitionCost.Kind kind = AcquisitionCost.Kind.BLENDED;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First day of the acquisition period; default: that of the first order.")
  @Nullable LocalDate from;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      description =
          "Days of value from the first order on; the acquisition period ends so many days before"
              + " the as-of day; default: ${DEFAULT-VALUE}.")
  int horizon = 365;

  @Option(
      names = "--margin",
      paramLabel = "SHARE",
      description =
          "Share of the spend that is kept; default: the costs of the orders, else 1, values are"
              + " revenue.")
  @Nullable Double margin;

  @Option(
      names = "--order-cost",
      paramLabel = "MONEY",
      description = "What an order costs beside its goods.")
  @Nullable BigDecimal orderCost;

  @Option(
      names = "--target-ratio",
      paramLabel = "RATIO",
      description = "LTV:CAC that is wanted, which says what a customer may cost; default: 3.")
  @Nullable Double targetRatio;

  /** Whether anything is known of what customers cost. */
  boolean isGiven() {
    return spend != null || margin != null || orderCost != null;
  }

  UnitEconomics economics(OrderInput input, OrderInput.Loaded loaded) throws IOException {
    CustomerOrders orders = CustomerOrders.of(loaded.read().log());
    Currency stated = orders.currency();
    Currency currency = stated == null ? Money.UNSTATED : stated;
    EconomicsOptions options;
    try {
      options =
          EconomicsOptions.of(
                  from == null ? orders.log().firstDay() : from, loaded.base().asOf(), horizon)
              .withTargetRatio(targetRatio == null ? 3 : targetRatio);
      options = margin == null ? options : options.withMargin(margin);
      options = orderCost == null ? options : options.withOrderCost(Money.of(orderCost, currency));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw input.usage(e.getMessage());
    }
    return UnitEconomics.of(orders, by.labels(orders), spend(currency), kind, options);
  }

  private Map<String, Money> spend(Currency currency) throws IOException {
    Map<String, Money> byGroup = new LinkedHashMap<>();
    if (spend != null) {
      RowsCsv rows = RowsCsv.read(CsvSource.of(spend));
      List<String> groups = rows.keys("group");
      double[] amounts = rows.numbers("spend");
      for (int row = 0; row < amounts.length; row++) {
        BigDecimal amount = BigDecimal.valueOf(amounts[row]);
        byGroup.put(groups.get(row), Money.of(amount, currency, RoundingMode.UNNECESSARY));
      }
    }
    return byGroup;
  }
}
