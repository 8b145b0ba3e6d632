package org.clv4j.core.order;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.ExchangeRate;
import org.clv4j.core.value.MissingRateException;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
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
  private final @Nullable RateProvider rates;

  /** That of the analysis if it is stated, else of the first order. */
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

  AccountBuilder(
      OrderPolicy policy, ZoneId zone, @Nullable Currency analysis, @Nullable RateProvider rates) {
    this.policy = policy;
    this.zone = zone;
    this.firstCurrency = analysis;
    this.rates = rates;
  }

  void add(ShopOrder whole, LocalDate knownBy) {
    firstCurrency = firstCurrency == null ? whole.currency() : firstCurrency;
    if (whole.day().isAfter(knownBy)) {
      leaveOut(whole, LeftOutReason.LATER);
      return;
    }
    ShopOrder order = whole.knownBy(knownBy);
    statuses.merge(order.status().orElse(NO_STATUS), 1L, Long::sum);
    try {
      add(order);
    } catch (MissingRateException e) {
      throw e.ofOrder(order.id());
    } catch (ArithmeticException e) {
      throw new ArithmeticException("order \"" + order.id() + "\": " + e.getMessage());
    }
  }

  private void add(ShopOrder order) {
    OrderValue worth = policy.value(order);
    if (worth.overRefunded()) {
      overRefunded.add(order);
    }
    if (worth.leftOut() != null) {
      leaveOut(order, worth.leftOut());
      return;
    }
    OrderLogBuilder rows = log(order.currency());
    ExchangeRate rate = rows.rate(order.currency(), Math.toIntExact(order.day().toEpochDay()));
    OrderValue here = rate == null ? worth : Conversions.convert(worth, rate);
    totals = totals == null ? here.totals() : plus(totals, here.totals());
    value = Check.addExact(value, here.net().minorUnits(), "value of the orders");
    if (order.refunds().isEmpty() && REFUNDED.equals(order.status().orElse(null))) {
      withoutRefund.add(order);
    }
    rows.add(order.customerId(), Math.toIntExact(order.day().toEpochDay()), worth.amount());
    appendDetails(rows, order, here);
  }

  private static OrderTotals plus(OrderTotals sum, OrderTotals more) {
    try {
      return sum.plus(more);
    } catch (ArithmeticException e) {
      throw new ArithmeticException("totals of the orders must fit in a long of minor units");
    }
  }

  private void leaveOut(ShopOrder order, LeftOutReason reason) {
    leftOut.computeIfAbsent(reason, none -> new Examples()).add(order);
  }

  /** Its currency is that of the analysis or, unless stated, of the first order that counts. */
  private OrderLogBuilder log(Currency currency) {
    if (log == null) {
      Currency ofLog = rates == null ? currency : Objects.requireNonNull(firstCurrency);
      log = OrderLog.builder(ofLog).zone(zone).policy(policy);
      if (rates != null) {
        log.rates(rates);
      }
    }
    return log;
  }

  private void appendDetails(OrderLogBuilder rows, ShopOrder order, OrderValue worth) {
    OrderTotals parts = worth.totals();
    if (policy.basis().hasDiscounts() && !parts.discounts().isZero()) {
      rows.discount(parts.discounts().minorUnits());
    }
    if (!policy.basis().hasCosts()) {
      appendCost(rows, parts.costs());
    }
    if (order.promotion() != null) {
      rows.promotion(order.promotion());
    }
    if (order.channel() != null) {
      rows.channel(order.channel());
    }
    for (Deduction deduction : worth.deductions()) {
      rows.deduct(Math.toIntExact(deduction.day().toEpochDay()), deduction.minorUnits());
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
