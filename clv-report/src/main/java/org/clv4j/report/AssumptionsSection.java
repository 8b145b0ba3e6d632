package org.clv4j.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.AppliedRate;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.health.PurchaseDelays;
import org.clv4j.segments.rfm.RfmCuts;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.segments.rfm.SpendMeasure;

/** What was assumed, and how the page can be made again. */
final class AssumptionsSection {
  private AssumptionsSection() {}

  static Section of(HtmlReport report, Pictures pictures) {
    RfmTable rfm = report.rfm();
    CustomerBase base = rfm.base();
    Words words = pictures.words();
    SectionBuilder section =
        new SectionBuilder("assumptions", pictures)
            .fact(
                "as-of",
                words.of("fact.as-of.value", words.day(base.asOf()), Words.zone(base.zone())))
            .fact("currency", currency(base, words))
            .fact("policy", policy(base, words))
            .fact(
                "purchase",
                words.or(
                    "fact.purchase." + base.purchasePeriod(),
                    words.of("fact.purchase.value", base.purchasePeriod())))
            .fact("scoring", scoring(rfm, words))
            .fact("rules", rules(rfm.rules(), words));
    rfm.cuts().ifPresent(cuts -> section.fact("cuts", cuts(cuts, words)));
    if (report.orders() != null) {
      addHowOrdersWereRead(section, report.orders().log(), words);
      addDelays(section, report.orders(), base, words);
    }
    if (report.forecast() != null) {
      new ForecastWords(report.forecast().values().valuation(), words).addFacts(section);
    }
    rfm.warnings().forEach(warning -> section.fact("note", words.said(warning)));
    if (!report.source().software().isEmpty()) {
      section.fact("software", report.source().software());
    }
    return section.code(report.source().command()).build();
  }

  private static void addHowOrdersWereRead(SectionBuilder section, OrderLog log, Words words) {
    if (!log.appliedRates().isEmpty()) {
      section.fact("rates", words.said(AppliedRate.describe(log.appliedRates())));
    }
    int links = log.aliases().links().size();
    if (links > 0) {
      int unused = log.unusedAliases().size();
      section.fact(
          "aliases", words.of("fact.aliases.value", words.whole(links), words.whole(unused)));
    }
  }

  private static void addDelays(
      SectionBuilder section, CustomerOrders orders, CustomerBase base, Words words) {
    Integer window = HealthOptions.DEFAULT.activeWindow();
    if (window != null) {
      section.fact("active", words.of("fact.active.value", words.whole(window)));
    }
    PurchaseDelays.repurchaseDeadline(orders, base.asOf())
        .ifPresent(
            days -> section.fact("silence", words.of("fact.silence.value", words.whole(days))));
  }

  private static String policy(CustomerBase base, Words words) {
    OrderPolicy policy = base.policy();
    if (!base.hasAmounts()) {
      return words.of("fact.policy.no-amounts");
    }
    return policy.equals(OrderPolicy.AS_STATED)
        ? words.of("fact.policy.as-stated")
        : words.of(
            "fact.policy.value",
            words.of("fact.policy.basis." + policy.basis()),
            words.of("fact.policy.tax." + policy.includesTax()),
            words.of("fact.policy.shipping." + policy.includesShipping()),
            words.of("fact.policy.refunds." + policy.refunds()),
            policy);
  }

  private static String scoring(RfmTable rfm, Words words) {
    RfmScoring scoring = rfm.scoring();
    String text =
        words.of(
            "fact.scoring.value",
            words.of("fact.scoring." + scoring.method().name().toLowerCase(Locale.ROOT)),
            words.whole(scoring.bins()));
    return rfm.base().hasAmounts()
        ? words.of("fact.scoring.monetary", text, measure(scoring.spendMeasure(), words))
        : text;
  }

  private static String measure(SpendMeasure measure, Words words) {
    return words.of("fact.measure." + measure.name().toLowerCase(Locale.ROOT));
  }

  private static String cuts(RfmCuts cuts, Words words) {
    String text =
        line(words.of("fact.cuts.days"), cuts.daysSinceLastOrder(), words)
            + "\n"
            + line(words.of("fact.cuts.orders"), cuts.orders(), words);
    return cuts.hasSpend()
        ? text + "\n" + line(measure(cuts.spendMeasure(), words), cuts.spend(), words)
        : text;
  }

  /** Numbers with a decimal comma are parted by semicolons. */
  private static String line(String name, List<BigDecimal> cuts, Words words) {
    return words.of(
        "fact.cuts.line",
        name,
        cuts.stream()
            .map(words::cell)
            .collect(Collectors.joining(words.decimalSign() == ',' ? "\u00A0; " : ", ")));
  }

  private static String rules(RfmRules rules, Words words) {
    if (rules.equals(RfmRules.RFM_11)) {
      return words.of("fact.rules.rfm-11");
    }
    return rules.equals(RfmRules.RF_10) ? words.of("fact.rules.rf-10") : rules.toString();
  }

  private static String currency(CustomerBase base, Words words) {
    if (!base.hasAmounts()) {
      return words.of("fact.currency.no-amounts");
    }
    return base.currency().equals(Money.UNSTATED)
        ? words.of("fact.currency.unstated")
        : base.currency().getCurrencyCode();
  }
}
