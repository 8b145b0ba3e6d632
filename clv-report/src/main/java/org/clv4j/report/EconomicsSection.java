package org.clv4j.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;
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
  private static final int MOST_COLUMNS = 6;
  private static final Pattern COHORT = Pattern.compile("\\d{4}-\\d{2}-01");

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
            .intro(words.of("economics.scope", words.said(economics.scope().window())));
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
    for (int from = 0; from < groups.size() && !items.isEmpty(); from += MOST_COLUMNS) {
      texts.addWaterfall(
          section, groups.subList(from, Math.min(groups.size(), from + MOST_COLUMNS)), items);
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

  /** Some of the groups side by side, so that the table fits on paper however many there are. */
  private void addWaterfall(
      SectionBuilder section, List<GroupEconomics> groups, List<String> items) {
    List<String> names = groups.stream().map(this::name).toList();
    List<Map<String, String>> amounts = groups.stream().map(this::amounts).toList();
    List<List<String>> rows = new ArrayList<>();
    for (String item : items) {
      List<String> row = new ArrayList<>(List.of(words.of("column." + item)));
      amounts.forEach(ofGroup -> row.add(ofGroup.getOrDefault(item, "")));
      rows.add(row);
    }
    section.table(
        groups.size() == 1
            ? words.of("table.waterfall.of", names.get(0))
            : words.of("table.waterfall.of-to", names.get(0), names.get(names.size() - 1)),
        words.of("column.item"),
        names,
        rows);
  }

  private Map<String, String> amounts(GroupEconomics group) {
    return group.waterfall().stream()
        .collect(
            Collectors.toMap(WaterfallLine::item, line -> words.money(line.amount(), currency)));
  }

  /** Cohorts go by the first day of their months. */
  private String name(GroupEconomics group) {
    String name = group.name();
    return COHORT.matcher(name).matches()
        ? words.month(LocalDate.parse(name))
        : words.or("economics.group." + name, name);
  }

  private List<String> row(GroupEconomics group) {
    AcquisitionCost cost = group.acquisitionCost();
    OptionalDouble value = group.lifetimeValue();
    OptionalDouble payback = group.paybackDays();
    return List.of(
        name(group),
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
