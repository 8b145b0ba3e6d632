package org.clv4j.segments.economics;

import static org.clv4j.segments.economics.Shop.EUR;
import static org.clv4j.segments.economics.Shop.START;
import static org.clv4j.segments.economics.Shop.date;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.clv4j.segments.cohort.CustomerLabels;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.WilsonInterval;
import org.junit.jupiter.api.Test;

class UnitEconomicsTest {
  /** Won on days 0 to 30 of 60, 30 days of value each. */
  private static final EconomicsOptions OPTIONS = EconomicsOptions.of(START, date(59), 30);

  private static final Map<String, Money> SPEND =
      Map.of("search", Money.of("40", "EUR"), "mail", Money.of("50", "EUR"));

  private static UnitEconomics byChannel(CustomerOrders orders, EconomicsOptions options) {
    return UnitEconomics.of(
        orders, CustomerLabels.firstChannel(orders), SPEND, AcquisitionCost.Kind.PAID, options);
  }

  /** search: 100 + 50, 40, 60 + 20, 10 within 30 days; days 0, 1, 2, 3 of them are all day 0. */
  @Test
  void figuresOfAChannelByHand() {
    GroupEconomics search = byChannel(Shop.orders(true), OPTIONS).group("search");
    assertEquals(4, search.customers());
    assertEquals(
        OptionalDouble.of(10), Objects.requireNonNull(search.acquisitionCost()).perCustomer());
    assertEquals(LtvToCac.Basis.MARGIN, search.basis());
    assertEquals(280 * 0.4 / 4, value(search), 1e-12);
    assertEquals(30, search.contributions().size());
    assertEquals(21 * 0.4 / 4 * 10, search.contributions().get(0), 1e-12);
    assertEquals(value(search) / 10, search.ltvToCac().orElseThrow().ratio(), 1e-12);
    assertTrue(search.ltvToCac().orElseThrow().toString().endsWith("(margin, within 30.0 day)"));
    // 21 on the first day against a cost of 10
    assertEquals(10 / 21.0, search.paybackDays().orElseThrow(), 1e-12);
    // 50 and 20 of the 280
    assertEquals(70 / 280.0, search.repeatRevenueShare().value().orElseThrow(), 1e-15);
    assertEquals(
        "list_prices 295.0, discounts -15.0, refunds 0.0, revenue 280.0=, cost_of_goods -168.0,"
            + " gross_margin 112.0=, order_costs 0.0, contribution 112.0=, acquisition -40.0,"
            + " after_acquisition 72.0=",
        waterfall(search));
  }

  private static double value(GroupEconomics group) {
    return group.lifetimeValue().orElseThrow();
  }

  private static String waterfall(GroupEconomics group) {
    return group.waterfall().stream()
        .map(line -> line.item() + " " + line.amount() + (line.isSum() ? "=" : ""))
        .collect(Collectors.joining(", "));
  }

  @Test
  void namesOfMetricsSayBasisAndHorizon() {
    GroupEconomics mail = byChannel(Shop.orders(false), OPTIONS).group("mail");
    assertEquals(LtvToCac.Basis.REVENUE, mail.basis());
    assertEquals(
        List.of(
            "new_customers",
            "paid_acquisition_cost",
            "revenue_per_customer_within_30_days",
            "revenue_per_customer_within_30_days_standard_error",
            "revenue_per_customer_within_30_days_ci_low",
            "revenue_per_customer_within_30_days_ci_high",
            "revenue_ltv_to_cac_within_30_days",
            "revenue_ltv_to_cac_within_30_days_standard_error",
            "revenue_ltv_to_cac_within_30_days_ci_low",
            "revenue_ltv_to_cac_within_30_days_ci_high",
            "payback_days",
            "allowable_acquisition_cost",
            "repeat_revenue_share",
            "waterfall.list_prices",
            "waterfall.discounts",
            "waterfall.refunds",
            "waterfall.revenue",
            "waterfall.acquisition",
            "waterfall.after_acquisition"),
        mail.metrics().stream().map(metric -> metric.name()).toList());
    // 80 + 80 + 20 over two; the cost of 25 is paid by the 50 of day 0
    assertEquals(90, value(mail));
    assertEquals(0.5, mail.paybackDays().orElseThrow());
    assertEquals(30, mail.metrics().get(11).value().orElseThrow());
    assertEquals(
        "list_prices 180.0, discounts 0.0, refunds 0.0, revenue 180.0=, acquisition -50.0,"
            + " after_acquisition 130.0=",
        waterfall(mail));
  }

