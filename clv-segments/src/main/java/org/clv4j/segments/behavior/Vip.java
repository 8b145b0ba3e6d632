package org.clv4j.segments.behavior;

import java.time.LocalDate;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;

/** Who is a champion or loyal by an RFM table. */
final class Vip {
  private static final List<String> SEGMENTS = List.of("Champions", "Loyal");

  private Vip() {}

  static RfmTable table(CustomerOrders orders, LocalDate asOf) {
    return RfmTable.of(
        orders.base(CustomerBase.Options.DEFAULT.withAsOf(asOf)),
        RfmScoring.quantiles(),
        orders.hasAmounts() ? RfmRules.RFM_11 : RfmRules.RF_10);
  }

  static void check(RfmTable table, LocalDate asOf) {
    if (!table.base().asOf().equals(asOf)) {
      throw new IllegalArgumentException(
          "RFM table must be as of " + asOf + ", but was as of " + table.base().asOf());
    }
    if (!table.rules().segments().containsAll(SEGMENTS)) {
      throw new IllegalArgumentException(
          "RFM table must have the segments " + SEGMENTS + ", but had " + table.rules().segments());
    }
  }

  static double[] column(RfmTable table, Rows rows) {
    double[] column = new double[table.size()];
    for (int row = 0; row < column.length; row++) {
      column[row] = SEGMENTS.contains(table.segment(row)) ? 1 : 0;
    }
    return rows.size() == column.length ? column : rows.moved(column, table.base().ids());
  }
}
