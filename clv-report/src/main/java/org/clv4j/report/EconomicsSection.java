package org.clv4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.formula.LtvToCac;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.economics.GroupEconomics;
import org.clv4j.segments.economics.GroupEconomics.WaterfallLine;
import org.clv4j.segments.economics.MeanEstimate;
import org.clv4j.segments.economics.UnitEconomics;

/** What customers cost and bring. */
final class EconomicsSection {
  private final Words words;
  private final Currency currency;

  private EconomicsSection(Words words, Currency currency) {
    this.words = words;
    this.currency = currency;
  }

  static Section of(UnitEconomics economics, Pictures pictures) {
    Words words = pictures.words();
    Currency currency = Objects.requireNonNullElse(economics.scope().currency(), Money.UNSTATED);
    EconomicsSection texts = new EconomicsSection(words, currency);
    List<GroupEconomics> groups = economics.groups();
    SectionBuilder section =
        new SectionBuilder("economics", pictures)
            .intro(words.of("economics.scope", economics.scope().window()));
    if (!groups.isEmpty()) {
      section.intro(words.of("economics.basis." + groups.get(0).basis()));
    }
    section.intro(words.of("economics.old"));
    List<String> items = items(groups);
    section.table(
        "table.economics",
        List.of(
            "group",
            "#customers",
            "#acquisition_cost",
            "#value",
            "#value_interval",
            "#ltv_cac",
            "#ltv_cac_interval",
            "#payback_days",
            "#allowable_cost"),
        groups.stream().map(texts::row).toList());
    if (!items.isEmpty()) {
      List<String> keys = new ArrayList<>(List.of("group"));
      items.forEach(item -> keys.add("#" + item));
      section.table(
          "table.waterfall",
          keys,
          groups.stream().map(group -> texts.waterfall(group, items)).toList());
    }
    return section.build();
  }

  /** What stands in the longest waterfall: that of groups of which a cost is known. */
  private static List<String> items(List<GroupEconomics> groups) {
    return groups.stream()
        .map(group -> group.waterfall().stream().map(WaterfallLine::item).toList())
        .max(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  private List<String> waterfall(GroupEconomics group, List<String> items) {
    Map<String, String> amounts =
        group.waterfall().stream()
            .collect(
                Collectors.toMap(
                    WaterfallLine::item, line -> words.money(line.amount(), currency)));
    List<String> row = new ArrayList<>(List.of(group.name()));
    items.forEach(item -> row.add(amounts.getOrDefault(item, "")));
    return row;
  }

  private List<String> row(GroupEconomics group) {
    AcquisitionCost cost = group.acquisitionCost();
    OptionalDouble value = group.lifetimeValue();
    OptionalDouble payback = group.paybackDays();
    return List.of(
        group.name(),
        words.whole(group.customers()),
        cost == null ? "" : words.of("economics.cost." + cost.kind(), money(cost.perCustomer())),
        money(value),
        interval(group.lifetimeValueEstimate(), end -> words.money(end, currency)),
        group.ltvToCac().map(ratio -> words.decimal(ratio.ratio(), 2)).orElse(""),
        interval(group.ltvToCacEstimate(), end -> words.decimal(end, 2)),
        payback.isPresent()
            ? words.decimal(payback.getAsDouble(), 0)
            : group.ltvToCac().isPresent()
                ? words.of("economics.not-within", words.whole(group.horizonDays()))
                : "",
        value.isPresent()
            ? words.money(
                LtvToCac.allowableCost(value.getAsDouble(), group.targetRatio()), currency)
            : "");
  }

  private String interval(Optional<MeanEstimate> estimate, DoubleFunction<String> text) {
    return estimate
        .map(of -> words.of("economics.interval", text.apply(of.low()), text.apply(of.high())))
        .orElse("");
  }

  private String money(OptionalDouble value) {
    return value.isPresent() ? words.money(value.getAsDouble(), currency) : "";
  }
}
