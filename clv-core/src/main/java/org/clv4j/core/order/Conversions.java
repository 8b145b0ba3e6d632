package org.clv4j.core.order;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.ExchangeRate;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.jspecify.annotations.Nullable;

/** At which rates the orders of a log that is being built are converted, and how many. */
final class Conversions {
  private static final Comparator<AppliedRate> CANONICAL =
      Comparator.comparing((AppliedRate applied) -> applied.rate().from().getCurrencyCode())
          .thenComparing(AppliedRate::orderDay)
          .thenComparing(applied -> applied.rate().day())
          .thenComparing(applied -> applied.rate().rate())
          .thenComparing(applied -> applied.rate().per())
          .thenComparing(applied -> applied.rate().source());

  private final @Nullable RateProvider provider;

  /** What the provider said, so that it is asked once. */
  private final Map<Question, ExchangeRate> answers = new HashMap<>();

  private final Map<Use, Count> counts = new HashMap<>();

  private record Question(Currency from, int epochDay) {}

  private record Use(int epochDay, ExchangeRate rate) {}

  private static final class Count {
    long orders;
  }

  Conversions(@Nullable RateProvider provider) {
    this.provider = provider;
  }

  /** The rate of a day. */
  ExchangeRate rate(Currency from, Currency to, int epochDay) {
    if (provider == null) {
      throw new CurrencyMismatchException(to, from);
    }
    Question question = new Question(from, epochDay);
    ExchangeRate known = answers.get(question);
    if (known == null) {
      known = provider.required(from, to, LocalDate.ofEpochDay(epochDay));
      answers.put(question, known);
    }
    return known;
  }

  /** Counts orders that were converted. */
  void count(int epochDay, ExchangeRate rate, long orders) {
    counts.computeIfAbsent(new Use(epochDay, rate), use -> new Count()).orders += orders;
  }

  /** Counts what other builders or logs have converted. */
  void addAll(List<AppliedRate> applied) {
    applied.forEach(more -> count((int) more.orderDay().toEpochDay(), more.rate(), more.orders()));
  }

  /**
   * Deductions from an amount, so that what is left after each of them is what was left, converted:
   * where nothing was left, nothing is.
   */
  static List<Deduction> convert(Money amount, List<Deduction> deductions, ExchangeRate rate) {
    List<Deduction> converted = new ArrayList<>();
    Money left = amount;
    Money leftHere = rate.convert(amount);
    for (Deduction deduction : deductions) {
      left = left.minus(Money.ofMinor(deduction.minorUnits(), amount.currency()));
      Money after = rate.convert(left);
      if (after.compareTo(leftHere) < 0) {
        converted.add(new Deduction(deduction.day(), leftHere.minus(after).minorUnits()));
      }
      leftHere = after;
    }
    return converted;
  }

  /** What an order is worth: amount, net and what is left of tax and shipping are converted. */
  static OrderValue convert(OrderValue value, ExchangeRate rate) {
    OrderTotals totals = value.totals();
    Money gross = rate.convert(totals.gross());
    Money discounted = rate.convert(totals.gross().minus(totals.discounts()));
    Money tax = rate.convert(totals.tax());
    Money shipping = rate.convert(totals.shipping());
    return new OrderValue(
        value.leftOut(),
        rate.convert(value.amount()),
        convert(value.amount(), value.deductions(), rate),
        value.overRefunded(),
        new OrderTotals(
            gross,
            gross.minus(discounted),
            discounted.minus(rate.convert(totals.net())),
            tax,
            tax.minus(rate.convert(totals.tax().minus(totals.refundedTax()))),
            shipping,
            shipping.minus(rate.convert(totals.shipping().minus(totals.refundedShipping()))),
            totals.costs() == null ? null : rate.convert(totals.costs()),
            rate.convert(totals.variableCosts())));
  }

  /** All rates, in an order that does not depend on that of the orders. */
  List<AppliedRate> build() {
    return counts.entrySet().stream()
        .map(
            use ->
                new AppliedRate(
                    LocalDate.ofEpochDay(use.getKey().epochDay()),
                    use.getKey().rate(),
                    use.getValue().orders))
        .sorted(CANONICAL)
        .toList();
  }
}
