package org.clv4j.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.core.value.Money;
import org.clv4j.io.CsvSource;
import org.clv4j.io.RowsCsv;
import org.clv4j.segments.cohort.CustomerLabels;
import org.clv4j.segments.economics.EconomicsOptions;
import org.clv4j.segments.economics.GroupEconomics;
import org.clv4j.segments.economics.UnitEconomics;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Metric;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What customers cost, and by which groups: from options to unit economics. */
final class UnitEconomicsInput {
  /** What customers are grouped by, all known at the first order. */
  enum By {
    ALL,
    CHANNEL,
    CAMPAIGN,
    COHORT,
    SEGMENT;

    /** Whether customers came through it, so that others than its own are not counted. */
    boolean isPaidFor() {
      return this == CHANNEL || this == CAMPAIGN || this == SEGMENT;
    }
  }

  /** What changes nothing without orders; margin and target ratio do. */
  static final String[] OF_ORDERS = {
    "--by",
    "--segments",
    "--spend",
    "--spend-kind",
    "--overhead",
    "--from",
    "--horizon",
    "--order-cost"
  };

  @Option(
      names = "--by",
      paramLabel = "all|channel|campaign|cohort|segment",
      description =
          "Groups of unit economics: channel or promotion of the first order, its month (whole ones"
              + " of the acquisition period), or the segment in --segments; default: all.")
  By by = By.ALL;

  @Option(
      names = "--segments",
      paramLabel = "FILE",
      description =
          "The segment of each customer, for --by segment: a CSV of customer_id and segment, such"
              + " as country or trade. One that later orders decide lets the end choose the"
              + " beginning.")
  @Nullable Path segments;

  @Option(
      names = "--spend",
      paramLabel = "FILE",
      description =
          "What was spent to win the customers of the acquisition period: a CSV of group (all, a"
              + " channel, a promotion, the first day of a month, a segment) and spend.")
  @Nullable Path spend;

  @Option(
      names = "--spend-kind",
      paramLabel = "paid|blended|fully-loaded",
      description =
          "What that spend is; default: paid by channel, campaign or segment, else blended over all"
              + " new customers.")
  AcquisitionCost.@Nullable Kind kind;

