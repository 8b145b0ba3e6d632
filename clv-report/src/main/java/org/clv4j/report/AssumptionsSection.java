package org.clv4j.report;

import java.time.ZoneOffset;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.AppliedRate;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmTable;

/** What was assumed, and how the page can be made again. */
final class AssumptionsSection {
  private AssumptionsSection() {}

  static Section of(HtmlReport report, Pictures pictures) {
    RfmTable rfm = report.rfm();
    CustomerBase base = rfm.base();
    Words words = pictures.words();
    SectionBuilder section =
        new SectionBuilder("assumptions", pictures)
            .fact("as-of", words.of("fact.as-of.value", words.day(base.asOf()), zone(base)))
            .fact("currency", currency(base, words))
            .fact("policy", policy(base, words))
            .fact(
                "purchase",
                words.or(
                    "fact.purchase." + base.purchasePeriod(),
                    words.of("fact.purchase.value", base.purchasePeriod())))
            .fact("scoring", rfm.scoring().toString())
            .fact("rules", rules(rfm.rules(), words));
    if (report.orders() != null) {
      addHowOrdersWereRead(section, report.orders().log(), words);
    }
    rfm.cuts().ifPresent(cuts -> section.fact("cuts", cuts.toString()));
    rfm.warnings().forEach(warning -> section.fact("note", warning));
    if (!report.source().software().isEmpty()) {
      section.fact("software", report.source().software());
    }
    return section.code(report.source().command()).build();
  }

  private static void addHowOrdersWereRead(SectionBuilder section, OrderLog log, Words words) {
    if (!log.appliedRates().isEmpty()) {
      section.fact("rates", AppliedRate.describe(log.appliedRates()));
    }
    int links = log.aliases().links().size();
    if (links > 0) {
      int unused = log.unusedAliases().size();
      section.fact(
          "aliases", words.of("fact.aliases.value", words.whole(links), words.whole(unused)));
    }
  }

  private static String policy(CustomerBase base, Words words) {
    return base.policy().equals(OrderPolicy.AS_STATED)
        ? words.of("fact.policy.as-stated")
        : base.policy().toString();
  }

  private static String zone(CustomerBase base) {
    return base.zone().equals(ZoneOffset.UTC) ? "UTC" : base.zone().toString();
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
