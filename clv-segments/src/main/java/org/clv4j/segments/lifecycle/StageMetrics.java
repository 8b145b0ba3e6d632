package org.clv4j.segments.lifecycle;

import java.util.Arrays;
import java.util.Optional;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.survival.KaplanMeier;
import org.clv4j.segments.survival.SurvivalQuantile;
import org.clv4j.segments.survival.SurvivalTimes;
import org.jspecify.annotations.Nullable;

/** What the days of the stages say of all customers together. */
final class StageMetrics {
  private final CustomerOrders orders;
  private final int asOfDay;
  private final LifecycleOptions options;
  private final StageDays days;

  StageMetrics(CustomerOrders orders, int asOfDay, LifecycleOptions options, StageDays days) {
    this.orders = orders;
    this.asOfDay = asOfDay;
    this.options = options;
    this.days = days;
  }

  StageResult result(LifecycleStage stage) {
    Optional<KaplanMeier> time = whyUnknown(stage) == null ? time(stage) : Optional.empty();
    return new StageResult(
        stage, reached(stage), conversion(stage), time, median(stage, time), cost(stage));
  }

  private int reached(LifecycleStage stage) {
    return (int) Arrays.stream(days.days(stage)).filter(day -> day != StageDays.NEVER).count();
  }

  /** Why the data cannot say who reaches a stage; null if they can. */
  private @Nullable String whyUnknown(LifecycleStage stage) {
    return switch (stage) {
      case ACQUIRED -> "who might have come is not known";
      case ACTIVATED -> options.registrations() != null ? null : "no registrations were given";
      case RETAINED -> null;
      case REFERRER -> options.referrals() != null ? null : "no referrals were given";
      case REVENUE ->
          !orders.hasAmounts()
              ? "the orders have no amounts"
              : options.acquisitionCost() != null ? null : "no acquisition cost was given";
    };
  }

  private Metric conversion(LifecycleStage stage) {
    String name =
        switch (stage) {
          case ACQUIRED -> "acquisition_rate";
          case ACTIVATED -> "activation_rate";
          case RETAINED -> "retained_rate";
          case REFERRER -> "referral_rate";
          case REVENUE -> "revenue_rate";
        };
    String unknown = whyUnknown(stage);
    if (unknown != null) {
      return Metric.unknown(name, MetricUnit.SHARE, unknown);
    }
    if (stage == LifecycleStage.RETAINED) {
      return retained(name);
    }
    LifecycleStage of =
        stage == LifecycleStage.ACTIVATED ? LifecycleStage.ACQUIRED : LifecycleStage.ACTIVATED;
    return Metric.ratio(
        name, reached(stage), reached(of), MetricUnit.SHARE, "nobody is " + of + " yet");
  }

  /** Of those whose first order is so long ago that the second would have been seen. */
  private Metric retained(String name) {
    int watched = 0;
    int retained = 0;
    for (int row = 0; row < days.ids().size(); row++) {
      int first = days.day(LifecycleStage.ACTIVATED, row);
      if (first != StageDays.NEVER && asOfDay - first >= options.repurchaseHorizon()) {
        watched++;
        retained += days.day(LifecycleStage.RETAINED, row) == StageDays.NEVER ? 0 : 1;
      }
    }
    return Metric.ratio(
        name,
        retained,
        watched,
        MetricUnit.SHARE,
        "nobody has been watched for "
            + options.repurchaseHorizon()
            + " days since the first order");
  }

  private Optional<KaplanMeier> time(LifecycleStage stage) {
    LifecycleStage from =
        stage == LifecycleStage.ACTIVATED ? LifecycleStage.ACQUIRED : LifecycleStage.ACTIVATED;
    int[] waited = new int[reached(from)];
    boolean[] event = new boolean[waited.length];
    int n = 0;
    for (int row = 0; row < days.ids().size(); row++) {
      int start = days.day(from, row);
      if (start != StageDays.NEVER) {
        int end = stage == LifecycleStage.RETAINED ? days.secondOrder(row) : days.day(stage, row);
        event[n] = end != StageDays.NEVER;
        waited[n++] = (event[n - 1] ? end : asOfDay) - start;
      }
    }
    return n == 0
        ? Optional.empty()
        : Optional.of(KaplanMeier.of(SurvivalTimes.ofDays(Arrays.copyOf(waited, n), event)));
  }

  private Metric median(LifecycleStage stage, Optional<KaplanMeier> time) {
    String name = "median_days_to_" + stage;
    if (time.isEmpty()) {
      String unknown = whyUnknown(stage);
      return Metric.unknown(
          name, MetricUnit.DAYS, unknown == null ? "nobody has begun the way to it" : unknown);
    }
    SurvivalQuantile median = time.get().median();
    return median.time().isPresent()
        ? Metric.of(name, median.time().getAsDouble(), MetricUnit.DAYS)
        : Metric.unknown(name, MetricUnit.DAYS, median.reason());
  }

  private Metric cost(LifecycleStage stage) {
    String name = "cost_per_" + stage;
    Money total = options.costs().get(stage);
    return total == null
        ? Metric.unknown(name, MetricUnit.MONEY, "no cost of the stage was given")
        : Metric.moneyPer(name, total, reached(stage), "nobody is " + stage + " yet");
  }
}
