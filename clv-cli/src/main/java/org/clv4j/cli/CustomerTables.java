package org.clv4j.cli;

import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.Table;
import org.clv4j.segments.rfm.RfmSegment;
import org.clv4j.segments.rfm.RfmTable;
import org.jspecify.annotations.Nullable;

/** The tables of the commands, with the column names that scripts rely on. */
final class CustomerTables {
  private CustomerTables() {}

  static Table summary(CustomerBase base, PeriodUnit unit) {
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

  static Table rfm(RfmTable rfm) {
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

  static Table segments(RfmTable rfm) {
    List<RfmSegment> segments = rfm.segments();
    return new Table(segments.size())
        .with("segment", row -> segments.get(row).name())
        .with("customers", row -> segments.get(row).customers())
        .with("orders", row -> segments.get(row).orders())
        .with("spend", row -> spend(segments.get(row)));
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