  /**
   * search: 60, 16, 32 and 4 of margin, mean 28, off by 32, -12, 4 and -24; t of 3 degrees is
   * 3.182446. mail: 80 less 3 twice, 10 less 3.
   */
  @Test
  void howSureValueAndRatioAre() {
    GroupEconomics search = byChannel(Shop.orders(true), OPTIONS).group("search");
    double error = Math.sqrt((32 * 32 + 12 * 12 + 4 * 4 + 24 * 24) / 3.0 / 4);
    assertEquals(error, search.standardError().orElseThrow(), 1e-12);
    MeanEstimate value = search.lifetimeValueEstimate().orElseThrow();
    assertEquals(value(search), value.value());
    assertEquals(28 - 3.182446 * error, value.low(), 1e-5);
    assertEquals(28 + 3.182446 * error, value.high(), 1e-5);
    MeanEstimate ratio = search.ltvToCacEstimate().orElseThrow();
    assertEquals(value.low() / 10, ratio.low(), 1e-12);
    assertEquals(error / 10, ratio.standardError(), 1e-12);
    assertEquals(ratio.low(), metric(search, "margin_ltv_to_cac_within_30_days_ci_low"), 0);
    assertEquals(value.high(), metric(search, "margin_per_customer_within_30_days_ci_high"), 0);
    assertEquals("2.8 from " + ratio.low() + " to " + ratio.high(), ratio.toString());
    GroupEconomics mail =
        byChannel(Shop.orders(true), OPTIONS.withMargin(0.5).withOrderCost(Money.of("3", "EUR")))
            .group("mail");
    // (74 - 7) / 2 is half of what the two are apart
    assertEquals(67 / 2.0, mail.standardError().orElseThrow(), 1e-12);
  }

  private static double metric(GroupEconomics group, String name) {
    return group.metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value()
        .orElseThrow();
  }

