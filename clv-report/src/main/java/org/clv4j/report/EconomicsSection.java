package org.clv4j.report;

import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.Economics;
import org.clv4j.report.ReportPage.EconomicsRow;
import org.clv4j.report.ReportPage.WaterfallRow;
import org.clv4j.segments.economics.GroupEconomics;
import org.clv4j.segments.economics.GroupEconomics.WaterfallLine;
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
        "Customers "
            + economics.scope().window()
            + "."
            + basis
            + " If the shop is older than these orders, old customers who came back count as new.",
        groups.stream().map(group -> row(group, currency)).toList(),
        items(groups).stream().map(EconomicsSection::heading).toList(),
        groups.stream().map(group -> waterfall(group, items(groups), currency)).toList());
  }

  /** What stands in the longest waterfall: that of groups of which a cost is known. */
  private static List<String> items(List<GroupEconomics> groups) {
    return groups.stream()
        .map(group -> group.waterfall().stream().map(WaterfallLine::item).toList())
        .max(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  private static String heading(String item) {
    String words = item.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static WaterfallRow waterfall(
      GroupEconomics group, List<String> items, Currency currency) {
    Map<String, String> amounts =
        group.waterfall().stream()
            .collect(
                Collectors.toMap(
                    WaterfallLine::item, line -> Numbers.money(line.amount(), currency)));
    return new WaterfallRow(
        group.name(), items.stream().map(item -> amounts.getOrDefault(item, "")).toList());
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
