package org.clv4j.segments.retention;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.Set;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;

/**
 * How long customers stay, in periods; the period of the start counts in full.
 *
 * <p>1 / churn is the mean of a lifetime whose churn never changes, the sum of (1 - churn)^t over t
 * = 0, 1, 2 … It has no value where nobody left, is wild where few did, and too short where
 * customers differ. The restricted mean asks for no more than the curve knows: the periods that a
 * customer is there within a horizon.
 *
 * <p>Both are arithmetic on a figure: scope and length of a period are those of the churn or of the
 * curve.
 */
public final class CustomerLifetime {
  private static final Set<String> STOCKS = Set.of("inactivity_churn", "model_churn");

  private CustomerLifetime() {}

  /**
   * 1 / churn.
   *
   * @param churn the share of customers lost per period, for example {@link
   *     RetentionSeries#periodChurn} or {@link CustomerRetention#customerChurn()}; not {@link
   *     InactivityChurn} or {@link ModelChurn}, which are no rates per period
   * @return {@code customer_lifetime} in the periods of the churn; empty where the churn is, and
   *     where nobody left
   * @throws IllegalArgumentException if the churn is not in [0, 1], or is one of the two that are
   *     no rates per period
   */
  public static Metric fromChurn(Metric churn) {
    String name = "customer_lifetime";
    if (STOCKS.contains(churn.name())) {
      throw new IllegalArgumentException(
          "churn must be a rate per period, such as period_churn, but was " + churn.name());
    }
    OptionalDouble value = churn.value();
    if (value.isEmpty()) {
      return Metric.unknown(name, MetricUnit.PERIODS, String.valueOf(churn.reason()));
    }
    double share = Check.inRange(value.getAsDouble(), 0, 1, churn.name());
    BigDecimal lost = churn.numerator();
    BigDecimal all = churn.denominator();
    return Metric.ratio(
        name,
        lost == null || all == null ? BigDecimal.ONE : all,
        lost == null || all == null ? BigDecimal.valueOf(share) : lost,
        MetricUnit.PERIODS,
        "nobody left, so 1 / churn has no limit: ask for a restricted mean");
  }

  /**
   * The mean number of periods that a customer is there within the first H: S(0) + … + S(H - 1).
   *
   * @param curve S
   * @param periods H, 1 to 1 000 000
   * @return {@code restricted_mean_lifetime}, at most H; empty where the curve ends before
   * @throws IllegalArgumentException if H lies outside
   */
  public static Metric restrictedMean(RetentionCurve curve, int periods) {
    String name = "restricted_mean_lifetime";
    Check.inRange(periods, 1, 1_000_000, "periods");
    double sum = 0;
    for (int t = 0; t < periods; t++) {
      OptionalDouble share = curve.at(t);
      if (share.isEmpty()) {
        String reason =
            periods
                + " periods were asked for, but the curve knows "
                + curve.observed()
                + " and is not projected";
        return Metric.unknown(name, MetricUnit.PERIODS, reason);
      }
      sum += share.getAsDouble();
    }
    return Metric.of(name, sum, MetricUnit.PERIODS);
  }
}
