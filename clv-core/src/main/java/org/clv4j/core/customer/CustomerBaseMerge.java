package org.clv4j.core.customer;

import java.util.Arrays;
import java.util.List;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.core.value.CurrencyMismatchException;

/** The two splits over which finished tables merge. */
final class CustomerBaseMerge {
  private CustomerBaseMerge() {}

  static CustomerBase byCustomer(List<CustomerBase> parts) {
    if (parts.size() < 2) {
      return parts.stream()
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("parts must not be empty"));
    }
    // Halves, so that many parts cost n log k and not n k.
    int half = parts.size() / 2;
    return byCustomer(
        byCustomer(parts.subList(0, half)), byCustomer(parts.subList(half, parts.size())));
  }

  private static CustomerBase byCustomer(CustomerBase a, CustomerBase b) {
    requireSameKind(a, b);
    if (!a.asOf().equals(b.asOf())) {
      throw new IllegalArgumentException(
          "as-of day must be " + a.asOf() + " in all parts, but was " + b.asOf());
    }
    Merged merged = new Merged(a, b);
    for (int row = 0; row < b.size(); row++) {
      int to = merged.placeOfSecond[row];
      if (merged.columns.orders[to] > 0) {
        throw new IllegalArgumentException(
            "customer must be in one part only, but \"" + b.id(row) + "\" was in two");
      }
      merged.columns.copy(b.columns(), row, to);
    }
    return merged.base(a.counts().plus(b.counts()));
  }

  static CustomerBase byDay(CustomerBase earlier, CustomerBase later) {
    requireSameKind(earlier, later);
    requirePeriodsApart(earlier, later);
    Merged merged = new Merged(earlier, later);
    for (int row = 0; row < later.size(); row++) {
      int to = merged.placeOfSecond[row];
      if (merged.columns.orders[to] == 0) {
        merged.columns.copy(later.columns(), row, to);
      } else {
        merged.columns.append(later.columns(), row, to, later::id);
      }
    }
    return merged.base(
        new CustomerBase.OrderCounts(
            earlier.orderCount() + later.orderCount(),
            earlier.zeroAmountOrders() + later.zeroAmountOrders(),
            later.laterOrders(),
            later.laterDeductions()));
  }

  private static void requirePeriodsApart(CustomerBase earlier, CustomerBase later) {
    PurchasePeriod period = earlier.purchasePeriod();
    int end = Math.toIntExact(earlier.asOf().toEpochDay());
    if (later.asOf().isBefore(earlier.asOf())) {
      throw new IllegalArgumentException(
          "later as-of day must not be before " + earlier.asOf() + ", but was " + later.asOf());
    }
    if (period.indexOf(end) == period.indexOf(end + 1)) {
      throw new IllegalArgumentException(
          "earlier as-of day must end a purchase period ("
              + period
              + "), but was "
              + earlier.asOf());
    }
    if (earlier.laterDeductions() > 0) {
      throw new IllegalArgumentException(
          "earlier orders must have no deduction after "
              + earlier.asOf()
              + ", but have "
              + earlier.laterDeductions()
              + "; merge the logs instead");
    }
    for (int row = 0; row < later.size(); row++) {
      if (later.firstOrderDay(row) <= end) {
        throw new IllegalArgumentException(
            "later orders must come after "
                + earlier.asOf()
                + ", but customer \""
                + later.id(row)
                + "\" ordered on "
                + later.firstOrder(row));
      }
    }
  }

  private static void requireSameKind(CustomerBase a, CustomerBase b) {
    if (a.hasAmounts() != b.hasAmounts()) {
      throw new IllegalArgumentException("parts must all have amounts or all have none");
    }
    if (a.hasAmounts() && !a.currency().equals(b.currency())) {
      throw new CurrencyMismatchException(a.currency(), b.currency());
    }
    if (a.hasInterpurchaseTimes() != b.hasInterpurchaseTimes()) {
      throw new IllegalArgumentException(
          "parts must all have interpurchase times or all have none");
    }
    if (!a.zone().equals(b.zone())) {
      throw new IllegalArgumentException("zone must be " + a.zone() + ", but was " + b.zone());
    }
    if (!a.policy().equals(b.policy())) {
      throw new IllegalArgumentException(
          "policy must be " + a.policy() + ", but was " + b.policy());
    }
    if (!a.purchasePeriod().equals(b.purchasePeriod())) {
      throw new IllegalArgumentException(
          "purchase period must be " + a.purchasePeriod() + ", but was " + b.purchasePeriod());
    }
  }

  /** The table of both, with the rows of the first already in their places. */
  private static final class Merged {
    private final CustomerBase second;
    private final CustomerIds ids;
    private final CustomerColumns columns;
    private final int[] placeOfSecond;

    Merged(CustomerBase first, CustomerBase second) {
      this.second = second;
      int[] rowInFirst = second.ids().indicesIn(first.ids());
      boolean newIds = Arrays.stream(rowInFirst).anyMatch(row -> row < 0);
      this.ids = newIds ? first.ids().union(second.ids()) : first.ids();
      this.placeOfSecond = newIds ? second.ids().indicesIn(ids) : rowInFirst;
      this.columns =
          new CustomerColumns(ids.size(), first.hasAmounts(), first.hasInterpurchaseTimes());
      copyAround(first.columns(), first.size(), rowInFirst);
    }

    /** Copies the rows of the first in runs: a place for each new customer between them. */
    private void copyAround(CustomerColumns first, int size, int[] rowInFirst) {
      int from = 0;
      int before = 0;
      for (int row = 0; row < rowInFirst.length; row++) {
        if (rowInFirst[row] < 0) {
          int to = placeOfSecond[row] - before;
          columns.copyRun(first, from, to, before);
          from = to;
          before++;
        }
      }
      columns.copyRun(first, from, size, before);
    }

    CustomerBase base(CustomerBase.OrderCounts counts) {
      return new CustomerBase(
          ids,
          columns,
          second.hasAmounts() ? second.currency() : null,
          second.zone(),
          second.policy(),
          Math.toIntExact(second.asOf().toEpochDay()),
          second.purchasePeriod(),
          counts);
    }
  }
}
