package org.clv4j.segments.subscription;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lifetime values of a subscriber that go by one name elsewhere, each named after what it is.
 *
 * <p>All divide revenue per account and month by a churn per month, so they are right if churn
 * never changes, too small where customers differ, and wild where few leave. None discounts. What
 * is divided has 16 digits where it does not end.
 */
public enum LtvPreset {
  /**
   * ARPA / mean logo churn of the six months before this one, which is left out. Empty with fewer
   * months, and where nobody left in all six.
   *
   * @see <a
   *     href="https://help.chartmogul.com/hc/en-us/articles/203359061-Chart-Customer-Lifetime-Value-LTV">ChartMogul,
   *     Customer Lifetime Value</a>
   */
  CHARTMOGUL_SIX_MONTHS,

  /**
   * ARPA / logo churn with the new customers in its denominator; where that is 0, Stripe takes 1.67
   * %, sixty months, which is the metric's {@link Metric#assumption()}. Stripe looks at 30 rolling
   * days, here it is the calendar month.
   *
   * @see <a
   *     href="https://support.stripe.com/questions/calculating-subscriber-lifetime-value-in-billing">Stripe,
   *     Calculating subscriber lifetime value in Billing</a>
   */
  STRIPE,

  /** ARPA / logo churn of the month, as Baremetrics has it, and ChartMogul had. */
  ARPA_OVER_LOGO_CHURN,

  /** ARPA x margin / logo churn of the month: what is kept, to hold against acquisition cost. */
  MARGIN_OVER_LOGO_CHURN,

  /** ARPA / gross revenue churn of the month: large customers count by what they pay. */
  ARPA_OVER_GROSS_REVENUE_CHURN,

  /**
   * ARPA / net revenue churn of the month, 1 - NRR: upgrades make customers stay longer. Empty
   * where it is not above 0.
   */
  ARPA_OVER_NET_REVENUE_CHURN;

  private static final int MONTHS = 6;
  private static final BigDecimal STRIPE_WITHOUT_CHURN = new BigDecimal("0.0167");

  /**
   * The name of the metric, for example {@code ltv_arpa_over_logo_churn}.
   *
   * @return the name
   */
  public String metric() {
    return "ltv_" + name().toLowerCase(Locale.ROOT);
  }

  /**
   * The value in a month.
   *
   * @param month what moved in the month
   * @param logoChurnBefore the logo churn of the months before it, the last one last
   * @param margin the share of the revenue that is kept; null where it is not known
   * @return {@link #metric()}: revenue or margin per account over churn; empty with the reason
   *     where churn is 0 or unknown
   */
  public Metric of(MrrMovements month, List<Metric> logoChurnBefore, @Nullable Double margin) {
    Metric arpa = month.arpa();
    return switch (this) {
      case CHARTMOGUL_SIX_MONTHS -> over(arpa, BigDecimal.ONE, sixMonths(logoChurnBefore));
      case STRIPE -> over(arpa, BigDecimal.ONE, stripeChurn(month.logoChurnWithNew()));
      case ARPA_OVER_LOGO_CHURN -> over(arpa, BigDecimal.ONE, month.logoChurn());
      case MARGIN_OVER_LOGO_CHURN ->
          margin == null
              ? unknown("no margin was stated")
              : over(arpa, BigDecimal.valueOf(margin), month.logoChurn());
      case ARPA_OVER_GROSS_REVENUE_CHURN -> over(arpa, BigDecimal.ONE, month.grossRevenueChurn());
      case ARPA_OVER_NET_REVENUE_CHURN -> over(arpa, BigDecimal.ONE, month.netRevenueChurn());
    };
  }

  /** Whether the month itself must be over. */
  boolean needsWholeMonth() {
    return this != CHARTMOGUL_SIX_MONTHS;
  }

  Metric unknown(String reason) {
    return Metric.unknown(metric(), MetricUnit.MONEY, reason);
  }

  private Metric over(Metric arpa, BigDecimal margin, Metric churn) {
    if (arpa.value().isEmpty() || churn.value().isEmpty()) {
      return unknown(String.valueOf(arpa.value().isEmpty() ? arpa.reason() : churn.reason()));
    }
    BigDecimal rate = quotient(churn);
    if (rate.signum() <= 0) {
      return unknown(churn.name() + " is not above 0 and nothing can be divided by it");
    }
    return Metric.ratio(
            metric(),
            quotient(arpa).multiply(margin, MathContext.DECIMAL64),
            rate,
            MetricUnit.MONEY,
            "")
        .assuming(churn.assumption());
  }

  private static Metric sixMonths(List<Metric> before) {
    String name = "mean_logo_churn_of_six_months";
    int months = before.size();
    if (months < MONTHS) {
      return Metric.unknown(
          name, MetricUnit.SHARE, "six months before are needed and there are " + months);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Metric churn : before.subList(months - MONTHS, months)) {
      if (churn.value().isEmpty()) {
        return Metric.unknown(
            name, MetricUnit.SHARE, "one of the six months before has no churn: " + churn.reason());
      }
      sum = sum.add(quotient(churn));
    }
    return Metric.ratio(name, sum, BigDecimal.valueOf(MONTHS), MetricUnit.SHARE, "");
  }

  private static Metric stripeChurn(Metric churn) {
    OptionalDouble value = churn.value();
    return value.isPresent() && value.getAsDouble() == 0
        ? Metric.ratio(churn.name(), STRIPE_WITHOUT_CHURN, BigDecimal.ONE, MetricUnit.SHARE, "")
            .assuming("a churn of " + STRIPE_WITHOUT_CHURN + " where nobody left")
        : churn;
  }

  private static BigDecimal quotient(Metric metric) {
    BigDecimal numerator = metric.numerator();
    BigDecimal denominator = metric.denominator();
    return numerator == null || denominator == null
        ? BigDecimal.valueOf(metric.value().orElseThrow())
        : numerator.divide(denominator, MathContext.DECIMAL64).stripTrailingZeros();
  }
}
