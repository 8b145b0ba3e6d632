package org.clv4j.report;

import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.Economics;
import org.clv4j.report.ReportPage.EconomicsRow;
import org.clv4j.segments.economics.GroupEconomics;
import org.clv4j.segments.economics.UnitEconomics;

/** Turns unit economics into the texts of the page. */
final class EconomicsSection {
  private EconomicsSection() {}

  static Economics of(UnitEconomics economics) {
    Currency currency = Objects.requireNonNullElse(economics.scope().currency(), Money.UNSTATED);
    List<GroupEconomics> groups = economics.groups();
    String basis =
        groups.isEmpty() ? "" : " Values are " + groups.get(0).basis() + ", before acquisition.";
    return new Economics(
        "Customers " + economics.scope().window() + "." + basis,
        groups.stream().map(group -> row(group, currency)).toList());
  }

  private static EconomicsRow row(GroupEconomics group, Currency currency) {
    AcquisitionCost cost = group.acquisitionCost();
    OptionalDouble value = group.lifetimeValue();
    OptionalDouble payback = group.paybackDays();
    return new EconomicsRow(
        group.name(),
        Numbers.whole(group.customers()),
        cost == null ? "" : money(cost.perCustomer(), currency) + " " + words(cost.kind()),
        money(value, currency),
        group.ltvToCac().map(ratio -> Numbers.decimal(ratio.ratio(), 2)).orElse(""),
        payback.isPresent()
            ? Numbers.decimal(payback.getAsDouble(), 0)
            : group.ltvToCac().isPresent() ? "not within " + group.horizonDays() : "",
        value.isPresent()
            ? Numbers.money(
                LtvToCac.allowableCost(value.getAsDouble(), group.targetRatio()), currency)
            : "");
  }

  private static String words(AcquisitionCost.Kind kind) {
    return kind.toString().replace('_', ' ');
  }

  private static String money(OptionalDouble value, Currency currency) {
    return value.isPresent() ? Numbers.money(value.getAsDouble(), currency) : "";
  }
}