  @Test
  void oneCustomerHasNothingToDifferFrom() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    builder.add("a", Shop.day(0), 1000);
    GroupEconomics one =
        UnitEconomics.of(
                CustomerOrders.of(builder.build()),
                CustomerLabels.of(List.of("all"), new int[] {0}),
                Map.of("all", Money.of("5", "EUR")),
                AcquisitionCost.Kind.BLENDED,
                OPTIONS)
            .group("all");
    assertTrue(one.standardError().isEmpty() && one.lifetimeValueEstimate().isEmpty());
    assertEquals(
        "revenue_ltv_to_cac_within_30_days_ci_low = none, one customer has nothing to differ from",
        one.metrics().get(8).toString());
  }

  /** Exponential spend of 100 on average. */
  @Test
  void intervalsHoldTheMeanOfTheNextCustomers() {
    Random random = new Random(3);
    int held = 0;
    int shops = 1000;
    for (int shop = 0; shop < shops; shop++) {
      OrderLogBuilder builder = OrderLog.builder(EUR);
      for (int c = 0; c < 200; c++) {
        long cents = Math.round(-10_000 * Math.log(1 - random.nextDouble()));
        builder.add("c" + c, Shop.day(c % 20), cents);
      }
      CustomerOrders orders = CustomerOrders.of(builder.build());
      MeanEstimate value =
          UnitEconomics.of(
                  orders,
                  CustomerLabels.same(orders),
                  Map.of(),
                  AcquisitionCost.Kind.BLENDED,
                  OPTIONS)
              .group("all")
              .lifetimeValueEstimate()
              .orElseThrow();
      held += value.low() <= 100 && 100 <= value.high() ? 1 : 0;
    }
    // 950 of 1000 with a standard error of 7; skewness takes less than 1 % at 200 customers
    assertEquals(945.0, held, 25);
  }

  @Test
  void marginAndOrderCostsAreTakenOff() {
    EconomicsOptions options =
        OPTIONS.withMargin(0.5).withOrderCost(Money.of("3", "EUR")).withTargetRatio(2);
    GroupEconomics mail = byChannel(Shop.orders(true), options).group("mail");
    assertEquals((180 * 0.5 - 3 * 3) / 2, value(mail), 1e-12);
    assertEquals(value(mail) / 2, mail.metrics().get(11).value().orElseThrow(), 1e-12);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> byChannel(Shop.orders(false), OPTIONS.withOrderCost(Money.of("3", "EUR"))));
    assertTrue(String.valueOf(error.getMessage()).contains("margin or the costs of the orders"));
  }

  /** 40 and 50 for the six of the two channels, 30 for tv, which won nobody, salaries of 60. */
  @Test
  void oneTableOfSpendMakesThreeCosts() {
    CustomerOrders orders = Shop.orders(false);
    Map<String, Money> spend =
        Map.of(
            "search", Money.of("40", "EUR"), "tv", Money.of("30", "EUR"), "mail", Money.zero(EUR));
    UnitEconomics economics =
        UnitEconomics.of(
            orders, CustomerLabels.firstChannel(orders), spend, AcquisitionCost.Kind.PAID, OPTIONS);
    assertEquals(
        List.of(
            "paid CAC 17.5 (EUR 70.00 of 4)",
            "blended CAC 11.666666666666666 (EUR 70.00 of 6)",
            "fully_loaded CAC 21.666666666666668 (EUR 130.00 of 6)"),
        economics.acquisitionCosts(Money.of("60", "EUR")).stream().map(Object::toString).toList());
    assertEquals(2, economics.acquisitionCosts(null).size());
    GroupEconomics tv = economics.group("tv");
    assertEquals(
        "paid_acquisition_cost = none, nobody was won in the acquisition period (30.00 of 0)",
        tv.metrics().get(1).toString());
    assertTrue(tv.ltvToCac().isEmpty() && tv.paybackDays().isEmpty());
    assertThrows(
        IllegalArgumentException.class, () -> economics.acquisitionCosts(Money.of("-1", "EUR")));
    UnitEconomics blended =
        UnitEconomics.of(
            orders,
            CustomerLabels.same(orders),
            Map.of("all", Money.of("9", "EUR")),
            AcquisitionCost.Kind.BLENDED,
            OPTIONS);
    assertThrows(IllegalStateException.class, () -> blended.acquisitionCosts(null));
  }

  /**
   * The period is that of January and nine days of February, in which one customer was won; a spend
   * of the whole of February is not that one's.
   */
  @Test
  void cohortsAreWhole() {
    CustomerOrders orders =
        CustomerOrders.of(
            Shop.builder(false)
                .add("feb", Shop.day(35), 1000)
                .add("next year", Shop.day(400), 1000)
                .build());
    Map<LocalDate, Money> spend =
        Map.of(
            START,
            Money.of("90", "EUR"),
            LocalDate.of(2024, 2, 1),
            Money.of("80", "EUR"),
            LocalDate.of(2023, 12, 1),
            Money.of("70", "EUR"));
    EconomicsOptions options = EconomicsOptions.of(START, date(68), 30);
    UnitEconomics economics =
        UnitEconomics.byCohort(
            orders, CalendarPeriod.MONTH, spend, AcquisitionCost.Kind.BLENDED, options);
    assertEquals(
        List.of("2024-01-01"), economics.groups().stream().map(GroupEconomics::name).toList());
    assertEquals(
        "blended CAC 15.0 (EUR 90.00 of 6)",
        String.valueOf(economics.groups().get(0).acquisitionCost()));
    assertTrue(
        economics.scope().window().startsWith("won from 2024-01-01 to 2024-01-31"),
        economics.scope().window());
    EconomicsOptions later = EconomicsOptions.of(date(1), date(120), 30);
    assertEquals(
        List.of("2024-02-01"),
        UnitEconomics.byCohort(
                orders, CalendarPeriod.MONTH, spend, AcquisitionCost.Kind.BLENDED, later)
            .groups()
            .stream()
            .map(GroupEconomics::name)
            .toList());
    assertEquals(date(31), later.withWhole(CalendarPeriod.MONTH).from());
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class,
            () -> EconomicsOptions.of(date(1), date(68), 30).withWhole(CalendarPeriod.MONTH));
    assertEquals(
        "acquisition must last a whole month, but 2024-01-02 to 2024-02-09 holds none",
        none.getMessage());
    IllegalArgumentException day =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                UnitEconomics.byCohort(
                    orders,
                    CalendarPeriod.MONTH,
                    Map.of(date(4), Money.of("1", "EUR")),
                    AcquisitionCost.Kind.BLENDED,
                    options));
    assertEquals(
        "spend must be of the first day of a month, but was of 2024-01-05", day.getMessage());
  }

  /** A month in which money was spent and nobody came has its row between the others. */
  @Test
  void aCohortOfNobodyHasItsCost() {
    CustomerOrders orders =
        CustomerOrders.of(Shop.builder(false).add("may", Shop.day(125), 1000).build());
    UnitEconomics economics =
        UnitEconomics.byCohort(
            orders,
            CalendarPeriod.MONTH,
            Map.of(LocalDate.of(2024, 4, 1), Money.of("80", "EUR")),
            AcquisitionCost.Kind.BLENDED,
            EconomicsOptions.of(START, date(220), 30));
    assertEquals(
        List.of("2024-01-01", "2024-02-01", "2024-04-01", "2024-05-01"),
        economics.groups().stream().map(GroupEconomics::name).toList());
    assertEquals(
        "nobody was won in the acquisition period",
        economics.groups().get(2).metrics().get(1).reason());
  }

  /** Two came by SPRING, one by AUTUMN, the other without a promotion. */
  @Test
  void campaignsAndSegmentsAreGroupsToo() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    builder.add("a", Shop.day(0), 1000).promotion("SPRING");
    builder.add("a", Shop.day(9), 5000).promotion("AUTUMN");
    builder.add("b", Shop.day(1), 3000).promotion("SPRING");
    builder.add("c", Shop.day(2), 2000).promotion("AUTUMN");
    builder.add("d", Shop.day(3), 700);
    CustomerOrders orders = CustomerOrders.of(builder.build());
    UnitEconomics campaigns =
        UnitEconomics.of(
            orders,
            CustomerLabels.firstPromotion(orders),
            Map.of("SPRING", Money.of("20", "EUR")),
            AcquisitionCost.Kind.PAID,
            OPTIONS);
    assertEquals(
        List.of("AUTUMN", "SPRING", CustomerLabels.NONE),
        campaigns.groups().stream().map(GroupEconomics::name).toList());
    assertEquals((10 + 50 + 30) / 2.0, value(campaigns.group("SPRING")), 1e-12);
    assertEquals(4.5, campaigns.group("SPRING").ltvToCac().orElseThrow().ratio(), 1e-12);
    Map<String, String> segment = Map.of("a", "trade", "c", "trade", "b", "private");
    UnitEconomics segments =
        UnitEconomics.of(
            orders,
            CustomerLabels.of(orders, segment::get),
            Map.of("trade", Money.of("10", "EUR")),
            AcquisitionCost.Kind.PAID,
            OPTIONS);
    assertEquals(
        List.of("private", "trade", CustomerLabels.NONE),
        segments.groups().stream().map(GroupEconomics::name).toList());
    assertEquals(40, value(segments.group("trade")), 1e-12);
    assertEquals(8, segments.group("trade").ltvToCac().orElseThrow().ratio(), 1e-12);
    assertEquals(7, value(segments.group(CustomerLabels.NONE)), 1e-12);
  }

  @Test
  void whatIsNotKnownHasAReason() {
    CustomerOrders orders = Shop.orders(true);
    UnitEconomics economics =
        UnitEconomics.of(
            orders,
            CustomerLabels.firstOrder(orders, CalendarPeriod.MONTH),
            Map.of("2024-02-01", Money.of("9", "EUR")),
            AcquisitionCost.Kind.BLENDED,
            OPTIONS);
    assertEquals(
        List.of("2024-01-01", "2024-02-01"),
        economics.groups().stream().map(GroupEconomics::name).toList());
    GroupEconomics january = economics.group("2024-01-01");
    assertEquals(6, january.customers());
    assertEquals("no acquisition spend was given", january.metrics().get(6).reason());
    GroupEconomics february = economics.group("2024-02-01");
    assertEquals(0, february.customers());
    assertEquals("nobody was won in the acquisition period", february.metrics().get(2).reason());
    assertTrue(february.ltvToCac().isEmpty() && february.paybackDays().isEmpty());
    // 8 of mail per customer never pay 1000
    GroupEconomics dear =
        UnitEconomics.of(
                orders,
                CustomerLabels.firstChannel(orders),
                Map.of("mail", Money.of("5000", "EUR")),
                AcquisitionCost.Kind.FULLY_LOADED,
                OPTIONS)
            .group("mail");
    assertEquals("the cost is not paid back within 30 days", dear.metrics().get(10).reason());
  }

  @Test
  void badInputIsRefused() {
    CustomerOrders orders = Shop.orders(true);
    CustomerLabels channels = CustomerLabels.firstChannel(orders);
    AcquisitionCost.Kind kind = AcquisitionCost.Kind.PAID;
    assertThrows(
        IllegalArgumentException.class,
        () ->
            UnitEconomics.of(
                orders, channels, Map.of("mail", Money.of("-1", "EUR")), kind, OPTIONS));
    assertThrows(
        CurrencyMismatchException.class,
        () ->
            UnitEconomics.of(
                orders, channels, Map.of("mail", Money.of("1", "USD")), kind, OPTIONS));
    assertTrue(
        String.valueOf(
                assertThrows(
                        IllegalArgumentException.class,
                        () -> EconomicsOptions.of(START, date(20), 30))
                    .getMessage())
            .startsWith("horizon must be over by the as-of day"));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withMargin(1.2));
  }

  /** Of the six of the first 30 days, s1 and s3 came back by day 59. */
  @Test
  void ordersOfBuyersAndProspects() {
    CustomerEvents registered =
        CustomerEvents.builder()
            .add("s1", date(0))
            .add("late", date(20))
            .add("nobody", date(3))
            .add("too late", date(40))
            .build();
    OrderProbability both = OrderProbability.of(Shop.orders(false), registered, date(59), 30);
    assertEquals(
        "buyers_ordering_within_30_days = 0.3333333333333333 share (2 of 6)",
        both.buyers().toString());
    assertEquals(
        "prospects_ordering_within_30_days = 0.5 share (1 of 2)", both.prospects().toString());
    WilsonInterval buyers = both.buyersInterval().orElseThrow();
    assertTrue(buyers.low() > 0.05);
    assertEquals(
        List.of(
            both.buyers().toString(),
            "buyers_ordering_within_30_days_ci_low = " + buyers.low() + " share",
            "buyers_ordering_within_30_days_ci_high = " + buyers.high() + " share",
            both.prospects().toString()),
        both.metrics().subList(0, 4).stream().map(Object::toString).toList());
    OrderProbability early = OrderProbability.of(Shop.orders(false), registered, date(0), 30);
    assertEquals(
        "buyers_ordering_within_30_days_ci_low = none, nobody had ordered before",
        early.metrics().get(1).toString());
  }

  @Test
  void keepingBesideWinning() {
    CustomerOrders orders = Shop.orders(false);
    RetentionCost keep = RetentionCost.of(orders, date(30), date(59), Money.of("12", "EUR"));
    assertEquals(
        List.of(Money.of("12", "EUR"), 6L, 2L),
        List.of(keep.spend(), keep.existing(), keep.retained()));
    assertEquals("from 2024-01-31 to 2024-02-29", keep.scope().window());
    assertEquals(OptionalDouble.of(6), keep.perRetainedCustomer());
    AcquisitionCost win =
        new AcquisitionCost(AcquisitionCost.Kind.BLENDED, Money.of("90", "EUR"), 6);
    assertEquals(OptionalDouble.of(2.5), keep.acquisitionToRetention(win));
    assertEquals(
        List.of(
            "existing_customers = 6.0 customers",
            "retained_customers = 2.0 customers (2 of 6)",
            "retention_cost = 6.0 money (12.00 of 2)",
            "acquisition_to_retention_cost = 2.5 ratio"),
        keep.metrics(win).stream().map(Object::toString).toList());
    assertEquals("no acquisition spend was given", keep.metrics(null).get(3).reason());
    AcquisitionCost nobody =
        new AcquisitionCost(AcquisitionCost.Kind.BLENDED, Money.of("90", "EUR"), 0);
    assertEquals("nobody was won or nothing spent", keep.metrics(nobody).get(3).reason());
    RetentionCost before = RetentionCost.of(orders, date(-9), date(-1), Money.of("1", "EUR"));
    assertEquals("nobody had ordered before the period", before.metrics(win).get(2).reason());
    assertEquals(
        "none of the 2 existing customers ordered in the period",
        RetentionCost.of(orders, date(1), date(1), Money.of("1", "EUR"))
            .metrics(win)
            .get(3)
            .reason());
    assertThrows(
        CurrencyMismatchException.class,
        () ->
            keep.acquisitionToRetention(
                new AcquisitionCost(AcquisitionCost.Kind.PAID, Money.of("1", "USD"), 1)));
    assertEquals(
        OptionalDouble.empty(),
        RetentionCost.of(orders, date(-9), date(-1), Money.of("1", "EUR")).perRetainedCustomer());
  }
}
