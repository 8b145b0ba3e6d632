package org.clv4j.segments.economics;

import static org.clv4j.segments.economics.Shop.START;
import static org.clv4j.segments.economics.Shop.date;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.clv4j.segments.cohort.CustomerLabels;
import org.clv4j.segments.metric.CalendarPeriod;
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
        "list_prices 295.0, discounts -15.0, revenue 280.0=, cost_of_goods -168.0,"
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
            "revenue_ltv_to_cac_within_30_days",
            "payback_days",
            "allowable_acquisition_cost",
            "repeat_revenue_share"),
        mail.metrics().stream().map(metric -> metric.name()).toList());
    // 80 + 80 + 20 over two; the cost of 25 is paid by the 50 of day 0
    assertEquals(90, value(mail));
    assertEquals(0.5, mail.paybackDays().orElseThrow());
    assertEquals(30, mail.metrics().get(5).value().orElseThrow());
    assertEquals(
        "list_prices 180.0, discounts 0.0, revenue 180.0=, acquisition -50.0,"
            + " after_acquisition 130.0=",
        waterfall(mail));
  }

  @Test
  void marginAndOrderCostsAreTakenOff() {
    EconomicsOptions options =
        OPTIONS.withMargin(0.5).withOrderCost(Money.of("3", "EUR")).withTargetRatio(2);
    GroupEconomics mail = byChannel(Shop.orders(true), options).group("mail");
    assertEquals((180 * 0.5 - 3 * 3) / 2, value(mail), 1e-12);
    assertEquals(value(mail) / 2, mail.metrics().get(5).value().orElseThrow(), 1e-12);
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
    assertEquals("no acquisition spend was given", january.metrics().get(3).reason());
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
    assertEquals("the cost is not paid back within 30 days", dear.metrics().get(4).reason());
  }

  @Test
  void badInputIsRefused() {
    CustomerOrders orders = Shop.orders(true);
    CustomerLabels channels = CustomerLabels.firstChannel(orders);
    AcquisitionCost.Kind kind = AcquisitionCost.Kind.PAID;
    assertEquals(
        "spend must be of a group, but was of tv; the groups are [mail, search]",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    UnitEconomics.of(
                        orders, channels, Map.of("tv", Money.of("1", "EUR")), kind, OPTIONS))
            .getMessage());
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
    assertTrue(both.buyersInterval().orElseThrow().low() > 0.05);
  }

  @Test
  void keepingBesideWinning() {
    CustomerOrders orders = Shop.orders(false);
    RetentionCost keep = RetentionCost.of(orders, date(30), date(59), Money.of("12", "EUR"));
    assertEquals(new RetentionCost(Money.of("12", "EUR"), 6, 2), keep);
    assertEquals(OptionalDouble.of(6), keep.perRetainedCustomer());
    AcquisitionCost win =
        new AcquisitionCost(AcquisitionCost.Kind.BLENDED, Money.of("90", "EUR"), 6);
    assertEquals(OptionalDouble.of(2.5), keep.acquisitionToRetention(win));
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