  @Option(
      names = "--overhead",
      paramLabel = "MONEY",
      description =
          "Salaries, tools and agencies of the acquisition period, for the fully loaded cost beside"
              + " the paid and the blended one; with --by channel, campaign or segment and"
              + " --spend.")
  @Nullable BigDecimal overhead;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description =
          "First day of the acquisition period; default: that of the first order, right only if the"
              + " orders begin with the shop.")
  @Nullable LocalDate from;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      description =
          "Days of value from the first order on; the acquisition period ends so many days before"
              + " the as-of day; default: ${DEFAULT-VALUE}. If given, a report foretells as far.")
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
      description =
          "What an order costs beside its goods; with --margin or the costs of the orders.")
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

  private AcquisitionCost.Kind kind(OrderInput input) {
    AcquisitionCost.Kind usual =
        by.isPaidFor() ? AcquisitionCost.Kind.PAID : AcquisitionCost.Kind.BLENDED;
    if (kind == null
        || kind == usual
        || kind == AcquisitionCost.Kind.FULLY_LOADED
        || by == By.SEGMENT) {
      return kind == null ? usual : kind;
    }
    throw input.usage(
        by.isPaidFor()
            ? "spend by channel or campaign is over the customers who came through it: paid, not"
                + " blended"
            : "spend of all or of a cohort is over all new customers: blended, not paid");
  }

  /** The economics, and of which orders and customers they are. */
  record Measured(
      CustomerOrders orders, LocalDate asOf, EconomicsOptions options, UnitEconomics economics) {}

  Measured measure(OrderInput input, OrderInput.Loaded loaded) throws IOException {
    AcquisitionCost.Kind kindOfSpend = kind(input);
    if (kind != null && spend == null) {
      throw input.usage("--spend-kind needs --spend");
    }
    if ((segments == null) == (by == By.SEGMENT)) {
      throw input.usage(
          segments == null ? "--by segment needs --segments" : "--segments needs --by segment");
    }
    if (overhead != null
        && (spend == null || !by.isPaidFor() || kindOfSpend != AcquisitionCost.Kind.PAID)) {
      throw input.usage("--overhead needs --spend, paid, by channel, campaign or segment");
    }
    CustomerOrders orders = CustomerOrders.of(loaded.read().log());
    Currency stated = orders.currency();
    Currency currency = stated == null ? Money.UNSTATED : stated;
    EconomicsOptions options;
    try {
      options =
          EconomicsOptions.of(
                  from == null ? begin(input, orders) : from, loaded.base().asOf(), horizon)
              .withTargetRatio(targetRatio == null ? 3 : targetRatio);
      options = margin == null ? options : options.withMargin(margin);
      options = orderCost == null ? options : options.withOrderCost(Money.of(orderCost, currency));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw input.usage(e.getMessage());
    }
    Map<String, Money> ofGroup = spend(currency);
    CustomerLabels labels =
        switch (by) {
          case ALL, COHORT -> CustomerLabels.same(orders);
          case CHANNEL -> CustomerLabels.firstChannel(orders);
          case CAMPAIGN -> CustomerLabels.firstPromotion(orders);
          case SEGMENT -> segments(input, orders);
        };
    UnitEconomics economics =
        by == By.COHORT
            ? UnitEconomics.byCohort(
                orders, CalendarPeriod.MONTH, byMonth(ofGroup), kindOfSpend, options)
            : UnitEconomics.of(orders, labels, ofGroup, kindOfSpend, options);
    return new Measured(orders, loaded.base().asOf(), options, economics);
  }

  /** By the accounts that the aliases make of the ids. */
  private CustomerLabels segments(OrderInput input, CustomerOrders orders) throws IOException {
    Path file = Objects.requireNonNull(segments);
    RowsCsv rows = RowsCsv.read(CsvSource.of(file));
    List<String> ids = rows.keys("customer_id");
    List<String> names = rows.texts("segment");
    CustomerAliases aliases = input.aliases();
    Map<String, String> byId = new LinkedHashMap<>();
    for (int row = 0; row < ids.size(); row++) {
      String account = aliases.accountOf(ids.get(row));
      String other = byId.put(account, names.get(row));
      if (other != null && !other.equals(names.get(row))) {
        throw new IllegalArgumentException(
            file
                + ": segments of one customer must be the same, but those of "
                + account
                + " were "
                + other
                + " and "
                + names.get(row));
      }
    }
    CustomerLabels labels = CustomerLabels.of(orders, byId::get);
    if (labels.names().equals(List.of(CustomerLabels.NONE))) {
      throw new IllegalArgumentException(
          file + ": segments must be of customers of the orders, but none of its ids is one");
    }
    return labels;
  }

  /** The first day of the orders, or of its month. */
  private LocalDate begin(OrderInput input, CustomerOrders orders) {
    LocalDate first = orders.log().firstDay();
    input.tell(
        "customers count as won from "
            + first
            + ", when the orders begin; if the shop is older, whoever comes back counts as new:"
            + " give a later --from");
    return by == By.COHORT ? first.withDayOfMonth(1) : first;
  }

  private static Map<LocalDate, Money> byMonth(Map<String, Money> spend) {
    Map<LocalDate, Money> byMonth = new LinkedHashMap<>();
    spend.forEach(
        (group, money) -> {
          try {
            byMonth.put(LocalDate.parse(group), money);
          } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                "group of spend by cohort must be the first day of a month like 2024-03-01, but"
                    + " was \""
                    + group
                    + "\"",
                e);
          }
        });
    return byMonth;
  }

  /** Of all groups together: paid, blended and, with the overhead, fully loaded. */
  List<Metric> acquisitionCosts(UnitEconomics economics) {
    boolean isPaid = by.isPaidFor() && (kind == null || kind == AcquisitionCost.Kind.PAID);
    if (spend == null || !isPaid) {
      return List.of();
    }
    Currency currency = Objects.requireNonNull(economics.scope().currency());
    return economics
        .acquisitionCosts(overhead == null ? null : Money.of(overhead, currency))
        .stream()
        .map(GroupEconomics::metric)
        .toList();
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
