package org.clv4j.segments.subscription;

import static org.clv4j.segments.subscription.Service.EUR;
import static org.clv4j.segments.subscription.Service.OPTIONS;
import static org.clv4j.segments.subscription.Service.day;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.clv4j.core.subscription.BillingInterval;
import org.clv4j.core.subscription.PlanTerms;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.DailyRates;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;
import org.junit.jupiter.api.Test;

/** Revenue that is no whole number of cents. */
class MrrRoundingTest {
  private static final Currency USD = Currency.getInstance("USD");

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }

  private static void assertEmpty(Metric metric, String reason) {
    assertEquals(OptionalDouble.empty(), metric.value());
    assertEquals(reason, metric.reason());
  }

  /** At EUR 1 = USD 1.5, USD 10 are 6.666… each, and three customers 20.00, not 20.01. */
  @Test
  void whatIsConvertedIsRoundedInTheSumAlone() {
    DailyRates rates =
        DailyRates.builder("bank")
            .add(day("2024-01-31"), EUR, USD, new BigDecimal("1.5"))
            .build()
            .withInverses();
    PlanTerms ten =
        PlanTerms.of(day("2024-01-10"), Money.of("10.00", "USD"), BillingInterval.MONTHLY);
    List<Subscription> three =
        List.of(
            Subscription.of("S1", "ann", ten),
            Subscription.of("S2", "bob", ten),
            Subscription.of("S3", "cyd", ten));
    SubscriptionSeries series =
        SubscriptionSeries.of(three, day("2024-01-31"), OPTIONS.withRates(rates).withMargin(0.25));
    assertEquals(eur("20.00"), series.months().get(0).movements().closing());
    assertEquals(
        "as of 2024-01-31 Z, calendar months, coupons=forever, margin=0.25, rates=bank, inverse,"
            + " EUR",
        series.scope().toString());
  }

  private static List<Subscription> yearly(int customers, String price) {
    PlanTerms terms =
        PlanTerms.of(day("2024-01-10"), Money.of(price, "EUR"), BillingInterval.ANNUAL);
    return IntStream.range(0, customers)
        .mapToObj(i -> Subscription.of("S" + i, "c" + i, terms))
        .toList();
  }

  /** 10 000 x 9.99 / 12 = 8325.00; rounded one by one they would be 8300.00. */
  @Test
  void cheapYearlyPlansAddUpExactly() {
    SubscriptionMonth month =
        SubscriptionSeries.of(yearly(10_000, "9.99"), day("2024-01-31"), OPTIONS).months().get(0);
    assertEquals(eur("8325.00"), month.movements().closing());
    assertEquals("arpa = 0.8325 money (8325.00 of 10000)", month.metric("arpa").toString());
  }

  /** 18 x 0.01 / 12 = 0.015 and 30 x 0.01 / 12 = 0.025: both half a cent, to the even one. */
  @Test
  void halvesOfACentAreExactToo() {
    assertEquals(eur("0.02"), january(yearly(18, "0.01")).closing());
    assertEquals(eur("0.02"), january(yearly(30, "0.01")).closing());
    assertEquals(eur("0.03"), january(yearly(31, "0.01")).closing());
  }

  private static MrrMovements january(List<Subscription> subscriptions) {
    return MrrMovements.of(subscriptions, day("2023-12-31"), day("2024-01-31"), OPTIONS);
  }

  /** Who pays a cent a year pays, though there is no cent of it in a month. */
  @Test
  void whoPaysAnythingIsACustomer() {
    List<Subscription> one = List.of(yearly(1, "0.01").get(0).withEnd(day("2024-02-10")));
    MrrMovements january = january(one);
    assertEquals(eur("0.00"), january.closing());
    assertEquals(1, january.customers().closing());
    assertEquals("arpa = 0.0 money (0.00 of 1)", january.arpa().toString());
    MrrMovements february = MrrMovements.of(one, day("2024-01-31"), day("2024-02-29"), OPTIONS);
    assertEquals(1, february.logoChurn().value().orElseThrow());
    assertEmpty(february.grossRevenueRetention(), "what was paid at the start rounds to 0");
    assertEmpty(february.quickRatio(), "what was lost rounds to 0");
    assertEmpty(
        february.grossRevenueChurnWithNew(),
        "what was paid at the start and what is new round to 0");
  }

  /** 7 x 0.10 / 12 = 0.058333…; one leaves, one comes, one pays 0.20: each moves the balance. */
  @Test
  void movementsAreDifferencesOfRoundedBalances() {
    List<Subscription> history = new ArrayList<>(yearly(7, "0.10"));
    history.set(0, history.get(0).withEnd(day("2024-02-10")));
    history.set(
        1,
        history
            .get(1)
            .withChange(
                PlanTerms.of(day("2024-02-10"), Money.of("0.20", "EUR"), BillingInterval.ANNUAL)));
    history.add(
        Subscription.of(
            "S9",
            "zoe",
            PlanTerms.of(day("2024-02-10"), Money.of("0.10", "EUR"), BillingInterval.ANNUAL)));
    // 0.0583 less 0.0083 is 0.05, more 0.0083 is 0.0583, more 0.0083 is 0.0667
    assertEquals(
        "EUR 0.06 + 0.01 new + 0.01 expansion - 0.00 contraction - 0.01 churn + 0.00 reactivation +"
            + " 0.00 FX = EUR 0.07",
        MrrMovements.of(history, day("2024-01-31"), day("2024-02-29"), OPTIONS).toString());
  }
}
