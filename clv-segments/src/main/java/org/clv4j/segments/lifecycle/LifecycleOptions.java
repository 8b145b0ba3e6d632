package org.clv4j.segments.lifecycle;

import java.util.EnumMap;
import java.util.Map;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is known beside the orders, and what the stages mean.
 *
 * @param registrations who registered when, or had another first contact; null if not known
 * @param referrals who referred whom when: the label is the id of the customer referred; null if
 *     not known
 * @param repurchaseHorizon within how many days after the first order the second makes a customer
 *     retained, from 1 to 100 000; the same as of {@code repurchase_rate_within_H_days}
 * @param margin the part of an amount that is margin, above 0 and at most 1; where the orders have
 *     costs, these count instead
 * @param acquisitionCost what it cost to win a customer; null if not known, and then nobody has
 *     paid it back
 * @param costs what was spent on a stage in all, for the cost per customer who reached it
 */
public record LifecycleOptions(
    @Nullable CustomerEvents registrations,
    @Nullable CustomerEvents referrals,
    int repurchaseHorizon,
    double margin,
    @Nullable Money acquisitionCost,
    Map<LifecycleStage, Money> costs) {

  /** 90 days, all of an amount is margin, and nothing else is known. */
  public static final LifecycleOptions DEFAULT =
      new LifecycleOptions(null, null, 90, 1, null, Map.of());

  /** Checks the numbers. */
  public LifecycleOptions {
    Check.inRange(repurchaseHorizon, 1, 100_000, "repurchase horizon");
    Check.inRange(Check.positive(margin, "margin"), 0, 1, "margin");
    if (acquisitionCost != null && acquisitionCost.minorUnits() < 0) {
      throw new IllegalArgumentException(
          "acquisition cost must not be negative, but was " + acquisitionCost);
    }
    costs = Map.copyOf(costs);
  }

  /** What the figures depend on, for their scope. */
  String inWords(boolean ordersHaveCosts) {
    return "all days, second order within "
        + repurchaseHorizon
        + " days, margin "
        + (ordersHaveCosts ? "by the costs of orders" : Double.toString(margin))
        + (acquisitionCost == null ? "" : ", acquisition cost " + acquisitionCost);
  }

  /**
   * The same with registrations.
   *
   * @param events who registered when
   * @return new options
   */
  public LifecycleOptions withRegistrations(CustomerEvents events) {
    return new LifecycleOptions(
        events, referrals, repurchaseHorizon, margin, acquisitionCost, costs);
  }

  /**
   * The same with referrals.
   *
   * @param events who referred whom when
   * @return new options
   */
  public LifecycleOptions withReferrals(CustomerEvents events) {
    return new LifecycleOptions(
        registrations, events, repurchaseHorizon, margin, acquisitionCost, costs);
  }

  /**
   * The same with another time for the second order.
   *
   * @param days from 1 to 100 000
   * @return new options
   */
  public LifecycleOptions withRepurchaseHorizon(int days) {
    return new LifecycleOptions(registrations, referrals, days, margin, acquisitionCost, costs);
  }

  /**
   * The same with another margin.
   *
   * @param share above 0 and at most 1
   * @return new options
   */
  public LifecycleOptions withMargin(double share) {
    return new LifecycleOptions(
        registrations, referrals, repurchaseHorizon, share, acquisitionCost, costs);
  }

  /**
   * The same with an acquisition cost.
   *
   * @param perCustomer what it cost to win a customer
   * @return new options
   */
  public LifecycleOptions withAcquisitionCost(Money perCustomer) {
    return new LifecycleOptions(
        registrations, referrals, repurchaseHorizon, margin, perCustomer, costs);
  }

  /**
   * The same with what was spent on a stage.
   *
   * @param stage the stage
   * @param total what was spent on it in all, up to the as-of day
   * @return new options
   */
  public LifecycleOptions withCost(LifecycleStage stage, Money total) {
    Map<LifecycleStage, Money> more = new EnumMap<>(LifecycleStage.class);
    more.putAll(costs);
    more.put(stage, total);
    return new LifecycleOptions(
        registrations, referrals, repurchaseHorizon, margin, acquisitionCost, more);
  }
}
