package org.clv4j.core.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.clv4j.core.value.Money;

/**
 * A log and what became of every order on the way to it.
 *
 * @param log the orders that count; it carries the policy
 * @param duplicates how often an order came that was there already
 * @param superseded the earlier revisions of orders, which do not count
 * @param leftOut the orders that do not count, by reason; no reason without an order
 * @param overRefunded the orders that have more refunds than value and count or, which takes the
 *     rest with it, are left out as fully refunded
 * @param withoutRefund the orders that count and are said to be refunded by their status, but have
 *     no refund: they count in full
 * @param statuses how many orders have which last known status, {@code (none)} for none; those that
 *     came too late excepted
 * @param totals what the orders that count are made of
 * @param value what they are worth: the amounts in the log less its deductions
 */
public record OrderAccount(
    OrderLog log,
    long duplicates,
    long superseded,
    Map<LeftOutReason, OrderExamples> leftOut,
    OrderExamples overRefunded,
    OrderExamples withoutRefund,
    Map<String, Long> statuses,
    OrderTotals totals,
    Money value) {

  /** Takes copies of the maps. */
  public OrderAccount {
    Objects.requireNonNull(log, "log must not be null");
    Map<LeftOutReason, OrderExamples> reasons = new EnumMap<>(LeftOutReason.class);
    reasons.putAll(leftOut);
    leftOut = Collections.unmodifiableMap(reasons);
    statuses = Collections.unmodifiableMap(new TreeMap<>(statuses));
  }

  /**
   * The policy that decided.
   *
   * @return that of the log
   */
  public OrderPolicy policy() {
    return log.policy();
  }

  /**
   * All orders, those that count and those that do not.
   *
   * @return their number, earlier revisions not counted
   */
  public long orders() {
    return log.size() + leftOut.values().stream().mapToLong(OrderExamples::orders).sum();
  }

  /**
   * The account in words, for people.
   *
   * @return some lines
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("policy: " + policy());
    String notCounted =
        leftOut.entrySet().stream()
            .map(left -> name(left.getKey()) + " " + left.getValue())
            .collect(Collectors.joining(", "));
    lines.add(
        "orders: "
            + log.size()
            + " of "
            + orders()
            + " count"
            + (notCounted.isEmpty() ? "" : "; left out: " + notCounted)
            + (duplicates == 0 ? "" : "; ignored duplicates: " + duplicates)
            + (superseded == 0 ? "" : "; earlier revisions: " + superseded));
    if (statuses.size() > 1 || !statuses.containsKey(AccountBuilder.NO_STATUS)) {
      lines.add(
          "statuses: "
              + statuses.entrySet().stream()
                  .map(status -> status.getKey() + " " + status.getValue())
                  .collect(Collectors.joining(", ")));
    }
    lines.add(
        "gross "
            + totals.gross()
            + " - discounts "
            + amount(totals.discounts())
            + " - refunds "
            + amount(totals.refunds())
            + " = net "
            + amount(totals.net())
            + "; tax "
            + amount(totals.tax().minus(totals.refundedTax()))
            + ", shipping "
            + amount(totals.shipping().minus(totals.refundedShipping()))
            + "; value under the policy "
            + amount(value));
    if (!log.appliedRates().isEmpty()) {
      lines.add(AppliedRate.describe(log.appliedRates()));
    }
    if (overRefunded.orders() > 0) {
      lines.add("more refunds than value: " + overRefunded);
    }
    if (withoutRefund.orders() > 0) {
      lines.add("refunded by status, but without a refund, so worth all: " + withoutRefund);
    }
    return lines;
  }

  private static String amount(Money money) {
    return money.toBigDecimal().toPlainString();
  }

  private static String name(LeftOutReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
