package org.clv4j.core.formula;

import java.util.ArrayList;
import java.util.List;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;

/** The years of a customer just won, payment by payment. */
final class EconomicsFlows {
  private final CustomerEconomics economics;
  private final List<CashFlow> flows = new ArrayList<>();

  private EconomicsFlows(CustomerEconomics economics) {
    this.economics = economics;
  }

  static CashFlowTable of(CustomerEconomics economics, int years) {
    EconomicsFlows all = new EconomicsFlows(economics);
    all.add(Check.notNegative(years, "years"));
    return new CashFlowTable(all.flows, PeriodUnit.YEAR);
  }

  private void add(int years) {
    double retention = economics.get(Driver.RETENTION);
    double reactivation = economics.get(Driver.REACTIVATION_RATE);
    double discount = economics.get(Driver.DISCOUNT_RATE);
    double referrals = economics.get(Driver.REFERRALS_PER_YEAR);
    double brought =
        economics.get(Driver.AVERAGE_ORDER_VALUE)
            * economics.get(Driver.ORDERS_PER_YEAR)
            * economics.get(Driver.MARGIN);
    add(0, "acquisition_cost", -economics.get(Driver.ACQUISITION_COST), 1, 1);
    double active = 1;
    for (int t = 0; t < years; t++) {
      double factor = Math.pow(1 + discount, -t);
      add(t, economics.basis().toString(), brought, active, factor);
      add(t, "reward_cost", -economics.get(Driver.REWARD_COST), active, factor);
      if (referrals > 0) {
        add(t, "referrals", referrals * valueOfReferred(t), active, factor);
        double reward = economics.get(Driver.REFERRAL_REWARD);
        add(t, "referral_reward", -referrals * reward, active, factor);
      }
      active = Math.min(1, active * retention + (1 - active) * reactivation);
    }
  }

  private void add(int year, String item, double amount, double probability, double factor) {
    if (amount != 0) {
      flows.add(new CashFlow(year, item, amount, probability, factor));
    }
  }

  /** Of who comes in a year, for as long as the horizon lasts after it. */
  private double valueOfReferred(int year) {
    TimeSpan horizon = economics.horizon();
    return horizon == null
        ? economics.lifetimeValue()
        : economics.withHorizon((int) horizon.length() - year).lifetimeValue();
  }
}
