package org.clv4j.segments.subscription;

import static org.clv4j.segments.subscription.Service.EUR;
import static org.clv4j.segments.subscription.Service.OPTIONS;
import static org.clv4j.segments.subscription.Service.day;
import static org.clv4j.segments.subscription.Service.monthly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clv4j.core.subscription.BillingInterval;
import org.clv4j.core.subscription.Coupon;
import org.clv4j.core.subscription.PlanTerms;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.DailyRates;
import org.clv4j.core.value.MissingRateException;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Months worked by hand. */
class SubscriptionSeriesTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final List<SubscriptionMonth> MONTHS =
      SubscriptionSeries.of(Service.subscriptions(), day("2024-03-31"), OPTIONS).months();
  private static final SubscriptionMonth MARCH = MONTHS.get(2);

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }

  private static void assertMovements(SubscriptionMonth month, String... amounts) {
    MrrMovements moved = month.movements();
    assertEquals(
        List.of(amounts),
        List.of(
                moved.opening(),
                moved.gained(),
                moved.expansion(),
                moved.contraction(),
                moved.churn(),
                moved.reactivation(),
                moved.fx(),
                moved.closing())
            .stream()
            .map(amount -> amount.toBigDecimal().toPlainString())
            .toList());
  }

  private static double value(SubscriptionMonth month, String metric) {
    return month.metric(metric).value().orElseThrow();
  }

  private static void assertEmpty(Metric metric, String reason) {
    assertEquals(OptionalDouble.empty(), metric.value());
    assertEquals(reason, metric.reason());
  }

  @Test
  void movementsOfThreeMonths() {
    assertEquals(3, MONTHS.size());
    assertMovements(
        MONTHS.get(0), "0.00", "60.00", "0.00", "0.00", "0.00", "0.00", "0.00", "60.00");
    assertMovements(
        MONTHS.get(1), "60.00", "40.00", "0.00", "0.00", "10.00", "0.00", "0.00", "90.00");
    assertMovements(MARCH, "90.00", "25.00", "20.00", "10.00", "20.00", "10.00", "0.00", "115.00");
    assertEquals(new MrrMovements.Customers(3, 1, 1, 1, 0), MARCH.movements().customers());
    assertEquals(4, MARCH.movements().customers().closing());
  }

  @Test
  void ratesOfMarch() {
    assertEquals(28.75, value(MARCH, "arpa"));
    assertEquals(
        "logo_churn = 0.3333333333333333 share (1 of 3)", MARCH.metric("logo_churn").toString());
    assertEquals(1 / 4.0, value(MARCH, "logo_churn_with_new"));
    assertEquals(30 / 90.0, value(MARCH, "gross_revenue_churn"));
    assertEquals(30 / 115.0, value(MARCH, "gross_revenue_churn_with_new"));
    assertEquals(10 / 90.0, value(MARCH, "net_revenue_churn"));
    assertEquals(0, value(MARCH, "net_revenue_churn_with_reactivation"));
    assertEquals(60 / 90.0, value(MARCH, "gross_revenue_retention"));
    assertEquals(
        "net_revenue_retention = 0.8888888888888888 ratio (80.00 of 90.00)",
        MARCH.metric("net_revenue_retention").toString());
    assertEquals(1, value(MARCH, "net_revenue_retention_with_reactivation"));
    assertEquals(
        "quick_ratio = 1.5 ratio (45.00 of 30.00)", MARCH.metric("quick_ratio").toString());
    assertEquals(55 / 30.0, value(MARCH, "quick_ratio_with_reactivation"));
  }

  @Test
  void anEmptyDenominatorHasItsReason() {
    SubscriptionMonth january = MONTHS.get(0);
    String nobody = "nobody paid at the start of the period";
    assertEmpty(january.metric("logo_churn"), nobody);
    assertEmpty(january.metric("net_revenue_retention"), nobody);
    assertEmpty(january.metric("quick_ratio"), "nothing was lost");
    assertEquals(0, value(january, "logo_churn_with_new"));
    SubscriptionMonth trial =
        SubscriptionSeries.of(
                List.of(
                    Subscription.of("S", "ann", monthly("2024-01-01", "9.00"))
                        .withTrial(day("2024-03-01"))),
                day("2024-01-31"),
                OPTIONS)
            .months()
            .get(0);
    assertEmpty(trial.metric("arpa"), "nobody pays at its end");
    assertEmpty(trial.lifetimeValue(LtvPreset.STRIPE), "nobody pays at its end");
    assertThrows(NoSuchElementException.class, () -> trial.metric("churn"));
  }

  @Test
  void aMonthThatIsNotOverHasSumsAndNoRates() {
    SubscriptionMonth march =
        SubscriptionSeries.of(Service.subscriptions(), day("2024-03-12"), OPTIONS).months().get(2);
    assertFalse(march.isComplete());
    // bob is still there, dan is still paused
    assertMovements(march, "90.00", "25.00", "20.00", "10.00", "0.00", "0.00", "0.00", "125.00");
    assertEquals(125 / 4.0, value(march, "arpa"));
    assertEmpty(march.metric("logo_churn"), "the month is not over on 2024-03-12");
    assertEmpty(
        march.lifetimeValue(LtvPreset.ARPA_OVER_LOGO_CHURN), "the month is not over on 2024-03-12");
    assertEmpty(
        march.lifetimeValue(LtvPreset.CHARTMOGUL_SIX_MONTHS),
        "six months before are needed and there are 2");
  }

  /** Over the quarter: dan was away and is back, so he moved nothing; ann, bob, dan were there. */
  @Test
  void aPeriodIsWhatItsTwoEndsSay() {
    MrrMovements quarter =
        MrrMovements.of(Service.subscriptions(), day("2024-01-31"), day("2024-03-31"), OPTIONS);
    assertEquals(
        "EUR 60.00 + 55.00 new + 20.00 expansion - 0.00 contraction - 20.00 churn + 0.00"
            + " reactivation + 0.00 FX = EUR 115.00",
        quarter.toString());
    assertEquals(60 / 60.0, quarter.netRevenueRetention().value().orElseThrow());
    assertEquals(40 / 60.0, quarter.grossRevenueRetention().value().orElseThrow());
  }

  @Test
  void whoCameAndLeftWithinTheMonthIsInTheDenominatorWithNewAlone() {
    List<Subscription> subscriptions =
        List.of(
            Subscription.of("S1", "ann", monthly("2024-01-10", "30.00")),
            Subscription.of("S2", "bob", monthly("2024-02-10", "30.00"))
                .withEnd(day("2024-02-20")));
    SubscriptionMonth february =
        SubscriptionSeries.of(subscriptions, day("2024-02-29"), OPTIONS).months().get(1);
    assertEquals(new MrrMovements.Customers(1, 0, 0, 0, 1), february.movements().customers());
    assertEquals(0, value(february, "logo_churn"));
    assertEquals(1 / 2.0, value(february, "logo_churn_with_new"));
    assertEquals(1, value(february, "new_and_lost_customers"));
    assertEquals(0, value(february, "gross_revenue_churn_with_new"));
  }

  /** A second subscription expands, the end of one of two contracts, the end of both is churn. */
  @Test
  void customersMoveNotSubscriptions() {
    List<Subscription> subscriptions =
        List.of(
            Subscription.of("S1", "ann", monthly("2024-01-10", "30.00")).withEnd(day("2024-04-01")),
            Subscription.of("S2", "ann", monthly("2024-02-10", "20.00")).withEnd(day("2024-03-20")),
            Subscription.of("S3", "ann", monthly("2024-05-31", "15.00")));
    List<SubscriptionMonth> months =
        SubscriptionSeries.of(subscriptions, day("2024-05-31"), OPTIONS).months();
    assertMovements(
        months.get(1), "30.00", "0.00", "20.00", "0.00", "0.00", "0.00", "0.00", "50.00");
    assertMovements(
        months.get(2), "50.00", "0.00", "0.00", "20.00", "0.00", "0.00", "0.00", "30.00");
    assertMovements(
        months.get(3), "30.00", "0.00", "0.00", "0.00", "30.00", "0.00", "0.00", "0.00");
    assertMovements(
        months.get(4), "0.00", "0.00", "0.00", "0.00", "0.00", "15.00", "0.00", "15.00");
  }

  @Test
  void trialsFreeAndMeteredPlansHaveNoRevenue() {
    PlanTerms metered =
        new PlanTerms(day("2024-01-01"), eur("99.00"), BillingInterval.MONTHLY, 1, true, null);
    List<Subscription> subscriptions =
        List.of(
            Subscription.of("S1", "ann", monthly("2024-01-01", "9.00"))
                .withTrial(day("2024-02-01")),
            Subscription.of("S2", "bob", monthly("2024-01-01", "0.00")),
            Subscription.of("S3", "cyd", metered));
    SubscriptionMonth january =
        SubscriptionSeries.of(subscriptions, day("2024-01-31"), OPTIONS).months().get(0);
    assertEquals(eur("0.00"), january.movements().closing());
    assertEquals(0, january.movements().customers().closing());
  }

  /** 20 % off until June: 25 by the one rule, 20 and an expansion of 5 in June by the other. */
  @Test
  void couponsByBothRules() {
    PlanTerms terms =
        monthly("2024-05-01", "25.00").withCoupon(Coupon.percent(20).until(day("2024-06-15")));
    Coupon forever = Coupon.amount(eur("5.00"));
    List<Subscription> subscriptions =
        List.of(
            Subscription.of("S1", "ann", terms),
            Subscription.of("S2", "bob", monthly("2024-05-01", "25.00").withCoupon(forever)));
    List<SubscriptionMonth> only =
        SubscriptionSeries.of(subscriptions, day("2024-06-30"), OPTIONS).months();
    assertEquals(eur("45.00"), only.get(0).movements().closing());
    assertEquals(eur("0.00"), only.get(1).movements().expansion());
    List<SubscriptionMonth> all =
        SubscriptionSeries.of(subscriptions, day("2024-06-30"), OPTIONS.withCoupons(CouponRule.ALL))
            .months();
    assertEquals(eur("40.00"), all.get(0).movements().closing());
    assertEquals(eur("5.00"), all.get(1).movements().expansion());
  }

  /** USD 10 at 0.90, then USD 12 at 0.95: 9.00 + 1.80 + 0.60 = 11.40. */
  @Test
  void ratesMoveWhatIsPaidAtTheEnd() {
    DailyRates rates =
        DailyRates.builder("by hand")
            .add(day("2024-01-31"), USD, EUR, new BigDecimal("0.90"))
            .add(day("2024-02-29"), USD, EUR, new BigDecimal("0.95"))
            .build();
    PlanTerms ten =
        PlanTerms.of(day("2024-01-10"), Money.of("10.00", "USD"), BillingInterval.MONTHLY);
    PlanTerms twelve =
        PlanTerms.of(day("2024-02-10"), Money.of("12.00", "USD"), BillingInterval.MONTHLY);
    List<Subscription> subscriptions =
        List.of(
            Subscription.of("S1", "ann", ten).withChange(twelve),
            Subscription.of("S2", "bob", ten).withEnd(day("2024-02-20")),
            Subscription.of("S3", "cyd", twelve));
    SubscriptionSeries series =
        SubscriptionSeries.of(subscriptions, day("2024-02-29"), OPTIONS.withRates(rates));
    assertMovements(
        series.months().get(1), "18.00", "11.40", "1.80", "0.00", "9.00", "0.00", "0.60", "22.80");
    assertEquals(
        "as of 2024-02-29 Z, calendar months, coupons=forever, rates=by hand, EUR",
        series.scope().toString());
    assertEquals(List.of("by hand"), series.rateSources());
    assertMissing(
        "subscription \"S1\": a rate from USD to EUR must be known of 2024-01-31, but is missing",
        () -> SubscriptionSeries.of(subscriptions, day("2024-02-29"), OPTIONS));
    assertMissing(
        "subscription \"S1\": a rate from USD to EUR must be known of 2024-03-31, but is missing",
        () -> SubscriptionSeries.of(subscriptions, day("2024-03-31"), OPTIONS.withRates(rates)));
  }

  private static void assertMissing(String message, Executable run) {
    MissingRateException missing = assertThrows(MissingRateException.class, run);
    assertEquals(message, missing.getMessage());
    assertEquals(Optional.empty(), missing.orderId());
  }

  @Test
  void marginsAreInARange() {
    assertEquals(-1000, OPTIONS.withMargin(-1000).margin());
    for (double margin : new double[] {-1000.1, -1.7e308, 1.01, Double.NaN}) {
      Exception error =
          assertThrows(IllegalArgumentException.class, () -> OPTIONS.withMargin(margin));
      assertEquals("margin must be between -1000.0 and 1.0, but was " + margin, error.getMessage());
    }
  }

  @Test
  void theFirstMonthIsThatOfTheFirstStart() {
    SubscriptionSeries series =
        SubscriptionSeries.of(Service.subscriptions(), day("2024-02-10"), OPTIONS);
    assertEquals("2 months, 2024-01-01 to 2024-02-10", series.toString());
    assertEquals(
        "as of 2024-02-10 Z, calendar months, coupons=forever, EUR", series.scope().toString());
    assertEquals(
        List.of(),
        SubscriptionSeries.of(Service.subscriptions(), day("2024-01-04"), OPTIONS).months());
    assertEquals(List.of(), SubscriptionSeries.of(List.of(), day("2024-01-04"), OPTIONS).months());
  }

  @Test
  void oneIdIsOneSubscription() {
    Subscription one = Subscription.of("S1", "ann", monthly("2024-01-10", "30.00"));
    LocalDate end = day("2024-01-31");
    assertEquals(
        eur("30.00"),
        SubscriptionSeries.of(List.of(one, one), end, OPTIONS)
            .months()
            .get(0)
            .movements()
            .closing());
    Exception conflict =
        assertThrows(
            IllegalArgumentException.class,
            () -> SubscriptionSeries.of(List.of(one, one.withEnd(end)), end, OPTIONS));
    assertTrue(
        String.valueOf(conflict.getMessage())
            .startsWith("subscription S1 must state the same each time"));
  }

  @Test
  void movementsThatDoNotReconcileAreRefused() {
    MrrMovements right = MARCH.movements();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new MrrMovements(
                right.scope(),
                right.from(),
                right.opening(),
                right.gained(),
                right.expansion(),
                right.contraction(),
                right.churn(),
                right.reactivation(),
                right.fx(),
                right.closing().plus(eur("0.01")),
                right.customers()));
    assertThrows(
        IllegalArgumentException.class,
        () -> MrrMovements.of(List.of(), day("2024-01-31"), day("2024-01-31"), OPTIONS));
  }
}
