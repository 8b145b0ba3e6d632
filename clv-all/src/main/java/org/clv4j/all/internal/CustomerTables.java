package org.clv4j.all.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.formula.HistoricValue;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.Table;
import org.clv4j.models.value.CustomerValue;
import org.clv4j.segments.rfm.RfmSegment;
import org.clv4j.segments.rfm.RfmTable;
import org.jspecify.annotations.Nullable;

/** Tables of customers, with the column names that scripts rely on. */
public final class CustomerTables {
  private CustomerTables() {}

  /**
   * One row per customer.
   *
   * @param base the customers
   * @param unit of frequency, recency and age
   * @return the table
   */
  public static Table summary(CustomerBase base, PeriodUnit unit) {
    return new Table(base.size())
        .with("customer_id", base::id)
        .with("first_order", base::firstOrder)
        .with("last_order", base::lastOrder)
        .with("orders", base::orders)
        .with("frequency", base::frequency)
        .with("recency", row -> unit.fromDays(base.recencyDays(row)))
        .with("age", row -> unit.fromDays(base.ageDays(row)))
        .with("total_spend", row -> spend(base, row))
        .with("mean_order_value", row -> base.hasAmounts() ? base.meanOrderValue(row) : null)
        .with("mean_repeat_spend", row -> meanRepeatSpend(base, row))
        .with("time_since_last_order", row -> unit.fromDays(base.daysSinceLastOrder(row)));
  }

  /**
   * The figures to look at first.
   *
   * @param base the customers
   * @param badRows rows that were left out
   * @return columns {@code fact, value}
   */
  public static Table described(CustomerBase base, long badRows) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("orders", base.orderCount());
    facts.put("customers", base.size());
    facts.put("first day", base.observationPeriod().firstDay());
    facts.put("as of", base.asOf());
    if (base.hasAmounts()) {
      HistoricValue value = HistoricValue.of(base);
      facts.put("currency", value.currency().getCurrencyCode());
      facts.put("spend", value.total().toBigDecimal());
      facts.put("spend per customer", value.mean());
      facts.put("median of it", value.median());
      value.shareOfTop(0.2).ifPresent(share -> facts.put("share of the top fifth", share));
    }
    facts.put("rows left out", badRows);
    List<String> names = List.copyOf(facts.keySet());
    return new Table(names.size())
        .with("fact", names::get)
        .with("value", row -> facts.get(names.get(row)));
  }

  /**
   * Scores and segment of each customer.
   *
   * @param rfm the scores
   * @return the table
   */
  public static Table rfm(RfmTable rfm) {
    CustomerBase base = rfm.base();
    return new Table(base.size())
        .with("customer_id", base::id)
        .with("time_since_last_order_days", base::daysSinceLastOrder)
        .with("orders", base::orders)
        .with("spend", row -> spend(base, row))
        .with("r", rfm::r)
        .with("f", rfm::f)
        .with("m", row -> rfm.hasMonetary() ? rfm.m(row) : null)
        .with("segment", rfm::segment);
  }

  /**
   * One row per segment.
   *
   * @param rfm the scores
   * @return the table
   */
  public static Table segments(RfmTable rfm) {
    List<RfmSegment> segments = rfm.segments();
    return new Table(segments.size())
        .with("segment", row -> segments.get(row).name())
        .with("customers", row -> segments.get(row).customers())
        .with("orders", row -> segments.get(row).orders())
        .with("spend", row -> spend(segments.get(row)));
  }

  /**
   * What a model foretells of each customer.
   *
   * @param rows the number of customers
   * @param id of the customer of a row
   * @param values of the customer of a row
   * @return the table
   */
  public static Table values(int rows, IntFunction<String> id, IntFunction<CustomerValue> values) {
    return purchases(rows, id, values)
        .with("expected_spend", row -> orNull(values.apply(row).expectedSpend()))
        .with(
            "discounted_expected_residual_transactions",
            row -> values.apply(row).discountedExpectedResidualTransactions())
        .with("clv", row -> orNull(values.apply(row).residual()));
  }

  /**
   * The first columns of {@link #values}, which need no amounts.
   *
   * @param rows the number of customers
   * @param id of the customer of a row
   * @param values of the customer of a row
   * @return the table
   */
  public static Table purchases(
      int rows, IntFunction<String> id, IntFunction<CustomerValue> values) {
    return new Table(rows)
        .with("customer_id", id)
        .with("probability_alive", row -> values.apply(row).probabilityAlive())
        .with("expected_purchases", row -> orNull(values.apply(row).expectedPurchases()));
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }

  private static @Nullable Object spend(RfmSegment segment) {
    return segment.spend() == null ? null : segment.spend().toBigDecimal();
  }

  private static @Nullable Object spend(CustomerBase base, int row) {
    return base.hasAmounts() ? base.spend(row).toBigDecimal() : null;
  }

  private static @Nullable Object meanRepeatSpend(CustomerBase base, int row) {
    return base.hasAmounts() && base.frequency(row) > 0
        ? base.meanRepeatSpend(row).getAsDouble()
        : null;
  }
}
