package org.clv4j.segments.subscription;

import static org.clv4j.segments.subscription.Service.OPTIONS;
import static org.clv4j.segments.subscription.Service.day;
import static org.clv4j.segments.subscription.Service.monthly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lifetime values by hand, and by the examples that vendors print. */
class LtvPresetTest {
  /** ARPA 28.75, logo churn 1/3 or 1/4, revenue churn 1/3 gross and 1/9 net. */
  @ParameterizedTest
  @CsvSource({
    "STRIPE, 115.0",
    "ARPA_OVER_LOGO_CHURN, 86.25",
    "MARGIN_OVER_LOGO_CHURN, 69.0",
    "ARPA_OVER_GROSS_REVENUE_CHURN, 86.25",
    "ARPA_OVER_NET_REVENUE_CHURN, 258.75"
  })
  void ofMarch(LtvPreset preset, double value) {
    SubscriptionMonth march =
        SubscriptionSeries.of(Service.subscriptions(), day("2024-03-31"), OPTIONS.withMargin(0.8))
            .months()
            .get(2);
    Metric found = march.lifetimeValue(preset);
    assertEquals(value, found.value().orElseThrow(), 1e-12);
    assertEquals(MetricUnit.MONEY, found.unit());
  }

  /** 20 customers at 100 of whom one leaves, without movements that do not matter here. */
  private static MrrMovements month(long churned) {
    Money hundred = Money.of("100.00", "EUR");
    Money zero = hundred.times(0);
    Scope scope = OPTIONS.scope(day("2024-07-31"), "by hand", List.of());
    return new MrrMovements(
        scope,
        day("2024-06-30"),
        hundred.times(20),
        hundred.times(churned),
        zero,
        zero,
        hundred.times(churned),
        zero,
        zero,
        hundred.times(20),
        new MrrMovements.Customers(20, churned, churned, 0, 0));
  }

  private static List<Metric> logoChurn(long... ofTwenty) {
    List<Metric> rates = new ArrayList<>();
    for (long churned : ofTwenty) {
      rates.add(month(churned).logoChurn());
    }
    return rates;
  }

  private static Metric chartMogul(long... before) {
    return LtvPreset.CHARTMOGUL_SIX_MONTHS.of(month(20), logoChurn(before), null);
  }

  /**
   * ChartMogul's own example: 100 and 5 % give 2000; the month itself and older ones do not count.
   */
  @Test
  void chartMogulTakesTheSixMonthsBefore() {
    Metric value = chartMogul(20, 1, 1, 1, 1, 1, 1);
    assertEquals("ltv_chartmogul_six_months = 2000.0 money (100 of 0.05)", value.toString());
    // (0 + 0.1 + 0.05 + 0.05 + 0 + 0.1) / 6 = 0.05
    assertEquals(2000, chartMogul(0, 2, 1, 1, 0, 2).value().orElseThrow());
  }

  @Test
  void whereItCannotBeComputedTheReasonIsSaid() {
    assertEmpty("six months before are needed and there are 5", chartMogul(1, 1, 1, 1, 1));
    assertEmpty(
        "mean_logo_churn_of_six_months is not above 0 and nothing can be divided by it",
        chartMogul(0, 0, 0, 0, 0, 0));
    List<Metric> empty = logoChurn(1, 1, 1, 1, 1);
    empty.add(0, Metric.unknown("logo_churn", MetricUnit.SHARE, "nobody paid"));
    assertEmpty(
        "one of the six months before has no churn: nobody paid",
        LtvPreset.CHARTMOGUL_SIX_MONTHS.of(month(1), empty, null));
    assertEmpty(
        "logo_churn is not above 0 and nothing can be divided by it",
        LtvPreset.ARPA_OVER_LOGO_CHURN.of(month(0), List.of(), null));
    assertEmpty(
        "no margin was stated", LtvPreset.MARGIN_OVER_LOGO_CHURN.of(month(1), List.of(), null));
    assertEmpty(
        "gross_revenue_churn is not above 0 and nothing can be divided by it",
        LtvPreset.ARPA_OVER_GROSS_REVENUE_CHURN.of(month(0), List.of(), null));
  }

  private static void assertEmpty(String reason, Metric metric) {
    assertEquals(OptionalDouble.empty(), metric.value());
    assertEquals(reason, metric.reason());
  }

  /** Expansion above what is lost: 1 - NRR is below 0. */
  @Test
  void netChurnBelowZeroGivesNoLifetime() {
    List<Subscription> growing =
        List.of(
            Subscription.of("S1", "ann", monthly("2024-01-01", "30.00"))
                .withChange(monthly("2024-02-10", "50.00")),
            Subscription.of("S2", "bob", monthly("2024-01-01", "10.00"))
                .withEnd(day("2024-02-10")));
    SubscriptionMonth february =
        SubscriptionSeries.of(growing, day("2024-02-29"), OPTIONS).months().get(1);
    assertEmpty(
        "net_revenue_churn is not above 0 and nothing can be divided by it",
        february.lifetimeValue(LtvPreset.ARPA_OVER_NET_REVENUE_CHURN));
    assertEquals(100, february.lifetimeValue(LtvPreset.ARPA_OVER_LOGO_CHURN).value().orElseThrow());
  }

  /** Without churn Stripe assumes 1.67 %. */
  @Test
  void stripeAssumesAChurnWhereThereIsNone() {
    assertEquals(
        "ltv_stripe = 5988.023952095808 money (100 of 0.0167), assuming a churn of 0.0167 where"
            + " nobody left",
        LtvPreset.STRIPE.of(month(0), List.of(), null).toString());
    assertNull(LtvPreset.STRIPE.of(month(1), List.of(), null).assumption());
    // 1 of 20 + 1
    assertEquals(2100, LtvPreset.STRIPE.of(month(1), List.of(), null).value().orElseThrow(), 1e-9);
  }

  /** March again; eve has 20 % off until June, which ChartMogul takes off. */
  @Test
  void twoVendorsOnTheSameData() {
    VendorComparison comparison =
        VendorComparison.of(Service.subscriptions(), day("2024-03-31"), OPTIONS);
    assertEquals(
        "as of 2024-03-31 Z, calendar months, coupons=forever, EUR",
        comparison.stripeScope().toString());
    assertEquals(
        "as of 2024-03-31 Z, calendar months, coupons=all, EUR",
        comparison.chartMogulScope().toString());
    assertEquals(15, comparison.figures().size());
    List<VendorComparison.Figure> march = comparison.figures().subList(10, 15);
    assertRow(march.get(0), "mrr", 115, 110);
    assertRow(march.get(1), "paying_customers", 4, 4);
    assertRow(march.get(2), "arpa", 28.75, 27.5);
    assertRow(march.get(3), "customer_churn", 1 / 4.0, 1 / 3.0);
    assertEquals("lifetime_value", march.get(4).name());
    assertEquals(115, march.get(4).stripe().value().orElseThrow());
    assertEmpty("six months before are needed and there are 2", march.get(4).chartMogul());
    assertEquals(OptionalDouble.empty(), march.get(4).difference());
  }

  private static void assertRow(
      VendorComparison.Figure row, String figure, double stripe, double chartMogul) {
    assertEquals(day("2024-03-01"), row.month());
    assertEquals(figure, row.name());
    assertEquals(stripe, row.stripe().value().orElseThrow());
    assertEquals(chartMogul, row.chartMogul().value().orElseThrow());
    assertEquals(stripe - chartMogul, row.difference().orElseThrow(), 1e-15);
  }
}
