package org.clv4j.models.evaluate;

import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/** What anybody would guess without a model. */
final class NaiveForecasts {
  private final CustomerBase base;
  private final Holdout holdout;
  private final boolean amounts;

  NaiveForecasts(Holdout holdout) {
    this.base = holdout.calibration;
    this.holdout = holdout;
    this.amounts = base.hasAmounts();
  }

  /** Each customer goes on at x / T; one who came on the last day bought nothing again yet. */
  Forecast sameRate() {
    double[] purchases = new double[base.size()];
    double[] value = new double[base.size()];
    for (int row = 0; row < purchases.length; row++) {
      purchases[row] = rate(base.frequency(row), base.ageDays(row)) * holdout.days;
      value[row] = amounts ? purchases[row] * spendPerPurchase(row) : 0;
    }
    return forecast(Backtest.SAME_RATE, purchases, value);
  }

  /** Each customer does as the customers do on average whose first order was in the same month. */
  Forecast cohortMean() {
    Map<Integer, double[]> cohorts = new HashMap<>();
    for (int row = 0; row < base.size(); row++) {
      double[] sums = cohorts.computeIfAbsent(cohort(row), unused -> new double[4]);
      sums[0] += base.frequency(row);
      sums[1] += base.ageDays(row);
      sums[2] += base.frequency(row) + 1.0;
      sums[3] += amounts ? base.spend(row).majorUnits() : 0;
    }
    double[] purchases = new double[base.size()];
    double[] value = new double[base.size()];
    for (int row = 0; row < purchases.length; row++) {
      double[] sums = cohorts.getOrDefault(cohort(row), new double[4]);
      purchases[row] = rate(sums[0], sums[1]) * holdout.days;
      value[row] = purchases[row] * sums[3] / sums[2];
    }
    return forecast(Backtest.COHORT_MEAN, purchases, value);
  }

  /**
   * Each customer does again what was done in the same span a year before, a first order included.
   *
   * @return null where the history does not cover that span
   */
  @Nullable Forecast lastYear(OrderLog log, CustomerBase.Options options) {
    LocalDate from = base.asOf().minusYears(1);
    LocalDate to = holdout.end.minusYears(1);
    boolean covered = !base.observationPeriod().firstDay().isAfter(from.plusDays(1));
    if (!covered || to.isAfter(base.asOf())) {
      return null;
    }
    CustomerBase then = CustomerBase.of(log, options.withAsOf(to));
    CustomerBase before = CustomerBase.of(log, options.withAsOf(from));
    int[] rowThen = base.ids().indicesIn(then.ids());
    int[] rowBefore = base.ids().indicesIn(before.ids());
    double[] purchases = new double[base.size()];
    double[] value = new double[base.size()];
    for (int row = 0; row < purchases.length; row++) {
      purchases[row] = purchases(then, rowThen[row]) - purchases(before, rowBefore[row]);
      value[row] =
          amounts
              ? Money.majorUnits(
                  (double) (spend(then, rowThen[row]) - spend(before, rowBefore[row])),
                  base.currency())
              : 0;
    }
    return forecast(Backtest.LAST_YEAR, purchases, value);
  }

  private static int purchases(CustomerBase at, int row) {
    return row < 0 ? 0 : at.frequency(row) + 1;
  }

  private static long spend(CustomerBase at, int row) {
    return row < 0 ? 0 : at.spendMinor(row);
  }

  private Forecast forecast(String name, double[] purchases, double[] value) {
    return Forecast.naive(name, purchases, amounts ? value : null, holdout);
  }

  private static double rate(double purchases, double days) {
    return days > 0 ? purchases / days : 0;
  }

  private int cohort(int row) {
    return (int) base.firstOrder(row).getLong(ChronoField.PROLEPTIC_MONTH);
  }

  private double spendPerPurchase(int row) {
    return base.spend(row).majorUnits() / (base.frequency(row) + 1);
  }

  /**
   * Purchases of a model at the customer's own spend per purchase, where no model of spend fits.
   */
  double[] atOwnSpend(double[] purchases) {
    return IntStream.range(0, purchases.length)
        .mapToDouble(row -> purchases[row] * spendPerPurchase(row))
        .toArray();
  }
}
