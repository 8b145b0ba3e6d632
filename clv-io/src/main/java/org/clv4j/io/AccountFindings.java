package org.clv4j.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.clv4j.core.order.OrderAccount;
import org.clv4j.core.order.OrderExamples;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.quality.QualityFinding.Severity;

/** What became of orders on their way into a log, as findings. */
final class AccountFindings {
  private final OrderAccount account;
  private final List<QualityFinding> found = new ArrayList<>();

  private AccountFindings(OrderAccount account) {
    this.account = account;
  }

  static List<QualityFinding> of(OrderAccount account) {
    AccountFindings findings = new AccountFindings(account);
    findings.addRepeated("duplicate-orders", account.duplicates(), "orders came again, the same");
    findings.addRepeated(
        "superseded-orders", account.superseded(), "orders have a later revision, which counts");
    account
        .leftOut()
        .forEach(
            (reason, orders) ->
                findings.add(
                    "left-out-" + reason.name().toLowerCase(Locale.ROOT),
                    Severity.INFO,
                    orders,
                    "orders do not count under the policy",
                    ""));
    findings.add(
        "over-refunded-orders",
        Severity.WARNING,
        account.overRefunded(),
        "orders have more refunds than value",
        "see whether a refund stands on the line and on the order");
    findings.add(
        "refunded-without-refund",
        Severity.WARNING,
        account.withoutRefund(),
        "orders are refunded by their status, but have no refund, so they count in full",
        "name the column of the refunds, or leave the status out");
    return findings.found;
  }

  private void addRepeated(String id, long orders, String finding) {
    if (orders > 0) {
      long all = account.orders() + orders;
      found.add(
          new QualityFinding(
              id, Severity.INFO, orders, all, "orders", finding + "; ignored", "", ""));
    }
  }

  private void add(
      String id, Severity severity, OrderExamples orders, String finding, String remedy) {
    if (orders.orders() > 0) {
      found.add(
          new QualityFinding(
              id,
              severity,
              orders.orders(),
              account.orders(),
              "orders",
              finding,
              String.join(", ", orders.ids()),
              remedy));
    }
  }
}
