package org.clv4j.core.order;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/** Takes the orders of a book by id and makes log and account. */
final class AccountBuilder {
  static final String NO_STATUS = "(none)";

  private static final String REFUNDED = "refunded";

  private final OrderPolicy policy;
  private final ZoneId zone;
  private final Map<LeftOutReason, Examples> leftOut = new EnumMap<>(LeftOutReason.class);
  private final Examples overRefunded = new Examples();
  private final Examples withoutRefund = new Examples();
  private final Map<String, Long> statuses = new TreeMap<>();
  private @Nullable Currency firstCurrency;
  private @Nullable OrderLogBuilder log;
  private @Nullable OrderTotals totals;
  private boolean costsKnown = true;
  private long value;

  private static final class Examples {
    private long orders;
    private final List<String> ids = new ArrayList<>();

    void add(ShopOrder order) {
      orders++;
      if (ids.size() < OrderExamples.NAMED) {
        ids.add(order.id());
      }
    }

    OrderExamples build() {
      return new OrderExamples(orders, ids);
    }
  }

  AccountBuilder(OrderPolicy policy, ZoneId zone) {
    this.policy = policy;
    this.zone = zone;
  }

  void add(ShopOrder whole, LocalDate knownBy) {
    firstCurrency = firstCurrency == null ? whole.currency() : firstCurrency;
    if (whole.day().isAfter(knownBy)) {
      leaveOut(whole, LeftOutReason.LATER);
      return;
    }
    ShopOrder order = whole.knownBy(knownBy);
    statuses.merge(order.status().orElse(NO_STATUS), 1L, Long::sum);
    OrderValue worth = policy.value(order);
    if (worth.leftOut() != null) {
      leaveOut(order, worth.leftOut());
      return;
    }
    if (totals != null && !totals.gross().currency().equals(order.currency())) {
      throw new CurrencyMismatchException(totals.gross().currency(), order.currency());
    }
    totals = totals == null ? worth.totals() : totals.plus(worth.totals());
    value = Check.addExact(value, worth.net().minorUnits(), "value of the orders");
    if (worth.overRefunded()) {
      overRefunded.add(order);
    }
    if (order.refunds().isEmpty() && REFUNDED.equals(order.status().orElse(null))) {
      withoutRefund.add(order);
    }
    append(order, worth);
  }

  private void leaveOut(ShopOrder order, LeftOutReason reason) {
    leftOut.computeIfAbsent(reason, none -> new Examples()).add(order);
  }

  private void append(ShopOrder order, OrderValue worth) {
    if (log == null) {
      log = OrderLog.builder(order.currency()).zone(zone).policy(policy);
    }
    log.add(
        order.customerId(), Math.toIntExact(order.day().toEpochDay()), worth.amount().minorUnits());
    OrderTotals parts = worth.totals();
    if (policy.basis().hasDiscounts() && !parts.discounts().isZero()) {
      log.discount(parts.discounts().minorUnits());
    }
    if (!policy.basis().hasCosts()) {
      appendCost(log, parts.costs());
    }
    if (order.promotion() != null) {
      log.promotion(order.promotion());
    }
    if (order.channel() != null) {
      log.channel(order.channel());
    }
    for (Deduction deduction : worth.deductions()) {
      log.deduct(Math.toIntExact(deduction.day().toEpochDay()), deduction.minorUnits());
    }
  }

  /** Costs of some orders only are those of none. */
  private void appendCost(OrderLogBuilder builder, @Nullable Money cost) {
    if (cost == null && costsKnown) {
      costsKnown = false;
      builder.forget(OrderDetail.COST);
    } else if (cost != null && costsKnown) {
      builder.cost(cost.minorUnits());
    }
  }

  OrderAccount build(long duplicates, long superseded) {
    Currency currency = firstCurrency;
    if (currency == null) {
      throw new IllegalStateException("the book must hold an order, but is empty");
    }
    OrderLogBuilder rows = log == null ? OrderLog.builder(currency).zone(zone).policy(policy) : log;
    OrderTotals sums = totals == null ? OrderTotals.zero(currency) : totals;
    Map<LeftOutReason, OrderExamples> reasons = new EnumMap<>(LeftOutReason.class);
    leftOut.forEach((reason, examples) -> reasons.put(reason, examples.build()));
    return new OrderAccount(
        rows.build(),
        duplicates,
        superseded,
        reasons,
        overRefunded.build(),
        withoutRefund.build(),
        statuses,
        sums,
        Money.ofMinor(value, sums.gross().currency()));
  }
}
