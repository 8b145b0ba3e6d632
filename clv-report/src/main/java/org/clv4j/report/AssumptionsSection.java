package org.clv4j.report;

import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.health.HealthOptions;
import org.clv4j.segments.health.PurchaseDelays;
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
            .fact("scoring", rfm.scoring().toString())
            .fact("rules", rules(rfm.rules(), words));
    rfm.cuts().ifPresent(cuts -> section.fact("cuts", cuts.toString()));
    if (report.orders() != null) {
      addDelays(section, report.orders(), base, words);
    }
    if (report.forecast() != null) {
      new ForecastWords(report.forecast().values().valuation(), words).addFacts(section);
    }
    rfm.warnings().forEach(warning -> section.fact("note", warning));
    if (!report.source().software().isEmpty()) {
      section.fact("software", report.source().software());
    }
    return section.code(report.source().command()).build();
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
    return base.policy().equals(OrderPolicy.AS_STATED)
        ? words.of("fact.policy.as-stated")
        : base.policy().toString();
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
