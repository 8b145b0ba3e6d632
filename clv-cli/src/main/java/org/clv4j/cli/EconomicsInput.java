package org.clv4j.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.clv4j.core.formula.CustomerEconomics;
import org.clv4j.core.formula.Driver;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The drivers of customer value that are stated, in place of measured ones. */
final class EconomicsInput {
  @Option(names = "--average-order-value", paramLabel = "MONEY", description = "Spend per order.")
  @Nullable Double averageOrderValue;

  @Option(
      names = "--orders-per-year",
      paramLabel = "N",
      description = "Orders of an active customer in a year.")
  @Nullable Double ordersPerYear;

  @Option(
      names = "--margin",
      paramLabel = "SHARE",
      description =
          "Share of the spend that is kept; default: the costs of the orders, else values are"
              + " revenue.")
  @Nullable Double margin;

  @Option(
      names = "--retention",
      paramLabel = "SHARE",
      description = "Share of the active customers who are so in the next year.")
  @Nullable Double retention;

  @Option(
      names = "--reactivation-rate",
      paramLabel = "SHARE",
      description = "Share of the inactive customers who are active in the next year.")
  @Nullable Double reactivationRate;

  @Option(
      names = "--acquisition-cost",
      paramLabel = "MONEY",
      description = "What it costs to win a customer.")
  @Nullable Double acquisitionCost;

  @Option(
      names = "--reward-cost",
      paramLabel = "MONEY",
      description = "What the loyalty programme costs per active customer and year.")
  @Nullable Double rewardCost;

  @Option(
      names = "--items-per-order",
      paramLabel = "N",
      description = "Items of an order, of which its value is made.")
  @Nullable Double itemsPerOrder;

  @Option(
      names = "--referrals-per-year",
      paramLabel = "N",
      description = "New customers whom an active customer brings in a year.")
  @Nullable Double referralsPerYear;

  @Option(
      names = "--referral-reward",
      paramLabel = "MONEY",
      description = "What is paid for each of them.")
  @Nullable Double referralReward;

  @Option(
      names = "--discount-rate",
      paramLabel = "RATE",
      description = "Per year; default: ${DEFAULT-VALUE}.")
  double discountRate = 0;

  @Option(
      names = "--horizon-years",
      paramLabel = "YEARS",
      description = "After so many years nothing counts; default: for ever.")
  @Nullable Integer horizonYears;

  boolean statesTheBase() {
    return averageOrderValue != null && ordersPerYear != null && retention != null;
  }

  /** Of what is stated alone. */
  CustomerEconomics stated() {
    return over(
        CustomerEconomics.ofRevenue(
            orZero(averageOrderValue), orZero(ordersPerYear), orZero(retention), discountRate));
  }

  /** What is stated in place of what is there. */
  CustomerEconomics over(CustomerEconomics base) {
    Map<Driver, @Nullable Double> stated = new LinkedHashMap<>();
    stated.put(Driver.AVERAGE_ORDER_VALUE, averageOrderValue);
    stated.put(Driver.ORDERS_PER_YEAR, ordersPerYear);
    stated.put(Driver.MARGIN, margin);
    stated.put(Driver.RETENTION, retention);
    stated.put(Driver.REACTIVATION_RATE, reactivationRate);
    stated.put(Driver.ACQUISITION_COST, acquisitionCost);
    stated.put(Driver.REWARD_COST, rewardCost);
    stated.put(Driver.REFERRALS_PER_YEAR, referralsPerYear);
    stated.put(Driver.REFERRAL_REWARD, referralReward);
    CustomerEconomics economics = base;
    for (Map.Entry<Driver, @Nullable Double> entry : stated.entrySet()) {
      Double value = entry.getValue();
      if (value != null) {
        economics = economics.with(entry.getKey(), value);
      }
    }
    if (itemsPerOrder != null) {
      economics = economics.withKnownItemsPerOrder(itemsPerOrder);
    }
    return horizonYears == null ? economics : economics.withHorizon(horizonYears);
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
